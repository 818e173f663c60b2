using System.Text.Json;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Commands;

/// <summary><c>backup</c> and <c>restore</c>: a copy of the embedded database while it serves, and the way back into an empty place. Both act as <c>operator</c>.</summary>
public static class BackupCommand
{
    private const string Operator = "operator";

    /// <summary>Writes the copy and a JSON line <c>{file,bytes,sha256}</c>. 0 when it is there; 3 when it cannot be made, and then there is no file.</summary>
    public static async Task<int> WriteAsync(DatabaseSettings settings, string file, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        try
        {
            var (bytes, sha256) = await Backup.WriteAsync(settings, file, Operator, clock.GetUtcNow().UtcDateTime, cancellationToken);
            await output.WriteLineAsync(JsonSerializer.Serialize(new { file, bytes, sha256 }, JsonSerializerOptions.Web));
            return 0;
        }
        catch (CannotRunException e)
        {
            await error.WriteLineAsync(e.Message);
            return 3;
        }
    }

    /// <summary>Puts it back and writes the verdict on each ledger, a JSON line each as <c>verify</c> does. 0 when it is there; 1 when a ledger does not hold and nothing was put there; 3 when it cannot be done.</summary>
    public static async Task<int> RestoreAsync(DatabaseSettings settings, string file, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        try
        {
            var verdicts = await Backup.RestoreAsync(settings, file, Operator, clock.GetUtcNow().UtcDateTime, cancellationToken);
            foreach (var verdict in verdicts) await output.WriteLineAsync(VerifyCommand.Line(verdict));
            if (verdicts.All(v => v.Ok)) return 0;
            await error.WriteLineAsync("A ledger in the backup does not hold, so nothing was put in place.");
            return 1;
        }
        catch (CannotRunException e)
        {
            await error.WriteLineAsync(e.Message);
            return 3;
        }
    }
}
