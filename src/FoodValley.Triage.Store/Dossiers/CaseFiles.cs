using System.Data.Common;
using FoodValley.Triage.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>How writing in a dossier ended: <see cref="Wrote"/>, <see cref="WrittenMeanwhile"/> or <see cref="NumberInUse"/>.</summary>
public abstract record Writing;

/// <summary>It stands there now.</summary>
/// <param name="Version">Number of the last line.</param>
public sealed record Wrote(int Version) : Writing;

/// <summary>Somebody, or another tab, wrote in it meanwhile, or it is not this person's (any more); nothing was written.</summary>
public sealed record WrittenMeanwhile : Writing;

/// <summary>The organisation has another dossier with this number; nothing was written.</summary>
public sealed record NumberInUse : Writing;

/// <summary>
/// All that is written in dossiers: lines that never change. Only the responsible caseworker reads and writes; whoever shows one writes the access event.
/// </summary>
public sealed class CaseFiles(TriageDb db)
{
    /// <summary>This person's dossier with its lines; null when it does not exist or is somebody else's.</summary>
    public async Task<CaseFile?> FindAsync(Person person, Guid id, CancellationToken cancellationToken = default)
    {
        if (await HotQueries.Of(db).Dossier(db, person.OrganisationId, person.Id, id, cancellationToken) is not { } row) return null;
        var lines = new List<DossierLine>();
        await foreach (var line in HotQueries.Of(db).DossierLines(db, id, row.Version).WithCancellation(cancellationToken)) lines.Add(line.ToLine());
        return new CaseFile(row.ToDossier(), lines);
    }

    /// <summary>All this person's dossiers with their lines, by name.</summary>
    public async Task<IReadOnlyList<CaseFile>> OfAsync(Person person, CancellationToken cancellationToken = default)
    {
        var own = db.Dossiers.AsNoTracking().Where(d => d.OrganisationId == person.OrganisationId && d.ResponsibleId == person.Id);
        var dossiers = await own.OrderBy(d => d.SearchName).ThenBy(d => d.Number).ToListAsync(cancellationToken);
        var lines = await db.DossierLines.AsNoTracking().Where(l => own.Any(d => d.Id == l.DossierId)).OrderBy(l => l.DossierId).ThenBy(l => l.Number).ToListAsync(cancellationToken);
        var byDossier = lines.ToLookup(l => l.DossierId);
        return [.. dossiers.Select(d => new CaseFile(d.ToDossier(), [.. byDossier[d.Id].Select(l => l.ToLine())]))];
    }

