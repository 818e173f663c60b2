using System.Security.Claims;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Access;

/// <summary>A person in the session cookie and back, so that no page asks the database who it serves.</summary>
public static class PersonClaims
{
    public const string Id = "sub";
    public const string Session = "session";
    private const string Name = "name", RoleName = "role", Organisation = "organisation", OrganisationName = "organisation-name",
        SectorName = "sector", Team = "team", TeamName = "team-name";

    /// <summary>With a new random session id of 16 hexadecimal digits.</summary>
    public static ClaimsPrincipal Principal(Person person, Chance chance) => Principal(person, Convert.ToHexStringLower(chance.Bytes(8)));

    /// <summary>In a session that goes on.</summary>
    public static ClaimsPrincipal Principal(Person person, string session) => new(new ClaimsIdentity(
        [
            new(Id, person.Id), new(Name, person.Name), new(RoleName, person.Role.Code()), new(Organisation, person.OrganisationId), new(OrganisationName, person.OrganisationName),
            new(SectorName, person.Sector.Code()), new(Team, person.TeamId), new(TeamName, person.TeamName), new(Session, session),
        ], SignIn.Cookie, Name, RoleName));

    /// <summary>Null when nobody is signed in, or the cookie is of an older form.</summary>
    public static Person? Person(ClaimsPrincipal principal)
    {
        string? Value(string claim) => principal.FindFirst(claim)?.Value;
        return principal.Identity?.IsAuthenticated == true && Value(Id) is { } id && Value(Name) is { } name && Coded.Parse<Role>(Value(RoleName)) is { } role
            && Value(Organisation) is { } organisation && Value(OrganisationName) is { } organisationName && Coded.Parse<Sector>(Value(SectorName)) is { } sector
            && Value(Team) is { } team && Value(TeamName) is { } teamName
            ? new(id, name, role, organisation, organisationName, sector, team, teamName)
            : null;
    }
}
