using FoodValley.Triage.Convening;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FoodValley.Triage.Store;

/// <summary>A dossier of another team, or a participant from another organisation's address book; nothing was written.</summary>
public sealed record NotOurs : Writing;

/// <summary>A dossier as the team sees it when it plans a meeting.</summary>
/// <param name="Id">The dossier.</param>
/// <param name="Number">Its number.</param>
/// <param name="ResponsibleName">The caseworker.</param>
/// <param name="ClientName">Null for a dossier of a colleague: only the responsible caseworker knows whose it is.</param>
public sealed record MeetingDossier(Guid Id, string Number, string ResponsibleName, string? ClientName);

/// <summary>
/// The meetings of a team: its caseworkers plan, see and hold them; nobody else finds them. All that is noted are lines that never change; whoever shows
/// a meeting writes the access event.
/// </summary>
public sealed class TeamMeetings(TriageDb db)
{
    /// <summary>How many meetings that are over are listed.</summary>
    public const int MostPast = 20;

    /// <summary>The team's meetings on <paramref name="today"/> and later by day, then the last ones that are over, the newest first.</summary>
    public async Task<IReadOnlyList<Meeting>> OfAsync(Person person, DateOnly today, CancellationToken cancellationToken = default)
    {
        var coming = await Own(person).Where(m => m.Day >= today).OrderBy(m => m.Day).ToListAsync(cancellationToken);
        var past = await Own(person).Where(m => m.Day < today).OrderByDescending(m => m.Day).Take(MostPast).ToListAsync(cancellationToken);
        return await WithLinesAsync([.. coming, .. past], cancellationToken);
    }

    /// <summary>The team's meetings on one day: to see who would have to be in two places.</summary>
    public async Task<IReadOnlyList<Meeting>> OnAsync(Person person, DateOnly day, CancellationToken cancellationToken = default) =>
        await WithLinesAsync(await Own(person).Where(m => m.Day == day).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The meeting with this id; null when it does not exist or is another team's.</summary>
    public async Task<Meeting?> FindAsync(Person person, Guid id, CancellationToken cancellationToken = default)
    {
        var row = await Own(person).SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        return row is null ? null : (await WithLinesAsync([row], cancellationToken))[0];
    }

    /// <summary>The dossiers of the team, one's own with the client's name, by number.</summary>
    public async Task<IReadOnlyList<MeetingDossier>> DossiersAsync(Person person, CancellationToken cancellationToken = default)
    {
        var team = await (
            from d in db.Dossiers
            join p in db.People on d.ResponsibleId equals p.Id
            where d.OrganisationId == person.OrganisationId && d.TeamId == person.TeamId
            orderby d.Number
            select new { d.Id, d.Number, p.Name }).ToListAsync(cancellationToken);
        var own = await db.Dossiers.Where(d => d.OrganisationId == person.OrganisationId && d.ResponsibleId == person.Id)
            .Select(d => new { d.Id, d.Name }).ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken);
        return [.. team.Select(d => new MeetingDossier(d.Id, d.Number, d.Name, own.GetValueOrDefault(d.Id)))];
    }

