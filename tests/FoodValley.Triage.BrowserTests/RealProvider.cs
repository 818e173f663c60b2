using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FoodValley.Triage.BrowserTests;

/// <summary>The program with a real sign-in provider, which runs as a process of its own, and Chromium. Skipped, with the reason, where there is no Node.</summary>
public sealed class RealProvider : IAsyncLifetime, IDisposable
{
    private Process? _process;
    private AtProvider? _app;
    private readonly System.Text.StringBuilder _errors = new();

    public string Address { get; } = Free();

    public string Provider { get; } = Free();

    public string Errors => _errors.ToString();

    internal static string Folder
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!Directory.Exists(Path.Combine(at.FullName, "tests", "SignInProvider"))) at = at.Parent ?? throw new DirectoryNotFoundException("tests/SignInProvider");
            return Path.Combine(at.FullName, "tests", "SignInProvider");
        }
    }

    /// <summary>Why it cannot run here, or null.</summary>
    internal static string? Missing() =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe")))
            ? "There is no node on the path, so the sign-in provider of the tests cannot run."
            : !Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")) ? "tests/SignInProvider is not installed (npm ci did not work there when this was built)." : null;

    public async Task InitializeAsync()
    {
        if (Missing() is not null) return;
        var start = new ProcessStartInfo("node", ["server.mjs", new Uri(Provider).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), Address]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        var ready = new TaskCompletionSource();
        _process.OutputDataReceived += (_, line) => { if (line.Data == "READY") ready.TrySetResult(); };
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (await Task.WhenAny(ready.Task, Task.Delay(TimeSpan.FromSeconds(60))) != ready.Task) throw new InvalidOperationException("The sign-in provider of the tests did not start: " + Errors);
        _app = new(Provider);
        _app.UseKestrel(new Uri(Address).Port);
        _app.StartServer();
    }

    /// <summary>Somebody at a browser of their own who has not been anywhere yet.</summary>
    public async Task<Story> StoryAsync()
    {
        var look = new Look();
        var context = await (await Chromium.BrowserAsync()).NewContextAsync(new() { BaseURL = Address, Locale = "nl-NL", ViewportSize = new() { Width = look.Width, Height = Look.Height } });
        context.SetDefaultTimeout(Chromium.Patience);
        return new(await context.NewPageAsync(), look);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _app?.Dispose();
        if (_process is { HasExited: false }) _process.Kill(entireProcessTree: true);
        _process?.Dispose();
    }

    private static string Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private sealed class AtProvider(string provider) : TriageApp("Development",
        (Section + "Authority", provider), (Section + "RequireHttpsMetadata", "false"), (Section + "ClientId", "triage"), (Section + "ClientSecret", "invented-secret-for-tests-only-000"),
        (Section + "RequiredAcrValues:0", "urn:example:two-factors"), (Section + "Prompt", "login"), (Section + "PushedAuthorizationBehavior", "Require"))
    {
        private const string Section = "Authentication:Schemes:OpenIdConnect:";
    }
}

/// <summary>A story that needs the sign-in provider.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProviderFactAttribute : FactAttribute
{
    public ProviderFactAttribute() => Skip = RealProvider.Missing();
}
