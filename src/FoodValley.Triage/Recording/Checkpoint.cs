using System.Globalization;
using System.Text;

namespace FoodValley.Triage.Recording;

/// <summary>
/// What a ledger was at one moment, to be kept outside the database: C2SP <c>tlog-checkpoint</c>, a signed note. Whoever has an older one can
/// tell whether the ledger only grew since. Serves HK-8b and IU-ALG-6.
/// </summary>
/// <param name="Organisation">Whose ledger.</param>
/// <param name="Size">Number of leaves.</param>
/// <param name="Root">Root over them, 32 bytes.</param>
/// <param name="Development">Signed with the key that everybody can make.</param>
public sealed record Checkpoint(string Organisation, long Size, byte[] Root, bool Development)
{
    private const string Own = "foodvalley-triage/";
    private const string OfDevelopment = "foodvalley-triage-development/";
    private const string SignatureMark = "— ";

    /// <summary>First line of the note, and the name of the key.</summary>
    public string Origin => (Development ? OfDevelopment : Own) + Organisation;

    /// <summary>The text that is signed: origin, size, root, each on a line.</summary>
    public string Body() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>The note, signed: UTF-8, lines end with LF.</summary>
    public static byte[] Sign(string organisation, long size, byte[] root, LedgerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var checkpoint = new Checkpoint(organisation, size, root, key.IsDevelopment);
        var body = checkpoint.Body();
        byte[] signature = [.. LedgerKey.IdOf(key.PublicKey), .. key.Sign(Encoding.UTF8.GetBytes(body))];
        return Encoding.UTF8.GetBytes($"{body}\n{SignatureMark}{checkpoint.Origin} {Convert.ToBase64String(signature)}\n");
    }

    /// <summary>Reads exactly what <see cref="Sign"/> wrote; throws <see cref="FormatException"/> for anything else. Does not ask who signed.</summary>
    public static SignedCheckpoint Parse(ReadOnlySpan<byte> note)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(note);
        }
        catch (ArgumentException e)
        {
            throw new FormatException("The checkpoint is no UTF-8.", e);
        }
        if (text.Split('\n') is not [var origin, var size, var root, "", var signed, ""]) throw new FormatException("A checkpoint has a body of three lines and one signature.");
        var development = origin.StartsWith(OfDevelopment, StringComparison.Ordinal);
        if (!development && !origin.StartsWith(Own, StringComparison.Ordinal)) throw new FormatException("The checkpoint is of another log.");
        var organisation = origin[(development ? OfDevelopment : Own).Length..];
        if (organisation.Length == 0 || organisation.Any(c => char.IsWhiteSpace(c) || c == '+')) throw new FormatException("The checkpoint names no organisation.");
        if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count.ToString(CultureInfo.InvariantCulture) != size)
            throw new FormatException("The size of the checkpoint is no number.");
        if (!signed.StartsWith($"{SignatureMark}{origin} ", StringComparison.Ordinal)) throw new FormatException("The signature of the checkpoint is of another name.");
        var (hash, signature) = (Base64(root), Base64(signed[$"{SignatureMark}{origin} ".Length..]));
        if (hash.Length != 32) throw new FormatException("The root of the checkpoint is not 32 bytes.");
        if (signature.Length < 5) throw new FormatException("The checkpoint has no signature.");
        return new(new(organisation, count, hash, development), signature[..4], signature[4..]);
    }

    /// <summary>Base64 as it is written in one way only; throws <see cref="FormatException"/> for any other spelling.</summary>
    public static byte[] Base64(string text)
    {
        var bytes = Convert.FromBase64String(text);
        return Convert.ToBase64String(bytes) == text ? bytes : throw new FormatException("Base64 is written in one way.");
    }
}

/// <summary>A checkpoint as read, with the signature under it.</summary>
/// <param name="Checkpoint">What it says.</param>
/// <param name="KeyId">First four bytes of the SHA-256 of the signer's public key.</param>
/// <param name="Signature">ASN.1 DER.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, byte[] KeyId, byte[] Signature)
{
    /// <summary>True when the owner of this public key signed it, under the name that belongs to such a key.</summary>
    public bool IsSignedBy(ReadOnlySpan<byte> publicKey) =>
        KeyId.AsSpan().SequenceEqual(LedgerKey.IdOf(publicKey)) && Checkpoint.Development == LedgerKey.IsOfDevelopment(publicKey)
        && LedgerKey.Signed(publicKey, Encoding.UTF8.GetBytes(Checkpoint.Body()), Signature);
}
