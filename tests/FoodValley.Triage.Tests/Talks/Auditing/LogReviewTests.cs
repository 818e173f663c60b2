using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Auditing;

/// <summary>Looking through the access log and concluding on it. It is Tuesday 24 November 2026, ten in the morning.</summary>
[Norm("HK-8.4", "HK-8.5")]
public sealed class LogReviewTests : IDisposable
{
    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    private Task<HttpClient> In(string person) => _app.SignedInAsync(person);

    private static async Task<IElement> MainAsync(HttpClient client, string address = "/log") => (await TriageApp.PageAsync(client, address)).QuerySelector("main")!;

    private static async Task<IHtmlFormElement> FormAsync(HttpClient client, string query = "") =>
        (await TriageApp.PageAsync(client, "/log/conclude" + query)).QuerySelector<IHtmlFormElement>("main form#answers")!;

    private static async Task<Answered> ConcludeAsync(HttpClient client, string conclusion, string query = "") => await Answered.From(await TriageApp.SubmitAsync(client, await FormAsync(client, query), ("conclusion", conclusion)));

    private async Task LookAsync(string person, string number)
    {
        var id = _app.Rows($"SELECT lower(Id) FROM dossiers WHERE Number = '{number}'")[0];
        Assert.Equal(HttpStatusCode.OK, (await (await In(person)).GetAsync($"/dossiers/{id}")).StatusCode);
    }

    private static IEnumerable<string> Signals(IElement page) => page.QuerySelectorAll("li[data-signal][data-person]").Select(s => $"{s.GetAttribute("data-signal")} {s.GetAttribute("data-person")}");

    [Fact]
    public async Task Signals_are_explained_with_the_events_behind_them_and_no_client_has_a_name()
    {
        await LookAsync("sanne", "BAR-2026-0102"); // ten in the morning: nothing
        await LookAsync("amira", "LIN-2026-0201");
        _app.Run("UPDATE people SET Name = 'Sanne Verbeek' WHERE Id = 'sanne'");
        _app.Clock!.Advance(TimeSpan.FromHours(9.5)); // half past seven in the evening
        await LookAsync("sanne", "BAR-2026-0101");
        _app.Clock.Advance(TimeSpan.FromHours(13)); // half past eight the next morning

        var lead = await In("mark");
        var page = await MainAsync(lead);
        Assert.Equal(["unusual-hours sanne", "same-surname sanne"], Signals(page));
        Assert.Contains("Sanne Verbeek deed 1 keer iets vóór 07:00, vanaf 19:00", page.TextContent);
        var link = page.QuerySelector<IHtmlAnchorElement>("li[data-signal=unusual-hours] a")!.GetAttribute("href")!;
        var behind = await MainAsync(lead, link);
        var only = Assert.Single(behind.QuerySelectorAll("tr[data-event]"));
        Assert.Equal(
            _app.Rows("SELECT Id FROM access_events WHERE PersonId = 'sanne' AND Action = 'read' AND At > '2026-11-24 18:00'"), [only.GetAttribute("data-event")!]);
        Assert.Contains("24 nov 2026, 19:30:00", only.TextContent);
        Assert.Contains("BAR-2026-0101", only.TextContent);
        Assert.DoesNotContain("Milan", behind.TextContent);
        Assert.DoesNotContain("Milan", page.TextContent);

        // The officer sees the whole organisation; another organisation sees nothing of it.
        Assert.Equal(["unusual-hours sanne", "same-surname sanne"], Signals(await MainAsync(await In("fatima"))));
        foreach (var person in new[] { "els", "noor" }) Assert.Empty(Signals(await MainAsync(await In(person))));
        Assert.Equal(HttpStatusCode.NotFound, (await (await In("els")).GetAsync(link)).StatusCode);
        foreach (var person in new[] { "sanne", "beheer" })
            foreach (var address in new[] { "/log", "/log/conclude", "/log/dossier", link })
                Assert.Equal(HttpStatusCode.Forbidden, (await (await In(person)).GetAsync(address)).StatusCode);

        // Other days, or another person: other signals.
        Assert.Empty(Signals(await MainAsync(lead, "/log?from=25-11-2026&until=25-11-2026")));
        Assert.Empty(Signals(await MainAsync(lead, "/log?person=joris")));
        Assert.Equal(2, Signals(await MainAsync(lead, "/log?person=sanne")).Count());
        // Looking at the log is itself an event of it.
        Assert.NotEmpty(_app.Rows("SELECT Id FROM access_events WHERE PersonId = 'mark' AND Action = 'read' AND Detail = 'log' AND Purpose = 'review'"));
    }

