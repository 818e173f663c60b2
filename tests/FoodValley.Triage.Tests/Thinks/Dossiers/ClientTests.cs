using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

public sealed class ClientTests
{
    [Theory]
    [InlineData("2008-06-15", "2026-06-14", 17)]
    [InlineData("2008-06-15", "2026-06-15", 18)]
    [InlineData("2008-06-15", "2026-06-16", 18)]
    [InlineData("2008-06-15", "2026-05-31", 17)]
    [InlineData("2008-06-15", "2026-07-01", 18)]
    [InlineData("2008-12-31", "2026-01-01", 17)]
    [InlineData("2008-01-01", "2026-12-31", 18)]
    [InlineData("2008-02-29", "2026-02-28", 17)]
    [InlineData("2008-02-29", "2026-03-01", 18)]
    [InlineData("2008-02-29", "2028-02-28", 19)]
    [InlineData("2008-02-29", "2028-02-29", 20)]
    [InlineData("2026-06-01", "2026-06-01", 0)]
    [InlineData("2026-05-31", "2027-05-30", 0)]
    public void Age_is_counted_in_full_years_on_the_day_itself(string born, string day, int age) =>
        Assert.Equal(age, new Client("Niemand", Day(born), "", "", "").AgeOn(Day(day)));

    [Fact]
    public void Nobody_gets_younger_and_every_birthday_counts_once()
    {
        var client = new Client("Niemand", new DateOnly(2004, 2, 29), "", "", "");
        var last = 0;
        for (var day = client.BirthDate; day.Year < 2026; day = day.AddDays(1))
        {
            var age = client.AgeOn(day);
            Assert.InRange(age, last, last + 1);
            last = age;
        }
        Assert.Equal(21, last);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
