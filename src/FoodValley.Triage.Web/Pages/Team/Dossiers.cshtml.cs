using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The dossiers of a lead's team: number and caseworker, no client. One can be given to a colleague while somebody is away.</summary>
public sealed class TeamDossiersPage(Desk desk) : PageModel
{
    public Desk Desk => desk;
    public IReadOnlyList<TeamDossier> All { get; private set; } = [];
    public string? Saved { get; private set; }

    public async Task OnGetAsync(string? done)
    {
        ViewData["Title"] = desk.Text["team-dossiers.title"];
        All = await desk.CaseFiles.OfTeamAsync(desk.Person, HttpContext.RequestAborted);
        Saved = done == "take-over" ? desk.Text["dossier-done.take-over"] : null;
        await desk.Log.WriteAsync(desk.Act, AccessAction.Search, detail: "team-dossiers", cancellationToken: HttpContext.RequestAborted);
    }
}
