using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Access.OpenIdConnect;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class SignInTests
{
    [Fact]
    public async Task The_demonstration_knows_its_fourteen_people()
    {
        await using var app = new TriageApp();
        var page = await TriageApp.PageAsync(app.CreateClient(), "/demo/sign-in");
        Assert.Equal(["amira", "bas", "beheer", "daan", "els", "fatima", "joris", "lotte", "mark", "noor", "pieter", "ruben", "sanne", "tom"],
            page.QuerySelectorAll<IHtmlInputElement>("input[name=person]").Select(radio => radio.Value).Order());
        Assert.Equal(["Gemeente Barneveld", "Gemeente Ede", "Jeugdhulp De Linde"], page.QuerySelectorAll("main form h2").Select(heading => heading.TextContent));
        Assert.Empty(page.QuerySelectorAll("script,[style],[onclick]"));
    }

    [Fact]
    public async Task Signing_in_leads_to_the_page_that_was_asked_for()
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        using var refused = await client.GetAsync("/session/resume/abc?x=1");
        var address = refused.Headers.Location!.PathAndQuery;
        Assert.Equal("/demo/sign-in?ReturnUrl=%2Fsession%2Fresume%2Fabc%3Fx%3D1", address);
        using var entered = await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, address)).QuerySelector<IHtmlFormElement>("main form")!, ("person", "amira"));
        Assert.Equal("/session/resume/abc?x=1", entered.Headers.Location?.OriginalString);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"), c => c.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.DoesNotContain("expires", cookie);
    }

    [Theory]
    [InlineData("", "Kies een persoon.")]
    [InlineData("Sanne", "Deze keuze bestaat niet. Kies opnieuw.")]
    public async Task Choosing_nobody_is_said_in_a_summary_that_takes_focus(string person, string error)
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        using var answer = await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, "/demo/sign-in")).QuerySelector<IHtmlFormElement>("main form")!, ("person", person));
        var page = await TriageApp.PageAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("Fout: ", page.Title);
        var summary = page.QuerySelector("[role=alert]")!;
        Assert.True(summary.HasAttribute("autofocus"));
        var link = summary.QuerySelector("a")!;
        Assert.Equal(error, link.TextContent);
        Assert.Equal("person", page.QuerySelector(link.GetAttribute("href")!)!.GetAttribute("name"));
        Assert.Contains(error, page.QuerySelector("#person-error")!.TextContent);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var app = new TriageApp();
        var client = await app.SignedInAsync("sanne");
        using var left = await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, "/signed-out")).QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!);
        Assert.Equal("/signed-out", left.Headers.Location?.OriginalString);
        Assert.Null((await TriageApp.PageAsync(client, "/signed-out")).QuerySelector(".fv-user"));
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/session/resume/x")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_without_work_and_slides_with_it()
    {
        var clock = new Clock(DateTimeOffset.Parse("2026-11-24T09:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await using var app = new TriageApp { Clock = clock };
        var client = await app.SignedInAsync("sanne");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            clock.Advance(TimeSpan.FromMinutes(50));
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/session/resume/x")).StatusCode);
        }
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/session/resume/x")).StatusCode);
    }

    [Fact]
    public void Who_somebody_is_survives_the_cookie()
    {
        Person[] people =
        [
            new("sanne", "Sanne de Wit", Role.Caseworker, "gemeente", "Gemeente", Sector.Government, "team", "Team Jeugd"),
            new("noor", "Noor ’t Hoen-Ünal", Role.PrivacyOfficer, "linde", "Jeugdhulp De Linde", Sector.NonGovernment, "ambulant", "Ambulant; team, één"),
        ];
        foreach (var person in people)
        {
            var principal = PersonClaims.Principal(person, Chance.Seeded(1));
            Assert.Equal(person, PersonClaims.Person(principal));
            Assert.Matches("^[0-9a-f]{16}$", principal.FindFirst(PersonClaims.Session)!.Value);
        }
        Assert.Null(PersonClaims.Person(new ClaimsPrincipal(new ClaimsIdentity())));
        Assert.Null(PersonClaims.Person(new ClaimsPrincipal(new ClaimsIdentity([new("sub", "sanne"), new("role", "king")], "session"))));
    }

    [Fact]
    public async Task Outside_development_the_demonstration_does_not_exist()
    {
        await using var app = TriageApp.InProduction();
        var client = app.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/demo/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/Demo/SignIn")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/demo/sign-in", new FormUrlEncodedContent([new("person", "sanne")]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/css/app.css")).StatusCode);
        var cookie = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SignIn.Cookie).Cookie;
        Assert.Equal(("__Host-session", CookieSecurePolicy.Always, true, SameSiteMode.Lax), (cookie.Name, cookie.SecurePolicy, cookie.HttpOnly, cookie.SameSite));
    }

    [Theory]
    [InlineData]
    [InlineData("Authority=https://sign-in.example")]
    [InlineData("ClientId=triage")]
    [InlineData("ClientId=triage", "Authority=nonsense")]
    [InlineData("ClientId=triage", "Authority=http://sign-in.example")]
    public async Task Outside_development_it_does_not_start_without_sign_in(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("triage-").FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0", .. settings.Select(s => "--Authentication:Schemes:OpenIdConnect:" + s)])
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production" },
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal("", await output);
            Assert.StartsWith("Sign-in is not configured", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
            Assert.Equal(3, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_provider_says_who_and_we_say_what_for()
    {
        await using var app = TriageApp.InProduction(("Demo:Enabled", "true"));
        var (context, _) = await Received(app, "noor");
        var person = PersonClaims.Person(context.Principal!)!;
        Assert.Equal((Role.PrivacyOfficer, "jeugdhulp-de-linde"), (person.Role, person.OrganisationId));
        Assert.Null(context.Principal!.FindFirst("email"));

        var (stranger, http) = await Received(app, "nobody-we-know");
        Assert.True(stranger.Result!.Handled);
        Assert.Equal(403, http.Response.StatusCode);
    }

    private static async Task<(TicketReceivedContext Context, HttpContext Http)> Received(TriageApp app, string subject)
    {
        var options = app.Services.GetRequiredService<IOptionsMonitor<OidcOptions>>().Get(OidcExtensions.DefaultScheme);
        var http = new DefaultHttpContext { RequestServices = app.Services.CreateScope().ServiceProvider };
        var claims = new ClaimsIdentity([new("sub", subject), new("role", "administrator"), new("email", "x@sign-in.example")], "OpenIdConnect");
        var context = new TicketReceivedContext(http, new AuthenticationScheme(OidcExtensions.DefaultScheme, null, typeof(OidcHandler)), options, new AuthenticationTicket(new(claims), OidcExtensions.DefaultScheme));
        await options.Events.TicketReceived(context);
        return (context, http);
    }
}
