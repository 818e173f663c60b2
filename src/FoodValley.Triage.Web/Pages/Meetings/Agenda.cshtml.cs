using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// The agenda as it can be given to everybody: no client, no dossier, not who comes for which case. Case 1, case 2, and one line per participant: be there
/// from when to when. Serves IU-4-TIP and IU-4-VOOR-2.
/// </summary>
public sealed class MeetingAgendaPage(Desk desk, TeamMeetings meetings) : MeetingPage(desk, meetings, "meeting-agenda")
{
    public override string Title => T["meeting-agenda.title", ("when", InWords.When)];

    protected override AccessAction Shown => AccessAction.Print;

    public Task<IActionResult> OnGetAsync() => ShowAsync();
}
