using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Tests.Talks.Dossiers;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>The exception for a child that is not safe, by its pages: fast, exact and safe.</summary>
public sealed class SafetyTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static readonly (string, string)[] Monday = [("momentFrom", "30-11-2026"), ("momentTo", "")];

    [Theory]
    [InlineData("sanne")]
    [InlineData("amira")]
    [Norm("HK-6a", "HK-6d", "HK-6g", "HK-7a", "HK-7b", "HK-5e")]
    public async Task The_shelter_story_takes_nine_pages_and_six_hundred_characters(string person)
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Fourteen, person);
        var walk = await LevelStory.StartSafetyAsync(app, dossier, "now");
        var story = LevelStory.AtOnce(person);
        await LevelStory.TellAsync(walk, story);
        Assert.Equal("check", await walk.NextAsync());

        // Start, how and about whom, the questions, check, sign.
        Assert.True(2 + story.Count + 2 <= 9, $"{2 + story.Count + 2} pages");
        var typed = story.SelectMany(s => s.Fields).Where(f => f.Item1 is not ("items" or "ground" or "article" or "recipientKind" or "childConcerned" or "threatKind" or "consultedOn" or "consultedAt")).Sum(f => f.Item2.Length);
        Assert.True(typed <= 600, $"{typed} characters");
        foreach (var page in new[] { "check", "sign" }) Assert.NotNull((await walk.OpenAsync(page)).QuerySelector("a[href='tel:112']"));

        var record = await walk.SignAsync();
        var content = await LevelTests.ContentAsync(walk, record);
        Assert.Equal(("2b", "share", "now", "2026-11-25"), ((string?)content["level"], (string?)content["outcome"], (string?)content["safetyTiming"], (string?)content["completeBy"]));
        Assert.True((bool)content["safety"]!);
        Assert.Equal("She must stay where nobody finds her.", (string?)content["reason"]);
        Assert.Contains("incomplete", content["findings"]!.AsArray().Select(f => (string?)f!["code"]));
        // It waits on "Mijn werk" and on the record, and the lead of the team sees it, with a day.
        Assert.Contains("incomplete", (await TriageApp.PageAsync(walk.Client, "/?due=all")).QuerySelectorAll("[data-due]").Select(e => e.GetAttribute("data-due")));
        Assert.NotNull((await TriageApp.PageAsync(walk.Client, $"/records/{record}")).QuerySelector($"a[href='/records/{record}/complete']"));
        var lead = await app.Of(person == "sanne" ? "mark" : "els");
        var queue = (await TriageApp.PageAsync(lead, "/")).QuerySelector($"[data-review='{record}']");
        Assert.NotNull(queue);
        Assert.Contains("25 november 2026, 17:00", queue.TextContent, StringComparison.Ordinal);
        Assert.Contains("Niet compleet", queue.TextContent, StringComparison.Ordinal);
        // A lead of another organisation sees nothing of it.
        Assert.Null((await TriageApp.PageAsync(await app.Of(person == "sanne" ? "els" : "mark"), "/")).QuerySelector($"[data-review='{record}']"));
    }

    [Fact]
    [Norm("HK-7a", "HK-7b", "IU-ALG-6", "HK-6a", "HK-6b", "HK-6e", "HK-6f", "IU-ALG-2a")]
    public async Task What_was_made_at_once_is_completed_by_a_second_record_that_names_the_first()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await dossier.RequestAsync();
        var walk = await LevelStory.StartSafetyAsync(app, dossier, "now");
        await LevelStory.TellAsync(walk, LevelStory.AtOnce("sanne"));
        var first = await walk.SignAsync();

        var page = await TriageApp.PageAsync(walk.Client, $"/records/{first}/complete");
        var began = await Answered.From(await TriageApp.SubmitAsync(walk.Client, page.QuerySelector<IHtmlFormElement>("main form")!));
        var rest = Walk.On(app, walk.Client, Guid.Parse(began.Location!.Split('/')[2]));
        // A double click goes on with the same draft.
        var again = await Answered.From(await TriageApp.SubmitAsync(walk.Client, (await TriageApp.PageAsync(walk.Client, $"/records/{first}/complete")).QuerySelector<IHtmlFormElement>("main form")!));
        Assert.Equal(rest.Draft, Guid.Parse(again.Location!.Split('/')[2]));
        await LevelStory.TellAsync(rest, LevelStory.Safety("sanne", [("momentFrom", "24-11-2026"), ("momentTo", "")], atOnce: true));
        var second = await rest.SignAsync();

        var content = await LevelTests.ContentAsync(rest, second);
        Assert.Equal(("completing", "She must stay where nobody finds her."), ((string?)content["safetyTiming"], (string?)content["answers"]!["childInterest"]));
        Assert.NotNull(content["replaces"]);
        Assert.Null(content["completeBy"]);
        // The first one stands as it was, and no longer waits.
        Assert.Equal("now", (string?)(await LevelTests.ContentAsync(walk, first))["safetyTiming"]);
        Assert.DoesNotContain("incomplete", (await TriageApp.PageAsync(walk.Client, $"/dossiers/{dossier.Id}")).QuerySelectorAll("[data-due]").Select(e => e.GetAttribute("data-due")));
        using var gone = await walk.Client.GetAsync($"/records/{first}/complete");
        Assert.Equal($"/records/{second}", gone.Headers.Location!.OriginalString);
        using var foreign = await (await app.Of("bas")).GetAsync($"/records/{first}/complete");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        // Informing was postponed to a day: it waits until then.
        Assert.Contains("inform-postponed", (await TriageApp.PageAsync(walk.Client, "/?due=all")).QuerySelectorAll("[data-due]").Select(e => e.GetAttribute("data-due")));
    }

    [Fact]
    [Norm("HK-6a", "HK-6b", "HK-6c", "HK-6d", "HK-6e", "HK-6f", "HK-6g", "HK-6h")]
    public async Task With_time_everything_is_weighed_but_consent_plan_and_the_clients_own_goal()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Fourteen, "amira");
        await dossier.AddAsync("Mother", "parent-with-custody");
        await dossier.RequestAsync();
        var walk = await LevelStory.StartSafetyAsync(app, dossier, "weigh-first");
        // The child's interest stands before the threat, and everything else comes after.
        var first = (await walk.OpenAsync("child-interest")).QuerySelectorAll("main textarea").Select(t => t.GetAttribute("name")).ToList();
        Assert.Equal("childInterest", first[0]);
        await LevelStory.TellAsync(walk, LevelStory.Safety("amira", Monday).TakeWhile(s => s.Step != "missing-consent"));
        // Whoever would have to consent stands ready: the client and her mother.
        Assert.Equal(["Noor de Bruin", "Mother"], (await walk.OpenAsync("missing-consent")).QuerySelectorAll<IHtmlInputElement>("input[name$=missingPerson]").Select(i => i.Value));
        await walk.GiveAsync("missing-consent", ("missing[0].missingWhy", "too-dangerous"), ("missing[1].missingWhy", "unreachable"));
        await LevelStory.TellAsync(walk, LevelStory.Safety("amira", Monday).SkipWhile(s => s.Step != "secrecy"));
        Assert.Equal("check", await walk.NextAsync());

        var content = await LevelTests.ContentAsync(walk, await walk.SignAsync());

        Assert.Equal(("weigh-first", "vital-interest"), ((string?)content["safetyTiming"], (string?)content["ground"]));
        Assert.Null(content["answers"]!["consent"]);
        Assert.Null(content["answers"]!["planSteps"]);
        Assert.Equal("That she stays safe.", (string?)content["answers"]!["safetyGoal"]);
        Assert.Equal(2, content["answers"]!["missing"]!.AsArray().Count);
    }

    [Fact]
    [Norm("IU-KOP-2", "HK-7c", "HK-6a")]
    public async Task Who_phoned_already_records_the_true_time_and_why_not_first()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await dossier.RequestAsync();
        var walk = await LevelStory.StartSafetyAsync(app, dossier, "already-shared");
        (string, string)[] phoned = [("momentFrom", "23-11-2026"), ("sharedAt", "22.10"), ("afterwardsReason", "It was night and he stood at the door.")];
        await LevelStory.TellAsync(walk, LevelStory.Safety("sanne", phoned).TakeWhile(s => s.Step != "moment"));
        // The clock of this test stands at ten in the morning in the Netherlands.
        Assert.Contains("sharedAt", (await walk.PostAsync("moment", ("momentFrom", "24-11-2026"), ("sharedAt", "10:01"), ("afterwardsReason", "r"))).Wrong);
        Assert.Contains("momentFrom", (await walk.PostAsync("moment", ("momentFrom", "25-11-2026"), ("sharedAt", "9:00"), ("afterwardsReason", "r"))).Wrong);
        Assert.Contains("afterwardsReason", (await walk.PostAsync("moment", ("momentFrom", "24-11-2026"), ("sharedAt", "10:00"), ("afterwardsReason", ""))).Wrong);
        await LevelStory.TellAsync(walk, LevelStory.Safety("sanne", phoned).SkipWhile(s => s.Step != "moment"));

        var content = await LevelTests.ContentAsync(walk, await walk.SignAsync());

        Assert.Equal(("2026-11-23", "22:10:00"), ((string?)content["answers"]!["momentFrom"], (string?)content["answers"]!["sharedAt"]));
        Assert.Contains("recorded-afterwards", content["findings"]!.AsArray().Select(f => (string?)f!["code"]));
        // The record itself carries the time of signing: nothing is dated back.
        Assert.StartsWith("2026-11-24T09:00", (string?)content["signedAt"], StringComparison.Ordinal);
    }

    [Fact]
    [Norm("HK-6a", "IU-4-GRD-VIT")]
    public async Task For_an_adult_the_exception_is_refused_and_the_page_says_what_is_possible()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Adult);
        var walk = await LevelStory.StartSafetyAsync(app, dossier, "now");
        var child = LevelStory.AtOnce("sanne")[0].Fields;
        var before = app.Dump();

        Assert.Equal(HttpStatusCode.BadRequest, (await walk.RawAsync("child-interest", child)).Status);
        Assert.Equal(before, app.Dump());
        var adult = await walk.PostAsync("child-interest", [.. child.Where(f => f.Item1 != "childConcerned"), ("childConcerned", "adult")]);
        Assert.Contains("childConcerned", adult.Wrong);
        Assert.Contains("vitaal belang", adult.Page.QuerySelector("main [role=note]")!.TextContent, StringComparison.Ordinal);
        // The client may be the parent of the child in danger (ambiguity 27).
        await walk.GiveAsync("child-interest", [.. child.Where(f => f.Item1 != "childConcerned"), ("childConcerned", "other-child"), ("childName", "her son, 4")]);
        Assert.Equal("recipient", await walk.NextAsync());
    }

    [Fact]
    [Norm("HK-6a", "IU-KOP-1")]
    public async Task The_exception_is_a_switch_of_levels_2_to_4_and_never_a_level()
    {
        var consult = await Walk.StartAsync(app, "sanne", "1");
        Assert.Equal(HttpStatusCode.BadRequest, (await consult.RawAsync("safety", ("safetyTiming", "now"))).Status);
        Assert.Null((await consult.AnswersAsync()).Safety);
        foreach (var bad in new[] { "1", "5", "safety", "" })
        {
            var refused = await Walk.RawAsync(await app.Of("sanne"), "/asking/start/safety", ("safetyTiming", "now"), ("safetyLevel", bad));
            Assert.Equal(bad.Length == 0 ? HttpStatusCode.OK : HttpStatusCode.BadRequest, refused.Status);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(await app.Of("sanne"), "/asking/start/safety", ("safetyTiming", "completing"), ("safetyLevel", "2b"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(await app.Of("bas"), "/asking/start/safety", ("safetyTiming", "now"), ("safetyLevel", "2b"), ("dossier", (await OwnDossier.NewAsync(app, OwnDossier.Fourteen)).Id.ToString()))).Status);

        // On: what the exception lifts is shown before it goes, and comes back by the usual questions when it is off again.
        var walk = await Walk.AtAsync(app, "sanne", "2", "ground");
        var shown = await walk.PostAsync("safety", ("safetyTiming", "weigh-first"));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal(3, shown.Page.QuerySelectorAll("main [role=alert] li").Length);
        Assert.Null((await walk.AnswersAsync()).Safety);
        Assert.Equal(HttpStatusCode.Redirect, (await walk.SubmitAsync(shown.Page, ("safetyTiming", "weigh-first"))).Status);
        var on = await walk.AnswersAsync();
        Assert.Equal((SafetyTiming.WeighFirst, null, null, null), (on.Safety!.SafetyTiming, on.Goal, on.Plan, on.PlanAgreement));
        Assert.Equal("child-interest", await walk.NextAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await walk.PostAsync("safety", ("safetyTiming", "off"))).Status);
        Assert.Null((await walk.AnswersAsync()).Safety);
        Assert.Equal("goal", await walk.NextAsync());
    }

    [Fact]
    [Norm("HK-6h", "HK-7a")]
    public async Task Not_sharing_is_within_reach_from_the_first_page_of_the_exception()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await dossier.RequestAsync();
        var walk = await LevelStory.StartSafetyAsync(app, dossier, "now");

        await walk.GiveAsync("outcome", ("outcome", "do-not-share"), ("notSharingReason", "not-proportionate"), ("reason", "She is safe with her aunt tonight."));
        await LevelStory.TellAsync(walk, [LevelStory.AtOnce("sanne")[0], LevelStory.AtOnce("sanne")[1], ("client-passes-on", Story.Fields("sanne", "2", "client-passes-on")), ("help-request", [("helpRequestBy", "Noor")]),
            ("talked", Story.Fields("sanne", "2", "talked")), ("considerations-shared", Story.Fields("sanne", "2", "considerations-shared"))]);

        var content = await LevelTests.ContentAsync(walk, await walk.SignAsync());
        Assert.Equal("do-not-share", (string?)content["outcome"]);
        Assert.True((bool)content["safety"]!);
        Assert.Null(content["completeBy"]);
    }
}
