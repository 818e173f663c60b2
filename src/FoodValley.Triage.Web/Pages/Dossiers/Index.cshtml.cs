using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The dossiers this person may open.</summary>
public sealed class DossiersPage(Desk desk) : PageModel
{
    public Desk Desk => desk;
    public IReadOnlyList<Dossier> Own { get; private set; } = [];

    public async Task OnGetAsync()
    {
        ViewData["Title"] = desk.Text["dossiers.title"];
        Own = await desk.Caseload.OfAsync(desk.Person, HttpContext.RequestAborted);
        await desk.Log.WriteAsync(desk.Act, AccessAction.Search, detail: "dossiers", cancellationToken: HttpContext.RequestAborted);
    }
}
