using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Commands;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class ExportForm
{
    public string? ExportFrom { get; set; }
    public string? ExportTo { get; set; }
    public string? ExportFormat { get; set; }
    public string? ExportReason { get; set; }

    public sealed class Rules : AbstractValidator<ExportForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.ExportFrom).Cascade(CascadeMode.Stop).Day().NotAfter(today);
            RuleFor(f => f.ExportTo).Cascade(CascadeMode.Stop).Day()
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.ExportFrom) is not { } first || last >= first).WithMessage("exports.error.order");
            RuleFor(f => f.ExportFormat).Among("exports.error.format", [.. Coded.All<ExportFormat>().Select(c => c.Code())]);
            RuleFor(f => f.ExportReason).Filled("exports.error.reason");
        }
    }
}

/// <summary>
/// What the privacy officer takes along to account for the decisions, and how the proof of it stands: last verification, checkpoint. Pseudonymous: facts, no
/// texts and no names. Serves HK-8b, HK-8c and HK-8.6.
/// </summary>
public sealed class ExportsPage(Desk desk, Exports exports, LastVerifications verifications, TriageDb db, IConfiguration settings) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public ExportForm Form { get; private set; } = new();
    public LastVerification? Last { get; private set; }
    public SignedCheckpoint? Note { get; private set; }

    public async Task OnGetAsync()
    {
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, detail: "exports", cancellationToken: HttpContext.RequestAborted);
        await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var ct = HttpContext.RequestAborted;
        Form = PostedForm.Read<ExportForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new ExportForm.Rules(desk.Today).ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return await ShowAsync();
        var format = Coded.Parse<ExportFormat>(Form.ExportFormat)!.Value;
        using var key = format == ExportFormat.Package ? await KeyAsync(ct) : null;
        if (format == ExportFormat.Package && key is null)
        {
            ModelState.AddModelError("exportFormat", desk.Text["exports.error.key"]);
            return await ShowAsync();
        }
        var folder = Directory.CreateDirectory(settings["Exports:Folder"] is { Length: > 0 } chosen ? chosen : Path.Combine("App_Data", "exports")).FullName;
        var file = Path.Combine(folder, desk.Chance.Id().ToString("N"));
        var filter = ExportCommand.Period(DayText.Read(Form.ExportFrom), DayText.Read(Form.ExportTo));
        if (await exports.WriteAsync(desk.Act, filter, format, file, key, Form.ExportReason.Clean()!, ct) is null)
        {
            ModelState.AddModelError("exportFormat", desk.Text["exports.error.broken"]);
            return await ShowAsync();
        }
        // Gone as soon as it was sent, or when the browser went away.
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var (type, ending) = format switch
        {
            ExportFormat.Csv => ("text/csv; charset=utf-8", "csv"),
            ExportFormat.Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            ExportFormat.JsonLines => ("application/x-ndjson", "jsonl"),
            ExportFormat.Package => ("application/zip", "zip"),
        };
        return File(stream, type, $"{desk.Person.OrganisationId}-{desk.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{ending}");
    }

    /// <summary>The checkpoint as it is now, to keep elsewhere.</summary>
    public async Task<IActionResult> OnGetCheckpointAsync()
    {
        var ct = HttpContext.RequestAborted;
        using var key = await KeyAsync(ct);
        if (key is null || await exports.CheckpointAsync(desk.Person.OrganisationId, key, ct) is not { } note) return NotFound();
        return File(note, "text/plain; charset=utf-8", $"{desk.Person.OrganisationId}.checkpoint.txt");
    }

    public string When(DateTime utc) => Desk.Local(utc).ToString(desk.Text["format.day-and-time"], CultureInfo.CurrentCulture);

    private async Task<LedgerKey?> KeyAsync(CancellationToken ct)
    {
        try
        {
            return await LedgerSigning.KeyAsync(settings, db, ct);
        }
        catch (CannotRunException)
        {
            return null;
        }
    }

    private async Task<PageResult> ShowAsync()
    {
        var ct = HttpContext.RequestAborted;
        Last = await verifications.OfAsync(desk.Person.OrganisationId, ct);
        using var key = await KeyAsync(ct);
        if (key is not null && await exports.CheckpointAsync(desk.Person.OrganisationId, key, ct) is { } note) Note = Checkpoint.Parse(note);
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["exports.title"];
        ViewData["Step"] = "exports";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
