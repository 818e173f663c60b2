using System.Text.Json;
using FoodValley.Triage.Store;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FoodValley.Triage.Web.Access.OpenIdConnect;

/// <summary>The provider ends sessions by itself: OpenID Connect Back-Channel Logout 1.0. No browser is in between, so there is no cookie and no form token; the signature is what counts.</summary>
public static class BackChannelLogout
{
    public const string Path = "/signout-backchannel-oidc";
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public static void MapBackChannelLogout(this WebApplication app)
    {
        if (SignIn.Provider(app.Configuration) is null) return;
        app.MapPost(Path, async (HttpContext context, IOptionsMonitor<OidcOptions> options, Sessions sessions, TimeProvider time, ILoggerFactory logs) =>
        {
            var token = context.Request.HasFormContentType ? context.Request.Form["logout_token"].ToString() : "";
            if (await ReadAsync(options.Get(OidcExtensions.DefaultScheme), token, time.GetUtcNow()) is not { } said)
            {
                logs.CreateLogger(typeof(BackChannelLogout)).LogWarning("A logout token was refused");
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            }
            await sessions.EndByProviderAsync(said.Subject, said.Session, said.At, time.GetUtcNow().UtcDateTime, context.RequestAborted);
            return Results.Ok();
        }).AllowAnonymous();
    }

    private static async Task<(string? Subject, string? Session, DateTime At)?> ReadAsync(OidcOptions options, string token, DateTimeOffset now)
    {
        if (token.Length is 0 or > 16 * 1024) return null;
        var parameters = options.TokenValidationParameters.Clone();
        parameters.ValidAudience ??= options.ClientId;
        parameters.ConfigurationManager = options.ConfigurationManager as BaseConfigurationManager;
        parameters.RequireExpirationTime = false;
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, parameters);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt) return null;
        // What tells it from an id_token: the event, and no nonce.
        if (jwt.TryGetPayloadValue<object>("nonce", out _) || !jwt.TryGetPayloadValue<JsonElement>("events", out var events)
            || events.ValueKind != JsonValueKind.Object || !events.TryGetProperty(Event, out var one) || one.ValueKind != JsonValueKind.Object) return null;
        if (!jwt.TryGetPayloadValue<long>("iat", out var issued) || (now - DateTimeOffset.FromUnixTimeSeconds(issued)).Duration() > Fresh) return null;
        var subject = jwt.TryGetPayloadValue<string>("sub", out var sub) ? sub : null;
        var session = jwt.TryGetPayloadValue<string>("sid", out var sid) ? sid : null;
        // Issued in whole seconds: a session of the same second is meant too.
        return string.IsNullOrEmpty(subject) && string.IsNullOrEmpty(session) ? null : (subject, session, DateTimeOffset.FromUnixTimeSeconds(issued).UtcDateTime.AddSeconds(1));
    }
}
