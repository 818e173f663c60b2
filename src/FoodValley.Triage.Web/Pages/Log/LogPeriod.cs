using System.Globalization;
using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// What the pages of the log review share: the period, in words and in addresses. Without a choice it begins where the last conclusion of this scope ended.
/// Every look at the log is itself an event of it. Serves HK-8.4 and HK-8.5.
/// </summary>
public abstract class LogPeriodPage(Desk desk, LogReviews reviews, LogThresholds thresholds) : PageModel
{
    /// <summary>The longest period that is looked at at once, and the usual one, in days.</summary>
    private const int Longest = 366, Usual = 30;

    public Desk Desk => desk;
    protected LogReviews Reviews => reviews;
    protected LogThresholds Thresholds => thresholds;
    public DateOnly From { get; private set; }
    public DateOnly Until { get; private set; }

    /// <summary>Conclusions recorded earlier within reach, the newest first.</summary>
    public IReadOnlyList<LogReview> Past { get; private set; } = [];

    /// <summary>The period as the address of another page says it.</summary>
    public string Period => $"from={DayText.Write(From)}&until={DayText.Write(Until)}";

    public string PeriodWords => desk.Text["log.period", ("from", Day(From)), ("until", Day(Until))];

    public bool Whole => desk.Person.Role == Role.PrivacyOfficer;

    public string Scope => Whole ? desk.Text["log.scope.organisation"] : desk.Text["log.scope.team", ("team", desk.Person.TeamName)];

    public string Day(DateOnly? day) => day is { } known ? desk.Transcript.Day(known) : "";

    public string Moment(DateTime utc) => Desk.Local(utc).ToString(desk.Text["format.day-and-time"], CultureInfo.CurrentCulture);

    public string Say(Signal signal, LogPicture picture)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(picture);
        return desk.Text["log.signal." + signal.Kind.Code(), ("name", picture.NameOf(signal.PersonId)), ("number", signal.Number), ("day", Day(signal.Day)), ("others", signal.Others),
            ("begins", Hour(thresholds.DayBegins)), ("ends", Hour(thresholds.DayEnds)), ("limit", signal.Kind == SignalKind.ManyDossiers ? thresholds.DossiersInADay : thresholds.Overrides)];
    }

    protected async Task PeriodAsync(DateOnly? from, DateOnly? until)
    {
        Past = await reviews.PastAsync(desk.Person, HttpContext.RequestAborted);
        var scope = Whole ? "" : desk.Person.TeamId;
        Until = until is { } last && last < desk.Today ? last : desk.Today;
        From = from ?? (Past.FirstOrDefault(r => r.TeamId == scope)?.Until.AddDays(1) ?? Until.AddDays(-Usual));
        if (From > Until) From = Until;
        if (From < Until.AddDays(-Longest)) From = Until.AddDays(-Longest);
    }

    protected async Task<LogPicture> PictureAsync(string? person = null) =>
        await reviews.LookAsync(desk.Person, From, Until, thresholds, person, HttpContext.RequestAborted) ?? throw new InvalidOperationException("This door is closed to who may not review the log.");

    private static string Hour(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
