using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>
/// Forms that came in after a session had ended, as protected bytes: any instance can give them back to the person who typed them, nobody else can.
/// </summary>
public sealed class KeptForms(TriageDb db, Chance chance)
{
    /// <summary>How many one person can have: older ones make room.</summary>
    public const int MostOfOne = 20;

    /// <summary>Keeps the bytes until <paramref name="until"/> (UTC) and gives their id. What is over by <paramref name="at"/> goes.</summary>
    public async Task<Guid> KeepAsync(string personId, byte[] bytes, DateTime at, DateTime until, CancellationToken cancellationToken = default)
    {
        var id = chance.Id();
        using var turn = await db.WriteTurnAsync(cancellationToken);
        var now = StoredTime.Of(at);
        await db.HeldForms.Where(f => f.Expires <= now).ExecuteDeleteAsync(cancellationToken);
        var own = await db.HeldForms.Where(f => f.PersonId == personId).OrderByDescending(f => f.Expires).Select(f => f.Id).ToListAsync(cancellationToken);
        foreach (var old in own.Skip(MostOfOne - 1)) await db.HeldForms.Where(f => f.Id == old).ExecuteDeleteAsync(cancellationToken);
        db.HeldForms.Add(new HeldFormRow { Id = id, PersonId = personId, Bytes = bytes, Expires = StoredTime.Of(until) });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return id;
    }

    /// <summary>The bytes, or null when there are none (any more) or they are somebody else's.</summary>
    public async Task<byte[]?> FindAsync(string personId, Guid id, DateTime at, CancellationToken cancellationToken = default)
    {
        var now = StoredTime.Of(at);
        return await db.HeldForms.Where(f => f.Id == id && f.PersonId == personId && f.Expires > now).Select(f => f.Bytes).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Forgets them; nothing happens when they are gone or somebody else's.</summary>
    public async Task DropAsync(string personId, Guid id, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await db.HeldForms.Where(f => f.Id == id && f.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
    }
}
