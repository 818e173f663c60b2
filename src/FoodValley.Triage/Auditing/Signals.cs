namespace FoodValley.Triage.Auditing;

/// <summary>Why a reviewer of the access log looks twice. A released name never changes.</summary>
public enum SignalKind
{
    /// <summary>In the evening, at night, in a weekend or on a public holiday.</summary>
    [Code("unusual-hours")] UnusualHours,
    /// <summary>Many different dossiers on one day.</summary>
    [Code("many-dossiers")] ManyDossiers,
    /// <summary>A client has the surname of the employee.</summary>
    [Code("same-surname")] SameSurname,
    /// <summary>Far more dossiers than the others of the same team.</summary>
    [Code("team-outlier")] TeamOutlier,
    /// <summary>Many decisions under the safety exception (HK-6).</summary>
    [Code("safety-overrides")] SafetyOverrides,
    /// <summary>A dossier opened outside one's reach.</summary>
    [Code("emergency")] Emergency,
}

/// <summary>One event of the access log, as far as signals need it.</summary>
/// <param name="Id">Its number in the log.</param>
/// <param name="PersonId">Who.</param>
/// <param name="TeamId">For which team, at that moment.</param>
/// <param name="At">UTC.</param>
/// <param name="Dossier">About which dossier; null when about none.</param>
/// <param name="Seen">True when somebody saw or wrote something of a client; false for signing in and out and for a refusal.</param>
/// <param name="Override">The decision signed by it under the safety exception; null for anything else.</param>
public sealed record LoggedEvent(long Id, string PersonId, string TeamId, DateTime At, Guid? Dossier, bool Seen, Guid? Override = null);

/// <summary>From where on something is a signal.</summary>
/// <param name="DayBegins">Before this hour in the Netherlands is unusual.</param>
/// <param name="DayEnds">From this hour on is unusual.</param>
/// <param name="DossiersInADay">More different dossiers than this on one day.</param>
/// <param name="OutlierTimes">More than so many times the middle of the others of the team.</param>
/// <param name="OutlierLeast">And at least so many dossiers in the period.</param>
/// <param name="Overrides">So many decisions under the safety exception, or more, in the period.</param>
public sealed record LogThresholds(TimeOnly DayBegins, TimeOnly DayEnds, int DossiersInADay, int OutlierTimes, int OutlierLeast, int Overrides)
{
    /// <summary>Holds unless the settings say otherwise.</summary>
    public static LogThresholds Default { get; } = new(new(7, 0), new(19, 0), 20, 3, 10, 3);
}

/// <summary>Something to look twice at. It says nothing about right or wrong.</summary>
/// <param name="Kind">Why.</param>
/// <param name="PersonId">About whom.</param>
/// <param name="Day">On which day in the Netherlands; null when it is about the whole period.</param>
/// <param name="Number">How many: events, dossiers or decisions.</param>
/// <param name="Others">The middle of the others of the team, rounded down; 0 for the other kinds.</param>
/// <param name="Events">The events behind it, by number in the log.</param>
public sealed record Signal(SignalKind Kind, string PersonId, DateOnly? Day, int Number, int Others, IReadOnlyList<long> Events);

