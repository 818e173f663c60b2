using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Exchanges;

/// <summary>Something was wrongly shared. Today is 24 November 2026, ten in the morning.</summary>
public sealed class IncidentTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static (string, string)[] Report(string what = "De brief ging naar de buren.") =>
        [("incidentKind", "wrong-recipient"), ("whatHappened", what), ("knownOn", "23-11-2026"), ("knownTime", "22:00")];

    private static readonly (string, string)[] Handled =
        [("regulatorNotified", "yes"), ("regulatorReason", "Het risico is niet klein."), ("clientNotified", "no"), ("clientReason", "De brief kwam ongeopend terug.")];

    [Fact]
    [Norm("HK-7c", "HK-8c", "HK-8.5")]
    public async Task Who_reports_starts_the_clock_of_72_hours_and_the_privacy_officer_sees_the_time_left()
    {
        var decided = await Decided.NewAsync(app);
        var before = app.Dump();
        Assert.Equal(["incidentKind", "whatHappened", "knownOn", "knownTime"], (await decided.PostAsync("incident")).Wrong);
        foreach (var (on, time) in new[] { ("25-11-2026", "09:00"), ("24-11-2026", "10:01") })
            Assert.NotEmpty((await decided.PostAsync("incident", [.. Report()[..2], ("knownOn", on), ("knownTime", time)])).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await decided.PostAsync("incident", [.. Report().Skip(1), ("incidentKind", "shame")])).Status);
        Assert.Equal(before, app.Dump());
        var page = await decided.OpenAsync("incident");

        foreach (var post in await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => decided.PostAsync(page, Report())))) Assert.Equal(HttpStatusCode.Redirect, post.Status);

        Assert.Equal(["incident"], decided.Kinds());
        Assert.Contains("Gemeld bij de privacy officer", await decided.TextAsync());
        Assert.Equal("2026-11-26T21:00:00.000Z", (string?)decided.Last("incident").Facts["deadline"]);
        Assert.DoesNotContain("buren", decided.Last("incident").Facts.ToJsonString());
        Assert.Equal(["reported"], app.Rows($"SELECT Action FROM access_events WHERE lower(RecordId) = (SELECT lower(Id) FROM decisions WHERE lower(RefersTo) = '{decided.Id}')"));

        // Known since ten at night in the Netherlands, which was nine in UTC: sixty hours are left at ten the next morning.
        var officer = await app.Of("fatima");
        var list = await TriageApp.PageAsync(officer, "/incidents");
        var line = list.QuerySelectorAll("main li").Single(li => li.TextContent.Contains($"besluit {decided.Sequence + 1}", StringComparison.Ordinal));
        Assert.Contains("Nog 60 uur", line.TextContent);
        Assert.Contains("Sanne", line.TextContent);
        var address = line.QuerySelector<IHtmlAnchorElement>("a")!.GetAttribute("href")!;
        async Task<string?> AtWork(string person) => (await TriageApp.PageAsync(await app.Of(person), "/")).QuerySelector($"main a[href='{address}']")?.TextContent;
        Assert.Contains("Iets is verkeerd gedeeld. Nog 60 uur, tot 26 november 2026", await AtWork("fatima"));
        foreach (var other in new[] { "noor", "sanne", "mark", "beheer" }) Assert.Null(await AtWork(other));
        var handle = await TriageApp.PageAsync(officer, address);
        Assert.Contains("De brief ging naar de buren.", handle.QuerySelector("main")!.TextContent);
        Task<HttpResponseMessage> Post(params (string, string)[] fields) => TriageApp.SubmitAsync(officer, handle.QuerySelector<IHtmlFormElement>("main form#answers")!, fields);
        Assert.Equal(["regulatorNotified", "regulatorReason", "clientNotified", "clientReason"], (await Answered.From(await Post())).Wrong);
        Assert.Equal("/incidents", (await Answered.From(await Post(Handled))).Location);
        Assert.Equal("/incidents", (await Answered.From(await Post(Handled))).Location);
        Assert.Equal(["incident", "incident-handled"], decided.Kinds());
        Assert.Null(await AtWork("fatima"));
        var facts = decided.Last("incident-handled").Facts;
        Assert.Equal((true, false, 12), (facts["regulatorNotified"]!.GetValue<bool>(), facts["clientNotified"]!.GetValue<bool>(), facts["hoursAfter"]!.GetValue<int>()));
        Assert.Contains("Afgehandeld op", (await TriageApp.PageAsync(officer, "/incidents")).QuerySelector("main")!.TextContent);
        Assert.Contains("De brief kwam ongeopend terug.", await decided.TextAsync());
        await decided.VerifiedAsync();

        // Nobody else: not the caseworker, not a lead, not the officer of another organisation.
        foreach (var person in new[] { "sanne", "mark", "beheer" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of(person)).GetAsync("/incidents")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await Walk.RawAsync(await app.Of(person), address, [.. Handled, ("seen", "2")])).Status);
        }
        var dump = app.Dump();
        Assert.DoesNotContain($"besluit {decided.Sequence + 1}", (await TriageApp.PageAsync(await app.Of("noor"), "/incidents")).QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(await app.Of("noor"), address, [.. Handled, ("seen", "2")])).Status);
        Assert.Equal(dump, app.Dump());
    }

    [Fact]
    [Norm("HK-8c", "HK-8.5")]
    public async Task Any_decision_can_be_reported_by_who_is_near_it_and_at_level_1_without_a_name()
    {
        var refused = await Decided.EndingAsync(app, "outcome=do-not-share&notSharingReason=other");
        await refused.SaveAsync("incident", Report("Het ging toch weg."));
        var consult = await Decided.NewAsync(app, way: "1");
        Assert.Equal(["whatHappened"], (await consult.PostAsync("incident", Report("Ik noemde 06-12345678."))).Wrong);
        await consult.SaveAsync("incident", Report("De naam kwam op tafel."));
        foreach (var person in new[] { "joris", "bas", "amira" })
            Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(await app.Of(person), refused.Address("incident"), [.. Report(), ("seen", "1")])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Walk.RawAsync(await app.Of("mark"), refused.Address("incident"), [.. Report(), ("seen", "1")])).Status);
    }
}

/// <summary>Here the clock moves: a host of its own.</summary>
public sealed class LateIncidentTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("HK-8.5")]
    public async Task When_the_time_is_over_the_list_says_by_how_much()
    {
        var decided = await Decided.NewAsync(app);
        await decided.SaveAsync("incident", ("incidentKind", "lost"), ("whatHappened", "De tas is weg."), ("knownOn", "24-11-2026"), ("knownTime", "10:00"));
        foreach (var (hours, said) in new[] { (71.5, "Nog 0 uur"), (0.5, "Nog 0 uur"), (1.25, "2 uur te laat") })
        {
            app.Clock!.Advance(TimeSpan.FromHours(hours));
            Assert.Contains(said, (await TriageApp.PageAsync(await app.SignedInAsync("fatima"), "/incidents")).QuerySelector("main")!.TextContent);
        }
    }
}
