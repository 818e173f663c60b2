using System.Globalization;
using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FoodValley.Triage.Web.Access.OpenIdConnect;

/// <summary>
/// OpenID Connect sign-in (authorization code flow with PKCE) and RP-initiated sign-out. The framework's OAuthHandler
/// does state, correlation cookie, error responses and the sign-in itself; Microsoft.IdentityModel does discovery,
/// key rotation and all token checks. What is written here only joins the two.
/// </summary>
public class OidcHandler(IOptionsMonitor<OidcOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<OidcOptions>(options, logger, encoder), IAuthenticationSignOutHandler
{
    private const string NonceKey = ".nonce", MaxAgeKey = ".max_age";

    private Task<OpenIdConnectConfiguration> GetConfigurationAsync() => Options.ConfigurationManager!.GetConfigurationAsync(Context.RequestAborted);

    public override Task<bool> HandleRequestAsync() =>
        Options.SignedOutCallbackPath.HasValue && Options.SignedOutCallbackPath == Request.Path ? HandleSignedOutCallbackAsync() : base.HandleRequestAsync();

    // 1. To the provider ------------------------------------------------------------------------------------------

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try { await ToProviderAsync(properties); }
        catch (Exception problem) when (problem is InvalidOperationException or HttpRequestException or IOException or JsonException or TaskCanceledException && !Context.RequestAborted.IsCancellationRequested)
        {
            Logger.LogError(problem, "The sign-in provider does not answer");
            Context.Refuse(StatusCodes.Status503ServiceUnavailable, "sign-in-away");
        }
    }

    private async Task ToProviderAsync(AuthenticationProperties properties)
    {
        var provider = await GetConfigurationAsync();
        properties.RedirectUri = Local.Url(string.IsNullOrEmpty(properties.RedirectUri) ? OriginalPathBase + OriginalPath + Request.QueryString : properties.RedirectUri);

        // The nonce travels in the encrypted state, which the correlation cookie ties to this browser.
        var nonce = properties.Items[NonceKey] = Options.ProtocolValidator.GenerateNonce();
        var maxAge = properties.GetParameter<TimeSpan?>("max_age") ?? Options.MaxAge;
        if (maxAge is not null) properties.Items[MaxAgeKey] = ((long)maxAge.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        GenerateCorrelationId(properties);

        // Base: client_id, scope, response_type=code, redirect_uri, PKCE S256, state, AdditionalAuthorizationParameters.
        var parameters = QueryHelpers.ParseQuery(BuildChallengeUrl(properties, BuildRedirectUri(Options.CallbackPath)))
            .ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        parameters["nonce"] = nonce;
        if (Options.RequiredAcrValues.Count > 0) parameters["acr_values"] = string.Join(' ', Options.RequiredAcrValues);
        if ((properties.GetParameter<string>("prompt") ?? Options.Prompt) is { } prompt) parameters["prompt"] = prompt;
        if (maxAge is not null) parameters["max_age"] = properties.Items[MaxAgeKey];

        if (await PushAsync(provider, parameters) is { } requestUri)
            parameters = new() { ["client_id"] = Options.ClientId, ["request_uri"] = requestUri };

        await Events.RedirectToAuthorizationEndpoint(new RedirectContext<OAuthOptions>(Context, Scheme, Options, properties,
            QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, parameters)));
    }

    /// <summary>RFC 9126: hand the parameters over directly, so that the browser carries only a reference.</summary>
    private async Task<string?> PushAsync(OpenIdConnectConfiguration provider, Dictionary<string, string?> parameters)
    {
        var available = !string.IsNullOrEmpty(provider.PushedAuthorizationRequestEndpoint);
        if (Options.PushedAuthorizationBehavior is PushedAuthorizationBehavior.Require && !available)
            throw new InvalidOperationException("Pushed authorization is required, but the provider offers no endpoint for it.");
        if (Options.PushedAuthorizationBehavior is PushedAuthorizationBehavior.Disable || !available) return null;
        using var response = await PostAsync(provider, provider.PushedAuthorizationRequestEndpoint, parameters);
        response.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(Context.RequestAborted));
        return json.RootElement.GetString("request_uri") ?? throw new InvalidOperationException("The pushed authorization response has no request_uri.");
    }

    // 2. Back from the provider -----------------------------------------------------------------------------------

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        // RFC 9207: the answer must name the provider we asked (mix-up attack), before anything in it is used.
        var provider = await GetConfigurationAsync();
        string? issuer = Request.Query["iss"];
        if (issuer is null ? provider.AuthorizationResponseIssParameterSupported : issuer != provider.Issuer)
            return HandleRequestResult.Fail("The issuer of the authorization response is missing or not the configured one.");
        return await base.HandleRemoteAuthenticateAsync(); // state, correlation, error/access_denied, ExchangeCode, SaveTokens, CreateTicket
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var provider = await GetConfigurationAsync();
        context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier);
        using var response = await PostAsync(provider, provider.TokenEndpoint, new()
        {
            ["grant_type"] = "authorization_code", ["code"] = context.Code, ["redirect_uri"] = context.RedirectUri, ["code_verifier"] = verifier,
        });
        var body = await response.Content.ReadAsStringAsync(Context.RequestAborted);
        return response.IsSuccessStatusCode
            ? OAuthTokenResponse.Success(JsonDocument.Parse(body))
            : OAuthTokenResponse.Failed(new AuthenticationFailureException($"The token endpoint answered {(int)response.StatusCode}."));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var message = new OpenIdConnectMessage(tokens.Response!.RootElement.GetRawText());
        properties.Items.Remove(NonceKey, out var nonce);

        // Signature, issuer, audience, lifetime, algorithm; an unknown key id makes the manager fetch the keys again.
        var parameters = Options.TokenValidationParameters.Clone();
        parameters.ValidAudience ??= Options.ClientId;
        parameters.ConfigurationManager = Options.ConfigurationManager as BaseConfigurationManager;
        var result = await new JsonWebTokenHandler { MapInboundClaims = Options.MapInboundClaims }.ValidateTokenAsync(message.IdToken, parameters);
        if (!result.IsValid) throw new AuthenticationFailureException("The id_token is not valid.", result.Exception);

        // Nonce, sub, azp, iat, at_hash.
        var jwt = JwtSecurityTokenConverter.Convert((JsonWebToken)result.SecurityToken);
        Options.ProtocolValidator.ValidateTokenResponse(new() { ClientId = Options.ClientId, ProtocolMessage = message, ValidatedIdToken = jwt, Nonce = nonce });
        if (jwt.Audiences.Count() > 1 && jwt.Payload.Azp is null) throw new AuthenticationFailureException("The id_token is also for others and does not say for whom (azp)."); // the validator only warns
        CheckAuthenticationContext(jwt, properties);

        using var user = Options.GetClaimsFromUserInfoEndpoint ? await GetUserInfoAsync(message, jwt) : JsonDocument.Parse("{}");
        properties.StoreTokens([.. properties.GetTokens(), new() { Name = "id_token", Value = message.IdToken }]); // for the sign-out; the others only with SaveTokens

        var context = new OAuthCreatingTicketContext(new(result.ClaimsIdentity), properties, Context, Scheme, Options, Backchannel, tokens, user.RootElement);
        context.RunClaimActions();
        foreach (var twice in context.Identity!.Claims.GroupBy(c => (c.Type, c.Value)).SelectMany(g => g.Skip(1)).ToList()) context.Identity.RemoveClaim(twice); // in id_token and userinfo
        await Events.CreatingTicket(context);
        return new(context.Principal!, context.Properties, Scheme.Name);
    }

    /// <summary>Asking for MFA or a fresh sign-in (acr_values, max_age) is only a request; here the answer is held to it.</summary>
    private void CheckAuthenticationContext(JwtSecurityToken jwt, AuthenticationProperties properties)
    {
        if (Options.RequiredAcrValues.Count > 0 && !Options.RequiredAcrValues.Contains(jwt.Payload.Acr ?? ""))
            throw new SecondFactorMissingException("The sign-in does not reach the required authentication context (acr).");
        if (Options.RequiredAmrValues.Count > 0 && !(jwt.Payload.Amr ?? []).Any(Options.RequiredAmrValues.Contains))
            throw new SecondFactorMissingException("The sign-in used none of the required authentication methods (amr).");
        if (properties.Items.Remove(MaxAgeKey, out var maxAge) && (!long.TryParse(jwt.Claims.FirstOrDefault(c => c.Type == "auth_time")?.Value, out var authTime)
            || DateTimeOffset.FromUnixTimeSeconds(authTime).AddSeconds(long.Parse(maxAge!, CultureInfo.InvariantCulture)) + Options.TokenValidationParameters.ClockSkew < TimeProvider.GetUtcNow()))
            throw new AuthenticationFailureException("The sign-in is older than max_age allows.");
    }

    private async Task<JsonDocument> GetUserInfoAsync(OpenIdConnectMessage message, JwtSecurityToken jwt)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, (await GetConfigurationAsync()).UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", message.AccessToken);
        using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStringAsync(Context.RequestAborted);
        Options.ProtocolValidator.ValidateUserInfoResponse(new() { UserInfoEndpointResponse = body, ValidatedIdToken = jwt }); // same sub
        return JsonDocument.Parse(body);
    }

    /// <summary>A form post to the provider with this client's authentication (RFC 6749 2.3.1, RFC 7523).</summary>
    private async Task<HttpResponseMessage> PostAsync(OpenIdConnectConfiguration provider, string endpoint, Dictionary<string, string?> form)
    {
        form = new(form) { ["client_id"] = Options.ClientId };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Version = Backchannel.DefaultRequestVersion };
        request.Headers.Accept.Add(new("application/json"));
        switch (Options.ClientAuthentication)
        {
            case ClientAuthentication.ClientSecretBasic when string.IsNullOrEmpty(Options.ClientSecret): // a public client: PKCE alone proves it is us
                break;
            case ClientAuthentication.ClientSecretBasic:
                request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(
                    $"{Uri.EscapeDataString(Options.ClientId)}:{Uri.EscapeDataString(Options.ClientSecret)}")));
                break;
            case ClientAuthentication.ClientSecretPost:
                form["client_secret"] = Options.ClientSecret;
                break;
            case ClientAuthentication.PrivateKeyJwt:
                form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                form["client_assertion"] = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
                {
                    Issuer = Options.ClientId, Audience = provider.Issuer, Expires = TimeProvider.GetUtcNow().UtcDateTime.AddMinutes(1),
                    Claims = new Dictionary<string, object> { ["sub"] = Options.ClientId, ["jti"] = Context.RequestServices.GetRequiredService<Chance>().Id().ToString("N") },
                    SigningCredentials = Options.ClientSigningCredentials,
                });
                break;
        }
        request.Content = new FormUrlEncodedContent(form);
        return await Backchannel.SendAsync(request, Context.RequestAborted);
    }

    // 3. Sign-out -------------------------------------------------------------------------------------------------

    public async Task SignOutAsync(AuthenticationProperties? properties)
    {
        properties ??= new();
        if (string.IsNullOrEmpty(properties.RedirectUri)) properties.RedirectUri = Options.SignedOutRedirectUri;
        OpenIdConnectConfiguration? provider = null;
        try { provider = await GetConfigurationAsync(); }
        catch (Exception problem) when (problem is InvalidOperationException or HttpRequestException or IOException)
        {
            Logger.LogWarning(problem, "Signed out here only: the sign-in provider does not answer");
        }
        Response.Redirect(string.IsNullOrEmpty(provider?.EndSessionEndpoint) ? properties.RedirectUri : new OpenIdConnectMessage
        {
            EnableTelemetryParameters = false,
            IssuerAddress = provider.EndSessionEndpoint,
            ClientId = Options.ClientId,
            IdTokenHint = await Context.GetTokenAsync(Options.SignOutScheme, "id_token"),
            PostLogoutRedirectUri = BuildRedirectUri(Options.SignedOutCallbackPath),
            State = Options.StateDataFormat.Protect(properties),
        }.CreateLogoutRequestUrl());
    }

    private Task<bool> HandleSignedOutCallbackAsync()
    {
        var properties = Options.StateDataFormat.Unprotect(Request.Query["state"]);
        Response.Redirect(string.IsNullOrEmpty(properties?.RedirectUri) ? Options.SignedOutRedirectUri : properties.RedirectUri);
        return Task.FromResult(true);
    }
}
