using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// The key that signs checkpoints and packages: the operator's, from <c>Ledger:KeyFile</c>. With invented data only, and without such a file, the key that
/// everybody can make; what it signs says so by its name.
/// </summary>
public static class LedgerSigning
{
    /// <summary>The operator's key, or null when none is set. Throws <see cref="CannotRunException"/> when the file cannot be read or holds no such key.</summary>
    public static LedgerKey? OfOperator(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings["Ledger:KeyFile"] is not { Length: > 0 } file) return null;
        return Read(file, LedgerKey.FromPem);
    }

    /// <summary>The key to sign with. Throws <see cref="CannotRunException"/> when there is none and the data are not invented.</summary>
    public static async Task<LedgerKey> KeyAsync(IConfiguration settings, TriageDb db, CancellationToken cancellationToken = default) =>
        OfOperator(settings) ?? (await DemoData.IsDemoAsync(db, cancellationToken)
            ? LedgerKey.Development()
            : throw new CannotRunException("Ledger:KeyFile is not set: checkpoints and packages are signed with a P-256 key of your own; see docs/operations.md."));

    /// <summary>The public half of the key in this PEM file, DER. Throws <see cref="CannotRunException"/> like <see cref="OfOperator"/>.</summary>
    public static byte[] PublicOf(string file) => Read(file, LedgerKey.PublicOf);

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"The key file {file} cannot be read: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new CannotRunException($"The key file {file} holds no P-256 key in PEM.", e);
        }
    }
}
