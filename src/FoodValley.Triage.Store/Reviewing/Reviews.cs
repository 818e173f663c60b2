using FoodValley.Triage.Recording;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>A decision that is reviewed, as the queue shows it: no client.</summary>
/// <param name="RecordId">The decision.</param>
/// <param name="Sequence">Number of its leaf, from 0.</param>
/// <param name="TeamId">The team it was signed in.</param>
/// <param name="AuthorId">Who signed it.</param>
/// <param name="AuthorName">As shown.</param>
/// <param name="Level">Its level.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Ground">Its ground.</param>
/// <param name="Safety">Under the safety exception.</param>
/// <param name="Deviation">More went than the schema lists (IU-2-INF-3).</param>
/// <param name="Reasons">Why it is listed.</param>
/// <param name="Signed">UTC.</param>
/// <param name="Due">The working day by which the next one acts: the reviewer, or the author who was asked.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AssignedTo">The reviewer; null while nobody took it.</param>
/// <param name="AssignedName">The reviewer's name; null while nobody took it.</param>
/// <param name="Version">Rises with every change; whoever changes it says which one was seen.</param>
public sealed record ReviewItem(
    Guid RecordId, long Sequence, string TeamId, string AuthorId, string AuthorName, Level Level, Outcome Outcome, LegalGround Ground, bool Safety, bool Deviation,
    IReadOnlyList<ReviewReason> Reasons, DateTime Signed, DateOnly Due, ReviewState State, string? AssignedTo, string? AssignedName, int Version)
{
    /// <summary>Made at once, and the rest is not there yet: the working day by which it must be (decision matrix, ambiguity 26).</summary>
    public DateOnly? CompleteBy { get; init; }
}

/// <summary>What a reviewer looks for; null is everything.</summary>
/// <param name="States">Where it stands.</param>
/// <param name="Level">Of the decision.</param>
/// <param name="Ground">Of the decision.</param>
/// <param name="AuthorId">Who signed it.</param>
/// <param name="From">First day of signing.</param>
/// <param name="Until">Last day of signing.</param>
/// <param name="Safety">Under the safety exception, or not.</param>
/// <param name="Deviation">With a deviation, or without.</param>
/// <param name="AssignedTo">The reviewer; empty text: nobody.</param>
public sealed record ReviewFilter(
    IReadOnlyList<ReviewState> States, Level? Level = null, LegalGround? Ground = null, string? AuthorId = null, DateOnly? From = null, DateOnly? Until = null, bool? Safety = null,
    bool? Deviation = null, string? AssignedTo = null);

/// <summary>The reviews of sealed decisions: who reads what, by when. What is said about a decision is written with <see cref="Records.AddAsync"/> (HK-7a, HK-8c).</summary>
public sealed class Reviews(TriageDb db, Chance chance)
{
    private static readonly string DecisionKind = EntryKind.Decision.Code();

    /// <summary>
    /// The queue of a lead: the own team's, and what was given to this person from another team; the nearest day first, then the oldest. The next page
    /// starts after the day and number <paramref name="after"/>. Empty for who is no lead.
    /// </summary>
    public async Task<IReadOnlyList<ReviewItem>> QueueAsync(
        Person lead, ReviewFilter filter, int count = 50, (DateOnly Due, long Sequence)? after = null, CancellationToken cancellationToken = default)
    {
        if (lead.Role != Role.TeamLead) return [];
        await new LedgerWalk(db, chance).ToEndAsync(lead.OrganisationId, cancellationToken);
        var rows = Where(Reach(lead), filter);
        if (after is { } last) rows = rows.Where(i => i.Due > last.Due || (i.Due == last.Due && i.Sequence > last.Sequence));
        return await ItemsAsync(rows.OrderBy(i => i.Due).ThenBy(i => i.Sequence).Take(count), cancellationToken);
    }

    /// <summary>The review of this decision; null when there is none or it is out of this person's reach: a lead's team or what was given, a privacy officer's organisation, an author's own.</summary>
    public async Task<ReviewItem?> FindAsync(Person person, Guid recordId, CancellationToken cancellationToken = default)
    {
        await new LedgerWalk(db, chance).ToEndAsync(person.OrganisationId, cancellationToken);
        return (await ItemsAsync(Reach(person).Where(i => i.RecordId == recordId), cancellationToken)).SingleOrDefault();
    }

