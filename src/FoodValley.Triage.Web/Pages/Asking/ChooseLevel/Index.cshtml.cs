using FoodValley.Triage.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Another level for a draft: what would be dropped is shown before anything is lost. Serves IU-KOP-1.</summary>
public sealed class ChangeLevelPage(Desk desk) : DraftPage(desk)
{
    public FormMarkup Ui { get; private set; } = null!;
    public string? Chosen { get; private set; }

    /// <summary>The questions whose answers would go.</summary>
    public IReadOnlyList<Question> Lost { get; private set; } = [];

    public IActionResult OnGet() => Show(Answers.Way?.Code());

    public async Task<IActionResult> OnPostAsync(string? way, string? sure, string? language)
    {
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show(way);
        }
        if (LevelCards.Problem(way) is { } problem)
        {
            ModelState.AddModelError("way", T[problem]);
            if (!string.IsNullOrEmpty(way)) Response.StatusCode = StatusCodes.Status400BadRequest;
            return Show(way);
        }
        // Level 1 names nobody and knows no exception: the way to share comes first.
        if (way == LevelCards.Safety) return Redirect(Answers.Way is null or Way.Consult ? "/asking/start/safety" + (Answers.Dossier is { } about ? $"?dossier={about}" : "") : Address(Draft.Id, "safety"));
        var chosen = Coded.Parse<Way>(way)!.Value;
        if (chosen != Answers.Way && sure != way && Interview.Dropped(Answers, chosen) is { Count: > 0 } lost)
        {
            Lost = lost;
            return Show(way);
        }
        var saved = await SaveAsync(answers => answers.Way == chosen ? answers : answers with { Way = chosen, Outcome = null }, HttpContext.RequestAborted);
        return Redirect(saved is null ? Address(Draft.Id, "check") : Onward(Draft.Id, saved));
    }

    private PageResult Show(string? way)
    {
        Chosen = way;
        Ui = new FormMarkup(T, ModelState, name => name == "way" ? way : null, _ => []);
        ViewData["Title"] = T["choose-level.title"];
        ViewData["Step"] = "choose-level";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
