using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.WebEncoders;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Where the program listens, where its files and keys are, and where time and chance come from.</summary>
public static class Server
{
    public const string DefaultAddress = "http://localhost:5080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    public static void AddServer(this WebApplicationBuilder builder)
    {
        // The built program finds its styles from any folder and in any environment; a published one has them beside it and ignores this.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        if (AddressSettings.All(key => string.IsNullOrEmpty(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultAddress);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Chance.Secure);
        // UTF-8 says every letter itself; only what means something in HTML is escaped.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        builder.Services.AddDataProtection().SetApplicationName("FoodValley.Triage");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IConfiguration, ILoggerFactory>((options, settings, logs) =>
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(settings["DataProtection:KeyFolder"] ?? Path.Combine("App_Data", "keys")), logs));
    }
}
