using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A case on the agenda: whose, how long, and who is needed for it. Serves IU-4-VOOR-1 and IU-4-TIP.</summary>
public sealed class MeetingCasePage(Desk desk, TeamMeetings meetings) : MeetingForm<MeetingCaseForm>(desk, meetings, "meeting-case")
{
    /// <summary>The case as it stands; null for a new one.</summary>
    public MeetingCase? Own { get; private set; }

    public override string Title => Own is null ? T["meeting-case.new"] : InWords.Case(Own.Number);

    /// <summary>Dossiers of the team that are not on the agenda yet.</summary>
    public IEnumerable<MeetingDossier> Free => FreeIn(Meeting);

    /// <summary>True when somebody noted who was present: the case stays on the agenda then.</summary>
    public bool Held => Own is not null && Meeting.Present(Own.Number) is not null;

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        if ((string)RouteData.Values["number"]! == "new") return Task.FromResult<IActionResult?>(null);
        Own = Number is { } number ? Meeting.Case(number) : null;
        return Task.FromResult(Own is null ? NoCase(Number) : null);
    }

    public Task<IActionResult> OnPostDropAsync(int? was)
    {
        if (Own is null || Held) return Task.FromResult<IActionResult>(BadRequest());
        return DropAsync(was, meeting => meeting.Case(Own.Number) is null ? null : new CaseDropped(Own.Number));
    }

    protected override MeetingCaseForm Fill() => Own is null ? new() : new() { Minutes = Own.Minutes.ToString(CultureInfo.InvariantCulture), People = [.. Own.People.Select(p => p.ToString(CultureInfo.InvariantCulture))] };

    protected override IValidator<MeetingCaseForm> Validator(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return new MeetingCaseForm.Rules(meeting, Own is null ? null : meeting.Case(Own.Number), [.. meeting.Cases.Count < Meeting.MostCases ? FreeIn(meeting).Select(d => d.Id.ToString()) : []]);
    }

    protected override Noted Become(MeetingCaseForm form, Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(meeting);
        return new CasePut(
            Own?.Number ?? meeting.NextCase, Own?.Dossier ?? Guid.Parse(form.Dossier!, CultureInfo.InvariantCulture), MeetingCaseForm.Rules.Read(form.Minutes)!.Value, form.People.Numbers());
    }

    private IEnumerable<MeetingDossier> FreeIn(Meeting meeting) => Dossiers.Where(d => !meeting.Cases.Any(c => c.Dossier == d.Id));
}
