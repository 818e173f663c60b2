using System.Globalization;
using System.Text;
using FoodValley.Triage.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>How opening a dossier ended: <see cref="Added"/> or <see cref="NumberTaken"/>.</summary>
public abstract record Adding;

/// <summary>It is there now.</summary>
public sealed record Added(Dossier Dossier) : Adding;

/// <summary>The organisation has a dossier with this number already; nothing was written.</summary>
public sealed record NumberTaken : Adding;

/// <summary>A caseworker's dossiers: only those of which this person is the responsible caseworker are seen.</summary>
public sealed class Caseload(TriageDb db, Chance chance)
{
    /// <summary>This person's dossiers, by name.</summary>
    public async Task<IReadOnlyList<Dossier>> OfAsync(Person person, CancellationToken cancellationToken = default)
    {
        var rows = await db.Dossiers.AsNoTracking()
            .Where(d => d.OrganisationId == person.OrganisationId && d.ResponsibleId == person.Id)
            .OrderBy(d => d.SearchName).ThenBy(d => d.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(r => r.ToDossier())];
    }

    /// <summary>This person's dossiers whose name or number starts with <paramref name="start"/>, whatever the case or accents of the name; at most <paramref name="count"/>.</summary>
    public async Task<IReadOnlyList<Dossier>> SearchAsync(Person person, string start, int count = 50, CancellationToken cancellationToken = default)
    {
        var (name, number) = (Searchable(start), start.Trim());
        if (number.Length == 0) return [];
        var rows = await db.Dossiers.AsNoTracking()
            .Where(d => d.OrganisationId == person.OrganisationId && d.ResponsibleId == person.Id && (d.SearchName.StartsWith(name) || d.Number.StartsWith(number)))
            .OrderBy(d => d.SearchName).ThenBy(d => d.Number).Take(count).ToListAsync(cancellationToken);
        return [.. rows.Select(r => r.ToDossier())];
    }

    /// <summary>This person's dossier with this id; null when it does not exist or is somebody else's.</summary>
    public async Task<Dossier?> FindAsync(Person person, Guid id, CancellationToken cancellationToken = default) =>
        (await HotQueries.Of(db).Dossier(db, person.OrganisationId, person.Id, id, cancellationToken))?.ToDossier();

    /// <summary>A new dossier of which who acts is the responsible caseworker. Texts must fit their columns: the form sees to that.</summary>
    public async Task<Adding> AddAsync(Act act, string number, Client client, CancellationToken cancellationToken = default)
    {
        var row = RowOf(chance.Id(), act.Who.OrganisationId, act.Who.TeamId, act.Who.Id, number, client, act.At);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        if (await TakenAsync()) return new NumberTaken();
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await TakenAsync()) return new NumberTaken();
            throw;
        }
        db.ChangeTracker.Clear();
        return new Added(row.ToDossier());

        Task<bool> TakenAsync() => db.Dossiers.AnyAsync(d => d.OrganisationId == act.Who.OrganisationId && d.Number == number, cancellationToken);
    }

    internal static DossierRow RowOf(Guid id, string organisationId, string teamId, string responsibleId, string number, Client client, DateTime at) => new()
    {
        Id = id,
        OrganisationId = organisationId,
        TeamId = teamId,
        ResponsibleId = responsibleId,
        Number = number,
        Name = client.Name,
        SearchName = Searchable(client.Name),
        BirthDate = client.BirthDate,
        Phone = client.Phone,
        Email = client.Email,
        Address = client.Address,
        Opened = StoredTime.Of(at),
    };

    /// <summary>Lower case without accents, one space between words.</summary>
    internal static string Searchable(string name)
    {
        var bare = name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        var words = new string([.. bare]).Normalize(NormalizationForm.FormC).ToLowerInvariant().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words);
        return text.Length <= Limits.Name ? text : text[..Limits.Name];
    }
}
