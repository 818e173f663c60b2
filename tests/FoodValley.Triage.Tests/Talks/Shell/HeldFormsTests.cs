using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class HeldFormsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private readonly Clock _clock = new(Start);

    private HeldForms New() => new(new EphemeralDataProtectionProvider(), _clock, Chance.Seeded(1));

    [Fact]
    public void Kept_for_the_same_person_and_nobody_else()
    {
        var forms = New();
        var id = forms.Hold("sanne", "/dossiers?x=1", [new("goal", "Weer naar school"), new("item", "a"), new("item", "b")]);
        var held = forms.Find("sanne", id)!;
        Assert.Equal("/dossiers?x=1", held.Path);
        Assert.Equal([new("goal", "Weer naar school"), new("item", "a"), new("item", "b")], held.Fields);
        Assert.Null(forms.Find("joris", id));
        Assert.Null(forms.Find("sanne", "0123"));
        forms.Drop(id);
        Assert.Null(forms.Find("sanne", id));
    }

    [Fact]
    public void Gone_after_eight_hours()
    {
        var forms = New();
        var id = forms.Hold("sanne", "/", []);
        _clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.NotNull(forms.Find("sanne", id));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(forms.Find("sanne", id));
    }

    [Fact]
    public void Over_a_thousand_the_oldest_goes()
    {
        var forms = New();
        var ids = Enumerable.Range(0, 1001).Select(i => forms.Hold("sanne", "/" + i, [])).ToList();
        Assert.Null(forms.Find("sanne", ids[0]));
        Assert.Equal("/1", forms.Find("sanne", ids[1])!.Path);
        Assert.Equal("/1000", forms.Find("sanne", ids[1000])!.Path);
    }

    [Fact]
    public async Task What_was_typed_before_the_session_ended_is_sent_after_signing_in_again()
    {
        var seen = new List<(string Address, IFormCollection Form)>();
        await using var app = Listening(seen);
        var client = await app.SignedInAsync("sanne");
        var token = await Token(client);
        _clock.Advance(TimeSpan.FromMinutes(61));

        using var late = await Post(client, token, ("goal", "Regel 1\r\nRegel 2 <&\"'>"), ("item", "a"), ("item", "b"), ("password", "geheim"));
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        var signIn = late.Headers.Location!.PathAndQuery;
        Assert.Matches("^/demo/sign-in\\?ReturnUrl=%2Fsession%2Fresume%2F[0-9a-f]{32}$", signIn);

        var page = await TriageApp.PageAsync(client, signIn);
        Assert.Contains("Je was een tijd niet actief", page.QuerySelector("main")!.TextContent);
        using var entered = await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("person", "sanne"));
        var resume = entered.Headers.Location!.OriginalString;
        page = await TriageApp.PageAsync(client, resume);
        Assert.Contains("Je was een tijd niet actief", page.QuerySelector("main")!.TextContent);
        var form = page.QuerySelector<IHtmlFormElement>("main form")!;
        Assert.Equal(Target, form.GetAttribute("action"));
        Assert.Single(form.QuerySelectorAll("button"));

        seen.Clear();
        using var sent = await TriageApp.SubmitAsync(client, form);
        Assert.NotEqual(HttpStatusCode.BadRequest, sent.StatusCode); // its token is fresh and good
        Assert.NotEqual(HttpStatusCode.Redirect, sent.StatusCode);
        var (address, fields) = Assert.Single(seen);
        Assert.Equal(Target, address);
        Assert.Equal("Regel 1\r\nRegel 2 <&\"'>", fields["goal"].ToString().ReplaceLineEndings("\r\n"));
        Assert.Equal(["a", "b"], fields["item"].Select(value => value));
        Assert.False(fields.ContainsKey("password"));
        Assert.NotEqual(token, fields["__RequestVerificationToken"].ToString());
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_does_not_get_it()
    {
        await using var app = Listening([]);
        var client = await app.SignedInAsync("sanne");
        var token = await Token(client);
        _clock.Advance(TimeSpan.FromMinutes(61));
        using var late = await Post(client, token, ("goal", "x"));
        var page = await TriageApp.PageAsync(client, late.Headers.Location!.PathAndQuery);
        using var entered = await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("person", "joris"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(entered.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_kept_without_a_genuine_cookie_and_token()
    {
        await using var app = Listening([]);
        var client = await app.SignedInAsync("sanne");
        var token = await Token(client);
        _clock.Advance(TimeSpan.FromMinutes(61));
        using var forged = await Post(client, token[..^5] + "AAAAA", ("goal", "x"));
        Assert.DoesNotContain("resume%2F0", forged.Headers.Location?.OriginalString);
        Assert.Equal("/demo/sign-in?ReturnUrl=" + Uri.EscapeDataString(Target), forged.Headers.Location?.PathAndQuery);
        var stranger = app.CreateClient();
        stranger.DefaultRequestHeaders.Add("Cookie", "session=made-up");
        using var noCookie = await Post(stranger, token, ("goal", "x"));
        Assert.Equal("/demo/sign-in?ReturnUrl=" + Uri.EscapeDataString(Target), noCookie.Headers.Location?.PathAndQuery);
    }

    [Fact]
    public async Task A_kept_form_whose_sending_failed_stays_kept()
    {
        await using var app = Listening([]);
        var client = await app.SignedInAsync("sanne");
        var forms = app.Services.GetRequiredService<HeldForms>();
        var id = forms.Hold("sanne", Target, []);
        using var sent = await Post(client, await Token(client), (HoldingForms.Field, id));
        Assert.NotNull(forms.Find("sanne", id)); // refused (404): still kept
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
    }

    /// <summary>A page for signed-in people only that takes forms; what it does with them is no matter here.</summary>
    private const string Target = "/session/resume/target?step=2";

    private TriageApp Listening(List<(string, IFormCollection)> seen) => new()
    {
        Clock = _clock,
        Parts = services => services.AddSingleton<IStartupFilter>(new Listener(seen)),
    };

    private static async Task<string> Token(HttpClient client) =>
        (await TriageApp.PageAsync(client, "/signed-out")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;

    private static Task<HttpResponseMessage> Post(HttpClient client, string token, params (string, string)[] fields) =>
        client.PostAsync(Target, new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))]));

    private sealed class Listener(List<(string, IFormCollection)> seen) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                await rest(context);
                if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/session")) seen.Add((context.Request.Path + context.Request.QueryString, context.Request.Form));
            });
            next(app);
        };
    }
}