    /// <summary>The review of a decision that was found already, for who is responsible for its dossier now and answers in the author's place; null when there is none.</summary>
    public async Task<ReviewItem?> OfRecordAsync(Person person, RecordLine line, CancellationToken cancellationToken = default)
    {
        var (organisation, sequence) = (person.OrganisationId, line.Sequence);
        if (line.OrganisationId != organisation) return null;
        return (await ItemsAsync(db.ReviewItems.Where(i => i.OrganisationId == organisation && i.Sequence == sequence
            && db.Dossiers.Any(own => own.Id == line.DossierId && own.OrganisationId == organisation && own.ResponsibleId == person.Id)), cancellationToken)).SingleOrDefault();
    }

    /// <summary>What this person signed and was asked about, the nearest day first.</summary>
    public async Task<IReadOnlyList<ReviewItem>> AskedAsync(Person author, CancellationToken cancellationToken = default)
    {
        await new LedgerWalk(db, chance).ToEndAsync(author.OrganisationId, cancellationToken);
        var waiting = ReviewState.Author.Code();
        return await ItemsAsync(db.ReviewItems.Where(i => i.OrganisationId == author.OrganisationId && i.AuthorId == author.Id && i.State == waiting).OrderBy(i => i.Due).ThenBy(i => i.Sequence), cancellationToken);
    }

    /// <summary>Everybody of the organisation who leads a team, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> LeadsAsync(Person person, CancellationToken cancellationToken = default)
    {
        var role = Role.TeamLead.Code();
        return await db.Working.Where(p => p.OrganisationId == person.OrganisationId && p.Role == role).OrderBy(p => p.Name).Select(p => new Colleague(p.Id, p.Name, Role.TeamLead)).ToListAsync(cancellationToken);
    }

    /// <summary>The people of a lead's team, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> TeamAsync(Person lead, CancellationToken cancellationToken = default) =>
        [.. (await db.People.AsNoTracking().Where(p => p.OrganisationId == lead.OrganisationId && p.TeamId == lead.TeamId).OrderBy(p => p.Name).ToListAsync(cancellationToken))
            .Select(p => new Colleague(p.Id, p.Name, Stored.Code<Role>(p.Role)))];

