using System.Globalization;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A review in the words of the screen.</summary>
public static class ReviewWords
{
    /// <summary>By when, and whether that has passed: in words, never by colour only.</summary>
    public static string DueWords(ScreenText text, ReviewItem item, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(item);
        var due = ("date", (object?)item.Due.ToString("d MMMM yyyy", CultureInfo.CurrentCulture));
        var time = ("time", (object?)WorkingDays.DueAt.ToString("HH:mm", CultureInfo.InvariantCulture));
        return text[Late(item, now) ? "review.late" : "review.due", due, time];
    }

    /// <summary>True when it runs and its day is over. <paramref name="now"/> is the clock of the Netherlands.</summary>
    public static bool Late(ReviewItem item, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.State.Runs() && item.Due.ToDateTime(WorkingDays.DueAt) < now;
    }

    public static string When(ScreenText text, DateTime utc)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Desk.Local(utc).ToString(text["format.day-and-time"], CultureInfo.CurrentCulture);
    }

    public static IEnumerable<string> Reasons(ScreenText text, ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(item);
        return item.Reasons.Select(r => text["review.why." + r.Code()]);
    }

    public static string OutcomeName(ScreenText text, Level level, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(text);
        return level == Level.Consult && outcome == Outcome.Share ? text["level-1.name"] : text[$"outcome.{outcome.Code()}.name"];
    }

    /// <summary>The questions beside the record: for the reviewer to think with, never a score.</summary>
    public static IEnumerable<string> Prompts(RecordLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Level == Level.Consult) return ["recognise", "less"];
        return
        [
            .. line.Safety ? new[] { "child", "not-share" } : [],
            "goal", "less", "self", "ground", "hat", "consent",
            .. line.Level == Level.Network ? new[] { "datwat" } : [],
            .. line.Level == Level.Feedback ? new[] { "funding" } : [],
            "informed",
        ];
    }
}
