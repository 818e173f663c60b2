using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Auditing;

/// <summary>"Noodtoegang": a caseworker reads a dossier of a colleague, for a short time and in the open. It is Tuesday 24 November 2026, ten in the morning.</summary>
[Norm("HK-8.4", "HK-8.5")]
public sealed class EmergencyTests : IDisposable
{
    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    private static async Task<Answered> OpenAsync(HttpClient client, string number, string reason = "danger", string words = "De school belt: er is nu gevaar.") => await Answered.From(
        await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, "/emergency")).QuerySelector<IHtmlFormElement>("main form#answers")!, ("number", number), ("reason", reason), ("words", words)));

    private IReadOnlyList<string> Emergencies => _app.Rows("SELECT lower(Id) FROM emergencies");

    [Fact]
    public async Task A_colleagues_dossier_can_be_read_with_a_reason_until_five_on_the_next_working_day()
    {
        var joris = await _app.Of("joris");
        var before = _app.Dump();
        var answer = await OpenAsync(joris, "BAR-2026-0101");
        var id = Assert.Single(Emergencies);
        Assert.Equal((HttpStatusCode.Redirect, $"/emergency/{id}"), (answer.Status, answer.Location));

        var page = (await TriageApp.PageAsync(joris, answer.Location!)).QuerySelector("main")!;
        Assert.Contains("Milan Verbeek", page.TextContent);
        Assert.Contains("Rianne Verbeek", page.TextContent);
        var banner = page.QuerySelector("#emergency-banner")!.TextContent;
        Assert.Contains("Sanne de Wit, tot 25 november 2026, 17:00", banner);
        Assert.Contains("er is nu gevaar", banner);
        // To read, nothing else.
        Assert.Empty(page.QuerySelectorAll("form, a:not([href^='tel:'])"));
        var dossier = _app.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0101'")[0];
        foreach (var address in new[] { $"/dossiers/{dossier}", $"/dossiers/{dossier}/help-request", $"/asking/start?dossier={dossier}" })
            Assert.Equal(HttpStatusCode.NotFound, (await joris.GetAsync(address)).StatusCode);
        Assert.Equal(before, _app.Dump());

        // Every look is in the log, with its own action and purpose.
        await TriageApp.PageAsync(joris, answer.Location!);
        Assert.Equal(
            ["emergency|done|emergency|team-barneveld|web|danger", "emergency-read|done|emergency|team-barneveld|web|dossier", "emergency-read|done|emergency|team-barneveld|web|dossier"],
            _app.Rows($"SELECT Action, Outcome, Purpose, TeamId, Origin, Detail FROM access_events WHERE PersonId = 'joris' AND lower(DossierId) = '{dossier}' AND Action LIKE 'emergency%' ORDER BY Id"));
        // Asked again it is the same one.
        Assert.Equal($"/emergency/{id}", (await OpenAsync(joris, "BAR-2026-0101", "crisis", "Nog een keer.")).Location);
        Assert.Single(Emergencies);

        _app.Clock!.Advance(new DateTimeOffset(2026, 11, 25, 15, 59, 59, TimeSpan.Zero) - _app.Clock.Now);
        Assert.Equal(HttpStatusCode.OK, (await (await _app.SignedInAsync("joris")).GetAsync(answer.Location)).StatusCode);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        joris = await _app.SignedInAsync("joris");
        Assert.Equal(HttpStatusCode.NotFound, (await joris.GetAsync(answer.Location)).StatusCode);
        Assert.DoesNotContain("/emergency/", (await TriageApp.PageAsync(joris, "/")).QuerySelector("main")!.InnerHtml);
    }

    [Fact]
    public async Task The_caseworker_the_lead_and_the_officer_see_it_and_nobody_else_reads_it()
    {
        var address = (await OpenAsync(await _app.Of("joris"), "BAR-2026-0101")).Location!;
        var id = Emergencies[0];
        foreach (var person in new[] { "sanne", "mark", "lotte", "fatima" })
        {
            var seen = (await TriageApp.PageAsync(await _app.Of(person), "/")).QuerySelector($"[data-emergency='{id}']")?.TextContent ?? person;
            Assert.Contains("Joris van Dam opende dossier BAR-2026-0101", seen);
            Assert.Contains("er is nu gevaar", seen);
        }
        Assert.NotNull((await TriageApp.PageAsync(await _app.Of("joris"), "/")).QuerySelector($"a[href='{address}']"));
        foreach (var person in new[] { "amira", "els", "noor", "bas", "beheer" })
            Assert.Null((await TriageApp.PageAsync(await _app.Of(person), "/")).QuerySelector("[data-emergency]"));
        foreach (var person in new[] { "sanne", "amira", "bas", "mark", "fatima", "beheer" })
            Assert.Contains((await (await _app.Of(person)).GetAsync(address)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
        foreach (var person in new[] { "mark", "fatima", "beheer" }) Assert.Equal(HttpStatusCode.Forbidden, (await (await _app.Of(person)).GetAsync("/emergency")).StatusCode);

        // The client reads in the overview that a colleague looked.
        var overview = await TriageApp.PageAsync(await _app.Of("sanne"), $"/dossiers/{_app.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0101'")[0]}/overview");
        Assert.NotNull(overview);
    }

    [Theory]
    [InlineData("LIN-2026-0201")] // of another organisation
    [InlineData("BAR-2026-9999")] // of nobody
    [InlineData("BAR-2026-01")] // the beginning of several
    [InlineData("bar-2026-0101")]
    [InlineData("BAR-2026-010%")]
    public async Task What_is_not_exactly_a_dossier_of_this_organisation_does_not_exist(string number)
    {
        var joris = await _app.Of("joris");
        var answer = await OpenAsync(joris, number);
        Assert.Equal((HttpStatusCode.OK, "number"), (answer.Status, Assert.Single(answer.Wrong)));
        Assert.Contains("We vinden geen dossier met precies dit nummer.", answer.Page.QuerySelector("main")!.TextContent);
        // What was typed stays.
        Assert.Equal(number, answer.Page.QuerySelector<IHtmlInputElement>("[name=number]")!.Value);
        Assert.Contains("er is nu gevaar", answer.Page.QuerySelector<IHtmlTextAreaElement>("[name=words]")!.Value);
        Assert.Empty(Emergencies);
        Assert.Equal("refused|refused|emergency", _app.Rows("SELECT Action, Outcome, Detail FROM access_events ORDER BY Id DESC LIMIT 1")[0]);
    }

    [Fact]
    public async Task Without_a_reason_it_stays_closed_and_ones_own_needs_none()
    {
        var joris = await _app.Of("joris");
        Assert.Equal(["number", "reason", "words"], (await OpenAsync(joris, "", "", " ")).Wrong);
        var typed = await OpenAsync(joris, "BAR-2026-0101", "crisis", "");
        Assert.Equal(["words"], typed.Wrong);
        Assert.True(typed.Page.QuerySelector<IHtmlInputElement>("[name=reason][value=crisis]")!.IsChecked);
        Assert.Equal(HttpStatusCode.BadRequest, (await OpenAsync(joris, "BAR-2026-0101", "curiosity")).Status);
        Assert.Equal(["words"], (await OpenAsync(joris, "BAR-2026-0101", words: new string('x', 2001))).Wrong);
        Assert.NotNull((await OpenAsync(joris, "BAR-2026-0104")).Page.QuerySelector("main a[href^='/dossiers/']"));
        Assert.Empty(Emergencies);
    }

    [Fact]
    public async Task A_double_click_opens_it_once()
    {
        var joris = await _app.Of("joris");
        var form = (await TriageApp.PageAsync(joris, "/emergency")).QuerySelector<IHtmlFormElement>("main form#answers")!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await Answered.From(await TriageApp.SubmitAsync(joris, form, ("number", "BAR-2026-0101"), ("reason", "crisis"), ("words", "Het kan niet wachten.")))));
        Assert.Equal($"/emergency/{Assert.Single(Emergencies)}", Assert.Single(answers.Select(a => a.Location).Distinct()));
        Assert.Single(_app.Rows("SELECT Id FROM access_events WHERE Action = 'emergency'"));
    }
}
