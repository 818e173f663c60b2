using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The meetings of the team: what is coming first, then what is over. Every look is one access event. Serves IU-4-TIP.</summary>
public sealed class MeetingsPage(Desk desk, TeamMeetings meetings) : PageModel
{
    public IReadOnlyList<Meeting> Coming { get; private set; } = [];
    public IReadOnlyList<Meeting> Past { get; private set; } = [];

    public MeetingWords Of(Meeting meeting) => new(desk.Text, desk.Transcript, meeting, new Dictionary<Guid, MeetingDossier>());

    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = desk.Text["meetings.title"];
        ViewData["Step"] = "meetings";
        var all = await meetings.OfAsync(desk.Person, desk.Today, ct);
        Coming = [.. all.Where(m => m.Set.Day >= desk.Today).OrderBy(m => m.Set.Day).ThenBy(m => m.Set.Start)];
        Past = [.. all.Where(m => m.Set.Day < desk.Today).OrderByDescending(m => m.Set.Day).ThenBy(m => m.Set.Start)];
        await desk.Log.WriteAsync(desk.Act, AccessAction.Search, detail: "meetings", cancellationToken: ct);
    }
}
