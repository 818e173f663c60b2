namespace FoodValley.Triage.Tests.Thinks;

/// <summary>Working days against the public holidays as the calendar of each year prints them.</summary>
[Norm("HK-7a")]
public sealed class WorkingDaysTests
{
    // Easter Sunday of each year, from the tables of the church; the other moving days follow it by a fixed number of days.
    [Theory]
    [InlineData(2000, "04-23")]
    [InlineData(2008, "03-23")]
    [InlineData(2011, "04-24")]
    [InlineData(2019, "04-21")]
    [InlineData(2024, "03-31")]
    [InlineData(2025, "04-20")]
    [InlineData(2026, "04-05")]
    [InlineData(2027, "03-28")]
    [InlineData(2028, "04-16")]
    [InlineData(2030, "04-21")]
    [InlineData(2038, "04-25")]
    [InlineData(2049, "04-18")]
    public void Easter_Monday_Ascension_Day_and_Whit_Monday_are_free(int year, string easter)
    {
        var sunday = DateOnly.ParseExact($"{year}-{easter}", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        foreach (var free in new[] { 1, 39, 50 }) Assert.False(WorkingDays.Is(sunday.AddDays(free)), $"{sunday.AddDays(free)}");
        foreach (var work in new[] { 2, 38, 40, 51 }) Assert.True(WorkingDays.Is(sunday.AddDays(work)) || FixedFree(sunday.AddDays(work)), $"{sunday.AddDays(work)}");
        Assert.True(WorkingDays.Is(sunday.AddDays(-2)));
        Assert.False(WorkingDays.Is(sunday.AddDays(-2), goodFriday: true));

        static bool FixedFree(DateOnly day) => (day.Month, day.Day) is (4, 27);
    }

    [Theory]
    [InlineData("2026-11-24", "2026-11-25")]
    [InlineData("2026-11-27", "2026-11-30")]
    [InlineData("2026-11-28", "2026-11-30")]
    [InlineData("2026-12-24", "2026-12-28")]
    [InlineData("2026-12-31", "2027-01-04")]
    [InlineData("2026-04-02", "2026-04-03")]
    [InlineData("2026-04-03", "2026-04-07")]
    [InlineData("2026-04-24", "2026-04-28")]
    [InlineData("2025-04-25", "2025-04-28")]
    [InlineData("2026-05-13", "2026-05-15")]
    [InlineData("2028-02-28", "2028-02-29")]
    public void The_next_working_day_passes_over_weekends_and_holidays(string from, string next)
    {
        Assert.Equal(Day(next), WorkingDays.After(Day(from), 1));

        static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Liberation_Day_counts_only_where_the_organisation_says_so()
    {
        Assert.True(WorkingDays.Is(new(2026, 5, 5)));
        Assert.False(WorkingDays.Is(new(2026, 5, 5), liberationDay: true));
    }

    [Fact]
    public void Kings_Day_moves_to_Saturday_when_it_falls_on_a_Sunday()
    {
        Assert.False(WorkingDays.Is(new(2026, 4, 27)));
        // In 2025 it fell on a Sunday and was kept on Saturday: the Monday after is a working day.
        Assert.True(WorkingDays.Is(new(2025, 4, 28)));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.After(new(2026, 1, 5), 0));
    }
}
