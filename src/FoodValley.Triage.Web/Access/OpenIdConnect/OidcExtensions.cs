using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

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
            if (string.IsNullOrEmpty(options.MetadataAddress) && !string.IsNullOrEmpty(options.Authority))
                options.MetadataAddress = options.Authority.TrimEnd('/') + "/.well-known/openid-configuration";
            if (options.ConfigurationManager is not null || string.IsNullOrEmpty(options.MetadataAddress)) return;
            options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(options.MetadataAddress,
                new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata });
        });
        return builder;
    }
}
