using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Level 1: whoever ticks that the text was read again ticks it for that text. Everybody is invented.</summary>
[Norm("IU-1-INF-a")]
public sealed class TickTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static bool Ticked(IHtmlDocument page) => page.QuerySelector<IHtmlInputElement>("#consultConfirmed")!.IsChecked;

    [Fact]
    public async Task A_tick_counts_only_for_the_text_it_was_given_for()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        var page = await walk.OpenAsync("consult-text");
        Assert.True(Ticked(page));

        // The tick still stands on the page; the text is another.
        var answer = await walk.SubmitAsync(page, ("consultText", "A boy of fifteen gambles."));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["consultConfirmed"], answer.Wrong);
        Assert.False(Ticked(answer.Page));
        Assert.Equal("A teenager gambles a lot.", (await walk.AnswersAsync()).ConsultText!.ConsultText);
        Assert.Equal("consult-text", await walk.NextAsync());

        Assert.Equal(walk.Address("recognisable"), (await walk.SubmitAsync(answer.Page, ("consultConfirmed", "yes"))).Location);
        Assert.Equal("A boy of fifteen gambles.", (await walk.AnswersAsync()).ConsultText!.ConsultText);
    }

    [Fact]
    public async Task The_same_text_keeps_its_tick()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        Assert.Equal(walk.Address("check"), await walk.GiveAsync("consult-text"));

        // Only the explanation was missing: the text did not change.
        walk = await Walk.AtAsync(app, "sanne", "1", "consult-text");
        var answer = await walk.PostAsync("consult-text", ("consultText", "Our number is 06-12345678."), ("consultConfirmed", "yes"));
        Assert.Equal(["kept-0-why"], answer.Wrong);
        Assert.True(Ticked(answer.Page));
        Assert.Equal(walk.Address("recognisable"), (await walk.SubmitAsync(answer.Page, ("kept[0].why", "Everybody knows it."))).Location);
    }

    [Fact]
    public async Task A_text_left_half_finished_comes_back_without_the_tick_of_another()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        await walk.PostAsync("consult-text", ("consultText", "A boy of fifteen gambles."), ("later", "yes"));
        Assert.False(Ticked(await walk.OpenAsync("consult-text")));

        // What has to go changes the text in any case.
        var answer = await walk.PostAsync("consult-text", ("consultText", "His number is 123456782."), ("consultConfirmed", "yes"));
        Assert.Equal(["consultText"], answer.Wrong);
        Assert.False(Ticked(answer.Page));
    }
}
