using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// Makes the exports that were asked for, one after another, and takes them away when they were kept long enough. What stops it leaves a note that says so, and
/// no file. Serves HK-8b and HK-8.6.
/// </summary>
public sealed class BackgroundExports(IServiceScopeFactory scopes, IConfiguration settings, KeptExports kept, TimeProvider clock, ILogger<BackgroundExports> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Note = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _asked = new(0);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The folder and how long files are kept: <c>Exports:Folder</c> and <c>Exports:KeepDays</c>, 7 unless set. Throws <see cref="CannotRunException"/> for days below 1 or above 366.</summary>
    public static KeptExports Kept(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var days = 7;
        if (settings["Exports:KeepDays"] is { Length: > 0 } text && !int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out days) || days is < 1 or > 366)
            throw new CannotRunException("Exports:KeepDays is a number of days from 1 to 366.");
        return new(Path.GetFullPath(settings["Exports:Folder"] is { Length: > 0 } folder ? folder : Path.Combine("App_Data", "exports")), TimeSpan.FromDays(days));
    }

    /// <summary>Something was asked for: do not wait for the next look.</summary>
    public void Wake() => _asked.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    kept.Sweep(Now);
                    while (kept.Take(Now) is { } one) await MakeAsync(one, stoppingToken);
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    log.LogError(problem, "The exports that were asked for could not be made.");
                }
                await _asked.WaitAsync(Look, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    private async Task MakeAsync(KeptExport one, CancellationToken stop)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var end = one;
        try
        {
            var noted = 0L;
            end = await WriteAsync(one, Told, cancel.Token);

            void Told(ExportProgress progress)
            {
                if (noted != 0 && clock.GetElapsedTime(noted) < Note) return;
                noted = clock.GetTimestamp();
                if (kept.MustStop(one)) cancel.Cancel();
                else kept.Note(one with { Progress = progress, Changed = Now });
            }
        }
        catch (OperationCanceledException)
        {
            end = one with { State = kept.MustStop(one) ? ExportState.Cancelled : ExportState.Stopped };
        }
        catch (ExportTooLargeException)
        {
            end = one with { State = ExportState.TooLarge };
        }
        catch (Exception problem)
        {
            log.LogError(problem, "Export {Export} could not be made.", one.Id);
            end = one with { State = ExportState.Failed };
        }
        kept.Note(end with { Changed = Now });
        kept.Sweep(Now);
    }

    private async Task<KeptExport> WriteAsync(KeptExport one, Action<ExportProgress> told, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        // Who lost the role meanwhile gets nothing.
        if (await services.GetRequiredService<People>().FindAsync(one.PersonId, stop) is not { Role: Role.PrivacyOfficer } officer || officer.OrganisationId != one.OrganisationId)
            return one with { State = ExportState.Failed };
        if (kept.MustStop(one)) return one with { State = ExportState.Cancelled };
        using var key = one.Order.Format == ExportFormat.Package ? await LedgerSigning.KeyAsync(settings, services.GetRequiredService<TriageDb>(), stop) : null;
        var exported = await services.GetRequiredService<Exports>().WriteAsync(new Act(officer, Now, one.Session), one.Order, kept.FileOf(one), key, told, stop);
        return exported is null ? one with { State = ExportState.Broken } : one with { State = ExportState.Ready, Rows = exported.Rows, Sha256 = exported.Sha256 };
    }
}
