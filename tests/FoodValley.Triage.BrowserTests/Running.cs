namespace FoodValley.Triage.BrowserTests;

/// <summary>One browser and one program for the whole run: the real Chromium and the real host on a port of its own, with the demo's people.</summary>
public sealed class Running : IAsyncLifetime, IDisposable
{
    // No sandbox: it needs rights that a container does not give. The rest keeps the browser from talking to anybody but the program.
    private static readonly string[] Switches =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly TriageApp _app = new() { Clock = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)) };
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address => _app.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        _app.UseKestrel(0);
        _app.StartServer();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = Switches,
        });
    }

    /// <summary>A person at a browser of their own, at the sign-in page; what they see is checked on every page.</summary>
    public async Task<Story> StoryAsync(Look? look = null)
    {
        look ??= new();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            Locale = "nl-NL",
            ViewportSize = new() { Width = look.Width, Height = 900 },
            JavaScriptEnabled = look.Scripts,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ForcedColors = look.ForcedColors ? ForcedColors.Active : ForcedColors.None,
        });
        context.SetDefaultTimeout(10_000);
        return new(await context.NewPageAsync(), look);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    public void Dispose() => _app.Dispose();
}

[CollectionDefinition(Name)]
public sealed class RunningProgram : ICollectionFixture<Running>
{
    public const string Name = "the running program";
}
