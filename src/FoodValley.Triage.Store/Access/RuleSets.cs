using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Somebody confirmed an edition of the rules.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="ConfirmedBy">Who confirmed it, in words.</param>
/// <param name="ConfirmedOn">When.</param>
/// <param name="MarkedBy">Name of the officer who marked it.</param>
/// <param name="MarkedAt">UTC.</param>
public sealed record EditionConfirmation(string EditionId, string ConfirmedBy, DateOnly ConfirmedOn, string MarkedBy, DateTime MarkedAt);

/// <summary>A protocol setting with its place among the organisation's settings; the highest number holds.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Setting">What it permits.</param>
/// <param name="SetBy">Id of who set it.</param>
/// <param name="SetAt">UTC.</param>
public sealed record NumberedSetting(int Number, ProtocolSetting Setting, string SetBy, DateTime SetAt);

/// <summary>What an organisation says about the rules it works under: for its privacy officers (HK-0a, HK-1, HK-2).</summary>
public sealed class RuleSets(TriageDb db)
{
    /// <summary>All confirmations the organisation marked, newest first.</summary>
    public async Task<IReadOnlyList<EditionConfirmation>> ConfirmationsAsync(Person person, CancellationToken cancellationToken = default) =>
        [.. (await (
            from c in db.EditionConfirmations.AsNoTracking()
            join p in db.People on c.MarkedBy equals p.Id
            where c.OrganisationId == person.OrganisationId
            orderby c.MarkedAt descending, c.Number descending
            select new { Row = c, p.Name }).ToListAsync(cancellationToken)).Select(c => new EditionConfirmation(c.Row.EditionId, c.Row.ConfirmedBy, c.Row.ConfirmedOn, c.Name, c.Row.MarkedAt))];

    /// <summary>Marks a released edition as confirmed; the same again writes nothing. False, and nothing written, for who is no privacy officer or for an edition that was not released.</summary>
    public async Task<bool> ConfirmAsync(Act act, string editionId, string by, DateOnly on, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        if (who.Role != Role.PrivacyOfficer || !Editions.Ids.Contains(editionId)) return false;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLedgerAsync(who.OrganisationId, cancellationToken);
        var last = await db.EditionConfirmations.AsNoTracking().Where(c => c.OrganisationId == who.OrganisationId && c.EditionId == editionId).OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is not null && last.ConfirmedBy == by && last.ConfirmedOn == on) return true;
        db.Add(new EditionConfirmationRow
        {
            OrganisationId = who.OrganisationId, EditionId = editionId, Number = (last?.Number ?? 0) + 1, ConfirmedBy = by, ConfirmedOn = on, MarkedBy = who.Id, MarkedAt = StoredTime.Of(act.At),
        });
        await EventAsync(act, "edition", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Every setting of the organisation's protocol, the one that holds first.</summary>
    public async Task<IReadOnlyList<NumberedSetting>> SettingsAsync(Person person, CancellationToken cancellationToken = default) =>
        [.. (await db.ProtocolSettings.AsNoTracking().Where(s => s.OrganisationId == person.OrganisationId).OrderByDescending(s => s.Number).ToListAsync(cancellationToken))
            .Select(s => new NumberedSetting(s.Number, Organisations.SettingOf(s), s.SetBy, s.SetAt))];

    /// <summary>
    /// A new setting after number <paramref name="after"/> (0: the first). False, and nothing written, when somebody set another one meanwhile, when the
    /// version's name was used before, or for who is no privacy officer.
    /// </summary>
    public async Task<bool> SetAsync(Act act, int after, ProtocolSetting setting, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        if (who.Role != Role.PrivacyOfficer) return false;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLedgerAsync(who.OrganisationId, cancellationToken);
        var number = await db.ProtocolSettings.Where(s => s.OrganisationId == who.OrganisationId).MaxAsync(s => (int?)s.Number, cancellationToken) ?? 0;
        if (number != after || await db.ProtocolSettings.AnyAsync(s => s.OrganisationId == who.OrganisationId && s.Version == setting.Version, cancellationToken)) return false;
        db.Add(Organisations.RowOf(who.OrganisationId, number + 1, setting, who.Id, StoredTime.Of(act.At)));
        await EventAsync(act, "protocol", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task EventAsync(Act act, string detail, CancellationToken cancellationToken)
    {
        db.Add(AccessLog.RowOf(act, AccessAction.SetRules, detail));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
