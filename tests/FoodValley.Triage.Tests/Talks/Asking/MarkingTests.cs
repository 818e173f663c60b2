using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Web.Setup;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Level 1, what is found in the text: replaced, explained, and shown while typing. Everybody is invented.</summary>
[Norm("IU-1-INF-a")]
public sealed class MarkingTests(StandingApp app) : IClassFixture<StandingApp>
{
    private const string Told = "Gisteren belde Fatima weer. Fatima woont in Lunteren en belt met 06-12345678.";

    private static (string Label, string Index, string Address)[] Buttons(IParentNode page) =>
        [.. page.QuerySelectorAll<IHtmlButtonElement>("button[name=replace]").Select(b => (b.TextContent.Trim(), b.Value, b.GetAttribute("formaction")!))];

    private static string Text(IHtmlDocument page) => page.QuerySelector<IHtmlTextAreaElement>("#consultText")!.Value;

    /// <summary>Presses a button of the page as a browser without scripts does.</summary>
    private static async Task<Answered> PressAsync(Walk walk, IHtmlDocument page, string label, params (string, string)[] fields)
    {
        var button = Buttons(page).Single(b => b.Label == label);
        var form = page.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.GetAttribute("action")!.StartsWith("/asking/", StringComparison.Ordinal));
        form.SetAttribute("action", button.Address);
        return await Answered.From(await TriageApp.SubmitAsync(walk.Client, form, [("replace", button.Index), .. fields]));
    }

    [Fact]
    public async Task One_click_replaces_a_mark_wherever_it_stands_and_the_text_is_read_again()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "consult-text");
        var page = (await walk.PostAsync("consult-text", ("consultText", Told), ("consultConfirmed", "yes"))).Page;
        Assert.Equal(
            ["Vervang ‘Fatima’ door [persoon]", "Vervang ‘Lunteren’ door [dorp]", "Vervang ‘06-12345678’ door [telefoon]"], Buttons(page).Select(b => b.Label));

        Assert.Equal(walk.Address("consult-text"), (await PressAsync(walk, page, "Vervang ‘Fatima’ door [persoon]")).Location);
        page = await walk.OpenAsync("consult-text");
        Assert.Equal("Gisteren belde [persoon] weer. [persoon] woont in Lunteren en belt met 06-12345678.", Text(page));
        Assert.Equal(["Vervang ‘Lunteren’ door [dorp]", "Vervang ‘06-12345678’ door [telefoon]"], Buttons(page).Select(b => b.Label));
        Assert.False(page.QuerySelector<IHtmlInputElement>("[name=consultConfirmed]")!.IsChecked);
        Assert.Null((await walk.AnswersAsync()).ConsultText);

        // What was explained and typed meanwhile stays.
        await PressAsync(walk, page, "Vervang ‘Lunteren’ door [dorp]", ("kept[1].why", "Het nummer van ons team."));
        page = await walk.OpenAsync("consult-text");
        Assert.Equal("Gisteren belde [persoon] weer. [persoon] woont in [dorp] en belt met 06-12345678.", Text(page));
        Assert.Equal("Het nummer van ons team.", page.QuerySelector<IHtmlInputElement>("[name='kept[0].why']")!.Value);
        Assert.Equal(walk.Address("recognisable"), (await walk.SubmitAsync(page, ("consultConfirmed", "yes"))).Location);
        var text = (await walk.AnswersAsync()).ConsultText!;
        Assert.Equal("Gisteren belde [persoon] weer. [persoon] woont in [dorp] en belt met 06-12345678.", text.ConsultText);
        Assert.Equal(("06-12345678", "Het nummer van ons team."), (Assert.Single(text.Kept).Fragment, text.Kept[0].Why));
    }

    [Fact]
    public async Task A_button_that_is_not_there_replaces_nothing()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "consult-text");
        foreach (var index in new[] { "3", "-1", "99999999999", "x" })
        {
            await walk.RawAsync("consult-text?handler=Replace", ("consultText", Told), ("replace", index));
            Assert.Null((await walk.AnswersAsync()).ConsultText);
            Assert.DoesNotContain("[", Text(await walk.OpenAsync("consult-text")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mark_that_is_not_replaced_asks_why_it_tells_nothing()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "consult-text");
        var answer = await walk.PostAsync("consult-text", ("consultText", Told), ("consultConfirmed", "yes"));
        Assert.Equal(["kept-0-why", "kept-1-why", "kept-2-why"], answer.Wrong);
        answer = await walk.SubmitAsync(answer.Page, ("kept[0].why", "Een naam uit een boek."), ("kept[1].why", " "), ("kept[2].why", "Ons nummer."), ("consultConfirmed", "yes"));
        Assert.Equal(["kept-1-why"], answer.Wrong);
        answer = await walk.SubmitAsync(answer.Page, ("kept[1].why", "Daar komt niemand vandaan."), ("consultConfirmed", "yes"));
        Assert.Equal(walk.Address("recognisable"), answer.Location);
        Assert.Equal(["Fatima", "Lunteren", "06-12345678"], (await walk.AnswersAsync()).ConsultText!.Kept.Select(k => k.Fragment));

        // What was explained there may be written beside it; anything else asks for its own reason.
        await walk.GiveAsync("recognisable", ("recognisable", "no"));
        Assert.Equal(["reasonKept-0-why"], (await walk.PostAsync("consult-reason", ("consultReason", "Ik wil weten wat Fatima en Yusuf nodig hebben."))).Wrong);
        await walk.GiveAsync("consult-reason", ("consultReason", "Ik wil weten wat Fatima nodig heeft."));
    }

    [Theory]
    [InlineData("consult-question", "consultQuestion", "Hoe help ik Fatima?", false)]
    [InlineData("consult-question", "consultQuestion", "Wat kan basisschool De Zonnewijzer doen?", false)]
    [InlineData("consult-question", "consultQuestion", "Wat kan een basisschool doen?", true)]
    [InlineData("consult-recipient", "consultOrganisation", "gemeente Barneveld", true)]
    [InlineData("consult-recipient", "consultOrganisation", "Praktijk De Linde, Ede", true)]
    [InlineData("consult-recipient", "consultFunction", "orthopedagoog J. Verhoeven", true)]
    [InlineData("consult-recipient", "consultFunction", "arts, bsn 123456782", false)]
    public async Task The_other_fields_name_nobody_but_whom_is_asked_works_somewhere(string step, string field, string text, bool good)
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", step);
        var others = Story.Fields("sanne", "1", step).Where(f => f.Item1 != field);
        var answer = await walk.PostAsync(step, [.. others, (field, text)]);
        // A question asks for a reason in place; whom is asked has to be named otherwise.
        Assert.Equal(good ? [] : [step == "consult-question" ? "questionKept-0-why" : field], answer.Wrong);
    }

    private static Task<HttpResponseMessage> AskAsync(Walk walk, HttpClient client, string? token, params (string, string)[] fields) => client.PostAsync(
        walk.Address("consult-text") + "?handler=Marks", new FormUrlEncodedContent([.. token is null ? [] : new[] { KeyValuePair.Create("__RequestVerificationToken", token) }, KeyValuePair.Create("was", ""), .. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))]));

    private static async Task<string> TokenAsync(HttpClient client) =>
        (await TriageApp.PageAsync(client, "/asking/start")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;

    [Fact]
    public async Task While_typing_the_same_marks_come_and_nothing_is_kept()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "consult-text");
        var token = await TokenAsync(walk.Client);
        var before = app.Dump();
        using var answer = await AskAsync(walk, walk.Client, token, ("consultText", Told), ("kept[0].fragment", "Fatima"), ("kept[0].why", "Uit een <boek>."));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var part = await TriageApp.PageAsync(answer);
        Assert.Empty(part.QuerySelectorAll("main, header, form, script"));
        Assert.Equal(["Vervang ‘Fatima’ door [persoon]", "Vervang ‘Lunteren’ door [dorp]", "Vervang ‘06-12345678’ door [telefoon]"], Buttons(part).Select(b => b.Label));
        Assert.All(Buttons(part), b => Assert.Equal(walk.Address("consult-text") + "?handler=Replace", b.Address));
        Assert.Equal("Uit een <boek>.", part.QuerySelector<IHtmlInputElement>("[name='kept[0].why']")!.Value);
        Assert.Equal("Gevonden in je tekst: 3. Kijk onder de tekst.", part.QuerySelector("[data-says]")!.GetAttribute("data-says"));
        Assert.Equal(before, app.Dump());
        Assert.Empty(Text(await walk.OpenAsync("consult-text")));

        using var clean = await AskAsync(walk, walk.Client, token, ("consultText", "Een tiener gokt veel."));
        Assert.Empty((await clean.Content.ReadAsStringAsync()).Trim());
    }

    [Fact]
    public async Task Only_whoever_writes_the_draft_may_ask_with_a_genuine_form_of_a_fair_size()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "consult-text");
        var token = await TokenAsync(walk.Client);
        using var forged = await AskAsync(walk, walk.Client, null, ("consultText", Told));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var large = await AskAsync(walk, walk.Client, token, ("consultText", new string('a', 10_001)));
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
        var other = await app.Of("amira");
        using var stranger = await AskAsync(walk, other, await TokenAsync(other), ("consultText", Told));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var nobody = await AskAsync(walk, app.CreateClient(), token, ("consultText", Told));
        Assert.Equal(HttpStatusCode.Redirect, nobody.StatusCode);
    }

    [Fact]
    public async Task After_the_session_the_text_that_was_being_typed_is_not_held()
    {
        await using var own = new StandingApp();
        var walk = await Walk.AtAsync(own, "sanne", "1", "consult-text");
        var token = await TokenAsync(walk.Client);
        own.Clock!.Advance(TimeSpan.FromHours(2));
        using var answer = await AskAsync(walk, walk.Client, token, ("consultText", Told));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("resume", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_far_too_often_is_asked_to_wait_and_can_still_go_on()
    {
        await using var own = new StandingApp();
        var walk = await Walk.AtAsync(own, "sanne", "1", "consult-text");
        var token = await TokenAsync(walk.Client);
        var statuses = new List<HttpStatusCode>();
        // Asked all at once: what comes in again meanwhile is far less than what is over the limit.
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 8 * WhileTyping.AtOnce).Select(_ => AskAsync(walk, walk.Client, token, ("consultText", "x")))))
        {
            statuses.Add(answer.StatusCode);
            answer.Dispose();
        }
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.InRange(statuses.Count(s => s == HttpStatusCode.OK), WhileTyping.AtOnce, statuses.Count - 1);
        await walk.GiveAsync("consult-text", ("consultText", "Een tiener gokt veel."), ("consultConfirmed", "yes"));
    }

    [Fact]
    public async Task Only_this_page_may_load_its_own_script_and_ask_this_server()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        foreach (var step in new[] { "consult-text", "consult-question", "consult-reason", "check" })
        {
            using var answer = await walk.Client.GetAsync(walk.Address(step));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            var page = await TriageApp.PageAsync(answer);
            Assert.Equal(step == "consult-text" ? ["/js/consult-text.js"] : [], page.QuerySelectorAll<IHtmlScriptElement>("script").Select(s => s.Source));
            Assert.Equal(step == "consult-text", policy.EndsWith("; script-src 'self'; connect-src 'self'", StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal(step == "consult-text", policy.Contains("script-src", StringComparison.Ordinal));
        }
        using var script = await walk.Client.GetAsync("/js/consult-text.js");
        Assert.Equal(("text/javascript", HttpStatusCode.OK), (script.Content.Headers.ContentType!.MediaType, script.StatusCode));
    }
}
