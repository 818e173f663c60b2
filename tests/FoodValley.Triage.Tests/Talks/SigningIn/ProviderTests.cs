using System.Net;
using System.Security.Cryptography;
using System.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Shell;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Access.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace FoodValley.Triage.Tests.Talks.SigningIn;

/// <summary>Signing in and out at a provider that does what it should, and who somebody then is here.</summary>
[Norm("HK-0c")]
public sealed class ProviderTests
{
    [Fact]
    public async Task Signing_in_leads_back_to_the_page_that_was_asked_for_as_the_person_the_database_knows()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        using var answer = await AtProvider.SignInAsync(provider, browser, "/partners?kind=school");
        Assert.Equal("/partners?kind=school", answer.Headers.Location!.OriginalString);
        var cookies = answer.Headers.GetValues("Set-Cookie").Where(c => c.StartsWith("__Host-session", StringComparison.Ordinal)).ToList();
        Assert.All(cookies, c => Assert.Matches("path=/; secure; samesite=lax; httponly$", c));
        Assert.Contains("Sanne de Wit", (await TriageApp.PageAsync(browser, "/")).QuerySelector(".fv-user")!.TextContent);
        Assert.Equal(["signed-in"], Rows(app, "SELECT Action FROM access_events WHERE PersonId = 'sanne' AND Action = 'signed-in'"));
    }

    [Fact]
    public async Task What_is_asked_of_the_provider_is_as_it_should_be()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider, ("RequiredAcrValues:0", "urn:two-factors"), ("Prompt", "login"), ("MaxAge", "00:05:00"));
        var browser = AtProvider.Browser(app);
        using var sent = await browser.GetAsync("/");
        Assert.StartsWith(provider.Issuer + "/auth?", sent.Headers.Location!.OriginalString);
        var asked = HttpUtility.ParseQueryString(sent.Headers.Location.Query);
        Assert.Equal(("code", "S256", "triage", "https://localhost/signin-oidc", "openid profile", "urn:two-factors", "login", "300"),
            (asked["response_type"], asked["code_challenge_method"], asked["client_id"], asked["redirect_uri"], asked["scope"], asked["acr_values"], asked["prompt"], asked["max_age"]));
        Assert.All(new[] { "state", "nonce", "code_challenge" }, name => Assert.True(asked[name]!.Length >= 43));
        Assert.All(sent.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("^__Secure-sign-in\\..*; path=/signin-oidc; secure; samesite=lax; httponly$", cookie));
    }

    [Fact]
    public async Task Where_the_provider_takes_requests_beforehand_the_browser_carries_a_reference_only()
    {
        await using var provider = new FakeProvider { Pushed = [] };
        await using var app = AtProvider.App(provider);
        var asked = await AtProvider.StartAsync(AtProvider.Browser(app));
        Assert.Equal(["client_id", "request_uri"], asked.Keys.Order());
        Assert.Equal("S256", provider.Pushed!["code_challenge_method"]);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ec")]
    public async Task The_program_can_prove_itself_by_a_key_of_its_own(string kind)
    {
        await using var provider = new FakeProvider();
        var file = Path.GetTempFileName();
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(file, kind == "rsa" ? rsa.ExportPkcs8PrivateKeyPem() : ec.ExportPkcs8PrivateKeyPem());
        try
        {
            await using var app = AtProvider.App(provider, ("ClientAuthentication", "PrivateKeyJwt"), ("ClientKeyFile", file), ("ClientKeyId", "key-1"), ("ClientSecret", ""));
            using var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app));
            Assert.True(AtProvider.HasSession(answer));
            var said = new JsonWebToken(provider.Asked["client_assertion"]);
            Assert.Equal(("triage", "triage", provider.Issuer, "key-1", kind == "rsa" ? "RS256" : "ES256"), (said.Issuer, said.Subject, said.Audiences.Single(), said.Kid, said.Alg));
            Assert.False(provider.Asked.ContainsKey("client_secret"));
            var key = kind == "rsa" ? (Microsoft.IdentityModel.Tokens.SecurityKey)new Microsoft.IdentityModel.Tokens.RsaSecurityKey(rsa) : new Microsoft.IdentityModel.Tokens.ECDsaSecurityKey(ec);
            Assert.True((await new JsonWebTokenHandler().ValidateTokenAsync(provider.Asked["client_assertion"], new() { IssuerSigningKey = key, ValidIssuer = "triage", ValidAudience = provider.Issuer })).IsValid);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task After_the_provider_changed_its_key_the_first_sign_in_works()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        using (var first = await AtProvider.SignInAsync(provider, AtProvider.Browser(app))) Assert.True(AtProvider.HasSession(first));
        provider.Rotate("k2");
        using var second = await AtProvider.SignInAsync(provider, AtProvider.Browser(app));
        Assert.True(AtProvider.HasSession(second));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_for_every_copy_of_the_cookie_and_goes_on_to_the_provider()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        using var entered = await AtProvider.SignInAsync(provider, browser);
        var copy = string.Join("; ", entered.Headers.GetValues("Set-Cookie").Where(c => c.StartsWith("__Host-session", StringComparison.Ordinal)).Select(c => c.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, await WithAsync(copy));

        using var left = await TriageApp.SubmitAsync(browser, (await TriageApp.PageAsync(browser, "/")).QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!);
        Assert.StartsWith(provider.Issuer + "/logout?", left.Headers.Location!.OriginalString);
        var said = HttpUtility.ParseQueryString(left.Headers.Location.Query);
        Assert.Equal("sanne", new JsonWebToken(said["id_token_hint"]).Subject);
        Assert.Equal("https://localhost/signout-callback-oidc", said["post_logout_redirect_uri"]);
        using var back = await browser.GetAsync("/signout-callback-oidc?state=" + Uri.EscapeDataString(said["state"]!));
        Assert.Equal("/signed-out", back.Headers.Location!.OriginalString);
        using var made = await browser.GetAsync("/signout-callback-oidc?state=https://other.example");
        Assert.Equal("/signed-out", made.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await WithAsync(copy));

        async Task<HttpStatusCode> WithAsync(string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost/") { Headers = { { "Cookie", cookie } } };
            using var answer = await app.CreateDefaultClient(new Uri("https://localhost")).SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_provider_that_is_away_is_said_and_does_not_keep_anybody_from_signing_out()
    {
        var provider = new FakeProvider();
        await using var app = AtProvider.App(provider, ("Support:Contact", "Servicepunt, 0318-000000"));
        await provider.DisposeAsync();
        using var answer = await AtProvider.Browser(app).GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await TriageApp.PageAsync(answer);
        Assert.Equal("Inloggen kan nu niet", page.QuerySelector("main h1")!.TextContent);
        Assert.Contains("Servicepunt, 0318-000000", page.QuerySelector("main")!.TextContent);

        var browser = AtProvider.Browser(app);
        var cookie = await CookieAsync(app, "sanne");
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        using var left = await TriageApp.SubmitAsync(browser, (await TriageApp.PageAsync(browser, "/")).QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!);
        Assert.Equal("/signed-out", left.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/")).StatusCode);
    }

    /// <summary>A session as it is made at signing in, as a header.</summary>
    private static async Task<string> CookieAsync(TriageApp app, string person)
    {
        using var scope = app.Services.CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Scheme = "https", Host = new("localhost") } };
        await http.EnterAsync((await scope.ServiceProvider.GetRequiredService<People>().FindAsync(person))!);
        return http.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    private static readonly (string, string?)[] Mapping =
    [
        ("People:Id", "employee"), ("People:Organisation", "org"), ("People:Team", "department"), ("People:Role", "groups"),
        ("People:Organisations:Gemeente B", "gemeente-barneveld"), ("People:Teams:JEUGD-1", "team-barneveld"),
        ("People:Roles:0:Claim", "triage-lead"), ("People:Roles:0:Role", "team-lead"), ("People:Roles:1:Claim", "triage-work"), ("People:Roles:1:Role", "caseworker"),
    ];

    [Theory]
    [InlineData("Gemeente B", "JEUGD-1", "triage-work", "caseworker", null)]
    [InlineData("Gemeente B", "JEUGD-1", "other triage-work triage-lead", "team-lead", null)] // the first line of the setting counts
    [InlineData("Gemeente X", "JEUGD-1", "triage-work", null, "Je organisatie is hier niet bekend")]
    [InlineData("gemeente-barneveld", "JEUGD-1", "triage-work", null, "Je organisatie is hier niet bekend")] // the setting lists what is understood
    [InlineData("Gemeente B", "JEUGD-9", "triage-work", null, "Je team is hier niet bekend")]
    [InlineData("Gemeente B", "JEUGD-1", "other administrator", null, "Je hebt hier nog geen rol")]
    [InlineData("Gemeente B", "JEUGD-1", "", null, "Je hebt hier nog geen rol")]
    public async Task Claims_say_organisation_team_and_role_by_the_settings(string organisation, string team, string groups, string? role, string? title)
    {
        await using var provider = new FakeProvider { Subject = "sub-of-the-provider" };
        await using var app = AtProvider.App(provider, [.. Mapping, ("Support:Contact", "Servicepunt, 0318-000000")]);
        provider.Tamper = claims =>
        {
            (claims["employee"], claims["name"], claims["org"], claims["department"], claims["groups"]) = ("e-1024", "Nieuwe Collega", organisation, team, groups.Split(' '));
            return null;
        };
        using var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app));
        if (title is not null)
        {
            Assert.Contains("Servicepunt, 0318-000000", await answer.Content.ReadAsStringAsync());
            await AtProvider.RefusedAsync(answer, title);
            Assert.Empty(Rows(app, "SELECT Id FROM people WHERE Id = 'e-1024'"));
        }
        else Assert.Equal([$"Nieuwe Collega|{role}|gemeente-barneveld|team-barneveld"], Rows(app, "SELECT Name, Role, OrganisationId, TeamId FROM people WHERE Id = 'e-1024'"));
    }

    [Fact]
    public async Task Nobody_moves_to_another_organisation_by_what_a_provider_says()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider, ("People:Organisation", "org"), ("People:Team", "team"), ("People:Role", "role"));
        provider.Tamper = claims => { (claims["name"], claims["org"], claims["team"], claims["role"]) = ("Sanne", "gemeente-ede", "team-ede", "caseworker"); return null; };
        using (var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app))) await AtProvider.RefusedAsync(answer, "Je organisatie is hier niet bekend");
        // And a team of another organisation is no team.
        provider.Tamper = claims => { (claims["name"], claims["org"], claims["team"], claims["role"]) = ("Sanne", "gemeente-barneveld", "team-ede", "caseworker"); return null; };
        using (var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app))) await AtProvider.RefusedAsync(answer, "Je team is hier niet bekend");
        Assert.Equal(["Sanne de Wit|caseworker|gemeente-barneveld|team-barneveld"], Rows(app, "SELECT Name, Role, OrganisationId, TeamId FROM people WHERE Id = 'sanne'"));
    }

    [Fact]
    public async Task The_page_that_says_no_is_there_in_English()
    {
        await using var provider = new FakeProvider { Subject = "stranger" };
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        var asked = await AtProvider.StartAsync(browser);
        provider.Nonce = asked["nonce"];
        browser.DefaultRequestHeaders.Add("Cookie", "__Host-language=en");
        using var answer = await AtProvider.ReturnAsync(browser, ("code", "c"), ("state", asked["state"]), ("iss", provider.Issuer));
        await AtProvider.RefusedAsync(answer, "You have no access here yet");
    }

    public static TheoryData<string, bool> LogoutTokens => new()
    {
        { "of the person", true }, { "of the session", true }, { "of another session", false }, { "of another person", false }, { "with a nonce", false }, { "without the event", false },
        { "of another event", false }, { "too old", false }, { "for another", false }, { "of another issuer", false }, { "of another key", false }, { "for nobody", false }, { "an id_token", false }, { "nothing", false },
        { "no token at all", false },
    };

    [Theory]
    [MemberData(nameof(LogoutTokens))]
    public async Task The_provider_can_end_a_session_and_nobody_else_can(string what, bool ends)
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        (await AtProvider.SignInAsync(provider, browser)).Dispose();
        var token = what switch
        {
            "of the person" => provider.LogoutToken(),
            "of the session" => provider.LogoutToken(("sub", null), ("sid", "sid-sanne")),
            "of another session" => provider.LogoutToken(("sid", "sid-2")),
            "of another person" => provider.LogoutToken(("sub", "joris")),
            "with a nonce" => provider.LogoutToken(("nonce", "n")),
            "without the event" => provider.LogoutToken(("events", null)),
            "of another event" => provider.LogoutToken(("events", new Dictionary<string, object> { ["urn:other"] = new Dictionary<string, object>() })),
            "too old" => provider.LogoutToken(("iat", FakeProvider.Now - 600)),
            "for another" => provider.LogoutToken(("aud", "other")),
            "of another issuer" => provider.LogoutToken(("iss", "https://other.example")),
            "of another key" => FakeProvider.Sign(provider.Claims(null), new(FakeProvider.NewKey("k1"), "RS256")),
            "for nobody" => provider.LogoutToken(("sub", null)),
            "an id_token" => FakeProvider.Sign(provider.Claims("n"), new(provider.Key, "RS256")),
            "nothing" => "",
            _ => "not.a.token",
        };
        using var answer = await app.CreateClient().PostAsync(BackChannelLogout.Path, new FormUrlEncodedContent([new("logout_token", token)]));
        Assert.Equal(ends || what is "of another session" or "of another person" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(ends ? HttpStatusCode.Redirect : HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_logout_heard_again_does_not_end_a_session_that_began_later()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var old = provider.LogoutToken(("iat", FakeProvider.Now - 60));
        var browser = AtProvider.Browser(app);
        (await AtProvider.SignInAsync(provider, browser)).Dispose();
        using var answer = await app.CreateClient().PostAsync(BackChannelLogout.Path, new FormUrlEncodedContent([new("logout_token", old)]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    private static List<string> Rows(TriageApp app, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(app.Folder, "triage.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}
