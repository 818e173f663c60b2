using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Dossiers;
using FoodValley.Triage.Tests.Talks.Exchanges;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Informing;

/// <summary>What a client and who speaks for the client get to read, by the pages of the real program. The client is 14; mother and father have custody.</summary>
public sealed class ClientSideTests(StandingApp app) : IClassFixture<StandingApp>
{
    private const string Address = "Kanariestraat 7, 3799 QX Kanariedorp";
    private static readonly string[] Canaries = ["Kanariestraat", "3799", "Kanariedorp", "Opvoedhulp", "Intake"];

    private sealed record Case(Decided Decision, Guid Mother, Guid Father)
    {
        public string Letters(string below = "") => $"/dossiers/{Decision.Dossier}/decisions/{Decision.Id}/letters{below}";
        public string Dossier(string below = "") => $"/dossiers/{Decision.Dossier}{below}";
    }

    private async Task<Case> NewAsync(int born = 2012, params string[] shielded)
    {
        var decision = await Decided.NewAsync(app);
        app.Run($"UPDATE dossiers SET BirthDate = '{born}-03-01', Address = '{Address}' WHERE lower(Id) = '{decision.Dossier}'");
        var people = (await FileAsync(decision)).Representatives;
        var made = new Case(decision, people[0].Id, people[1].Id);
        if (shielded.Length > 0) await SendAsync(decision.Client, made.Dossier($"/people/{made.Father}"), [.. shielded.Select(s => ("shielded", s)), ("shieldedWhy", "Hij zoekt haar.")]);
        return made;
    }

    private async Task<CaseFile> FileAsync(Decided decision)
    {
        using var scope = app.Services.CreateScope();
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"))!;
        return (await scope.ServiceProvider.GetRequiredService<CaseFiles>().FindAsync(who, decision.Dossier))!;
    }

