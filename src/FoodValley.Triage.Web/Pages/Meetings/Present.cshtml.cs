using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// Who sits at the table at one case. Somebody who is not planned for it gives a warning first; going on notes who listened, to which case, when, and who
/// noted it. Serves IU-4-VOOR-2 and IU-4-TIP.
/// </summary>
public sealed class MeetingPresentPage(Desk desk, TeamMeetings meetings) : MeetingForm<MeetingPresentForm>(desk, meetings, "meeting-present")
{
    public MeetingCase Own { get; private set; } = null!;

    /// <summary>Who is warned about now.</summary>
    public IReadOnlyList<MeetingPerson> Warning { get; private set; } = [];

    public override string Title => InWords.Case(Own.Number);

    protected override string After => $"{Address}/during?done={Step}";

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        if (Number is not { } number || Meeting.Case(number) is not { } own) return Task.FromResult<IActionResult?>(NoCase(Number));
        Own = own;
        return Task.FromResult<IActionResult?>(null);
    }

    /// <summary>As noted before; at first, everybody who is planned.</summary>
    protected override MeetingPresentForm Fill() => new() { Present = [.. (Meeting.Present(Own.Number)?.Present ?? Own.People).Select(p => p.ToString(CultureInfo.InvariantCulture))] };

    protected override IValidator<MeetingPresentForm> Validator(Meeting meeting) => new MeetingPresentForm.Rules(meeting);

    protected override bool MayGoOn()
    {
        var unplanned = Meeting.NewlyUnplanned(Own.Number, Form.Present.Numbers());
        if (unplanned.All(Form.Warned.Numbers().Contains)) return true;
        Warning = [.. unplanned.Select(p => Meeting.Person(p)!)];
        Form.Warned = [.. unplanned.Select(p => p.ToString(CultureInfo.InvariantCulture))];
        return false;
    }

    protected override Noted Become(MeetingPresentForm form, Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(meeting);
        var present = form.Present.Numbers();
        return new PresentTicked(Own.Number, present, meeting.NewlyUnplanned(Own.Number, present));
    }
}
