using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The events behind one signal: numbers, times and codes, with the number of the dossier and never the name of a client. Serves HK-8.4.</summary>
public sealed class LogSignalPage(Desk desk, LogReviews reviews, LogThresholds thresholds) : LogPeriodPage(desk, reviews, thresholds)
{
    public LogPicture Picture { get; private set; } = null!;
    public Signal Signal { get; private set; } = null!;
    public IReadOnlyList<LogLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? kind, string? person)
    {
        var ct = HttpContext.RequestAborted;
        var filters = new Filters(Desk.Text, Request.Query);
        await PeriodAsync(filters.Day("from"), filters.Day("until"));
        Picture = await PictureAsync();
        if (Picture.Signals.FirstOrDefault(s => s.Kind.Code() == kind && s.PersonId == person && s.Day == filters.Day("day")) is not { } found)
        {
            await Desk.Log.WriteAsync(Desk.Act, AccessAction.Refused, detail: "log-signal", cancellationToken: ct);
            return NotFound();
        }
        Signal = found;
        Lines = await Reviews.EventsAsync(Desk.Person, Signal.Events, ct);
        ViewData["Title"] = Desk.Text["log.lines.title"];
        ViewData["Step"] = "log-signal";
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Read, detail: "log-signal", cancellationToken: ct);
        return Page();
    }
}
