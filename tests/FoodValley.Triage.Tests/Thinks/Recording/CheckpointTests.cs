using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Tests.Thinks.Recording;

public sealed class CheckpointTests
{
    [Fact]
    public void A_checkpoint_is_a_signed_note_that_others_can_check()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = LedgerKey.FromPem(own.ExportPkcs8PrivateKeyPem());
        var root = SHA256.HashData("r"u8);

        var text = Encoding.UTF8.GetString(Checkpoint.Sign("gemeente-ede", 12, root, key));

        var lines = text.Split('\n');
        Assert.Equal(["foodvalley-triage/gemeente-ede", "12", Convert.ToBase64String(root), ""], lines[..4]);
        Assert.StartsWith("— foodvalley-triage/gemeente-ede ", lines[4], StringComparison.Ordinal);
        var signature = Convert.FromBase64String(lines[4].Split(' ')[2]);
        Assert.Equal(SHA256.HashData(own.ExportSubjectPublicKeyInfo())[..4], signature[..4]);
        Assert.True(own.VerifyData(Encoding.UTF8.GetBytes(string.Join('\n', lines[..3]) + "\n"), signature[4..], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal("", lines[5]);
    }

    [Fact]
    public void Every_byte_of_a_checkpoint_counts()
    {
        using var key = LedgerKey.Development();
        var note = Checkpoint.Sign("gemeente-ede", 12, SHA256.HashData("r"u8), key);
        Assert.True(Checkpoint.Parse(note).IsSignedBy(key.PublicKey));
        for (var at = 0; at < note.Length; at++)
            for (var bit = 0; bit < 8; bit++)
            {
                var other = (byte[])note.Clone();
                other[at] ^= (byte)(1 << bit);
                Assert.False(Holds(other, key.PublicKey), $"byte {at}, bit {bit}");
            }

        static bool Holds(byte[] note, byte[] publicKey)
        {
            try
            {
                return Checkpoint.Parse(note).IsSignedBy(publicKey);
            }
            catch (FormatException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void The_development_key_is_the_same_everywhere_and_says_what_it_is()
    {
        using var one = LedgerKey.Development();
        using var two = LedgerKey.Development();
        Assert.Equal(one.PublicKey, two.PublicKey);
        Assert.True(one.IsDevelopment);
        Assert.StartsWith("foodvalley-triage-development/o\n", Encoding.UTF8.GetString(Checkpoint.Sign("o", 0, MerkleTree.EmptyRoot, one)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_curve_or_without_its_secret_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Throws<ArgumentException>(() => LedgerKey.FromPem(other.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => LedgerKey.FromPem(right.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() => LedgerKey.FromPem("no key"));
        Assert.Equal(right.ExportSubjectPublicKeyInfo(), LedgerKey.PublicOf(right.ExportSubjectPublicKeyInfoPem()));
    }
}
