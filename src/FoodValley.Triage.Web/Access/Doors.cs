using FoodValley.Triage.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace FoodValley.Triage.Web.Access;

/// <summary>
/// Which door needs which role, on one screen. Whose dossier, draft or record it is, the store asks on every query; this asks first.
/// Serves HK-0c and HK-8.4.
/// </summary>
public static class Doors
{
    private static readonly (string Policy, Role[] Roles)[] Policies =
    [
        ("decides", [Role.Caseworker]),
        ("leads", [Role.TeamLead]),
        ("reads-records", [Role.Caseworker, Role.TeamLead, Role.PrivacyOfficer]),
        ("is-asked", [Role.Caseworker, Role.TeamLead, Role.PrivacyOfficer]),
        ("guards", [Role.PrivacyOfficer]),
        ("administers", [Role.Administrator]),
        ("reviews-log", [Role.TeamLead, Role.PrivacyOfficer]),
        ("keeps-partners", [Role.Caseworker, Role.PrivacyOfficer]),
        ("destroys", [Role.Caseworker, Role.PrivacyOfficer]),
    ];

    public static void AddDoors(this IServiceCollection services)
    {
        var policies = services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var (policy, roles) in Policies)
            policies.AddPolicy(policy, p => p.RequireAuthenticatedUser().RequireAssertion(c => PersonClaims.Person(c.User) is { } person && roles.Contains(person.Role)));
    }

    public static void Guard(PageConventionCollection pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        pages.AuthorizeFolder("/Asking", "decides");
        pages.AuthorizeFolder("/Dossiers", "decides");
        pages.AuthorizeFolder("/Informing", "decides");
        foreach (var page in new[] { "Index", "New", "Pause", "Resume", "Extend", "Decide", "Letter" }) pages.AuthorizePage("/Requests/" + page, "decides");
        pages.AuthorizePage("/Requests/Open", "guards");
        pages.AuthorizePage("/GoLive/Edit", "guards");
        pages.AuthorizePage("/GoLive/Ready", "guards");
        pages.AuthorizeFolder("/Meetings", "decides");
        pages.AuthorizeFolder("/Team", "leads");
        pages.AuthorizeFolder("/Recording", "reads-records");
        pages.AuthorizePage("/Recording/Advice", "decides");
        pages.AuthorizePage("/Recording/Complete", "decides");
        pages.AuthorizePage("/Recording/Reason", "guards");
        pages.AuthorizeFolder("/Exchanges", "decides");
        pages.AuthorizePage("/Incidents/Report", "decides");
        pages.AuthorizePage("/Incidents/Index", "guards");
        pages.AuthorizePage("/Incidents/Handle", "guards");
        foreach (var page in new[] { "Index", "Review", "Close", "Give", "HandOver" }) pages.AuthorizePage("/Review/" + page, "leads");
        pages.AuthorizePage("/Review/Reply", "decides");
        pages.AuthorizeFolder("/Report", "guards");
        pages.AuthorizeFolder("/RuleSet", "guards");
        pages.AuthorizeFolder("/Exporting", "guards");
        foreach (var page in new[] { "Index", "Hold", "Lift" }) pages.AuthorizePage("/Retaining/" + page, "guards");
        foreach (var page in new[] { "Propose", "Refuse", "Destroy" }) pages.AuthorizePage("/Retaining/" + page, "destroys");
        foreach (var page in new[] { "Certificate", "Destroyed" }) pages.AuthorizePage("/Retaining/" + page, "reads-records");
        pages.AuthorizeFolder("/Log", "reviews-log");
        pages.AuthorizeFolder("/EmergencyAccess", "decides");
        pages.AuthorizeFolder("/Advice", "is-asked");
        pages.AuthorizePage("/AddressBook/New", "keeps-partners");
        pages.AuthorizeFolder("/Administration", "administers");
        pages.AllowAnonymousToFolder("/Explanation");
        pages.AllowAnonymousToPage("/Demo/SignIn");
        pages.AllowAnonymousToPage("/Session/SignedOut");
    }

    /// <summary>A closed door is an access event too.</summary>
    public static async Task RefusedAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        var services = context.RequestServices;
        if (services.GetRequiredService<CurrentUser>() is { Person: not null } me)
            await services.GetRequiredService<AccessLog>().WriteAsync(me.Act(services.GetRequiredService<TimeProvider>()), AccessAction.Refused, detail: "role");
    }
}
