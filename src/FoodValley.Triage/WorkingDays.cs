namespace FoodValley.Triage;

/// <summary>
/// Working days in the Netherlands: Monday to Friday without public holidays. What is due on one is due at 17:00 (contract, time; decision matrix, ambiguity 26).
/// </summary>
public static class WorkingDays
{
    /// <summary>The hour at which what is due on a working day is due, in the Netherlands.</summary>
    public static TimeOnly DueAt { get; } = new(17, 0);

    /// <summary>True when people work on this day. Good Friday and 5 May are working days unless the organisation says otherwise.</summary>
    public static bool Is(DateOnly day, bool goodFriday = false, bool liberationDay = false) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holiday(day, goodFriday, liberationDay);

    /// <summary>The working day that is so many working days after this day; <paramref name="count"/> is 1 or more.</summary>
    public static DateOnly After(DateOnly day, int count, bool goodFriday = false, bool liberationDay = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (Is(day, goodFriday, liberationDay)) count--;
        }
        return day;
    }

    private static bool Holiday(DateOnly day, bool goodFriday, bool liberationDay)
    {
        var fromEaster = day.DayNumber - Easter(day.Year).DayNumber;
        return (day.Month, day.Day) is (1, 1) or (12, 25) or (12, 26)
            || day == KingsDay(day.Year)
            || (liberationDay && (day.Month, day.Day) is (5, 5))
            // Easter Monday, Ascension Day, Whit Monday.
            || fromEaster is 1 or 39 or 50
            || (goodFriday && fromEaster == -2);
    }

    // 27 April, or the day before when that is a Sunday.
    private static DateOnly KingsDay(int year) => new DateOnly(year, 4, 27) is { DayOfWeek: DayOfWeek.Sunday } sunday ? sunday.AddDays(-1) : new(year, 4, 27);

    /// <summary>Easter Sunday of the Gregorian calendar, by the rule of Gauss in the form of Knuth.</summary>
    private static DateOnly Easter(int year)
    {
        var golden = (year % 19) + 1;
        var century = (year / 100) + 1;
        var skipped = (3 * century / 4) - 12;
        var moon = (((8 * century) + 5) / 25) - 5;
        var sunday = (5 * year / 4) - skipped - 10;
        var epact = ((11 * golden) + 20 + moon - skipped) % 30;
        if (epact < 0) epact += 30;
        if ((epact == 25 && golden > 11) || epact == 24) epact++;
        var full = 44 - epact;
        if (full < 21) full += 30;
        var day = full + 7 - ((sunday + full) % 7);
        return day > 31 ? new(year, 4, day - 31) : new(year, 3, day);
    }
}
