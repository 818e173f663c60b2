using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Dossiers;
using FoodValley.Triage.Tests.Talks.Exchanges;

namespace FoodValley.Triage.Tests.Talks.Requests;

/// <summary>What a client asks about the own information, and its clock, by the pages of the real program. Today is 24 November 2026.</summary>
public sealed class RequestTests
{
    // Tests move the clock: each has a program of its own.
    private static async Task<(StandingApp App, OwnDossier Dossier)> NewAsync(string birth = OwnDossier.Fourteen)
    {
        var app = new StandingApp();
        return (app, await OwnDossier.NewAsync(app, birth));
    }

    private static (string, string)[] Ask(string about = "access", string by = "client", string on = "3-11-2026") => [("about", about), ("by", by), ("on", on), ("words", "Wat staat er over mij?")];

    private static async Task<string> AskedAsync(OwnDossier dossier, params (string, string)[] fields)
    {
        Assert.Equal(dossier.Address("requests"), await dossier.SaveAsync("requests/new", fields));
        return $"requests/{(await dossier.FileAsync()).Version}";
    }

    [Fact]
    [Norm("HK-8.7")]
    public async Task A_request_runs_its_clock_from_the_day_it_came_in_until_its_answer()
    {
        var (app, dossier) = await NewAsync();
        using var _ = app;
        Assert.Contains("Er is nog niets gevraagd.", await dossier.TextAsync("requests"), StringComparison.Ordinal);
        var one = await AskedAsync(dossier, Ask());
        Assert.Contains("Nog 9 dagen, tot 3 december 2026", await dossier.TextAsync("requests"), StringComparison.Ordinal);
        Assert.Contains("uiterlijk 3 december 2026", await MyWorkAsync(dossier), StringComparison.Ordinal);

        // While it is checked who asks, the clock stands still.
        await dossier.SaveAsync(one + "/pause", ("on", "24-11-2026"));
        Assert.Contains("De klok staat stil sinds 24 november 2026", await dossier.TextAsync("requests"), StringComparison.Ordinal);
        Assert.Contains("Stuur geen kopie van je paspoort.", await dossier.TextAsync(one + "/letter"), StringComparison.Ordinal);
        app.Clock!.Advance(TimeSpan.FromDays(4));
        var again = await app.SignedInAsync("sanne");
        async Task<string> SendAsync(string below, params (string, string)[] fields)
        {
            var page = await TriageApp.PageAsync(again, dossier.Address(below));
            var answer = await Answered.From(await TriageApp.SubmitAsync(again, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, fields));
            return answer.Location ?? string.Join(' ', answer.Wrong);
        }
        async Task<string> ReadAsync(string below) => OwnDossier.Plain((await TriageApp.PageAsync(again, dossier.Address(below))).QuerySelector("main")!.TextContent);
        Assert.Equal(dossier.Address("requests"), await SendAsync(one + "/resume", ("on", "28-11-2026")));
        Assert.Contains("Nog 9 dagen, tot 7 december 2026", await ReadAsync("requests"), StringComparison.Ordinal);

        // More time, within the first month and with a reason that was told.
        Assert.Equal("whyMore", await SendAsync(one + "/extend", ("on", "28-11-2026")));
        Assert.Equal(dossier.Address("requests"), await SendAsync(one + "/extend", ("on", "28-11-2026"), ("whyMore", "Het dossier is groot.")));
        Assert.Contains("7 februari 2027", await ReadAsync("requests"), StringComparison.Ordinal);
        Assert.Contains("Dat is geen werkdag. De laatste werkdag ervoor is 5 februari 2027.", await ReadAsync("requests"), StringComparison.Ordinal);
        Assert.Contains("Het dossier is groot. Je hoort nu uiterlijk op 7 februari 2027.", await ReadAsync(one + "/letter"), StringComparison.Ordinal);
        Assert.Contains("kan niet meer", await ReadAsync(one + "/extend"), StringComparison.Ordinal);

        Assert.Equal("outcome reason", await SendAsync(one + "/decide", ("on", "28-11-2026")));
        Assert.Equal("article", await SendAsync(one + "/decide", ("on", "28-11-2026"), ("outcome", "partial"), ("reason", "Een stuk gaat over je broer.")));
        Assert.Equal(dossier.Address("requests"), await SendAsync(one + "/decide", ("on", "28-11-2026"), ("outcome", "partial"), ("reason", "Een stuk gaat over je broer."), ("article", "AVG artikel 15 lid 4")));
        Assert.Contains("Beantwoord op 28 november 2026: voor een deel.", await ReadAsync("requests"), StringComparison.Ordinal);
        Assert.Contains("Dat staat in: AVG artikel 15 lid 4.", await ReadAsync(one + "/letter"), StringComparison.Ordinal);
        Assert.Contains("al beantwoord", await ReadAsync(one + "/decide"), StringComparison.Ordinal);
        Assert.DoesNotContain("verzoek", OwnDossier.Plain((await TriageApp.PageAsync(again, "/?due=all")).QuerySelector("section[aria-labelledby=due]")?.TextContent ?? ""), StringComparison.Ordinal);
    }

