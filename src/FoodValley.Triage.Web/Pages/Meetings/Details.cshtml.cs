using FluentValidation;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>Another day, time or place.</summary>
public sealed class MeetingDetailsPage(Desk desk, TeamMeetings meetings) : MeetingForm<MeetingSetForm>(desk, meetings, "meeting-set")
{
    public override string Title => T["meeting-set.title"];

    protected override MeetingSetForm Fill() => MeetingSetForm.Of(Meeting.Set);

    protected override IValidator<MeetingSetForm> Validator(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return new MeetingSetForm.Rules(Desk.Today, meeting.Minutes, MeetingRules.Naming(Dossiers));
    }

    protected override Noted Become(MeetingSetForm form, Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.ToSet();
    }
}
