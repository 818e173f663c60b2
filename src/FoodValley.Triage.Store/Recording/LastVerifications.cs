using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>How the last nightly verification of one ledger ended.</summary>
/// <param name="At">UTC.</param>
/// <param name="Ok">Nothing was wrong.</param>
/// <param name="Size">Leaves the ledger had.</param>
/// <param name="Leaf">First leaf found wrong; null when nothing is, or it is about the ledger as a whole.</param>
/// <param name="Kind">What was wrong.</param>
public sealed record LastVerification(DateTime At, bool Ok, long Size, long? Leaf, Flaw? Kind);

/// <summary>Remembers how the nightly verification ended, for the page of the privacy officer. A note, no proof. Serves HK-8b.</summary>
public sealed class LastVerifications(TriageDb db)
{
    /// <summary>Puts it in the place of the note before.</summary>
    public async Task NoteAsync(LedgerVerdict verdict, DateTime at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var value = string.Create(
            CultureInfo.InvariantCulture, $"{at.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'} {verdict.Size} {verdict.FirstWrong?.Kind.Code() ?? "ok"} {verdict.FirstWrong?.Leaf}").TrimEnd();
        var name = NameOf(verdict.Organisation);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        if (await db.Database.ExecuteSqlAsync($"UPDATE store_marks SET Value = {value} WHERE Name = {name}", cancellationToken) == 0)
            await db.Database.ExecuteSqlAsync($"INSERT INTO store_marks (Name, Value) SELECT {name}, {value} WHERE NOT EXISTS (SELECT 1 FROM store_marks WHERE Name = {name})", cancellationToken);
    }

    /// <summary>Of this organisation; null when it never ran.</summary>
    public async Task<LastVerification?> OfAsync(string organisation, CancellationToken cancellationToken = default)
    {
        var name = NameOf(organisation);
        var value = await db.StoreMarks.AsNoTracking().Where(m => m.Name == name).Select(m => m.Value).SingleOrDefaultAsync(cancellationToken);
        if (value?.Split(' ') is not [var at, var size, var kind, .. var leaf]) return null;
        return new(
            DateTime.ParseExact(at, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), kind == "ok",
            long.Parse(size, CultureInfo.InvariantCulture), leaf is [var number] ? long.Parse(number, CultureInfo.InvariantCulture) : null, Coded.Parse<Flaw>(kind));
    }

    private static string NameOf(string organisation) => "verified:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(organisation)))[..40];
}
