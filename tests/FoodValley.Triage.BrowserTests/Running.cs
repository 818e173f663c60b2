using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Store;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.BrowserTests;

/// <summary>
/// The running program for one class of stories: the real host on a port of its own with a fresh database and the demo's people, so that no class meets
/// what another left behind. The browser is one for the whole run. Today is Tuesday 24 November 2026.
/// </summary>
public sealed class Running : IAsyncLifetime, IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static int _dossiers;

    private readonly TriageApp _app = new() { Clock = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)) };
    private IBrowser? _browser;

    public Clock Clock => _app.Clock!;

    private string Address => _app.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        _app.UseKestrel(0);
        _app.StartServer();
        _browser = await Chromium.BrowserAsync();
    }

    /// <summary>A person at a browser of their own, at the sign-in page; what they see is checked on every page.</summary>
    public async Task<Story> StoryAsync(Look? look = null)
    {
        look ??= new();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            Locale = "nl-NL",
            ViewportSize = new() { Width = look.Width, Height = Look.Height },
            JavaScriptEnabled = look.Scripts,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ForcedColors = look.ForcedColors ? ForcedColors.Active : ForcedColors.None,
        });
        context.SetDefaultTimeout(Chromium.Patience);
        return new(await context.NewPageAsync(), look);
    }

    /// <summary>A new dossier of this person's about a boy of this age, with these parents who have custody; nothing else is written in it yet.</summary>
    public async Task<Case> DossierAsync(string person, int age = 9, params string[] parents)
    {
        using var scope = _app.Services.CreateScope();
        var services = scope.ServiceProvider;
        var who = (await services.GetRequiredService<People>().FindAsync(person))!;
        var act = new Act(who, Clock.Now.UtcDateTime, "");
        var number = $"EIGEN-{Interlocked.Increment(ref _dossiers)}";
        var added = Assert.IsType<Added>(await services.GetRequiredService<Caseload>().AddAsync(act, number, new("Daan Wolters", Today.AddYears(-age).AddMonths(-3), "06-00000501", "", "")));
        var lines = parents.Select(p => new RepresentativeNoted(services.GetRequiredService<Chance>().Id(), p, RepresentativeRole.ParentWithCustody, "", "", "", [], null)).ToList();
        if (lines.Count > 0) Assert.IsType<Wrote>(await services.GetRequiredService<CaseFiles>().WriteAsync(act, added.Dossier.Id, 0, lines));
        return new(added.Dossier.Id, number);
    }

    /// <summary>The same with a mother and a father.</summary>
    public Task<Case> FamilyAsync(string person) => DossierAsync(person, 9, "Ellen Wolters", "Thijs Wolters");

    /// <summary>The address of an export of this person's that waits for its turn; nobody begins with it soon.</summary>
    public async Task<string> WaitingExportAsync(string person)
    {
        using var scope = _app.Services.CreateScope();
        var services = scope.ServiceProvider;
        var act = new Act((await services.GetRequiredService<People>().FindAsync(person))!, Clock.Now.UtcDateTime, "");
        var kept = services.GetRequiredService<KeptExports>();
        var one = kept.Ask(act, new(new(), ExportFormat.Csv, "Jaarverslag"), services.GetRequiredService<Chance>().Id());
        // As if another instance had taken it: ours leaves it alone, however long the story lasts.
        await File.WriteAllBytesAsync(Path.ChangeExtension(kept.FileOf(one), ".taken"), []);
        return "/exports/" + one.Id;
    }

    /// <summary>Every ledger from its first leaf to its head, as the nightly verification looks at it.</summary>
    public async Task<bool> LedgersHoldAsync()
    {
        using var scope = _app.Services.CreateScope();
        return (await scope.ServiceProvider.GetRequiredService<Verification>().RunAsync()).All(l => l.Ok);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _app.Dispose();
}

/// <summary>A dossier by its id and its number.</summary>
public sealed record Case(Guid Id, string Number)
{
    public string Path => $"/dossiers/{Id}";
}

/// <summary>The one Chromium of a run. It starts with the first story and ends with the run.</summary>
internal static class Chromium
{
    /// <summary>Milliseconds that anything may take before a story gives up; much, for a machine that has more to do.</summary>
    public const float Patience = 30_000;

    // No sandbox: it needs rights that a container does not give. The rest keeps the browser from talking to anybody but the program.
    private static readonly string[] Switches =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly Lazy<Task<IBrowser>> Started = new(async () =>
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = Switches,
        });
    });

    public static Task<IBrowser> BrowserAsync() => Started.Value;
}
