using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.House;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Exchanges;
using FoodValley.Triage.Tests.Thinks.Recording;

namespace FoodValley.Triage.Tests.Talks.Reviewing;

/// <summary>A team lead reviews what was signed. Today is 24 November 2026, ten in the morning, a Tuesday.</summary>
public sealed class ReviewTests(StandingApp app) : IClassFixture<StandingApp>
{
    private const string Supplement = "Schrijf erbij waarom de school dit moet weten.";

    // Without agreement with the plan: always in the queue.
    private Task<Decided> DecidedAsync(string person = "sanne") =>
        Decided.EndingAsync(app, "outcome=do-not-share&notSharingReason=plan-not-agreed", person, ("plan-agreement", [("planAgreement", "not-asked"), ("agreementMissingReason", "Nobody was there.")]));

    private static async Task<Answered> ReviewAsync(HttpClient lead, Guid record, params (string, string)[] fields) =>
        await Answered.From(await TriageApp.SubmitAsync(lead, (await TriageApp.PageAsync(lead, $"/review/{record}")).QuerySelector<IHtmlFormElement>("main form#answers")!, fields));

    private static async Task<string> MainAsync(HttpClient client, string address) => Decided.Plain((await TriageApp.PageAsync(client, address)).QuerySelector("main")!.TextContent);

    // The download holds the thread too, as the published schema says.
    private static async Task FitsAsync(Decided decided) => Assert.Equal([], new JsonSchema(JsonNode.Parse(Repository.Read("docs/record.schema.json"))!.AsObject()).Problems(
        JsonNode.Parse(await decided.Client.GetStringAsync(decided.Address("json")))));

    private static IEnumerable<string?> Listed(IHtmlDocument page) => page.QuerySelectorAll("[data-review]").Select(e => e.GetAttribute("data-review"));