    /// <summary>Colleagues who can be participants: everybody of the organisation but administrators, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Person person, CancellationToken cancellationToken = default)
    {
        var administrator = Role.Administrator.Code();
        var rows = await db.Working.AsNoTracking().Where(p => p.OrganisationId == person.OrganisationId && p.Role != administrator).OrderBy(p => p.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Colleague(r.Id, r.Name, Stored.Code<Role>(r.Role)))];
    }

    /// <summary>
    /// A new meeting of the team, under an id that was drawn when its form was opened, so that the same form sent twice makes one meeting:
    /// <see cref="WrittenMeanwhile"/>, and nothing written, when there is one with this id already.
    /// </summary>
    public async Task<Writing> OpenAsync(Act act, Guid id, MeetingSet set, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        var who = act.Who;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Meetings.AnyAsync(m => m.Id == id, cancellationToken)) return await NothingAsync(transaction, new WrittenMeanwhile(), cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO meetings (Id, OrganisationId, TeamId, ConvenerId, ConvenerName, Day, Version)
            VALUES ({id}, {who.OrganisationId}, {who.TeamId}, {who.Id}, {who.Name}, {set.Day}, 1)
            """,
            cancellationToken);
        await InsertAsync(act, id, 1, set, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Wrote(1);
    }

    /// <summary>
    /// Notes one line. <paramref name="expectedVersion"/> is the version it was made against: <see cref="WrittenMeanwhile"/> when another line came between or
    /// the meeting is not this team's, <see cref="NotOurs"/> for a dossier or a participant that is not theirs to put on the agenda.
    /// </summary>
    public async Task<Writing> WriteAsync(Act act, Guid id, int expectedVersion, Noted line, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(line);
        var who = act.Who;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The row lock of this statement makes two writers take turns.
        var taken = await db.Database.ExecuteSqlAsync(
            $"UPDATE meetings SET Version = Version + 1 WHERE Id = {id} AND Version = {expectedVersion} AND OrganisationId = {who.OrganisationId} AND TeamId = {who.TeamId}",
            cancellationToken);
        if (taken == 0) return await NothingAsync(transaction, new WrittenMeanwhile(), cancellationToken);
        if (!await RefersToOursAsync(who, id, line, cancellationToken)) return await NothingAsync(transaction, new NotOurs(), cancellationToken);
        await InsertAsync(act, id, expectedVersion + 1, line, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Wrote(expectedVersion + 1);
    }

    // What a line refers to must be ours at the moment it is put there; later it stays, also when a dossier has gone to another team.
    private async Task<bool> RefersToOursAsync(Person who, Guid id, Noted line, CancellationToken cancellationToken)
    {
        switch (line)
        {
            case MeetingSet set:
                await db.Database.ExecuteSqlAsync($"UPDATE meetings SET Day = {set.Day} WHERE Id = {id}", cancellationToken);
                return true;
            case CasePut put:
                var there = await db.MeetingCases.AsNoTracking().SingleOrDefaultAsync(c => c.MeetingId == id && c.Number == put.Case, cancellationToken);
                if (there is not null) return there.DossierId == put.Dossier;
                if (!await db.Dossiers.AnyAsync(d => d.Id == put.Dossier && d.OrganisationId == who.OrganisationId && d.TeamId == who.TeamId, cancellationToken)) return false;
                if (await db.MeetingCases.AnyAsync(c => c.MeetingId == id && c.DossierId == put.Dossier, cancellationToken)) return false;
                await db.Database.ExecuteSqlAsync($"INSERT INTO meeting_cases (MeetingId, Number, DossierId) VALUES ({id}, {put.Case}, {put.Dossier})", cancellationToken);
                return true;
            case CaseDropped dropped:
                await db.Database.ExecuteSqlAsync($"DELETE FROM meeting_cases WHERE MeetingId = {id} AND Number = {dropped.Case}", cancellationToken);
                return true;
            case PersonPut { Partner: { } partner }:
                return await db.Partners.AnyAsync(p => p.Id == partner && p.OrganisationId == who.OrganisationId, cancellationToken);
            case PersonPut { Colleague: { } colleague }:
                return await db.Working.AnyAsync(p => p.Id == colleague && p.OrganisationId == who.OrganisationId, cancellationToken);
            case PersonPut:
                return false;
            default:
                return true;
        }
    }

    private IQueryable<MeetingRow> Own(Person person) => person.Role == Role.Caseworker
        ? db.Meetings.AsNoTracking().Where(m => m.OrganisationId == person.OrganisationId && m.TeamId == person.TeamId)
        : db.Meetings.AsNoTracking().Where(m => false);

    private async Task<IReadOnlyList<Meeting>> WithLinesAsync(List<MeetingRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(r => r.Id).ToList();
        var lines = (await db.MeetingLines.AsNoTracking().Where(l => ids.Contains(l.MeetingId)).OrderBy(l => l.MeetingId).ThenBy(l => l.Number).ToListAsync(cancellationToken))
            .ToLookup(l => l.MeetingId);
        // Lines of somebody who writes at this very moment are not of this version yet.
        return [.. rows.Select(r => new Meeting(r.ToHead(), [.. lines[r.Id].Where(l => l.Number <= r.Version).Select(l => l.ToLine())]))];
    }

    private Task<int> InsertAsync(Act act, Guid id, int number, Noted line, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO meeting_lines (MeetingId, Number, At, ById, ByName, Body)
        VALUES ({id}, {number}, {StoredTime.Of(act.At)}, {act.Who.Id}, {act.Who.Name}, {line.ToJson()})
        """,
        cancellationToken);

    private static async Task<Writing> NothingAsync(IDbContextTransaction transaction, Writing how, CancellationToken cancellationToken)
    {
        await transaction.RollbackAsync(cancellationToken);
        return how;
    }
}
