using System.Globalization;
using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Setup;

/// <summary>From where on something in the access log is a signal: section <c>LogReview</c>.</summary>
public static class LogReviewing
{
    /// <summary>As set, or the default for what is not. Throws <see cref="CannotRunException"/> for what is no hour or no number, and for a day that ends before it begins.</summary>
    public static LogThresholds Thresholds(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection("LogReview");
        var standard = LogThresholds.Default;
        var set = new LogThresholds(
            Hour("DayBegins", standard.DayBegins), Hour("DayEnds", standard.DayEnds), Number("DossiersInADay", standard.DossiersInADay), Number("OutlierTimes", standard.OutlierTimes),
            Number("OutlierLeast", standard.OutlierLeast), Number("Overrides", standard.Overrides));
        return set.DayBegins < set.DayEnds ? set : throw new CannotRunException("LogReview:DayBegins must be before LogReview:DayEnds.");

        TimeOnly Hour(string name, TimeOnly usual) => section[name] is not { Length: > 0 } text ? usual
            : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour
            : throw new CannotRunException($"LogReview:{name} is an hour such as 07:00.");

        int Number(string name, int usual) => section[name] is not { Length: > 0 } text ? usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000 ? number
            : throw new CannotRunException($"LogReview:{name} is a number from 1 to 100000.");
    }
}
