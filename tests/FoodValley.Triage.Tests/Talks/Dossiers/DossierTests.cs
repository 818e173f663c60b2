using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Dossiers;

public sealed class DossierTests(StandingApp app) : IClassFixture<StandingApp>
{
    private async Task<Answered> PostAsync(string address, params (string, string)[] fields)
    {
        var client = await app.Of("sanne");
        var page = await TriageApp.PageAsync(client, address);
        return await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, fields));
    }

    [Theory]
    [InlineData("", "number name birthDate")]
    [InlineData("number=123456782&name=A&birthDate=1-1-2015", "number")]
    [InlineData("number=X-1&name=A&birthDate=25-11-2026", "birthDate")]
    [InlineData("number=X-1&name=A&birthDate=1-1-1850", "birthDate")]
    [InlineData("number=X-1&name=A&birthDate=1-1-2015&email=nobody", "email")]
    [InlineData("number=X-1&name=A&birthDate=1-1-2015&address=bsn 123456782", "address")]
    [InlineData("number=BAR-2026-0104&name=A&birthDate=1-1-2015", "number")]
    public async Task What_is_wrong_is_said_and_nothing_is_opened(string filled, string wrong)
    {
        var before = app.Dump();
        var answer = await PostAsync("/dossiers/new", filled.Length == 0 ? [] : [.. filled.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(wrong.Split(' '), answer.Wrong);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    public async Task Opened_from_a_draft_it_goes_on_with_that_draft()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "client");
        var answer = await PostAsync("/dossiers/new?draft=" + walk.Draft, ("number", "BAR-NEW-1"), ("name", "Wieke O'Neill-Çelik"), ("birthDate", "2-3-2012"));
        Assert.Equal(walk.Address("recipient"), answer.Location);
        var id = (await walk.AnswersAsync()).Dossier;
        var page = await TriageApp.PageAsync(walk.Client, "/dossiers/" + id);
        Assert.Contains("Wieke O'Neill-Çelik", page.QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Of("joris")).GetAsync("/dossiers/" + id)).StatusCode);
    }

    [Fact]
    public async Task Nobody_opens_one_into_another_persons_draft()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "client");
        var before = app.Dump();
        var answer = await Walk.RawAsync(await app.Of("joris"), "/dossiers/new?draft=" + walk.Draft, ("number", "X-9"), ("name", "A"), ("birthDate", "1-1-2015"));
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    public async Task A_dossier_that_a_record_came_from_starts_a_decision_about_that_client()
    {
        var id = app.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0103'")[0];
        var walk = await Walk.StartAsync(app, "sanne", "2", dossier: Guid.Parse(id));
        await walk.GiveAsync("refer-kind", ("referKind", "2a"));
        Assert.Equal("recipient", await walk.NextAsync());
        Assert.Equal(id, (await walk.AnswersAsync()).Dossier.ToString());
    }
}
