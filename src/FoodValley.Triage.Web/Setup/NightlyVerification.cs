using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// Verifies every ledger each night, against the newest checkpoint of <c>Ledger:CheckpointFolder</c> too, and writes a new checkpoint there of every ledger
/// that holds; then the access events that wait go into those that hold, and the journal is emptied of what was destroyed. A ledger that does not hold is said as an error in the log and on the privacy officer's page. Several
/// instances may do so at once.
/// Serves HK-8b and HK-8c.
/// </summary>
public sealed class NightlyVerification(IServiceScopeFactory scopes, IConfiguration settings, TimeProvider clock, ILogger<NightlyVerification> log) : BackgroundService
{
    private static readonly TimeOnly At = new(2, 30);

    /// <summary>Whether every ledger held.</summary>
    public async Task<bool> OnceAsync(CancellationToken stop = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<TriageDb>();
        var (folder, now) = (settings["Ledger:CheckpointFolder"], clock.GetUtcNow().UtcDateTime);
        using var key = await KeyAsync(db, stop);
        var verdicts = await services.GetRequiredService<Verification>().RunAsync(Kept(folder, key), stop);
        foreach (var verdict in verdicts)
        {
            await services.GetRequiredService<LastVerifications>().NoteAsync(verdict, now, stop);
            if (verdict.FirstWrong is { } wrong)
                log.LogError("The ledger of {Organisation} does not hold: {Kind} at leaf {Leaf}. {Reason} Keep the database as it is and compare it with a backup.", verdict.Organisation, wrong.Kind.Code(), wrong.Leaf, wrong.Reason);
            else if (folder is { Length: > 0 } && key is not null && verdict.Root.Length > 0)
                await WriteAsync(folder, verdict, key, now, stop);
        }
        // Nothing is added to a ledger that does not hold: it is kept as it is.
        try
        {
            foreach (var verdict in verdicts.Where(v => v.Ok)) await services.GetRequiredService<AccessBatches>().SealAllOfAsync(verdict.Organisation, now, cancellationToken: stop);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "Access events could not be sealed.");
        }
        if (!await services.GetRequiredService<Records>().EraseTracesAsync(stop))
            log.LogWarning("The journal of the database could not be emptied because somebody reads it. What was destroyed today may still be readable there; it is tried again the next night.");
        return verdicts.All(v => v.Ok);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Until(clock.GetUtcNow().UtcDateTime), clock, stoppingToken);
                try
                {
                    await OnceAsync(stoppingToken);
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    log.LogError(problem, "The nightly verification could not run.");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    /// <summary>How long until the next half past two at night in the Netherlands.</summary>
    public static TimeSpan Until(DateTime utc)
    {
        var local = Desk.Local(utc);
        var day = DateOnly.FromDateTime(local);
        var next = day.ToDateTime(At) > local ? day : day.AddDays(1);
        // In the night in which the clock goes forward there is no half past two: half past three, then.
        var moment = next.ToDateTime(At);
        if (Desk.Amsterdam.IsInvalidTime(moment)) moment = moment.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(moment, Desk.Amsterdam) - utc;
    }

    private async Task<LedgerKey?> KeyAsync(TriageDb db, CancellationToken stop)
    {
        try
        {
            return await LedgerSigning.KeyAsync(settings, db, stop);
        }
        catch (CannotRunException problem)
        {
            log.LogWarning("No checkpoint is written: {Reason}", problem.Message);
            return null;
        }
    }

    // The newest of each organisation by the time in its name. A file that cannot be read, or that another key signed, is said: somebody may have put it there.
    private List<Checkpoint> Kept(string? folder, LedgerKey? key)
    {
        var kept = new List<Checkpoint>();
        if (folder is not { Length: > 0 } || key is null || !Directory.Exists(folder)) return kept;
        foreach (var newest in Directory.GetFiles(folder, "*" + Ending).GroupBy(f => Path.GetFileName(f).Split('.')[0], StringComparer.Ordinal).Select(g => g.Order(StringComparer.Ordinal).Last()))
        {
            try
            {
                var note = Checkpoint.Parse(File.ReadAllBytes(newest));
                if (note.IsSignedBy(key.PublicKey)) kept.Add(note.Checkpoint);
                else log.LogError("The checkpoint {File} is not signed with this program's key.", newest);
            }
            catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
            {
                log.LogError("The checkpoint {File} cannot be read: {Reason}", newest, problem.Message);
            }
        }
        return kept;
    }

    private const string Ending = ".checkpoint.txt";

    private async Task WriteAsync(string folder, LedgerVerdict verdict, LedgerKey key, DateTime now, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, $"{verdict.Organisation}.{now.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)}{Ending}");
            var unfinished = file + ".unfinished";
            await File.WriteAllBytesAsync(unfinished, Checkpoint.Sign(verdict.Organisation, verdict.Size, Convert.FromHexString(verdict.Root), key), stop);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            log.LogError("The checkpoint of {Organisation} could not be written in {Folder}: {Reason}", verdict.Organisation, folder, problem.Message);
        }
    }
}
