using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>A question to somebody, with all that this person may know of the draft behind it: its level, and whether an answer can still become part of it.</summary>
/// <param name="Advice">The question, and the answer when there is one.</param>
/// <param name="Way">Which way of sharing the draft is about; null when the question is closed, or the draft has none yet.</param>
/// <param name="Level">Its level; null while the draft does not say, and when the question is closed.</param>
/// <param name="Open">False when the draft was sealed meanwhile as anything but a decision on hold, or when a later decision took the place of that hold.</param>
public sealed record AskedQuestion(ColleagueAdvice Advice, Way? Way, Level? Level, bool Open);

/// <summary>Colleagues who were asked something from within a draft: a privacy officer, a team lead, a specialist. They see the question, never the draft.</summary>
public sealed class AskedColleagues(TriageDb db, Chance chance)
{
    /// <summary>Whom this person may ask: everybody of the own organisation but administrators and oneself, by role and name.</summary>
    public async Task<IReadOnlyList<Colleague>> MayAskAsync(Person person, CancellationToken cancellationToken = default)
    {
        var rows = await db.Working.Where(p => p.OrganisationId == person.OrganisationId && p.Id != person.Id).OrderBy(p => p.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Colleague(r.Id, r.Name, Stored.Code<Role>(r.Role))).Where(c => c.Role != Role.Administrator).OrderByDescending(c => c.Role).ThenBy(c => c.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>
    /// Asks; null, and nothing written, when the draft is not this person's open one or the colleague may not be asked. The very same question that
    /// this colleague has not answered yet is not asked twice.
    /// </summary>
    public async Task<ColleagueAdvice?> AskAsync(Act act, Guid draft, string colleague, string question, CancellationToken cancellationToken = default)
    {
        var who = act.Who;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // A statement that changes nothing takes the row's lock, as signing does: no question slips in behind a signature.
        if (await db.Database.ExecuteSqlAsync(
            $"UPDATE drafts SET Version = Version WHERE Id = {draft} AND OwnerId = {who.Id} AND OrganisationId = {who.OrganisationId} AND SealedAs IS NULL", cancellationToken) == 0) return null;
        var administrator = Role.Administrator.Code();
        if (await db.Working.SingleOrDefaultAsync(p => p.Id == colleague && p.OrganisationId == who.OrganisationId && p.Role != administrator && p.Id != who.Id, cancellationToken) is not { } asked) return null;
        var waiting = await db.Advice.AsNoTracking().Where(a => a.DraftId == draft && a.AskedId == asked.Id && a.AnsweredAt == null).ToListAsync(cancellationToken);
        if (waiting.FirstOrDefault(a => a.Question == question) is { } same) return same.ToAdvice();
        var row = new AdviceRow
        {
            Id = chance.Id(), OrganisationId = who.OrganisationId, DraftId = draft, AskedById = who.Id, AskedByName = who.Name, AskedId = asked.Id, AskedName = asked.Name,
            AskedRole = asked.Role, Question = question, AskedAt = StoredTime.Of(act.At),
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
        return row.ToAdvice();
    }

    /// <summary>What was asked from within an own draft, oldest first; with what the decision on hold still waited for whose place it takes.</summary>
    /// <param name="person">Whose draft.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="replaced">The decision that this draft takes the place of; null when it takes none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<IReadOnlyList<ColleagueAdvice>> OfDraftAsync(Person person, Guid draft, Guid? replaced = null, CancellationToken cancellationToken = default)
    {
        var held = await db.Drafts.Where(d => d.SealedAs == replaced && db.Decisions.Any(r => r.Id == replaced && r.AuthorId == d.OwnerId)).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellationToken);
        var rows = await db.Advice.AsNoTracking()
            .Where(a => a.OrganisationId == person.OrganisationId && (a.DraftId == draft || (a.DraftId == held && a.Question != "")) && db.Drafts.Any(d => d.Id == draft && d.OwnerId == person.Id))
            .OrderBy(a => a.AskedAt).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(r => r.ToAdvice())];
    }

    /// <summary>What decisions on hold still wait for, or got since, by decision and oldest first (IU-ALG-6). Whoever asks has found the decisions within the own reach.</summary>
    public async Task<ILookup<Guid, ColleagueAdvice>> OfHeldAsync(Person person, IReadOnlyCollection<RecordLine> held, CancellationToken cancellationToken = default)
    {
        if (held.Count == 0) return held.ToLookup(_ => Guid.Empty, _ => default(ColleagueAdvice)!);
        var (ids, authors) = (held.Select(r => (Guid?)r.Id).ToList(), held.Select(r => r.AuthorId).Distinct().ToList());
        var rows = await (
            from d in db.Drafts
            where authors.Contains(d.OwnerId) && ids.Contains(d.SealedAs)
            join a in db.Advice.AsNoTracking() on d.Id equals a.DraftId
            where a.Question != "" && a.OrganisationId == person.OrganisationId
            orderby a.AskedAt, a.Id
            select new { Record = d.SealedAs!.Value, Advice = a }).ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.Record, r => r.Advice.ToAdvice());
    }

