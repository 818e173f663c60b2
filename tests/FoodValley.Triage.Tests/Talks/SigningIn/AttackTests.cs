using System.Net;
using System.Text;
using FoodValley.Triage.Tests.Talks.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FoodValley.Triage.Tests.Talks.SigningIn;

/// <summary>Answers from a provider, or from somebody who plays one, that must not let anybody in.</summary>
public sealed class AttackTests
{
    public static TheoryData<string, string> BadTokens => new()
    {
        { "wrong nonce", "IDX21321" }, { "no nonce", "IDX21349" }, { "other key, same kid", "IDX10511|IDX10500|IDX10503" }, { "other key, unknown kid", "IDX10503|IDX10500|IDX10501" },
        { "wrong audience", "IDX10214" }, { "wrong issuer", "IDX10205" }, { "expired", "IDX10223" }, { "not yet valid", "IDX10222" }, { "alg none", "IDX10504" },
        { "HS256 with the secret", "IDX10511|IDX10503|IDX10517|IDX10696|IDX10634" }, { "wrong azp", "IDX21340" }, { "two audiences, no azp", "azp" }, { "wrong at_hash", "IDX21348|IDX21300" },
        { "no sub", "IDX21314" }, { "no exp", "IDX10225" },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_lets_nobody_in(string what, string reason)
    {
        await using var provider = new FakeProvider();
        var app = AtProvider.App(provider);
        provider.Tamper = claims =>
        {
            switch (what)
            {
                case "wrong nonce": claims["nonce"] = new OpenIdConnectProtocolValidator().GenerateNonce(); break;
                case "no nonce": claims.Remove("nonce"); break;
                case "other key, same kid": return FakeProvider.Sign(claims, new(FakeProvider.NewKey("k1"), "RS256"));
                case "other key, unknown kid": return FakeProvider.Sign(claims, new(FakeProvider.NewKey("k9"), "RS256"));
                case "wrong audience": claims["aud"] = "other"; break;
                case "wrong issuer": claims["iss"] = "https://other.example"; break;
                case "expired": claims["exp"] = FakeProvider.Now - 600; claims["iat"] = FakeProvider.Now - 900; break;
                case "not yet valid": claims["nbf"] = FakeProvider.Now + 600; claims["exp"] = FakeProvider.Now + 900; break;
                case "alg none": return Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""") + "." + Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.Serialize(claims)) + ".";
                case "HS256 with the secret": return FakeProvider.Sign(claims, new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(FakeProvider.Secret)), "HS256"));
                case "wrong azp": claims["azp"] = "other"; break;
                case "two audiences, no azp": claims["aud"] = new[] { FakeProvider.ClientId, "other" }; break;
                case "wrong at_hash": claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"; break;
                case "no sub": claims.Remove("sub"); break;
                case "no exp": claims.Remove("exp"); break;
            }
            return null;
        };
        using (var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app))) await AtProvider.RefusedAsync(answer);
        var log = await ErrorPagesTests.ReadLog(app.LogFolder);
        await app.DisposeAsync();
        Assert.Matches(reason, log);
    }

    [Theory]
    [InlineData("tampered")]
    [InlineData("empty")]
    [InlineData("of another browser")]
    public async Task A_state_that_is_not_of_this_browser_lets_nobody_in(string what)
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        var asked = await AtProvider.StartAsync(browser);
        provider.Nonce = asked["nonce"];
        var state = what switch { "tampered" => asked["state"][..^4] + "AAAA", "empty" => "", _ => (await AtProvider.StartAsync(AtProvider.Browser(app)))["state"] };
        using var answer = await AtProvider.ReturnAsync(browser, ("code", "c"), ("state", state), ("iss", provider.Issuer));
        await AtProvider.RefusedAsync(answer);
    }

    [Fact]
    public async Task An_answer_made_for_one_browser_lets_nobody_in_at_another()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var asked = await AtProvider.StartAsync(AtProvider.Browser(app));
        provider.Nonce = asked["nonce"];
        using var answer = await AtProvider.ReturnAsync(AtProvider.Browser(app), ("code", "c"), ("state", asked["state"]), ("iss", provider.Issuer));
        await AtProvider.RefusedAsync(answer);
    }

    [Fact]
    public async Task An_answer_works_once()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        var asked = await AtProvider.StartAsync(browser);
        provider.Nonce = asked["nonce"];
        (string, string?)[] query = [("code", "c"), ("state", asked["state"]), ("iss", provider.Issuer)];
        using (var first = await AtProvider.ReturnAsync(browser, query)) Assert.True(AtProvider.HasSession(first));
        using var again = await AtProvider.ReturnAsync(browser, query);
        await AtProvider.RefusedAsync(again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://other.example")]
    public async Task An_answer_that_does_not_name_our_provider_lets_nobody_in(string? issuer)
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        var asked = await AtProvider.StartAsync(browser);
        provider.Nonce = asked["nonce"];
        (string, string?)[] query = [("code", "c"), ("state", asked["state"]), .. issuer is null ? Array.Empty<(string, string?)>() : [("iss", issuer)]];
        using var answer = await AtProvider.ReturnAsync(browser, query);
        await AtProvider.RefusedAsync(answer);
    }

    [Theory]
    [InlineData("//other.example/")]
    [InlineData("/%5Cother.example/")]
    [InlineData("/%09/other.example/")]
    public async Task Nobody_is_led_elsewhere_after_signing_in(string path)
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        using var asked = await browser.GetAsync(new Uri("https://localhost" + path));
        if (asked.StatusCode == HttpStatusCode.NotFound) return; // no such page: nobody is sent to sign in for it
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Headers.Location!.Query);
        provider.Nonce = query["nonce"]!;
        using var answer = await AtProvider.ReturnAsync(browser, ("code", "c"), ("state", query["state"]), ("iss", provider.Issuer));
        Assert.StartsWith("/", answer.Headers.Location!.OriginalString);
        Assert.DoesNotMatch("^/[/\\\\\t]", answer.Headers.Location.OriginalString);
    }

    [Theory]
    [InlineData("access_denied", "Je bent niet ingelogd")]
    [InlineData("server_error", "Inloggen lukte niet")]
    public async Task A_refusal_of_the_provider_is_said_in_our_own_words(string error, string title)
    {
        await using var provider = new FakeProvider();
        var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        var asked = await AtProvider.StartAsync(browser);
        using (var answer = await AtProvider.ReturnAsync(browser, ("error", error), ("error_description", "<script>Kanarie Jansen</script>"), ("state", asked["state"]), ("iss", provider.Issuer)))
        {
            Assert.DoesNotContain("Kanarie", await answer.Content.ReadAsStringAsync());
            await AtProvider.RefusedAsync(answer, title);
        }
        var log = await ErrorPagesTests.ReadLog(app.LogFolder);
        await app.DisposeAsync();
        Assert.DoesNotContain("Kanarie", log);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("no token")]
    [InlineData("503")]
    public async Task A_provider_that_gives_no_token_lets_nobody_in(string what)
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        provider.TokenAnswer = () => what switch
        {
            "500" => Results.Json(new { error = "server_error" }, statusCode: 500),
            "html" => Results.Content("<html>", "text/html"),
            "no token" => Results.Json(new { access_token = "at", token_type = "Bearer" }),
            _ => Results.StatusCode(503),
        };
        using var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app));
        await AtProvider.RefusedAsync(answer);
    }

    [Fact]
    public async Task What_the_provider_says_about_somebody_else_counts_for_nobody()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider, ("GetClaimsFromUserInfoEndpoint", "true"));
        using (var good = await AtProvider.SignInAsync(provider, AtProvider.Browser(app))) Assert.True(AtProvider.HasSession(good));
        provider.UserInfo = () => new { sub = "fatima" };
        using var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app));
        await AtProvider.RefusedAsync(answer);
    }

    [Theory]
    [InlineData("acr", "urn:two-factors", true)]
    [InlineData("acr", "urn:password", false)]
    [InlineData("acr", null, false)]
    [InlineData("amr", "mfa", true)]
    [InlineData("amr", "pwd", false)]
    public async Task Without_the_second_factor_nobody_comes_in(string claim, string? value, bool good)
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider, claim == "acr" ? ("RequiredAcrValues:0", "urn:two-factors") : ("RequiredAmrValues:0", "mfa"));
        provider.Tamper = claims =>
        {
            if (value is not null) claims[claim] = claim == "amr" ? new[] { value } : value;
            return null;
        };
        using var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app));
        if (good) Assert.True(AtProvider.HasSession(answer));
        else await AtProvider.RefusedAsync(answer, "Een tweede stap is nodig");
    }

    [Fact]
    public async Task A_sign_in_of_long_ago_does_not_count()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider, ("MaxAge", "00:05:00"));
        using (var good = await AtProvider.SignInAsync(provider, AtProvider.Browser(app))) Assert.True(AtProvider.HasSession(good));
        provider.Tamper = claims => { claims["auth_time"] = FakeProvider.Now - 3600; return null; };
        using var answer = await AtProvider.SignInAsync(provider, AtProvider.Browser(app));
        await AtProvider.RefusedAsync(answer);
    }

    [Fact]
    public async Task Whoever_writes_a_session_cookie_themselves_is_nobody()
    {
        await using var provider = new FakeProvider();
        await using var app = AtProvider.App(provider);
        var browser = AtProvider.Browser(app);
        using var entered = await AtProvider.SignInAsync(provider, browser);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-session=", StringComparison.Ordinal)).Split(';')[0];
        foreach (var other in new[] { cookie[..^8] + "AAAAAAAA", cookie[..40], "__Host-session=", "__Host-session=chunks-2", cookie + "x" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost/") { Headers = { { "Cookie", other } } };
            using var answer = await app.CreateDefaultClient(new Uri("https://localhost")).SendAsync(request);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith(provider.Issuer, answer.Headers.Location!.OriginalString);
        }
    }
}