    /// <summary>
    /// Gives a running review to a lead of the organisation, or to nobody when <paramref name="to"/> is null; true when it is so now. False, and nothing
    /// written, when it changed meanwhile, has ended, is out of reach, or would go to who signed it.
    /// </summary>
    public async Task<bool> GiveAsync(Act act, Guid recordId, int version, string? to, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        if (who.Role != Role.TeamLead || (to is not null && (await LeadsAsync(who, cancellationToken)).All(l => l.Id != to))) return false;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE review_items SET AssignedTo = {to}, Version = Version + 1
            WHERE OrganisationId = {who.OrganisationId} AND RecordId = {recordId} AND Version = {version} AND State IN ('open', 'author', 'answered')
              AND (TeamId = {who.TeamId} OR AssignedTo = {who.Id}) AND AuthorId <> {to ?? ""}
            """,
            cancellationToken);
        if (changed == 0) return false;
        await EventAsync(act, recordId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives everything that runs and that this lead has to a colleague, for an absence; own decisions of that colleague stay free. Returns how many went.</summary>
    public async Task<int> HandOverAsync(Act act, string to, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        if (who.Role != Role.TeamLead || to == who.Id || (await LeadsAsync(who, cancellationToken)).All(l => l.Id != to)) return 0;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE review_items SET AssignedTo = CASE WHEN AuthorId = {to} THEN NULL ELSE {to} END, Version = Version + 1
            WHERE OrganisationId = {who.OrganisationId} AND AssignedTo = {who.Id} AND State IN ('open', 'author', 'answered')
            """,
            cancellationToken);
        await EventAsync(act, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    /// <summary>What the organisation set; the default while it set nothing.</summary>
    public async Task<ReviewSettings> SettingsAsync(Person person, CancellationToken cancellationToken = default) =>
        await db.ReviewSettings.AsNoTracking().Where(s => s.OrganisationId == person.OrganisationId).Select(s => new ReviewSettings(s.Percentage, s.Term)).SingleOrDefaultAsync(cancellationToken)
        ?? ReviewSettings.Default;

    /// <summary>Sets it for what is signed from now on; what was signed before was drawn under the old share. False, and nothing written, for who is no privacy officer.</summary>
    public async Task<bool> SetAsync(Act act, ReviewSettings settings, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        if (who.Role != Role.PrivacyOfficer) return false;
        await new LedgerWalk(db, chance).ToEndAsync(who.OrganisationId, cancellationToken);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO review_settings (OrganisationId, LotKey, Percentage, Term, UpTo)
            SELECT {who.OrganisationId}, {chance.Bytes(ReviewSelection.KeyLength)}, {settings.Percent}, {settings.Term}, 0
            WHERE NOT EXISTS (SELECT 1 FROM review_settings WHERE OrganisationId = {who.OrganisationId})
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync($"UPDATE review_settings SET Percentage = {settings.Percent}, Term = {settings.Term} WHERE OrganisationId = {who.OrganisationId}", cancellationToken);
        await AccessLog.AppendAsync(db, act, AccessAction.SetRules, detail: "review", cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private Task EventAsync(Act act, Guid? recordId, CancellationToken cancellationToken) =>
        AccessLog.AppendAsync(db, act, AccessAction.Assigned, record: recordId, detail: "review", cancellationToken: cancellationToken);

    private IQueryable<ReviewItemRow> Reach(Person person) => person.Role switch
    {
        Role.TeamLead => db.ReviewItems.Where(i => i.OrganisationId == person.OrganisationId && (i.TeamId == person.TeamId || i.AssignedTo == person.Id)),
        Role.PrivacyOfficer => db.ReviewItems.Where(i => i.OrganisationId == person.OrganisationId),
        Role.Caseworker or Role.Administrator => db.ReviewItems.Where(i => i.OrganisationId == person.OrganisationId && i.AuthorId == person.Id),
    };

    private static IQueryable<ReviewItemRow> Where(IQueryable<ReviewItemRow> rows, ReviewFilter filter)
    {
        var states = filter.States.Select(s => s.Code()).ToList();
        rows = rows.Where(i => states.Contains(i.State));
        if (filter.Level?.Code() is { } level) rows = rows.Where(i => i.Level == level);
        if (filter.Ground?.Code() is { } ground) rows = rows.Where(i => i.Ground == ground);
        if (filter.AuthorId is { } author) rows = rows.Where(i => i.AuthorId == author);
        if (filter.From is { } from) rows = rows.Where(i => i.Day >= from);
        if (filter.Until is { } until) rows = rows.Where(i => i.Day <= until);
        if (filter.Safety is { } safety) rows = rows.Where(i => i.Safety == safety);
        if (filter.Deviation is { } deviation) rows = rows.Where(i => i.Deviation == deviation);
        if (filter.AssignedTo is { } reviewer) rows = reviewer.Length == 0 ? rows.Where(i => i.AssignedTo == null) : rows.Where(i => i.AssignedTo == reviewer);
        return rows;
    }

    private async Task<IReadOnlyList<ReviewItem>> ItemsAsync(IQueryable<ReviewItemRow> rows, CancellationToken cancellationToken)
    {
        var found = await rows.AsNoTracking().Select(i => new
        {
            Item = i,
            Author = db.People.Where(p => p.Id == i.AuthorId).Select(p => p.Name).FirstOrDefault(),
            Reviewer = db.People.Where(p => p.Id == i.AssignedTo).Select(p => p.Name).FirstOrDefault(),
            CompleteBy = db.Decisions.Where(d => d.OrganisationId == i.OrganisationId && d.Sequence == i.Sequence
                && !db.Decisions.Any(later => later.OrganisationId == i.OrganisationId && later.RefersTo == d.Id && later.Kind == DecisionKind)).Select(d => d.CompleteBy).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return [.. found.Select(f => new ReviewItem(
            f.Item.RecordId, f.Item.Sequence, f.Item.TeamId, f.Item.AuthorId, f.Author ?? f.Item.AuthorId, Stored.Code<Level>(f.Item.Level), Stored.Code<Outcome>(f.Item.Outcome),
            Stored.Code<LegalGround>(f.Item.Ground), f.Item.Safety, f.Item.Deviation, [.. f.Item.Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stored.Code<ReviewReason>)],
            f.Item.Signed, f.Item.Due, Stored.Code<ReviewState>(f.Item.State), f.Item.AssignedTo, f.Reviewer, f.Item.Version)
            { CompleteBy = f.CompleteBy })];
    }
}