    /// <summary>
    /// Writes these lines behind the last one, all or none, in one transaction. <paramref name="expectedVersion"/> is the version they were written
    /// against. Texts are checked by the form.
    /// </summary>
    public async Task<Writing> WriteAsync(Act act, Guid id, int expectedVersion, IReadOnlyList<Written> lines, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0) throw new ArgumentException("There is nothing to write.", nameof(lines));
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await TakeAsync(act, id, expectedVersion, lines.Count, cancellationToken)) return await NothingAsync(transaction, cancellationToken);
        await InsertAsync(db, act, id, expectedVersion, lines, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Wrote(expectedVersion + lines.Count);
    }

    /// <summary>Mends number and details of the client, and writes which ones changed.</summary>
    public async Task<Writing> ChangeClientAsync(
        Act act, Guid id, int expectedVersion, string number, Client client, ClientChanged changed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var turn = await db.WriteTurnAsync(cancellationToken);
        try
        {
            return await ChangeAsync(act, id, expectedVersion, number, client, changed, cancellationToken);
        }
        catch (DbException problem) when (db.IsDuplicate(problem))
        {
            // Another dossier got that number after we looked; leaving the transaction took everything back.
            return new NumberInUse();
        }
        catch (DbException problem) when (db.IsInTheWay(problem))
        {
            return new WrittenMeanwhile();
        }
    }

    private async Task<Writing> ChangeAsync(Act act, Guid id, int expectedVersion, string number, Client client, ClientChanged changed, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await TakeAsync(act, id, expectedVersion, 1, cancellationToken)) return await NothingAsync(transaction, cancellationToken);
        var organisation = act.Who.OrganisationId;
        if (await db.Dossiers.AnyAsync(d => d.OrganisationId == organisation && d.Number == number && d.Id != id, cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            return new NumberInUse();
        }
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE dossiers SET Number = {number}, Name = {client.Name}, SearchName = {Caseload.Searchable(client.Name)}, BirthDate = {client.BirthDate},
              Phone = {client.Phone}, Email = {client.Email}, Address = {client.Address} WHERE Id = {id}
            """,
            cancellationToken);
        await InsertAsync(db, act, id, expectedVersion, [changed], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Wrote(expectedVersion + 1);
    }

    /// <summary>
    /// Gives the dossier with its open drafts and everything that is due to a caseworker of the same organisation. By who is responsible, or by a lead
    /// of the dossier's team when that person is away. Closed to everybody else.
    /// </summary>
    public async Task<Writing> HandOverAsync(Act act, Guid id, int expectedVersion, string toPersonId, string why, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var from = await (
            from d in db.Dossiers
            join p in db.People on d.ResponsibleId equals p.Id
            where d.Id == id && d.OrganisationId == who.OrganisationId && d.Version == expectedVersion
                && (d.ResponsibleId == who.Id || (who.Role == Role.TeamLead && d.TeamId == who.TeamId))
            select new { p.Id, p.Name }).SingleOrDefaultAsync(cancellationToken);
        var caseworker = Role.Caseworker.Code();
        var to = await db.Working.SingleOrDefaultAsync(p => p.Id == toPersonId && p.OrganisationId == who.OrganisationId && p.Role == caseworker, cancellationToken);
        if (from is null || to is null || from.Id == to.Id) return await NothingAsync(transaction, cancellationToken);
        if (!await GiveAsync(db, act, id, expectedVersion, new HandedOver(from.Id, from.Name, to.Id, to.Name, why), to.TeamId, cancellationToken)) return await NothingAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Wrote(expectedVersion + 1);
    }

    /// <summary>
    /// The dossier with its open drafts goes over, and a line says so; false, and nothing written, when it changed meanwhile. Inside a transaction of who asked
    /// whether it may.
    /// </summary>
    internal static async Task<bool> GiveAsync(TriageDb db, Act act, Guid id, int expectedVersion, HandedOver given, string toTeam, CancellationToken cancellationToken)
    {
        var organisation = act.Who.OrganisationId;
        if (await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE dossiers SET ResponsibleId = {given.ToId}, TeamId = {toTeam}, Version = Version + 1
            WHERE Id = {id} AND Version = {expectedVersion} AND OrganisationId = {organisation} AND ResponsibleId = {given.FromId}
            """,
            cancellationToken) == 0) return false;
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE drafts SET OwnerId = {given.ToId}, TeamId = {toTeam}, Version = Version + 1
            WHERE DossierId = {id} AND OrganisationId = {organisation} AND OwnerId = {given.FromId} AND SealedAs IS NULL
            """,
            cancellationToken);
        await InsertAsync(db, act, id, expectedVersion, [given], cancellationToken);
        return true;
    }

    /// <summary>
    /// To whom this person gave that dossier, when nobody gave it on since; null when they did not: nobody learns of a dossier that was never theirs to give.
    /// </summary>
    public async Task<HandedOver?> GivenAwayAsync(Person person, Guid id, CancellationToken cancellationToken = default)
    {
        const string kind = "{\"kind\":\"handed-over\"";
        var last = await db.DossierLines.AsNoTracking()
            .Where(l => l.DossierId == id && l.Body.StartsWith(kind) && db.Dossiers.Any(d => d.Id == id && d.OrganisationId == person.OrganisationId && d.ResponsibleId != person.Id))
            .OrderByDescending(l => l.Number).FirstOrDefaultAsync(cancellationToken);
        return last is { } line && line.ById == person.Id ? line.ToLine().What as HandedOver : null;
    }

    /// <summary>The dossiers of a lead's team, with who is responsible: number and name of the caseworker only, no client (for taking over during absence).</summary>
    public async Task<IReadOnlyList<TeamDossier>> OfTeamAsync(Person lead, CancellationToken cancellationToken = default)
    {
        if (lead.Role != Role.TeamLead) return [];
        return await (
            from d in db.Dossiers
            join p in db.People on d.ResponsibleId equals p.Id
            where d.OrganisationId == lead.OrganisationId && d.TeamId == lead.TeamId
            orderby p.Name, d.Number
            select new TeamDossier(d.Id, d.Number, d.Version, p.Id, p.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>Caseworkers of this person's organisation, by name: to whom a dossier may go.</summary>
    public async Task<IReadOnlyList<Colleague>> CaseworkersAsync(Person person, CancellationToken cancellationToken = default)
    {
        var caseworker = Role.Caseworker.Code();
        return await db.Working.Where(p => p.OrganisationId == person.OrganisationId && p.Role == caseworker)
            .OrderBy(p => p.Name).Select(p => new Colleague(p.Id, p.Name, Role.Caseworker)).ToListAsync(cancellationToken);
    }

    // The row lock of this statement is what makes two writers, or a writer and a signer, take turns.
    private async Task<bool> TakeAsync(Act act, Guid id, int expectedVersion, int lines, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE dossiers SET Version = Version + {lines}
            WHERE Id = {id} AND Version = {expectedVersion} AND OrganisationId = {act.Who.OrganisationId} AND ResponsibleId = {act.Who.Id}
            """,
            cancellationToken) == 1;

    private static async Task InsertAsync(TriageDb db, Act act, Guid id, int after, IReadOnlyList<Written> lines, CancellationToken cancellationToken)
    {
        var at = StoredTime.Of(act.At);
        for (var i = 0; i < lines.Count; i++)
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO dossier_lines (DossierId, Number, At, ById, ByName, Body)
                VALUES ({id}, {after + 1 + i}, {at}, {act.Who.Id}, {act.Who.Name}, {lines[i].ToJson()})
                """,
                cancellationToken);
    }

    private static async Task<Writing> NothingAsync(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.RollbackAsync(cancellationToken);
        return new WrittenMeanwhile();
    }

    internal static IEnumerable<DossierLineRow> RowsOf(Guid dossier, int after, string byId, string byName, DateTime at, IEnumerable<Written> lines) =>
        lines.Select((line, i) => new DossierLineRow { DossierId = dossier, Number = after + 1 + i, At = StoredTime.Of(at), ById = byId, ByName = byName, Body = line.ToJson() });
}

/// <summary>A dossier as a team lead sees it: no client.</summary>
public sealed record TeamDossier(Guid Id, string Number, int Version, string ResponsibleId, string ResponsibleName);

/// <summary>Somebody of the own organisation.</summary>
public sealed record Colleague(string Id, string Name, Role Role);
