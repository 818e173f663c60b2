using FoodValley.Triage.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// The exception as a switch on a draft of level 2, 3 or 4: on, off, or another amount of time. What would be dropped is shown before anything is lost.
/// Serves HK-6a (decision matrix, ambiguity 4).
/// </summary>
public sealed class SafetySwitchPage(Desk desk) : DraftPage(desk)
{
    private const string Off = "off";

    public FormMarkup Ui { get; private set; } = null!;
    public string? Chosen { get; private set; }

    /// <summary>The questions whose answers would go.</summary>
    public IReadOnlyList<Question> Lost { get; private set; } = [];

    public IEnumerable<Choice> Choices => [.. SafetyChoices.Timings, new(Off, "urgent.option.off", "urgent.option.off.explain")];

    /// <summary>Level 1 names nobody: it knows no exception.</summary>
    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(
        Answers.Way is not (null or Way.Consult) ? null : HttpMethods.IsPost(Request.Method) ? BadRequest() : Redirect(Onward(Draft.Id, Answers)));

    public IActionResult OnGet() => Show(Answers.Safety?.SafetyTiming.Code());

    public async Task<IActionResult> OnPostAsync(string? safetyTiming, string? sure, string? language)
    {
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show(safetyTiming);
        }
        if (string.IsNullOrEmpty(safetyTiming) || Choices.All(c => c.Value != safetyTiming))
        {
            ModelState.AddModelError("safetyTiming", T[string.IsNullOrEmpty(safetyTiming) ? "urgent.error.required" : "error.option-unknown"]);
            if (!string.IsNullOrEmpty(safetyTiming)) Response.StatusCode = StatusCodes.Status400BadRequest;
            return Show(safetyTiming);
        }
        // The rest of an earlier decision stays that, whatever else is weighed anew.
        var chosen = safetyTiming == Off ? null : new SafetyRoute(Coded.Parse<SafetyTiming>(safetyTiming)!.Value, Answers.Safety?.SafetySince);
        if (sure != safetyTiming && Interview.Dropped(Answers, chosen) is { Count: > 0 } lost)
        {
            Lost = lost;
            return Show(safetyTiming);
        }
        var saved = await SaveAsync(answers => answers with { Safety = chosen }, HttpContext.RequestAborted);
        return Redirect(saved is null ? Address(Draft.Id, "check") : Onward(Draft.Id, saved));
    }

    private PageResult Show(string? timing)
    {
        Chosen = timing;
        Ui = new FormMarkup(T, ModelState, name => name == "safetyTiming" ? timing : null, _ => []);
        ViewData["Title"] = T["safety.name"];
        ViewData["Step"] = "safety";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
