using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A dossier that was opened in an emergency: to read, nothing else, until it ends. Every look is an event of its own kind. Serves HK-8.4.</summary>
public sealed class EmergencyDossierPage(Desk desk, Emergencies emergencies, People people) : PageModel
{
    public EmergencyView View { get; private set; } = null!;
    public CaseFile CaseFile => View.File;
    public DossierWords InWords => new(desk.Text, desk.Transcript, CaseFile) { Today = desk.Today };
    public int Age => CaseFile.Dossier.Client.AgeOn(desk.Today);

    /// <summary>Whose dossier it is.</summary>
    public string Responsible { get; private set; } = "";

    public IEnumerable<(string Label, string Value)> Facts => new (string Label, string Value)[]
    {
        ("client.number", CaseFile.Dossier.Number), ("client.name", CaseFile.Dossier.Client.Name), ("client.birth-date", desk.Transcript.Day(CaseFile.Dossier.Client.BirthDate)),
        ("client.phone", CaseFile.Dossier.Client.Phone), ("client.email", CaseFile.Dossier.Client.Email), ("client.address", CaseFile.Dossier.Client.Address),
    }.Where(f => f.Value.Length > 0);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        var act = desk.Act;
        if (await emergencies.FindAsync(act.Who, id, act.At, ct) is not { } view)
        {
            await desk.Log.WriteAsync(act, AccessAction.Refused, detail: "emergency", cancellationToken: ct);
            return NotFound();
        }
        View = view;
        Responsible = (await people.FindAsync(CaseFile.Dossier.ResponsibleId, ct))?.Name ?? "";
        await desk.Log.WriteAsync(act, AccessAction.EmergencyRead, dossier: CaseFile.Dossier.Id, detail: "dossier", cancellationToken: ct);
        ViewData["Title"] = desk.Text["emergency-access.title"];
        ViewData["Step"] = "emergency-dossier";
        return Page();
    }

    public string Say((Level Level, Outcome Outcome, DateTime Signed) decision) =>
        $"{desk.Text["level-name." + decision.Level.Code()]}: {desk.Text[$"outcome.{decision.Outcome.Code()}.name"]}";
}
