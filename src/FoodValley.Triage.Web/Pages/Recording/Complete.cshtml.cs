using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// The rest of a safety decision that was made at once: a new draft that begins with what was answered then and asks everything. The sealed record stays as
/// it is (IU-ALG-6; decision matrix, ambiguity 26). Serves HK-7a and HK-7b.
/// </summary>
public sealed class CompletePage(Desk desk, Records records) : PageModel
{
    public Record Record { get; private set; } = null!;

    /// <summary>The day by which the rest must be there.</summary>
    public string By => desk.Transcript.Day(Record.Line.CompleteBy!.Value);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await FindAsync(id) is { } elsewhere) return elsewhere;
        ViewData["Title"] = desk.Text["complete.button"];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await FindAsync(id) is { } elsewhere) return elsewhere;
        // A draft that waits already is gone on with: two of them would be two truths.
        if ((await desk.Drafts.OpenAsync(desk.Person, ct)).FirstOrDefault(d => d.Answers.Replaces?.Record == id && d.Answers.Safety is { SafetyTiming: SafetyTiming.Completing }) is { } waiting)
            return Redirect(DraftPage.Onward(waiting.Id, waiting.Answers));
        var answers = RecordContent.RestOf(Record.Bytes.Content!, Record.Line.DossierId, new(id, Record.Line.Sequence) { Why = desk.Text["complete.why"] }, DateOnly.FromDateTime(Desk.Local(Record.Line.Signed)));
        var draft = await desk.Drafts.StartAsync(desk.Act, answers, desk.Rulebook.Id, answers.Dossier, ct);
        return Redirect(DraftPage.Onward(draft.Id, answers));
    }

    // Only the author's own decision, made at once, of which the rest is not there yet.
    private async Task<IActionResult?> FindAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await records.FindAsync(desk.Person, id, ct) is not { Line.CompleteBy: not null, Bytes.Content: not null } found
            || (found.Line.AuthorId != desk.Person.Id && (found.Line.DossierId is not { } dossier || await desk.Caseload.FindAsync(desk.Person, dossier, ct) is null)))
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, record: id, detail: "complete", cancellationToken: ct);
            return NotFound();
        }
        Record = found;
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, found.Line.DossierId, id, cancellationToken: ct);
        return found.ReplacedBy is [.., var later] ? Redirect($"/records/{later.Id}") : null;
    }
}
