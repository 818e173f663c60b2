using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Tests.Talks.Asking;

public sealed class DraftTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static string Area(IHtmlDocument page, string name) => page.QuerySelector<IHtmlTextAreaElement>($"textarea[name='{name}']")!.Value.Trim();

    [Fact]
    public async Task An_answer_is_there_at_the_next_sign_in()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
        await walk.GiveAsync("help-request", ("helpRequest", "Kept at once."), ("helpRequestAgreed", "yes"));
        var again = walk.As(await app.SignedInAsync("sanne"));
        Assert.Equal("Kept at once.", Area(await again.OpenAsync("help-request"), "helpRequest"));
        var work = await TriageApp.PageAsync(again.Client, "/");
        Assert.NotNull(work.QuerySelector($"main a[href='{walk.Address("goal")}']"));
    }

    [Fact]
    public async Task What_is_not_finished_is_kept_as_typed_also_while_another_question_is_answered()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var later = await walk.PostAsync("goal", ("goal", "Half a goal"), ("later", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, later.Status);
        Assert.Equal("/", later.Location);
        Assert.Null((await walk.AnswersAsync()).Goal);
        Assert.Equal("Half a goal", Area(await walk.OpenAsync("goal"), "goal"));
        Assert.Equal(walk.Address("goal"), await walk.GiveAsync("help-request", ("helpRequest", "Something else."), ("helpRequestAgreed", "yes")));
        Assert.Equal("Half a goal", Area(await walk.OpenAsync("goal"), "goal"));
        await walk.GiveAsync("goal", Story.Fields("sanne", "2", "goal"));
        Assert.Null((await walk.AnswersAsync()).Unfinished);
    }

    [Fact]
    [Norm("HK-6h")]
    public async Task Stopping_at_an_untouched_question_leaves_nothing_to_finish_there()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "plan");
        Assert.Equal(walk.Address("outcome"), (await walk.PostAsync("plan", ("later", "outcome"))).Location);
        Assert.Null((await walk.AnswersAsync()).Unfinished);
        await walk.PostAsync("plan", ("planSteps", "Half a plan"), ("later", "outcome"));
        Assert.NotNull((await walk.AnswersAsync()).Unfinished);
        await walk.PostAsync("plan", ("planSteps", ""), ("later", "outcome"));
        Assert.Null((await walk.AnswersAsync()).Unfinished);
    }

    [Fact]
    public async Task Later_with_a_good_answer_keeps_it_and_leads_home()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
        Assert.Equal("/", await walk.GiveAsync("help-request", ("helpRequest", "Kept."), ("later", "yes")));
        Assert.Equal("Kept.", (await walk.AnswersAsync()).HelpRequest!.HelpRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_later_of_two_tabs_is_told_and_chooses(bool own)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        await walk.GiveAsync("help-request", ("helpRequest", "First."), ("helpRequestAgreed", "yes"));
        var (one, two) = (await walk.OpenAsync("help-request"), await walk.OpenAsync("help-request"));
        Assert.Equal(HttpStatusCode.Redirect, (await walk.SubmitAsync(one, ("helpRequest", "Tab one."), ("helpRequestAgreed", "yes"))).Status);
        var told = await walk.SubmitAsync(two, ("helpRequest", "Tab two."), ("helpRequestAgreed", "yes"));
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("Tab one.", told.Page.QuerySelector("[aria-labelledby=elsewhere]")!.TextContent);
        Assert.Equal("Tab two.", Area(told.Page, "helpRequest"));
        Assert.Equal("Tab one.", (await walk.AnswersAsync()).HelpRequest!.HelpRequest);
        if (own)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await walk.SubmitAsync(told.Page)).Status);
            Assert.Equal("Tab two.", (await walk.AnswersAsync()).HelpRequest!.HelpRequest);
        }
        else
        {
            var saved = await TriageApp.PageAsync(walk.Client, told.Page.QuerySelector("[aria-labelledby=elsewhere] a")!.GetAttribute("href")!);
            Assert.Equal("Tab one.", Area(saved, "helpRequest"));
        }
    }

    [Fact]
    public async Task A_mistake_in_between_does_not_hide_the_other_tab()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        await walk.GiveAsync("help-request", ("helpRequest", "First."), ("helpRequestAgreed", "yes"));
        var (one, two) = (await walk.OpenAsync("help-request"), await walk.OpenAsync("help-request"));
        await walk.SubmitAsync(one, ("helpRequest", "Tab one."), ("helpRequestAgreed", "yes"));
        var wrong = await walk.SubmitAsync(two, ("helpRequest", ""), ("helpRequestAgreed", "yes"));
        Assert.Equal(["helpRequest"], wrong.Wrong);
        var told = await walk.SubmitAsync(wrong.Page, ("helpRequest", "Tab two."), ("helpRequestAgreed", "yes"));
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        var saved = await TriageApp.PageAsync(walk.Client, told.Page.QuerySelector("[aria-labelledby=elsewhere] a")!.GetAttribute("href")!);
        Assert.Equal("Tab one.", Area(saved, "helpRequest"));
        Assert.Equal(HttpStatusCode.Conflict, (await walk.PostAsync("help-request", ("helpRequest", "Tab three."), ("helpRequestAgreed", "yes"))).Status);
        Assert.Equal("Tab one.", (await walk.AnswersAsync()).HelpRequest!.HelpRequest);
    }

    [Fact]
    public async Task Two_tabs_on_two_questions_are_both_kept()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var (one, two) = (await walk.OpenAsync("help-request"), await walk.OpenAsync("purpose"));
        Assert.Equal(HttpStatusCode.Redirect, (await walk.SubmitAsync(one, ("helpRequest", "Tab one."), ("helpRequestAgreed", "yes"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await walk.SubmitAsync(two, ("purpose", "Tab two."))).Status);
        var answers = await walk.AnswersAsync();
        Assert.Equal(("Tab one.", "Tab two."), (answers.HelpRequest!.HelpRequest, answers.Purpose!.Purpose));
    }

    [Fact]
    public async Task The_same_answer_twice_does_no_harm()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
        var page = await walk.OpenAsync("help-request");
        var posts = await Task.WhenAll(walk.SubmitAsync(page, ("helpRequest", "Twice."), ("helpRequestAgreed", "yes")), walk.SubmitAsync(page, ("helpRequest", "Twice."), ("helpRequestAgreed", "yes")));
        Assert.All(posts, p => Assert.Equal((HttpStatusCode.Redirect, walk.Address("goal")), (p.Status, p.Location)));
        Assert.Equal("Twice.", (await walk.AnswersAsync()).HelpRequest!.HelpRequest);
    }

    [Fact]
    public async Task A_dropped_draft_is_gone_and_only_after_saying_so()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var before = app.Dump();
        Assert.Equal(walk.Address("check"), (await walk.RawAsync("check?handler=drop")).Location);
        (await walk.Client.GetAsync(walk.Address("check?handler=drop&sure=yes"))).Dispose();
        Assert.Equal(before, app.Dump());
        var form = (await walk.OpenAsync("check")).QuerySelectorAll<IHtmlFormElement>("main form").Single(f => f.GetAttribute("action")!.EndsWith("drop", StringComparison.Ordinal));
        (await TriageApp.SubmitAsync(walk.Client, form, ("sure", "yes"))).Dispose();
        Assert.Equal(HttpStatusCode.NotFound, (await walk.Client.GetAsync(walk.Address("goal"))).StatusCode);
        Assert.Single(app.Rows($"SELECT Action FROM access_events WHERE lower(DraftId) = '{walk.Draft}' AND Action = 'dropped'"));
    }

    public static TheoryData<string> OddTexts => new()
    {
        "Zoë d’Été-Ünal van 't Hof", "עומר <script>alert('x')</script>", "👩‍👧 \"&amp;\" <b>& 'q'", "ï" + new string('ß', 198) + "Ω",
    };

    [Theory]
    [MemberData(nameof(OddTexts))]
    [Norm("IU-ALG-6", "HK-7d")]
    public async Task Any_text_is_shown_encoded_and_sealed_exactly(string text)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        await walk.GiveAsync("recipient", ("recipientPartner", ""), ("recipientName", text), ("recipientOrganisation", "Opvoedhulp Brug"), ("recipientKind", "provider"));
        await walk.GiveAsync("consent-status", ("consent", "refused"), ("consentBy", Walk.All), ("consentOn", "20-11-2026"), ("consentHow", "orally"), ("consentReasoning", "He said no."));
        await walk.GiveAsync("secrecy", ("secrecyKind", "none"));
        await walk.GiveAsync("explained", ("explained", "yes"));
        await walk.GiveAsync("informed", ("informed", "yes"));
        Assert.Equal($"{text}, Opvoedhulp Brug", (await walk.OpenAsync("recipient")).QuerySelector<IHtmlOptionElement>("#recipientPartner option:checked")!.Text);
        Assert.Contains(text, (await walk.OpenAsync("check")).QuerySelector("main")!.TextContent);
        var record = await walk.SignAsync();
        foreach (var address in new[] { $"/records/{record}", $"/records/{record}/print" })
        {
            var page = await TriageApp.PageAsync(walk.Client, address);
            Assert.Contains(page.QuerySelectorAll("dd"), dd => dd.TextContent == text);
            Assert.Empty(page.QuerySelectorAll("main script, main b"));
        }
        var json = System.Text.Json.JsonDocument.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"));
        Assert.Equal(text, json.RootElement.GetProperty("entry").GetProperty("content").GetProperty("answers").GetProperty("recipientName").GetString());
    }
}

