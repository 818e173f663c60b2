using FoodValley.Triage.Rules;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FoodValley.Triage.Web.Access.OpenIdConnect;

/// <summary>How this client proves itself at the provider. ClientSecretBasic without a secret is a public client, protected by PKCE alone.</summary>
public enum ClientAuthentication { ClientSecretBasic, ClientSecretPost, PrivateKeyJwt }

/// <summary>Whether the request is handed over directly (RFC 9126), so that the browser carries only a reference.</summary>
public enum PushedAuthorizationBehavior { UseIfAvailable, Disable, Require }

/// <summary>
/// Options for <see cref="OidcHandler"/>. Names and meaning follow Microsoft's OpenIdConnectOptions, and they are
/// read from the same place (Authentication:Schemes:OpenIdConnect). Members marked "extra" do not exist there.
/// </summary>
public class OidcOptions : OAuthOptions
{
    public OidcOptions()
    {
        CallbackPath = "/signin-oidc";
        BackchannelTimeout = TimeSpan.FromSeconds(10); // somebody waits at the screen
        AuthorizationEndpoint = TokenEndpoint = ""; // come from discovery
        UsePkce = true;
        CorrelationCookie.SameSite = SameSiteMode.Lax; // None is needed for response_mode=form_post only
        foreach (var scope in (string[])["openid", "profile"]) Scope.Add(scope);
        foreach (var claim in (string[])["nonce", "aud", "azp", "iat", "nbf", "exp", "at_hash", "c_hash"]) ClaimActions.DeleteClaim(claim);
        foreach (var claim in (string[])["name", "given_name", "family_name", "email"]) ClaimActions.MapJsonKey(claim, claim);
    }

    public string? Authority { get; set; }
    public string? MetadataAddress { get; set; }
    public bool RequireHttpsMetadata { get; set; } = true;
    public bool GetClaimsFromUserInfoEndpoint { get; set; }
    public bool MapInboundClaims { get; set; } // false here: claim names stay as the provider sends them
    public TimeSpan? MaxAge { get; set; }
    public string? Prompt { get; set; }
    public PathString SignedOutCallbackPath { get; set; } = "/signout-callback-oidc";
    public string SignedOutRedirectUri { get; set; } = "/";
    public string? SignOutScheme { get; set; }
    public PushedAuthorizationBehavior PushedAuthorizationBehavior { get; set; }

    /// <summary>Extra: how this client proves itself at the token and PAR endpoints.</summary>
    public ClientAuthentication ClientAuthentication { get; set; }
    /// <summary>Extra: the key for private_key_jwt.</summary>
    public SigningCredentials? ClientSigningCredentials { get; set; }
    /// <summary>Extra: asked for as acr_values, and one of them must come back as "acr" (e.g. the provider's MFA level).</summary>
    public ICollection<string> RequiredAcrValues { get; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>Extra: one of these must be in "amr" (e.g. "mfa"), for providers that do not send "acr".</summary>
    public ICollection<string> RequiredAmrValues { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Extra: a file with the private key for private_key_jwt (PEM; RSA, or EC on P-256), instead of <see cref="ClientSigningCredentials"/>.</summary>
    public string? ClientKeyFile { get; set; }
    /// <summary>Extra: the name of that key at the provider (kid).</summary>
    public string? ClientKeyId { get; set; }
    /// <summary>Extra: which claims say who somebody is and what for.</summary>
    public PeopleClaims People { get; } = new();

    public IConfigurationManager<OpenIdConnectConfiguration>? ConfigurationManager { get; set; }
    public OpenIdConnectProtocolValidator ProtocolValidator { get; set; } = new() { RequireStateValidation = false };
    public TokenValidationParameters TokenValidationParameters { get; set; } = new()
    {
        NameClaimType = "name",
        RoleClaimType = "role",
        ClockSkew = TimeSpan.FromMinutes(2),
        // Signed by the provider's published asymmetric keys only: never "none", never HMAC with the client secret.
        ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
    };

    public override void Validate() // not base.Validate(): that one demands a secret and static endpoints
    {
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        if (ConfigurationManager is null) throw new InvalidOperationException("Provide Authority, MetadataAddress or ConfigurationManager.");
        if (RequireHttpsMetadata && MetadataAddress is { Length: > 0 } address && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("Authority or MetadataAddress must use https (or set RequireHttpsMetadata=false, for a trial).");
        if (!CallbackPath.HasValue) throw new InvalidOperationException("Provide CallbackPath.");
        if (ClientAuthentication is ClientAuthentication.PrivateKeyJwt && ClientSigningCredentials is null) throw new InvalidOperationException("PrivateKeyJwt needs ClientKeyFile.");
        if (People.Roles.FirstOrDefault(r => Coded.Parse<Role>(r.Role) is null) is { } unknown) throw new InvalidOperationException($"People:Roles names '{unknown.Role}', which is no role here.");
        if (ClientAuthentication is ClientAuthentication.ClientSecretPost && string.IsNullOrEmpty(ClientSecret)) throw new InvalidOperationException("ClientSecretPost needs ClientSecret.");
    }
}

/// <summary>The provider let somebody in without the second factor that is asked for here.</summary>
public sealed class SecondFactorMissingException(string message) : AuthenticationFailureException(message);
