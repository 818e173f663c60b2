using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FoodValley.Triage.Web.Access.OpenIdConnect;

/// <summary>Sign-in by OpenID Connect. The official package is a drop-in later: same scheme, section and option names (docs/choices).</summary>
public static class OidcExtensions
{
    public const string DefaultScheme = "OpenIdConnect";

    /// <summary>Same call and same configuration section as Microsoft's AddOpenIdConnect.</summary>
    public static AuthenticationBuilder AddOpenIdConnect(this AuthenticationBuilder builder, Action<OidcOptions> configure, string scheme = DefaultScheme)
    {
        // Without it the key refresh runs in the background, and the first sign-in after a key rotation fails.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);
        builder.Services.AddOptions<OidcOptions>(scheme).Configure<IAuthenticationConfigurationProvider>((options, provider) =>
        {
            var section = provider.GetSchemeConfiguration(scheme);
            if (section.GetSection(nameof(options.Scope)).Exists()) options.Scope.Clear();
            section.Bind(options);
        });
        builder.AddOAuth<OidcOptions, OidcHandler>(scheme, "OpenID Connect", configure);
        builder.Services.AddOptions<OidcOptions>(scheme).PostConfigure(options => // after OAuth's own, which makes Backchannel
        {
            options.SignOutScheme ??= options.SignInScheme;
            foreach (var claim in options.People.Names) options.ClaimActions.MapJsonKey(claim, claim);
            if (options.ClientSigningCredentials is null && !string.IsNullOrEmpty(options.ClientKeyFile)) options.ClientSigningCredentials = Key(options.ClientKeyFile, options.ClientKeyId);
            if (string.IsNullOrEmpty(options.MetadataAddress) && !string.IsNullOrEmpty(options.Authority))
                options.MetadataAddress = options.Authority.TrimEnd('/') + "/.well-known/openid-configuration";
            if (options.ConfigurationManager is not null || string.IsNullOrEmpty(options.MetadataAddress)) return;
            options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(options.MetadataAddress,
                new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata });
        });
        return builder;
    }

    private static SigningCredentials Key(string file, string? id)
    {
        string pem;
        try { pem = File.ReadAllText(file); }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException) { throw new InvalidOperationException($"ClientKeyFile {file} cannot be read: {problem.Message}", problem); }
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new(new RsaSecurityKey(rsa) { KeyId = id }, SecurityAlgorithms.RsaSha256);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            var ec = ECDsa.Create();
            try { ec.ImportFromPem(pem); }
            catch (Exception neither) when (neither is CryptographicException or ArgumentException) { throw new InvalidOperationException($"ClientKeyFile {file} holds no private key in PEM.", neither); }
            return new(new ECDsaSecurityKey(ec) { KeyId = id }, SecurityAlgorithms.EcdsaSha256);
        }
    }
}
