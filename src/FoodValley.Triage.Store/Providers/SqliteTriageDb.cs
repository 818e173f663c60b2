using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>The embedded database: one file, nothing to install.</summary>
public sealed class SqliteTriageDb(DbContextOptions<SqliteTriageDb> options) : TriageDb(options)
{
    // One writer at a time is SQLite's rule. Writers of this program queue here in order instead of trying again and again;
    // writers of another program are waited for by the busy timeout.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Queues = new(StringComparer.Ordinal);

    private SemaphoreSlim? queue;

    internal override string CountOfBytes(string column) => $"length(CAST({column} AS BLOB))";

    // EF teaches every connection its functions each time it opens one: half the price of a read. A page reads several times.
    internal override void StayConnected()
    {
        if (Database.GetDbConnection().State == System.Data.ConnectionState.Closed) Database.OpenConnection();
    }

    // Constraint of a unique index or a primary key.
    internal override bool IsDuplicate(DbException problem) => problem is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    // Busy and locked: a writer of another program did not end within the busy timeout.
    internal override bool IsInTheWay(DbException problem) => problem is SqliteException { SqliteErrorCode: 5 or 6 };

    internal override async ValueTask<IDisposable?> WriteTurnAsync(CancellationToken cancellationToken)
    {
        queue ??= Queues.GetOrAdd(((SqliteConnection)Database.GetDbConnection()).DataSource, _ => new SemaphoreSlim(1));
        await queue.WaitAsync(cancellationToken);
        return new Turn(queue);
    }

    // A transaction on this database starts with BEGIN IMMEDIATE: it holds the one write lock already.
    internal override Task LockLedgerAsync(string organisationId, CancellationToken cancellationToken) => Task.CompletedTask;

    // secure_delete wrote zeroes over the rows; the journal still holds the pages as they were until it is emptied. Whoever reads from it is waited for.
    internal override async Task<bool> EraseTracesAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < 40; attempt++)
            {
                using (await WriteTurnAsync(cancellationToken))
                    if (SqlitePragmas.Emptied((SqliteConnection)Database.GetDbConnection())) return true;
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
            return false;
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
