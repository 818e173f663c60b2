using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Another language in the middle of a form: what was typed stays.</summary>
public sealed class OtherLanguageTests(StandingApp app) : IClassFixture<StandingApp>
{
    // The button stands in the head of the page, outside the form, and sends the form.
    private static (string, string) Switch(IHtmlDocument page)
    {
        var button = page.QuerySelector<IHtmlButtonElement>("header button[name=language]")!;
        Assert.Same(page.QuerySelector("main form"), button.Form);
        return ("language", button.Value);
    }

    [Fact]
    public async Task A_question_comes_back_in_the_other_language_with_what_was_typed()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal", await app.SignedInAsync("sanne"));
        var page = await walk.OpenAsync("goal");
        var answer = await walk.SubmitAsync(page, ("goal", "Half a\ngoal"), ("goalSupport", "other"), Switch(page));
        Assert.Equal((HttpStatusCode.Redirect, walk.Address("goal")), (answer.Status, answer.Location));
        var english = await walk.OpenAsync("goal");
        Assert.Equal("en", english.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Half a\ngoal", english.QuerySelector<IHtmlTextAreaElement>("[name=goal]")!.Value.Trim());
        Assert.True(english.QuerySelector<IHtmlInputElement>("[name=goalSupport][value=other]")!.IsChecked);
        Assert.Empty(english.QuerySelectorAll("[id$='-error']"));
        Assert.Null((await walk.AnswersAsync()).Goal);
        await walk.SubmitAsync(english, Switch(english));
        Assert.Equal("nl", (await walk.OpenAsync("goal")).DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task An_untouched_question_stays_answered(string way)
    {
        var walk = await Walk.AtAsync(app, "sanne", way, "check", await app.SignedInAsync("sanne"));
        foreach (var (step, _) in Story.Of("sanne", way))
        {
            var page = await walk.OpenAsync(step);
            await walk.SubmitAsync(page, Switch(page));
        }
        Assert.Equal("check", await walk.NextAsync());
        Assert.Null((await walk.AnswersAsync()).Unfinished);
    }

    [Fact]
    public async Task A_changed_answer_is_not_saved_before_going_on()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check", await app.SignedInAsync("sanne"));
        var page = await walk.OpenAsync("recipient");
        await walk.SubmitAsync(page, ("recipientName", "Somebody else"), Switch(page));
        var answers = await walk.AnswersAsync();
        Assert.Equal("Intake", answers.Recipient!.RecipientName);
        Assert.NotNull(answers.ConsentStatus);
        Assert.Equal("Somebody else", (await walk.OpenAsync("recipient")).QuerySelector<IHtmlInputElement>("#recipientName")!.Value);
        Assert.Equal("recipient", await walk.NextAsync());
    }

    [Theory]
    [InlineData("/asking/start")]
    [InlineData("choose-level")]
    public async Task A_chosen_card_stays_chosen(string address)
    {
        var client = await app.SignedInAsync("sanne");
        if (address == "choose-level") address = (await Walk.AtAsync(app, "sanne", "2", "goal", client)).Address(address);
        var page = await TriageApp.PageAsync(client, address);
        var before = app.Dump();
        var answer = await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("way", "1"), Switch(page)));
        Assert.Equal((HttpStatusCode.OK, "en"), (answer.Status, answer.Page.DocumentElement.GetAttribute("lang")));
        Assert.True(answer.Page.QuerySelector<IHtmlInputElement>("[name=way][value='1']")!.IsChecked);
        Assert.Empty(answer.Wrong);
        Assert.Equal(before, app.Dump());
        Assert.Equal("en", (await TriageApp.PageAsync(client, "/")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Half_an_advice_stays()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check", await app.SignedInAsync("sanne"));
        var address = $"/records/{await walk.SignAsync()}/advice";
        var page = await TriageApp.PageAsync(walk.Client, address);
        var before = app.Dump();
        var answer = await Answered.From(await TriageApp.SubmitAsync(walk.Client, page.QuerySelector<IHtmlFormElement>("main form")!, ("consultAdvice", "Half an advice"), Switch(page)));
        Assert.Equal((HttpStatusCode.OK, "en"), (answer.Status, answer.Page.DocumentElement.GetAttribute("lang")));
        Assert.Equal("Half an advice", answer.Page.QuerySelector<IHtmlTextAreaElement>("[name=consultAdvice]")!.Value.Trim());
        Assert.Empty(answer.Wrong);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    public async Task A_language_nobody_offers_is_refused()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var page = await walk.OpenAsync("goal");
        var before = app.Dump();
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.SubmitAsync(page, ("goal", "x"), ("language", "de"))).Status);
        Assert.Equal(before, app.Dump());
    }
}
