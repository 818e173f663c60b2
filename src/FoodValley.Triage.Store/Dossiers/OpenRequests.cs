using FoodValley.Triage.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>A request that waits for its answer, without the client's name.</summary>
/// <param name="Number">Number of the dossier.</param>
/// <param name="Responsible">Name of the caseworker who answers it.</param>
/// <param name="Request">The request with its clock.</param>
public sealed record OpenRequest(string Number, string Responsible, ClientRequest Request);

/// <summary>Requests of clients over all dossiers of an organisation (HK-8.7).</summary>
public sealed class OpenRequests(TriageDb db)
{
    /// <summary>What waits for an answer in this person's organisation, in no order; nothing for anybody but a privacy officer. Whoever shows it writes the access event.</summary>
    public async Task<IReadOnlyList<OpenRequest>> OfAsync(Person person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.Role != Role.PrivacyOfficer) return [];
        const string kinds = "{\"kind\":\"request";
        var rows = await (
            from l in db.DossierLines.AsNoTracking().Where(l => l.Body.StartsWith(kinds))
            join d in db.Dossiers on l.DossierId equals d.Id
            join p in db.People on d.ResponsibleId equals p.Id
            where d.OrganisationId == person.OrganisationId
            orderby l.DossierId, l.Number
            select new { Dossier = d, p.Name, Line = l }).ToListAsync(cancellationToken);
        return
        [
            .. from dossier in rows.GroupBy(r => r.Line.DossierId)
               from request in ClientRequest.Of(new CaseFile(dossier.First().Dossier.ToDossier(), [.. dossier.Select(r => r.Line.ToLine())]))
               where request.Decided is null
               select new OpenRequest(dossier.First().Dossier.Number, dossier.First().Name, request),
        ];
    }
}
