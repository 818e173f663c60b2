using System.Globalization;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// Puts access events into the ledger as soon as <c>AccessLog:SealAt</c> of an organisation wait (500 unless set); the nightly verification seals the rest.
/// Several instances may do so at once. Serves HK-8.4 and HK-8.5.
/// </summary>
public sealed class BackgroundSealing(IServiceScopeFactory scopes, IConfiguration settings, TimeProvider clock, ILogger<BackgroundSealing> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(10);

    /// <summary>Throws <see cref="CannotRunException"/> when the setting is no number from 1 to 1000.</summary>
    public static int SealAt(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings["AccessLog:SealAt"] is not { Length: > 0 } text) return 500;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= AccessBatches.Largest ? number
            : throw new CannotRunException($"AccessLog:SealAt is a number from 1 to {AccessBatches.Largest}.");
    }

    /// <summary>Seals what waits, in organisations where enough does; gives how many events were sealed.</summary>
    public async Task<int> OnceAsync(int atLeast, CancellationToken stop = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessBatches>().SealAllAsync(clock.GetUtcNow().UtcDateTime, atLeast, stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var atLeast = SealAt(settings);
        try
        {
            while (true)
            {
                await Task.Delay(Look, clock, stoppingToken);
                try
                {
                    await OnceAsync(atLeast, stoppingToken);
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    log.LogError(problem, "Access events could not be sealed.");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }
}
