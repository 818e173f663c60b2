using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Dossiers;

namespace FoodValley.Triage.Tests.Talks.Administration;

/// <summary>The administrator keeps people, teams and the organisation, and ends access and sessions. Each test has a program of its own: people are everybody's.</summary>
[Norm("HK-0c", "HK-8.4")]
public sealed class StaffTests : IDisposable
{
    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    private static string Member(string person, string below = "") => $"/people/{Staff.KeyOf(person)}{below}";

    private async Task<Answered> SendAsync(string address, params (string, string)[] fields) => await SendAsync(await _app.Of("beheer"), address, fields);

    private static async Task<Answered> SendAsync(HttpClient client, string address, params (string, string)[] fields)
    {
        var form = (await TriageApp.PageAsync(client, address.Split("?handler=")[0])).QuerySelectorAll<IHtmlFormElement>("main form[method=post]").First(f => f.GetAttribute("action") == address);
        return await Answered.From(await TriageApp.SubmitAsync(client, form, fields));
    }

    private async Task<string> TextAsync(string address) => OwnDossier.Plain((await TriageApp.PageAsync(await _app.Of("beheer"), address)).QuerySelector("main")!.TextContent);

    private IReadOnlyList<string> Events() => _app.Rows("SELECT Action || ' ' || Detail FROM access_events WHERE PersonId = 'beheer' AND Action IN ('set-people', 'set-rules', 'handed-over') ORDER BY Id");

    private static string Mark(string person) => Staff.KeyOf(person).ToString("N")[..16];

    private static async Task<HttpStatusCode> AtAsync(HttpClient client, string path = "/")
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    private static (string, string)[] New(string id = "kim@voorbeeld.invalid", string role = "caseworker") => [("name", "Kim de Groot"), ("id", id), ("role", role), ("team", "team-barneveld")];

    [Fact]
    public async Task Who_is_added_signs_in_and_works_and_who_is_ended_is_out_at_once()
    {
        Assert.Equal("/people?done=added", (await SendAsync("/people/new", New())).Location);
        Assert.Equal("/people?done=added", (await SendAsync("/people/new", New())).Location); // a double click
        Assert.Equal(["set-people added-caseworker/" + Mark("kim@voorbeeld.invalid")], Events());
        Assert.Contains("Kim de Groot", await TextAsync("/people?done=added"), StringComparison.Ordinal);
        var (one, two) = (await _app.SignedInAsync("kim@voorbeeld.invalid"), await _app.SignedInAsync("kim@voorbeeld.invalid"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await AtAsync(one, "/dossiers"), await AtAsync(two, "/dossiers")));

        var address = Member("kim@voorbeeld.invalid");
        Assert.Equal(["sure"], (await SendAsync(address + "/end")).Wrong);
        Assert.Equal(HttpStatusCode.OK, await AtAsync(one));
        Assert.Equal("/people?done=ended", (await SendAsync(address + "/end", ("sure", "yes"))).Location);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (await AtAsync(one), await AtAsync(two)));
        var door = await TriageApp.PageAsync(_app.CreateClient(), "/demo/sign-in");
        Assert.Null(door.QuerySelector("input[value='kim@voorbeeld.invalid']"));
        Assert.Equal(HttpStatusCode.OK, (await Walk.RawAsync(_app.CreateClient(), "/demo/sign-in", ("person", "kim@voorbeeld.invalid"))).Status);
        // The row stays: what was signed names it. And the id stays taken.
        Assert.Equal(["id"], (await SendAsync("/people/new", New(role: "team-lead"))).Wrong);

