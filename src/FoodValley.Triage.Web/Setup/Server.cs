using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FoodValley.Triage.Store;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.WebEncoders;
using IPNetwork = System.Net.IPNetwork;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Where the program listens, what it takes from a proxy in front of it, and where time and chance come from.</summary>
public static class Server
{
    public const string DefaultAddress = "http://localhost:5080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    public static void AddServer(this WebApplicationBuilder builder)
    {
        // The built program finds its styles from any folder and in any environment; a published one has them beside it and ignores this.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            // Nobody keeps a connection busy by saying little.
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            options.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
            options.Limits.MaxRequestHeaderCount = 64;
        });
        if (AddressSettings.All(key => string.IsNullOrEmpty(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultAddress);

        if (builder.Configuration["Proxy:Addresses"] is { Length: > 0 } proxies) builder.Services.Configure<ForwardedHeadersOptions>(options => Trust(options, proxies));

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Chance.Secure);
        // UTF-8 says every letter itself; only what means something in HTML is escaped.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }

    /// <summary>Takes the caller's address, scheme and host from the proxies that were named; first in the pipeline.</summary>
    public static void UseProxy(this WebApplication app)
    {
        if (!string.IsNullOrEmpty(app.Configuration["Proxy:Addresses"])) app.UseForwardedHeaders();
    }

    private static void Trust(ForwardedHeadersOptions options, string proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else throw new CannotRunException($"Proxy:Addresses holds '{proxy}', which is no IP address and no network such as 10.0.0.0/24.");
        }
    }
}
