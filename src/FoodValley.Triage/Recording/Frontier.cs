using System.Buffers.Binary;
using System.Numerics;

namespace FoodValley.Triage.Recording;

/// <summary>
/// The right edge of a tree: the roots of its complete parts, largest first. All that is needed to append a leaf and to know the new root,
/// so that sealing costs the same at a million leaves as at ten. Immutable.
/// </summary>
public sealed class Frontier
{
    private readonly byte[][] peaks;

    private Frontier(long size, byte[][] peaks) => (Size, this.peaks) = (size, peaks);

    /// <summary>Of a ledger without leaves.</summary>
    public static Frontier Empty { get; } = new(0, []);

    /// <summary>Number of leaves.</summary>
    public long Size { get; }

    /// <summary>Root of the tree, 32 bytes.</summary>
    public byte[] Root()
    {
        if (peaks.Length == 0) return MerkleTree.EmptyRoot;
        var root = peaks[^1];
        for (var i = peaks.Length - 2; i >= 0; i--) root = MerkleTree.NodeHash(peaks[i], root);
        return root;
    }

    /// <summary>The edge with one leaf more.</summary>
    public Frontier Append(byte[] leafHash)
    {
        var merges = BitOperations.TrailingZeroCount(~Size);
        var last = leafHash;
        for (var i = 0; i < merges; i++) last = MerkleTree.NodeHash(peaks[^(i + 1)], last);
        return new Frontier(Size + 1, [.. peaks[..^merges], last]);
    }

    /// <summary>Number of leaves (8 bytes, most significant first), then 32 bytes for each complete part.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[8 + (32 * peaks.Length)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var i = 0; i < peaks.Length; i++) peaks[i].CopyTo(bytes, 8 + (32 * i));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; throws <see cref="FormatException"/> when the length does not fit the number of leaves.</summary>
    public static Frontier FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8) throw new FormatException("A frontier has at least 8 bytes.");
        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var count = BitOperations.PopCount((ulong)size);
        if (size < 0 || bytes.Length != 8 + (32 * count)) throw new FormatException("The frontier does not fit its number of leaves.");
        var peaks = new byte[count][];
        for (var i = 0; i < count; i++) peaks[i] = bytes.Slice(8 + (32 * i), 32).ToArray();
        return new Frontier(size, peaks);
    }
}
