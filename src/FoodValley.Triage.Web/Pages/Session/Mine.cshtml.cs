using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Session;

/// <summary>Where one is signed in, and the way to end what one does not trust. Serves HK-0c.</summary>
public sealed class MySessionsPage(Desk desk, Sessions sessions, CurrentUser user) : PageModel
{
    public IReadOnlyList<OpenSession> Open { get; private set; } = [];

    /// <summary>The session of this browser.</summary>
    public string Here => user.Session;

    public bool Done { get; private set; }

    public string When(DateTime utc) => StaffPages.When(desk, utc);

    public async Task OnGetAsync(string? done)
    {
        ViewData["Title"] = desk.Text["my-sessions.title"];
        Done = done == "ended";
        Open = await sessions.OfAsync(desk.Person.Id, desk.Act.At, HttpContext.RequestAborted);
    }

    /// <param name="session">The one to end; without it every other than this one. Somebody else's cannot be ended here, whatever is sent.</param>
    public async Task<IActionResult> OnPostAsync(string? session)
    {
        var (act, ct) = (desk.Act, HttpContext.RequestAborted);
        var ended = session is null ? await sessions.EndOthersOfAsync(act.Who.Id, Here, act.At, ct) : await sessions.EndOneOfAsync(act.Who.Id, session, act.At, ct);
        if (ended > 0) await desk.Log.WriteAsync(act, AccessAction.SignedOut, detail: "my-sessions", cancellationToken: ct);
        return Redirect("/session/mine?done=ended");
    }
}
