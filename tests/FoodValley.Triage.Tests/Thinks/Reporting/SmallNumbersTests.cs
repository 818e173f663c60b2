using FoodValley.Triage.Reporting;

namespace FoodValley.Triage.Tests.Thinks.Reporting;

public class SmallNumbersTests
{
    [Theory]
    [Norm("HK-8c")]
    [InlineData("12 5 30", "")]
    [InlineData("12 4 3 30", "1 2")]
    [InlineData("0 12 30", "0")]
    [InlineData("12 4 30", "0 1")]
    [InlineData("4", "0")]
    [InlineData("", "")]
    public void Below_five_is_hidden_and_never_a_single_one_that_the_total_gives_away(string numbers, string hidden)
    {
        var found = SmallNumbers.Hidden([.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)]);
        Assert.Equal(hidden, string.Join(' ', Enumerable.Range(0, found.Count).Where(at => found[at])));
    }
}
