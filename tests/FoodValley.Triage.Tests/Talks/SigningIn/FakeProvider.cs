using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FoodValley.Triage.Tests.Talks.SigningIn;

/// <summary>A sign-in provider that can be told to misbehave. The test itself plays the browser, so it has no page of its own.</summary>
public sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "triage", Secret = "invented-secret-for-tests-only-000";
    private readonly WebApplication _app;

    public FakeProvider()
    {
        using (var port = new TcpListener(IPAddress.Loopback, 0))
        {
            port.Start();
            Issuer = $"http://localhost:{((IPEndPoint)port.LocalEndpoint).Port}";
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Issuer);
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () =>
        {
            var said = new Dictionary<string, object>
            {
                ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/auth", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/jwks",
                ["userinfo_endpoint"] = Issuer + "/me", ["end_session_endpoint"] = Issuer + "/logout", ["authorization_response_iss_parameter_supported"] = true,
            };
            if (Pushed is not null) said["pushed_authorization_request_endpoint"] = Issuer + "/par";
            return said;
        });
        _app.MapGet("/jwks", () =>
        {
            var p = Key.Rsa.ExportParameters(false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = Key.KeyId, n = Base64UrlEncoder.Encode(p.Modulus), e = Base64UrlEncoder.Encode(p.Exponent) } } };
        });
        _app.MapPost("/par", async (HttpRequest request) =>
        {
            Pushed = (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
            return Results.Json(new { request_uri = "urn:pushed:1", expires_in = 60 }, statusCode: 201);
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            Asked = (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
            if (TokenAnswer() is { } other) return other;
            var claims = Claims(Nonce);
            return Results.Json(new { id_token = Tamper(claims) ?? Sign(claims, new(Key, "RS256")), access_token = "at", token_type = "Bearer", expires_in = 300 });
        });
        _app.MapGet("/me", () => UserInfo());
        _app.StartAsync().GetAwaiter().GetResult();
    }

    public string Issuer { get; }

    public RsaSecurityKey Key { get; private set; } = NewKey("k1");

    /// <summary>Who signs in there.</summary>
    public string Subject { get; set; } = "sanne";

    public string Nonce { get; set; } = "";

    /// <summary>Changes the claims, or gives another token altogether.</summary>
    public Func<Dictionary<string, object>, string?> Tamper { get; set; } = _ => null;

    public Func<object> UserInfo { get; set; } = () => new { sub = "sanne" };

    public Func<IResult?> TokenAnswer { get; set; } = () => null;

    /// <summary>What came to the endpoint for pushed requests; null: it offers none.</summary>
    public Dictionary<string, string>? Pushed { get; set; }

    /// <summary>What came to the token endpoint last.</summary>
    public Dictionary<string, string> Asked { get; private set; } = [];

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public Dictionary<string, object> Claims(string? nonce) => new()
    {
        ["iss"] = Issuer, ["aud"] = ClientId, ["sub"] = Subject, ["sid"] = "sid-" + Subject, ["nonce"] = nonce ?? "", ["iat"] = Now, ["exp"] = Now + 300, ["auth_time"] = Now,
    };

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public void Rotate(string id) => Key = NewKey(id);

    public static string Sign(Dictionary<string, object> claims, SigningCredentials credentials) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials });

    /// <summary>The word by which a provider ends sessions, with these claims changed (null: left out).</summary>
    public string LogoutToken(params (string Claim, object? Value)[] changed)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer, ["aud"] = ClientId, ["sub"] = Subject, ["iat"] = Now, ["exp"] = Now + 120, ["jti"] = "1",
            ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
        };
        foreach (var (claim, value) in changed)
        {
            if (value is null) claims.Remove(claim);
            else claims[claim] = value;
        }
        return Sign(claims, new(Key, "RS256"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>The program in Production with this provider, and a browser that a test plays.</summary>
internal static class AtProvider
{
    private const string Section = "Authentication:Schemes:OpenIdConnect:";

    public static TriageApp App(FakeProvider provider, params (string Key, string? Value)[] settings) => TriageApp.InProduction(
        [(Section + "Authority", provider.Issuer), (Section + "RequireHttpsMetadata", "false"), (Section + "ClientId", FakeProvider.ClientId), (Section + "ClientSecret", FakeProvider.Secret), ("Demo:Enabled", "true"),
            .. settings.Select(s => (s.Key.Contains(':', StringComparison.Ordinal) && !s.Key.StartsWith("People", StringComparison.Ordinal) && !s.Key.StartsWith("Required", StringComparison.Ordinal) ? s.Key : Section + s.Key, s.Value))]);

    public static HttpClient Browser(TriageApp app) => app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });

    /// <summary>Asks for a page and is sent to the provider; what is sent along.</summary>
    public static async Task<Dictionary<string, string>> StartAsync(HttpClient browser, string path = "/")
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
    }

    /// <summary>Comes back from the provider with this in the address.</summary>
    public static Task<HttpResponseMessage> ReturnAsync(HttpClient browser, params (string Key, string? Value)[] query) =>
        browser.GetAsync(QueryHelpers.AddQueryString("/signin-oidc", query.ToDictionary(q => q.Key, q => q.Value)));

    public static async Task<HttpResponseMessage> SignInAsync(FakeProvider provider, HttpClient browser, string path = "/")
    {
        var asked = await StartAsync(browser, path);
        provider.Nonce = asked["nonce"];
        return await ReturnAsync(browser, ("code", "c"), ("state", asked["state"]), ("iss", provider.Issuer));
    }

    public static bool HasSession(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("__Host-session", StringComparison.Ordinal) && !c.Contains("=;", StringComparison.Ordinal));

    /// <summary>Not let in, and told so on a page with this title.</summary>
    public static async Task RefusedAsync(HttpResponseMessage answer, string title = "Inloggen lukte niet")
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(HasSession(answer));
        var page = await TriageApp.PageAsync(answer);
        Assert.Equal(title, page.QuerySelector("main h1")!.TextContent);
        Assert.Matches("^[0-9a-f]{32}$", page.QuerySelector("main code")!.TextContent);
    }
}
