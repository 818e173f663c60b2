using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Exchanges;

namespace FoodValley.Triage.Tests.Talks.Reporting;

/// <summary>What a privacy officer counts. Today is 24 November 2026.</summary>
public sealed class ReportTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static string Point(IHtmlDocument page, string key) => page.QuerySelector($"[data-point='{key}'] .fv-stat")!.TextContent;

    private async Task<IHtmlDocument> ReportAsync(string query = "", string person = "fatima") => await TriageApp.PageAsync(await app.Of(person), "/report" + query);

    [Fact]
    [Norm("HK-8c", "IU-2-INF-3", "IU-4-GRD-VIT", "HK-7c")]
    public async Task The_report_counts_what_was_signed_and_what_went_and_names_nobody()
    {
        var empty = await ReportAsync();
        Assert.Contains("Niets gevonden", empty.QuerySelector("main")!.TextContent);
        Assert.Equal(("0", "–", "0"), (Point(empty, "total"), Point(empty, "not-share"), Point(empty, "no-decision")));

        // Three about sharing, of which one went and one goes nowhere; one asks for advice.
        var went = await Decided.NewAsync(app);
        app.Clock!.Advance(TimeSpan.FromMinutes(30));
        await went.SaveAsync("exchange", Decided.AsDecided);
        await Decided.NewAsync(app);
        await Decided.EndingAsync(app, "outcome=do-not-share&notSharingReason=other");
        await Decided.NewAsync(app, way: "1");
        var page = await ReportAsync();
        Assert.Equal(("4", "33,3%", "1", "0", "0"), (Point(page, "total"), Point(page, "not-share"), Point(page, "no-exchange"), Point(page, "no-decision"), Point(page, "deviation2")));
        var level = page.QuerySelectorAll("#levels tbody tr").ToDictionary(r => Decided.Plain(r.QuerySelector("th")!.TextContent), r => r.QuerySelectorAll("td").Select(d => d.TextContent).ToList());
        Assert.Equal(6, level.Count);
        Assert.Equal(new[] { "0", "0", "0", "0", "0", "3", "3" }, level.Values.Single(v => v[^1] == "3"));
        Assert.Contains("nov 2026 3", page.QuerySelectorAll("svg.fv-chart").Select(s => s.GetAttribute("aria-label")).Single(l => l!.Contains("2026 3", StringComparison.Ordinal)));
        Assert.DoesNotContain("style=", page.QuerySelector("main")!.InnerHtml);
        foreach (var name in new[] { "Sanne", "Verbeek", "sanne" }) Assert.DoesNotContain(name, page.QuerySelector("main")!.TextContent);

        // Each choice narrows it; a choice without decisions is an empty report, not an error.
        foreach (var (query, total) in new[]
        {
            ("?level=1", "1"), ("?level=2b", "3"), ("?level=4", "0"), ("?outcome=do-not-share", "1"), ("?sector=government", "4"), ("?sector=non-government", "0"), ("?ground=statutory-task", "3"),
            ("?safety=yes", "0"), ("?deviation=no", "4"), ("?team=team-barneveld", "4"), ("?team=team-ede", "4"), ("?from=1-1-2026&until=31-10-2026", "0"), ("?until=1-1-2026&from=24-11-2026", "4"), ("?level=nonsense", "4"),
        })
            Assert.True(total == Point(await ReportAsync(query), "total"), query);

        // What is shared hides what is small; what says that the system works is never hidden.
        var shared = await ReportAsync("?small=yes");
        Assert.Equal(("<5", "<5", "0"), (Point(shared, "total"), Point(shared, "not-share"), Point(shared, "no-decision")));
        Assert.All(shared.QuerySelectorAll("#levels td"), cell => Assert.Equal("<5", cell.TextContent));

        // On paper: the same numbers, what was chosen in words, and no filters; small numbers stay hidden.
        var paper = await ReportAsync("?small=yes&level=2b&paper=yes");
        Assert.Equal("<5", Point(paper, "total"));
        Assert.Null(paper.QuerySelector("main form"));
        Assert.Contains("Niveau: ", paper.QuerySelector("#chosen")!.TextContent);
        Assert.Contains("small=yes", paper.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Equal("report-print", app.Rows("SELECT Detail FROM access_events WHERE PersonId = 'fatima' AND Action = 'print' ORDER BY Id DESC LIMIT 1")[0]);

        // A late addition to the same decision counts no decision twice; a second exchange neither.
        await went.SaveAsync("exchange", [.. Decided.AsDecided[..^3], ("sentTime", "10:20"), ("sentHow", "paper"), ("sentBy", "Sanne")]);
        Assert.Equal(("4", "1"), (Point(await ReportAsync(), "total"), Point(await ReportAsync(), "no-exchange")));

        // Another organisation has a report of its own; others have none.
        Assert.Equal("0", Point(await ReportAsync("", "noor"), "total"));
        foreach (var person in new[] { "sanne", "mark", "beheer" }) Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of(person)).GetAsync("/report")).StatusCode);
        Assert.Equal("report", app.Rows("SELECT Detail FROM access_events WHERE PersonId = 'fatima' AND Action = 'read' ORDER BY Id DESC LIMIT 1")[0]);
    }
}

/// <summary>The rules an organisation works under.</summary>
public sealed class RuleSetTests(StandingApp app) : IClassFixture<StandingApp>
{
    private async Task<Answered> PostAsync(string address, params (string, string)[] fields) => await SubmitAsync(await TriageApp.PageAsync(await app.Of("fatima"), address), fields);

