using System.Globalization;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>How destroying ended: <see cref="ContentDestroyed"/>, <see cref="NotDestroyed"/> or <see cref="KeptMeanwhile"/>.</summary>
public abstract record Destroying;

/// <summary>Facts, content and copies are gone, and the ledger says so.</summary>
/// <param name="Sequence">Number of the leaf that says so.</param>
/// <param name="Leaves">The leaves whose content went.</param>
/// <param name="Erased">False while a reader still held the journal: what was erased can be read there until the next time it is emptied.</param>
public sealed record ContentDestroyed(long Sequence, IReadOnlyList<long> Leaves, bool Erased) : Destroying;

/// <summary>It may not be destroyed; nothing was written.</summary>
public sealed record NotDestroyed(KeepingRefusal Why) : Destroying;

/// <summary>Something was added since it was weighed; nothing was destroyed.</summary>
public sealed record KeptMeanwhile : Destroying;

/// <summary>A decision whose content was destroyed.</summary>
/// <param name="Sequence">Number of the leaf that says so, from 0.</param>
/// <param name="At">When, UTC.</param>
/// <param name="What">What it says.</param>
/// <param name="LeafHash">Hash of that leaf, 32 bytes.</param>
public sealed record DestroyedContent(long Sequence, DateTime At, Destruction What, byte[] LeafHash);

/// <summary>How a decision is kept.</summary>
/// <param name="Line">The decision.</param>
/// <param name="Term">How long, and what its client asked.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Decisions">The decisions that go together, oldest first: this one and those it took the place of.</param>
public sealed record KeepingRow(RecordLine Line, KeepingTerm Term, KeepingState State, IReadOnlyList<RecordLine> Decisions);

/// <summary>Keeping a decision and destroying its content. Serves HK-8.3 and HK-8.7.</summary>
public sealed partial class Records
{
    private static readonly string KeepingKind = EntryKind.Keeping.Code();

    // Written by a destruction itself: it changes nothing about the client.
    private const string NotesGone = "{\"kind\":\"notes-destroyed\"";