    /// <summary>Opens a form, fills it in and posts it; the next page follows.</summary>
    private static async Task<string> SendAsync(HttpClient client, string address, params (string, string)[] fields)
    {
        var page = await TriageApp.PageAsync(client, address);
        var answer = await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, fields));
        if (answer.Status != HttpStatusCode.Redirect) Assert.Fail($"{address}: {answer.Status} {Plain(answer.Page.QuerySelector("main")!.TextContent)}");
        return answer.Location!;
    }

    private static string Plain(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string> TextAsync(HttpClient client, string address) => Plain((await TriageApp.PageAsync(client, address)).QuerySelector("main article")!.TextContent);

    /// <summary>Status, every header and every byte of the body.</summary>
    private static async Task<(HttpStatusCode Status, string All)> BytesAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Select(h => $"{h.Key}: {string.Join(",", h.Value)}"));
        return (answer.StatusCode, WebUtility.HtmlDecode(Uri.UnescapeDataString(headers)) + "\n" + WebUtility.HtmlDecode(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync())));
    }

    private static readonly (string, string)[] LookedAt = [.. new[] { "guess", "other", "organisation", "time", "confidence" }.Select(l => ("looked", l))];

    private static readonly (string, string)[] Ticked = [.. new[] { "why", "weighed", "ground" }.Select(p => ("mayRead", p))];

    [Fact]
    [Norm("HK-0e", "IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c", "HK-7i")]
    public async Task The_letter_of_a_fourteen_year_old_and_that_of_a_parent_differ_as_they_must()
    {
        var made = await NewAsync();
        var client = made.Decision.Client;
        var list = await TriageApp.PageAsync(client, made.Letters());
        Assert.Equal(3, list.QuerySelectorAll("main section").Length);
        // Nothing typed before somebody read it.
        Assert.DoesNotContain("I want him to sleep", await TextAsync(client, made.Letters("/client")), StringComparison.Ordinal);
        Assert.Equal(made.Letters("/client"), await SendAsync(client, made.Letters("/client/check"), Ticked));

        var (young, parent) = (await TextAsync(client, made.Letters("/client")), await TextAsync(client, made.Letters($"/{made.Mother}")));

        Assert.Contains("We vertellen iets over jou aan een ander.", young, StringComparison.Ordinal);
        Assert.Contains("I want him to sleep", young, StringComparison.Ordinal);
        Assert.Contains("Intake, bij Opvoedhulp Brug", young, StringComparison.Ordinal);
        Assert.Contains("Je ouder of voogd krijgt ook een brief.", young, StringComparison.Ordinal);
        Assert.Contains("24 november 2046", young, StringComparison.Ordinal);
        Assert.Contains("We delen gegevens over Milan.", parent, StringComparison.Ordinal);
        Assert.Contains("Intake, bij Opvoedhulp Brug", parent, StringComparison.Ordinal);
        Assert.DoesNotContain("I want him to sleep", parent, StringComparison.Ordinal);
        Assert.DoesNotContain("krijgt ook een brief", parent, StringComparison.Ordinal);

        var page = await TriageApp.PageAsync(client, made.Letters("/client"));
        Assert.Matches("^Brief [0-9a-f]{8} – FoodValley Triage$", page.Title);
        using var file = await client.GetAsync(made.Letters("/client?download=true"));
        Assert.Matches("^brief-[0-9a-f]{8}\\.html$", file.Content.Headers.ContentDisposition!.FileName);
        var taken = await TriageApp.PageAsync(file);
        Assert.Contains("I want him to sleep", taken.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("nl", 1, 0), (taken.DocumentElement.GetAttribute("lang"), taken.QuerySelectorAll("h1").Length, taken.QuerySelectorAll("script, link, img, a").Length));
        Assert.Contains("sanne download client-letter", app.Rows($"SELECT PersonId || ' ' || Action || ' ' || Detail FROM access_events WHERE lower(RecordId) = '{made.Decision.Id}'"));
    }

    [Fact]
    [Norm("HK-6d")]
    public async Task An_address_hidden_from_a_parent_is_in_no_byte_of_what_is_served_for_that_parent()
    {
        var made = await NewAsync(2012, "address");
        var client = made.Decision.Client;
        // What holds a hidden word cannot be ticked, and what was sent all the same was made by hand.
        var sent = await SendAsync(client, made.Dossier("/overview/client"), ("looked", "guess"), ("looked", "other"), ("looked", "organisation"), ("looked", "time"), ("looked", "confidence"));
        Assert.Contains("Opvoedhulp Brug", await TextAsync(client, sent), StringComparison.Ordinal);
        await SendAsync(client, made.Letters($"/{made.Father}/check"), Ticked);
        await SendAsync(client, made.Dossier($"/overview/{made.Father}"), ("looked", "guess"), ("looked", "other"), ("looked", "organisation"), ("looked", "time"), ("looked", "confidence"));

        Assert.Contains("Opvoedhulp Brug", (await BytesAsync(client, made.Letters($"/{made.Mother}"))).All, StringComparison.Ordinal);
        foreach (var address in new[] { made.Letters($"/{made.Father}"), made.Letters($"/{made.Father}?download=true"), made.Dossier($"/overview/{made.Father}/paper"), made.Dossier($"/overview/{made.Father}/paper?download=true") })
        {
            var (status, all) = await BytesAsync(client, address);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.All(Canaries, canary => Assert.DoesNotContain(canary, all, StringComparison.OrdinalIgnoreCase));
            Assert.Contains("om iemand te beschermen", all, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Norm("HK-6d", "HK-7i")]
    public async Task Behind_a_case_shield_there_is_nothing_and_it_looks_like_an_unknown_reader()
    {
        var made = await NewAsync(2012, "everything");
        var client = made.Decision.Client;
        Assert.DoesNotContain(made.Father.ToString(), (await BytesAsync(client, made.Letters())).All, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Father.ToString(), (await BytesAsync(client, made.Dossier("/overview"))).All, StringComparison.Ordinal);
        var nobody = Guid.Parse("99999999-0000-4000-8000-000000000009");
        foreach (var below in new Func<Guid, string>[] { who => made.Letters($"/{who}"), who => made.Dossier($"/overview/{who}/paper") })
        {
            var ((status, shielded), (other, unknown)) = (await BytesAsync(client, below(made.Father)), await BytesAsync(client, below(nobody)));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (status, other));
            Assert.Equal(Body(shielded, made.Father), Body(unknown, nobody));
            Assert.Contains("Zeg dan niet waarom.", shielded, StringComparison.Ordinal);
        }
        foreach (var below in new[] { made.Letters($"/{made.Father}/check"), made.Letters($"/{nobody}/check") }) Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(below)).StatusCode);
        Assert.Equal(made.Dossier($"/overview/{made.Father}/paper"), (await client.GetAsync(made.Dossier($"/overview/{made.Father}"))).Headers.Location!.OriginalString);

        // But for the reader in the address and the token of the forms, the same bytes.
        static string Body(string all, Guid who)
        {
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(all[all.IndexOf("<!doctype", StringComparison.Ordinal)..]);
            foreach (var token in page.QuerySelectorAll("input[name=__RequestVerificationToken]")) token.Remove();
            return page.DocumentElement.OuterHtml.Replace(who.ToString(), "", StringComparison.Ordinal);
        }
    }

    [Fact]
    [Norm("HK-6d", "HK-6a")]
    public async Task A_shelter_decision_leaves_nothing_for_whom_it_names_and_waits_for_everybody_else_until_it_is_safe()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await dossier.RequestAsync();
        await dossier.AddAsync("her father");
        var mother = await dossier.AddAsync("Marga Noord");
        var father = (await dossier.FileAsync()).Representatives.Single(r => r.Name == "her father").Id;
        var walk = await LevelStory.StartSafetyAsync(app, dossier, "weigh-first");
        await LevelStory.TellAsync(walk, LevelStory.Safety("sanne", [("momentFrom", "24-11-2026"), ("momentTo", "30-11-2026")]).Select(s => s.Step == "missing-consent" ? (s.Step, [.. s.Fields, ("missing[1].missingWhy", "too-dangerous"), ("missing[2].missingWhy", "too-dangerous")]) : s));
        var record = await walk.SignAsync();
        string Letter(object who) => $"/dossiers/{dossier.Id}/decisions/{record}/letters/{who}";

        Assert.All(new object[] { "client", mother, father }, who => Assert.Equal(HttpStatusCode.NotFound, dossier.Client.GetAsync(Letter(who)).Result.StatusCode));
        // Noting that it is safe now makes the letters, but never that of the father.
        await dossier.SaveAsync($"decisions/{record}/informed", ("told", "yes"), ("on", "24-11-2026"), ("by", "Sanne"), ("how", "letter"));
        Assert.Contains("Je veiligheid gaat voor.", await TextAsync(dossier.Client, Letter("client")), StringComparison.Ordinal);
        Assert.Contains("Veiligheid ging voor.", await TextAsync(dossier.Client, Letter(mother)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await dossier.Client.GetAsync(Letter(father))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dossier.Client.GetAsync($"/dossiers/{dossier.Id}/overview/{father}/paper")).StatusCode);
        foreach (var fact in new[] { "phoned three shelters", "reads her post", "fetch her" })
            Assert.DoesNotContain(fact, (await BytesAsync(dossier.Client, Letter(mother))).All, StringComparison.Ordinal);
    }

    [Fact]
    [Norm("HK-7i", "HK-8.4", "HK-5c")]
    public async Task An_overview_shows_what_was_decided_what_went_who_looked_and_is_handed_out_only_after_somebody_read_it()
    {
        var made = await NewAsync();
        var client = made.Decision.Client;
        app.Clock!.Advance(TimeSpan.FromMinutes(10));
        await made.Decision.SaveAsync("exchange", Decided.AsDecided);
        var paper = made.Dossier("/overview/client/paper");
        Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync(paper)).StatusCode);
        // Every question is answered, or nothing is handed out.
        var form = (await TriageApp.PageAsync(client, made.Dossier("/overview/client"))).QuerySelector<IHtmlFormElement>("main form[method=post]")!;
        Assert.Equal(["looked"], (await Answered.From(await TriageApp.SubmitAsync(client, form, ("looked", "guess")))).Wrong);
        Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync(paper)).StatusCode);
        (string, string)[] all = [("looked", "guess"), ("looked", "other"), ("looked", "organisation"), ("looked", "time"), ("looked", "confidence")];
        Assert.Equal(paper, await SendAsync(client, made.Dossier("/overview/client"), all));

        var text = await TextAsync(client, paper);

        Assert.Contains("24 november 2026: Besluit: delen. Wat: de naam, hoe we contact kunnen leggen, welke hulp nodig is. Met wie: Intake, Opvoedhulp Brug.", text, StringComparison.Ordinal);
        Assert.Contains("Naar: Intake, Opvoedhulp Brug.", text, StringComparison.Ordinal);
        Assert.Contains(": hulpverlener", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rianne", text, StringComparison.Ordinal);
        Assert.Contains("staat in al onze brieven", text, StringComparison.Ordinal);
        Assert.Contains((await FileAsync(made.Decision)).Lines, l => l is { What: OverviewChecked { Reader: null }, ById: "sanne" });
        Assert.Contains("sanne print client-overview", app.Rows($"SELECT PersonId || ' ' || Action || ' ' || Detail FROM access_events WHERE lower(DossierId) = '{made.Decision.Dossier}'"));
        // The mother reads her own consent and nobody else's.
        var mother = await TextAsync(client, await SendAsync(client, made.Dossier($"/overview/{made.Mother}"), all));
        Assert.Contains("20 november 2026: ja.", mother, StringComparison.Ordinal);
        // Something new, and it has to be read again.
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(client, made.Letters("/client/check"), Ticked);
        Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync(paper)).StatusCode);
    }

    [Fact]
    [Norm("HK-5f", "HK-7i")]
    public async Task The_plan_stands_in_the_overview_of_the_client_and_of_who_agreed_with_it()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        var (agrees, silent) = (await dossier.AddAsync("Marga Noord"), await dossier.AddAsync("Wim Noord"));
        await dossier.PlannedAsync();
        var file = await dossier.FileAsync();
        var (goal, steps) = (file.Goal!.What.Words, file.Plan!.What.Steps);
        using (var scope = app.Services.CreateScope())
        {
            var act = new Act((await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"))!, app.Clock!.Now.UtcDateTime, "test");
            Assert.IsType<Wrote>(await scope.ServiceProvider.GetRequiredService<CaseFiles>().WriteAsync(act, dossier.Id, file.Version,
                [new PlanAnswered(file.Plan.Number, agrees, true, new DateOnly(2026, 11, 23), HowSaid.Orally)]));
        }
        async Task<string> OverviewAsync(object reader) => await TextAsync(dossier.Client, await SendAsync(dossier.Client, $"/dossiers/{dossier.Id}/overview/{reader}", LookedAt));

        foreach (var text in new[] { await OverviewAsync("client"), await OverviewAsync(agrees) })
            Assert.All(new[] { $"Het doel: {Plain(goal)}", $"Het plan: {Plain(steps)}" }, line => Assert.Contains(line, text, StringComparison.Ordinal));
        var other = await OverviewAsync(silent);
        Assert.All(new[] { goal, steps, "het doel en het plan" }, line => Assert.DoesNotContain(line, other, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [Norm("HK-7c", "HK-8c")]
    public async Task The_letter_says_that_something_went_wrong_once_the_privacy_officer_decided_that_the_client_is_told(string told, bool says)
    {
        var made = await NewAsync();
        var client = made.Decision.Client;
        await made.Decision.SaveAsync("incident", ("incidentKind", "wrong-recipient"), ("whatHappened", "De brief ging naar de buren."), ("knownOn", "24-11-2026"), ("knownTime", "09:00"));
        Assert.DoesNotContain("Er ging iets mis.", await TextAsync(client, made.Letters("/client")), StringComparison.Ordinal);
        var officer = await app.Of("fatima");
        var line = (await TriageApp.PageAsync(officer, "/incidents")).QuerySelectorAll("main li").Single(li => li.TextContent.Contains($"besluit {made.Decision.Sequence + 1}", StringComparison.Ordinal));
        await SendAsync(officer, line.QuerySelector<IHtmlAnchorElement>("a")!.GetAttribute("href")!, ("regulatorNotified", "no"), ("regulatorReason", "Klein."), ("clientNotified", told), ("clientReason", "Zo is het."));

        foreach (var reader in new object[] { "client", made.Mother })
        {
            var text = await TextAsync(client, made.Letters($"/{reader}"));
            Assert.Equal(says, text.Contains("Er ging iets mis.", StringComparison.Ordinal));
            Assert.DoesNotContain("buren", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Norm("IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c")]
    public async Task A_note_that_the_client_was_told_takes_the_decision_off_the_list_and_waiting_needs_a_reason_a_decider_and_a_day()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        await walk.GiveAsync("informed", ("informed", "no"), ("informedReason", "Zij is op reis."));
        var dossier = (await walk.AnswersAsync()).Dossier!.Value;
        var record = await walk.SignAsync();
        var address = $"/dossiers/{dossier}/decisions/{record}/informed";
        async Task<string> DueAsync() => (await TriageApp.PageAsync(walk.Client, "/?due=all")).QuerySelectorAll($"main a[href='/records/{record}']").FirstOrDefault(a => a.Closest("section[aria-labelledby=due]") is not null)?.TextContent ?? "";
        Assert.Contains("24 november 2026", await DueAsync(), StringComparison.Ordinal);
        async Task<IEnumerable<string>> WrongAsync(params (string, string)[] fields) =>
            (await Answered.From(await TriageApp.SubmitAsync(walk.Client, (await TriageApp.PageAsync(walk.Client, address)).QuerySelector<IHtmlFormElement>("main form[method=post]")!, fields))).Wrong;
        Assert.Equal(["told"], await WrongAsync());
        Assert.Equal(["why", "decider", "lookAgain"], await WrongAsync(("told", "no"), ("lookAgain", "24-11-2026")));
        Assert.Equal(["on", "by", "how"], await WrongAsync(("told", "yes"), ("on", "25-11-2026"), ("by", " ")));

        await SendAsync(walk.Client, address, ("told", "no"), ("why", "Zij is nog weg."), ("decider", "Mark"), ("lookAgain", "8-12-2026"));
        Assert.Contains("8 december 2026", await DueAsync(), StringComparison.Ordinal);
        await SendAsync(walk.Client, address, ("told", "yes"), ("on", "24-11-2026"), ("by", "Sanne"), ("how", "phone"), ("said", "Prima."));
        Assert.Equal("", await DueAsync());
    }

    [Fact]
    [Norm("HK-0e")]
    public async Task From_16_a_parent_gets_a_letter_only_when_the_client_agrees()
    {
        var made = await NewAsync(2010);
        var client = made.Decision.Client;
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(made.Letters($"/{made.Mother}"))).StatusCode);
        Assert.Contains("Je ouders krijgen deze brief niet.", await TextAsync(client, made.Letters("/client")), StringComparison.Ordinal);
        await SendAsync(client, made.Dossier($"/people/{made.Mother}/letters"), ("agrees", "yes"), ("on", "24-11-2026"), ("how", "orally"));
        Assert.Contains("is 16 of ouder en beslist zelf", await TextAsync(client, made.Letters($"/{made.Mother}")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(made.Letters($"/{made.Father}"))).StatusCode);

        var child = await NewAsync(2019);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(child.Letters("/client"))).StatusCode);
        Assert.NotNull((await TriageApp.PageAsync(client, child.Letters())).QuerySelector("main a[href='/explanation/child']"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(child.Dossier($"/people/{child.Mother}/letters"))).StatusCode);
    }

    [Fact]
    [Norm("HK-8.4")]
    public async Task Nobody_else_and_no_other_dossier_opens_any_of_it()
    {
        var (one, two) = (await NewAsync(), await NewAsync());
        var client = one.Decision.Client;
        string[] own = [one.Letters(), one.Letters("/client"), one.Letters("/client/check"), one.Letters("/client?download=true"), one.Dossier("/overview"), one.Dossier("/overview/client"), one.Dossier("/overview/client/paper"), one.Dossier($"/decisions/{one.Decision.Id}/informed")];
        foreach (var who in new[] { "joris", "bas", "amira" })
        foreach (var address in own) Assert.Equal(HttpStatusCode.NotFound, (await (await app.Of(who)).GetAsync(address)).StatusCode);
        foreach (var who in new[] { "mark", "fatima", "beheer" })
        foreach (var address in own) Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of(who)).GetAsync(address)).StatusCode);
        // The decision of another own dossier, and one that is none.
        foreach (var decision in new[] { two.Decision.Id, Guid.Empty })
        foreach (var below in new[] { "letters", "letters/client", "letters/client/check", "informed" }) Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(one.Dossier($"/decisions/{decision}/{below}"))).StatusCode);
        // A part that nobody was offered.
        var form = (await TriageApp.PageAsync(client, one.Letters("/client/check"))).QuerySelector<IHtmlFormElement>("main form[method=post]")!;
        Assert.Equal(HttpStatusCode.BadRequest, (await TriageApp.SubmitAsync(client, form, ("mayRead", "everything"))).StatusCode);
        // Level 1 tells nothing of a person.
        var consult = await Decided.NewAsync(app, way: "1");
        Assert.Null((await TriageApp.PageAsync(consult.Client, consult.Address())).QuerySelector("main a[href*='/letters']"));
    }
}

