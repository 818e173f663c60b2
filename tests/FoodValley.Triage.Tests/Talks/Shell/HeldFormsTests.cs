using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class HeldFormsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private readonly Clock _clock = new(Start);

    private static HeldForms Of(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<HeldForms>();

    [Fact]
    public async Task Kept_for_the_same_person_and_nobody_else()
    {
        await using var app = new TriageApp { Clock = _clock };
        await using var scope = app.Services.CreateAsyncScope();
        var forms = Of(scope);
        var id = await forms.HoldAsync("sanne", "/dossiers?x=1", [new("goal", "Weer naar school"), new("item", "a"), new("item", "b")]);
        var held = (await forms.FindAsync("sanne", id))!;
        Assert.Equal("/dossiers?x=1", held.Path);
        Assert.Equal([new("goal", "Weer naar school"), new("item", "a"), new("item", "b")], held.Fields);
        Assert.Null(await forms.FindAsync("joris", id));
        Assert.Null(await forms.FindAsync("sanne", "0123"));
        await forms.DropAsync("joris", id);
        Assert.NotNull(await forms.FindAsync("sanne", id));
        await forms.DropAsync("sanne", id);
        Assert.Null(await forms.FindAsync("sanne", id));
    }

    [Fact]
    public async Task Gone_after_eight_hours()
    {
        await using var app = new TriageApp { Clock = _clock };
        await using var scope = app.Services.CreateAsyncScope();
        var forms = Of(scope);
        var id = await forms.HoldAsync("sanne", "/", []);
        _clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await forms.FindAsync("sanne", id));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await forms.FindAsync("sanne", id));
    }

    [Fact]
    public async Task Over_twenty_of_one_person_the_oldest_goes()
    {
        await using var app = new TriageApp { Clock = _clock };
        await using var scope = app.Services.CreateAsyncScope();
        var forms = Of(scope);
        var others = await forms.HoldAsync("joris", "/joris", []);
        var ids = new List<string>();
        for (var i = 0; i <= 20; i++)
        {
            ids.Add(await forms.HoldAsync("sanne", "/" + i, []));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Null(await forms.FindAsync("sanne", ids[0]));
        Assert.Equal("/1", (await forms.FindAsync("sanne", ids[1]))!.Path);
        Assert.Equal("/20", (await forms.FindAsync("sanne", ids[20]))!.Path);
        Assert.Equal("/joris", (await forms.FindAsync("joris", others))!.Path);
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
        await using var scope = app.Services.CreateAsyncScope();
        var forms = Of(scope);
        var id = await forms.HoldAsync("sanne", Target, []);
        using var sent = await Post(client, await Token(client), (HoldingForms.Field, id));
        Assert.NotNull(await forms.FindAsync("sanne", id)); // refused (404): still kept
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