    /// <summary>What was asked from within any of this person's open drafts, oldest first.</summary>
    public async Task<IReadOnlyList<ColleagueAdvice>> OfOpenDraftsAsync(Person person, CancellationToken cancellationToken = default)
    {
        var rows = await db.Advice.AsNoTracking()
            .Where(a => a.OrganisationId == person.OrganisationId
                && db.Drafts.Any(d => d.Id == a.DraftId && d.OwnerId == person.Id && d.OrganisationId == person.OrganisationId && d.SealedAs == null))
            .OrderBy(a => a.AskedAt).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(r => r.ToAdvice())];
    }

    /// <summary>What this person was asked and has not answered, oldest first. What belongs to a sealed draft waits no more, unless that is a decision on hold.</summary>
    public async Task<IReadOnlyList<ColleagueAdvice>> WaitingAsync(Person person, CancellationToken cancellationToken = default)
    {
        var rows = await db.Advice.AsNoTracking()
            .Where(a => a.OrganisationId == person.OrganisationId && a.AskedId == person.Id && a.AnsweredAt == null
                && db.Drafts.Any(d => d.Id == a.DraftId && (d.SealedAs == null || (a.Question != "" && Held().Any(r => r.Id == d.SealedAs)))))
            .OrderBy(a => a.AskedAt).ToListAsync(cancellationToken);
        return [.. rows.Select(r => r.ToAdvice())];
    }

    /// <summary>A question to this person, answered or not; null when there is none. Once the draft was sealed the texts stand in the record only and are empty here.</summary>
    public async Task<AskedQuestion?> FindAsync(Person person, Guid id, CancellationToken cancellationToken = default)
    {
        var found = await (
            from a in db.Advice.AsNoTracking()
            join d in db.Drafts on a.DraftId equals d.Id
            where a.Id == id && a.AskedId == person.Id && a.OrganisationId == person.OrganisationId
            select new { Advice = a, d.Answers, Open = d.SealedAs == null, Held = Held().Where(r => a.Question != "" && r.Id == d.SealedAs).Select(r => r.Level).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        if (found.Held is { } held) return new(found.Advice.ToAdvice(), Ways.Of(Stored.Code<Level>(held)), Stored.Code<Level>(held), Open: true);
        var answers = Answers.FromJson(found.Answers);
        return new(found.Advice.ToAdvice(), answers.Way, answers.Level, found.Open);
    }

    /// <summary>Answers a question to this person, once; false, and nothing written, when it was answered before, it is closed, or it is somebody else's.</summary>
    public async Task<bool> AnswerAsync(Act act, Guid id, string answer, CancellationToken cancellationToken = default)
    {
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The draft's row first, in the order of signing: an answer is either there when the record is made, or comes too late and is refused.
        // A sealed draft never changes: under a hold the question itself is what signing locks.
        if (await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE drafts SET Version = Version WHERE SealedAs IS NULL
              AND Id = (SELECT DraftId FROM colleague_advice WHERE Id = {id} AND AskedId = {act.Who.Id} AND OrganisationId = {act.Who.OrganisationId})
            """,
            cancellationToken) == 0 && await FindAsync(act.Who, id, cancellationToken) is not { Open: true }) return false;
        var written = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE colleague_advice SET Answer = {answer}, AnsweredAt = {StoredTime.Of(act.At)}
            WHERE Id = {id} AND AskedId = {act.Who.Id} AND OrganisationId = {act.Who.OrganisationId} AND AnsweredAt IS NULL AND Question <> ''
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written == 1;
    }

    // Decisions on hold that no later decision took the place of.
    private IQueryable<DecisionRow> Held() =>
        db.Decisions.Where(r => r.Kind == DecisionKind && r.Outcome == HoldOutcome && !db.Decisions.Any(later => later.OrganisationId == r.OrganisationId && later.RefersTo == r.Id && later.Kind == DecisionKind));

    private static readonly string DecisionKind = EntryKind.Decision.Code();
    private static readonly string HoldOutcome = Outcome.Hold.Code();
}
