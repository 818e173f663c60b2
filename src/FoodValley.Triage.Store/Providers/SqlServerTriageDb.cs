using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>The production database, shared by several instances.</summary>
public sealed class SqlServerTriageDb(DbContextOptions<SqlServerTriageDb> options) : TriageDb(options)
{
    internal override string CountOfBytes(string column) => $"DATALENGTH({column})";

    // Its client keeps connections itself, and holding one while a page is written would keep it from others.
    internal override void StayConnected()
    {
    }

    internal override bool IsDuplicate(DbException problem) => problem is SqlException { Number: 2601 or 2627 };

    // Chosen as the victim of a deadlock, or a lock not given in time: the transaction is rolled back.
    internal override bool IsInTheWay(DbException problem) => problem is SqlException { Number: 1205 or 1222 };

    internal override ValueTask<IDisposable?> WriteTurnAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable?>(null);

    // A real write: its lock is held to the end of the transaction at every isolation level, which a hint on a read is not.
    internal override Task LockLedgerAsync(string organisationId, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"UPDATE ledger_heads SET Size = Size WHERE OrganisationId = {organisationId}", cancellationToken);

    // Its pages and log belong to the server; docs/keeping.md says what its keeper does.
    internal override Task<bool> EraseTracesAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