    private async Task<Answered> SubmitAsync(IHtmlDocument page, params (string, string)[] fields) =>
        await Answered.From(await TriageApp.SubmitAsync(await app.Of("fatima"), page.QuerySelector<IHtmlFormElement>("main form#answers")!, fields));

    private async Task<string> RulesAsync() => Decided.Plain((await TriageApp.PageAsync(await app.Of("fatima"), "/rules")).QuerySelector("main")!.TextContent);

    [Fact]
    [Norm("HK-1")]
    public async Task An_edition_is_marked_as_confirmed_and_the_mark_stays()
    {
        await Decided.NewAsync(app, way: "1");
        Assert.Contains("Besluiten onder deze uitgave: 1", await RulesAsync());
        Assert.Equal(["edition", "confirmedBy", "confirmedOn"], (await PostAsync("/rules/confirm")).Wrong);
        (string, string)[] good = [("edition", "foodvalley-2026-1"), ("confirmedBy", "mr. Test, jurist"), ("confirmedOn", "23-11-2026")];
        Assert.Equal(["confirmedOn"], (await PostAsync("/rules/confirm", [.. good[..2], ("confirmedOn", "25-11-2026")])).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/rules/confirm", [("edition", "my-own"), .. good[1..]])).Status);
        for (var twice = 0; twice < 2; twice++) Assert.Equal("/rules?done=confirm", (await PostAsync("/rules/confirm", good)).Location);
        Assert.Contains("Bevestigd door mr. Test, jurist op 23 november 2026", await RulesAsync());
        Assert.Single(app.Rows("SELECT * FROM edition_confirmations"));
        Assert.Equal(["edition"], app.Rows("SELECT Detail FROM access_events WHERE Action = 'set-rules' AND Detail = 'edition'"));
        foreach (var sql in new[] { "DELETE FROM edition_confirmations", "UPDATE edition_confirmations SET ConfirmedBy = 'x'" })
            Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => app.Run(sql));
        foreach (var person in new[] { "sanne", "mark", "beheer" })
            foreach (var address in new[] { "/rules", "/rules/confirm", "/rules/protocol", "/rules/review" })
                Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of(person)).GetAsync(address)).StatusCode);
        Assert.DoesNotContain("mr. Test", (await TriageApp.PageAsync(await app.Of("noor"), "/rules")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    [Norm("HK-0a", "HK-1", "HK-2")]
    public async Task The_protocol_narrows_the_grounds_from_now_on_and_earlier_versions_stay()
    {
        var page = await TriageApp.PageAsync(await app.Of("fatima"), "/rules/protocol");
        // One ground less than the organisation had.
        (string, string)[] narrow = [("version", "2026-9"), ("date", "1-12-2026"), ("grounds", "statutory-task")];
        Assert.Equal(["version", "date"], (await SubmitAsync(page)).Wrong);
        Assert.Equal(["version"], (await SubmitAsync(page, [("version", "2026-1"), .. narrow[1..]])).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(page, [.. narrow[..2], ("grounds", "none")])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(page, [.. narrow, ("after", "7")])).Status);
        for (var twice = 0; twice < 2; twice++) Assert.Equal("/rules?done=protocol", (await SubmitAsync(page, narrow)).Location);
        Assert.Equal(["1|statutory-task vital-interest", "2|statutory-task"], app.Rows("SELECT Number, Grounds FROM protocol_settings WHERE OrganisationId = 'gemeente-barneveld' ORDER BY Number"));
        // Whoever opened the page before says something else now: nothing is overwritten.
        Assert.Equal(HttpStatusCode.Conflict, (await SubmitAsync(page, [("version", "2026-10"), .. narrow[1..]])).Status);
        Assert.Equal(2, app.Rows("SELECT Number FROM protocol_settings WHERE OrganisationId = 'gemeente-barneveld'").Count);
        var walk = await Walk.AtAsync(app, "joris", "2", "ground");
        Assert.Empty((await walk.OpenAsync("ground")).QuerySelectorAll("input[name=ground][value=vital-interest]:not([disabled])"));
    }

    [Fact]
    [Norm("HK-8c")]
    public async Task How_much_is_drawn_is_set_for_what_is_signed_from_then_on()
    {
        var before = await Decided.NewAsync(app);
        foreach (var (percent, term, wrong) in new[] { ("101", "10", "percent"), ("-1", "10", "percent"), ("x", "10", "percent"), ("5", "0", "term"), ("5", "", "term") })
            Assert.Equal([wrong], (await PostAsync("/rules/review", ("percent", percent), ("term", term))).Wrong);
        // Nothing was drawn that the lot of that day did not draw; now everything is.
        var lead = await app.Of("mark");
        var listed = (await TriageApp.PageAsync(lead, "/review?status=all")).QuerySelectorAll($"[data-review='{before.Id}']").Length;
        Assert.Equal("/rules?done=review", (await PostAsync("/rules/review", ("percent", "100"), ("term", "3"))).Location);
        var after = await Decided.NewAsync(app);
        var queue = await TriageApp.PageAsync(lead, "/review?status=all");
        Assert.Equal(listed, queue.QuerySelectorAll($"[data-review='{before.Id}']").Length);
        var card = queue.QuerySelector($"[data-review='{after.Id}']")!.TextContent;
        Assert.Contains("door het lot gekozen", card);
        Assert.Contains("27 november 2026", card);
        Assert.Equal("/rules?done=review", (await PostAsync("/rules/review", ("percent", "0"), ("term", "3"))).Location);
        Assert.Empty((await TriageApp.PageAsync(lead, "/review?status=all")).QuerySelectorAll($"[data-review='{(await Decided.NewAsync(app)).Id}']"));
    }
}
