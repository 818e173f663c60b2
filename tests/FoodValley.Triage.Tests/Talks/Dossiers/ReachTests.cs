using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Dossiers;

[Norm("HK-8.4")]
public sealed class ReachTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static readonly string[] Below =
    [
        "", "client", "people/new", "capacity", "referral", "presence", "file", "help-request", "help-request/propose", "help-request/proposals/4", "goal", "plan", "plan/agreement", "plan/print",
        "consent/new", "consent/5/withdraw", "consent/5/void", "hand-over",
    ];

    private async Task<OwnDossier> FullAsync()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.PlannedAsync();
        await own.SaveAsync("help-request/propose", ("helpRequest", "Other."), ("reason", "x"), ("on", "1-11-2026"));
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        return own;
    }

    [Theory]
    [InlineData("joris")]
    [InlineData("amira")]
    public async Task Somebody_elses_dossier_does_not_exist_and_the_try_is_written_down(string other)
    {
        var own = await FullAsync();
        var client = await app.Of(other);
        var before = app.Dump();
        foreach (var below in Below)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(own.Address(below))).StatusCode);
            if (below.Length == 0) continue;
            Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(client, own.Address(below), ("was", "5"))).Status);
        }
        Assert.Equal(before, app.Dump());
        Assert.Equal(Below.Length * 2 - 1, own.Events().Count(e => e == other + " refused dossier"));
    }

    [Theory]
    [InlineData("mark")]
    [InlineData("fatima")]
    [InlineData("beheer")]
    public async Task Only_caseworkers_come_in(string other)
    {
        var own = await FullAsync();
        var client = await app.Of(other);
        foreach (var below in Below) Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(own.Address(below))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/dossiers")).StatusCode);
    }

    [Fact]
    public async Task Every_page_opens_and_each_look_and_each_word_is_one_event()
    {
        var own = await FullAsync();
        var before = own.Events().Count;
        foreach (var below in Below) await own.OpenAsync(below);
        var events = own.Events().Skip(before).ToList();
        Assert.Equal(Below.Length, events.Count);
        Assert.Equal(Below.Length - 1, events.Count(e => e.StartsWith("sanne read", StringComparison.Ordinal)));
        await own.SaveAsync("presence", ("on", "1-11-2026"), ("present", "Noor"));
        Assert.Equal("sanne wrote dossier-presence", own.Events()[^1]);
    }

    // By the form of the page: what is searched by is no part of an address.
    private static async Task<IHtmlDocument> SearchAsync(HttpClient client, string q, IHtmlDocument? list = null)
    {
        var form = (list ?? await TriageApp.PageAsync(client, "/dossiers")).QuerySelector<IHtmlFormElement>("form[role=search]")!;
        Assert.Equal("post", form.Method);
        using var answer = await TriageApp.SubmitAsync(client, form, ("q", q));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TriageApp.PageAsync(answer);
    }

    [Fact]
    public async Task Search_finds_by_the_start_of_number_or_name_within_ones_own_reach()
    {
        await OwnDossier.NewAsync(app, OwnDossier.Sixteen, name: "Zoëlla Quist");
        await OwnDossier.NewAsync(app, OwnDossier.Sixteen, "joris", "Zoëlla Ander");
        var client = await app.Of("sanne");
        async Task<IReadOnlyList<string>> FoundAsync(string q) =>
            [.. (await SearchAsync(client, q)).QuerySelectorAll("main tbody tr").Select(r => r.QuerySelectorAll("td")[0].TextContent)];
        Assert.Equal(["Zoëlla Quist"], await FoundAsync("zoella"));
        Assert.Equal(["Milan Verbeek"], await FoundAsync("BAR-2026-0101"));
        Assert.Empty(await FoundAsync("BAR-2026-0104")); // joris's
        Assert.Empty(await FoundAsync("%"));
        Assert.Contains("Geen van jouw dossiers begint zo.", (await SearchAsync(client, "nobody")).QuerySelector("main")!.TextContent);
        Assert.Equal("<b>x", (await SearchAsync(client, "<b>x")).QuerySelector<IHtmlInputElement>("input[name=q]")!.Value);
        Assert.NotNull(await SearchAsync(client, new string('x', 3000)));
    }

    [Fact]
    public async Task Every_search_is_one_event_without_its_words()
    {
        var client = await app.Of("sanne");
        var list = await TriageApp.PageAsync(client, "/dossiers");
        var before = app.Rows("SELECT Id FROM access_events").Count;
        await SearchAsync(client, "Verbeek", list);
        var events = app.Rows("SELECT PersonId, Action, Detail FROM access_events ORDER BY Id").Skip(before).ToList();
        Assert.Equal(["sanne|search|dossiers"], events);
        var page = await SearchAsync(client, "Verbeek");
        Assert.All(page.QuerySelectorAll<IHtmlAnchorElement>("main a"), a => Assert.DoesNotContain("Verbeek", a.GetAttribute("href")));
        if (Directory.Exists(app.LogFolder))
            foreach (var file in Directory.GetFiles(app.LogFolder))
            {
                using var log = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                Assert.DoesNotContain("Verbeek", await log.ReadToEndAsync());
            }
    }

    [Fact]
    public async Task The_list_counts_what_is_due_in_each()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen, name: "Quinten Due");
        await own.PlannedAsync();
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes", "30-11-2026")));
        var page = await SearchAsync(own.Client, "quinten");
        Assert.Equal("2 punten", OwnDossier.Plain(page.QuerySelector("main tbody tr td:last-child")!.TextContent));
        Assert.Equal("Dit vraagt aandacht (2)", OwnDossier.Plain((await own.OpenAsync()).QuerySelector("#due")!.TextContent));
    }

    [Fact]
    public async Task Whoever_has_no_dossier_yet_is_told_how_to_begin()
    {
        using var empty = new StandingApp();
        var client = await empty.Of("bas");
        empty.Run("UPDATE dossiers SET ResponsibleId = 'sanne' WHERE ResponsibleId = 'bas'");
        var page = await TriageApp.PageAsync(client, "/dossiers");
        Assert.Contains("Je hebt nog geen dossiers.", page.QuerySelector("main")!.TextContent);
        Assert.NotNull(page.QuerySelector("main a[href='/dossiers/new']"));
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_dossier_goes_to_a_colleague_with_its_drafts()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var walk = await Walk.StartAsync(app, "sanne", "2", dossier: own.Id);
        Assert.Contains("1 open concepten", await own.TextAsync("hand-over"));
        Assert.Equal(["to", "reason", "sure"], (await own.PostAsync("hand-over")).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await own.PostAsync("hand-over", ("to", "amira"), ("reason", "x"), ("sure", "yes"))).Status);
        Assert.Equal("/dossiers?done=dossier-hand-over", await own.SaveAsync("hand-over", ("to", "joris"), ("reason", "I go on leave."), ("sure", "yes")));
        Assert.Equal("sanne handed-over dossier-hand-over", own.Events()[^1]);
        Assert.Equal(HttpStatusCode.NotFound, (await own.Client.GetAsync(own.Address())).StatusCode);
        var joris = await app.Of("joris");
        Assert.Contains("I go on leave.", (await TriageApp.PageAsync(joris, own.Address())).QuerySelector(".fv-history")!.TextContent);
        Assert.NotEqual(HttpStatusCode.NotFound, (await joris.GetAsync(walk.Address("refer-kind"))).StatusCode);
    }

    [Fact]
    public async Task A_lead_gives_a_dossier_away_during_absence_and_sees_no_client()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen, name: "Hidden Name");
        var lead = await app.Of("mark");
        Assert.NotNull((await TriageApp.PageAsync(lead, "/")).QuerySelector("nav a[href='/team/dossiers']"));
        var page = await TriageApp.PageAsync(lead, "/team/dossiers");
        var number = (await own.FileAsync()).Dossier.Number;
        Assert.Contains(page.QuerySelectorAll("main tbody tr"), r => OwnDossier.Plain(r.QuerySelector("th")!.TextContent) == number && r.QuerySelectorAll("td")[0].TextContent == "Sanne de Wit");
        Assert.DoesNotContain("Hidden Name", page.Body!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("main tbody th"), th => th.TextContent.StartsWith("LIN-", StringComparison.Ordinal));

        var form = await TriageApp.PageAsync(lead, $"/team/dossiers/{own.Id}");
        Assert.DoesNotContain("Hidden Name", form.Body!.TextContent);
        async Task<Answered> PostAsync(IHtmlDocument from, params (string, string)[] fields) => await Answered.From(await TriageApp.SubmitAsync(lead, from.QuerySelector<IHtmlFormElement>("main form")!, fields));
        Assert.Equal(["to", "reason", "sure"], (await PostAsync(form)).Wrong);
        await own.SaveAsync("presence", ("on", "1-11-2026"), ("present", "Noor"));
        (string, string)[] good = [("to", "joris"), ("reason", "Ill."), ("sure", "yes")];
        var stale = await PostAsync(form, good);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("Ill.", stale.Page.QuerySelector<IHtmlTextAreaElement>("textarea[name=reason]")!.Value.Trim());
        Assert.Equal("/team/dossiers?done=take-over", (await PostAsync(stale.Page, good)).Location);
        Assert.Equal("/team/dossiers?done=take-over", (await PostAsync(stale.Page, good)).Location); // a double click
        Assert.Equal("joris", app.Rows($"SELECT ResponsibleId FROM dossiers WHERE lower(Id) = '{own.Id}'")[0]);
        Assert.Equal("mark handed-over take-over", own.Events().Last(e => e.StartsWith("mark handed", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Of("els")).GetAsync($"/team/dossiers/{own.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await own.Client.GetAsync("/team/dossiers")).StatusCode);
    }

    [Fact]
    public async Task A_second_click_on_handing_over_ends_where_the_first_one_did()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Adult);
        var page = await own.OpenAsync("hand-over");
        (string, string)[] to = [("to", "joris"), ("reason", "I go on leave."), ("sure", "yes")];
        var clicks = await Task.WhenAll(own.PostAsync(page, to), own.PostAsync(page, to), own.PostAsync(page, to));
        Assert.All(clicks, click => Assert.Equal((HttpStatusCode.Redirect, "/dossiers?done=dossier-hand-over"), (click.Status, click.Location)));
        Assert.Single(app.Rows($"SELECT Number FROM dossier_lines WHERE lower(DossierId) = '{own.Id}'"));
        Assert.Equal("/dossiers?done=dossier-hand-over", (await own.Client.GetAsync(own.Address("hand-over"))).Headers.Location?.OriginalString);

        // Somebody else was meant: it is too late for that, and the page says so.
        var late = await own.PostAsync(page, [.. to.Where(f => f.Item1 != "to"), ("to", "bas")]);
        Assert.Equal("/dossiers?done=given-away", late.Location);
        Assert.Contains("Je hebt dit dossier al aan een collega overgedragen.", (await TriageApp.PageAsync(own.Client, late.Location!)).QuerySelector("main")!.TextContent);

        // Once it went on from there, or was never this person's, it does not exist.
        var joris = await app.Of("joris");
        var back = await Answered.From(await TriageApp.SubmitAsync(joris, (await TriageApp.PageAsync(joris, own.Address("hand-over"))).QuerySelector<IHtmlFormElement>("main form[method=post]")!, [.. to.Where(f => f.Item1 != "to"), ("to", "sanne")]));
        Assert.Equal("/dossiers?done=dossier-hand-over", back.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Of("amira")).GetAsync(own.Address("hand-over"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.Client.GetAsync(own.Address("hand-over"))).StatusCode);
    }
}
