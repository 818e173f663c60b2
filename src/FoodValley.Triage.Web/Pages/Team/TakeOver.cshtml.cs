using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A lead gives a dossier of the team to a caseworker while whoever is responsible is away. The lead sees no client.</summary>
public sealed class TakeOverPage(Desk desk) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public HandOverForm Form { get; } = new();
    public TeamDossier Dossier { get; private set; } = null!;
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];
    public int Was { get; private set; }

    /// <summary>True when the dossier changed or went to somebody since the page was opened.</summary>
    public bool Changed { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        return Show(Dossier.Version);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int? was)
    {
        var ct = HttpContext.RequestAborted;
        if (was is not { } seen) return BadRequest();
        // A second click, when it went to another team.
        if (await desk.CaseFiles.GivenAwayAsync(desk.Person, id, ct) is { } given && given.ToId == Request.Form["to"]) return Redirect("/team/dossiers?done=take-over");
        if (!await FindAsync(id)) return NotFound();
        if (seen > Dossier.Version || seen < 0) return BadRequest();
        await TryUpdateModelAsync(Form, "");
        ModelState.Clear();
        if (seen != Dossier.Version)
        {
            // A double click: it went where it should go.
            if (Dossier.ResponsibleId == Form.To) return Redirect("/team/dossiers?done=take-over");
            return Stale();
        }
        Response.StatusCode = ModelState.Say(await new HandOverForm.Rules([.. Colleagues.Select(c => c.Id)]).ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return Show(seen);
        if (await desk.CaseFiles.HandOverAsync(desk.Act, id, seen, Form.To!, Form.Reason.Clean()!, ct) is Wrote)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.HandedOver, dossier: id, detail: "take-over", cancellationToken: ct);
            return Redirect("/team/dossiers?done=take-over");
        }
        return await FindAsync(id) ? Stale() : NotFound();
    }

    private async Task<bool> FindAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if ((await desk.CaseFiles.OfTeamAsync(desk.Person, ct)).FirstOrDefault(d => d.Id == id) is not { } found)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, dossier: id, detail: "dossier", cancellationToken: ct);
            return false;
        }
        Dossier = found;
        Colleagues = [.. (await desk.CaseFiles.CaseworkersAsync(desk.Person, ct)).Where(c => c.Id != found.ResponsibleId)];
        return true;
    }

    private PageResult Stale()
    {
        Changed = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Show(Dossier.Version);
    }

    private PageResult Show(int was)
    {
        Was = was;
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["page-title.take-over"];
        ViewData["Step"] = "take-over";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
