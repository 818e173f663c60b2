using System.Globalization;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>What was wrongly shared, with the time left to tell the regulator: for the privacy officers of the organisation. Serves HK-7c, HK-8c and HK-8.5.</summary>
public sealed class IncidentsPage(Desk desk, ReportedIncidents incidents) : PageModel
{
    public IReadOnlyList<IncidentLine> Lines { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        Lines = await incidents.OfAsync(desk.Person, ct);
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, detail: "incidents", cancellationToken: ct);
        ViewData["Title"] = desk.Text["incidents.title"];
        ViewData["Step"] = "incidents";
    }

    public string Name(IncidentLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Kind is { } kind ? desk.Text["incident.kind.option." + kind.Code()] : desk.Text["incident.title"];
    }

    public string When(DateTime utc) => Desk.Local(utc).ToString(desk.Text["format.day-and-time"], CultureInfo.CurrentCulture);

    public string TimeLeft(IncidentLine line) => IncidentWords.TimeLeft(desk.Text, line, desk.Act.At);
}

/// <summary>How much time there is, in words.</summary>
public static class IncidentWords
{
    /// <summary>Whole hours left, rounded down, so that nobody thinks there is more time than there is; or how long it is over; or that it was handled.</summary>
    public static string TimeLeft(ScreenText text, IncidentLine line, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(line);
        string When(DateTime utc) => Desk.Local(utc).ToString(text["format.day-and-time"], CultureInfo.CurrentCulture);
        if (line.HandledAt is { } handled) return text["incidents.handled", ("when", When(handled))];
        var left = line.Deadline - now;
        return left >= TimeSpan.Zero
            ? text["incidents.left", ("hours", (int)Math.Floor(left.TotalHours)), ("deadline", When(line.Deadline))]
            : text["incidents.over", ("hours", (int)Math.Ceiling(-left.TotalHours)), ("deadline", When(line.Deadline))];
    }
}
