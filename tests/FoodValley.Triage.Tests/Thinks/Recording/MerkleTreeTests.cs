using System.Security.Cryptography;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Tests.Thinks.Recording;

[Norm("IU-ALG-6")]
public class MerkleTreeTests
{
    private static readonly byte[][] Hashes = [.. Enumerable.Range(0, 70).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i)))];

    // The definition of RFC 9162, section 2.1.1, written down as it stands there.
    private static byte[] ByDefinition(byte[][] leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return SHA256.HashData([1, .. ByDefinition(leaves[..k]), .. ByDefinition(leaves[k..])]);
    }

    // The eight leaves that implementations of certificate transparency have tested with since RFC 6962.
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Known_leaves_give_the_known_root(int count, string root)
    {
        string[] leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        byte[][] hashes = [.. leaves[..count].Select(l => MerkleTree.LeafHash(Convert.FromHexString(l)))];

        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(hashes)));
        Assert.Equal(root, Convert.ToHexStringLower(hashes.Aggregate(Frontier.Empty, (f, h) => f.Append(h)).Root()));
    }

    [Fact]
    public void The_frontier_gives_the_root_of_every_size_also_after_being_stored()
    {
        var frontier = Frontier.Empty;
        for (var size = 0; size <= Hashes.Length; size++)
        {
            Assert.Equal(size, frontier.Size);
            Assert.Equal(ByDefinition(Hashes[..size]), frontier.Root());
            Assert.Equal(ByDefinition(Hashes[..size]), MerkleTree.Root(Hashes[..size]));
            frontier = Frontier.FromBytes(frontier.ToBytes());
            if (size < Hashes.Length) frontier = frontier.Append(Hashes[size]);
        }
    }

    [Theory]
    [InlineData(""), InlineData("00000000000000"), InlineData("0000000000000001"), InlineData("ffffffffffffffff"), InlineData("000000000000000000")]
    public void A_broken_frontier_is_refused(string hex) => Assert.Throws<FormatException>(() => Frontier.FromBytes(Convert.FromHexString(hex)));

    [Fact]
    public void Every_leaf_of_every_tree_can_be_proved_and_nothing_else()
    {
        for (var size = 1; size <= 40; size++)
        {
            var root = ByDefinition(Hashes[..size]);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(Hashes[..size], index);
                Assert.True(MerkleTree.Includes(Hashes[index], index, size, proof, root));
                Assert.False(MerkleTree.Includes(Hashes[index + 1], index, size, proof, root));
                Assert.False(MerkleTree.Includes(Hashes[index], index + 1, size, proof, root));
                Assert.False(MerkleTree.Includes(Hashes[index], index - 1, size, proof, root));
                Assert.False(MerkleTree.Includes(Hashes[index], index, size, [.. proof, Hashes[0]], root));
                Assert.False(MerkleTree.Includes(Hashes[index], index, size, proof, Hashes[41]));
                for (var step = 0; step < proof.Count; step++)
                {
                    Assert.False(MerkleTree.Includes(Hashes[index], index, size, [.. proof.Where((_, i) => i != step)], root));
                    Assert.False(MerkleTree.Includes(Hashes[index], index, size, [.. proof.Select((p, i) => i == step ? Hashes[50] : p)], root));
                }
            }
        }
    }

    [Fact]
    public void Every_tree_can_be_proved_to_extend_every_earlier_one_and_no_other()
    {
        for (var later = 1; later <= 40; later++)
        {
            var now = ByDefinition(Hashes[..later]);
            for (var earlier = 1; earlier <= later; earlier++)
            {
                var old = ByDefinition(Hashes[..earlier]);
                var proof = MerkleTree.ConsistencyProof(Hashes[..later], earlier);
                Assert.True(MerkleTree.Extends(earlier, old, later, now, proof));
                Assert.False(MerkleTree.Extends(earlier, Hashes[60], later, now, proof));
                Assert.False(MerkleTree.Extends(earlier, old, later, Hashes[60], proof));
                Assert.False(MerkleTree.Extends(earlier, old, later, now, [.. proof, Hashes[60]]));
                for (var step = 0; step < proof.Count; step++)
                    Assert.False(MerkleTree.Extends(earlier, old, later, now, [.. proof.Select((p, i) => i == step ? Hashes[50] : p)]));
            }
            Assert.False(MerkleTree.Extends(0, MerkleTree.EmptyRoot, later, now, []));
            Assert.False(MerkleTree.Extends(later + 1, now, later, now, []));
        }
    }

    [Fact]
    public void A_tree_whose_past_was_rewritten_extends_nothing()
    {
        byte[][] rewritten = [.. Hashes[..20]];
        rewritten[3] = Hashes[69];
        for (var earlier = 4; earlier < 20; earlier++)
            Assert.False(MerkleTree.Extends(earlier, ByDefinition(Hashes[..earlier]), 20, ByDefinition(rewritten), MerkleTree.ConsistencyProof(rewritten, earlier)));
    }
}
