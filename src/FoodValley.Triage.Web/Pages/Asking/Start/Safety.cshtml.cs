using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// The card of a child that is not safe: how much time there is, which way of sharing, and about whom; then the exception is on. Never a level itself
/// (decision matrix, ambiguities 4 and 26). Serves HK-6a and HK-6h.
/// </summary>
public sealed class SafetyStartPage(Desk desk, Records records) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;

    /// <summary>The dossiers this person may open.</summary>
    public IReadOnlyList<Dossier> Own { get; private set; } = [];

    /// <summary>The own record that the new decision takes the place of.</summary>
    public Replaced? Replaces { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? dossier, string? replaces)
    {
        if (!await FindAsync(dossier, replaces)) return NotFound();
        return Show(null, null, dossier, null);
    }

    public async Task<IActionResult> OnPostAsync(string? safetyTiming, string? safetyLevel, string? dossier, string? replaces, string? replacesWhy, string? language)
    {
        if (!await FindAsync(dossier, replaces)) return NotFound();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show(safetyTiming, safetyLevel, dossier, replacesWhy);
        }
        Look("safetyTiming", safetyTiming, "urgent.error.required", SafetyChoices.Timings);
        Look("safetyLevel", safetyLevel, "safety-level.error.required", SafetyChoices.Levels);
        if (Replaces is not null) ModelState.Say(await new ReplacesForm.Rules(anonymous: false, null).ValidateAsync(new ReplacesForm { ReplacesWhy = replacesWhy }, HttpContext.RequestAborted), desk.Text);
        if (!ModelState.IsValid) return Show(safetyTiming, safetyLevel, dossier, replacesWhy);
        var level = Coded.Parse<Level>(safetyLevel)!.Value;
        var answers = Answers.Empty with
        {
            Way = Ways.Of(level),
            ReferKind = level.IsReferral() ? new(level) : null,
            Safety = new(Coded.Parse<SafetyTiming>(safetyTiming)!.Value),
            Dossier = Guid.TryParse(dossier, out var id) ? id : null,
            Replaces = Replaces is null ? null : Replaces with { Why = replacesWhy.Clean() },
        };
        var draft = await desk.Drafts.StartAsync(desk.Act, answers, desk.Rulebook.Id, answers.Dossier, HttpContext.RequestAborted);
        return Redirect(DraftPage.Onward(draft.Id, answers));
    }

    private void Look(string field, string? value, string required, IReadOnlyList<Choice> offered)
    {
        if (string.IsNullOrEmpty(value)) ModelState.AddModelError(field, desk.Text[required]);
        else if (!offered.Any(o => o.Value == value))
        {
            ModelState.AddModelError(field, desk.Text["error.option-unknown"]);
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private async Task<bool> FindAsync(string? dossier, string? replaces)
    {
        var ct = HttpContext.RequestAborted;
        Own = await desk.Caseload.OfAsync(desk.Person, ct);
        if (!string.IsNullOrEmpty(dossier) && (!Guid.TryParse(dossier, out var id) || Own.All(d => d.Id != id)))
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, dossier: Guid.TryParse(dossier, out var asked) ? asked : null, detail: "dossier", cancellationToken: ct);
            return false;
        }
        if (string.IsNullOrEmpty(replaces)) return true;
        if (Guid.TryParse(replaces, out var record) && await records.FindAsync(desk.Person, record, ct) is { } found && (found.Line.AuthorId == desk.Person.Id || (found.Line.DossierId is { } about && Own.Any(d => d.Id == about)))) Replaces = new(record, found.Line.Sequence);
        else await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, record: Guid.TryParse(replaces, out var asked) ? asked : null, detail: "record", cancellationToken: ct);
        return Replaces is not null;
    }

    private PageResult Show(string? timing, string? level, string? dossier, string? why)
    {
        Ui = new FormMarkup(desk.Text, ModelState, name => name switch { "safetyTiming" => timing, "safetyLevel" => level, "dossier" => dossier, "replacesWhy" => why, _ => null }, _ => []);
        ViewData["Title"] = desk.Text["safety.name"];
        ViewData["Step"] = "safety-level";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

/// <summary>What can be chosen when the exception is switched on.</summary>
public static class SafetyChoices
{
    public static IReadOnlyList<Choice> Timings { get; } =
        [.. new[] { SafetyTiming.Now, SafetyTiming.WeighFirst, SafetyTiming.AlreadyShared }.Select(t => new Choice(t.Code(), "urgent.option." + t.Code(), $"urgent.option.{t.Code()}.explain"))];

    public static IReadOnlyList<Choice> Levels { get; } =
        [.. new[] { Level.Refer, Level.Register, Level.Feedback, Level.Network }.Select(l => new Choice(l.Code(), "level-name." + l.Code(), "safety-level.option." + l.Code()))];
}
