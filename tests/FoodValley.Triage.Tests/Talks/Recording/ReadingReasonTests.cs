using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Exchanges;

namespace FoodValley.Triage.Tests.Talks.Recording;

/// <summary>A privacy officer reads the content of a decision with a reason only.</summary>
[Norm("HK-0c", "HK-8.4")]
public sealed class ReadingReasonTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    public async Task Before_the_content_a_privacy_officer_says_why_and_that_stays()
    {
        var decided = await Decided.NewAsync(app);
        var officer = await app.SignedInAsync("fatima");
        IReadOnlyList<string> Events() => app.Rows($"SELECT Action || ' ' || Detail FROM access_events WHERE PersonId = 'fatima' AND lower(RecordId) = '{decided.Id}' ORDER BY Id");
        foreach (var (part, asks) in new[] { ("", ""), ("print", "?to=print"), ("json", "?to=json") })
            Assert.Equal(decided.Address("reason") + asks, (await officer.GetAsync(decided.Address(part))).Headers.Location!.OriginalString);
        Assert.Empty(Events());

        async Task<Answered> SayAsync(HttpClient client, params (string, string)[] fields) =>
            await Answered.From(await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, decided.Address("reason"))).QuerySelector<IHtmlFormElement>("main form#answers")!, fields));
        Assert.Equal(["why", "words"], (await SayAsync(officer)).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await SayAsync(officer, ("why", "curious"), ("words", "Zomaar."))).Status);
        Assert.Equal(["words"], (await SayAsync(officer, ("why", "incident"), ("words", "Ze belde op 06-12345678."))).Wrong);
        Assert.Empty(app.Rows("SELECT Id FROM reading_reasons"));
        Assert.Equal(decided.Address(), (await SayAsync(officer, ("why", "incident"), ("words", "Er is een klacht over dit besluit."))).Location);
        Assert.Contains("Milan Verbeek", (await TriageApp.PageAsync(officer, decided.Address())).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(decided.Address("json"))).StatusCode);
        Assert.Equal(["gave-reason incident", "read ", "download "], Events());
        Assert.Equal(["fatima|incident|Er is een klacht over dit besluit."], app.Rows("SELECT PersonId, Why, Words FROM reading_reasons"));
        foreach (var sql in new[] { "UPDATE reading_reasons SET Words = 'x'", "DELETE FROM reading_reasons" }) Assert.ThrowsAny<Microsoft.Data.Sqlite.SqliteException>(() => app.Run(sql));

        // A new session, another decision or another officer asks anew; a caseworker and a lead are not asked.
        Assert.Equal(HttpStatusCode.Redirect, (await (await app.SignedInAsync("fatima")).GetAsync(decided.Address())).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.GetAsync((await Decided.NewAsync(app)).Address())).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await (await app.Of("pieter")).GetAsync(decided.Address())).StatusCode);
        foreach (var person in new[] { "sanne", "mark" }) Assert.Equal(HttpStatusCode.OK, (await (await app.Of(person)).GetAsync(decided.Address())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Of("noor")).GetAsync(decided.Address("reason"))).StatusCode);
    }
}
