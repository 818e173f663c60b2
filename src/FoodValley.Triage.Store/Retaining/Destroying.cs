using System.Globalization;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using FoodValley.Triage.Reviewing;
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

/// <summary>A decision that may go, or about whose keeping something was said.</summary>
/// <param name="Line">The decision.</param>
/// <param name="Until">The last day it is kept; null while nobody said for how long.</param>
/// <param name="State">Where it stands.</param>
public sealed record KeepingRow(RecordLine Line, DateOnly? Until, KeepingState State);

/// <summary>Keeping a decision and destroying its content. Serves HK-8.3 and HK-8.7.</summary>
public sealed partial class Records
{
    private static readonly string KeepingKind = EntryKind.Keeping.Code();

    /// <summary>What was said about keeping this decision.</summary>
    public static KeepingState KeepingOf(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return KeepingState.Of(record.Supplements.Where(s => s.Kind == EntryKind.Keeping && s.Bytes.Content is not null).Select(s => KeepingContent.Read(s.Sequence, s.Signed, s.Bytes.Content)));
    }

    /// <summary>The day of the last change: signing, or what was added; not what was said about keeping it.</summary>
    public static DateOnly LastChange(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return ReviewSelection.DayOf(record.Supplements.Where(s => s.Kind != EntryKind.Keeping).Select(s => s.Signed).Append(record.Line.Signed).Max());
    }

    /// <summary>
    /// For a privacy officer: the decisions of the organisation whose term is over and those about whose keeping something stands open – a proposal or a
    /// hold –, the oldest first; at most <paramref name="most"/>.
    /// </summary>
    public async Task<IReadOnlyList<KeepingRow>> ToDestroyAsync(Person officer, DateOnly today, int most = 200, CancellationToken cancellationToken = default)
    {
        if (officer.Role != Role.PrivacyOfficer) return [];
        var answers = await new GivenAnswers(db).CurrentAsync(officer.OrganisationId, cancellationToken);
        // A day more than needed: days begin and end in the Netherlands.
        var over = answers is { Answers.KeepYears: > 0 and var years } ? today.AddYears(-years).AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : DateTime.MinValue;
        var rows = await db.Decisions.AsNoTracking()
            .Where(d => d.OrganisationId == officer.OrganisationId && d.Kind == DecisionKind
                && ((d.Signed < over && !db.Decisions.Any(e => e.OrganisationId == d.OrganisationId && e.RefersTo == d.Id && e.Kind != DecisionKind && e.Kind != KeepingKind && e.Signed >= over))
                    || db.Decisions.Any(e => e.OrganisationId == d.OrganisationId && e.RefersTo == d.Id && e.Kind == KeepingKind)))
            .OrderBy(d => d.Sequence).Take(most).ToListAsync(cancellationToken);
        var found = new List<KeepingRow>();
        foreach (var row in rows)
        {
            var (changed, state) = await StandsAsync(row, cancellationToken);
            var until = answers?.Answers.KeptUntil(changed);
            if (until < today || state.Hold is not null || state.Proposal is not null) found.Add(new(LineOf(row), until, state));
        }
        return found;
    }

    /// <summary>
    /// Destroys, as the second person, what was proposed: facts, content and salts of the decision, of all that was added to it and of the decisions it
    /// took the place of, their searchable copies, what colleagues were asked for it, and the notes about its letters – in one transaction with the leaf
    /// that says so. The leaves stay. Null, and nothing written, when there is no such decision within this person's reach: a privacy officer, or who is
    /// responsible for its dossier (at level 1 its author).
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
            var answers = await new GivenAnswers(db).CurrentAsync(organisation, cancellationToken);
            var (_, state) = await StandsAsync(first, cancellationToken);
            foreach (var older in taken.Where(t => t.Kind == DecisionKind && t.Id != first.Id))
                if ((await StandsAsync(older, cancellationToken)).State.Hold is { } hold) state = state with { Hold = hold };
            var changed = ReviewSelection.DayOf(taken.Where(t => t.Kind != KeepingKind).Max(t => t.Signed));
            if (state.WhyNotDestroy(who, answers?.Answers.KeptUntil(changed), today) is { } why) return new NotDestroyed(why);
            var proposal = state.Proposal!;
            var destruction = new Destruction(
                proposal.What.Ground!.Value, [.. taken.Select(t => t.Sequence).Order()], taken.Count(t => t.Kind == DecisionKind),
                proposal.What.Ground == DestructionGround.Term ? answers!.Answers.KeepYears : 0, proposal.ById, proposal.ByRole, who.Id, who.Role);
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
                INSERT INTO access_events (OrganisationId, PersonId, Role, Action, DossierId, RecordId, DraftId, Session, At, Detail)
                VALUES ({organisation}, {act.Who.Id}, {act.Who.Role.Code()}, {AccessAction.Destroyed.Code()}, NULL, {decision.Id}, NULL, {act.Session}, {at}, {next.Size.ToString(CultureInfo.InvariantCulture)});
                """,
                cancellationToken);
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
