using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Which decisions a report is about; null is everything.</summary>
/// <param name="From">First day of signing, in the Netherlands.</param>
/// <param name="Until">Last day of signing.</param>
/// <param name="TeamId">The team it was signed in.</param>
/// <param name="Level">Its level.</param>
/// <param name="Ground">Its ground.</param>
/// <param name="Sector">The capacity of this decision.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Safety">Under the safety exception, or not.</param>
/// <param name="Deviation">With a deviation, or without.</param>
/// <param name="Review">Where its review stands: then only reviewed decisions count.</param>
public sealed record ReportFilter(
    DateOnly From, DateOnly Until, string? TeamId = null, Level? Level = null, LegalGround? Ground = null, Sector? Sector = null, Outcome? Outcome = null, bool? Safety = null,
    bool? Deviation = null, ReviewState? Review = null);

/// <summary>How many decisions are alike.</summary>
/// <param name="Month">Year and month as one number, 202611.</param>
/// <param name="Level">Their level.</param>
/// <param name="Ground">Their ground.</param>
/// <param name="Sector">Their capacity.</param>
/// <param name="Outcome">Their outcome.</param>
/// <param name="Safety">Under the safety exception.</param>
/// <param name="Deviation">More went than the schema lists (IU-2-INF-3).</param>
/// <param name="Afterwards">Written down after it was shared.</param>
/// <param name="Uninformed">The client was not told yet.</param>
/// <param name="InformOn">When somebody looks again whether the client can be told.</param>
/// <param name="Decisions">How many.</param>
/// <param name="Exchanged">Of these: on how many something went.</param>
public sealed record ReportCell(
    int Month, Level Level, LegalGround Ground, Sector Sector, Outcome Outcome, bool Safety, bool Deviation, bool Afterwards, bool Uninformed, DateOnly? InformOn, long Decisions, long Exchanged);

/// <summary>The figures of a report.</summary>
/// <param name="Cells">What the decisions of the period have in common.</param>
/// <param name="Incomplete">Safety decisions made at once of which the rest is not there yet.</param>
/// <param name="WithoutDecision">Exchanges of the whole ledger that stand on no decision: must be 0 (HK-8c).</param>
/// <param name="ReviewsLate">Reviews whose day is over.</param>
/// <param name="VitalReviewed">Decisions on vital interest whose review ended.</param>
/// <param name="VitalOpen">Decisions on vital interest whose review runs.</param>
public sealed record ReportFigures(IReadOnlyList<ReportCell> Cells, long Incomplete, long WithoutDecision, long ReviewsLate, long VitalReviewed, long VitalOpen);

/// <summary>The report of a privacy officer over the own organisation, from counts that name nobody (HK-8c, HK-8z, IU-2-INF-3, IU-4-GRD-VIT).</summary>
public sealed class Reports(TriageDb db, Chance chance)
{
    /// <summary>The teams of the organisation, by name.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> TeamsAsync(Person person, CancellationToken cancellationToken = default) =>
        [.. (await db.Teams.AsNoTracking().Where(t => t.OrganisationId == person.OrganisationId).OrderBy(t => t.Name).ToListAsync(cancellationToken)).Select(t => (t.Id, t.Name))];

    /// <summary>The figures, as of <paramref name="today"/>; nothing for who is no privacy officer.</summary>
    public async Task<ReportFigures> OfAsync(Person officer, ReportFilter filter, DateOnly today, CancellationToken cancellationToken = default)
    {
        if (officer.Role != Role.PrivacyOfficer) return new([], 0, 0, 0, 0, 0);
        var organisation = officer.OrganisationId;
        await new LedgerWalk(db, chance).ToEndAsync(organisation, cancellationToken);
        var items = Items(organisation, filter);
        var (waiting, vital) = (new[] { ReviewState.Open.Code(), ReviewState.Answered.Code() }, LegalGround.VitalInterest.Code());
        var running = new[] { ReviewState.Open.Code(), ReviewState.Author.Code(), ReviewState.Answered.Code() };
        return new(
            filter.Review is null ? await CountedAsync(organisation, filter, cancellationToken) : await ReviewedAsync(items, cancellationToken),
            await WholeAsync(organisation, ReportDayRow.Incomplete, filter.TeamId, cancellationToken),
            await WholeAsync(organisation, ReportDayRow.WithoutDecision, null, cancellationToken),
            await items.CountAsync(i => waiting.Contains(i.State) && i.Due < today, cancellationToken),
            await items.CountAsync(i => i.Ground == vital && !running.Contains(i.State), cancellationToken),
            await items.CountAsync(i => i.Ground == vital && running.Contains(i.State), cancellationToken));
    }

