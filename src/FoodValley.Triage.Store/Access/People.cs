using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Who may sign in.</summary>
public sealed class People(TriageDb db)
{
    /// <summary>The person with this id; null when there is none, or the access of this person was ended.</summary>
    public async Task<Person?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).Person(db, id, cancellationToken) is { } p ? ToPerson(p) : null;

    /// <summary>
    /// This person as the sign-in provider describes them: added, or brought up to date. False, and nothing written, when the id belongs to somebody of
    /// another organisation or to somebody whose access was ended, or the team is not one of this organisation.
    /// </summary>
    public async Task<bool> PutAsync(Person person, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.Teams.AnyAsync(t => t.Id == person.TeamId && t.OrganisationId == person.OrganisationId, cancellationToken)) return false;
        var row = await db.People.SingleOrDefaultAsync(p => p.Id == person.Id, cancellationToken);
        if (row is not null && (row.OrganisationId != person.OrganisationId || row.Ended is not null)) return false;
        if (row is null) db.Add(row = new() { Id = person.Id, Name = "", Role = "", OrganisationId = person.OrganisationId, TeamId = "" });
        (row.Name, row.Role, row.TeamId) = (person.Name, person.Role.Code(), person.TeamId);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>True when the access of this person was ended.</summary>
    public Task<bool> HasEndedAsync(string id, CancellationToken cancellationToken = default) => db.People.AnyAsync(p => p.Id == id && p.Ended != null, cancellationToken);

    /// <summary>Name of a team of this organisation, or null.</summary>
    public Task<string?> TeamNameAsync(string organisationId, string teamId, CancellationToken cancellationToken = default) =>
        db.Teams.Where(t => t.Id == teamId && t.OrganisationId == organisationId).Select(t => t.Name).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Longest id and name that are kept, in UTF-16 units.</summary>
    public const int LongestId = Limits.Id, LongestName = Limits.Name;

    /// <summary>Everybody who may sign in, by organisation and name: for the sign-in page of the demo only.</summary>
    public async Task<IReadOnlyList<Person>> AllAsync(CancellationToken cancellationToken = default)
    {
        var all = await (
            from p in db.Working
            join o in db.Organisations on p.OrganisationId equals o.Id
            join t in db.Teams on p.TeamId equals t.Id
            orderby o.Name, p.Name
            select new PersonView(p.Id, p.Name, p.Role, o.Id, o.Name, o.Sector, t.Id, t.Name)).ToListAsync(cancellationToken);
        return [.. all.Select(ToPerson)];
    }

    internal static Person ToPerson(PersonView p) => new(
        p.Id, p.Name, Stored.Code<Role>(p.Role), p.OrganisationId, p.OrganisationName, Stored.Code<Sector>(p.Sector), p.TeamId, p.TeamName);
}

/// <summary>Reads codes back.</summary>
internal static class Stored
{
    /// <summary>The member with this code; throws <see cref="InvalidDataException"/> for a code this program never wrote.</summary>
    public static T Code<T>(string code) where T : struct, Enum =>
        Coded.Parse<T>(code) ?? throw new InvalidDataException($"The database holds an unknown {typeof(T).Name}.");
}
