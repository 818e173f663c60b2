using System.Numerics;
using System.Security.Cryptography;

namespace FoodValley.Triage.Recording;

/// <summary>The tree over the leaves of a ledger: hashes and proofs of RFC 9162 (section 2.1), SHA-256, 32 bytes each.</summary>
public static class MerkleTree
{
    /// <summary>Root of a ledger without leaves.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>SHA-256(0x00 ‖ bytes).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(leaf);
        return hash.GetHashAndReset();
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + left.Length + right.Length];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + left.Length)..]);
        return SHA256.HashData(both);
    }

    /// <summary>Root over these leaf hashes.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> hashes) => hashes.Count == 0 ? EmptyRoot : Root(hashes, 0, hashes.Count);

    /// <summary>
    /// The hashes by which somebody who holds only the root sees that leaf <paramref name="index"/> is in it (2.1.3.1).
    /// Throws <see cref="ArgumentOutOfRangeException"/> when there is no such leaf.
    /// </summary>
    public static IReadOnlyList<byte[]> InclusionProof(IReadOnlyList<byte[]> hashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, hashes.Count);
        var proof = new List<byte[]>();
        Walk(0, hashes.Count);
        return proof;

        void Walk(int from, int count)
        {
            if (count == 1) return;
            var left = LargestPowerBelow(count);
            if (index < from + left)
            {
                Walk(from, left);
                proof.Add(Root(hashes, from + left, count - left));
            }
            else
            {
                Walk(from + left, count - left);
                proof.Add(Root(hashes, from, left));
            }
        }
    }

    /// <summary>True when the proof leads from this leaf hash at this place to this root of a tree of so many leaves (2.1.3.2).</summary>
    public static bool Includes(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof, byte[] root)
    {
        if (index < 0 || index >= size) return false;
        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var step in proof)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = NodeHash(step, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = NodeHash(hash, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>
    /// The hashes by which somebody who holds the root of the first <paramref name="earlier"/> leaves sees that the tree only grew (2.1.4.1).
    /// Empty when both are equally long. Throws <see cref="ArgumentOutOfRangeException"/> for 0 or more leaves than there are.
    /// </summary>
    public static IReadOnlyList<byte[]> ConsistencyProof(IReadOnlyList<byte[]> hashes, int earlier)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(earlier, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, hashes.Count);
        var proof = new List<byte[]>();
        Walk(earlier, 0, hashes.Count, whole: true);
        return proof;

        void Walk(int old, int from, int count, bool whole)
        {
            if (old == count)
            {
                if (!whole) proof.Add(Root(hashes, from, count));
                return;
            }
            var left = LargestPowerBelow(count);
            if (old <= left)
            {
                Walk(old, from, left, whole);
                proof.Add(Root(hashes, from + left, count - left));
            }
            else
            {
                Walk(old - left, from + left, count - left, whole: false);
                proof.Add(Root(hashes, from, left));
            }
        }
    }

    /// <summary>True when the proof shows that the later tree starts with all leaves of the earlier one, unchanged (2.1.4.2). An earlier tree of 0 leaves proves nothing: false.</summary>
    public static bool Extends(long earlier, byte[] earlierRoot, long later, byte[] laterRoot, IReadOnlyList<byte[]> proof)
    {
        if (earlier < 1 || earlier > later) return false;
        if (earlier == later) return proof.Count == 0 && earlierRoot.AsSpan().SequenceEqual(laterRoot);
        IReadOnlyList<byte[]> path = BitOperations.IsPow2(earlier) ? [earlierRoot, .. proof] : proof;
        if (path.Count == 0) return false;
        var (node, last) = (earlier - 1, later - 1);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }
        var (old, now) = (path[0], path[0]);
        foreach (var step in path.Skip(1))
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                old = NodeHash(step, old);
                now = NodeHash(step, now);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                now = NodeHash(now, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && old.AsSpan().SequenceEqual(earlierRoot) && now.AsSpan().SequenceEqual(laterRoot);
    }

    private static byte[] Root(IReadOnlyList<byte[]> hashes, int from, int count)
    {
        if (count == 1) return hashes[from];
        var left = LargestPowerBelow(count);
        return NodeHash(Root(hashes, from, left), Root(hashes, from + left, count - left));
    }

    private static int LargestPowerBelow(int count) => 1 << BitOperations.Log2((uint)(count - 1));
}