    /// <summary>How the decision of this person's organisation is kept; null when there is none. Whether this person may know is the caller's question.</summary>
    public async Task<KeepingRow?> KeepingAsync(Person person, Guid recordId, CancellationToken cancellationToken = default)
    {
        var row = await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.OrganisationId == person.OrganisationId && d.Id == recordId && d.Kind == DecisionKind, cancellationToken);
        return row is null ? null : await KeepingAsync(row, await AnswersOfAsync(person.OrganisationId, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// For a privacy officer: the decisions of the organisation whose term is over and those about whose keeping something stands open – a proposal or a
    /// hold –, the oldest first; at most <paramref name="most"/>.
    /// </summary>
    public async Task<IReadOnlyList<KeepingRow>> ToDestroyAsync(Person officer, DateOnly today, int most = 200, CancellationToken cancellationToken = default)
    {
        if (officer.Role != Role.PrivacyOfficer) return [];
        var answers = await AnswersOfAsync(officer.OrganisationId, cancellationToken);
        var consult = Level.Consult.Code();
        // A day more than needed: days begin and end in the Netherlands.
        var over = answers is { KeepYears: > 0 and var years } ? today.AddYears(-years).AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : DateTime.MinValue;
        var rows = await db.Decisions.AsNoTracking()
            .Where(d => d.OrganisationId == officer.OrganisationId && d.Kind == DecisionKind
                && ((d.Signed < over && !db.Decisions.Any(e => e.OrganisationId == d.OrganisationId && e.RefersTo == d.Id && e.Kind != DecisionKind && e.Kind != KeepingKind && e.Signed >= over)
                    && (d.Level == consult || (!db.DossierLines.Any(l => l.DossierId == d.DossierId && l.At >= over && !l.Body.StartsWith(NotesGone))
                        && !db.Decisions.Any(e => e.OrganisationId == d.OrganisationId && e.DossierId == d.DossierId && e.Kind != KeepingKind && e.Signed >= over))))
                    || db.Decisions.Any(e => e.OrganisationId == d.OrganisationId && e.RefersTo == d.Id && e.Kind == KeepingKind)))
            .OrderBy(d => d.Sequence).Take(most).ToListAsync(cancellationToken);
        var found = new List<KeepingRow>();
        foreach (var row in rows)
        {
            var one = await KeepingAsync(row, answers, cancellationToken);
            if (one.Term.Until < today || one.State.Hold is not null || one.State.Proposal is not null) found.Add(one);
        }
        return found;
    }

    /// <summary>Tries again to leave no byte of what was destroyed beside the tables, when somebody was reading then (<see cref="ContentDestroyed.Erased"/>). False while somebody still reads. Serves HK-8.3.</summary>
    public Task<bool> EraseTracesAsync(CancellationToken cancellationToken = default) => db.EraseTracesAsync(cancellationToken);

    /// <summary>For a privacy officer: the decisions about which a proposal waits for a second person, the oldest first.</summary>
    public async Task<IReadOnlyList<KeepingRow>> ProposedAsync(Person officer, CancellationToken cancellationToken = default)
    {
        if (officer.Role != Role.PrivacyOfficer) return [];
        var about = await db.Decisions.AsNoTracking().Where(d => d.OrganisationId == officer.OrganisationId && d.Kind == KeepingKind).Select(d => d.RefersTo!.Value).Distinct().ToListAsync(cancellationToken);
        if (about.Count == 0) return [];
        var answers = await AnswersOfAsync(officer.OrganisationId, cancellationToken);
        var found = new List<KeepingRow>();
        foreach (var row in await db.Decisions.AsNoTracking().Where(d => d.OrganisationId == officer.OrganisationId && about.Contains(d.Id)).OrderBy(d => d.Sequence).ToListAsync(cancellationToken))
            if (await KeepingAsync(row, answers, cancellationToken) is { State.Proposal: not null } one) found.Add(one);
        return found;
    }

    /// <summary>
    /// Destroys, as the second person, what was proposed: facts, content and salts of the decision, of all that was added to it and of the decisions it
    /// took the place of, their searchable copies, what colleagues were asked for it, and the notes about its letters – in one transaction with the leaf
    /// that says so. The leaves stay. Null, and nothing written, when there is no such decision within this person's reach: a privacy officer, or who is
    /// responsible for its dossier (at level 1 its author). Drafts of a correction begin with what goes, so they go too.
    /// </summary>
    /// <param name="act">Who decides it, and when.</param>
    /// <param name="recordId">The decision.</param>
    /// <param name="seen"><see cref="Record.Seen"/> when it was weighed.</param>
    /// <param name="today">The day it is now in the Netherlands.</param>
    /// <param name="editionId">Edition of the rules.</param>
    /// <param name="protocolId">Version of the protocol; may be empty.</param>
    /// <param name="cancellationToken">Stops it before it is done.</param>
    public async Task<Destroying?> DestroyAsync(Act act, Guid recordId, int seen, DateOnly today, string editionId, string protocolId, CancellationToken cancellationToken = default)
    {
        var (who, organisation) = (act.Who, act.Who.OrganisationId);
        if (who.Role is not (Role.PrivacyOfficer or Role.Caseworker)) return null;
        // What the report counts and what is reviewed is read before it goes.
        await new LedgerWalk(db, chance).ToEndAsync(organisation, cancellationToken);
        long place;
        List<DecisionRow> taken;
        using (var turn = await db.WriteTurnAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.LockLedgerAsync(organisation, cancellationToken);
            var first = await HotQueries.Of(db).Decision(db, organisation, who.Id, "", who.Role == Role.PrivacyOfficer, recordId, cancellationToken);
            if (first is null || (who.Role == Role.Caseworker && !await IsResponsibleAsync(first, who, cancellationToken))) return null;
            if (await db.Decisions.CountAsync(d => d.OrganisationId == organisation && d.RefersTo == first.Id, cancellationToken) != seen) return new KeptMeanwhile();
            taken = await BelongingAsync(first, cancellationToken);
            var answers = await AnswersOfAsync(organisation, cancellationToken);
            var (_, term, state, _) = await KeepingAsync(first, answers, cancellationToken);
            if (state.WhyNotDestroy(who, term, today) is { } why) return new NotDestroyed(why);
            var proposal = state.Proposal!;
            var onTerm = proposal.What.Ground == DestructionGround.Term;
            var destruction = new Destruction(
                proposal.What.Ground!.Value, [.. taken.Select(t => t.Sequence).Order()], taken.Count(t => t.Kind == DecisionKind),
                onTerm ? answers!.KeepYears : 0, onTerm ? answers!.KeepLaw : "", proposal.ById, proposal.ByRole, who.Id, who.Role);
            place = await DestroyAsync(act, destruction, taken, editionId, protocolId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
        return new ContentDestroyed(place, [.. taken.Select(t => t.Sequence).Order()], await db.EraseTracesAsync(CancellationToken.None));
    }

    private async Task<long> DestroyAsync(Act act, Destruction destruction, List<DecisionRow> taken, string editionId, string protocolId, CancellationToken cancellationToken)
    {
        var (organisation, at) = (act.Who.OrganisationId, StoredTime.Of(act.At));
        var entry = destruction.ToEntry(act, editionId, protocolId);
        var next = await NextAsync(entry, organisation, Leaf.TimeOf(act.At), cancellationToken);
        // The triggers let go of what this leaf names, and only until the head moves.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO leaves (OrganisationId, Sequence, Bytes, Hash)
            VALUES ({organisation}, {next.Size}, {next.LeafBytes}, {next.LeafHash});
            INSERT INTO record_contents (OrganisationId, Sequence, Facts, FactsSalt, Content, ContentSalt)
            VALUES ({organisation}, {next.Size}, {entry.Facts}, {next.FactsSalt}, {entry.Content}, {next.ContentSalt});
            """,
            cancellationToken);
        foreach (var decision in taken.Where(t => t.Kind == DecisionKind))
        {
            var named = $"%\"record\":\"{decision.Id:D}\"%";
            var notes = await db.Database.ExecuteSqlAsync(
                $"""DELETE FROM dossier_lines WHERE DossierId = {decision.DossierId} AND Body LIKE {named} AND (Body LIKE '%"kind":"letter-checked"%' OR Body LIKE '%"kind":"client-informed"%')""", cancellationToken);
            // The dossier's version is the number of its last line, which may just have gone.
            if (notes > 0)
                await db.Database.ExecuteSqlAsync(
                    $"""
                    UPDATE dossiers SET Version = Version + 1 WHERE Id = {decision.DossierId};
                    INSERT INTO dossier_lines (DossierId, Number, At, ById, ByName, Body)
                    SELECT Id, Version, {at}, {act.Who.Id}, {act.Who.Name}, {new NotesDestroyed(next.Size).ToJson()} FROM dossiers WHERE Id = {decision.DossierId};
                    """,
                    cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE colleague_advice SET Question = '', Answer = '' WHERE DraftId IN (SELECT Id FROM drafts WHERE SealedAs = {decision.Id});
                DELETE FROM colleague_advice WHERE DraftId IN (SELECT Id FROM drafts WHERE OrganisationId = {organisation} AND SealedAs IS NULL AND Answers LIKE {named});
                DELETE FROM drafts WHERE OrganisationId = {organisation} AND SealedAs IS NULL AND Answers LIKE {named};
                """,
                cancellationToken);
            await AccessLog.AppendAsync(db, act, AccessAction.Destroyed, record: decision.Id, detail: next.Size.ToString(CultureInfo.InvariantCulture), cancellationToken: cancellationToken);
        }
        foreach (var row in taken)
            await db.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM review_items WHERE OrganisationId = {organisation} AND Sequence = {row.Sequence};
                DELETE FROM exchanges WHERE OrganisationId = {organisation} AND Sequence = {row.Sequence};
                DELETE FROM record_contents WHERE OrganisationId = {organisation} AND Sequence = {row.Sequence};
                DELETE FROM decisions WHERE OrganisationId = {organisation} AND Sequence = {row.Sequence};
                """,
                cancellationToken);
        // Forms that were caught by the end of a session may hold what was typed; nobody can see of which decision.
        await db.Database.ExecuteSqlAsync($"DELETE FROM held_forms WHERE PersonId IN (SELECT Id FROM people WHERE OrganisationId = {organisation}) AND Expires <= {at}", cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE ledger_heads SET Size = {next.Frontier.Size}, Frontier = {next.Frontier.ToBytes()}, Root = {next.Frontier.Root()}
            WHERE OrganisationId = {organisation} AND Size = {next.Size}
            """,
            cancellationToken);
        return next.Size;
    }

    /// <summary>That the content of this decision of the own organisation was destroyed; null when it was not, or there is no such decision. Tells nothing about anybody.</summary>
    public async Task<DestroyedContent?> DestroyedAsync(Person person, Guid recordId, CancellationToken cancellationToken = default)
    {
        var said = await db.AccessEvents.AsNoTracking().Where(e => e.OrganisationId == person.OrganisationId && e.RecordId == recordId && e.Action == "destroyed").Select(e => e.Detail).FirstOrDefaultAsync(cancellationToken);
        return long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? await DestructionAsync(person, place, cancellationToken) : null;
    }

    /// <summary>For a privacy officer: the last destructions of the organisation, newest first; at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<DestroyedContent>> DestructionsAsync(Person officer, int most = 50, CancellationToken cancellationToken = default)
    {
        if (officer.Role != Role.PrivacyOfficer) return [];
        var said = await db.AccessEvents.AsNoTracking().Where(e => e.OrganisationId == officer.OrganisationId && e.Action == "destroyed").GroupBy(e => e.Detail)
            .OrderByDescending(g => g.Max(e => e.At)).Take(most).Select(g => g.Key).ToListAsync(cancellationToken);
        var found = new List<DestroyedContent>();
        foreach (var place in said)
            if (long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && await DestructionAsync(officer, at, cancellationToken) is { } one) found.Add(one);
        return found;
    }

    /// <summary>The destruction that stands at this place of the own organisation's ledger; null when there is none.</summary>
    public async Task<DestroyedContent?> DestructionAsync(Person person, long sequence, CancellationToken cancellationToken = default)
    {
        var leaf = await db.Leaves.AsNoTracking().SingleOrDefaultAsync(l => l.OrganisationId == person.OrganisationId && l.Sequence == sequence, cancellationToken);
        if (leaf is null) return null;
        var bytes = await BytesAsync(person.OrganisationId, sequence, cancellationToken);
        if (bytes.Content is null || !bytes.Hold() || Leaf.Parse(bytes.Leaf) is not { Header: { Kind: EntryKind.Destruction } header }) return null;
        return new(sequence, header.Time, Destruction.Read(header, bytes.Content), bytes.LeafHash);
    }

    // What goes with a decision: what was added to it, and the decisions it took the place of with what was added to those.
    private async Task<List<DecisionRow>> BelongingAsync(DecisionRow first, CancellationToken cancellationToken)
    {
        var taken = new List<DecisionRow>();
        for (var one = first; one is not null;)
        {
            taken.Add(one);
            taken.AddRange(await db.Decisions.AsNoTracking().Where(d => d.OrganisationId == one.OrganisationId && d.RefersTo == one.Id && d.Kind != DecisionKind).ToListAsync(cancellationToken));
            var earlier = one.RefersTo;
            one = earlier is null ? null : await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.OrganisationId == first.OrganisationId && d.Id == earlier && d.Kind == DecisionKind, cancellationToken);
            if (one is not null && taken.Any(t => t.Id == one.Id)) break;
        }
        return taken;
    }

