using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The start: four levels and the safety exception as cards, the lightest first. Serves IU-KOP-1, IU-ALG-4 and HK-3a.</summary>
public sealed class StartPage(Desk desk, Records records) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public Dossier? Dossier { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? dossier, string? replaces)
    {
        if (!await FindAsync(dossier) || !await FindReplacedAsync(replaces)) return NotFound();
        return Show(null, null);
    }

    public async Task<IActionResult> OnPostAsync(string? way, string? dossier, string? replaces, string? replacesWhy, string? language)
    {
        if (!await FindAsync(dossier) || !await FindReplacedAsync(replaces)) return NotFound();
        if (language is not null) return InOtherLanguage(language, way, replacesWhy);
        if (Replaces is not null)
        {
            // The new record says why the old one is no longer right (IU-ALG-6); at level 1 it names nobody either.
            var terms = way == Way.Consult.Code() && Dossier is not null ? DossierTerms.Of(Dossier) : null;
            var checkedWhy = await new ReplacesForm.Rules(way == Way.Consult.Code(), terms).ValidateAsync(new ReplacesForm { ReplacesWhy = replacesWhy }, HttpContext.RequestAborted);
            ModelState.Say(checkedWhy, desk.Text);
        }
        if (LevelCards.Problem(way) is { } problem)
        {
            ModelState.AddModelError("way", desk.Text[problem]);
            if (!string.IsNullOrEmpty(way)) Response.StatusCode = StatusCodes.Status400BadRequest;
            return Show(way, replacesWhy);
        }
        if (!ModelState.IsValid) return Show(way, replacesWhy);
        var answers = Answers.Empty with { Way = Coded.Parse<Way>(way), Dossier = Dossier?.Id, Replaces = Replaces is null ? null : Replaces with { Why = replacesWhy.Clean() } };
        var draft = await desk.Drafts.StartAsync(desk.Act, answers, desk.Rulebook.Id, Dossier?.Id, HttpContext.RequestAborted);
        return Redirect(DraftPage.Onward(draft.Id, answers));
    }

    /// <summary>The record of an own client, or signed oneself, that the new decision takes the place of; the old one stays as it is (IU-ALG-6).</summary>
    public Replaced? Replaces { get; private set; }

    private async Task<bool> FindReplacedAsync(string? record)
    {
        if (string.IsNullOrEmpty(record)) return true;
        if (Guid.TryParse(record, out var id) && await records.FindAsync(desk.Person, id, HttpContext.RequestAborted) is { } found
            && (found.Line.AuthorId == desk.Person.Id || (found.Line.DossierId is { } about && await desk.Caseload.FindAsync(desk.Person, about, HttpContext.RequestAborted) is not null)))
            Replaces = new(id, found.Line.Sequence);
        else await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, record: Guid.TryParse(record, out var asked) ? asked : null, detail: "record", cancellationToken: HttpContext.RequestAborted);
        return Replaces is not null;
    }

    private async Task<bool> FindAsync(string? dossier)
    {
        if (string.IsNullOrEmpty(dossier)) return true;
        var asked = Guid.TryParse(dossier, out var id) ? id : (Guid?)null;
        if (asked is not null) Dossier = await desk.Caseload.FindAsync(desk.Person, id, HttpContext.RequestAborted);
        if (Dossier is null) await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, dossier: asked, detail: "dossier", cancellationToken: HttpContext.RequestAborted);
        return Dossier is not null;
    }

    private PageResult InOtherLanguage(string language, string? way, string? replacesWhy)
    {
        Culture.Remember(HttpContext, language);
        return Show(way, replacesWhy);
    }

    private PageResult Show(string? way, string? replacesWhy)
    {
        Ui = new FormMarkup(desk.Text, ModelState, name => name == "way" ? way : name == "replacesWhy" ? replacesWhy : null, _ => []);
        ViewData["Title"] = desk.Text["choose-level.title"];
        ViewData["Step"] = "choose-level";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

/// <summary>The cards of the start page, and which of them can be chosen already.</summary>
public static class LevelCards
{
    public static IReadOnlyList<Choice> Cards { get; } =
    [
        .. Coded.All<Way>().Select(way => new Choice(
            way.Code(), $"level-{way.Code()}.name", Ready(way) ? $"level-{way.Code()}.line" : $"level-{way.Code()}.not-yet", $"level-{way.Code()}.number", Off: !Ready(way))),
        new("safety", "safety.name", "safety.not-yet", "safety.number", Care: true, Off: true),
    ];

    public static bool Ready(Way way) => way is Way.Consult or Way.Refer;

    /// <summary>The key of what is wrong with this choice, or null.</summary>
    public static string? Problem(string? way) =>
        string.IsNullOrEmpty(way) ? "choose-level.error.required" : Coded.Parse<Way>(way) is { } known && Ready(known) ? null : "error.option-unknown";
}
