using FoodValley.Triage.Auditing;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>
/// What still has to reach the Logboek Dataverwerkingen. While it is switched on, every event about a dossier that was not refused is put here in the same
/// transaction, and stays until the collector took it. Serves HK-8.4.
/// </summary>
public sealed class ProcessingOutbox(TriageDb db)
{
    /// <summary>The name of the mark that the triggers ask.</summary>
    internal const string Mark = "logboek-dataverwerkingen";

    /// <summary>From now on events are put here, or no longer; what waits stays.</summary>
    public async Task SwitchAsync(bool on, CancellationToken cancellationToken = default)
    {
        var value = on ? "on" : "off";
        if ((await db.StoreMarks.AsNoTracking().Where(m => m.Name == Mark).Select(m => m.Value).SingleOrDefaultAsync(cancellationToken) ?? "off") == value) return;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        if (await db.Database.ExecuteSqlAsync($"UPDATE store_marks SET Value = {value} WHERE Name = {Mark}", cancellationToken) == 0)
            await db.Database.ExecuteSqlAsync($"INSERT INTO store_marks (Name, Value) SELECT {Mark}, {value} WHERE NOT EXISTS (SELECT 1 FROM store_marks WHERE Name = {Mark})", cancellationToken);
    }

    /// <summary>The oldest events that wait, at most <paramref name="count"/>.</summary>
    public async Task<IReadOnlyList<AccessEvent>> WaitingAsync(int count, CancellationToken cancellationToken = default) =>
        [.. (await db.ProcessingOutbox.AsNoTracking().OrderBy(o => o.EventId).Take(count).Join(db.AccessEvents.AsNoTracking(), o => o.EventId, e => e.Id, (_, e) => e).OrderBy(e => e.Id).ToListAsync(cancellationToken)).Select(e => e.ToEvent())];

    /// <summary>How many wait.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken = default) => db.ProcessingOutbox.CountAsync(cancellationToken);

    /// <summary>The collector took these.</summary>
    public async Task TakenAsync(IReadOnlyList<long> events, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await db.ProcessingOutbox.Where(o => events.Contains(o.EventId)).ExecuteDeleteAsync(cancellationToken);
    }
}
