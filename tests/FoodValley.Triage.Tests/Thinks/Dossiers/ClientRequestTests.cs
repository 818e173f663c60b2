using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

/// <summary>The clock of a request, against a calendar walked day by day.</summary>
public sealed class ClientRequestTests
{
    private static ClientRequest Of(RequestKind about, DateOnly on, params Written[] then) =>
        ClientRequest.Of(Family.Aged(14, [new RequestReceived(about, null, on, "?"), .. then])).Single();

    // Walks the calendar: as many months further, the same day, or the last day of a month that has no such day.
    private static DateOnly Walked(DateOnly from, int months)
    {
        var (day, passed) = (from, 0);
        while (passed < months)
        {
            day = day.AddDays(1);
            if (day.Day == 1) passed++;
        }
        while (day.Day < from.Day && day.AddDays(1).Day != 1) day = day.AddDays(1);
        return day;
    }

    [Fact]
    [Norm("HK-8.7")]
    public void The_last_day_is_that_of_the_calendar_for_every_day_of_eight_years()
    {
        for (var day = new DateOnly(2023, 1, 1); day.Year < 2031; day = day.AddDays(1))
        {
            Assert.Equal(Walked(day, 1), Of(RequestKind.Access, day).DueOn(day));
            Assert.Equal(Walked(day, 3), Of(RequestKind.Erasure, day).DueOn(day));
            Assert.Equal(Walked(day, 3), Of(RequestKind.Objection, day, new RequestExtended(1, day, "veel")).DueOn(day));
            Assert.Equal(day, Of(RequestKind.Withdrawal, day).DueOn(day));
        }
    }

    [Theory]
    [InlineData("2024-01-31", "2024-02-29")] // a leap day
    [InlineData("2023-01-31", "2023-02-28")]
    [InlineData("2024-02-29", "2024-03-29")]
    [InlineData("2026-03-28", "2026-04-28")] // over the night on which the clocks go forward
    [InlineData("2026-10-24", "2026-11-24")] // and back
    [Norm("HK-8.7")]
    public void Short_months_leap_days_and_summer_time_change_no_day(string on, string due) =>
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Of(RequestKind.Complaint, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)).DueOn(new(2026, 1, 1)));

    [Fact]
    [Norm("HK-8.7")]
    public void The_clock_stands_still_while_it_is_checked_who_asks()
    {
        var (on, since) = (new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 4));
        var waiting = Of(RequestKind.Access, on, new RequestPaused(1, since));
        Assert.Equal(since, waiting.PausedSince);
        Assert.Equal(new DateOnly(2026, 12, 2), waiting.DueOn(since));
        Assert.Equal(new DateOnly(2026, 12, 12), waiting.DueOn(since.AddDays(10)));

        var known = Of(RequestKind.Access, on, new RequestPaused(1, since), new RequestResumed(1, since.AddDays(6)), new RequestPaused(1, since.AddDays(8)), new RequestResumed(1, since.AddDays(9)));
        Assert.Null(known.PausedSince);
        Assert.Equal(new DateOnly(2026, 12, 9), known.DueOn(new(2026, 12, 30)));
    }

    [Fact]
    [Norm("HK-8.7")]
    public void More_time_is_taken_once_and_within_the_first_month_and_never_for_what_has_three_months_or_none()
    {
        var on = new DateOnly(2026, 11, 2);
        Assert.True(Of(RequestKind.Access, on).MayBeExtendedOn(new(2026, 12, 2)));
        Assert.False(Of(RequestKind.Access, on).MayBeExtendedOn(new(2026, 12, 3)));
        Assert.True(Of(RequestKind.Access, on, new RequestPaused(1, on), new RequestResumed(1, on.AddDays(5))).MayBeExtendedOn(new(2026, 12, 7)));
        Assert.False(Of(RequestKind.Access, on, new RequestExtended(1, on, "veel")).MayBeExtendedOn(on));
        Assert.False(Of(RequestKind.Access, on, new RequestDecided(1, RequestOutcome.Granted, on, "ja", null, [], [], null)).MayBeExtendedOn(on));
        Assert.False(Of(RequestKind.Erasure, on).MayBeExtendedOn(on));
        Assert.False(Of(RequestKind.Withdrawal, on).MayBeExtendedOn(on));
    }

    [Fact]
    [Norm("HK-8.7")]
    public void The_last_working_day_comes_before_a_weekend_or_a_holiday()
    {
        Assert.Equal(new DateOnly(2026, 12, 24), Of(RequestKind.Access, new(2026, 11, 26)).WorkingDayOn(new(2026, 11, 26))); // 26 December is a holiday and a Saturday
        Assert.Equal(new DateOnly(2026, 12, 2), Of(RequestKind.Access, new(2026, 11, 2)).WorkingDayOn(new(2026, 11, 2)));
    }

    [Fact]
    public void A_request_that_waits_asks_for_attention_until_it_is_answered()
    {
        var on = new DateOnly(2026, 11, 2);
        Assert.Contains(new DueItem(DueKind.Request, new(2026, 12, 2)), Due.Of(Family.Aged(14, new RequestReceived(RequestKind.Access, null, on, "?")), on));
        Assert.DoesNotContain(Due.Of(Family.Aged(14, new RequestReceived(RequestKind.Access, null, on, "?"), new RequestDecided(1, RequestOutcome.Refused, on, "nee", "AVG 12 lid 5", [], [], null)), on), d => d.Kind == DueKind.Request);
    }
}
