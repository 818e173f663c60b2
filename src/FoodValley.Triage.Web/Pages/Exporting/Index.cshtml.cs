using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
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
    public string? ExportTeam { get; set; }
    public string? ExportLevel { get; set; }
    public string? ExportGround { get; set; }
    public string? ExportSector { get; set; }
    public string? ExportOutcome { get; set; }
    public string? ExportSafety { get; set; }
    public string? ExportDeviation { get; set; }
    public string? ExportReview { get; set; }
    public string? ExportFormat { get; set; }
    public string? ExportContent { get; set; }
    public string? ExportReason { get; set; }

    /// <summary>What was chosen, without the form.</summary>
    public ExportFilter Filter => ExportCommand.Period(DayText.Read(ExportFrom), DayText.Read(ExportTo)) with
    {
        Levels = Chosen<Level>(ExportLevel), Grounds = Chosen<LegalGround>(ExportGround), Sectors = Chosen<Sector>(ExportSector), Outcomes = Chosen<Outcome>(ExportOutcome),
        Reviews = Chosen<ReviewState>(ExportReview), Teams = ExportTeam is { Length: > 0 } team ? [team] : [], Safety = YesNo(ExportSafety), Deviation = YesNo(ExportDeviation),
    };

    private static List<T> Chosen<T>(string? code) where T : struct, Enum => Coded.Parse<T>(code) is { } one ? [one] : [];

    private static bool? YesNo(string? answer) => answer switch { "yes" => true, "no" => false, _ => null };

    public sealed class Rules : AbstractValidator<ExportForm>
    {
        public Rules(DateOnly today, IEnumerable<string> teams)
        {
            RuleFor(f => f.ExportFrom).Cascade(CascadeMode.Stop).Day().NotAfter(today);
            RuleFor(f => f.ExportTo).Cascade(CascadeMode.Stop).Day()
                .Must((form, to) => DayText.Read(to) is not { } last || DayText.Read(form.ExportFrom) is not { } first || last >= first).WithMessage("exports.error.order");
            OneOf(f => f.ExportTeam, [.. teams]);
            OneOf(f => f.ExportLevel, [.. Coded.All<Level>().Select(c => c.Code())]);
            OneOf(f => f.ExportGround, [.. Coded.All<LegalGround>().Select(c => c.Code())]);
            OneOf(f => f.ExportSector, [.. Coded.All<Sector>().Select(c => c.Code())]);
            OneOf(f => f.ExportOutcome, [.. Coded.All<Outcome>().Select(c => c.Code())]);
            OneOf(f => f.ExportReview, [.. Coded.All<ReviewState>().Select(c => c.Code())]);
            OneOf(f => f.ExportSafety, "yes", "no");
            OneOf(f => f.ExportDeviation, "yes", "no");
            RuleFor(f => f.ExportFormat).Among("exports.error.format", [.. Coded.All<ExportFormat>().Select(c => c.Code())]);
            OneOf(f => f.ExportContent, "yes");
            RuleFor(f => f.ExportContent).Must((form, content) => content is not { Length: > 0 } || form.ExportFormat is null or "" or "jsonl").WithMessage("exports.error.content");
            RuleFor(f => f.ExportReason).Filled("exports.error.reason");
        }

        // Empty is all of them.
        private void OneOf(System.Linq.Expressions.Expression<Func<ExportForm, string?>> field, params string[] codes) =>
            RuleFor(field).Must(code => string.IsNullOrEmpty(code) || codes.Contains(code, StringComparer.Ordinal)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
    }
}

/// <summary>
/// What the privacy officer takes along to account for the decisions, and how the proof of it stands: last verification, checkpoint. Pseudonymous: facts, no
/// texts and no names, unless content is asked for with a reason. Serves HK-8b, HK-8c and HK-8.6.
/// </summary>
public sealed class ExportsPage(Desk desk, Exports exports, KeptExports kept, BackgroundExports background, Reports reports, LastVerifications verifications, TriageDb db, IConfiguration settings) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public ExportForm Form { get; private set; } = new();
    public LastVerification? Last { get; private set; }
    public SignedCheckpoint? Note { get; private set; }
    public IReadOnlyList<Choice> Teams { get; private set; } = [];
    public IReadOnlyList<KeptExport> Kept { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var chosen = new Filters(desk.Text, Request.Query);
        // As the report names its choices: its link comes here with them.
        Form = new()
        {
            ExportFrom = DayText.Write(chosen.Day("from")), ExportTo = DayText.Write(chosen.Day("until")), ExportTeam = chosen.Chosen("team"), ExportLevel = chosen.Chosen("level"),
            ExportGround = chosen.Chosen("ground"), ExportSector = chosen.Chosen("sector"), ExportOutcome = chosen.Chosen("outcome"), ExportSafety = chosen.Chosen("safety"),
            ExportDeviation = chosen.Chosen("deviation"), ExportReview = chosen.Chosen("review"),
        };
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, detail: "exports", cancellationToken: HttpContext.RequestAborted);
        await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var ct = HttpContext.RequestAborted;
        Form = PostedForm.Read<ExportForm>(Request);
        ModelState.Clear();
        var teams = (await reports.TeamsAsync(desk.Person, ct)).Select(t => t.Id);
        Response.StatusCode = ModelState.Say(await new ExportForm.Rules(desk.Today, teams).ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return await ShowAsync();
        var format = Coded.Parse<ExportFormat>(Form.ExportFormat)!.Value;
        using var key = format == ExportFormat.Package ? await KeyAsync(ct) : null;
        if (format == ExportFormat.Package && key is null)
        {
            ModelState.AddModelError("exportFormat", desk.Text["exports.error.key"]);
            return await ShowAsync();
        }
        try
        {
            var one = kept.Ask(desk.Act, new(Form.Filter, format, Form.ExportReason.Clean()!, Form.ExportContent is { Length: > 0 }), desk.Chance.Id());
            background.Wake();
            return Redirect($"/exports/{one.Id}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ModelState.AddModelError("exportFormat", desk.Text["exports.error.folder"]);
            return await ShowAsync();
        }
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

    public DateTime Until(KeptExport one) => kept.Until(one);

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
        Teams = [.. (await reports.TeamsAsync(desk.Person, ct)).Select(t => new Choice(t.Id, Words.Ready(t.Name)))];
        Kept = kept.Of(desk.Person.OrganisationId, desk.Act.At);
        using var key = await KeyAsync(ct);
        if (key is not null && await exports.CheckpointAsync(desk.Person.OrganisationId, key, ct) is { } note) Note = Checkpoint.Parse(note);
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["exports.title"];
        ViewData["Step"] = "exports";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