    private async Task<EightAnswers?> AnswersOfAsync(string organisation, CancellationToken cancellationToken) => (await new GivenAnswers(db).CurrentAsync(organisation, cancellationToken))?.Answers;

    // A hold on one of those that go together holds them all; the last change of any of them counts, and that of the dossier (law B4).
    private async Task<KeepingRow> KeepingAsync(DecisionRow first, EightAnswers? answers, CancellationToken cancellationToken)
    {
        var (changed, state) = await StandsAsync(first, cancellationToken);
        var decisions = (await BelongingAsync(first, cancellationToken)).Where(t => t.Kind == DecisionKind).ToList();
        foreach (var older in decisions.Where(t => t.Id != first.Id))
        {
            var (then, before) = await StandsAsync(older, cancellationToken);
            if (then > changed) changed = then;
            if (before.Hold is { } hold) state = state with { Hold = state.Hold ?? hold };
        }
        var (requested, open) = (false, false);
        if (first.DossierId is { } id && first.Level != Level.Consult.Code())
        {
            var dossier = await db.Dossiers.AsNoTracking().SingleAsync(d => d.Id == id, cancellationToken);
            var last = await db.DossierLines.Where(l => l.DossierId == id && !l.Body.StartsWith(NotesGone)).MaxAsync(l => (DateTime?)l.At, cancellationToken) ?? dossier.Opened;
            var signed = await db.Decisions.Where(d => d.OrganisationId == first.OrganisationId && d.DossierId == id && d.Kind != KeepingKind).MaxAsync(d => d.Signed, cancellationToken);
            foreach (var day in new[] { ReviewSelection.DayOf(last), ReviewSelection.DayOf(signed) })
                if (day > changed) changed = day;
            const string kinds = "{\"kind\":\"request";
            var lines = await db.DossierLines.AsNoTracking().Where(l => l.DossierId == id && l.Body.StartsWith(kinds)).OrderBy(l => l.Number).ToListAsync(cancellationToken);
            var requests = ClientRequest.Of(new CaseFile(dossier.ToDossier(), [.. lines.Select(l => l.ToLine())]));
            open = requests.Any(r => r.Decided is null);
            requested = requests.Any(r => r is { Received.What.About: RequestKind.Erasure, Decided: { Outcome: not RequestOutcome.Refused, Records: var asked } } && asked.Contains(first.Id));
        }
        return new(LineOf(first), new(answers?.KeptUntil(changed), requested, open), state, [.. decisions.OrderBy(d => d.Sequence).Select(LineOf)]);
    }

