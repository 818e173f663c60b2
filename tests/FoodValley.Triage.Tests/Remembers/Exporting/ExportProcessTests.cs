using System.Diagnostics;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Commands;

namespace FoodValley.Triage.Tests.Remembers.Exporting;

/// <summary>The shell command as a process of its own, on the bad days of a machine.</summary>
public sealed class ExportProcessTests
{
    private static readonly Clock Now = new(new DateTimeOffset(Given.Noon.AddHours(1)));

    private static async Task<TestStore> SeededAsync()
    {
        var store = TestStore.New();
        using var nowhere = new StringWriter();
        Assert.Equal(0, await SeedCommand.RunAsync(store.Settings, 3000, 7, nowhere, nowhere, Now));
        return store;
    }

    // Through the shell, so that limits can be set before the program starts.
    private static Process Export(TestStore store, string file, string format, string before = "") => Process.Start(new ProcessStartInfo(
        "/bin/sh", ["-c", before + "exec dotnet \"$@\"", "sh", typeof(Program).Assembly.Location, "export", "--organisation", "gemeente-barneveld", "--format", format, "--out", file])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["Database__ConnectionString"] = store.Settings.ConnectionString, ["Serilog__WriteTo__0__Args__path"] = Path.Combine(store.Folder!, "logs", "web-.json") },
    })!;

    private static async Task<(bool Ok, long Size)> LedgerAsync(TestStore store)
    {
        var verdict = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld");
        return (verdict.Ok, verdict.Size);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("package")]
    public async Task A_process_that_is_killed_leaves_nothing_that_looks_whole_and_no_entry(string format)
    {
        await using var store = await SeededAsync();
        var (before, folder) = (await LedgerAsync(store), Directory.CreateDirectory(Path.Combine(store.Folder!, "out")).FullName);
        var file = Path.Combine(folder, "export." + format);
        using (var process = Export(store, file, format))
        {
            while (!process.HasExited && Directory.GetFiles(folder).Length == 0) Thread.Yield();
            process.Kill();
            await process.WaitForExitAsync();
        }
        Assert.False(File.Exists(file));
        Assert.All(Directory.GetFiles(folder), f => Assert.EndsWith(Exports.Unfinished, f, StringComparison.Ordinal));
        Assert.Equal(before, await LedgerAsync(store));

        using var again = Export(store, file, format);
        await again.WaitForExitAsync();
        Assert.Equal((0, true), (again.ExitCode, File.Exists(file)));
        Assert.Equal((true, before.Size + 1), await LedgerAsync(store));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("jsonl")]
    [InlineData("package")]
    public async Task A_file_that_may_not_grow_any_further_is_taken_away_and_said(string format)
    {
        await using var store = await SeededAsync();
        var (before, folder) = (await LedgerAsync(store), Directory.CreateDirectory(Path.Combine(store.Folder!, "out")).FullName);
        // No file of this process grows beyond 64 blocks (32 or 64 kB): as on a disk that is full.
        using var process = Export(store, Path.Combine(folder, "export." + format), format, "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 64; ");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 3, error);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.Equal([], Directory.GetFiles(folder));
        Assert.Equal(before, await LedgerAsync(store));
    }
}
