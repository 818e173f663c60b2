using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class LanguageTests
{
    [Fact]
    public async Task Dutch_whatever_the_browser_prefers()
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,en;q=0.9");
        var page = await TriageApp.PageAsync(client, "/demo/sign-in?culture=en-GB&ui-culture=en-GB");
        Assert.Equal("nl", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Wie ben je?", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task English_by_choice_and_back_again()
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        var dutch = await TriageApp.PageAsync(client, "/demo/sign-in?ReturnUrl=%2Fdossiers");
        using var changed = await Switch(client, dutch);
        Assert.Equal("/demo/sign-in?ReturnUrl=%2Fdossiers", changed.Headers.Location?.OriginalString);
        var english = await TriageApp.PageAsync(client, changed.Headers.Location!.OriginalString);
        Assert.Equal("en", english.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Who are you?", english.QuerySelector("h1")!.TextContent);
        (await Switch(client, english)).Dispose();
        Assert.Equal("nl", (await TriageApp.PageAsync(client, "/demo/sign-in")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Somebody_who_signed_in_can_switch_too()
    {
        await using var app = new TriageApp();
        var client = await app.SignedInAsync("sanne");
        (await Switch(client, await TriageApp.PageAsync(client, "/signed-out"))).Dispose();
        var page = await TriageApp.PageAsync(client, "/signed-out");
        Assert.Equal("My work", page.QuerySelector("nav a")!.TextContent);
        Assert.Equal("Sanne de Wit", page.QuerySelector(".fv-user__name")!.TextContent);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Nobody_is_sent_elsewhere(string returnUrl)
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        var page = await TriageApp.PageAsync(client, "/demo/sign-in");
        using var switched = await TriageApp.SubmitAsync(client, LanguageForm(page), ("language", "en"), ("returnUrl", returnUrl));
        Assert.Equal("/", switched.Headers.Location?.OriginalString);
        using var entered = await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("person", "sanne"), ("ReturnUrl", returnUrl));
        Assert.Equal("/", entered.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_language_we_do_not_have_is_refused()
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        using var answer = await TriageApp.SubmitAsync(client, LanguageForm(await TriageApp.PageAsync(client, "/demo/sign-in")), ("language", "de"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> Switch(HttpClient client, IHtmlDocument page) =>
        TriageApp.SubmitAsync(client, LanguageForm(page), ("language", page.QuerySelector("button[name=language]")!.GetAttribute("value")!));

    private static IHtmlFormElement LanguageForm(IHtmlDocument page) => page.QuerySelector<IHtmlFormElement>("form[action='/language']")!;
}
