using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FoodValley.Triage.Reviewing;

namespace FoodValley.Triage.Tests.Thinks.Reviewing;

public class ReviewSelectionTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static byte[] Leaf(int at) => SHA256.HashData(BitConverter.GetBytes(at));

    [Theory]
    [Norm("HK-7a", "HK-8c", "IU-4-GRD-VIT", "HK-6a", "HK-5d")]
    [InlineData("""{"safety":true,"ground":"statutory-task"}""", "safety")]
    [InlineData("""{"safety":false,"ground":"vital-interest"}""", "vital")]
    [InlineData("""{"planAgreement":"no"}""", "no-agreement")]
    [InlineData("""{"planAgreement":"not-asked"}""", "no-agreement")]
    [InlineData("""{"specialData":true,"criminalData":false}""", "special")]
    [InlineData("""{"specialData":false,"criminalData":true}""", "special")]
    [InlineData("""{"safety":true,"ground":"vital-interest","planAgreement":"no","specialData":true}""", "safety vital no-agreement special")]
    [InlineData("""{"safety":false,"ground":"statutory-task","planAgreement":"yes","specialData":false,"criminalData":false}""", "")]
    [InlineData("""{"safety":"true","ground":7,"planAgreement":null}""", "")]
    public void What_carries_the_greatest_risk_is_always_reviewed(string facts, string reasons) =>
        Assert.Equal(reasons, string.Join(' ', ReviewSelection.Of(JsonNode.Parse(facts)!.AsObject(), Leaf(0), Key, 0).Select(r => r.Code())));

    [Fact]
    [Norm("HK-8c")]
    public void Of_the_rest_the_lot_draws_the_share_that_was_set_and_the_same_leaf_always_gives_the_same()
    {
        foreach (var percent in new[] { 1, 5, 50 })
        {
            var drawn = Enumerable.Range(0, 20_000).Count(i => ReviewSelection.Drawn(Leaf(i), Key, percent));
            // Four standard deviations around what is expected of a fair lot.
            var (expected, spread) = (200.0 * percent, 4 * Math.Sqrt(20_000 * (percent / 100.0) * (1 - (percent / 100.0))));
            Assert.InRange(drawn, expected - spread, expected + spread);
        }
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(ReviewSelection.Drawn(Leaf(i), Key, 20), ReviewSelection.Drawn(Leaf(i), Key, 20)));
        Assert.All(Enumerable.Range(0, 500), i => Assert.False(ReviewSelection.Drawn(Leaf(i), Key, 0)));
        Assert.All(Enumerable.Range(0, 500), i => Assert.True(ReviewSelection.Drawn(Leaf(i), Key, 100)));
    }

    [Fact]
    [Norm("HK-8c")]
    public void Who_does_not_know_the_key_cannot_foresee_the_lot()
    {
        byte[] other = [.. Key.Select(b => (byte)(b ^ 1))];
        var both = Enumerable.Range(0, 10_000).Count(i => ReviewSelection.Drawn(Leaf(i), Key, 20) && ReviewSelection.Drawn(Leaf(i), other, 20));
        // Two independent lots of a fifth agree in a twenty-fifth.
        Assert.InRange(both, 400 - 80, 400 + 80);
    }

    [Fact]
    public void The_lot_is_HMAC_SHA_256_over_the_hash_of_the_leaf()
    {
        var mac = HMACSHA256.HashData(Key, Leaf(3));
        var number = mac.Take(8).Aggregate(0UL, (n, b) => (n << 8) | b);
        var percent = (int)((decimal)number * 100 / ulong.MaxValue);
        Assert.False(ReviewSelection.Drawn(Leaf(3), Key, percent));
        Assert.True(ReviewSelection.Drawn(Leaf(3), Key, percent + 1));
    }

    [Theory]
    [Norm("HK-6a")]
    [InlineData("2026-11-24", true, "2026-11-25")]
    [InlineData("2026-11-27", true, "2026-11-30")]
    [InlineData("2026-12-24", true, "2026-12-28")]
    [InlineData("2026-11-24", false, "2026-12-08")]
    public void Safety_is_reviewed_by_the_next_working_day_and_the_rest_within_the_term(string signed, bool safety, string due) =>
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), ReviewSelection.Due(DateOnly.Parse(signed, System.Globalization.CultureInfo.InvariantCulture), safety, new(5, 10)));

    [Fact]
    public void The_day_is_that_of_the_Netherlands() => Assert.Equal(new DateOnly(2026, 11, 25), ReviewSelection.DayOf(new DateTime(2026, 11, 24, 23, 30, 0, DateTimeKind.Utc)));

    [Fact]
    public void A_review_always_goes_on_or_ends()
    {
        foreach (var state in Coded.All<ReviewState>())
            Assert.Equal(state is ReviewState.Open or ReviewState.Author or ReviewState.Answered, state.Runs());
        Assert.Equal((ReviewState.Agreed, ReviewState.Author, ReviewState.Author), (ReviewCourse.After(ReviewOutcome.Agreed), ReviewCourse.After(ReviewOutcome.PleaseSupplement), ReviewCourse.After(ReviewOutcome.Disagree)));
    }
}
