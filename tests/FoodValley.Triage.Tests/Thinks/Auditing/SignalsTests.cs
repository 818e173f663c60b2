using FoodValley.Triage.Auditing;

namespace FoodValley.Triage.Tests.Thinks.Auditing;

/// <summary>What a reviewer of the access log looks twice at.</summary>
[Norm("HK-8.4", "HK-8.5")]
public class SignalsTests
{
    private static readonly Dictionary<string, string> Nobody = [];
    private static readonly Dictionary<Guid, string> NoClients = [];

    private static Guid Dossier(int number) => new(number, 0, 0, new byte[8]);

    private static LoggedEvent Event(long id, string person, string at, int? dossier = null, string team = "t", bool seen = true, int? safety = null) => new(
        id, person, team, DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal),
        dossier is { } number ? Dossier(number) : null, seen, safety is { } one ? Dossier(one) : null);

    private static IReadOnlyList<Signal> Of(params LoggedEvent[] events) => Signals.Of(events, Nobody, NoClients, LogThresholds.Default);

    [Theory]
    // Winter: the Netherlands is an hour ahead of UTC; summer: two.
    [InlineData("2026-11-24T05:59:59Z", true)]
    [InlineData("2026-11-24T06:00:00Z", false)]
    [InlineData("2026-11-24T17:59:59Z", false)]
    [InlineData("2026-11-24T18:00:00Z", true)]
    [InlineData("2026-07-01T04:59:59Z", true)]
    [InlineData("2026-07-01T05:00:00Z", false)]
    [InlineData("2026-07-01T17:00:00Z", true)]
    [InlineData("2026-11-21T10:00:00Z", true)] // Saturday
    [InlineData("2026-11-22T10:00:00Z", true)] // Sunday
    [InlineData("2026-11-20T23:30:00Z", true)] // Friday in UTC, Saturday half past twelve at night here
    [InlineData("2026-12-25T10:00:00Z", true)] // Christmas, a Friday
    [InlineData("2026-04-27T10:00:00Z", true)] // King's Day, a Monday
    [InlineData("2026-04-06T10:00:00Z", true)] // Easter Monday
    [InlineData("2026-05-05T10:00:00Z", false)] // a working day unless the organisation says otherwise
    public void Evenings_nights_weekends_and_holidays_are_unusual(string at, bool unusual)
    {
        var found = Of(Event(7, "sanne", at));
        Assert.Equal(unusual ? [new(SignalKind.UnusualHours, "sanne", null, 1, 0, [7L])] : Array.Empty<Signal>(), found, SameSignal);
        // Coming in at night is no look at anybody.
        Assert.Empty(Of(Event(7, "sanne", at, seen: false)));
    }

    [Fact]
    public void Many_dossiers_counts_different_ones_on_one_day_of_the_Netherlands()
    {
        LoggedEvent[] twenty = [.. Enumerable.Range(1, 20).Select(n => Event(n, "sanne", "2026-11-24T09:00:00Z", n))];
        Assert.Empty(Of([.. twenty, Event(90, "sanne", "2026-11-24T10:00:00Z", 20), Event(91, "sanne", "2026-11-25T10:00:00Z", 21), Event(92, "joris", "2026-11-24T10:00:00Z", 22)]));
        var found = Assert.Single(Of([.. twenty, Event(21, "sanne", "2026-11-24T11:00:00Z", 21), Event(22, "sanne", "2026-11-24T11:00:00Z")]));
        Assert.Equal(new(SignalKind.ManyDossiers, "sanne", new(2026, 11, 24), 21, 0, [.. Enumerable.Range(1, 21).Select(n => (long)n)]), found, SameSignal);
    }

    [Fact]
    public void The_same_surname_is_found_whatever_stands_before_it()
    {
        var people = new Dictionary<string, string> { ["sanne"] = "Sanne de Wit", ["joris"] = "Joris van Dam" };
        var clients = new Dictionary<Guid, string> { [Dossier(1)] = "Milan WIT", [Dossier(2)] = "Noa Dam-Lindeman", [Dossier(3)] = "Wit Verbeek", [Dossier(4)] = "Sem de Wittenaar" };
        var events = new[]
        {
            Event(1, "sanne", "2026-11-24T09:00:00Z", 1), Event(2, "sanne", "2026-11-24T09:00:00Z", 1), Event(3, "sanne", "2026-11-24T09:00:00Z", 2), Event(4, "sanne", "2026-11-24T09:00:00Z", 3),
            Event(5, "sanne", "2026-11-24T09:00:00Z", 4), Event(6, "joris", "2026-11-24T09:00:00Z", 2), Event(7, "mark", "2026-11-24T09:00:00Z", 1),
        };
        Assert.Equal(
            [new(SignalKind.SameSurname, "joris", null, 1, 0, [6L]), new(SignalKind.SameSurname, "sanne", null, 1, 0, [1L, 2L])],
            Signals.Of(events, people, clients, LogThresholds.Default), SameSignal);
    }

    [Theory]
    [InlineData("Sanne de Wit", "wit")]
    [InlineData("Joris van den Dam", "dam")]
    [InlineData("Anna Smit-de Boer", "boer smit")]
    [InlineData("Anna Smit - de Boer", "boer smit")]
    [InlineData("Verbeek, Milan", "verbeek")]
    [InlineData("Zoë Küçük", "kucuk")]
    [InlineData("Yara el Idrissi", "idrissi")]
    [InlineData("Anna-Maria Bakker", "bakker")]
    [InlineData("Madonna", "madonna")]
    [InlineData("  ", "")]
    public void A_surname_is_read_from_a_full_name(string name, string surname) => Assert.Equal(surname, string.Join(' ', Surnames.Of(name).Order(StringComparer.Ordinal)));

    [Fact]
    public void Safety_overrides_are_counted_by_decision()
    {
        var events = new[]
        {
            Event(1, "sanne", "2026-11-24T09:00:00Z", safety: 1), Event(2, "sanne", "2026-11-24T09:00:00Z", safety: 2), Event(3, "sanne", "2026-11-24T09:00:00Z", safety: 2), Event(4, "joris", "2026-11-24T09:00:00Z", safety: 3),
        };
        Assert.Empty(Of(events));
        Assert.Equal([("sanne", 2), ("joris", 1)], Signals.Overrides(events));
        Assert.Equal(new(SignalKind.SafetyOverrides, "sanne", null, 3, 0, [1L, 2L, 3L, 9L]), Assert.Single(Of([.. events, Event(9, "sanne", "2026-11-25T09:00:00Z", safety: 4)])), SameSignal);
    }

    [Fact]
    public void Somebody_who_opens_far_more_than_the_team_stands_out()
    {
        LoggedEvent[] Looks(string person, int count, string team = "t") => [.. Enumerable.Range(1, count).Select(n => Event((person[0] * 1000) + n, person, $"2026-11-{(n % 5) + 23:00}T09:00:00Z", n, team))];
        // The middle of 2 and 4 is 3: nine is not more than three times that, ten is.
        Assert.Empty(Of([.. Looks("a", 2), .. Looks("b", 4), .. Looks("c", 9)]));
        var found = Assert.Single(Of([.. Looks("a", 2), .. Looks("b", 4), .. Looks("c", 10)]));
        Assert.Equal((SignalKind.TeamOutlier, "c", 10, 3, 10), (found.Kind, found.PersonId, found.Number, found.Others, found.Events.Count));
        // Of two there is no middle, and another team is no measure.
        Assert.Empty(Of([.. Looks("a", 1), .. Looks("c", 19)]));
        Assert.Empty(Of([.. Looks("a", 1), .. Looks("b", 1, "u"), .. Looks("c", 19)]));
        // Few dossiers are no signal, however few the others have.
        Assert.Empty(Of([.. Looks("a", 1), .. Looks("b", 1), .. Looks("c", 9)]));
    }

    /// <summary>An oracle that knows nothing of the program: it counts by hand, one event after another, over many drawn logs.</summary>
    [Fact]
    public void A_thousand_drawn_logs_give_what_counting_by_hand_gives()
    {
        var random = new Random(20261124);
        var thresholds = new LogThresholds(new(8, 0), new(18, 0), 3, 2, 4, 2);
        string[] people = ["a", "b", "c", "d"];
        var names = people.ToDictionary(p => p, p => "Voornaam Naam" + p);
        var clients = Enumerable.Range(0, 12).ToDictionary(Dossier, n => n < 4 ? "Kind van Naam" + people[n] : "Kind Anders");
        for (var round = 0; round < 1000; round++)
        {
            var events = Enumerable.Range(1, random.Next(0, 60)).Select(id => new LoggedEvent(
                id, people[random.Next(4)], random.Next(4) == 0 ? "u" : "t", new DateTime(2026, 12, 21, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(7 * 24 * 60)),
                random.Next(3) == 0 ? null : Dossier(random.Next(12)), random.Next(6) > 0, random.Next(10) == 0 ? Dossier(100 + random.Next(5)) : null)).ToList();

            var expected = new List<string>();
            foreach (var person in people)
            {
                int unusual = 0, alike = 0;
                var days = new Dictionary<int, HashSet<Guid>>();
                var same = new HashSet<Guid>();
                var safety = new HashSet<Guid>();
                foreach (var e in events)
                {
                    if (e.PersonId != person || !e.Seen) continue;
                    var local = e.At.AddHours(1); // in December
                    var off = local.Day is 25 or 26 or 27 || local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday; // Christmas and its weekend
                    if (off || local.Hour < 8 || local.Hour >= 18) unusual++;
                    if (e.Override is { } decision) safety.Add(decision);
                    if (e.Dossier is not { } dossier) continue;
                    if (!days.TryGetValue(local.Day, out var day)) days[local.Day] = day = [];
                    day.Add(dossier);
                    if (dossier == Dossier(Array.IndexOf(people, person))) { alike++; same.Add(dossier); }
                }
                if (unusual > 0) expected.Add($"unusual-hours {person} {unusual} of {unusual}");
                expected.AddRange(days.Where(d => d.Value.Count >= 4).Select(d => $"many-dossiers {person} {d.Key} {d.Value.Count}"));
                if (alike > 0) expected.Add($"same-surname {person} {same.Count} of {alike}");
                if (safety.Count >= 2) expected.Add($"safety-overrides {person} {safety.Count}");
            }
            foreach (var team in new[] { "t", "u" })
            {
                var per = people.Where(p => events.Exists(e => e.Seen && e.TeamId == team && e.PersonId == p))
                    .ToDictionary(p => p, p => events.Where(e => e.Seen && e.TeamId == team && e.PersonId == p && e.Dossier is not null).Select(e => e.Dossier).ToHashSet().Count);
                foreach (var (person, number) in per)
                {
                    var rest = per.Where(o => o.Key != person).Select(o => (double)o.Value).ToArray();
                    if (rest.Length < 2) continue;
                    Array.Sort(rest);
                    var middle = rest.Length == 2 ? (rest[0] + rest[1]) / 2 : rest[1];
                    if (number >= 4 && number > 2 * middle) expected.Add($"team-outlier {person} {number} {Math.Floor(middle)}");
                }
            }

            var found = Signals.Of(events, names, clients, thresholds).Select(s => s.Kind switch
            {
                SignalKind.ManyDossiers => $"many-dossiers {s.PersonId} {s.Day!.Value.Day} {s.Number}",
                SignalKind.SafetyOverrides => $"safety-overrides {s.PersonId} {s.Number}",
                SignalKind.TeamOutlier => $"team-outlier {s.PersonId} {s.Number} {s.Others}",
                _ => $"{s.Kind.Code()} {s.PersonId} {s.Number} of {s.Events.Count}",
            });
            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("2026-11-24T09:00:00Z", "2026-11-25T16:00:00Z")] // Tuesday: Wednesday, five o'clock
    [InlineData("2026-11-27T22:30:00Z", "2026-11-30T16:00:00Z")] // Friday evening: Monday
    [InlineData("2026-11-27T23:30:00Z", "2026-11-30T16:00:00Z")] // already Saturday here
    [InlineData("2026-12-24T09:00:00Z", "2026-12-28T16:00:00Z")] // before Christmas and the weekend
    [InlineData("2026-07-01T09:00:00Z", "2026-07-02T15:00:00Z")] // summer
    public void An_emergency_ends_at_five_on_the_next_working_day(string from, string until) => Assert.Equal(
        DateTime.Parse(until, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal),
        EmergencyTerm.Until(DateTime.Parse(from, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal)));

    private static bool SameSignal(Signal one, Signal other) => one with { Events = [] } == other with { Events = [] } ? one.Events.SequenceEqual(other.Events) : (one with { Events = other.Events }) == other && one.Events.SequenceEqual(other.Events);
}
