using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>What is marked is named, and a false alarm is explained where it stands. Everybody is invented.</summary>
public sealed class ExplainedMarksTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Theory]
    [InlineData("consult-question", "consultQuestion", "questionKept", "consult-text")]
    [InlineData("consult-reason", "consultReason", "reasonKept", "check")]
    [Norm("IU-1-INF-a", "IU-ALG-6")]
    public async Task At_level_1_a_false_alarm_is_explained_in_place_and_the_reason_is_sealed(string step, string field, string kept, string next)
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", step);
        var answer = await walk.PostAsync(step, (field, "Mag ik bellen met 0318-123456?"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([kept + "-0-why"], answer.Wrong);
        Assert.Contains("0318-123456", answer.Page.QuerySelector($"label[for='{kept}-0-why']")!.TextContent);

        Assert.Equal(walk.Address(next), (await walk.SubmitAsync(answer.Page, ($"{kept}[0].why", "The number of our own team."))).Location);
        Assert.Equal("The number of our own team.", (await walk.OpenAsync(step)).QuerySelector<IHtmlInputElement>($"[name='{kept}[0].why']")!.Value);

        // Another text needs no reason that is not about it.
        await walk.GiveAsync(step, (field, "Mag ik er meer over vragen?"));
        Assert.DoesNotContain(kept, (await walk.AnswersAsync()).ToJson());
        await walk.PostAsync(step, (field, "Mag ik bellen met 0318-123456?"));
        await walk.GiveAsync(step, ($"{kept}[0].why", "The number of our own team."));

        foreach (var rest in Story.Of("sanne", "1").SkipWhile(s => s.Step != step).Skip(1)) await walk.GiveAsync([rest]);
        var record = await walk.SignAsync();
        var json = await walk.Client.GetStringAsync($"/records/{record}/json");
        Assert.Contains($"\"{kept}\":[{{\"fragment\":\"0318-123456\",\"why\":\"The number of our own team.\"}}]", json);
        Assert.Contains("The number of our own team.", (await TriageApp.PageAsync(walk.Client, $"/records/{record}")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("consult-question", "consultQuestion", "questionKept")]
    [InlineData("consult-reason", "consultReason", "reasonKept")]
    [Norm("IU-1-INF-a")]
    public async Task What_must_go_cannot_be_explained_nor_can_the_reason_name_anybody(string step, string field, string kept)
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", step);
        Assert.Equal([field], (await walk.PostAsync(step, (field, "Het nummer is 123456782."))).Wrong);
        var answer = await walk.PostAsync(step, (field, "Mag ik bellen met 0318-123456?"));
        Assert.Equal([kept + "-0-why"], (await walk.SubmitAsync(answer.Page, ($"{kept}[0].why", "Van 123456782."))).Wrong);
    }

    [Fact]
    [Norm("IU-ALG-3")]
    public async Task Before_signing_the_warning_says_which_words_in_which_answer_with_a_way_there_and_back()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        await walk.GiveAsync("necessary", ("necessary", "Her friend Fatima el Idrissi says so."));
        foreach (var step in new[] { "check", "sign" })
        {
            var section = (await walk.OpenAsync(step)).QuerySelector("section[aria-labelledby=marked]")!;
            Assert.Contains("‘Fatima el Idrissi’", section.TextContent);
            var link = Assert.Single(section.QuerySelectorAll("a"));
            Assert.Equal(walk.Address("necessary") + "?from=check", link.GetAttribute("href"));
        }
        var record = await walk.SignAsync();
        var findings = System.Text.Json.Nodes.JsonNode.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"))!["entry"]!["content"]!["findings"]!.ToJsonString();
        Assert.Contains("identifying-text", findings);
        Assert.DoesNotContain("Fatima", findings);

        walk = await Walk.AtAsync(app, "sanne", "2", "check");
        Assert.Null((await walk.OpenAsync("check")).QuerySelector("section[aria-labelledby=marked]"));
    }
}