/// <summary>The eight answers and the public explanation, by the pages of the real program.</summary>
public sealed class AnswersAndExplanationTests : IDisposable
{
    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    private async Task<IHtmlDocument> OpenAsync(string who, string address) => await TriageApp.PageAsync(await _app.Of(who), address);

    [Fact]
    [Norm("HK-8.1", "HK-8.2", "HK-8.3", "HK-8.4", "HK-8.5", "HK-8.6", "HK-8.7", "HK-8.8")]
    public async Task Everybody_reads_the_eight_answers_of_the_own_organisation()
    {
        foreach (var who in new[] { "sanne", "mark", "fatima", "beheer" })
        {
            var text = Decided.Plain((await OpenAsync(who, "/answers")).QuerySelector("main")!.TextContent);
            foreach (var said in new[] { "Elk besluit daarover leggen we vast", "De computers staan in Nederland", "20 jaar na de laatste verandering", "Elke keer wordt genoteerd", "elke maand", "de soort hulp", "Je mag toestemming intrekken", "06-00000901" })
                Assert.Contains(said, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Norm("HK-8z")]
    public async Task A_missing_answer_stops_sharing_until_the_privacy_officer_keeps_a_complete_version()
    {
        var walk = await Walk.AtAsync(_app, "sanne", "2", "check");
        Assert.NotNull((await walk.OpenAsync("sign")).QuerySelector("main form[action^='/asking/']"));
        var officer = await _app.Of("fatima");
        async Task<Answered> KeepAsync(params (string, string)[] fields) =>
            await Answered.From(await TriageApp.SubmitAsync(officer, (await TriageApp.PageAsync(officer, "/answers/edit")).QuerySelector<IHtmlFormElement>("main form#answers")!, fields));

        Assert.Equal(["keepYears", "owner"], (await KeepAsync(("owner", ""), ("keepYears", "forever"))).Wrong.Order(StringComparer.Ordinal));
        Assert.Equal("/answers/ready", (await KeepAsync(("complaintContact", ""))).Location);
        var ready = await TriageApp.PageAsync(officer, "/answers/ready");
        Assert.Equal(["Waar kan ik klagen?"], ready.QuerySelectorAll("main [role=note] li").Select(li => li.TextContent));
        Assert.Contains("HK-8z", (await walk.OpenAsync("check")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nog niet af", (await OpenAsync("sanne", "/answers")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await OpenAsync("sanne", "/answers")).QuerySelector("main form"));
        // Another organisation is as it was.
        Assert.Empty((await OpenAsync("noor", "/answers/ready")).QuerySelectorAll("main [role=note] li"));

        await KeepAsync(("complaintContact", "de balie"));
        Assert.DoesNotContain("HK-8z", (await walk.OpenAsync("check")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await TriageApp.PageAsync(officer, "/answers/ready")).QuerySelectorAll("section[aria-labelledby=versions] li").Length);
        Assert.Equal(["1", "2", "3"], _app.Rows("SELECT Number FROM answer_versions WHERE OrganisationId = 'gemeente-barneveld' ORDER BY Number"));
    }

    [Fact]
    [Norm("HK-8z")]
    public async Task Each_professional_confirms_once_a_year_and_the_readiness_page_counts_who_has_not()
    {
        async Task<string> CountAsync() => (await OpenAsync("fatima", "/answers/ready")).QuerySelector("[data-not-confirmed]")!.GetAttribute("data-not-confirmed")!;
        Assert.Equal("6", await CountAsync()); // two caseworkers, two leads, two privacy officers; not the administrator
        var sanne = await _app.Of("sanne");
        var form = (await TriageApp.PageAsync(sanne, "/answers")).QuerySelector<IHtmlFormElement>("main form")!;
        Assert.Equal(HttpStatusCode.Redirect, (await TriageApp.SubmitAsync(sanne, form)).StatusCode);
        Assert.Equal("5", await CountAsync());
        Assert.Contains("24 november 2027", (await TriageApp.PageAsync(sanne, "/answers")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await OpenAsync("beheer", "/answers")).QuerySelector("main form"));
        foreach (var bad in new[] { "0", "2", "x", "" }) Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(sanne, "/answers", ("number", bad))).Status);
        _app.Clock!.Advance(TimeSpan.FromDays(366));
        Assert.Equal(6, int.Parse((await (await CountAgainAsync())).QuerySelector("[data-not-confirmed]")!.GetAttribute("data-not-confirmed")!, System.Globalization.CultureInfo.InvariantCulture));

        // A year later everybody signs in anew.
        async Task<Task<IHtmlDocument>> CountAgainAsync() => TriageApp.PageAsync(await _app.SignedInAsync("fatima"), "/answers/ready");
    }

    [Fact]
    [Norm("HK-8z")]
    public async Task Only_a_privacy_officer_keeps_the_answers_and_never_over_a_version_that_was_not_seen()
    {
        foreach (var who in new[] { "sanne", "mark", "beheer" })
        foreach (var address in new[] { "/answers/edit", "/answers/ready" }) Assert.Equal(HttpStatusCode.Forbidden, (await (await _app.Of(who)).GetAsync(address)).StatusCode);
        var officer = await _app.Of("fatima");
        var seen = (await TriageApp.PageAsync(officer, "/answers/edit")).QuerySelector<IHtmlFormElement>("main form#answers")!;
        Assert.Equal(HttpStatusCode.Redirect, (await TriageApp.SubmitAsync(officer, seen, ("billing", "niets"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TriageApp.SubmitAsync(officer, seen, ("billing", "niets"))).StatusCode); // a double click
        Assert.Equal(HttpStatusCode.Conflict, (await TriageApp.SubmitAsync(officer, seen, ("billing", "alles"))).StatusCode);
        Assert.Equal(2, _app.Rows("SELECT Number FROM answer_versions WHERE OrganisationId = 'gemeente-barneveld'").Count);
        // Who confirms what was read before is told, and confirms nothing.
        var stale = await Walk.RawAsync(officer, "/answers", ("number", "1"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("intussen bijgewerkt", stale.Page.QuerySelector("main [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(_app.Rows("SELECT PersonId FROM answer_confirmations WHERE PersonId = 'fatima'"));
        Assert.All(new[] { "UPDATE answer_versions SET Owner = 'x'", "DELETE FROM answer_versions" }, sql => Assert.ThrowsAny<Microsoft.Data.Sqlite.SqliteException>(() => _app.Run(sql)));
    }

    [Theory]
    [InlineData("/explanation", "nl")]
    [InlineData("/explanation/professional", "nl")]
    [InlineData("/explanation/child", "nl")]
    [InlineData("/explanation", "en")]
    [InlineData("/explanation/professional", "en")]
    [Norm("HK-8a", "HK-8c", "HK-8.1", "HK-8.7", "HK-6a", "IU-KOP-1")]
    public async Task The_explanation_is_public_and_comes_from_the_rules(string address, string language)
    {
        var client = _app.CreateClient();
        if (language == "en") await Walk.RawAsync(client, "/language", ("language", "en"), ("returnUrl", "/"));
        var page = await TriageApp.PageAsync(client, address);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script"));
        var text = page.QuerySelector("main")!.TextContent;
        if (address.EndsWith("child", StringComparison.Ordinal))
        {
            Assert.Contains("Dat is nooit jouw schuld.", text, StringComparison.Ordinal);
            return;
        }
        var edition = FoodValley.Triage.Rules.Rulebook.Current;
        Assert.All(edition.Levels, level => Assert.Contains(level.Name.In(language == "en"), text, StringComparison.Ordinal));
        Assert.All(edition.Grounds.Where(g => g.Code != FoodValley.Triage.Rules.LegalGround.None), ground => Assert.Contains(ground.Name.In(language == "en"), text, StringComparison.Ordinal));
        Assert.Contains(edition.Safety.Name.In(language == "en"), text, StringComparison.Ordinal);
        Assert.Equal(6, page.QuerySelectorAll("section[aria-labelledby=rights] li").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/explanation/everybody")).StatusCode);
    }
}
