using System.Globalization;

namespace FoodValley.Triage.BrowserTests;

/// <summary>Pictures of pages, for people to look at: only when TRIAGE_SCREENSHOTS=1, into artifacts/screenshots.</summary>
internal static class Pictures
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("TRIAGE_SCREENSHOTS") == "1";

    /// <summary>The whole page, wide and narrow, light and dark; and what fits in the window of a laptop.</summary>
    public static async Task TakeAsync(IPage page, string story, int number, string? step, Look look)
    {
        if (!Wanted) return;
        var name = string.Create(CultureInfo.InvariantCulture, $"{story}-{number:00}-{step ?? Named(page)}");
        foreach (var width in (int[])[1280, 375])
        {
            await page.SetViewportSizeAsync(width, Look.Height);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.ScreenshotAsync(new() { Path = Place($"{name}-{width}-{scheme}.png"), FullPage = true });
            }
        }
        await page.EmulateMediaAsync(new() { ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light });
        await page.SetViewportSizeAsync(look.Width, Look.Height);
        await page.ScreenshotAsync(new() { Path = Place($"window/{name}.png") });
    }

    private static string Named(IPage page) => new Uri(page.Url).AbsolutePath.Split('/')[1] is { Length: > 0 } first ? first : "work";

    private static string Place(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FoodValley.Triage.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "artifacts", "screenshots", file.ToLowerInvariant());
    }
}