        Assert.Equal(address + "?done=again", (await SendAsync(address + "?handler=again")).Location);
        Assert.Equal(HttpStatusCode.OK, await AtAsync(await _app.SignedInAsync("kim@voorbeeld.invalid"), "/dossiers"));
        Assert.Equal(["set-people ended/" + Mark("kim@voorbeeld.invalid"), "set-people again-caseworker/" + Mark("kim@voorbeeld.invalid")], Events().Skip(1));
        Assert.Equal(["team-barneveld|done|administration|web"], _app.Rows("SELECT DISTINCT TeamId, Outcome, Purpose, Origin FROM access_events WHERE Action = 'set-people'"));
    }

    [Fact]
    public async Task A_form_that_is_not_right_says_so_and_keeps_what_was_typed()
    {
        Assert.Equal(["name", "id", "role", "team"], (await SendAsync("/people/new", ("name", " "))).Wrong);
        var taken = await SendAsync("/people/new", New("amira"));
        Assert.Equal(["id"], taken.Wrong);
        Assert.Equal("Kim de Groot", taken.Page.QuerySelector<IHtmlInputElement>("input[name=name]")!.Value);
        Assert.Equal(["id"], (await SendAsync("/people/new", New("kim de groot"))).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("/people/new", [.. New().Where(f => f.Item1 != "team"), ("team", "team-ambulant")])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("/people/new", New(role: "king"))).Status);
        Assert.Empty(Events());
    }

    [Fact]
    public async Task Another_role_holds_at_once_and_only_for_who_has_no_work_left()
    {
        var lead = await _app.SignedInAsync("lotte");
        Assert.Equal(Member("lotte") + "?done=saved", (await SendAsync(Member("lotte"), ("role", "privacy-officer"))).Location);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await AtAsync(lead, "/review"), await AtAsync(lead, "/report")));
        Assert.Equal(["set-people role-privacy-officer/" + Mark("lotte")], Events());

        var refused = await SendAsync(Member("sanne"), ("role", "team-lead"));
        Assert.Equal(["role"], refused.Wrong);
        Assert.Contains("Dossiers: 3. Open concepten: 0.", refused.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["caseworker"], _app.Rows("SELECT Role FROM people WHERE Id = 'sanne'"));
    }

    [Fact]
    public async Task Nobody_overwrites_unseen_what_another_administrator_changed()
    {
        var client = await _app.Of("beheer");
        var form = (await TriageApp.PageAsync(client, Member("joris"))).QuerySelector<IHtmlFormElement>("main form#person")!;
        Assert.Equal(HttpStatusCode.Redirect, (await TriageApp.SubmitAsync(client, form, ("name", "Joris Anders"))).StatusCode);
        var stale = await Answered.From(await TriageApp.SubmitAsync(client, form, ("name", "Joris Later")));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Joris Anders", stale.Page.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Joris Later", stale.Page.QuerySelector<IHtmlInputElement>("input[name=name]")!.Value);
        Assert.Equal(["Joris Anders"], _app.Rows("SELECT Name FROM people WHERE Id = 'joris'"));
    }

    [Fact]
    public async Task Nobody_takes_away_the_last_administrator()
    {
        Assert.Equal(["role"], (await SendAsync(Member("beheer"), ("role", "caseworker"))).Wrong);
        Assert.Contains("Maak eerst iemand anders beheerder", await TextAsync(Member("beheer", "/end")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await Walk.RawAsync(await _app.Of("beheer"), Member("beheer", "/end"), ("sure", "yes"))).Status);
        Assert.Equal(["administrator|"], _app.Rows("SELECT Role, Ended FROM people WHERE Id = 'beheer'"));
        await SendAsync("/people/new", New("bo2", "administrator"));
        var mine = await _app.Of("beheer");
        Assert.Equal("/people?done=ended", (await SendAsync(Member("beheer", "/end"), ("sure", "yes"))).Location);
        Assert.Equal(HttpStatusCode.Redirect, await AtAsync(mine, "/people"));
    }

    [Fact]
    public async Task Access_of_a_caseworker_ends_only_when_somebody_takes_over_the_dossiers_and_open_drafts_go_along()
    {
        var walk = await Walk.AtAsync(_app, "sanne", "2", "goal");
        var dossiers = _app.Rows("SELECT lower(Id) FROM dossiers WHERE ResponsibleId = 'sanne' ORDER BY Id");
        var page = await TextAsync(Member("sanne", "/end"));
        Assert.Contains($"Wie neemt de dossiers over? Aantal: {dossiers.Count}.", page, StringComparison.Ordinal);
        foreach (var secret in new[] { "Milan", "Verbeek", "BAR-2026" }) Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.Equal(["to"], (await SendAsync(Member("sanne", "/end"), ("sure", "yes"))).Wrong);
        foreach (var wrong in new[] { "mark", "amira", "sanne" }) Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Member("sanne", "/end"), ("sure", "yes"), ("to", wrong))).Status);
        Assert.Equal(HttpStatusCode.OK, await AtAsync(walk.Client));

        Assert.Equal("/people?done=ended", (await SendAsync(Member("sanne", "/end"), ("sure", "yes"), ("to", "joris"))).Location);
        Assert.Equal(HttpStatusCode.Redirect, await AtAsync(walk.Client));
        Assert.Empty(_app.Rows("SELECT Id FROM dossiers WHERE ResponsibleId = 'sanne'"));
        var joris = await _app.Of("joris");
        Assert.Equal(HttpStatusCode.OK, await AtAsync(joris, walk.Address("goal")));
        foreach (var dossier in dossiers) Assert.Equal(HttpStatusCode.OK, await AtAsync(joris, "/dossiers/" + dossier));
        Assert.Contains("De toegang van deze collega is gestopt door de beheerder.", (await TriageApp.PageAsync(joris, "/dossiers/" + dossiers[0])).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(dossiers.Count, Events().Count(e => e == "handed-over access-ended"));
        // Nobody offers her anything any more.
        var own = await OwnDossier.NewAsync(_app, OwnDossier.Adult, "joris");
        Assert.DoesNotContain("sanne", (await own.OpenAsync("hand-over")).QuerySelectorAll<IHtmlOptionElement>("option").Select(o => o.Value));
    }

    [Fact]
    public async Task The_administrator_ends_the_sessions_of_somebody_who_signs_in_again()
    {
        var client = await _app.SignedInAsync("joris");
        Assert.Contains("Ingelogd op", await TextAsync(Member("joris")), StringComparison.Ordinal);
        Assert.Equal(Member("joris") + "?done=sessions", (await SendAsync(Member("joris") + "?handler=sessions")).Location);
        Assert.Equal(HttpStatusCode.Redirect, await AtAsync(client));
        Assert.Contains("nergens ingelogd", await TextAsync(Member("joris")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AtAsync(await _app.SignedInAsync("joris")));
        Assert.Equal(["set-people sessions/" + Mark("joris")], Events());
    }

    [Fact]
    public async Task Somebody_sees_and_ends_the_own_sessions_and_nobody_elses()
    {
        var (here, elsewhere, other) = (await _app.SignedInAsync("sanne"), await _app.SignedInAsync("sanne"), await _app.SignedInAsync("joris"));
        var page = await TriageApp.PageAsync(here, "/session/mine");
        Assert.Equal(2, page.QuerySelectorAll("main li").Length);
        Assert.Single(page.QuerySelectorAll("main li"), li => li.TextContent.Contains("Deze browser", StringComparison.Ordinal));
        var theirs = _app.Rows("SELECT Id FROM sessions WHERE PersonId = 'joris'")[0];
        await Walk.RawAsync(here, "/session/mine", ("session", theirs));
        Assert.Equal(HttpStatusCode.OK, await AtAsync(other));
        var end = page.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.QuerySelector("input[name=session]") is not null);
        Assert.Equal("/session/mine?done=ended", (await TriageApp.SubmitAsync(here, end)).Headers.Location!.OriginalString);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (await AtAsync(here), await AtAsync(elsewhere)));

        var (again, third) = (await _app.SignedInAsync("sanne"), await _app.SignedInAsync("sanne"));
        await Walk.RawAsync(here, "/session/mine");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.Redirect), (await AtAsync(here), await AtAsync(again), await AtAsync(third)));
        Assert.Contains("nergens anders", (await TriageApp.PageAsync(here, "/session/mine")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_are_added_and_renamed_and_a_name_is_there_once()
    {
        Assert.Equal(["name"], (await SendAsync("/teams")).Wrong);
        Assert.Equal("/teams?done=added", (await SendAsync("/teams", ("name", "Team Jeugd Kootwijkerbroek"))).Location);
        Assert.Equal(["name"], (await SendAsync("/teams", ("name", "Team Jeugd Kootwijkerbroek"))).Wrong);
        Assert.Equal(["gemeente-barneveld|Team Jeugd Kootwijkerbroek"], _app.Rows("SELECT OrganisationId, Name FROM teams WHERE Id = 'team-jeugd-kootwijkerbroek'"));
        var client = await _app.Of("beheer");
        var form = (await TriageApp.PageAsync(client, "/teams/team-jeugd-kootwijkerbroek")).QuerySelector<IHtmlFormElement>("main form")!;
        Assert.Equal(HttpStatusCode.Redirect, (await TriageApp.SubmitAsync(client, form, ("name", "Team Noord"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await TriageApp.SubmitAsync(client, form, ("name", "Team Zuid"))).StatusCode);
        Assert.Equal(["name"], (await SendAsync("/teams/team-jeugd-kootwijkerbroek", ("name", "Team Jeugd Barneveld"))).Wrong);
        Assert.Equal(HttpStatusCode.NotFound, await AtAsync(client, "/teams/team-ambulant"));
        Assert.Equal(["set-people team-added", "set-people team-renamed"], Events());
    }

    [Fact]
    [Norm("HK-8z")]
    public async Task The_organisation_gets_its_name_and_goes_live_here()
    {
        var walk = await Walk.AtAsync(_app, "sanne", "2", "check");
        Assert.Equal("/organisation?done=saved", (await SendAsync("/organisation", ("name", "Gemeente Barneveld e.o."), ("live", "no"))).Location);
        Assert.Contains("HK-8z", (await walk.OpenAsync("check")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/organisation?done=saved", (await SendAsync("/organisation", ("live", "yes"))).Location);
        Assert.DoesNotContain("HK-8z", (await walk.OpenAsync("check")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["set-rules organisation-name", "set-rules organisation-not-live", "set-rules organisation-live"], Events());
        Assert.Equal(["name"], (await SendAsync("/organisation", ("name", ""))).Wrong);
    }
}
