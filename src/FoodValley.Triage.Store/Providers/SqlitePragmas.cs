using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FoodValley.Triage.Store;

/// <summary>
/// What every connection to the embedded database must have: a commit is on disk before anybody is told (synchronous=FULL), keys are enforced,
/// and what is erased is overwritten (secure_delete). Set once per physical connection.
/// </summary>
internal sealed class SqlitePragmas(TimeSpan busyTimeout) : DbConnectionInterceptor
{
    private readonly ConditionalWeakTable<object, object> done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private void Set(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        var handle = sqlite.Handle!;
        if (done.TryGetValue(handle, out _)) return;
        Run(sqlite, string.Create(CultureInfo.InvariantCulture,
            $"PRAGMA busy_timeout={(long)busyTimeout.TotalMilliseconds}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"));
        done.AddOrUpdate(handle, handle);
    }

    /// <summary>Names the first setting that is not as promised, or null.</summary>
    public static string? FirstWrong(SqliteConnection connection)
    {
        (string Name, string Value)[] wanted = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1")];
        foreach (var (name, value) in wanted)
        {
            var found = Convert.ToString(Run(connection, $"PRAGMA {name};"), CultureInfo.InvariantCulture);
            if (found != value) return $"{name} is {found}";
        }
        return null;
    }

    /// <summary>Keeps the write-ahead journal; stays with the file.</summary>
    public static void UseJournal(SqliteConnection connection) => Run(connection, "PRAGMA journal_mode=WAL;");

    /// <summary>Moves the journal into the file and empties it; false when a reader or writer was in the way.</summary>
    public static bool Emptied(SqliteConnection connection)
    {
        var patience = Convert.ToInt64(Run(connection, "PRAGMA busy_timeout;"), CultureInfo.InvariantCulture);
        try
        {
            // The caller tries again by itself; a long wait here would hold up whoever signs.
            Run(connection, "PRAGMA busy_timeout=100;");
            return Convert.ToInt64(Run(connection, "PRAGMA wal_checkpoint(TRUNCATE);"), CultureInfo.InvariantCulture) == 0;
        }
        finally
        {
            Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={patience};"));
        }
    }

    public static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
