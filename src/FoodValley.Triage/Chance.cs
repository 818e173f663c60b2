using System.Security.Cryptography;

namespace FoodValley.Triage;

/// <summary>Where random bytes come from. Passed in, so that a test or a seed run can repeat itself.</summary>
/// <param name="next">Gives the asked number of random bytes.</param>
public sealed class Chance(Func<int, byte[]> next)
{
    /// <summary>The operating system's generator: unguessable.</summary>
    public static Chance Secure { get; } = new(RandomNumberGenerator.GetBytes);

    /// <summary>The same bytes for the same seed; for invented data only, never for salts or ids of real records.</summary>
    public static Chance Seeded(int seed)
    {
        var counter = 0L;
        return new(count =>
        {
            var bytes = new byte[count];
            for (var at = 0; at < count; at += 32)
            {
                var block = SHA256.HashData(BitConverter.GetBytes(((long)seed << 32) ^ counter++));
                block.AsSpan(0, Math.Min(32, count - at)).CopyTo(bytes.AsSpan(at));
            }
            return bytes;
        });
    }

    /// <summary>So many random bytes.</summary>
    public byte[] Bytes(int count) => next(count);

    /// <summary>A new id: 122 random bits, version 4 (RFC 9562).</summary>
    public Guid Id()
    {
        var bytes = next(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
