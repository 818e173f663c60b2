using FoodValley.Triage.Auditing;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>A dossier was opened outside somebody's reach.</summary>
/// <param name="Id">Unguessable id.</param>
/// <param name="DossierId">The dossier.</param>
/// <param name="Number">Its number; empty when it is gone.</param>
/// <param name="PersonId">Who opened it.</param>
/// <param name="PersonName">As shown.</param>
/// <param name="Reason">Why, from the list.</param>
/// <param name="Words">Why, in that person's own words.</param>
/// <param name="At">UTC.</param>
/// <param name="Until">UTC; from then on it is closed again.</param>
public sealed record Emergency(Guid Id, Guid DossierId, string Number, string PersonId, string PersonName, EmergencyReason Reason, string Words, DateTime At, DateTime Until);

/// <summary>What somebody sees of it: the dossier to read, and which decisions there are.</summary>
/// <param name="Opened">Who opened it, why and until when.</param>
/// <param name="File">The dossier with its lines.</param>
/// <param name="Decisions">Level, outcome and moment (UTC) of each decision, the newest first; those of level 1 are not tied to a dossier (ambiguity 20).</param>
public sealed record EmergencyView(Emergency Opened, CaseFile File, IReadOnlyList<(Level Level, Outcome Outcome, DateTime Signed)> Decisions);

/// <summary>How opening in an emergency ended: <see cref="EmergencyOpened"/>, <see cref="NoSuchDossier"/> or <see cref="AlreadyOwn"/>.</summary>
public abstract record EmergencyOpening;

/// <summary>It can be read now.</summary>
public sealed record EmergencyOpened(Guid Id) : EmergencyOpening;

/// <summary>The organisation has no dossier with exactly this number, or this person is no caseworker; nothing was written.</summary>
public sealed record NoSuchDossier : EmergencyOpening;

/// <summary>It is this person's own; nothing was written.</summary>
public sealed record AlreadyOwn(Guid Id) : EmergencyOpening;

