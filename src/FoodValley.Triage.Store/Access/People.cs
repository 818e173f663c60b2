using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>Who may sign in.</summary>
public sealed class People(TriageDb db)
{
    /// <summary>The person with this id, or null.</summary>
    public async Task<Person?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).Person(db, id, cancellationToken) is { } p ? ToPerson(p) : null;

    /// <summary>Everybody, by organisation and name: for the sign-in page of the demo only.</summary>
    public async Task<IReadOnlyList<Person>> AllAsync(CancellationToken cancellationToken = default)
    {
        var all = await (
            from p in db.People
            join o in db.Organisations on p.OrganisationId equals o.Id
            join t in db.Teams on p.TeamId equals t.Id
            orderby o.Name, p.Name
            select new PersonView(p.Id, p.Name, p.Role, o.Id, o.Name, o.Sector, t.Id, t.Name)).ToListAsync(cancellationToken);
        return [.. all.Select(ToPerson)];
    }

    private static Person ToPerson(PersonView p) => new(
        p.Id, p.Name, Stored.Code<Role>(p.Role), p.OrganisationId, p.OrganisationName, Stored.Code<Sector>(p.Sector), p.TeamId, p.TeamName);
}

/// <summary>Reads codes back.</summary>
internal static class Stored
{
    /// <summary>The member with this code; throws <see cref="InvalidDataException"/> for a code this program never wrote.</summary>
    public static T Code<T>(string code) where T : struct, Enum =>
        Coded.Parse<T>(code) ?? throw new InvalidDataException($"The database holds an unknown {typeof(T).Name}.");
}
