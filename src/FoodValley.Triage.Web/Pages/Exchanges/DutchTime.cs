using System.Globalization;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A day and a time as people in the Netherlands write them, and the moment in UTC that is stored.</summary>
public static class DutchTime
{
    private static readonly string[] Formats = ["H:mm", "HH:mm", "H.mm", "HH.mm"];

    /// <summary>The time of day as typed, or null.</summary>
    public static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact((text ?? "").Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>As a form shows it.</summary>
    public static string Write(DateTime utc) => Desk.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// The moment in UTC, or null for the hour that does not exist when summer time begins. Of the hour that comes twice when it ends, the first that
    /// lies between <paramref name="from"/> and <paramref name="until"/> is taken; the first when neither does.
    /// </summary>
    public static DateTime? Utc(DateOnly day, TimeOnly time, DateTime from, DateTime until)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (Desk.Amsterdam.IsInvalidTime(local)) return null;
        if (!Desk.Amsterdam.IsAmbiguousTime(local)) return TimeZoneInfo.ConvertTimeToUtc(local, Desk.Amsterdam);
        var moments = Desk.Amsterdam.GetAmbiguousTimeOffsets(local).Select(offset => DateTime.SpecifyKind(local - offset, DateTimeKind.Utc)).Order().ToList();
        return moments.Where(m => m >= from && m <= until).Append(moments[0]).First();
    }
}
