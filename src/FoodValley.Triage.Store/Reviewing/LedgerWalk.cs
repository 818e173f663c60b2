using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>
/// Walks over what was sealed since the last time, each leaf once: lists what is reviewed and counts what the report shows. Signing knows nothing of it,
/// so it never holds a signature up (decision matrix, ambiguity 22).
/// </summary>
internal sealed class LedgerWalk(TriageDb db, Chance chance)
{
    private const int BatchSize = 500;
    private static readonly string DecisionKind = EntryKind.Decision.Code();
    private static readonly string ExchangeKind = EntryKind.Exchange.Code();

    private sealed record Seen(DecisionRow Decision, byte[] Hash, string Edition, JsonObject? Facts);

    /// <summary>Up to the end of the organisation's ledger as it is now; costs one read when nothing is new.</summary>
    public async Task ToEndAsync(string organisation, CancellationToken cancellationToken)
    {
        while (await BehindAsync(organisation, cancellationToken))
        {
            using var turn = await db.WriteTurnAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO review_settings (OrganisationId, LotKey, Percentage, Term, UpTo)
                SELECT {organisation}, {chance.Bytes(ReviewSelection.KeyLength)}, {ReviewSettings.Default.Percent}, {ReviewSettings.Default.Term}, 0
                WHERE NOT EXISTS (SELECT 1 FROM review_settings WHERE OrganisationId = {organisation})
                """,
                cancellationToken);
            // A statement that changes nothing takes the row's lock: another walker was before us, or comes after.
            await db.Database.ExecuteSqlAsync($"UPDATE review_settings SET UpTo = UpTo WHERE OrganisationId = {organisation}", cancellationToken);
            var settings = await db.ReviewSettings.SingleAsync(s => s.OrganisationId == organisation, cancellationToken);
            var size = (await HotQueries.Of(db).Head(db, organisation, cancellationToken))!.Size;
            var to = Math.Min(settings.UpTo + BatchSize, size);
            await BatchAsync(organisation, settings, settings.UpTo, to, cancellationToken);
            settings.UpTo = to;
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> BehindAsync(string organisation, CancellationToken cancellationToken) => await (
        from h in db.LedgerHeads
        where h.OrganisationId == organisation
        select !db.ReviewSettings.Any(s => s.OrganisationId == organisation) || db.ReviewSettings.Any(s => s.OrganisationId == organisation && s.UpTo < h.Size)
            || !db.ReportDays.Any(d => d.OrganisationId == organisation && d.Day == ReportDayRow.WholeLedger)).SingleOrDefaultAsync(cancellationToken);

    private async Task BatchAsync(string organisation, ReviewSettingRow settings, long from, long to, CancellationToken cancellationToken)
    {
        await KeepCountAsync(organisation, from, cancellationToken);
        var rows = await SeenAsync(d => d.Where(r => r.OrganisationId == organisation && r.Sequence >= from && r.Sequence < to && (r.Kind == DecisionKind || r.Kind == ExchangeKind)), cancellationToken);
        var days = new Dictionary<(DateOnly, string), ReportDayRow>();
        foreach (var one in rows)
        {
            if (one.Decision.Kind == ExchangeKind)
            {
                await ExchangeAsync(one, days, cancellationToken);
                continue;
            }
            await CountAsync(DayOf(one, replaced: false), 1, 0, days, cancellationToken);
            if (IsIncomplete(one.Decision)) await CountAsync(Whole(organisation, ReportDayRow.Incomplete, one.Decision.TeamId), 0, 1, days, cancellationToken);
            var asked = one.Decision.RefersTo is { } earlier && await ReplacedAsync(one, earlier, days, cancellationToken);
            List<ReviewReason> reasons = [.. ReviewSelection.Of(one.Facts, one.Hash, settings.LotKey, settings.Percentage)];
            if (asked) reasons.Add(ReviewReason.Asked);
            if (reasons.Count > 0) db.Add(ItemOf(one.Decision, one.Facts, reasons, new ReviewSettings(settings.Percentage, settings.Term)));
        }
    }

    // What is counted over the whole ledger stands apart from the days. A database that was walked over before these counts were kept gets them once, from everything.
    private async Task KeepCountAsync(string organisation, long upTo, CancellationToken cancellationToken)
    {
        var mark = Whole(organisation, ReportDayRow.WithoutDecision, "");
        if (await db.ReportDays.AnyAsync(d => d.OrganisationId == organisation && d.Day == mark.Day && d.Alike == mark.Alike, cancellationToken)) return;
        mark.Exchanged = await db.Exchanges.LongCountAsync(
            e => e.OrganisationId == organisation && e.Sequence < upTo && !db.Decisions.Any(d => d.OrganisationId == organisation && d.Sequence == e.DecisionSequence && d.Kind == DecisionKind), cancellationToken);
        db.Add(mark);
        var incomplete = await db.Decisions.Where(
                d => d.OrganisationId == organisation && d.Sequence < upTo && d.Safety && d.CompleteBy != null && d.Kind == DecisionKind
                    && !db.Decisions.Any(later => later.OrganisationId == organisation && later.RefersTo == d.Id && later.Kind == DecisionKind && later.Sequence < upTo))
            .GroupBy(d => d.TeamId).Select(g => new { Team = g.Key, Count = g.LongCount() }).ToListAsync(cancellationToken);
        foreach (var of in incomplete)
        {
            var row = Whole(organisation, ReportDayRow.Incomplete, of.Team);
            row.Exchanged = of.Count;
            db.Add(row);
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    private static bool IsIncomplete(DecisionRow decision) => decision.Safety && decision.CompleteBy is not null;

    private static ReportDayRow Whole(string organisation, string what, string team) => new()
    {
        OrganisationId = organisation, Day = ReportDayRow.WholeLedger, Alike = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what + '\n' + team))), Month = 0, TeamId = team, Level = what,
        Outcome = "", Sector = "", Ground = "", EditionId = "", Safety = false, Deviation = false, Afterwards = false, Uninformed = false, Decisions = 0, Exchanged = 0,
    };

    /// <summary>The row of a decision that is to be reviewed by somebody.</summary>
    public static ReviewItemRow ItemOf(DecisionRow decision, JsonObject? facts, IEnumerable<ReviewReason> reasons, ReviewSettings settings)
    {
        var day = ReviewSelection.DayOf(decision.Signed);
        return new()
        {
            OrganisationId = decision.OrganisationId,
            Sequence = decision.Sequence,
            RecordId = decision.Id,
            TeamId = decision.TeamId,
            AuthorId = decision.AuthorId,
            Level = decision.Level,
            Outcome = decision.Outcome,
            Sector = decision.Sector,
            Ground = decision.Ground,
            Safety = decision.Safety,
            Deviation = Says(facts, "deviation"),
            Reasons = string.Join(' ', reasons.Select(r => r.Code())),
            Signed = decision.Signed,
            Day = day,
            Due = ReviewSelection.Due(day, decision.Safety, settings),
            State = ReviewState.Open.Code(),
            Version = 1,
        };
    }

    // The decision that is replaced: what its author was asked goes on in the new one, and its client is waited for no longer.
    private async Task<bool> ReplacedAsync(Seen now, Guid earlier, Dictionary<(DateOnly, string), ReportDayRow> days, CancellationToken cancellationToken)
    {
        var organisation = now.Decision.OrganisationId;
        var before = (await SeenAsync(d => d.Where(r => r.OrganisationId == organisation && r.Id == earlier && r.Kind == DecisionKind), cancellationToken)).SingleOrDefault();
        if (before is null) return false;
        var already = await IsReplacedAsync(before, now.Decision.Sequence, cancellationToken);
        if (!already && IsIncomplete(before.Decision)) await CountAsync(Whole(organisation, ReportDayRow.Incomplete, before.Decision.TeamId), 0, -1, days, cancellationToken);
        if (!already && DayOf(before, replaced: false) is { Uninformed: true } waiting)
        {
            var went = await WentBeforeAsync(organisation, before.Decision.Sequence, now.Decision.Sequence, cancellationToken) ? 1 : 0;
            await CountAsync(waiting, -1, -went, days, cancellationToken);
            await CountAsync(DayOf(before, replaced: true), 1, went, days, cancellationToken);
        }
        var item = db.ReviewItems.Local.FirstOrDefault(i => i.OrganisationId == organisation && i.Sequence == before.Decision.Sequence)
            ?? await db.ReviewItems.SingleOrDefaultAsync(i => i.OrganisationId == organisation && i.Sequence == before.Decision.Sequence, cancellationToken);
        if (item is null || Stored.Code<ReviewState>(item.State) is not (ReviewState.Author or ReviewState.Answered)) return false;
        (item.State, item.Version) = (ReviewState.CarriedOn.Code(), item.Version + 1);
        return true;
    }

    private async Task ExchangeAsync(Seen exchange, Dictionary<(DateOnly, string), ReportDayRow> days, CancellationToken cancellationToken)
    {
        var organisation = exchange.Decision.OrganisationId;
        var at = await db.Exchanges.Where(e => e.OrganisationId == organisation && e.Sequence == exchange.Decision.Sequence).Select(e => (long?)e.DecisionSequence).SingleOrDefaultAsync(cancellationToken);
        var decision = at is null ? null : (await SeenAsync(d => d.Where(r => r.OrganisationId == organisation && r.Sequence == at && r.Kind == DecisionKind), cancellationToken)).SingleOrDefault();
        if (decision is null)
        {
            await CountAsync(Whole(organisation, ReportDayRow.WithoutDecision, ""), 0, 1, days, cancellationToken);
            return;
        }
        if (await WentBeforeAsync(organisation, decision.Decision.Sequence, exchange.Decision.Sequence, cancellationToken)) return;
        await CountAsync(DayOf(decision, await IsReplacedAsync(decision, exchange.Decision.Sequence, cancellationToken)), 0, 1, days, cancellationToken);
    }

    // What speaks of one decision is little, and is compared here: with the bound in the statement SQLite walks over the whole ledger before it, for each leaf.
    private async Task<bool> IsReplacedAsync(Seen decision, long before, CancellationToken cancellationToken)
    {
        var (organisation, id) = (decision.Decision.OrganisationId, decision.Decision.Id);
        var later = await db.Decisions.Where(d => d.OrganisationId == organisation && d.RefersTo == id && d.Kind == DecisionKind).Select(d => d.Sequence).ToListAsync(cancellationToken);
        return later.Exists(s => s < before);
    }

    private async Task<bool> WentBeforeAsync(string organisation, long decision, long before, CancellationToken cancellationToken)
    {
        var went = await db.Exchanges.Where(e => e.OrganisationId == organisation && e.DecisionSequence == decision).Select(e => e.Sequence).ToListAsync(cancellationToken);
        return went.Exists(s => s < before);
    }

    private async Task CountAsync(ReportDayRow like, int decisions, int exchanged, Dictionary<(DateOnly, string), ReportDayRow> days, CancellationToken cancellationToken)
    {
        if (!days.TryGetValue((like.Day, like.Alike), out var row))
        {
            row = await db.ReportDays.SingleOrDefaultAsync(d => d.OrganisationId == like.OrganisationId && d.Day == like.Day && d.Alike == like.Alike, cancellationToken);
            if (row is null) db.Add(row = like);
            days.Add((like.Day, like.Alike), row);
        }
        (row.Decisions, row.Exchanged) = (row.Decisions + decisions, row.Exchanged + exchanged);
    }

    private static ReportDayRow DayOf(Seen one, bool replaced)
    {
        var (d, facts, day) = (one.Decision, one.Facts, ReviewSelection.DayOf(one.Decision.Signed));
        var uninformed = !replaced && Stored.Code<Outcome>(d.Outcome).Shares() && facts?["informed"] is JsonValue told && told.TryGetValue<bool>(out var informed) && !informed;
        DateOnly? on = uninformed && facts?["informReviewOn"] is JsonValue review && review.TryGetValue<string>(out var text)
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var known) ? known : null;
        var (deviation, afterwards) = (Says(facts, "deviation"), Says(facts, "recordedAfterwards"));
        var alike = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', d.TeamId, d.Level, d.Outcome, d.Sector, d.Ground, one.Edition, d.Safety, deviation, afterwards, uninformed, on?.DayNumber))));
        return new()
        {
            OrganisationId = d.OrganisationId,
            Day = day,
            Alike = alike,
            Month = (day.Year * 100) + day.Month,
            TeamId = d.TeamId,
            Level = d.Level,
            Outcome = d.Outcome,
            Sector = d.Sector,
            Ground = d.Ground,
            EditionId = one.Edition,
            Safety = d.Safety,
            Deviation = deviation,
            Afterwards = afterwards,
            Uninformed = uninformed,
            InformOn = on,
            Decisions = 0,
            Exchanged = 0,
        };
    }

    private async Task<IReadOnlyList<Seen>> SeenAsync(Func<IQueryable<DecisionRow>, IQueryable<DecisionRow>> which, CancellationToken cancellationToken)
    {
        var rows = await (
            from d in which(db.Decisions.AsNoTracking())
            join l in db.Leaves on new { d.OrganisationId, d.Sequence } equals new { l.OrganisationId, l.Sequence }
            join c in db.RecordContents on new { d.OrganisationId, d.Sequence } equals new { c.OrganisationId, c.Sequence } into contents
            from c in contents.DefaultIfEmpty()
            orderby d.Sequence
            select new { Decision = d, l.Bytes, l.Hash, Facts = (byte[]?)c.Facts }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Seen(r.Decision, r.Hash, Leaf.Parse(r.Bytes).Header.EditionId, r.Facts is null ? null : JsonNode.Parse(r.Facts) as JsonObject))];
    }

    private static bool Says(JsonObject? facts, string name) => facts?[name] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;
}