/// <summary>Here the clock moves: a host of its own.</summary>
public sealed class EndedSessionTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    public async Task What_was_typed_before_the_session_ended_lands_saved()
    {
        var client = await app.SignedInAsync("sanne");
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request", client);
        var page = await walk.OpenAsync("help-request");
        app.Clock!.Advance(TimeSpan.FromMinutes(61));
        var late = await walk.SubmitAsync(page, ("helpRequest", "Typed before\nit ended."), ("helpRequestAgreed", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, late.Status);
        Assert.Null((await walk.AnswersAsync()).HelpRequest);
        var signIn = await TriageApp.PageAsync(client, new Uri(new Uri("http://localhost"), late.Location).PathAndQuery);
        using var entered = await TriageApp.SubmitAsync(client, signIn.QuerySelector<IHtmlFormElement>("main form")!, ("person", "sanne"));
        var resume = await TriageApp.PageAsync(client, entered.Headers.Location!.OriginalString);
        using var sent = await TriageApp.SubmitAsync(client, resume.QuerySelector<IHtmlFormElement>("main form")!);
        Assert.Equal(walk.Address("goal"), sent.Headers.Location!.OriginalString);
        Assert.Equal("Typed before\nit ended.", (await walk.AnswersAsync()).HelpRequest!.HelpRequest);
    }
}