    [Fact]
    [Norm("HK-7a", "HK-7b", "HK-7f", "IU-ALG-6", "HK-8c", "HK-5d")]
    public async Task The_lead_asks_to_supplement_the_author_corrects_and_the_lead_agrees()
    {
        var decided = await DecidedAsync();
        var lead = await app.Of("mark");
        Assert.Contains(decided.Id.ToString(), Listed(await TriageApp.PageAsync(lead, "/")));
        var queue = await TriageApp.PageAsync(lead, "/review?status=all");
        var card = queue.QuerySelector($"[data-review='{decided.Id}']")!;
        Assert.Contains("geen instemming met het plan", card.TextContent);
        // Ten working days after Tuesday 24 November.
        Assert.Contains("8 december 2026, 17:00", card.TextContent);
        Assert.DoesNotContain("Verbeek", queue.QuerySelector("main")!.TextContent);

        var before = decided.Kinds();
        Assert.Equal(["reviewOutcome"], (await ReviewAsync(lead, decided.Id)).Wrong);
        Assert.Equal(["reviewReason"], (await ReviewAsync(lead, decided.Id, ("reviewOutcome", "please-supplement"))).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await ReviewAsync(lead, decided.Id, ("reviewOutcome", "shame"), ("reviewReason", "x"))).Status);
        Assert.Equal(before, decided.Kinds());
        var page = await TriageApp.PageAsync(lead, $"/review/{decided.Id}");
        var form = page.QuerySelector<IHtmlFormElement>("main form#answers")!;
        (string, string)[] asked = [("reviewOutcome", "please-supplement"), ("reviewReason", Supplement), ("notes[2].remark", "Hier mis ik het waarom.")];
        // A double click writes it once.
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await Answered.From(await TriageApp.SubmitAsync(lead, form, asked)))))
            Assert.Equal((HttpStatusCode.Redirect, "/review?done=review"), (answer.Status, answer.Location));
        Assert.Equal(["review"], decided.Kinds());
        Assert.Equal(("please-supplement", 1), ((string?)decided.Last("review").Facts["review"], decided.Last("review").Facts["notes"]!.GetValue<int>()));
        Assert.DoesNotContain("school", decided.Last("review").Facts.ToJsonString());

        // The author sees it, with a day.
        Assert.NotNull((await TriageApp.PageAsync(decided.Client, "/")).QuerySelector($"[data-asked='{decided.Id}']"));
        var record = await decided.OpenAsync();
        Assert.Contains("Mark Jansen vraagt een aanvulling", Decided.Plain(record.QuerySelector("#review")!.TextContent));
        Assert.Contains(Supplement, record.QuerySelector("main")!.TextContent);
        Assert.Contains("Hier mis ik het waarom.", record.QuerySelector("main")!.TextContent);

        // A new decision in its place: the review goes on there.
        var start = await TriageApp.PageAsync(decided.Client, record.QuerySelector<IHtmlAnchorElement>("#review a.nl-button--primary")!.GetAttribute("href")!);
        var begun = await Answered.From(await TriageApp.SubmitAsync(decided.Client, start.QuerySelector<IHtmlFormElement>("main form")!, ("way", "1"), ("replacesWhy", "I explain it better.")));
        var walk = Walk.On(app, decided.Client, Guid.Parse(begun.Location!.Split('/')[2]));
        await walk.GiveAsync(Story.Of("sanne", "1"));
        var second = await walk.SignAsync();
        Assert.Null((await TriageApp.PageAsync(decided.Client, "/")).QuerySelector($"[data-asked='{decided.Id}']"));
        Assert.Contains("Verder in een nieuw besluit", await MainAsync(lead, $"/review/{decided.Id}"));
        Assert.Contains("nieuw besluit na een toets", Decided.Plain((await TriageApp.PageAsync(lead, "/review?status=all")).QuerySelector($"[data-review='{second}']")!.TextContent));
        Assert.Equal(HttpStatusCode.Redirect, (await ReviewAsync(lead, second, ("reviewOutcome", "agreed"))).Status);
        Assert.Contains("Mark Jansen is akkoord", await MainAsync(decided.Client, $"/records/{second}"));
        Assert.DoesNotContain(second.ToString(), Listed(await TriageApp.PageAsync(lead, "/review")));
        Assert.Contains(second.ToString(), Listed(await TriageApp.PageAsync(lead, "/review?status=ended")));
        await FitsAsync(decided);
        await decided.VerifiedAsync();
    }

    [Fact]
    [Norm("HK-7a", "HK-7b")]
    public async Task A_disagreement_can_be_answered_with_reasons_and_always_be_closed()
    {
        var decided = await DecidedAsync();
        var lead = await app.Of("mark");
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(lead, $"/review/{decided.Id}/close", ("text", "Nothing to close."), ("seen", "0"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(decided.Client, decided.Address("review-reply"), ("text", "Nobody asked."), ("seen", "0"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await ReviewAsync(lead, decided.Id, ("reviewOutcome", "disagree"), ("reviewReason", "I would have shared."))).Status);
        Assert.Equal(["text"], (await decided.PostAsync("review-reply")).Wrong);
        await decided.SaveAsync("review-reply", ("text", "The mother does not want it."));
        Assert.Contains(decided.Id.ToString(), Listed(await TriageApp.PageAsync(lead, "/review")));
        // Again the same words: not a double click, for something was said in between.
        Assert.Equal(HttpStatusCode.Redirect, (await ReviewAsync(lead, decided.Id, ("reviewOutcome", "disagree"), ("reviewReason", "I would have shared."))).Status);
        Assert.Equal(["review", "review-reply", "review"], decided.Kinds());
        var close = (await TriageApp.PageAsync(lead, $"/review/{decided.Id}/close")).QuerySelector<IHtmlFormElement>("main form#answers")!;
        Assert.Equal("/review?done=review-close", (await Answered.From(await TriageApp.SubmitAsync(lead, close, ("text", "We talked.")))).Location);
        Assert.Equal(["review", "review-reply", "review", "review-closed"], decided.Kinds());
        Assert.Contains("Beide meningen blijven staan", await decided.TextAsync());
        // What ended has ended.
        var after = await Answered.From(await TriageApp.SubmitAsync(lead, close, ("text", "Once more.")));
        Assert.Equal(HttpStatusCode.Conflict, after.Status);
        Assert.Equal(4, decided.Kinds().Count);
        await FitsAsync(decided);
        await decided.VerifiedAsync();
    }

    [Fact]
    [Norm("HK-7a", "HK-8.4", "HK-8c")]
    public async Task Nobody_reviews_an_own_decision_and_nobody_out_of_reach_does()
    {
        var decided = await DecidedAsync();
        var before = decided.Kinds();
        (string, string)[] agreed = [("reviewOutcome", "agreed"), ("seen", "0")];
        // Another organisation's lead finds nothing; a caseworker, an officer and an administrator find a closed door.
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(await app.Of("els"), $"/review/{decided.Id}", agreed)).Status);
        foreach (var person in new[] { "joris", "sanne", "fatima", "beheer" })
            Assert.Equal(HttpStatusCode.Forbidden, (await Walk.RawAsync(await app.Of(person), $"/review/{decided.Id}", agreed)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(await app.Of("mark"), $"/review/{decided.Id}", ("reviewOutcome", "agreed"), ("seen", "9"))).Status);
        Assert.DoesNotContain(decided.Id.ToString(), Listed(await TriageApp.PageAsync(await app.Of("els"), "/review?status=all")));
        Assert.Equal(before, decided.Kinds());

        // The lead who signed it, before becoming a lead.
        var own = await DecidedAsync("joris");
        try
        {
            app.Run($"UPDATE people SET Role = 'team-lead' WHERE Id = 'joris'");
            var joris = await app.SignedInAsync("joris");
            var page = await TriageApp.PageAsync(joris, $"/review/{own.Id}");
            Assert.Contains("Dit is je eigen besluit. Vraag een tweede lezer.", page.QuerySelector("main")!.TextContent);
            Assert.Null(page.QuerySelector("input[name=reviewOutcome]"));
            Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(joris, $"/review/{own.Id}", agreed)).Status);
            var give = await TriageApp.PageAsync(joris, $"/review/{own.Id}/give");
            Assert.Empty(give.QuerySelectorAll("option[value=joris]"));
            Assert.Equal("/review", (await Answered.From(await TriageApp.SubmitAsync(joris, give.QuerySelector<IHtmlFormElement>("main form")!, ("to", "lotte")))).Location);
            Assert.Equal(HttpStatusCode.Redirect, (await ReviewAsync(await app.Of("lotte"), own.Id, ("reviewOutcome", "agreed"))).Status);
        }
        finally
        {
            app.Run($"UPDATE people SET Role = 'caseworker' WHERE Id = 'joris'");
        }
    }

    [Fact]
    [Norm("HK-7a")]
    public async Task A_review_is_taken_taken_over_and_handed_over_during_an_absence()
    {
        var decided = await DecidedAsync();
        var (mark, lotte) = (await app.Of("mark"), await app.Of("lotte"));
        async Task<Answered> Take(HttpClient lead, IHtmlDocument page) =>
            await Answered.From(await TriageApp.SubmitAsync(lead, page.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.GetAttribute("action")!.EndsWith("/give", StringComparison.Ordinal))));
        var (open, other) = (await TriageApp.PageAsync(mark, $"/review/{decided.Id}"), await TriageApp.PageAsync(lotte, $"/review/{decided.Id}"));
        Assert.Equal($"/review/{decided.Id}", (await Take(mark, open)).Location);
        Assert.Equal($"/review/{decided.Id}", (await Take(mark, open)).Location);
        // A stale page takes nothing away.
        Assert.Equal(HttpStatusCode.Conflict, (await Take(lotte, other)).Status);
        Assert.Contains("Bij Mark Jansen", await MainAsync(lotte, $"/review/{decided.Id}"));
        // Who does not have it writes nothing.
        Assert.Equal(HttpStatusCode.Conflict, (await Walk.RawAsync(lotte, $"/review/{decided.Id}", ("reviewOutcome", "agreed"), ("seen", "0"))).Status);
        Assert.Empty(decided.Kinds());
        Assert.Contains(decided.Id.ToString(), Listed(await TriageApp.PageAsync(mark, "/review?who=mine")));
        Assert.DoesNotContain(decided.Id.ToString(), Listed(await TriageApp.PageAsync(mark, "/review?who=free")));
        foreach (var (to, status) in new[] { ("els", HttpStatusCode.BadRequest), ("sanne", HttpStatusCode.BadRequest), ("mark", HttpStatusCode.BadRequest), ("lotte", HttpStatusCode.Redirect) })
            Assert.Equal(status, (await Walk.RawAsync(mark, "/review/hand-over", ("to", to))).Status);
        Assert.Contains(decided.Id.ToString(), Listed(await TriageApp.PageAsync(lotte, "/review?who=mine")));
        Assert.Equal(HttpStatusCode.Redirect, (await ReviewAsync(lotte, decided.Id, ("reviewOutcome", "agreed"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await mark.GetAsync($"/review/{decided.Id}/give")).StatusCode);
    }

    [Fact]
    [Norm("HK-7a", "IU-2-INF-3")]
    public async Task The_queue_is_narrowed_and_a_filter_that_finds_nothing_says_so()
    {
        var decided = await DecidedAsync();
        var lead = await app.Of("mark");
        foreach (var (query, there) in new[]
        {
            ("level=2b", true), ("level=4", false), ("ground=statutory-task", true), ("ground=consent", false), ("colleague=sanne", true), ("colleague=joris", false), ("from=24-11-2026", true),
            ("from=25-11-2026", false), ("until=23-11-2026", false), ("safety=no", true), ("safety=yes", false), ("deviation=yes", false), ("status=ended", false), ("status=author", false), ("level=nonsense", true),
        })
            Assert.True(there == Listed(await TriageApp.PageAsync(lead, "/review?" + query)).Contains(decided.Id.ToString()), query);
        Assert.Contains("Haal een filter weg", await MainAsync(lead, "/review?from=1-1-2030"));
        Assert.NotNull((await TriageApp.PageAsync(lead, "/review?from=tomorrow")).QuerySelector("#from-error"));
    }
}
