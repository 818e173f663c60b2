using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>One small dossier and its decisions. The full dossier comes in a later issue.</summary>
public sealed class DossierPage(Desk desk, Records records) : PageModel
{
    public Desk Desk => desk;
    public Triage.Dossiers.Dossier Dossier { get; private set; } = null!;
    public IReadOnlyList<RecordLine> Decisions { get; private set; } = [];

    public IEnumerable<(string Label, string Text)> Facts => new (string Label, string Text)[]
    {
        ("client.number", Dossier.Number), ("client.name", Dossier.Client.Name), ("client.birth-date", desk.Transcript.Day(Dossier.Client.BirthDate)),
        ("client.phone", Dossier.Client.Phone), ("client.email", Dossier.Client.Email), ("client.address", Dossier.Client.Address),
    }.Where(f => f.Text.Length > 0);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await desk.Caseload.FindAsync(desk.Person, id, ct) is not { } dossier)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, dossier: id, detail: "dossier", cancellationToken: ct);
            return NotFound();
        }
        Dossier = dossier;
        Decisions = await records.OfDossierAsync(desk.Person, id, ct);
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, dossier: id, cancellationToken: ct);
        ViewData["Title"] = desk.Text["dossier.title"];
        return Page();
    }
}
