using System.Runtime.CompilerServices;
using FoodValley.Triage.Recording;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FoodValley.Triage.Store;

/// <summary>The reads behind every page, compiled once per model: a request pays for the query, not for thinking it up.</summary>
internal sealed class HotQueries
{
    private static readonly ConditionalWeakTable<IModel, HotQueries> PerModel = [];
    private static readonly string DecisionKind = EntryKind.Decision.Code();

    private HotQueries()
    {
    }

    public static HotQueries Of(TriageDb db)
    {
        db.StayConnected();
        return PerModel.GetValue(db.Model, _ => new HotQueries());
    }

    public Func<TriageDb, string, CancellationToken, Task<PersonView?>> Person { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string id, CancellationToken _) => (
            from p in db.People
            join o in db.Organisations on p.OrganisationId equals o.Id
            join t in db.Teams on p.TeamId equals t.Id
            where p.Id == id && p.Ended == null
            select new PersonView(p.Id, p.Name, p.Role, o.Id, o.Name, o.Sector, t.Id, t.Name)).SingleOrDefault());

    public Func<TriageDb, string, DateTime, CancellationToken, Task<PersonView?>> PersonOfSession { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string session, DateTime at, CancellationToken _) => (
            from s in db.Sessions
            join p in db.People on s.PersonId equals p.Id
            join o in db.Organisations on p.OrganisationId equals o.Id
            join t in db.Teams on p.TeamId equals t.Id
            where s.Id == session && s.Ended == null && s.Until > at && p.Ended == null
            select new PersonView(p.Id, p.Name, p.Role, o.Id, o.Name, o.Sector, t.Id, t.Name)).SingleOrDefault());

    public Func<TriageDb, string, CancellationToken, Task<OrganisationRow?>> Organisation { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string id, CancellationToken _) => db.Organisations.AsNoTracking().SingleOrDefault(o => o.Id == id));

    public Func<TriageDb, string, CancellationToken, Task<ProtocolSettingRow?>> Protocol { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, CancellationToken _) =>
            db.ProtocolSettings.AsNoTracking().Where(s => s.OrganisationId == organisation).OrderByDescending(s => s.Number).FirstOrDefault());

    public Func<TriageDb, string, CancellationToken, Task<AnswerVersionRow?>> AnswerVersion { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, CancellationToken _) =>
            db.AnswerVersions.AsNoTracking().Where(a => a.OrganisationId == organisation).OrderByDescending(a => a.Number).FirstOrDefault());

    public Func<TriageDb, string, string, Guid, CancellationToken, Task<DossierRow?>> Dossier { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, string person, Guid id, CancellationToken _) =>
            db.Dossiers.AsNoTracking().SingleOrDefault(d => d.Id == id && d.OrganisationId == organisation && d.ResponsibleId == person));

    public Func<TriageDb, Guid, int, IAsyncEnumerable<DossierLineRow>> DossierLines { get; } = EF.CompileAsyncQuery(
        (TriageDb db, Guid dossier, int version) =>
            db.DossierLines.AsNoTracking().Where(l => l.DossierId == dossier && l.Number <= version).OrderBy(l => l.Number).Select(l => l));

    public Func<TriageDb, string, string, Guid, CancellationToken, Task<DraftRow?>> Draft { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, string person, Guid id, CancellationToken _) =>
            db.Drafts.AsNoTracking().SingleOrDefault(d => d.Id == id && d.OrganisationId == organisation && d.OwnerId == person));

    public Func<TriageDb, string, string, IAsyncEnumerable<DraftRow>> OpenDrafts { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, string person) =>
            db.Drafts.AsNoTracking().Where(d => d.OwnerId == person && d.OrganisationId == organisation && d.SealedAs == null).OrderByDescending(d => d.Changed).Select(d => d));

    public Func<TriageDb, string, CancellationToken, Task<LedgerHeadRow?>> Head { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, CancellationToken _) => db.LedgerHeads.AsNoTracking().SingleOrDefault(h => h.OrganisationId == organisation));

    /// <summary>The author's own; those of a dossier one is responsible for now; a lead's team when <c>team</c> is not empty; what was given to a lead to review; the whole organisation when <c>all</c>.</summary>
    public Func<TriageDb, string, string, string, bool, Guid, CancellationToken, Task<DecisionRow?>> Decision { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, string person, string team, bool all, Guid id, CancellationToken _) =>
            db.Decisions.AsNoTracking().SingleOrDefault(d =>
                d.Id == id && d.OrganisationId == organisation && d.Kind == DecisionKind && (d.AuthorId == person || d.TeamId == team || all
                    || (team != "" && db.ReviewItems.Any(r => r.OrganisationId == organisation && r.Sequence == d.Sequence && r.AssignedTo == person))
                    || db.Dossiers.Any(own => own.Id == d.DossierId && own.OrganisationId == organisation && own.ResponsibleId == person))));

    public Func<TriageDb, string, string, long, int, IAsyncEnumerable<DecisionRow>> DecisionsOf { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, string person, long before, int count) =>
            db.Decisions.AsNoTracking()
                .Where(d => d.OrganisationId == organisation && d.AuthorId == person && d.Kind == DecisionKind && d.Sequence < before)
                .OrderByDescending(d => d.Sequence).Take(count));

    public Func<TriageDb, string, string, IAsyncEnumerable<DecisionRow>> Held { get; } = EF.CompileAsyncQuery(
        (TriageDb db, string organisation, string person) =>
            db.Decisions.AsNoTracking()
                .Where(d => d.OrganisationId == organisation && d.Kind == DecisionKind && d.HeldUntil != null
                    && (d.DossierId == null ? d.AuthorId == person : db.Dossiers.Any(own => own.Id == d.DossierId && own.ResponsibleId == person))
                    && !db.Decisions.Any(later => later.OrganisationId == organisation && later.RefersTo == d.Id && later.Kind == DecisionKind))
                .OrderBy(d => d.HeldUntil).ThenBy(d => d.Sequence).Select(d => d));

    public Func<TriageDb, Guid, string, string, string, CancellationToken, Task<bool>> EventExists { get; } = EF.CompileAsyncQuery(
        (TriageDb db, Guid draft, string session, string action, string person, CancellationToken _) =>
            db.AccessEvents.Any(e => e.DraftId == draft && e.Session == session && e.Action == action && e.PersonId == person));
}

/// <summary>A person's row with the names around it.</summary>
internal sealed record PersonView(
    string Id, string Name, string Role, string OrganisationId, string OrganisationName, string Sector, string TeamId, string TeamName);
