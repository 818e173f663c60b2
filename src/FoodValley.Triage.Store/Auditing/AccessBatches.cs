using FoodValley.Triage.Auditing;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>
/// Puts access events into the ledger in batches: after it, an event that is changed, removed or slipped in is found by <see cref="Verification"/>. Several
/// instances may do so at once. Serves HK-8.4 and HK-8.5.
/// </summary>
public sealed class AccessBatches(TriageDb db, Chance chance)
{
    /// <summary>Events in one entry at most.</summary>
    public const int Largest = 1000;

    /// <summary>An event waits this long before it is sealed, so that none with a lower number is still on its way.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromMinutes(5);

    /// <summary>Seals what waits in every organisation with <paramref name="atLeast"/> events or more; gives how many events were sealed.</summary>
    public async Task<int> SealAllAsync(DateTime at, int atLeast = 1, CancellationToken cancellationToken = default)
    {
        var sum = 0;
        foreach (var organisation in await db.LedgerHeads.Select(h => h.OrganisationId).OrderBy(o => o).ToListAsync(cancellationToken))
            sum += await SealAllOfAsync(organisation, at, atLeast, cancellationToken);
        return sum;
    }

    /// <summary>The same for one organisation.</summary>
    public async Task<int> SealAllOfAsync(string organisation, DateTime at, int atLeast = 1, CancellationToken cancellationToken = default)
    {
        var sum = 0;
        while (await SealAsync(organisation, at, atLeast, cancellationToken) is var some and > 0) sum += some;
        return sum;
    }

    /// <summary>One batch of one organisation; 0, and nothing written, when fewer than <paramref name="atLeast"/> events wait.</summary>
    public async Task<int> SealAsync(string organisation, DateTime at, int atLeast = 1, CancellationToken cancellationToken = default)
    {
        var settled = StoredTime.Of(at - Settles);
        if (!await WaitAsync(organisation, settled, atLeast, cancellationToken)) return 0;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLedgerAsync(organisation, cancellationToken);
        var after = await LastAsync(organisation, cancellationToken);
        var rows = await Settled(organisation, after, await FreshAsync(organisation, after, settled, cancellationToken)).OrderBy(e => e.Id).Take(Largest).ToListAsync(cancellationToken);
        // Another instance was before us.
        if (rows.Count < Math.Max(1, atLeast)) return 0;
        var entry = AccessBatch.Of(Rulebook.Current.Id, after, [.. rows.Select(r => r.ToEvent())]);
        var sequence = await new Records(db, chance).AloneAsync(entry, organisation, Leaf.TimeOf(at), cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO access_batches (OrganisationId, Sequence, AfterEvent, LastEvent) VALUES ({organisation}, {sequence}, {after}, {rows[^1].Id})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    private async Task<bool> WaitAsync(string organisation, DateTime settled, int atLeast, CancellationToken cancellationToken)
    {
        var after = await LastAsync(organisation, cancellationToken);
        return await Settled(organisation, after, await FreshAsync(organisation, after, settled, cancellationToken)).Take(Math.Max(1, atLeast)).CountAsync(cancellationToken) >= Math.Max(1, atLeast);
    }

    private async Task<long> LastAsync(string organisation, CancellationToken cancellationToken) =>
        await db.AccessBatches.Where(b => b.OrganisationId == organisation).MaxAsync(b => (long?)b.LastEvent, cancellationToken) ?? 0;

    // The first event that is too young: clocks of several machines differ, so not every event before it in number is before it in time.
    private async Task<long> FreshAsync(string organisation, long after, DateTime settled, CancellationToken cancellationToken) =>
        await db.AccessEvents.Where(e => e.OrganisationId == organisation && e.Id > after && e.At > settled).MinAsync(e => (long?)e.Id, cancellationToken) ?? long.MaxValue;

    private IQueryable<AccessEventRow> Settled(string organisation, long after, long before) =>
        db.AccessEvents.AsNoTracking().Where(e => e.OrganisationId == organisation && e.Id > after && e.Id < before);
}
