using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FoodValley.Triage.Benchmarks;

/// <summary>A server in a process of its own, so that its processor time is its alone.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Processor time spent so far.</summary>
    public TimeSpan Spent
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The product, in a demonstration of its own folder; ready when <paramref name="page"/> answers. Also tells how long that took.</summary>
    public static Task<(ServerProcess Server, TimeSpan Took)> ProductAsync(string assembly, string folder, string page = "/health/live", string? database = null)
    {
        var address = Free();
        return StartAsync(assembly, [], folder, address, page, new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = address.ToString(),
            ["Database__ConnectionString"] = "Data Source=" + (database ?? Path.Combine(folder, "triage.db")),
            ["DataProtection__KeyFolder"] = Path.Combine(folder, "keys"),
            ["Serilog__WriteTo__0__Args__path"] = Path.Combine(folder, "logs", "web-.json"),
        });
    }

    public static async Task<ServerProcess> EmptyAsync(string folder)
    {
        var address = Free();
        return (await StartAsync(typeof(ServerProcess).Assembly.Location, ["--empty-page", address.ToString()], folder, address, "/empty", [])).Server;
    }

    private static async Task<(ServerProcess Server, TimeSpan Took)> StartAsync(
        string assembly, string[] arguments, string folder, Uri address, string page, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (key, value) in settings) start.Environment[key] = value;
        start.Environment["DOTNET_TieredPGO"] = "1";

        using var client = new HttpClient { BaseAddress = address };
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { Length: > 0 } said) Console.Error.WriteLine("  server: " + said); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, address);
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60) && !process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(page);
                if (answer.StatusCode == HttpStatusCode.OK) return (server, Stopwatch.GetElapsedTime(began));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5);
            }
        }
        await server.DisposeAsync();
        throw new InvalidOperationException($"{assembly} did not serve {page}.");
    }

    private static Uri Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
