using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Exchanges;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodValley.Triage.Tests.Talks.Retaining;

/// <summary>Keeping and destroying by the pages of the real program: two people, no byte left, and pages that say so. It begins on 24 November 2026.</summary>
[Norm("HK-8.3")]
public sealed class KeepingPageTests
{
    private const string Canary = "Kanariewoordacht";

    // Twenty years and some months: the term of the demo is over.
    private static readonly TimeSpan Long = TimeSpan.FromDays(7400);

    private static StandingApp New()
    {
        StandingApp? app = null;
        app = new StandingApp { Parts = services => services.Replace(ServiceDescriptor.Singleton(_ => new KeptExports(Path.Combine(app!.Folder, "exports"), TimeSpan.FromDays(7)))) };
        return app;
    }

    private static async Task<Decided> DecidedAsync(StandingApp app)
    {
        var decided = await Decided.NewAsync(app);
        app.Clock!.Advance(TimeSpan.FromMinutes(10));
        await decided.SaveAsync("addition", ("additionKind", "letter"), ("addition", Canary + " schreef een brief."), ("additionFrom", Canary), ("additionOn", "23-11-2026"));
        return decided;
    }

    private static async Task<Answered> SendAsync(HttpClient client, string address, params (string, string)[] fields) => await SendAsync(client, await TriageApp.PageAsync(client, address), fields);

    private static async Task<Answered> SendAsync(HttpClient client, IHtmlDocument page, params (string, string)[] fields) =>
        await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form#answers")!, fields));

    private static async Task<string> TextAsync(HttpClient client, string address) => Decided.Plain((await TriageApp.PageAsync(client, address)).QuerySelector("main")!.TextContent);

    private static int Contents(StandingApp app) => int.Parse(app.Rows("SELECT COUNT(*) FROM record_contents")[0], System.Globalization.CultureInfo.InvariantCulture);

