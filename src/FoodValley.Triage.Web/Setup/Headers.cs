using Microsoft.AspNetCore.StaticAssets;

namespace FoodValley.Triage.Web.Setup;

/// <summary>What every answer tells the browser: pages, files, refusals and failures alike.</summary>
public static class Headers
{
    /// <summary>First in the pipeline; written at the last moment, so that nothing after it can leave them out.</summary>
    public static void UseHeaders(this WebApplication app)
    {
        var policy = ContentPolicy(app.Configuration);
        var withScript = policy + "; script-src 'self'; connect-src 'self'";
        var strict = !app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<WithScriptAttribute>() is null ? policy : withScript;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin"; // nothing to others; a form post still says where it comes from
                headers["Permissions-Policy"] = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                if (strict) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains"; // also when a proxy does the https
                if (context.Response.StatusCode >= 400 || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                {
                    headers.CacheControl = "no-store";
                    headers.Remove("Pragma");
                }
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>No script but where a page says so, nothing inline, nothing from elsewhere. A sign-out form ends at the sign-in provider, so its origin may be posted to.</summary>
    private static string ContentPolicy(IConfiguration settings)
    {
        var provider = Access.SignIn.Provider(settings) is { } address ? " " + address.GetLeftPart(UriPartial.Authority) : "";
        return $"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'{provider}; frame-ancestors 'none'; base-uri 'none'";
    }
}
