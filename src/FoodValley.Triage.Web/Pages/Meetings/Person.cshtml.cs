using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A participant: from the address book or a colleague, with a role, at the cases this person is needed for. Serves IU-4-DOEL and IU-4-VOOR-1.</summary>
public sealed class MeetingPersonPage(Desk desk, TeamMeetings meetings) : MeetingForm<MeetingPersonForm>(desk, meetings, "meeting-person")
{
    private const string Book = "partner:", Team = "colleague:";

    private IReadOnlyList<Partner> _partners = [];
    private IReadOnlyList<Colleague> _colleagues = [];

    /// <summary>The participant as it stands; null for a new one.</summary>
    public MeetingPerson? Own { get; private set; }

    public override string Title => Own is null ? T["meeting-person.new"] : Own.Name;

    protected override string PageTitle => T["page-title.meeting-person"];

    /// <summary>True when somebody noted this participant as present: the name stays on the list then.</summary>
    public bool Held => Own is not null && Meeting.WasPresent(Own.Number);

    /// <summary>Who may be chosen: a code and a name each, partners first.</summary>
    public IEnumerable<(string Code, string Name)> Free => FreeIn(Meeting);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        _partners = await Desk.Partners.OfAsync(Desk.Person, ended: false, ct);
        _colleagues = await Meetings.ColleaguesAsync(Desk.Person, ct);
        if ((string)RouteData.Values["number"]! == "new") return null;
        Own = Number is { } number ? Meeting.Person(number) : null;
        return Own is null ? NoPerson(Number) : null;
    }

    public Task<IActionResult> OnPostDropAsync(int? was)
    {
        if (Own is null || Held) return Task.FromResult<IActionResult>(BadRequest());
        return DropAsync(was, meeting => meeting.Person(Own.Number) is null ? null : new PersonDropped(Own.Number));
    }

    protected override MeetingPersonForm Fill() => Own is null ? new() : new()
    {
        Role = Own.Role, Cases = [.. Meeting.Cases.Where(c => c.People.Contains(Own.Number)).Select(c => c.Number.ToString(CultureInfo.InvariantCulture))],
    };

    protected override IValidator<MeetingPersonForm> Validator(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return new MeetingPersonForm.Rules(meeting, Own, [.. meeting.People.Count < Meeting.MostPeople ? FreeIn(meeting).Select(f => f.Code) : []], MeetingRules.Naming(Dossiers));
    }

    protected override Noted Become(MeetingPersonForm form, Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(meeting);
        var (role, cases) = (form.Role.Clean()!, form.Cases.Numbers());
        if (Own is not null) return new PersonPut(Own.Number, Own.Partner, Own.Colleague, Own.Name, role, cases);
        var name = FreeIn(meeting).First(f => f.Code == form.Who).Name;
        return form.Who!.StartsWith(Book, StringComparison.Ordinal)
            ? new PersonPut(meeting.NextPerson, Guid.Parse(form.Who[Book.Length..], CultureInfo.InvariantCulture), null, name, role, cases)
            : new PersonPut(meeting.NextPerson, null, form.Who[Team.Length..], name, role, cases);
    }

    private IEnumerable<(string Code, string Name)> FreeIn(Meeting meeting) =>
    [
        .. _partners.Where(p => !meeting.People.Any(m => m.Partner == p.Id)).Select(p => (Book + p.Id, p.Name)),
        .. _colleagues.Where(c => !meeting.People.Any(m => m.Colleague == c.Id)).Select(c => (Team + c.Id, $"{c.Name}, {Desk.Person.OrganisationName}")),
    ];
}
