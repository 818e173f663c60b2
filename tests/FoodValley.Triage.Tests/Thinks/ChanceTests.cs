namespace FoodValley.Triage.Tests.Thinks;

public sealed class ChanceTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var (one, same, other) = (Chance.Seeded(5), Chance.Seeded(5), Chance.Seeded(6));
        foreach (var count in new[] { 0, 1, 16, 32, 33, 100 })
        {
            var bytes = one.Bytes(count);
            Assert.Equal(count, bytes.Length);
            Assert.Equal(bytes, same.Bytes(count));
            if (count >= 16) Assert.NotEqual(bytes, other.Bytes(count));
        }
    }

    [Fact]
    public void Seeded_bytes_go_on_and_do_not_begin_again()
    {
        var chance = Chance.Seeded(5);

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(chance.Bytes(32))).Distinct().Count());
        Assert.Equal(2, chance.Bytes(64).Chunk(32).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void An_id_is_version_4_of_RFC_9562_and_keeps_its_122_random_bits()
    {
        Assert.Equal("00000000-0000-4000-8000-000000000000", new Chance(count => new byte[count]).Id().ToString());
        Assert.Equal("ffffffff-ffff-4fff-bfff-ffffffffffff", new Chance(count => [.. Enumerable.Repeat((byte)0xFF, count)]).Id().ToString());
        Assert.Equal("00010203-0405-4607-8809-0a0b0c0d0e0f", new Chance(count => [.. Enumerable.Range(0, count).Select(i => (byte)i)]).Id().ToString());
        Assert.Equal(500, Enumerable.Range(0, 500).Select(_ => Chance.Secure.Id()).Distinct().Count());
    }
}
