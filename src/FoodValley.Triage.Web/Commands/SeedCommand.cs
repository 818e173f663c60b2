using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Commands;

/// <summary><c>seed</c>: invented decisions with a real ledger, to measure and to show with.</summary>
public static class SeedCommand
{
    /// <summary>0 when they are there; 2 for a number below one; 3 when the database cannot be used or holds anything but a demo.</summary>
    public static async Task<int> RunAsync(DatabaseSettings settings, int decisions, int random, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        if (decisions < 1)
        {
            await error.WriteLineAsync("--decisions is one or more.");
            return 2;
        }
        try
        {
            await Database.PrepareAsync(settings, cancellationToken);
            await using var db = Database.Open(settings);
            var at = clock.GetUtcNow().UtcDateTime;
            if (await DemoData.IsEmptyAsync(db, cancellationToken)) await DemoData.FillAsync(db, Chance.Seeded(random), at, cancellationToken);
            else if (!await DemoData.IsDemoAsync(db, cancellationToken)) throw new CannotRunException("The database is in use for real work: invented decisions go into an empty or demo database only.");
            await DemoDecisions.AddAsync(db, decisions, random, at, cancellationToken);
            await output.WriteLineAsync($"{{\"decisions\":{decisions}}}");
            return 0;
        }
        catch (Exception e) when (Database.Reason(e, settings) is { } reason)
        {
            await error.WriteLineAsync(reason);
            return 3;
        }
    }
}
