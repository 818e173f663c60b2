using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The meeting as it goes: case after case, who sits at the table, and who listened without being planned. Serves IU-4-VOOR-2.</summary>
public sealed class MeetingDuringPage(Desk desk, TeamMeetings meetings) : MeetingPage(desk, meetings, "meeting-during")
{
    public override string Title => T["meeting-during.title"];

    public bool Saved { get; private set; }

    public Task<IActionResult> OnGetAsync(string? done)
    {
        Saved = done == "meeting-present";
        return ShowAsync();
    }
}
