using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.QuickCheck;

/// <summary>"Mag ik dit delen?": the advice without client or dossier.</summary>
public sealed class QuickCheckTests(StandingApp app) : IClassFixture<StandingApp>
{
    private const string Yes = "Volgens de regels mag dit", No = "Zo mag dit niet", Perhaps = "Dit kan, als je een grondslag hebt";

    [Theory]
    [InlineData("sanne", "level=1", Yes)]
    [InlineData("sanne", "level=2b", Perhaps)]
    [InlineData("sanne", "level=2b&ground=statutory-task&planAgreement=yes", Yes)]
    [InlineData("sanne", "level=2b&ground=statutory-task&planAgreement=no", No)]
    [InlineData("sanne", "level=2b&ground=statutory-task&planAgreement=yes&passOn=yes", No)]
    [InlineData("sanne", "level=2b&ground=statutory-task&planAgreement=yes&purely=no", No)]
    [InlineData("sanne", "level=2a&ground=vital-interest&planAgreement=yes", No)]
    [InlineData("sanne", "level=2a&ground=vital-interest&safety=yes", Yes)]
    [InlineData("sanne", "level=2a&ground=none", No)]
    [InlineData("sanne", "level=3&ground=statutory-task&planAgreement=yes&needed=no", No)]
    [InlineData("sanne", "level=3&ground=statutory-task&planAgreement=yes&needed=yes&fromMe=no", No)]
    [InlineData("sanne", "level=3&ground=statutory-task&planAgreement=yes&needed=yes&fromMe=yes&clientTells=no", Yes)]
    [InlineData("sanne", "level=4&ground=vital-interest&planAgreement=yes", Yes)]
    [InlineData("amira", "level=2b&ground=legitimate-interest&planAgreement=yes", No)]
    [InlineData("amira", "level=3&ground=legitimate-interest&planAgreement=yes", Yes)]
    [InlineData("amira", "level=2b&ground=consent&planAgreement=yes&consent=given", Yes)]
    [InlineData("amira", "level=2b&ground=consent&planAgreement=yes&consent=withdrawn", No)]
    [InlineData("amira", "level=4&ground=consent&safety=yes&consent=given", No)]
    [Norm("IU-KOP-1", "IU-ALG-1", "IU-ALG-4", "HK-1", "HK-2", "HK-5c", "HK-5d", "HK-6a", "IU-2-GRD-NIET", "IU-4-GRD-VIT")]
    public async Task It_says_what_the_rules_say_with_the_sources_and_keeps_nothing(string person, string query, string says)
    {
        var client = await app.Of(person);
        var before = app.Dump();

        var page = await TriageApp.PageAsync(client, "/quick-check?" + query);

        Assert.Equal(says, page.GetElementById("advice")!.TextContent);
        Assert.Equal(before, app.Dump());
        Assert.Matches("editie foodvalley", page.QuerySelector("aside")!.TextContent);
        // A block says the nearest permitted way.
        if (says == No) Assert.Contains("Wat kan wel?", page.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_begins_with_one_question_and_no_field_to_type_in()
    {
        var page = await TriageApp.PageAsync(await app.Of("sanne"), "/quick-check");

        Assert.Equal(5, page.QuerySelectorAll("input[name=level]").Length);
        Assert.Empty(page.QuerySelectorAll("main form input[type=text], main form textarea, main form select"));
        Assert.NotNull((await TriageApp.PageAsync(await app.Of("sanne"), "/")).QuerySelector("nav a[href='/quick-check']"));
    }

    [Theory]
    [InlineData("level=5")]
    [InlineData("level=2b&ground=gossip")]
    [InlineData("level=2b&safety=perhaps")]
    [InlineData("level=2b&sector=both")]
    public async Task What_nobody_could_have_chosen_is_refused(string query)
    {
        using var answer = await (await app.Of("sanne")).GetAsync("/quick-check?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    [Norm("HK-0b", "HK-7a")]
    public async Task It_can_be_gone_on_with_as_a_real_decision_where_nothing_is_ticked_unseen()
    {
        var client = await app.Of("amira");
        var page = await TriageApp.PageAsync(client, "/quick-check?level=3&ground=legitimate-interest&safety=yes");

        var began = await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelectorAll<IHtmlFormElement>("main form").Single(f => f.Method == "post")));

        var walk = Walk.On(app, client, Guid.Parse(began.Location!.Split('/')[2]));
        var answers = await walk.AnswersAsync();
        Assert.Equal((Triage.Asking.Way.Feedback, null, true), (answers.Way!.Value, answers.Ground, answers.Safety is not null));
        Assert.Equal("client", await walk.NextAsync());
        // Who may not decide is advised all the same, and begins nothing.
        var lead = await TriageApp.PageAsync(await app.Of("els"), "/quick-check?level=2a");
        Assert.DoesNotContain(lead.QuerySelectorAll<IHtmlFormElement>("main form"), f => f.Method == "post");
        Assert.Equal(HttpStatusCode.Forbidden, (await Walk.RawAsync(await app.Of("els"), "/quick-check", ("level", "2a"))).Status);
    }
}