    private async Task<(DateOnly Changed, KeepingState State)> StandsAsync(DecisionRow decision, CancellationToken cancellationToken)
    {
        var added = await (
            from d in db.Decisions.AsNoTracking()
            join c in db.RecordContents.AsNoTracking() on new { d.OrganisationId, d.Sequence } equals new { c.OrganisationId, c.Sequence }
            where d.OrganisationId == decision.OrganisationId && d.RefersTo == decision.Id && d.Kind != DecisionKind
            orderby d.Sequence
            select new { d.Kind, d.Sequence, d.Signed, Content = d.Kind == KeepingKind ? c.Content : null }).ToListAsync(cancellationToken);
        return (
            ReviewSelection.DayOf(added.Where(a => a.Kind != KeepingKind).Select(a => a.Signed).Append(decision.Signed).Max()),
            KeepingState.Of(added.Where(a => a.Content is not null).Select(a => KeepingContent.Read(a.Sequence, a.Signed, a.Content))));
    }

    private Task<bool> IsResponsibleAsync(DecisionRow decision, Person who, CancellationToken cancellationToken) => decision.DossierId is null
        ? Task.FromResult(decision.AuthorId == who.Id)
        : db.Dossiers.AnyAsync(d => d.Id == decision.DossierId && d.OrganisationId == who.OrganisationId && d.ResponsibleId == who.Id, cancellationToken);
}
