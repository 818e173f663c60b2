using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Doors;

public sealed class AccessEventTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    public async Task Each_deed_leaves_one_event_and_the_way_one_per_session()
    {
        var last = app.Rows("SELECT max(Id) FROM access_events")[0] is { Length: > 0 } id ? id : "0";
        var client = await app.SignedInAsync("sanne");
        var walk = await Walk.AtAsync(app, "sanne", "2", "check", client);
        foreach (var step in new[] { "goal", "plan", "check", "sign", "goal" }) await walk.OpenAsync(step);
        await walk.GiveAsync("goal");
        var record = await walk.SignAsync();
        await client.GetAsync($"/records/{record}");
        await client.GetAsync($"/records/{record}/print");
        await client.GetAsync($"/records/{record}/json");
        await client.GetAsync("/dossiers");
        var dossier = app.Rows($"SELECT lower(DossierId) FROM decisions WHERE lower(Id) = '{record}'")[0];
        await client.GetAsync($"/dossiers/{dossier}");
        await client.GetAsync("/dossiers/3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        var page = await TriageApp.PageAsync(client, "/");
        (await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!)).Dispose();
        var session = app.Rows($"SELECT Session FROM access_events WHERE lower(RecordId) = '{record}' AND Action = 'sealed'")[0];
        var events = app.Rows($"SELECT Action, lower(ifnull(DossierId, '')), lower(ifnull(RecordId, '')), lower(ifnull(DraftId, '')) FROM access_events WHERE Id > {last} AND Session = '{session}' ORDER BY Id");
        Assert.Equal(
        [
            "signed-in|||", $"read|{dossier}||{walk.Draft}", $"sealed|{dossier}|{record}|{walk.Draft}", $"read|{dossier}|{record}|", $"print|{dossier}|{record}|",
            $"download|{dossier}|{record}|", "search|||", $"read|{dossier}||", "refused|3f2504e0-4f89-41d3-9a0c-0305e82c3301||", "signed-out|||",
        ], events);
    }

    [Fact]
    public async Task A_new_session_is_a_new_reading()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        await walk.OpenAsync("goal");
        await walk.OpenAsync("recipient");
        await walk.As(await app.SignedInAsync("sanne")).OpenAsync("goal");
        Assert.Equal(["read", "read"], app.Rows($"SELECT Action FROM access_events WHERE lower(DraftId) = '{walk.Draft}'"));
    }
}

public sealed class MyWorkTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    public async Task My_work_is_mine_alone()
    {
        var joris = await Walk.AtAsync(app, "joris", "2", "plan");
        var other = await Walk.AtAsync(app, "joris", "1", "check");
        var otherRecord = await other.SignAsync();
        var draft = await Walk.AtAsync(app, "sanne", "2", "plan");
        var held = await Walk.AtAsync(app, "sanne", "2", "help-request");
        await held.GiveAsync("outcome", ("outcome", "hold"), ("holdReason", "advice"), ("holdUntil", "24-11-2026"), ("reason", "First advice."));
        for (var next = await held.NextAsync(); next != "check"; next = await held.NextAsync()) await held.GiveAsync(next, Story.Fields("sanne", "2", next));
        var record = await held.SignAsync();

        var page = await TriageApp.PageAsync(draft.Client, "/");
        var links = page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains(draft.Address("plan"), links);
        Assert.NotNull(page.QuerySelector($"section[aria-labelledby=due] a[href='/records/{record}']"));
        Assert.NotNull(page.QuerySelector($"section[aria-labelledby=signed] a[href='/records/{record}']"));
        Assert.Contains("Stap 2 van 6", page.QuerySelector("section[aria-labelledby=drafts]")!.TextContent);
        Assert.DoesNotContain(links, link => link!.Contains(joris.Draft.ToString(), StringComparison.Ordinal) || link.Contains(otherRecord.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("Oosterbeek", page.QuerySelector("main")!.TextContent);

        var bas = await TriageApp.PageAsync(await app.Of("bas"), "/");
        Assert.Empty(bas.QuerySelectorAll("main a[href^='/records/'], main a[href^='/asking/']:not([href='/asking/start'])"));
    }
}
