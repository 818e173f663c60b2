using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FoodValley.Triage.Store;

/// <summary>Rows that are written once: never changed, never removed. Serves IU-ALG-6.</summary>
internal interface IAppendOnly;

/// <summary>The first lock on what must stay. The second are database triggers, for SQL that walks past this one; the third is <see cref="Verification"/>.</summary>
internal static class AppendOnly
{
    /// <summary>Throws <see cref="InvalidOperationException"/>, before anything is sent, for a change to what must stay.</summary>
    public static void Guard(ChangeTracker changes)
    {
        foreach (var entry in changes.Entries())
        {
            if (entry.State is not (EntityState.Modified or EntityState.Deleted)) continue;
            switch (entry.Entity)
            {
                case IAppendOnly:
                    throw new InvalidOperationException($"{entry.Metadata.GetTableName()} is append-only.");
                case DraftRow when entry.Property(nameof(DraftRow.SealedAs)).OriginalValue is not null:
                    throw new InvalidOperationException("A sealed draft is closed.");
                case LedgerHeadRow head when entry.State == EntityState.Deleted || head.Size < (long)entry.Property(nameof(LedgerHeadRow.Size)).OriginalValue!:
                    throw new InvalidOperationException("A ledger only grows.");
                default:
                    continue;
            }
        }
    }
}
