using System.Diagnostics;
using System.Globalization;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Goal 9: from the start of the process to the first page, on a current database: as published against compiled while it runs.</summary>
public static class FirstPage
{
    public static async Task<IEnumerable<Result>> MeasureAsync(int rounds)
    {
        var ready = await PublishAsync("ready-to-run", true);
        var plain = await PublishAsync("plain", false);
        var folder = Directory.CreateTempSubdirectory("triage-speed-").FullName;
        try
        {
            var took = new List<(double Ready, double Plain, double ReadyCpu, double PlainCpu)>();
            for (var round = 0; round <= Math.Max(rounds, 5); round++)
            {
                var (first, firstCpu) = await StartAsync(ready, folder);
                var (second, secondCpu) = await StartAsync(plain, folder);
                if (round > 0) took.Add((first, second, firstCpu, secondCpu)); // the first makes the database and warms the disk
            }
            return
            [
                new(9, "start to first page: as published / compiled while it runs", took.Select(t => t.Ready / t.Plain).Median(), 0.75,
                    string.Create(CultureInfo.InvariantCulture,
                        $"{took.Select(t => t.Ready).Median():0.00} / {took.Select(t => t.Plain).Median():0.00} s; CPU {took.Select(t => t.ReadyCpu).Median():0.00} / {took.Select(t => t.PlainCpu).Median():0.00} s")),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, double Cpu)> StartAsync(string assembly, string folder)
    {
        var (server, took) = await ServerProcess.ProductAsync(assembly, folder, Bench.SignInPage);
        var spent = server.Spent;
        await server.DisposeAsync();
        return (took.TotalSeconds, spent.TotalSeconds);
    }

    private static async Task<string> PublishAsync(string name, bool readyToRun)
    {
        var output = Path.Combine(Repository.Root, "artifacts", "speed", name);
        Console.WriteLine($"Publishing ({name}).");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        string[] arguments =
        [
            "publish", "src/FoodValley.Triage.Web", "-c", "Release", "-o", output, "-v", "quiet", "-nodeReuse:false", readyToRun ? "-p:PublishReadyToRun=true" : "-p:PublishReadyToRun=false",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException("Publishing failed: " + said);
        return Path.Combine(output, "FoodValley.Triage.Web.dll");
    }
}
