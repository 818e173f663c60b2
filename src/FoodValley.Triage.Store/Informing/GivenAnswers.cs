using FoodValley.Triage.Informing;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>A version of an organisation's eight answers.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Date">Since when it holds.</param>
/// <param name="Owner">The function that keeps it.</param>
/// <param name="Answers">What it says.</param>
public sealed record AnswerVersion(int Number, DateOnly Date, string Owner, EightAnswers Answers);

/// <summary>
/// The eight answers of each organisation, as versions, and who said that they can give them (HK-8.1 to HK-8.8, HK-8z). Whether somebody may change
/// them is the page's question.
/// </summary>
public sealed class GivenAnswers(TriageDb db)
{
    /// <summary>The version that holds now; null while there is none.</summary>
    public async Task<AnswerVersion?> CurrentAsync(string organisationId, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).AnswerVersion(db, organisationId, cancellationToken) is { } row ? Version(row) : null;

    /// <summary>Every version of the organisation of who asks, newest first.</summary>
    public async Task<IReadOnlyList<AnswerVersion>> VersionsAsync(Person person, CancellationToken cancellationToken = default)
    {
        var rows = await db.AnswerVersions.AsNoTracking().Where(a => a.OrganisationId == person.OrganisationId).OrderByDescending(a => a.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(Version)];
    }

    /// <summary>
    /// A new version behind the one that was seen (<paramref name="seen"/>: its number, 0 for none); false, and nothing written, when there is another by now.
    /// </summary>
    public async Task<bool> KeepAsync(Act act, int seen, DateOnly date, string owner, EightAnswers answers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        var organisation = act.Who.OrganisationId;
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO answer_versions (OrganisationId, Number, Date, Owner, Body, ById, At)
            SELECT {organisation}, {seen + 1}, {date}, {owner}, {answers.ToJson()}, {act.Who.Id}, {StoredTime.Of(act.At)}
            WHERE (SELECT COALESCE(MAX(Number), 0) FROM answer_versions WHERE OrganisationId = {organisation}) = {seen}
            """,
            cancellationToken) == 1;
    }

    /// <summary>Who acts can give this version of the own organisation's answers; false when it is not the one that holds.</summary>
    public async Task<bool> ConfirmAsync(Act act, int number, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        var organisation = act.Who.OrganisationId;
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO answer_confirmations (PersonId, At, OrganisationId, Number)
            SELECT {act.Who.Id}, {StoredTime.Of(act.At)}, {organisation}, {number}
            WHERE (SELECT MAX(Number) FROM answer_versions WHERE OrganisationId = {organisation}) = {number}
              AND NOT EXISTS (SELECT 1 FROM answer_confirmations WHERE PersonId = {act.Who.Id} AND At = {StoredTime.Of(act.At)})
            """,
            cancellationToken) == 1;
    }

    /// <summary>When this person last said so, UTC; null for never.</summary>
    public Task<DateTime?> ConfirmedAsync(Person person, CancellationToken cancellationToken = default) =>
        db.AnswerConfirmations.Where(c => c.PersonId == person.Id && c.OrganisationId == person.OrganisationId).MaxAsync(c => (DateTime?)c.At, cancellationToken);

    /// <summary>Who of the organisation decides, leads or guards, and has not said so since <paramref name="since"/> (UTC); by name.</summary>
    public async Task<IReadOnlyList<Colleague>> NotConfirmedAsync(Person person, DateTime since, CancellationToken cancellationToken = default)
    {
        var administrator = Role.Administrator.Code();
        var rows = await db.Working.Where(p => p.OrganisationId == person.OrganisationId && p.Role != administrator && !db.AnswerConfirmations.Any(c => c.PersonId == p.Id && c.At >= since))
            .OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, p.Role }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Colleague(r.Id, r.Name, Stored.Code<Role>(r.Role)))];
    }

    private static AnswerVersion Version(AnswerVersionRow row) => new(row.Number, row.Date, row.Owner, EightAnswers.FromJson(row.Body));
}