/// <summary>
/// "Noodtoegang": a caseworker reads a dossier of a colleague, with a reason and for a short time. It is never secret: the log has it, the responsible
/// caseworker and the leads see it, and it waits for a conclusion of somebody else. Serves HK-8.4 and HK-8.5.
/// </summary>
public sealed class Emergencies(TriageDb db, Chance chance)
{
    /// <summary>
    /// Opens the dossier of the own organisation with exactly this number, with its access event in the same transaction. Asked again while it is open, the
    /// same opening is given: the first reason stays.
    /// </summary>
    public async Task<EmergencyOpening> OpenAsync(Act act, string number, EmergencyReason reason, string words, CancellationToken cancellationToken = default)
    {
        var (who, now) = (act.Who, StoredTime.Of(act.At));
        if (who.Role != Role.Caseworker) return new NoSuchDossier();
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two clicks at once open it once.
        await db.LockLedgerAsync(who.OrganisationId, cancellationToken);
        var dossier = await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.OrganisationId == who.OrganisationId && d.Number == number, cancellationToken);
        // A database that does not tell capitals apart would find more than what was asked.
        if (dossier is null || !string.Equals(dossier.Number, number, StringComparison.Ordinal)) return new NoSuchDossier();
        if (dossier.ResponsibleId == who.Id) return new AlreadyOwn(dossier.Id);
        var open = await db.Emergencies.Where(e => e.OrganisationId == who.OrganisationId && e.DossierId == dossier.Id && e.PersonId == who.Id && e.Until > now).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellationToken);
        if (open is { } already) return new EmergencyOpened(already);
        var row = new EmergencyRow
        {
            Id = chance.Id(), OrganisationId = who.OrganisationId, DossierId = dossier.Id, PersonId = who.Id, TeamId = who.TeamId, Reason = reason.Code(), Words = words, At = now, Until = EmergencyTerm.Until(act.At),
        };
        db.Add(row);
        db.Add(AccessLog.RowOf(act, AccessAction.Emergency, reason.Code(), dossier: dossier.Id));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return new EmergencyOpened(row.Id);
    }

    /// <summary>What this person opened, to read; null when it does not exist, is somebody else's or is over. Whoever shows it writes the access event.</summary>
    public async Task<EmergencyView?> FindAsync(Person person, Guid id, DateTime at, CancellationToken cancellationToken = default)
    {
        var now = StoredTime.Of(at);
        if (person.Role != Role.Caseworker) return null;
        var found = await ShownAsync(db.Emergencies.Where(e => e.Id == id && e.OrganisationId == person.OrganisationId && e.PersonId == person.Id && e.Until > now), cancellationToken);
        if (found is not [var opened]) return null;
        var dossier = await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == opened.DossierId && d.OrganisationId == person.OrganisationId, cancellationToken);
        if (dossier is null) return null;
        var lines = new List<DossierLine>();
        await foreach (var line in HotQueries.Of(db).DossierLines(db, dossier.Id, dossier.Version).WithCancellation(cancellationToken)) lines.Add(line.ToLine());
        var (kind, anonymous) = (EntryKind.Decision.Code(), Level.Consult.Code());
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.OrganisationId == person.OrganisationId && d.DossierId == dossier.Id && d.Kind == kind && d.Level != anonymous)
            .OrderByDescending(d => d.Sequence).Select(d => new { d.Level, d.Outcome, d.Signed }).ToListAsync(cancellationToken);
        return new(opened, new CaseFile(dossier.ToDossier(), lines), [.. decisions.Select(d => (Stored.Code<Level>(d.Level), Stored.Code<Outcome>(d.Outcome), d.Signed))]);
    }

    /// <summary>What this person opened and can still read, the newest first.</summary>
    public Task<IReadOnlyList<Emergency>> OpenOfAsync(Person person, DateTime at, CancellationToken cancellationToken = default)
    {
        var now = StoredTime.Of(at);
        return ShownAsync(db.Emergencies.Where(e => e.OrganisationId == person.OrganisationId && e.PersonId == person.Id && e.Until > now), cancellationToken);
    }

    /// <summary>
    /// What nobody concluded on yet and concerns this person, the newest first: a caseworker's own dossiers, a lead's team – its dossiers and its people –, a
    /// privacy officer's organisation. Of what this person opened, nothing.
    /// </summary>
    public Task<IReadOnlyList<Emergency>> WaitingAsync(Person person, CancellationToken cancellationToken = default) => ShownAsync(Waiting(person).Where(e => e.PersonId != person.Id), cancellationToken);

    /// <summary>What waits for a conclusion, within reach, of this person's own too.</summary>
    internal IQueryable<EmergencyRow> Waiting(Person person)
    {
        var open = db.Emergencies.Where(e => e.OrganisationId == person.OrganisationId && !db.LogReviewSignals.Any(s => s.OrganisationId == person.OrganisationId && s.EmergencyId == e.Id));
        return person.Role switch
        {
            Role.Caseworker => open.Where(e => db.Dossiers.Any(d => d.Id == e.DossierId && d.OrganisationId == person.OrganisationId && d.ResponsibleId == person.Id)),
            Role.TeamLead => open.Where(e => e.TeamId == person.TeamId || db.Dossiers.Any(d => d.Id == e.DossierId && d.OrganisationId == person.OrganisationId && d.TeamId == person.TeamId)),
            Role.PrivacyOfficer => open,
            Role.Administrator => open.Where(_ => false),
        };
    }

    private async Task<IReadOnlyList<Emergency>> ShownAsync(IQueryable<EmergencyRow> rows, CancellationToken cancellationToken)
    {
        var found = await rows.AsNoTracking().OrderByDescending(e => e.At).Select(e => new
        {
            Row = e,
            Number = db.Dossiers.Where(d => d.Id == e.DossierId && d.OrganisationId == e.OrganisationId).Select(d => d.Number).FirstOrDefault(),
            Name = db.People.Where(p => p.Id == e.PersonId).Select(p => p.Name).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return [.. found.Select(f => new Emergency(f.Row.Id, f.Row.DossierId, f.Number ?? "", f.Row.PersonId, f.Name ?? f.Row.PersonId, Stored.Code<EmergencyReason>(f.Row.Reason), f.Row.Words, f.Row.At, f.Row.Until))];
    }
}