/// <summary>Signals in a period of the access log. A pure function of the events, the names and the thresholds. Serves HK-8.4 and HK-8.5.</summary>
public static class Signals
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>All of them: by kind, then by person, then by day.</summary>
    /// <param name="events">The events of the period, in any order.</param>
    /// <param name="people">Full name of everybody in them; who is not there has no surname.</param>
    /// <param name="clients">Full name of the client of every dossier in them.</param>
    /// <param name="thresholds">From where on.</param>
    public static IReadOnlyList<Signal> Of(
        IReadOnlyCollection<LoggedEvent> events, IReadOnlyDictionary<string, string> people, IReadOnlyDictionary<Guid, string> clients, LogThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(thresholds);
        var seen = events.Where(e => e.Seen).OrderBy(e => e.Id).ToList();
        var found = new List<Signal>();
        foreach (var own in seen.GroupBy(e => e.PersonId))
        {
            if (Unusual(own, thresholds) is { } unusual) found.Add(unusual);
            found.AddRange(Many(own, thresholds));
            if (people.TryGetValue(own.Key, out var name) && Alike(own, Surnames.Of(name), clients) is { } alike) found.Add(alike);
            if (Overridden(own, thresholds) is { } overridden) found.Add(overridden);
        }
        found.AddRange(seen.Where(e => e.TeamId.Length > 0).GroupBy(e => e.TeamId).SelectMany(team => Outliers([.. team], thresholds)));
        return [.. found.OrderBy(s => s.Kind).ThenBy(s => s.PersonId, StringComparer.Ordinal).ThenBy(s => s.Day)];
    }

    /// <summary>How many decisions each person signed under the safety exception, the most first; who signed none is not there.</summary>
    public static IReadOnlyList<(string PersonId, int Number)> Overrides(IReadOnlyCollection<LoggedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return [.. events.Where(e => e.Override is not null).GroupBy(e => e.PersonId).Select(own => (own.Key, own.Select(e => e.Override).Distinct().Count()))
            .OrderByDescending(c => c.Item2).ThenBy(c => c.Key, StringComparer.Ordinal)];
    }

    /// <summary>True outside the hours of the day, in a weekend, and on a public holiday: in the Netherlands.</summary>
    public static bool IsUnusual(DateTime utc, LogThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var local = Local(utc);
        var hour = TimeOnly.FromDateTime(local);
        return hour < thresholds.DayBegins || hour >= thresholds.DayEnds || !WorkingDays.Is(DateOnly.FromDateTime(local));
    }

    /// <summary>The day in the Netherlands.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The first moment of a day in the Netherlands, UTC.</summary>
    public static DateTime Begin(DateOnly day) => Moment(day, TimeOnly.MinValue);

    internal static DateTime Moment(DateOnly day, TimeOnly time) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(time), Amsterdam);

    private static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Amsterdam);

    private static Signal? Unusual(IGrouping<string, LoggedEvent> own, LogThresholds thresholds)
    {
        var at = own.Where(e => IsUnusual(e.At, thresholds)).Select(e => e.Id).ToList();
        return at.Count == 0 ? null : new(SignalKind.UnusualHours, own.Key, null, at.Count, 0, at);
    }

    private static IEnumerable<Signal> Many(IGrouping<string, LoggedEvent> own, LogThresholds thresholds) =>
        from e in own
        where e.Dossier is not null
        group e by DayOf(e.At) into day
        let number = day.Select(e => e.Dossier).Distinct().Count()
        where number > thresholds.DossiersInADay
        select new Signal(SignalKind.ManyDossiers, own.Key, day.Key, number, 0, [.. day.Select(e => e.Id)]);

    private static Signal? Alike(IGrouping<string, LoggedEvent> own, IReadOnlySet<string> surname, IReadOnlyDictionary<Guid, string> clients)
    {
        var alike = own.Where(e => e.Dossier is { } dossier && clients.TryGetValue(dossier, out var name) && surname.Overlaps(Surnames.Of(name))).ToList();
        return alike.Count == 0 ? null : new(SignalKind.SameSurname, own.Key, null, alike.Select(e => e.Dossier).Distinct().Count(), 0, [.. alike.Select(e => e.Id)]);
    }

    private static Signal? Overridden(IGrouping<string, LoggedEvent> own, LogThresholds thresholds)
    {
        var signed = own.Where(e => e.Override is not null).ToList();
        var number = signed.Select(e => e.Override).Distinct().Count();
        return number == 0 || number < thresholds.Overrides ? null : new(SignalKind.SafetyOverrides, own.Key, null, number, 0, [.. signed.Select(e => e.Id)]);
    }

    // With one colleague there is no middle to compare with.
    private static IEnumerable<Signal> Outliers(IReadOnlyList<LoggedEvent> team, LogThresholds thresholds)
    {
        var counts = team.GroupBy(e => e.PersonId).ToDictionary(own => own.Key, own => own.Where(e => e.Dossier is not null).Select(e => e.Dossier).Distinct().Count());
        if (counts.Count < 3) yield break;
        foreach (var (person, number) in counts)
        {
            var others = counts.Where(c => c.Key != person).Select(c => c.Value).Order().ToList();
            var twice = others.Count % 2 == 1 ? 2 * others[others.Count / 2] : others[(others.Count / 2) - 1] + others[others.Count / 2];
            if (number >= thresholds.OutlierLeast && 2 * number > thresholds.OutlierTimes * twice)
                yield return new(SignalKind.TeamOutlier, person, null, number, twice / 2, [.. team.Where(e => e.PersonId == person && e.Dossier is not null).Select(e => e.Id)]);
        }
    }
}