    private static async Task<string> MyWorkAsync(OwnDossier dossier) => OwnDossier.Plain((await TriageApp.PageAsync(dossier.Client, "/?due=all")).QuerySelector("section[aria-labelledby=due]")!.TextContent);

    [Fact]
    [Norm("HK-8.7", "HK-8.4", "HK-6d")]
    public async Task Only_the_client_and_who_speaks_for_the_client_ask_and_anybody_else_hears_one_sentence_which_is_written_down()
    {
        var (app, dossier) = await NewAsync();
        using var _ = app;
        var mother = await dossier.AddAsync("Marga Noord");
        await dossier.AddAsync("Oom Kees", "confidant");
        var before = app.Dump();
        var page = await dossier.OpenAsync("requests/new");
        Assert.Equal(["client", mother.ToString(), "somebody-else"], page.QuerySelectorAll<IHtmlInputElement>("input[name=by]").Select(i => i.Value));
        var refused = await dossier.PostAsync(page, Ask(by: "somebody-else"));
        Assert.Equal(["by"], refused.Wrong);
        Assert.Contains("Zeg niet waarom.", refused.Page.QuerySelector("[id=by-error]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("sanne refused request", dossier.Events());
        Assert.Equal(HttpStatusCode.BadRequest, (await dossier.PostAsync(page, Ask(by: new Guid("99999999-0000-4000-8000-000000000099").ToString()))).Status);
        Assert.Equal(["about", "by", "on", "words"], (await dossier.PostAsync(page, ("on", "25-11-2026"))).Wrong);
        Assert.Equal(before, app.Dump());
        foreach (var who in new[] { "joris", "amira" }) Assert.Equal(HttpStatusCode.NotFound, (await (await app.Of(who)).GetAsync(dossier.Address("requests"))).StatusCode);
        foreach (var who in new[] { "mark", "fatima", "beheer" }) Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of(who)).GetAsync(dossier.Address("requests"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dossier.Client.GetAsync(dossier.Address("requests/99/decide"))).StatusCode);

        var child = await OwnDossier.NewAsync(app, OwnDossier.Seven);
        Assert.Equal(["somebody-else"], (await child.OpenAsync("requests/new")).QuerySelectorAll<IHtmlInputElement>("input[name=by]").Select(i => i.Value));
    }

    [Fact]
    [Norm("HK-8.7")]
    public async Task Who_received_what_is_erased_is_listed_and_hears_it_or_there_is_a_reason()
    {
        using var app = new StandingApp();
        var decided = await Decided.NewAsync(app);
        app.Clock!.Advance(TimeSpan.FromMinutes(10));
        await decided.SaveAsync("exchange", Decided.AsDecided);
        var at = $"/dossiers/{decided.Dossier}/requests";
        async Task<Answered> SendAsync(string below, params (string, string)[] fields)
        {
            var page = await TriageApp.PageAsync(decided.Client, at + below);
            return await Answered.From(await TriageApp.SubmitAsync(decided.Client, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, fields));
        }
        var asked = await TriageApp.PageAsync(decided.Client, at + "/new");
        var by = asked.QuerySelectorAll<IHtmlInputElement>("input[name=by]").First().Value;
        Assert.Equal(at, (await SendAsync("/new", Ask("erasure", by, "24-11-2026"))).Location);
        var list = await TriageApp.PageAsync(decided.Client, at);
        Assert.Contains("tot 24 februari 2027", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var decide = list.QuerySelectorAll<IHtmlAnchorElement>("main a").Single(a => a.GetAttribute("href")!.EndsWith("/decide", StringComparison.Ordinal)).GetAttribute("href")![at.Length..];
        var form = await TriageApp.PageAsync(decided.Client, at + decide);
        Assert.Equal("Intake, Opvoedhulp Brug", form.QuerySelector<IHtmlInputElement>("input[name=told]")!.Value);
        (string, string)[] granted = [("outcome", "granted"), ("reason", "Het is gewist."), ("on", "24-11-2026"), ("records", decided.Id.ToString())];
        Assert.Equal(["notTold"], (await SendAsync(decide, granted)).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(decide, [.. granted, ("told", "De krant")])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(decide, [.. granted.Where(f => f.Item1 != "records"), ("records", new Guid("99999999-0000-4000-8000-000000000099").ToString())])).Status);
        Assert.Equal(at, (await SendAsync(decide, [.. granted, ("told", "Intake, Opvoedhulp Brug")])).Location);
        Assert.Contains("We vertelden dit ook aan: Intake, Opvoedhulp Brug.", (await TriageApp.PageAsync(decided.Client, at + decide.Replace("decide", "letter", StringComparison.Ordinal))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Norm("HK-8.7", "HK-8z")]
    public async Task The_privacy_officer_sees_what_waits_in_the_organisation_without_a_name_of_a_client()
    {
        var (app, dossier) = await NewAsync();
        using var _ = app;
        await AskedAsync(dossier, Ask("complaint"));
        await AskedAsync(dossier, Ask("erasure", on: "24-8-2026"));
        var page = await TriageApp.PageAsync(await app.Of("fatima"), "/requests");
        Assert.Equal(["Iets laten wissen", "Klacht"], page.QuerySelectorAll("[data-request] h2").Select(h => h.TextContent));
        var main = OwnDossier.Plain(page.QuerySelector("main")!.TextContent);
        Assert.Contains("Vandaag is de laatste dag.", main, StringComparison.Ordinal);
        Assert.Contains("bij Sanne de Wit", main, StringComparison.Ordinal);
        Assert.DoesNotContain("Noor", main, StringComparison.Ordinal);
        Assert.DoesNotContain("Wat staat er over mij?", main, StringComparison.Ordinal);
        Assert.Contains("Er loopt geen verzoek.", (await TriageApp.PageAsync(await app.Of("noor"), "/requests")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Verzoeken van klanten: ", (await TriageApp.PageAsync(await app.Of("fatima"), "/")).QuerySelector("main a[href='/requests']")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await TriageApp.PageAsync(await app.Of("noor"), "/")).QuerySelector("main a[href='/requests']"));
        foreach (var who in new[] { "sanne", "mark", "beheer" }) Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of(who)).GetAsync("/requests")).StatusCode);
    }

    [Fact]
    [Norm("HK-8.7", "HK-7i")]
    public async Task The_overview_tells_a_reader_of_the_own_requests_that_wait()
    {
        var (app, dossier) = await NewAsync();
        using var _ = app;
        var mother = await dossier.AddAsync("Marga Noord");
        await AskedAsync(dossier, Ask());
        (string, string)[] looked = [.. new[] { "guess", "other", "organisation", "time", "confidence" }.Select(l => ("looked", l))];
        async Task<string> OverviewAsync(object reader)
        {
            await dossier.SaveAsync($"overview/{reader}", looked);
            return await dossier.TextAsync($"overview/{reader}/paper");
        }
        Assert.Contains("3 november 2026: Zien wat er is vastgelegd. Antwoord uiterlijk op 3 december 2026.", await OverviewAsync("client"), StringComparison.Ordinal);
        Assert.DoesNotContain("3 november 2026", await OverviewAsync(mother), StringComparison.Ordinal);
    }
}
