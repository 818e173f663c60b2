using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Auditing;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>What somebody who reviews the access log sees of a period.</summary>
/// <param name="From">First day, in the Netherlands.</param>
/// <param name="Until">Last day.</param>
/// <param name="Events">How many events.</param>
/// <param name="Signals">What to look twice at.</param>
/// <param name="Overrides">Decisions under the safety exception, by person, the most first.</param>
/// <param name="Emergencies">Dossiers opened outside somebody's reach on which nobody concluded yet, of any period.</param>
/// <param name="Names">Name of everybody in it, by id.</param>
/// <param name="OnlyOwn">True when all events are the reviewer's: somebody else must conclude.</param>
public sealed record LogPicture(
    DateOnly From, DateOnly Until, int Events, IReadOnlyList<Signal> Signals, IReadOnlyList<(string PersonId, int Number)> Overrides, IReadOnlyList<Emergency> Emergencies,
    IReadOnlyDictionary<string, string> Names, bool OnlyOwn)
{
    /// <summary>Name of this person, or the id when nobody knows it.</summary>
    public string NameOf(string person) => Names.GetValueOrDefault(person, person);

    /// <summary>What a reviewer may conclude on: nothing about the reviewer.</summary>
    public IEnumerable<Signal> Others(string reviewer) => Signals.Where(s => s.PersonId != reviewer);

    /// <summary>Says which picture a reviewer saw: another one is another text.</summary>
    public string Seen(string reviewer)
    {
        var said = string.Join('\n', Others(reviewer).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Kind.Code()} {s.PersonId} {s.Day:yyyy-MM-dd} {s.Number}")).Concat(Emergencies.Select(e => e.Id.ToString())));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..16];
    }
}

/// <summary>One event of the log as a reviewer sees it: no client's name, no text.</summary>
public sealed record LogLine(long Id, DateTime At, string PersonId, string PersonName, Role Role, AccessAction Action, string? DossierNumber, long? Decision, string Detail);

/// <summary>A conclusion somebody recorded.</summary>
/// <param name="Number">From 1.</param>
/// <param name="TeamId">The team that was looked at; empty for the whole organisation.</param>
/// <param name="ByName">Who.</param>
/// <param name="ByRole">In which role.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Events">How many events the period had.</param>
/// <param name="Signals">How many signals of each kind were seen.</param>
/// <param name="OwnSignals">Signals about the reviewer, left to somebody else.</param>
/// <param name="OwnOpen">True while nobody else concluded on the same period.</param>
/// <param name="Conclusion">In words.</param>
/// <param name="At">UTC.</param>
public sealed record LogReview(
    int Number, string TeamId, string ByName, Role ByRole, DateOnly From, DateOnly Until, int Events, IReadOnlyList<(SignalKind Kind, int Count)> Signals, int OwnSignals, bool OwnOpen, string Conclusion, DateTime At);

/// <summary>How concluding ended: <see cref="LogConcluded"/>, <see cref="OnlyOwnEvents"/> or <see cref="OtherPicture"/>.</summary>
public abstract record LogConcluding;

/// <summary>It stands there.</summary>
public sealed record LogConcluded(int Number) : LogConcluding;

/// <summary>There is nothing in it but the reviewer's own; nothing was written.</summary>
public sealed record OnlyOwnEvents : LogConcluding;

/// <summary>Other signals came up since the reviewer looked; nothing was written.</summary>
public sealed record OtherPicture(LogPicture Picture) : LogConcluding;

/// <summary>
/// Looking through the access log: the privacy officer over the whole organisation, a team lead over the own team; closed to everybody else. A conclusion is
/// never changed and never about the reviewer. Serves HK-8.4, HK-8.5 and GDPR 32.
/// </summary>
public sealed class LogReviews(TriageDb db, Emergencies emergencies)
{
    private static readonly string[] NobodySeen = [AccessAction.SignedIn.Code(), AccessAction.SignedOut.Code(), AccessAction.Refused.Code()];

