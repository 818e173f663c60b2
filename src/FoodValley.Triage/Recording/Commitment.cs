using System.Security.Cryptography;

namespace FoodValley.Triage.Recording;

/// <summary>
/// Pins bytes without showing them: SHA-256 over salt ‖ bytes. Without the salt nobody can guess what was pinned, so that destroying
/// bytes and salt destroys everything the leaf knew about a person.
/// </summary>
public static class Commitment
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltLength = 32;

    /// <summary>32 bytes that fit only these bytes with this salt. Throws <see cref="ArgumentException"/> when the salt is not <see cref="SaltLength"/> long.</summary>
    public static byte[] Of(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltLength) throw new ArgumentException($"A salt is {SaltLength} bytes.", nameof(salt));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    /// <summary>True when <paramref name="commitment"/> pins exactly these bytes with this salt; false for any other length of salt.</summary>
    public static bool Holds(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> salt) =>
        salt.Length == SaltLength && Of(bytes, salt).AsSpan().SequenceEqual(commitment);
}
