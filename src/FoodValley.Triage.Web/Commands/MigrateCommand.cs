using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Commands;

/// <summary><c>migrate</c>: brings the database up to date and arms what keeps it append-only. Safe to run twice, after a kill, and from two instances at once.</summary>
public static class MigrateCommand
{
    /// <summary>0 when it is up to date now; 3 when it cannot be. The applied migrations go to <paramref name="output"/>, a line each.</summary>
    public static async Task<int> RunAsync(DatabaseSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var migration in await Database.MigrateAsync(settings, cancellationToken)) await output.WriteLineAsync(migration);
            await error.WriteLineAsync("The database is up to date.");
            return 0;
        }
        catch (CannotRunException e)
        {
            await error.WriteLineAsync(e.Message);
            return 3;
        }
    }
}
