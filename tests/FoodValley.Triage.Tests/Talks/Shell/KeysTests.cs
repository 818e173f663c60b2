using System.Diagnostics;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class KeysTests
{
    [Theory]
    [InlineData("")]
    [InlineData("below")]
    [InlineData("broken")]
    public async Task A_folder_for_keys_that_cannot_be_used_is_one_sentence(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("triage-").FullName;
        var file = Path.Combine(folder, "a-file");
        await File.WriteAllTextAsync(file, "no folder");
        var keys = kind == "below" ? Path.Combine(file, "keys") : kind == "broken" ? Path.Combine(folder, "keys") : file;
        if (kind == "broken")
        {
            Directory.CreateDirectory(keys);
            await File.WriteAllTextAsync(Path.Combine(keys, "key-1.xml"), "<key");
        }
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0", "--DataProtection:KeyFolder=" + keys, "--Database:ConnectionString=Data Source=" + Path.Combine(folder, "triage.db")])
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development" },
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var (output, said) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            // A program that does start is ended by the one below; its words then come to an end too.
            await process.WaitForExitAsync(patience.Token);
            var error = await said;
            var sentence = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith($"The folder for keys {keys} cannot be used: ", sentence);
            Assert.Contains("DataProtection:KeyFolder", sentence);
            Assert.DoesNotContain("   at ", await output + error);
            Assert.Equal(3, process.ExitCode);
            Assert.False(File.Exists(Path.Combine(folder, "triage.db")));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            Directory.Delete(folder, recursive: true);
        }
    }
}
