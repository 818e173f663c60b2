using System.Globalization;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>One export that was asked for: how far it is, the file, or why there is none. Comes again by itself while it is made. Serves HK-8b and HK-8.6.</summary>
public sealed class OneExportPage(Desk desk, KeptExports kept) : PageModel
{
    private const int SecondsBetween = 3;

    public KeptExport One { get; private set; } = null!;

    /// <summary>Of 100; null while nothing is known yet.</summary>
    public long? Percent => One.Progress.Total == 0 ? null : Math.Min(100, 100 * One.Progress.Done / One.Progress.Total);

    /// <summary>False when somebody asked the page to stay as it is.</summary>
    public bool Renews { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, bool still = false)
    {
        if (await FoundAsync(id) is { } refused) return refused;
        Renews = One.Runs && !still;
        // Without script: the browser asks again.
        if (Renews) Response.Headers["Refresh"] = SecondsBetween.ToString(CultureInfo.InvariantCulture);
        return Shown("exports-one");
    }

    public async Task<IActionResult> OnGetFileAsync(Guid id)
    {
        if (await FoundAsync(id) is { } refused) return refused;
        if (One.State != ExportState.Ready || !System.IO.File.Exists(kept.FileOf(One))) return NotFound();
        var stream = new FileStream(kept.FileOf(One), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
        await desk.Log.WriteAsync(desk.Act, AccessAction.Download, detail: "export", cancellationToken: HttpContext.RequestAborted);
        var type = One.Order.Format switch
        {
            ExportFormat.Csv => "text/csv; charset=utf-8",
            ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportFormat.JsonLines => "application/x-ndjson",
            ExportFormat.Package => "application/zip",
        };
        var day = DateOnly.FromDateTime(Desk.Local(One.Asked)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return File(stream, type, $"{One.OrganisationId}-{day}.{KeptExports.EndingOf(One.Order.Format)}");
    }

    /// <summary>Asks whether it should really stop.</summary>
    public async Task<IActionResult> OnGetStopAsync(Guid id)
    {
        if (await FoundAsync(id) is { } refused) return refused;
        return One.Runs ? Shown("exports-stop") : Redirect($"/exports/{id}");
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id)
    {
        if (await FoundAsync(id) is { } refused) return refused;
        kept.Stop(desk.Person.OrganisationId, id, desk.Act.At);
        return Redirect($"/exports/{id}");
    }

    public string Until => Desk.Local(kept.Until(One)).ToString(desk.Text["format.day-and-time"], CultureInfo.CurrentCulture);

    private async Task<NotFoundResult?> FoundAsync(Guid id)
    {
        if (kept.Find(desk.Person.OrganisationId, id, desk.Act.At) is not { } one)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "export", cancellationToken: HttpContext.RequestAborted);
            return NotFound();
        }
        One = one;
        return null;
    }

    private PageResult Shown(string step)
    {
        ViewData["Title"] = desk.Text[step == "exports-stop" ? "exports.stop.title" : "exports.state." + One.State.Code()];
        ViewData["Step"] = step;
        return Page();
    }
}
