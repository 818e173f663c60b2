using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>
/// The keys of cookies, form tokens and kept forms, so that every instance on one database reads what another wrote. Not asynchronous, because the framework that asks is not.
/// </summary>
public sealed class ProtectionKeys(TriageDb db)
{
    /// <summary>Every key that was kept, as XML, the oldest first.</summary>
    public IReadOnlyList<string> All() => [.. db.ProtectionKeys.OrderBy(k => k.Id).Select(k => k.Xml)];

    /// <summary>Keeps one more. Keys are never changed: the framework keeps a new one beside the old ones, and what takes one back is such an element too.</summary>
    /// <param name="name">What the framework calls it, cut to what the column holds.</param>
    /// <param name="xml">The element.</param>
    public void Keep(string name, string xml)
    {
        using var turn = db.WriteTurnAsync(default).AsTask().GetAwaiter().GetResult();
        db.Add(new ProtectionKeyRow { Name = name.Length > Limits.Name ? name[..Limits.Name] : name, Xml = xml });
        db.SaveChanges();
        db.ChangeTracker.Clear();
    }
}
