using System.Text.Json.Nodes;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Something that was wrongly shared, as the list of a privacy officer shows it: no client.</summary>
/// <param name="Id">Id of its row.</param>
/// <param name="Sequence">Number of its leaf.</param>
/// <param name="RecordId">The decision it is about.</param>
/// <param name="DecisionSequence">Number of the decision's leaf.</param>
/// <param name="Kind">What went wrong; null once it was destroyed lawfully.</param>
/// <param name="ReportedBy">Name of who reported it.</param>
/// <param name="Reported">When, UTC.</param>
/// <param name="KnownSince">When it was found out, UTC; the moment of reporting once that was destroyed.</param>
/// <param name="HandledAt">When a privacy officer last wrote what was done, UTC; null while nobody did.</param>
public sealed record IncidentLine(
    Guid Id, long Sequence, Guid RecordId, long DecisionSequence, IncidentKind? Kind, string ReportedBy, DateTime Reported, DateTime KnownSince, DateTime? HandledAt)
{
    /// <summary>The end of the time to tell the regulator, UTC (GDPR 33).</summary>
    public DateTime Deadline => Incident.Deadline(KnownSince);
}

/// <summary>What was wrongly shared in an organisation: for its privacy officers only (HK-7c, HK-8c).</summary>
public sealed class ReportedIncidents(TriageDb db)
{
    private static readonly string Reported = EntryKind.Incident.Code();
    private static readonly string Handled = EntryKind.IncidentHandled.Code();
    private static readonly string Decision = EntryKind.Decision.Code();

    /// <summary>Those nobody has handled yet first, the nearest deadline first; then the others, the newest first. Nothing for whoever is no privacy officer.</summary>
    public async Task<IReadOnlyList<IncidentLine>> OfAsync(Person officer, CancellationToken cancellationToken = default)
    {
        if (officer.Role != Role.PrivacyOfficer) return [];
        var organisation = officer.OrganisationId;
        var rows = await (
            from i in db.Decisions.AsNoTracking()
            join d in db.Decisions.AsNoTracking() on new { Organisation = i.OrganisationId, Id = i.RefersTo } equals new { Organisation = d.OrganisationId, Id = (Guid?)d.Id }
            join p in db.People.AsNoTracking() on i.AuthorId equals p.Id
            join c in db.RecordContents.AsNoTracking() on new { i.OrganisationId, i.Sequence } equals new { c.OrganisationId, c.Sequence } into contents
            from c in contents.DefaultIfEmpty()
            where i.OrganisationId == organisation && i.Kind == Reported && d.Kind == Decision
            select new { i.Id, i.Sequence, Record = d.Id, Of = d.Sequence, p.Name, i.Signed, Facts = (byte[]?)c.Facts }).ToListAsync(cancellationToken);
        var handled = (await (
            from h in db.Decisions.AsNoTracking()
            join c in db.RecordContents.AsNoTracking() on new { h.OrganisationId, h.Sequence } equals new { c.OrganisationId, c.Sequence }
            where h.OrganisationId == organisation && h.Kind == Handled
            select new { h.Signed, c.Facts }).ToListAsync(cancellationToken))
            .GroupBy(h => JsonNode.Parse(h.Facts)!["incident"]!.GetValue<long>()).ToDictionary(g => g.Key, g => g.Max(h => h.Signed));
        var lines = rows.Select(r =>
        {
            var facts = r.Facts is null ? null : JsonNode.Parse(r.Facts)!.AsObject();
            var known = (string?)facts?["knownSince"] is { } since ? DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime : r.Signed;
            return new IncidentLine(
                r.Id, r.Sequence, r.Record, r.Of, Coded.Parse<IncidentKind>((string?)facts?["incidentKind"]), r.Name, r.Signed, known, handled.TryGetValue(r.Sequence, out var at) ? at : null);
        }).ToList();
        return [.. lines.Where(l => l.HandledAt is null).OrderBy(l => l.Deadline), .. lines.Where(l => l.HandledAt is not null).OrderByDescending(l => l.HandledAt)];
    }
}
