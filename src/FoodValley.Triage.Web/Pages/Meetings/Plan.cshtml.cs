using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// The plan of one meeting: the agenda as it stands, who has to be there from when to when, and the proposal that keeps others waiting least. A case goes
/// up or down by a button that says its effect beforehand. Serves IU-4-TIP and IU-4-VOOR-2.
/// </summary>
public sealed class MeetingPlanPage(Desk desk, TeamMeetings meetings) : MeetingPage(desk, meetings, "meeting-plan")
{
    public override string Title => T["meeting-plan.title", ("when", InWords.When)];

    public Agenda Agenda { get; private set; } = null!;

    /// <summary>The proposed agenda; null when the agenda stands as well as any.</summary>
    public Agenda? Proposal { get; private set; }

    /// <summary>Who has to be at another meeting of the team at the same time, and which.</summary>
    public IReadOnlyList<(Visit Visit, Meeting Other)> Clashes { get; private set; } = [];

    /// <summary>What was just done, in words.</summary>
    public string? Done { get; private set; }

    /// <summary>Participants who are planned for no case.</summary>
    public IEnumerable<MeetingPerson> Idle => Meeting.People.Where(p => !Meeting.Cases.Any(c => c.People.Contains(p.Number)));

    /// <summary>Cases for which nobody is planned.</summary>
    public IEnumerable<MeetingCase> Empty => Meeting.Cases.Where(c => c.People.Count == 0);

    /// <summary>What shifting a case would do to the waiting; null where it cannot go.</summary>
    public string? Effect(int number, bool up) => Meeting.Shifted(number, up) is { } order ? InWords.Effect(order.Waiting - order.Before) : null;

    public Task<IActionResult> OnGetAsync(string? done)
    {
        Done = done switch
        {
            "meeting-order" => Meeting.Lines[^1].What is OrderPut order
                ? T["meeting-plan.done-order", ("before", InWords.Minutes(order.Before)), ("now", InWords.Minutes(order.Waiting)), ("effect", InWords.Effect(order.Waiting - order.Before))]
                : null,
            "meeting-set" or "meeting-case" or "meeting-case-drop" or "meeting-person" or "meeting-person-drop" => T["meeting-done." + done],
            _ => null,
        };
        return ShowAsync();
    }

    /// <summary>One case a place up or down: the button holds its number.</summary>
    public async Task<IActionResult> OnPostShiftAsync(int? was, int? up, int? down)
    {
        if (!Known(was) || up is null == down is null) return BadRequest();
        if (Meeting.At(was!.Value).Shifted((up ?? down)!.Value, up is not null) is null) return BadRequest();
        return await WriteAsync(was.Value, meeting => meeting.Shifted((up ?? down)!.Value, up is not null), $"{Address}?done=meeting-order");
    }

    public async Task<IActionResult> OnPostProposalAsync(int? was)
    {
        if (!Known(was)) return BadRequest();
        return await WriteAsync(was!.Value, meeting => meeting.Proposed(), $"{Address}?done=meeting-order");
    }

    protected override async Task<IActionResult> ShowAsync()
    {
        Agenda = Meeting.Agenda;
        var proposal = Meeting.Proposal();
        Proposal = proposal.SequenceEqual(Meeting.Cases) ? null : Meeting.AgendaIn(proposal);
        Clashes =
        [
            .. (await Meetings.OnAsync(Desk.Person, Meeting.Set.Day, HttpContext.RequestAborted)).OrderBy(m => m.Set.Start)
                .SelectMany(other => Meeting.Clashes(other).Select(visit => (visit, other))),
        ];
        return await base.ShowAsync();
    }
}