    [Fact]
    public async Task A_conclusion_is_kept_for_good_and_the_next_period_begins_after_it()
    {
        _app.Clock!.Advance(TimeSpan.FromHours(10));
        await LookAsync("sanne", "BAR-2026-0101");
        _app.Clock.Advance(TimeSpan.FromHours(13));
        var lead = await In("mark");
        Assert.Equal(["conclusion"], (await ConcludeAsync(lead, "  ")).Wrong);
        Assert.Empty(_app.Rows("SELECT * FROM log_reviews"));
        var form = await FormAsync(lead, "?from=1-11-2026&until=24-11-2026");
        // A double click writes it once.
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await Answered.From(await TriageApp.SubmitAsync(lead, form, ("conclusion", "Het was haar avonddienst.")))))) 
            Assert.Equal((HttpStatusCode.Redirect, "/log?done=conclusion"), (answer.Status, answer.Location));
        Assert.Equal(
            ["gemeente-barneveld|1|team-barneveld|mark|Mark Jansen|team-lead|2026-11-01|2026-11-24|Het was haar avonddienst.|0"],
            _app.Rows("SELECT OrganisationId, Number, TeamId, ById, ByName, ByRole, FromDay, UntilDay, Conclusion, OwnSignals FROM log_reviews"));
        Assert.Equal(["unusual-hours|sanne|1"], _app.Rows("SELECT Kind, PersonId, Count FROM log_review_signals"));
        Assert.Equal(["log/1"], _app.Rows("SELECT Detail FROM access_events WHERE Action = 'reviewed-log'"));
        foreach (var sql in new[] { "UPDATE log_reviews SET Conclusion = 'Niets aan de hand.'", "DELETE FROM log_reviews", "DELETE FROM log_review_signals", "UPDATE log_review_signals SET Count = 0" })
            Assert.Contains("append-only", Assert.ThrowsAny<Exception>(() => _app.Run(sql)).Message);

        var page = await MainAsync(lead);
        Assert.Contains("Het was haar avonddienst.", page.QuerySelector("[data-conclusion='1']")!.TextContent);
        Assert.Equal("25-11-2026", page.QuerySelector<IHtmlInputElement>("[name=from]")!.Value);
        // The officer reads it too, and has a period of her own.
        page = await MainAsync(await In("fatima"));
        Assert.NotNull(page.QuerySelector("[data-conclusion='1']"));
        Assert.Equal("26-10-2026", page.QuerySelector<IHtmlInputElement>("[name=from]")!.Value);
        Assert.Null((await MainAsync(await In("noor"))).QuerySelector("[data-conclusion]"));
    }

    [Fact]
    public async Task Nobody_concludes_on_oneself_alone()
    {
        // Nobody but the officer did anything.
        var fatima = await In("fatima");
        await MainAsync(fatima);
        var page = await MainAsync(fatima, "/log/conclude");
        Assert.Null(page.QuerySelector("form#answers"));
        Assert.Contains("Iemand anders moet hierover oordelen", page.TextContent);
        var token = (await TriageApp.PageAsync(fatima, "/log/dossier")).QuerySelector<IHtmlInputElement>("main [name=__RequestVerificationToken]")!.Value;
        using (var forced = await fatima.PostAsync("/log/conclude", new FormUrlEncodedContent(new Dictionary<string, string> { ["from"] = "24-11-2026", ["until"] = "24-11-2026", ["seen"] = "x", ["conclusion"] = "Alles goed.", ["__RequestVerificationToken"] = token })))
            Assert.Equal(HttpStatusCode.OK, forced.StatusCode);
        Assert.Empty(_app.Rows("SELECT * FROM log_reviews"));

        // In the evening she and Sanne work. Her own signal is left to somebody else.
        _app.Clock!.Advance(TimeSpan.FromHours(10));
        await LookAsync("sanne", "BAR-2026-0101");
        fatima = await In("fatima");
        await MainAsync(fatima);
        Assert.Contains("Dit gaat over jezelf", (await MainAsync(fatima)).QuerySelector("li[data-person=fatima]")!.TextContent);
        Assert.DoesNotContain("Fatima", (await MainAsync(fatima, "/log/conclude")).QuerySelector("ul.fv-bullets")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await ConcludeAsync(fatima, "Sanne had dienst.")).Status);
        Assert.Equal(["unusual-hours|sanne"], _app.Rows("SELECT Kind, PersonId FROM log_review_signals"));
        var open = (await MainAsync(fatima)).QuerySelector("[data-conclusion='1']")!;
        Assert.Contains("Signalen over Fatima Amrani zelf: 1", open.TextContent);
        // Her colleague concludes on the same period: then nothing is open.
        Assert.Equal(HttpStatusCode.Redirect, (await ConcludeAsync(await In("pieter"), "Fatima werkte door voor de toets.", "?from=25-10-2026&until=24-11-2026")).Status);
        Assert.DoesNotContain("moet over deze periode nog oordelen", (await MainAsync(fatima)).QuerySelector("[data-conclusion='1']")!.TextContent);
        Assert.Contains("unusual-hours|fatima", _app.Rows("SELECT Kind, PersonId FROM log_review_signals WHERE Number = 2"));
    }

    [Fact]
    public async Task What_came_in_meanwhile_is_shown_before_it_is_concluded_on()
    {
        await LookAsync("sanne", "BAR-2026-0101");
        var lead = await In("mark");
        var form = await FormAsync(lead);
        var joris = await In("joris");
        (await Answered.From(await TriageApp.SubmitAsync(joris, (await TriageApp.PageAsync(joris, "/emergency")).QuerySelector<IHtmlFormElement>("main form#answers")!, ("number", "BAR-2026-0101"), ("reason", "danger"), ("words", "Nu.")))).Page.ToString();
        var answer = await Answered.From(await TriageApp.SubmitAsync(lead, form, ("conclusion", "Rustige week.")));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("Rustige week.", answer.Page.QuerySelector<IHtmlTextAreaElement>("[name=conclusion]")!.Value);
        Assert.NotNull(answer.Page.QuerySelector("main [data-emergency]"));
        Assert.Empty(_app.Rows("SELECT * FROM log_reviews"));

        // Now it was seen: the conclusion speaks of the emergency, and nobody waits for one any more.
        Assert.Equal(HttpStatusCode.Redirect, (await Answered.From(await TriageApp.SubmitAsync(lead, answer.Page.QuerySelector<IHtmlFormElement>("main form#answers")!, ("conclusion", "Joris belde mij erover.")))).Status);
        Assert.Equal(_app.Rows("SELECT Id FROM emergencies"), _app.Rows("SELECT EmergencyId FROM log_review_signals WHERE Kind = 'emergency'"));
        foreach (var person in new[] { "mark", "sanne", "fatima" }) Assert.Null((await MainAsync(await In(person), "/")).QuerySelector("[data-emergency]"));
        Assert.Null((await MainAsync(await In("fatima"))).QuerySelector("[data-emergency]"));
    }

    [Fact]
    [Norm("HK-8.6")]
    public async Task Who_looked_in_a_dossier_is_found_by_its_exact_number()
    {
        await LookAsync("sanne", "BAR-2026-0101");
        await LookAsync("amira", "LIN-2026-0201");
        foreach (var person in new[] { "fatima", "mark" })
        {
            var client = await In(person);
            async Task<Answered> AskAsync(string number, string from = "1-11-2026") =>
                await Answered.From(await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, "/log/dossier")).QuerySelector<IHtmlFormElement>("main form[action='/log/dossier']")!, ("number", number), ("from", from)));
            var found = await AskAsync("BAR-2026-0101");
            Assert.Contains("Sanne de Wit", Assert.Single(found.Page.QuerySelectorAll("tr[data-event]")).TextContent);
            Assert.DoesNotContain("Milan", found.Page.QuerySelector("main")!.TextContent);
            Assert.Equal(["number"], (await AskAsync("")).Wrong);
            Assert.Equal(["number"], (await AskAsync("LIN-2026-0201")).Wrong);
            Assert.Equal(["number"], (await AskAsync("BAR-2026-01")).Wrong);
            Assert.Equal(["from"], (await AskAsync("BAR-2026-0101", "31-2-2026")).Wrong);
            Assert.Empty((await AskAsync("BAR-2026-0102")).Page.QuerySelectorAll("tr[data-event]"));
        }
    }
}
