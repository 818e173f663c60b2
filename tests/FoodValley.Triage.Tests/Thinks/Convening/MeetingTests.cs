using FoodValley.Triage.Convening;

namespace FoodValley.Triage.Tests.Thinks.Convening;

/// <summary>A meeting as it follows from its lines.</summary>
[Norm("IU-4-TIP")]
public sealed class MeetingTests
{
    private static readonly DateOnly Day = new(2026, 12, 3);
    private static readonly DateTime At = new(2026, 12, 3, 8, 0, 0, DateTimeKind.Utc);

    private static Guid Dossier(int number) => new($"70000000-0000-4000-8000-{number:000000000000}");

    private static PersonPut Partner(int number, params int[] cases) => new(number, Dossier(100 + number), null, $"partner {number}", "mentor", cases);

    private static Meeting Of(params Noted[] lines) => Of(1, new TimeOnly(9, 0), lines);

    private static Meeting Of(int id, TimeOnly start, params Noted[] lines)
    {
        Noted[] all = [new MeetingSet(Day, start, "kamer 2"), .. lines];
        return new(new(Dossier(id), "o", "t", "sanne", "Sanne", all.Length), [.. all.Select((what, i) => new MeetingLine(i + 1, At.AddMinutes(i), "sanne", "Sanne", what))]);
    }

    /// <summary>1: partners 1 and 2 · 2: partner 3 · 3: partner 1. Ten, twenty and thirty minutes.</summary>
    private static readonly Noted[] Three =
        [Partner(1), Partner(2), Partner(3), new CasePut(1, Dossier(1), 10, [1, 2]), new CasePut(2, Dossier(2), 20, [3]), new CasePut(3, Dossier(3), 30, [1])];

    [Fact]
    public void The_last_word_counts()
    {
        var meeting = Of([.. Three, new MeetingSet(Day.AddDays(1), new TimeOnly(13, 15), ""), new CasePut(2, Dossier(2), 25, [2, 3]), new PersonPut(3, Dossier(103), null, "partner 3", "coach", [1])]);
        Assert.Equal(new MeetingSet(Day.AddDays(1), new TimeOnly(13, 15), ""), meeting.Set);
        Assert.Equal(["1:1,2,3", "2:2", "3:1"], meeting.Cases.Select(c => $"{c.Number}:{string.Join(',', c.People)}"));
        Assert.Equal(25, meeting.Case(2)!.Minutes);
        Assert.Equal("coach", meeting.Person(3)!.Role);
        Assert.Equal(65, meeting.Minutes);
    }

    [Fact]
    public void Numbers_are_not_used_twice()
    {
        var meeting = Of([.. Three, new CaseDropped(3), new PersonDropped(3)]);
        Assert.Equal((4, 4), (meeting.NextCase, meeting.NextPerson));
        Assert.Null(meeting.Case(3));
        Assert.Null(meeting.Person(3));
        Assert.Equal([], meeting.Case(2)!.People);
    }

    [Fact]
    public void The_agenda_has_a_time_for_every_case_and_for_everybody_who_is_needed()
    {
        var agenda = Of([.. Three, Partner(4)]).Agenda;
        Assert.Equal(["09:00-09:10", "09:10-09:30", "09:30-10:00"], agenda.Slots.Select(s => $"{s.From:HH\\:mm}-{s.To:HH\\:mm}"));
        Assert.Equal(["2 09:00-09:10 0", "1 09:00-10:00 20", "3 09:10-09:30 0"], agenda.Visits.Select(v => $"{v.Person.Number} {v.From:HH\\:mm}-{v.To:HH\\:mm} {v.Waiting}"));
        Assert.Equal(20, agenda.Waiting);
    }

    [Fact]
    public void Taking_the_proposal_says_what_it_brings_and_leaves_nothing_to_propose()
    {
        var meeting = Of(Three);
        var order = meeting.Proposed()!;
        Assert.Equal((OrderedBy.Proposal, 0, 20), (order.How, order.Waiting, order.Before));
        var taken = Of([.. Three, order]);
        Assert.Equal([1, 3, 2], taken.Cases.Select(c => c.Number));
        Assert.Equal(OrderedBy.Proposal, taken.Ordered);
        Assert.Equal(0, taken.Agenda.Waiting);
        Assert.Null(taken.Proposed());
        // A case that is added later comes last.
        Assert.Equal([1, 3, 2, 4], Of([.. Three, order, new CasePut(4, Dossier(4), 5, [])]).Cases.Select(c => c.Number));
    }

