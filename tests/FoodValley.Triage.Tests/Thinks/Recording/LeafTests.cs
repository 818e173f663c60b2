using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Tests.Thinks.Recording;

[Norm("IU-ALG-6", "HK-0a")]
public class LeafTests
{
    private static readonly Leaf Example = new(
        new LeafHeader(EntryKind.Decision, "gemeente-barneveld", 7, new DateTime(2026, 11, 24, 6, 1, 12, 123, DateTimeKind.Utc), "2026-1", "1.0", [2, 5]),
        [.. Enumerable.Repeat((byte)0xAB, 32)],
        [.. Enumerable.Repeat((byte)0x0C, 32)]);

    private const string Written =
        "{\"content\":\"0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c\",\"edition\":\"2026-1\"," +
        "\"facts\":\"abababababababababababababababababababababababababababababababab\",\"format\":1,\"kind\":\"decision\"," +
        "\"organisation\":\"gemeente-barneveld\",\"protocol\":\"1.0\",\"refers\":[2,5],\"sequence\":7,\"time\":\"2026-11-24T06:01:12.123Z\"}";

    [Fact]
    public void A_leaf_is_written_in_one_way() => Assert.Equal(Written, Encoding.UTF8.GetString(Example.ToBytes()));

    [Fact]
    public void A_leaf_reads_back()
    {
        var read = Leaf.Parse(Encoding.UTF8.GetBytes(Written));
        Assert.Equal(Example.ToBytes(), read.ToBytes());
        Assert.Equal((7L, DateTimeKind.Utc), (read.Header.Sequence, read.Header.Time.Kind));
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":2")]
    [InlineData("\"decision\"", "\"guess\"")]
    [InlineData("\"sequence\":7", "\"sequence\":7.0")]
    [InlineData("\"sequence\":7", "\"sequence\": 7")]
    [InlineData("12.123Z", "12.1234Z")]
    [InlineData("12.123Z", "12.123")]
    [InlineData("\"edition\":\"2026-1\",", "")]
    [InlineData("\"edition\":\"2026-1\"", "\"edition\":null")]
    [InlineData("\"format\":1", "\"extra\":1,\"format\":1")]
    [InlineData("0c0c", "0C0C")]
    [InlineData("{\"content\"", "[\"content\"")]
    public void One_byte_otherwise_is_no_leaf(string from, string to)
    {
        var at = Written.IndexOf(from, StringComparison.Ordinal);
        var other = Written[..at] + to + Written[(at + from.Length)..];
        Assert.Throws<FormatException>(() => Leaf.Parse(Encoding.UTF8.GetBytes(other)));
    }

    [Fact]
    public void Time_is_cut_to_milliseconds_and_never_local()
    {
        var time = new DateTime(2026, 1, 1, 0, 0, 0, 999, 999, DateTimeKind.Utc);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, 999, DateTimeKind.Utc), Leaf.TimeOf(time));
        Assert.Throws<ArgumentException>(() => (Example with { Header = Example.Header with { Time = time } }).ToBytes());
        Assert.Throws<ArgumentException>(() => (Example with { Header = Example.Header with { Time = DateTime.SpecifyKind(Leaf.TimeOf(time), DateTimeKind.Local) } }).ToBytes());
    }

    [Fact]
    public void A_commitment_is_the_hash_of_salt_and_bytes_and_fits_nothing_else()
    {
        byte[] salt = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        var commitment = Commitment.Of("facts"u8, salt);

        Assert.Equal(SHA256.HashData([.. salt, .. "facts"u8]), commitment);
        Assert.True(Commitment.Holds(commitment, "facts"u8, salt));
        Assert.False(Commitment.Holds(commitment, "factz"u8, salt));
        Assert.False(Commitment.Holds(commitment, "facts"u8, [.. salt[..31], 0]));
        Assert.False(Commitment.Holds(commitment, [32, .. "facts"u8], salt.AsSpan(0, 31)));
        Assert.Throws<ArgumentException>(() => Commitment.Of("facts"u8, salt.AsSpan(0, 31)));
    }
}
