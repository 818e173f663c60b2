using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Store;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Everything once more before signing: what is open, what the rules say, every answer with a way to change it. Serves HK-7f and HK-7b.</summary>
public sealed class CheckPage(Desk desk) : DraftPage(desk)
{
    public IReadOnlyList<Question> Open => Interview.Open(Answers);
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<ShownQuestion> Shown { get; private set; } = [];

    /// <summary>What holds the chosen outcome up; nothing holds up an outcome that shares nothing.</summary>
    public IReadOnlyList<Finding> Blocks => Answers.ChosenOutcome is { } outcome && !Rules.Values.Shares(outcome) ? [] : [.. Findings.Where(f => f.Kind == FindingKind.Blocks)];

    /// <summary>What colleagues were asked from within this draft.</summary>
    public IReadOnlyList<ColleagueAdvice> Advice { get; private set; } = [];

    /// <summary>Why somebody was sent back here from signing.</summary>
    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? because)
    {
        var ct = HttpContext.RequestAborted;
        Findings = (await Desk.AssessAsync(Answers, ct)).Findings;
        await MarkAsync(Findings, ct);
        Shown = [.. Desk.Transcript.Of(Answers, Dossier).Where(q => q.Answers.Count > 0)];
        Advice = await Desk.Colleagues.OfDraftAsync(Desk.Person, Draft.Id, Answers.Replaces?.Record, ct);
        Notice = because switch { "changed" => T["sign.error.changed"], "dossier" => T["sign.error.dossier"], "advice" => T["sign.error.advice"], "edition" => T["error.edition-changed"], "not-yet" => T["sign.error.not-yet"], _ => null };
        ViewData["Title"] = T["check.title"];
        ViewData["Step"] = "check";
        return Page();
    }

    public async Task<IActionResult> OnPostDropAsync(string? sure)
    {
        if (sure != "yes") return Redirect(Address(Draft.Id, "check"));
        if (await Desk.Drafts.DropAsync(Desk.Act, Draft.Id, HttpContext.RequestAborted))
            await Desk.Log.WriteAsync(Desk.Act, AccessAction.Dropped, Draft.DossierId, draft: Draft.Id, cancellationToken: HttpContext.RequestAborted);
        return Redirect("/");
    }
}
