using System.Text.Encodings.Web;
using System.Text.Unicode;
using FoodValley.Triage.Store;
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
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(KeyFolder(settings)), logs));
    }

    /// <summary>The folder for keys can be read and written: known at the start, not at somebody's first form.</summary>
    /// <exception cref="CannotRunException">It cannot.</exception>
    public static void CheckKeys(this WebApplication app)
    {
        var folder = Path.GetFullPath(KeyFolder(app.Configuration));
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            _ = app.Services.GetRequiredService<IKeyManager>().GetAllKeys();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.Xml.XmlException)
        {
            throw new CannotRunException(
                $"The folder for keys {folder} cannot be used: {problem.Message.ReplaceLineEndings(" ")} Give this program the right to read and write there, or choose another folder with DataProtection:KeyFolder.", problem);
        }
    }

    private static string KeyFolder(IConfiguration settings) => settings["DataProtection:KeyFolder"] is { Length: > 0 } chosen ? chosen : Path.Combine("App_Data", "keys");
}