    /// <summary>How many decisions of the organisation were made under each edition of the rules, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ByEditionAsync(Person officer, CancellationToken cancellationToken = default)
    {
        if (officer.Role != Role.PrivacyOfficer) return new Dictionary<string, long>();
        await new LedgerWalk(db, chance).ToEndAsync(officer.OrganisationId, cancellationToken);
        return await db.ReportDays.Where(d => d.OrganisationId == officer.OrganisationId && d.Decisions > 0).GroupBy(d => d.EditionId).Select(g => new { g.Key, Count = g.Sum(d => d.Decisions) })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
    }

    // One row, or one for each team, however large the ledger is.
    private async Task<long> WholeAsync(string organisation, string what, string? team, CancellationToken cancellationToken) => await db.ReportDays
        .Where(d => d.OrganisationId == organisation && d.Day == ReportDayRow.WholeLedger && d.Level == what && (team == null || d.TeamId == team)).SumAsync(d => d.Exchanged, cancellationToken);

    private async Task<IReadOnlyList<ReportCell>> CountedAsync(string organisation, ReportFilter filter, CancellationToken cancellationToken)
    {
        var days = db.ReportDays.Where(d => d.OrganisationId == organisation && d.Day > ReportDayRow.WholeLedger && d.Day >= filter.From && d.Day <= filter.Until);
        if (filter.TeamId is { } team) days = days.Where(d => d.TeamId == team);
        if (filter.Level?.Code() is { } level) days = days.Where(d => d.Level == level);
        if (filter.Ground?.Code() is { } ground) days = days.Where(d => d.Ground == ground);
        if (filter.Sector?.Code() is { } sector) days = days.Where(d => d.Sector == sector);
        if (filter.Outcome?.Code() is { } outcome) days = days.Where(d => d.Outcome == outcome);
        if (filter.Safety is { } safety) days = days.Where(d => d.Safety == safety);
        if (filter.Deviation is { } deviation) days = days.Where(d => d.Deviation == deviation);
        var rows = await days.GroupBy(d => new { d.Month, d.Level, d.Ground, d.Sector, d.Outcome, d.Safety, d.Deviation, d.Afterwards, d.Uninformed, d.InformOn })
            .Select(g => new { g.Key, Decisions = g.Sum(d => d.Decisions), Exchanged = g.Sum(d => d.Exchanged) }).Where(g => g.Decisions > 0).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new ReportCell(
            r.Key.Month, Stored.Code<Level>(r.Key.Level), Stored.Code<LegalGround>(r.Key.Ground), Stored.Code<Sector>(r.Key.Sector), Stored.Code<Outcome>(r.Key.Outcome), r.Key.Safety, r.Key.Deviation,
            r.Key.Afterwards, r.Key.Uninformed, r.Key.InformOn, r.Decisions, r.Exchanged))];
    }

    private static async Task<IReadOnlyList<ReportCell>> ReviewedAsync(IQueryable<ReviewItemRow> items, CancellationToken cancellationToken)
    {
        var rows = await items.GroupBy(i => new { i.Day.Year, i.Day.Month, i.Level, i.Ground, i.Sector, i.Outcome, i.Safety, i.Deviation }).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new ReportCell(
            (r.Key.Year * 100) + r.Key.Month, Stored.Code<Level>(r.Key.Level), Stored.Code<LegalGround>(r.Key.Ground), Stored.Code<Sector>(r.Key.Sector), Stored.Code<Outcome>(r.Key.Outcome), r.Key.Safety,
            r.Key.Deviation, false, false, null, r.Count, 0))];
    }

    private IQueryable<ReviewItemRow> Items(string organisation, ReportFilter filter)
    {
        var items = db.ReviewItems.AsNoTracking().Where(i => i.OrganisationId == organisation && i.Day >= filter.From && i.Day <= filter.Until);
        if (filter.TeamId is { } team) items = items.Where(i => i.TeamId == team);
        if (filter.Level?.Code() is { } level) items = items.Where(i => i.Level == level);
        if (filter.Ground?.Code() is { } ground) items = items.Where(i => i.Ground == ground);
        if (filter.Sector?.Code() is { } sector) items = items.Where(i => i.Sector == sector);
        if (filter.Outcome?.Code() is { } outcome) items = items.Where(i => i.Outcome == outcome);
        if (filter.Safety is { } safety) items = items.Where(i => i.Safety == safety);
        if (filter.Deviation is { } deviation) items = items.Where(i => i.Deviation == deviation);
        if (filter.Review?.Code() is { } state) items = items.Where(i => i.State == state);
        return items;
    }
}