    [Fact]
    public void Shifting_a_case_says_its_effect_and_stops_at_the_ends()
    {
        var meeting = Of(Three);
        var down = meeting.Shifted(2, up: false)!;
        Assert.Equal((OrderedBy.Hand, 0, 20), (down.How, down.Waiting, down.Before));
        Assert.Equal([1, 3, 2], down.Cases);
        Assert.Equal([2, 1, 3], meeting.Shifted(2, up: true)!.Cases);
        Assert.Null(meeting.Shifted(1, up: true));
        Assert.Null(meeting.Shifted(3, up: false));
        Assert.Null(meeting.Shifted(9, up: true));
    }

    [Fact]
    public void Nothing_and_nobody_make_an_empty_agenda()
    {
        var meeting = Of();
        Assert.Equal((0, 0, 0), (meeting.Agenda.Slots.Count, meeting.Agenda.Visits.Count, meeting.Agenda.Waiting));
        Assert.Null(meeting.Proposed());
        Assert.Equal((1, 1), (meeting.NextCase, meeting.NextPerson));
        Assert.Throws<ArgumentException>(() => new Meeting(meeting.Head, []));
        Assert.Throws<ArgumentException>(() => new Meeting(meeting.Head, [new MeetingLine(1, At, "x", "X", new CaseDropped(1))]));
    }

    [Fact]
    public void An_unplanned_listener_is_new_once_and_stays_noted()
    {
        var meeting = Of(Three);
        Assert.Equal([1, 2], meeting.NewlyUnplanned(2, [2, 1, 3]));
        Assert.Equal([], meeting.NewlyUnplanned(2, [3]));
        var ticked = Of([.. Three, new PresentTicked(2, [1, 3], [1])]);
        Assert.Equal([], ticked.NewlyUnplanned(2, [1, 3]));
        Assert.Equal([2], ticked.NewlyUnplanned(2, [1, 2, 3]));
        Assert.Equal([1], ticked.Present(2)!.Unplanned);
        Assert.True(ticked.WasPresent(1));
        Assert.False(ticked.WasPresent(2));
        // Taken off the table again, or planned after all: it was heard.
        var later = Of([.. Three, new PresentTicked(2, [1, 3], [1]), new PresentTicked(2, [3], []), new CasePut(2, Dossier(2), 20, [1, 3])]);
        Assert.Equal([new UnplannedListener(2, later.Person(1)!, At.AddMinutes(7), "Sanne")], later.Unplanned);
    }

    [Fact]
    public void Who_is_needed_in_two_meetings_at_once_is_named()
    {
        // Partner 1 of the one is number 5 of the other, at 09:20.
        PersonPut Same(int number) => Partner(1) with { Person = number };
        var meeting = Of(Three);
        Assert.Equal([1], meeting.Clashes(Of(2, new TimeOnly(9, 20), Same(5), new CasePut(1, Dossier(7), 10, [5]))).Select(v => v.Person.Number));
        Assert.Empty(meeting.Clashes(Of(2, new TimeOnly(10, 0), Same(5), new CasePut(1, Dossier(7), 10, [5]))));
        Assert.Empty(meeting.Clashes(Of(2, new TimeOnly(9, 20), Same(5), new CasePut(1, Dossier(7), 10, []))));
        Assert.Empty(meeting.Clashes(Of(2, new TimeOnly(9, 20), Same(5), new CasePut(1, Dossier(7), 10, [5]), new MeetingSet(Day.AddDays(1), new TimeOnly(9, 20), ""))));
        Assert.Empty(meeting.Clashes(meeting));
        var colleague = new PersonPut(1, null, "joris", "Joris", "coach", []);
        Assert.Single(Of(colleague, new CasePut(1, Dossier(1), 60, [1])).Clashes(Of(2, new TimeOnly(9, 59), colleague, new CasePut(1, Dossier(7), 10, [1]))));
    }

    [Fact]
    public void As_it_was_at_a_line_it_knows_nothing_of_later()
    {
        var meeting = Of([.. Three, new CaseDropped(1)]);
        Assert.Equal(2, meeting.Cases.Count);
        Assert.Equal(3, meeting.At(7).Cases.Count);
        Assert.Equal(7, meeting.At(7).Head.Version);
    }
}
