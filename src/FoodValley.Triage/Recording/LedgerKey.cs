using System.Security.Cryptography;
using System.Text;

namespace FoodValley.Triage.Recording;

/// <summary>The key that signs checkpoints and manifests: ECDSA P-256 with SHA-256, signatures as ASN.1 DER. .NET here has no Ed25519. Serves HK-8b.</summary>
public sealed class LedgerKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa _key;

    private LedgerKey(ECDsa key) => (_key, PublicKey) = (key, key.ExportSubjectPublicKeyInfo());

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] PublicKey { get; }

    /// <summary>True for the key that everybody can make: with invented data only.</summary>
    public bool IsDevelopment => IsOfDevelopment(PublicKey);

    /// <summary>An operator's own private key. Throws <see cref="ArgumentException"/> when this is no PEM of a P-256 private key.</summary>
    public static LedgerKey FromPem(string pem)
    {
        var key = Read(pem);
        try
        {
            _ = key.ExportParameters(includePrivateParameters: true);
            return new(key);
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException("This PEM holds no private key.", nameof(pem), e);
        }
    }

    /// <summary>The public half of a PEM, private or public, as DER. Throws <see cref="ArgumentException"/> when this is no PEM of a P-256 key.</summary>
    public static byte[] PublicOf(string pem)
    {
        using var key = Read(pem);
        return key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>
    /// A key without any secret, the same everywhere: its private part follows from a sentence. What it signs proves nothing, and says so by its name.
    /// </summary>
    public static LedgerKey Development()
    {
        var secret = SHA256.HashData(Encoding.UTF8.GetBytes("FoodValley Triage: the development key, known to everybody"));
        return new(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret }));
    }

    /// <summary>True when this public key is the one that everybody can make.</summary>
    public static bool IsOfDevelopment(ReadOnlySpan<byte> publicKey)
    {
        using var key = Development();
        return key.PublicKey.AsSpan().SequenceEqual(publicKey);
    }

    /// <summary>First four bytes of the SHA-256 of the public key's DER.</summary>
    public static byte[] IdOf(ReadOnlySpan<byte> publicKey) => SHA256.HashData(publicKey)[..4];

    /// <summary>ASN.1 DER, over the SHA-256 of these bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>True when the owner of this public key signed exactly these bytes; false for a key that cannot be read.</summary>
    public static bool Signed(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && IsP256(key) && key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static ECDsa Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (!IsP256(key)) throw new ArgumentException("The key is not of the curve P-256.", nameof(pem));
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new ArgumentException("This is no PEM of a P-256 key.", nameof(pem), e);
        }
    }

    private static bool IsP256(ECDsa key) => key.KeySize == 256 && key.ExportParameters(includePrivateParameters: false).Curve.Oid is { } oid && (oid.Value == P256 || oid.FriendlyName is "nistP256" or "ECDSA_P256");
}
