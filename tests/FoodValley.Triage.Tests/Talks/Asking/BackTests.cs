using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Going back leads where somebody came from.</summary>
public sealed class BackTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static async Task<string?> BackAsync(Walk walk, string address) =>
        (await walk.SubmitAsync(await TriageApp.PageAsync(walk.Client, address), ("later", "back"))).Location;

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Back_is_the_question_before_for_every_question(string way)
    {
        var walk = await Walk.AtAsync(app, "sanne", way, "check");
        var steps = Story.Of("sanne", way).Select(s => s.Step).ToList();
        foreach (var (step, before) in steps.Skip(1).Zip(steps)) Assert.Equal(walk.Address(before), await BackAsync(walk, walk.Address(step)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Whoever_came_to_change_one_answer_goes_back_to_all_of_them(string way)
    {
        var walk = await Walk.AtAsync(app, "sanne", way, "check");
        var check = await walk.OpenAsync("check");
        var links = check.QuerySelectorAll<IHtmlAnchorElement>("main dl a").Select(a => a.GetAttribute("href")!).Where(href => !href.Contains("choose-level", StringComparison.Ordinal)).ToList();
        Assert.Equal(Story.Of("sanne", way).Select(s => walk.Address(s.Step) + "?from=check"), links);
        foreach (var href in links) Assert.Equal(walk.Address("check"), await BackAsync(walk, href));
        Assert.NotNull((await TriageApp.PageAsync(walk.Client, walk.Address("choose-level") + "?from=check")).QuerySelector($"main form a[href='{walk.Address("check")}']"));
    }

    [Fact]
    public async Task The_way_back_survives_a_mistake_and_a_page_in_the_other_language()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check", await app.SignedInAsync("sanne"));
        var wrong = await walk.SubmitAsync(await TriageApp.PageAsync(walk.Client, walk.Address("necessary") + "?from=check"), ("necessary", ""));
        Assert.Equal(HttpStatusCode.OK, wrong.Status);
        Assert.Equal(walk.Address("check"), (await walk.SubmitAsync(wrong.Page, ("later", "back"))).Location);

        var english = await walk.SubmitAsync(await TriageApp.PageAsync(walk.Client, walk.Address("weighing") + "?from=check"), ("language", "en"));
        Assert.Equal(walk.Address("check"), await BackAsync(walk, english.Location!));
        var block = await walk.SubmitAsync(await TriageApp.PageAsync(walk.Client, walk.Address("plan") + "?from=check"), ("block", "more"));
        Assert.Equal(walk.Address("check"), await BackAsync(walk, block.Location!.Split('#')[0]));
    }

    [Fact]
    public async Task From_deciding_early_back_is_the_question_that_was_left()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        Assert.Equal(walk.Address("outcome"), (await walk.SubmitAsync(await walk.OpenAsync("goal"), ("goal", "I want"), ("later", "outcome"))).Location);
        Assert.Equal(walk.Address("goal"), await BackAsync(walk, walk.Address("outcome")));
    }

    [Fact]
    public async Task A_form_of_the_dossier_and_a_question_to_a_colleague_lead_back_to_the_question()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var link = (await walk.OpenAsync("help-request")).QuerySelectorAll<IHtmlAnchorElement>("main a").Select(a => a.GetAttribute("href")!).Single(href => href.Contains("?draft=", StringComparison.Ordinal));
        var form = await TriageApp.PageAsync(walk.Client, link);
        Assert.NotNull(form.QuerySelector($"main a[href='{walk.Address("help-request")}']"));
        Assert.EndsWith($"?draft={walk.Draft}&from=help-request", form.QuerySelector("main form[method=post]")!.GetAttribute("action"));

        foreach (var (at, back) in new[] { ("secrecy", "secrecy"), ("check", "check"), ("outcome", "outcome") })
        {
            var ask = (await walk.OpenAsync(at)).QuerySelectorAll<IHtmlAnchorElement>("main a").Select(a => a.GetAttribute("href")!).First(href => href.Contains("/colleague", StringComparison.Ordinal));
            var page = await TriageApp.PageAsync(walk.Client, ask);
            Assert.NotNull(page.QuerySelector($"main form a[href='{walk.Address(back)}']"));
            var sent = await walk.SubmitAsync(page, ("colleague", "fatima"), ("question", $"May I, at {at}?"));
            Assert.NotNull((await TriageApp.PageAsync(walk.Client, sent.Location!)).QuerySelector($"main form a[href='{walk.Address(back)}']"));
        }
        // An address somebody made up leads on.
        Assert.NotNull((await TriageApp.PageAsync(walk.Client, walk.Address("colleague") + "?from=//elsewhere.example")).QuerySelector($"main form a[href='{walk.Address("check")}']"));
    }
}
