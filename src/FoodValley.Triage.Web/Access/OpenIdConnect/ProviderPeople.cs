using System.Security.Claims;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Access.OpenIdConnect;

/// <summary>
/// Which claims say who somebody is and what for: section <c>Authentication:Schemes:OpenIdConnect:People</c>. Without organisation, team or role the person's
/// own row in the database says it, and whoever has none does not come in.
/// </summary>
public sealed class PeopleClaims
{
    /// <summary>The claim with the id by which this program knows the person.</summary>
    public string Id { get; set; } = PersonClaims.Id;

    public string Name { get; set; } = "name";
    public string? Organisation { get; set; }
    public string? Team { get; set; }
    public string? Role { get; set; }

    /// <summary>What the provider says → the organisation's id here. Empty: the provider says the id itself.</summary>
    public Dictionary<string, string> Organisations { get; } = new(StringComparer.Ordinal);

    /// <summary>What the provider says → the team's id here. Empty: the provider says the id itself.</summary>
    public Dictionary<string, string> Teams { get; } = new(StringComparer.Ordinal);

    /// <summary>From the top: the first that the person has counts, because here a person has one role. Empty: the provider says the role's code itself.</summary>
    public IList<RoleClaim> Roles { get; } = [];

    /// <summary>The claims to be taken over from the provider's answer about the user.</summary>
    public IEnumerable<string> Names => new[] { Id, Name, Organisation, Team, Role }.OfType<string>().Where(name => name.Length > 0);
}

/// <summary>One line of the setting: what the provider says, and the code of the role it gives here.</summary>
public sealed class RoleClaim
{
    public string Claim { get; set; } = "";
    public string Role { get; set; } = "";
}

/// <summary>Somebody the provider knows, as this program knows them; or the words of the page that says why not.</summary>
public sealed record Recognised(Person? Person, string Words);

/// <summary>From the claims of a provider to a person of an organisation. Serves HK-0c.</summary>
public sealed class ProviderPeople(People people, Organisations organisations)
{
    public async Task<Recognised> RecogniseAsync(ClaimsPrincipal principal, PeopleClaims claims, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(claims);
        if (One(claims.Id) is not { Length: <= People.LongestId } id) return new(null, "unknown-person");
        if (await people.HasEndedAsync(id, stop)) return new(null, "unknown-person");
        var known = await people.FindAsync(id, stop);
        if (claims is { Organisation: null or "", Team: null or "", Role: null or "" }) return new(known, "unknown-person");

        var organisation = Configured(claims.Organisation) ? Mapped(claims.Organisation!, claims.Organisations) : known?.OrganisationId;
        if (organisation is null || await organisations.FindAsync(organisation, stop) is not { } ours) return new(null, Configured(claims.Organisation) ? "unknown-organisation" : "unknown-person");
        var role = Configured(claims.Role) ? RoleOf() : known?.Role;
        if (role is null) return new(null, Configured(claims.Role) ? "no-role" : "unknown-person");
        var team = Configured(claims.Team) ? Mapped(claims.Team!, claims.Teams) : known?.TeamId;
        if (team is null || await people.TeamNameAsync(ours.Id, team, stop) is not { } teamName) return new(null, Configured(claims.Team) ? "unknown-team" : "unknown-person");
        var name = One(claims.Name) ?? known?.Name;
        if (name is null) return new(null, "unknown-person");
        var person = new Person(id, name.Length > People.LongestName ? name[..People.LongestName] : name, role.Value, ours.Id, ours.Name, ours.Sector, team, teamName);
        return person == known || await people.PutAsync(person, stop) ? new(person, "") : new(null, "unknown-organisation");

        static bool Configured(string? claim) => !string.IsNullOrEmpty(claim);
        string? One(string claim) => principal.FindFirst(claim)?.Value.Clean();
        // Several values: the first that means something here.
        string? Mapped(string claim, Dictionary<string, string> map) => principal.FindAll(claim).Select(c => map.Count == 0 ? c.Value : map.GetValueOrDefault(c.Value)).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        Role? RoleOf()
        {
            var said = principal.FindAll(claims.Role!).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
            return claims.Roles.Count == 0
                ? Coded.All<Role>().Where(r => said.Contains(r.Code())).Select(r => (Role?)r).FirstOrDefault()
                : claims.Roles.Where(r => said.Contains(r.Claim)).Select(r => Coded.Parse<Role>(r.Role)).FirstOrDefault();
        }
    }
}