    /// <summary>The period as this reviewer may see it, of everybody or of one person; null for who may not review the log.</summary>
    public async Task<LogPicture?> LookAsync(Person reviewer, DateOnly from, DateOnly until, LogThresholds thresholds, string? person = null, CancellationToken cancellationToken = default)
    {
        if (Reach(reviewer) is not { } reach) return null;
        var (begin, end) = (Signals.Begin(from), Signals.Begin(until.AddDays(1)));
        var organisation = reviewer.OrganisationId;
        var period = reach.Where(e => e.At >= begin && e.At < end);
        if (person is not null) period = period.Where(e => e.PersonId == person);
        var rows = await period.Select(e => new { e.Id, e.PersonId, e.TeamId, e.At, e.Action, e.DossierId, e.RecordId }).ToListAsync(cancellationToken);
        var people = await db.People.Where(p => p.OrganisationId == organisation).Select(p => new { p.Id, p.Name, p.TeamId }).ToDictionaryAsync(p => p.Id, cancellationToken);
        var clients = await db.Dossiers.Where(d => d.OrganisationId == organisation && period.Any(e => e.DossierId == d.Id)).Select(d => new { d.Id, d.Name }).ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken);
        var earliest = begin.AddMinutes(-1);
        var overrides = (await db.Decisions.Where(d => d.OrganisationId == organisation && d.Safety && d.Signed >= earliest && d.Signed < end).Select(d => d.Id).ToListAsync(cancellationToken)).ToHashSet();
        var signed = AccessAction.Sealed.Code();
        var events = rows.ConvertAll(r => new LoggedEvent(
            r.Id, r.PersonId, r.TeamId.Length > 0 ? r.TeamId : people.GetValueOrDefault(r.PersonId)?.TeamId ?? "", r.At, r.DossierId, !NobodySeen.Contains(r.Action),
            r.Action == signed && r.RecordId is { } record && overrides.Contains(record) ? record : null));
        var names = people.ToDictionary(p => p.Key, p => p.Value.Name);
        return new(
            from, until, events.Count, Signals.Of(events, names, clients, thresholds), Signals.Overrides(events), await emergencies.WaitingAsync(reviewer, cancellationToken), names,
            events.Count > 0 && events.TrueForAll(e => e.PersonId == reviewer.Id));
    }

    /// <summary>Events that are listed at once: the last ones.</summary>
    public const int MostLines = 1000;

    /// <summary>These events, oldest first, at most the last <see cref="MostLines"/>; those outside the reviewer's reach are left out.</summary>
    public Task<IReadOnlyList<LogLine>> EventsAsync(Person reviewer, IReadOnlyList<long> events, CancellationToken cancellationToken = default)
    {
        var last = events.Order().TakeLast(MostLines).ToList();
        return LinesAsync(reviewer, Reach(reviewer)?.Where(e => last.Contains(e.Id)), cancellationToken);
    }

    /// <summary>
    /// Who did what with the dossier that has exactly this number, oldest first, in a period, at most the last <see cref="MostLines"/>; null when there is none. A lead finds the dossiers of the own team
    /// whoever looked, and what the own team did in others.
    /// </summary>
    public async Task<IReadOnlyList<LogLine>?> OfDossierAsync(Person reviewer, string number, DateOnly from, DateOnly until, CancellationToken cancellationToken = default)
    {
        if (Reach(reviewer) is not { } reach) return null;
        var (begin, end, organisation) = (Signals.Begin(from), Signals.Begin(until.AddDays(1)), reviewer.OrganisationId);
        var dossier = await db.Dossiers.Where(d => d.OrganisationId == organisation && d.Number == number).Select(d => new { d.Id, d.TeamId }).SingleOrDefaultAsync(cancellationToken);
        if (dossier is null) return null;
        var all = reviewer.Role == Role.PrivacyOfficer || dossier.TeamId == reviewer.TeamId ? db.AccessEvents.AsNoTracking().Where(e => e.OrganisationId == organisation) : reach;
        return await LinesAsync(reviewer, all.Where(e => e.DossierId == dossier.Id && e.At >= begin && e.At < end), cancellationToken);
    }

    /// <summary>
    /// Records a conclusion on a period, with its access event in the same transaction; null, and nothing written, for who may not. It speaks of the signals
    /// the reviewer saw (<paramref name="seen"/>, <see cref="LogPicture.Seen"/>) and of every emergency that waits, never of the reviewer's own. The same once more
    /// gives the same number.
    /// </summary>
    public async Task<LogConcluding?> ConcludeAsync(
        Act act, DateOnly from, DateOnly until, LogThresholds thresholds, string seen, string conclusion, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        if (Reach(who) is null) return null;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLedgerAsync(who.OrganisationId, cancellationToken);
        var last = await db.LogReviews.AsNoTracking().Where(r => r.OrganisationId == who.OrganisationId).OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is not null && last.ById == who.Id && last.FromDay == from && last.UntilDay == until && last.Conclusion == conclusion) return new LogConcluded(last.Number);
        var picture = (await LookAsync(who, from, until, thresholds, cancellationToken: cancellationToken))!;
        if (picture.OnlyOwn && picture.Emergencies.Count == 0) return new OnlyOwnEvents();
        if (picture.Seen(who.Id) != seen) return new OtherPicture(picture);
        var others = picture.Others(who.Id).ToList();
        var row = new LogReviewRow
        {
            OrganisationId = who.OrganisationId, Number = (last?.Number ?? 0) + 1, TeamId = who.Role == Role.TeamLead ? who.TeamId : "", ById = who.Id, ByName = who.Name, ByRole = who.Role.Code(),
            FromDay = from, UntilDay = until, Events = picture.Events, OwnSignals = picture.Signals.Count - others.Count, Conclusion = conclusion, At = StoredTime.Of(act.At),
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        var place = 0;
        foreach (var s in others) db.Add(Seen(row, place++, s.Kind, s.PersonId, s.Day, s.Number));
        foreach (var e in picture.Emergencies) db.Add(Seen(row, place++, SignalKind.Emergency, e.PersonId, Signals.DayOf(e.At), 1, e.Id));
        db.Add(AccessLog.RowOf(act, AccessAction.ReviewedLog, string.Create(CultureInfo.InvariantCulture, $"log/{row.Number}")));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return new LogConcluded(row.Number);
    }

    /// <summary>Conclusions recorded earlier, the newest first: of the own team for a lead, all for a privacy officer, none for anybody else.</summary>
    public async Task<IReadOnlyList<LogReview>> PastAsync(Person reviewer, CancellationToken cancellationToken = default)
    {
        if (Reach(reviewer) is null) return [];
        var all = await db.LogReviews.AsNoTracking().Where(r => r.OrganisationId == reviewer.OrganisationId).OrderByDescending(r => r.Number).ToListAsync(cancellationToken);
        var signals = (await db.LogReviewSignals.AsNoTracking().Where(s => s.OrganisationId == reviewer.OrganisationId).Select(s => new { s.Number, s.Kind }).ToListAsync(cancellationToken)).ToLookup(s => s.Number, s => Stored.Code<SignalKind>(s.Kind));
        return [.. all.Where(r => reviewer.Role == Role.PrivacyOfficer || r.TeamId == reviewer.TeamId).Select(r => new LogReview(
            r.Number, r.TeamId, r.ByName, Stored.Code<Role>(r.ByRole), r.FromDay, r.UntilDay, r.Events, [.. signals[r.Number].GroupBy(k => k).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))], r.OwnSignals,
            r.OwnSignals > 0 && !all.Exists(other => other.ById != r.ById && other.FromDay <= r.FromDay && other.UntilDay >= r.UntilDay && (other.TeamId.Length == 0 || other.TeamId == r.TeamId)), r.Conclusion, r.At))];
    }

    /// <summary>People whose events this reviewer may see, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> PeopleAsync(Person reviewer, CancellationToken cancellationToken = default) => Reach(reviewer) is null ? [] :
        [.. (await db.People.Where(p => p.OrganisationId == reviewer.OrganisationId && (reviewer.Role == Role.PrivacyOfficer || p.TeamId == reviewer.TeamId)).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, p.Role }).ToListAsync(cancellationToken))
            .Select(p => new Colleague(p.Id, p.Name, Stored.Code<Role>(p.Role)))];

    // An event from before teams were kept in it belongs to the team of today.
    private IQueryable<AccessEventRow>? Reach(Person reviewer)
    {
        var own = db.AccessEvents.AsNoTracking().Where(e => e.OrganisationId == reviewer.OrganisationId);
        return reviewer.Role switch
        {
            Role.PrivacyOfficer => own,
            Role.TeamLead => own.Where(e => e.TeamId == reviewer.TeamId || (e.TeamId == "" && db.People.Any(p => p.Id == e.PersonId && p.TeamId == reviewer.TeamId))),
            Role.Caseworker or Role.Administrator => null,
        };
    }

    private async Task<IReadOnlyList<LogLine>> LinesAsync(Person reviewer, IQueryable<AccessEventRow>? events, CancellationToken cancellationToken)
    {
        if (events is null) return [];
        var rows = await events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(MostLines).Select(e => new
        {
            Row = e,
            Name = db.People.Where(p => p.Id == e.PersonId).Select(p => p.Name).FirstOrDefault(),
            Number = db.Dossiers.Where(d => d.Id == e.DossierId && d.OrganisationId == reviewer.OrganisationId).Select(d => d.Number).FirstOrDefault(),
            Decision = db.Decisions.Where(d => d.Id == e.RecordId && d.OrganisationId == reviewer.OrganisationId).Select(d => (long?)d.Sequence).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        rows.Reverse();
        return [.. rows.Select(r => new LogLine(
            r.Row.Id, r.Row.At, r.Row.PersonId, r.Name ?? r.Row.PersonId, Stored.Code<Role>(r.Row.Role), Stored.Code<AccessAction>(r.Row.Action), r.Number, r.Decision + 1, r.Row.Detail))];
    }

    private static LogReviewSignalRow Seen(LogReviewRow review, int place, SignalKind kind, string person, DateOnly? day, int count, Guid? emergency = null) => new()
    {
        OrganisationId = review.OrganisationId, Number = review.Number, Place = place, Kind = kind.Code(), PersonId = person, Day = day, Count = count, EmergencyId = emergency,
    };
}