    private static List<string> Found(string folder)
    {
        byte[][] spellings = [Encoding.UTF8.GetBytes(Canary), Encoding.Unicode.GetBytes(Canary), Encoding.BigEndianUnicode.GetBytes(Canary)];
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            if (spellings.Any(s => bytes.ToArray().AsSpan().IndexOf(s) >= 0)) found.Add(Path.GetRelativePath(folder, file));
        }
        return found;
    }

    [Fact]
    [Norm("HK-8.7", "HK-8c")]
    public async Task What_reached_its_end_is_proposed_by_one_destroyed_by_another_and_every_page_after_it_says_so()
    {
        using var app = New();
        var decided = await DecidedAsync(app);
        // A correction was begun: it holds the same answers.
        await SendAsync(decided.Client, $"/asking/start?replaces={decided.Id}&dossier={decided.Dossier}", ("replacesWhy", Canary), ("way", "2"));
        Assert.Contains("Bewaard tot en met 24 november 2046. Dat is 20 jaar, volgens de Jeugdwet.", await decided.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Er hoeft nu niets weg.", await TextAsync(await app.Of("fatima"), "/keeping"), StringComparison.Ordinal);
        Assert.Contains("loopt nog tot en met 24 november 2046", await TextAsync(await app.Of("fatima"), decided.Address("destroy/propose")), StringComparison.Ordinal);

        app.Clock!.Advance(Long);
        var (fatima, pieter, sanne) = (await app.SignedInAsync("fatima"), await app.SignedInAsync("pieter"), await app.SignedInAsync("sanne"));
        var due = (await TriageApp.PageAsync(fatima, "/keeping")).QuerySelector($"[data-record='{decided.Id}']")!;
        Assert.Contains("Einde termijn 24 november 2046 – Jeugdwet", due.TextContent, StringComparison.Ordinal);
        // Content was taken out as a file.
        var asked = await Answered.From(await TriageApp.SubmitAsync(
            fatima, (await TriageApp.PageAsync(fatima, "/exports")).QuerySelector<IHtmlFormElement>("main form#exports")!, ("exportFormat", "jsonl"), ("exportContent", "yes"), ("exportReason", "Klacht")));
        while ((await TriageApp.PageAsync(fatima, asked.Location!)).QuerySelector("h1[data-state=ready]") is null) await Task.Yield();
        string[] Files() => Directory.GetFiles(app.Folder, "*.jsonl", SearchOption.AllDirectories);
        Assert.Single(Files());

        Assert.Equal(["reason"], (await SendAsync(fatima, decided.Address("destroy/propose"))).Wrong);
        Assert.Equal(decided.Address() + "?done=destroy-propose", (await SendAsync(fatima, decided.Address("destroy/propose"), ("reason", Canary + " is volwassen"))).Location);
        // Alone it cannot be done, neither by the page nor by hand.
        var alone = await TriageApp.PageAsync(fatima, decided.Address("destroy"));
        Assert.Contains("Je deed zelf het voorstel. Iemand anders moet beslissen.", alone.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(alone.QuerySelector("main form#answers"));
        var number = decided.Sequence + 1;
        Assert.Equal(HttpStatusCode.Conflict, (await Walk.RawAsync(fatima, decided.Address("destroy"), ("seen", "2"), ("number", $"{number}"))).Status);
        Assert.Equal(4, Contents(app));

        Assert.Contains("wacht op een tweede lezer", (await TextAsync(pieter, "/keeping")), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Voorstellen om te vernietigen die op een tweede persoon wachten: 1", await TextAsync(pieter, "/"), StringComparison.Ordinal);
        Assert.DoesNotContain("tweede persoon", await TextAsync(fatima, "/"), StringComparison.Ordinal);
        var wrong = await SendAsync(pieter, decided.Address("destroy"), ("number", "7777"));
        Assert.Equal(["number"], wrong.Wrong);
        Assert.Equal("7777", wrong.Page.QuerySelector<IHtmlInputElement>("input[name=number]")!.Value);
        var page = await TriageApp.PageAsync(pieter, decided.Address("destroy"));
        var done = await SendAsync(pieter, page, ("number", $"{number}"));
        Assert.StartsWith("/destructions/", done.Location, StringComparison.Ordinal);

        var certificate = await TextAsync(pieter, done.Location!);
        Assert.Contains("Klaar. Aantal gewiste besluiten: 1. Het bewijs klopt nog steeds.", certificate, StringComparison.Ordinal);
        Assert.Contains("Reden: de bewaartermijn was voorbij (Jeugdwet, 20 jaar).", certificate, StringComparison.Ordinal);
        Assert.Contains("Voorgesteld door: Privacy officer. Besloten door: Privacy officer. Twee verschillende personen.", certificate, StringComparison.Ordinal);
        foreach (var personal in new[] { Canary, "Fatima", "Pieter", "Sanne", "BAR-2026", "Opvoedhulp" }) Assert.DoesNotContain(personal, certificate, StringComparison.Ordinal);
        Assert.Equal([], Found(app.Folder));
        Assert.Empty(Files());
        Assert.Contains("De export is weggehaald", await TextAsync(fatima, asked.Location!), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync(asked.Location + "?handler=File")).StatusCode);
        await decided.VerifiedAsync();

        // Twice is once.
        Assert.Equal(decided.Address("destroyed"), (await SendAsync(pieter, page, ("number", $"{number}"))).Location);
        foreach (var below in new[] { "", "print", "json", "exchange", "addition", "destroy", "destroy/propose" })
            Assert.Equal(decided.Address("destroyed"), (await sanne.GetAsync(decided.Address(below))).Headers.Location?.OriginalString);
        Assert.Equal($"/records/{decided.Id}/destroyed", (await sanne.GetAsync($"/dossiers/{decided.Dossier}/decisions/{decided.Id}/letters")).Headers.Location?.OriginalString);
        var tomb = await TextAsync(sanne, decided.Address("destroyed"));
        Assert.Contains("De inhoud van dit besluit is vernietigd op 27 februari 2047. Het nummer en het bewijs blijven", tomb, StringComparison.Ordinal);
        foreach (var stranger in new[] { "noor", "amira" })
        {
            var client = await app.SignedInAsync(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(decided.Address("destroyed"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(done.Location)).StatusCode);
        }
        foreach (var (who, addresses) in new (string, string[])[]
        {
            ("sanne", ["/", "/?due=all", "/dossiers", $"/dossiers/{decided.Dossier}", $"/dossiers/{decided.Dossier}/requests", $"/dossiers/{decided.Dossier}/overview"]),
            ("mark", ["/", "/review", "/review?status=all", "/team/dossiers"]),
            ("fatima", ["/", "/report", "/report?from=1-1-2026", "/exports", "/keeping", "/incidents", "/requests", "/rules"]),
        })
        {
            var client = await app.SignedInAsync(who);
            foreach (var address in addresses) Assert.DoesNotContain(Canary, (await TriageApp.PageAsync(client, address)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
        Assert.Contains("verklaring", await TextAsync(fatima, "/keeping"), StringComparison.Ordinal);
        Assert.Empty((await TriageApp.PageAsync(fatima, "/keeping")).QuerySelectorAll("[data-record]"));
    }

    [Fact]
    public async Task A_hold_with_its_reason_stops_everything_until_it_is_lifted_and_an_old_window_destroys_nothing()
    {
        using var app = New();
        var decided = await DecidedAsync(app);
        app.Clock!.Advance(Long);
        var (fatima, pieter) = (await app.SignedInAsync("fatima"), await app.SignedInAsync("pieter"));
        await SendAsync(fatima, decided.Address("destroy/propose"), ("reason", "De termijn is voorbij"));
        var old = await TriageApp.PageAsync(pieter, decided.Address("destroy"));
        var another = await TriageApp.PageAsync(pieter, decided.Address("destroy/refuse"));

        Assert.Equal(["lookAgain", "reason"], (await SendAsync(fatima, decided.Address("keep/hold"))).Wrong.Order(StringComparer.Ordinal));
        Assert.Equal(["lookAgain"], (await SendAsync(fatima, decided.Address("keep/hold"), ("reason", "Een rechtszaak."), ("lookAgain", "27-2-2047"))).Wrong);
        Assert.Equal(decided.Address() + "?done=keep-hold", (await SendAsync(fatima, decided.Address("keep/hold"), ("reason", "Een rechtszaak."), ("lookAgain", "29-2-2048"))).Location);

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(pieter, old, ("number", $"{decided.Sequence + 1}"))).Status);
        var refused = await SendAsync(pieter, another, ("reason", "Mijn woorden blijven staan"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Mijn woorden blijven staan", refused.Page.QuerySelector("textarea[name=reason]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Blijft staan: Een rechtszaak. Opnieuw bekijken op 29 februari 2048.", await TextAsync(pieter, decided.Address("destroy")), StringComparison.Ordinal);
        Assert.Null((await TriageApp.PageAsync(pieter, decided.Address("destroy/propose"))).QuerySelector("main form#answers"));
        Assert.Contains("Blijft staan: Een rechtszaak.", await TextAsync(pieter, "/keeping"), StringComparison.Ordinal);
        Assert.Contains("Blijft staan: Een rechtszaak.", await TextAsync(await app.SignedInAsync("sanne"), decided.Address()), StringComparison.Ordinal);

        Assert.Equal(decided.Address() + "?done=keep-lift", (await SendAsync(pieter, decided.Address("keep/lift"), ("reason", "Uitspraak gedaan"))).Location);
        Assert.Contains("Er is geen voorstel tot vernietigen.", await TextAsync(pieter, decided.Address("destroy")), StringComparison.Ordinal);
        await SendAsync(pieter, decided.Address("destroy/propose"), ("reason", "Nu mag het"));
        Assert.Equal(decided.Address() + "?done=destroy-refuse", (await SendAsync(fatima, decided.Address("destroy/refuse"), ("reason", "Nog niet"))).Location);
        Assert.Contains("Er is geen voorstel tot vernietigen.", await TextAsync(fatima, decided.Address("destroy")), StringComparison.Ordinal);
        await decided.VerifiedAsync();
    }

    [Fact]
    [Norm("HK-8.7")]
    public async Task Destroying_on_request_follows_the_same_road_once_the_answer_was_yes()
    {
        using var app = New();
        var decided = await DecidedAsync(app);
        var (requests, fatima, sanne) = ($"/dossiers/{decided.Dossier}/requests", await app.Of("fatima"), decided.Client);
        async Task<Answered> AskAsync(string below, params (string, string)[] fields) => await Answered.From(await TriageApp.SubmitAsync(
            sanne, (await TriageApp.PageAsync(sanne, requests + below)).QuerySelector<IHtmlFormElement>("main form[method=post]")!, fields));
        async Task<string> LastAsync() => (await TriageApp.PageAsync(sanne, requests)).QuerySelectorAll<IHtmlAnchorElement>("main a").First(a => a.GetAttribute("href")!.EndsWith("/decide", StringComparison.Ordinal)).GetAttribute("href")![requests.Length..];
        Assert.Contains("Er is geen verzoek om te wissen dat is toegezegd.", await TextAsync(sanne, decided.Address("destroy/propose")), StringComparison.Ordinal);
        var by = (await TriageApp.PageAsync(sanne, requests + "/new")).QuerySelectorAll<IHtmlInputElement>("input[name=by]").First().Value;
        Assert.Equal(requests, (await AskAsync("/new", ("about", "erasure"), ("by", by), ("on", "24-11-2026"), ("words", "Dit moet weg."))).Location);
        Assert.Contains("Hier loopt een verzoek of klacht. Vernietigen kan nu niet.", await TextAsync(sanne, decided.Address("destroy/propose")), StringComparison.Ordinal);
        Assert.Equal(requests, (await AskAsync(await LastAsync(), ("outcome", "granted"), ("reason", "We wissen het."), ("on", "24-11-2026"), ("records", decided.Id.ToString()))).Location);

        var link = (await TriageApp.PageAsync(sanne, requests)).QuerySelectorAll<IHtmlAnchorElement>("main a").Single(a => a.GetAttribute("href") == decided.Address("destroy/propose"));
        Assert.Equal($"Stel voor om besluit {decided.Sequence + 1} te vernietigen", link.TextContent);
        Assert.Equal(decided.Address() + "?done=destroy-propose", (await SendAsync(sanne, decided.Address("destroy/propose"), ("reason", "De klant vroeg het"))).Location);
        Assert.Contains("Je deed zelf het voorstel.", await TextAsync(sanne, decided.Address("destroy")), StringComparison.Ordinal);

        // Somebody complains meanwhile: that is answered first.
        Assert.Equal(requests, (await AskAsync("/new", ("about", "complaint"), ("by", by), ("on", "24-11-2026"), ("words", "Het duurt te lang."))).Location);
        Assert.Contains("Hier loopt een verzoek of klacht.", await TextAsync(fatima, decided.Address("destroy")), StringComparison.Ordinal);
        Assert.Equal(requests, (await AskAsync(await LastAsync(), ("outcome", "refused"), ("reason", "Het is op tijd."), ("article", "AVG 12"), ("on", "24-11-2026"))).Location);

        var done = await SendAsync(fatima, decided.Address("destroy"), ("number", $"{decided.Sequence + 1}"));
        Assert.Contains($"Reden: een verzoek om te wissen. Voorgesteld door: {RoleName(app)}. Besloten door: Privacy officer.", await TextAsync(fatima, done.Location!), StringComparison.Ordinal);
        Assert.Contains("Dit besluit is vernietigd", await TextAsync(sanne, requests), StringComparison.Ordinal);
        Assert.Equal([], Found(app.Folder));
        await decided.VerifiedAsync();
    }

    private static string RoleName(StandingApp app)
    {
        using var scope = app.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<FoodValley.Triage.Web.Texts.ScreenText>()["role.caseworker"];
    }

    [Fact]
    [Norm("HK-8.4")]
    public async Task Nobody_else_gets_as_far_as_a_form()
    {
        using var app = New();
        var decided = await DecidedAsync(app);
        async Task<HttpStatusCode> GetAsync(string who, string address) => (await (await app.Of(who)).GetAsync(address)).StatusCode;
        foreach (var who in new[] { "sanne", "mark", "beheer" })
            foreach (var address in new[] { "/keeping", decided.Address("keep/hold"), decided.Address("keep/lift") }) Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(who, address));
        foreach (var below in new[] { "destroy", "destroy/propose", "destroy/refuse" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("mark", decided.Address(below)));
            foreach (var who in new[] { "joris", "amira", "noor" }) Assert.Equal(HttpStatusCode.NotFound, await GetAsync(who, decided.Address(below)));
        }
        foreach (var below in new[] { "keep/hold", "keep/lift" }) Assert.Equal(HttpStatusCode.NotFound, await GetAsync("noor", decided.Address(below)));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync("fatima", "/destructions/1"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync("fatima", decided.Address("destroyed")));
    }

    [Fact]
    public async Task A_term_is_never_changed_backwards()
    {
        using var app = New();
        var officer = await app.Of("fatima");
        foreach (var (years, good) in new[] { ("19", false), ("25", true), ("24", false), ("", true), ("20", false), ("25", true) })
        {
            var answer = await SendAsync(officer, "/answers/edit", ("keepYears", years));
            Assert.Equal(good ? [] : ["keepYears"], answer.Wrong);
            if (!good) Assert.Contains("Een termijn korter maken kan alleen met een nieuwe editie van de regelset.", answer.Page.QuerySelector("[id=keepYears-error]")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Contains("Jeugdwet: 20 jaar (artikel 7.3.8)", await TextAsync(officer, "/rules"), StringComparison.Ordinal);
    }
}
