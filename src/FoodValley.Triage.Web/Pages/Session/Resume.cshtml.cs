using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Session;

/// <summary>Gives back what somebody posted after the session had ended, and sends it on when the person says so.</summary>
public sealed class ResumeModel(HeldForms forms, CurrentUser user, AccessLog log, TimeProvider time) : PageModel
{
    public string Id { get; private set; } = "";

    public HeldForm? Form { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id)
    {
        Id = id;
        Form = user.Person is { } person ? await forms.FindAsync(person.Id, id, HttpContext.RequestAborted) : null;
        if (Form is not null && Local.Url(Form.Path) == Form.Path) return Page();
        if (user.Person is not null) await log.WriteAsync(user.Act(time), AccessAction.Refused, detail: "held-form", cancellationToken: HttpContext.RequestAborted);
        return NotFound();
    }
}
