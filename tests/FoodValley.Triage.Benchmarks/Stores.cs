using System.Diagnostics;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Two databases of invented decisions, a large and a small one, for goals 5 to 8. Given ones are used as they are; else they are seeded in a folder that goes.</summary>
public sealed class Stores : IAsyncDisposable
{
    public const string Organisation = "gemeente-barneveld";

    private readonly string _folder;

    private Stores(string folder, string large, string small) => (_folder, Large, Small) = (folder, large, small);

    public string Large { get; }
    public string Small { get; }

    /// <summary>Exports are written here.</summary>
    public string Out => Path.Combine(_folder, "out");

    public static async Task<Stores> OpenAsync(string? large, string? small, int decisions, bool walk)
    {
        var folder = Directory.CreateTempSubdirectory("triage-speed-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        var stores = new Stores(folder, large ?? await SeedAsync(folder, "large.db", decisions), small ?? await SeedAsync(folder, "small.db", 10_000));
        if (!walk) return stores;
        foreach (var file in new[] { stores.Large, stores.Small })
        {
            // What was sealed is counted once; measured is what a page costs after that.
            await using var db = Open(file);
            var day = new DateOnly(2000, 1, 1);
            var began = Stopwatch.GetTimestamp();
            await new Reports(db, Chance.Secure).OfAsync((await new People(db).FindAsync("fatima"))!, new(day, day), day);
            Console.Error.WriteLine($"{file}: counted in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        }
        return stores;
    }

    public static DatabaseSettings Settings(string file) => new() { ConnectionString = "Data Source=" + file };

    public static TriageDb Open(string file) => Database.Open(Settings(file));

    private static async Task<string> SeedAsync(string folder, string name, int decisions)
    {
        var file = Path.Combine(folder, name);
        var (code, _, _) = await RunAsync(file, "seed", "--decisions", decisions.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return code == 0 ? file : throw new InvalidOperationException("Seeding failed.");
    }

    /// <summary>The program as a shell command on this database: exit code, seconds, and the most memory it held, in MB.</summary>
    public static async Task<(int Code, double Seconds, double Megabytes)> RunAsync(string file, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Built, .. command]) { RedirectStandardOutput = true, Environment = { ["Database__ConnectionString"] = "Data Source=" + file } };
        start.Environment["Serilog__WriteTo__0__Args__path"] = Path.Combine(Path.GetTempPath(), "triage-speed-logs", "web-.json");
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        // Linux keeps the peak itself; it is gone with the process, so the last look counts.
        while (!process.WaitForExit(50))
        {
            process.Refresh();
            try { peak = Math.Max(peak, process.PeakWorkingSet64); }
            catch (InvalidOperationException) { break; }
        }
        await process.WaitForExitAsync();
        await reading;
        return (process.ExitCode, Stopwatch.GetElapsedTime(began).TotalSeconds, peak / 1e6);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
