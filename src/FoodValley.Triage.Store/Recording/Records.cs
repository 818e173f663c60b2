using System.Globalization;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>How signing ended: <see cref="Sealed"/>, <see cref="AlreadySealed"/>, <see cref="Stale"/>, <see cref="DossierChanged"/> or <see cref="AdviceChanged"/>.</summary>
public abstract record Sealing;

/// <summary>It stands in the ledger now.</summary>
/// <param name="RecordId">Id of the record; follows from its leaf and its columns.</param>
/// <param name="Sequence">Number of its leaf, from 0.</param>
public sealed record Sealed(Guid RecordId, long Sequence) : Sealing;

/// <summary>This draft was sealed before, by a double click or another tab; nothing was written.</summary>
public sealed record AlreadySealed(Guid RecordId) : Sealing;

/// <summary>The draft was changed meanwhile, is gone, or is somebody else's; nothing was written.</summary>
public sealed record Stale : Sealing;

/// <summary>Something was written in the dossier since it was weighed, such as a consent withdrawn; nothing was sealed (HK-5c, HK-5d).</summary>
public sealed record DossierChanged : Sealing;

/// <summary>A colleague was asked or answered since the entry was made; nothing was sealed, so that no advice is left out of the record (HK-7b).</summary>
public sealed record AdviceChanged : Sealing;

/// <summary>A signed decision as lists show it.</summary>
public sealed record RecordLine(
    Guid Id, string OrganisationId, string TeamId, string AuthorId, Guid? DossierId, long Sequence, Level Level, Outcome Outcome, Sector Sector, LegalGround Ground,
    DateTime Signed, DateOnly? HeldUntil, DateOnly? MomentTo, Guid? RefersTo)
{
    /// <summary>Under the safety exception (HK-6).</summary>
    public bool Safety { get; init; }

    /// <summary>Made at once: by this working day the rest is there (decision matrix, ambiguity 26).</summary>
    public DateOnly? CompleteBy { get; init; }
}

/// <summary>What was sealed, byte for byte. Facts, content and salts are null once they were destroyed lawfully.</summary>
/// <param name="Leaf">Canonical JSON; read it with <see cref="Triage.Recording.Leaf.Parse"/>.</param>
/// <param name="LeafHash">The hash of the leaf as the ledger holds it, 32 bytes.</param>
/// <param name="Facts">Canonical JSON.</param>
/// <param name="FactsSalt">32 bytes.</param>
/// <param name="Content">Canonical JSON, with the texts as shown.</param>
/// <param name="ContentSalt">32 bytes.</param>
public sealed record SealedBytes(byte[] Leaf, byte[] LeafHash, byte[]? Facts, byte[]? FactsSalt, byte[]? Content, byte[]? ContentSalt)
{
    /// <summary>True when the leaf gives its hash and can be read, and facts and content, where they are still there, are the ones it commits to.</summary>
    public bool Hold()
    {
        try
        {
            var leaf = Triage.Recording.Leaf.Parse(Leaf);
            return MerkleTree.LeafHash(Leaf).AsSpan().SequenceEqual(LeafHash)
                && (Facts is null || Commitment.Holds(leaf.Facts, Facts, FactsSalt)) && (Content is null || Commitment.Holds(leaf.Content, Content, ContentSalt));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>Something added to a decision later: the advice received at level 1, an exchange and its answer, a late addition, an incident and its handling.</summary>
public sealed record Supplement(Guid Id, EntryKind Kind, long Sequence, string AuthorId, DateTime Signed, SealedBytes Bytes);

/// <summary>The decision that took the place of another one.</summary>
/// <param name="Id">Id of the newer record.</param>
/// <param name="Sequence">Number of its leaf, from 0.</param>
/// <param name="Signed">UTC.</param>
public sealed record Replacement(Guid Id, long Sequence, DateTime Signed);

/// <summary>A signed decision with all that was sealed.</summary>
/// <param name="Line">Its searchable copy.</param>
/// <param name="Bytes">What was sealed.</param>
/// <param name="Supplements">What was added later, in order.</param>
/// <param name="Holds">True when the bytes are the sealed ones, the searchable copy says the same – its author and team too – and so does every supplement.</param>
public sealed record Record(RecordLine Line, SealedBytes Bytes, IReadOnlyList<Supplement> Supplements, bool Holds)
{
    /// <summary>Decisions that took its place, in order; empty while it is the newest (IU-ALG-6).</summary>
    public IReadOnlyList<Replacement> ReplacedBy { get; init; } = [];

    /// <summary>How many entries speak of it: whoever adds one says how many were seen, so that nobody adds unseen to what another window added.</summary>
    public int Seen => Supplements.Count + ReplacedBy.Count;
}

/// <summary>Signed decisions and the ledger they stand in. What is sealed never changes. Serves IU-ALG-6 and HK-7a.</summary>
public sealed partial class Records(TriageDb db, Chance chance)
{
    /// <summary>
    /// Seals an own draft: leaf, facts, content, searchable copies, access event and the closing of the draft in one short transaction that starts
    /// with the write lock, so that many may sign at once. Throws <see cref="ArgumentException"/> when <paramref name="columns"/> say something
    /// else than the facts do.
    /// </summary>
    /// <param name="dossierVersion">The version of the dossier that was weighed: checked in the same transaction. Null when no dossier was weighed.</param>
    /// <param name="advice">
    /// What colleagues were asked and answered from within the draft, as the entry holds it: checked in the same transaction. From then on the record holds
    /// those texts and nobody else does, so that destroying its content destroys them (GDPR 5(1)(c) and (e)). Only a decision on hold leaves what is not
    /// answered yet open: the decision that takes its place seals it. Null when the entry holds none of it.
    /// </param>
    public async Task<Sealing> SealAsync(
        Act act, Guid draftId, int expectedVersion, Entry entry, DecisionColumns columns, int? dossierVersion = null, IReadOnlyList<ColleagueAdvice>? advice = null,
        CancellationToken cancellationToken = default)
    {
        if (entry.Kind != EntryKind.Decision) throw new ArgumentException("A draft becomes a decision.", nameof(entry));
        var (who, time) = (act.Who, Leaf.TimeOf(act.At));
        var row = new DecisionRow
        {
            OrganisationId = who.OrganisationId,
            TeamId = who.TeamId,
            AuthorId = who.Id,
            DossierId = columns.DossierId,
            Sequence = 0,
            Kind = entry.Kind.Code(),
            Level = columns.Level.Code(),
            Outcome = columns.Outcome.Code(),
            Sector = columns.Sector.Code(),
            Ground = columns.Ground.Code(),
            Signed = time,
            HeldUntil = columns.HeldUntil,
            MomentTo = columns.MomentTo,
            RefersTo = columns.RefersTo,
            Safety = columns.Safety,
            CompleteBy = columns.CompleteBy,
        };
        if (Copies.Difference(entry.Facts, row) is { } difference)
            throw new ArgumentException($"The facts and the columns disagree: {difference}.", nameof(columns));
        CheckSigner(entry, who);

        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // A statement that changes nothing takes the row's lock: whoever writes in the dossier was before us, or comes after.
        if (dossierVersion is { } weighed && await db.Database.ExecuteSqlAsync(
            $"UPDATE dossiers SET Version = Version WHERE Id = {columns.DossierId} AND Version = {weighed} AND OrganisationId = {who.OrganisationId} AND ResponsibleId = {who.Id}", cancellationToken) == 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            return await HotQueries.Of(db).Draft(db, who.OrganisationId, who.Id, draftId, cancellationToken) is { SealedAs: { } earlier } ? new AlreadySealed(earlier) : new DossierChanged();
        }
        var (next, sealedRow) = await NextAsync(entry, row, time, cancellationToken);

        var closed = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE drafts SET SealedAs = {sealedRow.Id}, Answers = {Emptied}, Version = Version + 1, Changed = {StoredTime.Of(act.At)}
            WHERE Id = {draftId} AND Version = {expectedVersion} AND OwnerId = {who.Id} AND OrganisationId = {who.OrganisationId} AND SealedAs IS NULL
            """,
            cancellationToken);
        if (closed == 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            var draft = await HotQueries.Of(db).Draft(db, who.OrganisationId, who.Id, draftId, cancellationToken);
            return draft?.SealedAs is { } before ? new AlreadySealed(before) : new Stale();
        }
        // The draft's row is locked by now: whoever asks or answers was before us, or finds it closed.
        if (advice is not null && !await TakeAdviceAsync(draftId, columns, advice, cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            return new AdviceChanged();
        }
        // At level 1 the event does not tie the record to the dossier (decision matrix, ambiguity 20).
        await AppendAsync(act, next, sealedRow, AccessAction.Sealed, draftId, columns.Level == Level.Consult ? null : columns.DossierId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Sealed(sealedRow.Id, sealedRow.Sequence);
    }

    /// <summary>
    /// Adds to an own decision: a leaf of kind <c>supplement</c> that refers to it. Null, and nothing written, when it does not exist or is somebody else's.
    /// The same answers added before, by a double click or another tab: that entry is given, and nothing is written.
    /// </summary>
    public async Task<Sealed?> SupplementAsync(Act act, Guid recordId, Entry entry, CancellationToken cancellationToken = default)
    {
        if (entry.Kind != EntryKind.Supplement) throw new ArgumentException("What is added later is a supplement.", nameof(entry));
        return await AddAsync(act, recordId, entry, cancellationToken: cancellationToken) as Sealed;
    }

    /// <summary>
    /// Adds an entry of its own that refers to a decision: <see cref="Sealed"/>, also when the very same was added before; <see cref="Stale"/> when
    /// something else was added meanwhile, or <see cref="DossierChanged"/>, with nothing written. Null, and nothing written, when there is no such decision
    /// within this person's reach: the author's own, or those of a dossier one is responsible for; for a privacy officer who handles an incident or speaks of keeping the whole
    /// organisation; for a lead who reviews the own team and what was given, never an own decision and never what a colleague has. An exchange needs more: a decision that lets something go, about a dossier one is responsible for now (IU-KOP-2, HK-8c).
    /// </summary>
    /// <param name="act">Who adds it, and when.</param>
    /// <param name="recordId">The decision.</param>
    /// <param name="entry">Anything but a decision.</param>
    /// <param name="seen"><see cref="Record.Seen"/> when it was weighed; null: whatever is there.</param>
    /// <param name="dossierVersion">The version of the dossier that was weighed: checked in the same transaction. An exchange cannot do without.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Sealing?> AddAsync(Act act, Guid recordId, Entry entry, int? seen = null, int? dossierVersion = null, CancellationToken cancellationToken = default)
    {
        if (entry.Kind == EntryKind.Decision) throw new ArgumentException("A decision comes from a draft.", nameof(entry));
        if (entry.Kind is EntryKind.Export or EntryKind.Destruction or EntryKind.AccessBatch) throw new ArgumentException("It is about no one decision.", nameof(entry));
        if (entry.Kind == EntryKind.Exchange && dossierVersion is null) throw new ArgumentException("An exchange is weighed against the dossier.", nameof(dossierVersion));
        var (who, time) = (act.Who, Leaf.TimeOf(act.At));
        var handles = entry.Kind == EntryKind.IncidentHandled || (entry.Kind == EntryKind.Keeping && who.Role == Role.PrivacyOfficer);
        if (handles ? who.Role != Role.PrivacyOfficer : entry.Kind == EntryKind.Keeping && who.Role != Role.Caseworker) return null;
        var reviews = entry.Kind is EntryKind.Review or EntryKind.ReviewClosed;
        if (reviews && who.Role != Role.TeamLead) return null;
        if (reviews || entry.Kind == EntryKind.ReviewReply) await new LedgerWalk(db, chance).ToEndAsync(who.OrganisationId, cancellationToken);
        var first = await HotQueries.Of(db).Decision(db, who.OrganisationId, who.Id, reviews ? who.TeamId : "", handles, recordId, cancellationToken);
        if (first is not null && entry.Kind == EntryKind.Keeping && !handles && !await IsResponsibleAsync(first, who, cancellationToken)) return null;
        if (first is null || (reviews && first.AuthorId == who.Id) || (entry.Kind == EntryKind.Exchange && !MayBeExchanged(first))) return null;
        CheckSigner(entry, who);
        var row = new DecisionRow
        {
            OrganisationId = who.OrganisationId,
            TeamId = who.TeamId,
            AuthorId = who.Id,
            DossierId = first.DossierId,
            Sequence = 0,
            Kind = entry.Kind.Code(),
            Level = first.Level,
            Outcome = first.Outcome,
            Sector = first.Sector,
            Ground = first.Ground,
            Signed = time,
            RefersTo = first.Id,
        };

        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // A statement that changes nothing takes the row's lock: whoever withdraws a consent was before us, or comes after.
        var moved = dossierVersion is { } weighed && await db.Database.ExecuteSqlAsync(
            $"UPDATE dossiers SET Version = Version WHERE Id = {first.DossierId} AND Version = {weighed} AND OrganisationId = {who.OrganisationId} AND ResponsibleId = {who.Id}", cancellationToken) == 0;
        var refers = entry.Refers.Contains(first.Sequence) ? entry.Refers : [first.Sequence, .. entry.Refers];
        var (next, sealedRow) = await NextAsync(entry with { Refers = refers }, row, time, cancellationToken);
        // The ledger is ours now: whoever added something was before us, or comes after.
        if (await SameAsync(first, entry, who.Id, cancellationToken) is { } before) return await NothingAsync(before);
        if (moved) return await NothingAsync(new DossierChanged());
        if (seen is not null && await db.Decisions.CountAsync(d => d.OrganisationId == first.OrganisationId && d.RefersTo == first.Id, cancellationToken) != seen) return await NothingAsync(new Stale());
        if (!await ReferredAsync(first, entry, cancellationToken)) return await NothingAsync(null);
        if ((reviews || entry.Kind == EntryKind.ReviewReply) && !await ReviewAsync(act, first, entry, cancellationToken)) return await NothingAsync(new Stale());
        await AppendAsync(act, next, sealedRow, ActionOf(entry.Kind), null, first.Level == Level.Consult.Code() ? null : first.DossierId, cancellationToken);
        if (entry.Kind == EntryKind.Exchange)
        {
            var (sentAt, how) = Copies.Sent(entry.Facts) ?? throw new ArgumentException("The facts of an exchange say when and how.", nameof(entry));
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO exchanges (OrganisationId, Sequence, DecisionSequence, SentAt, How)
                VALUES ({sealedRow.OrganisationId}, {sealedRow.Sequence}, {first.Sequence}, {StoredTime.Of(sentAt)}, {how})
                """,
                cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return new Sealed(sealedRow.Id, sealedRow.Sequence);

        async Task<Sealing?> NothingAsync(Sealing? because)
        {
            await transaction.RollbackAsync(cancellationToken);
            return because;
        }
    }

    /// <summary>
    /// Says in the ledger that decisions were taken out as a file. Nothing lists it: it is about no one decision. Gives the number of its leaf.
    /// Serves HK-8.6 and HK-8c.
    /// </summary>
    public async Task<long> ExportedAsync(Act act, Entry entry, CancellationToken cancellationToken = default)
    {
        if (entry.Kind != EntryKind.Export) throw new ArgumentException("Only an export stands alone.", nameof(entry));
        var organisation = act.Who.OrganisationId;
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var next = await NextAsync(entry, organisation, Leaf.TimeOf(act.At), cancellationToken);
        await AppendAloneAsync(next, organisation, cancellationToken);
        await AccessLog.AppendAsync(db, act, AccessAction.Exported, cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next.Size;
    }

    /// <summary>An entry about no one decision, within a transaction of the caller that began with the ledger's lock. Gives the number of its leaf.</summary>
    internal async Task<long> AloneAsync(Entry entry, string organisation, DateTime time, CancellationToken cancellationToken)
    {
        var next = await NextAsync(entry, organisation, time, cancellationToken);
        await AppendAloneAsync(next, organisation, cancellationToken);
        return next.Size;
    }

    private Task<int> AppendAloneAsync(Next next, string organisation, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO leaves (OrganisationId, Sequence, Bytes, Hash)
            VALUES ({organisation}, {next.Size}, {next.LeafBytes}, {next.LeafHash});
            INSERT INTO record_contents (OrganisationId, Sequence, Facts, FactsSalt, Content, ContentSalt)
            VALUES ({organisation}, {next.Size}, {next.Entry.Facts}, {next.FactsSalt}, {next.Entry.Content}, {next.ContentSalt});
            UPDATE ledger_heads SET Size = {next.Frontier.Size}, Frontier = {next.Frontier.ToBytes()}, Root = {next.Frontier.Root()}
            WHERE OrganisationId = {organisation} AND Size = {next.Size};
            """,
            cancellationToken);

    private static bool MayBeExchanged(DecisionRow decision) =>
        decision.DossierId is not null && decision.Level != Level.Consult.Code() && Stored.Code<Outcome>(decision.Outcome) is var outcome && (outcome.Shares() || outcome == Outcome.OutsideFramework);

    private static AccessAction ActionOf(EntryKind kind) => kind switch
    {
        EntryKind.Exchange => AccessAction.Exchanged,
        EntryKind.Incident => AccessAction.Reported,
        EntryKind.Review or EntryKind.ReviewReply or EntryKind.ReviewClosed => AccessAction.Reviewed,
        EntryKind.Export => AccessAction.Exported,
        EntryKind.Keeping => AccessAction.Kept,
        EntryKind.Destruction => AccessAction.Destroyed,
        EntryKind.Decision or EntryKind.Supplement or EntryKind.ExchangeAnswer or EntryKind.Addition or EntryKind.IncidentHandled => AccessAction.Supplemented,
        EntryKind.AccessBatch => throw new ArgumentException("The program seals events by itself: nobody acts.", nameof(kind)),
    };

    // Moves the review of this decision on; false when it stands elsewhere by now, or a colleague has it.
    private async Task<bool> ReviewAsync(Act act, DecisionRow first, Entry entry, CancellationToken cancellationToken)
    {
        var item = await db.ReviewItems.AsNoTracking().SingleOrDefaultAsync(i => i.OrganisationId == first.OrganisationId && i.Sequence == first.Sequence, cancellationToken);
        var facts = JsonNode.Parse(entry.Facts) as JsonObject;
        var state = item is null ? ReviewState.Open : Stored.Code<ReviewState>(item.State);
        var after = entry.Kind switch
        {
            EntryKind.ReviewReply => ReviewState.Answered,
            EntryKind.ReviewClosed => ReviewState.Closed,
            _ => ReviewCourse.After(Coded.Parse<ReviewOutcome>((string?)facts?["review"]) ?? throw new ArgumentException("The facts of a review say how it ended.", nameof(entry))),
        };
        if (entry.Kind == EntryKind.ReviewReply ? state != ReviewState.Author : !state.Runs() || (entry.Kind == EntryKind.ReviewClosed && state == ReviewState.Open)) return false;
        if (entry.Kind != EntryKind.ReviewReply && item?.AssignedTo is { } reviewer && reviewer != act.Who.Id) return false;
        var settings = await db.ReviewSettings.AsNoTracking().SingleAsync(s => s.OrganisationId == first.OrganisationId, cancellationToken);
        var terms = new ReviewSettings(settings.Percentage, settings.Term);
        if (item is null)
        {
            var sealedFacts = await db.RecordContents.Where(c => c.OrganisationId == first.OrganisationId && c.Sequence == first.Sequence).Select(c => c.Facts).SingleOrDefaultAsync(cancellationToken);
            db.Add(LedgerWalk.ItemOf(first, sealedFacts is null ? null : JsonNode.Parse(sealedFacts) as JsonObject, [ReviewReason.TakenUp], terms));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
        var due = ReviewSelection.Due(ReviewSelection.DayOf(act.At), first.Safety, terms);
        var taken = entry.Kind == EntryKind.ReviewReply ? item?.AssignedTo : act.Who.Id;
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE review_items SET State = {after.Code()}, Due = {due}, AssignedTo = {taken}, Version = Version + 1
            WHERE OrganisationId = {first.OrganisationId} AND Sequence = {first.Sequence}
            """,
            cancellationToken);
        return true;
    }

    // What an entry refers to besides the decision, such as the exchange that was answered, must be an entry about the same decision.
    private async Task<bool> ReferredAsync(DecisionRow first, Entry entry, CancellationToken cancellationToken)
    {
        var others = entry.Refers.Where(r => r != first.Sequence).Distinct().ToList();
        string[] kinds = entry.Kind switch
        {
            EntryKind.IncidentHandled => [EntryKind.Incident.Code()],
            EntryKind.Review => [EntryKind.Review.Code(), EntryKind.ReviewReply.Code()],
            EntryKind.ReviewReply or EntryKind.ReviewClosed => [EntryKind.Review.Code()],
            _ => [EntryKind.Exchange.Code()],
        };
        return others.Count == 0 || await db.Decisions.CountAsync(
            d => d.OrganisationId == first.OrganisationId && d.RefersTo == first.Id && kinds.Contains(d.Kind) && others.Contains(d.Sequence), cancellationToken) == others.Count;
    }

    /// <summary>When something really went, by the leaf number of its decision, for an own dossier; oldest first (HK-7c).</summary>
    public async Task<ILookup<long, DateTime>> ExchangedAsync(Person person, Guid dossierId, CancellationToken cancellationToken = default)
    {
        var rows = await (
            from e in db.Exchanges.AsNoTracking()
            join d in db.Decisions.AsNoTracking() on new { e.OrganisationId, e.Sequence } equals new { d.OrganisationId, d.Sequence }
            where d.OrganisationId == person.OrganisationId && d.DossierId == dossierId
                && db.Dossiers.Any(own => own.Id == dossierId && own.OrganisationId == person.OrganisationId && own.ResponsibleId == person.Id)
            orderby e.SentAt
            select new { e.DecisionSequence, e.SentAt }).ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.DecisionSequence, r => r.SentAt);
    }

    /// <summary>
    /// The decision, for its author, a lead of its team, or a privacy officer of its organisation; null for everybody else, as if it did not exist.
    /// Whoever shows it writes the access event.
    /// </summary>
    public async Task<Record?> FindAsync(Person person, Guid recordId, CancellationToken cancellationToken = default)
    {
        var organisation = person.OrganisationId;
        var row = await HotQueries.Of(db).Decision(
            db, organisation, person.Id, person.Role == Role.TeamLead ? person.TeamId : "", person.Role == Role.PrivacyOfficer, recordId, cancellationToken);
        if (row is null) return null;
        var later = await db.Decisions.AsNoTracking().Where(d => d.OrganisationId == organisation && d.RefersTo == recordId).OrderBy(d => d.Sequence).ToListAsync(cancellationToken);
        var (supplements, bytes) = (new List<Supplement>(later.Count), await BytesAsync(organisation, row.Sequence, cancellationToken));
        var holds = Hold(row, bytes);
        foreach (var one in later.Where(d => d.Kind != DecisionKind))
        {
            supplements.Add(new Supplement(one.Id, Stored.Code<EntryKind>(one.Kind), one.Sequence, one.AuthorId, one.Signed, await BytesAsync(organisation, one.Sequence, cancellationToken)));
            holds &= Hold(one, supplements[^1].Bytes);
        }
        return new Record(LineOf(row), bytes, supplements, holds) { ReplacedBy = [.. later.Where(d => d.Kind == DecisionKind).Select(d => new Replacement(d.Id, d.Sequence, d.Signed))] };
    }

    private static bool Hold(DecisionRow row, SealedBytes bytes) =>
        bytes.Hold() && Copies.Difference(row, Leaf.Parse(bytes.Leaf), bytes.LeafHash, bytes.Facts, bytes.Content) is null;

    /// <summary>This person's own decisions, newest first; the next page starts below the leaf number <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<RecordLine>> OfAsync(Person person, int count = 50, long before = long.MaxValue, CancellationToken cancellationToken = default)
    {
        var lines = new List<RecordLine>();
        await foreach (var row in HotQueries.Of(db).DecisionsOf(db, person.OrganisationId, person.Id, before, count).WithCancellation(cancellationToken)) lines.Add(LineOf(row));
        return lines;
    }

    /// <summary>
    /// Decisions about an own dossier of which the client was not informed yet and which no later decision replaced (IU-ALG-2), oldest first; with the
    /// day on which somebody looks again, where informing was postponed to one. What was noted in the dossier afterwards counts.
    /// </summary>
    public async Task<IReadOnlyList<(RecordLine Line, DateOnly? LookAgain)>> UninformedAsync(Person person, CancellationToken cancellationToken = default)
    {
        var shares = new[] { Outcome.Share.Code(), Outcome.SharePartly.Code() };
        var rows = await (
            from d in db.Decisions.AsNoTracking()
            join c in db.RecordContents on new { d.OrganisationId, d.Sequence } equals new { c.OrganisationId, c.Sequence }
            where d.OrganisationId == person.OrganisationId && d.Kind == DecisionKind && shares.Contains(d.Outcome)
                && db.Dossiers.Any(own => own.Id == d.DossierId && own.ResponsibleId == person.Id)
                && !db.Decisions.Any(later => later.OrganisationId == d.OrganisationId && later.RefersTo == d.Id && later.Kind == DecisionKind)
            orderby d.Sequence
            select new { Decision = d, c.Facts }).ToListAsync(cancellationToken);
        var untold = rows.Select(r => (r.Decision, Facts: JsonNode.Parse(r.Facts))).Where(r => r.Facts?["informed"]?.GetValue<bool>() == false).ToList();
        if (untold.Count == 0) return [];
        const string kind = "{\"kind\":\"client-informed\"";
        var dossiers = untold.Select(r => r.Decision.DossierId).Distinct().ToList();
        var noted = (await db.DossierLines.AsNoTracking().Where(l => dossiers.Contains(l.DossierId) && l.Body.StartsWith(kind)).OrderBy(l => l.Number).ToListAsync(cancellationToken))
            .Select(l => (ClientInformed)l.ToLine().What).ToLookup(w => w.Record);
        return
        [
            .. from row in untold
               let last = noted[row.Decision.Id].LastOrDefault()
               where last is not { Told: true }
               select (LineOf(row.Decision), last?.LookAgain ?? (row.Facts?["informReviewOn"]?.GetValue<string>() is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : (DateOnly?)null)),
        ];
    }

    /// <summary>
    /// Decisions about own dossiers that were made at once and of which the rest is not there yet: no later decision took their place
    /// (decision matrix, ambiguity 26), the nearest day first.
    /// </summary>
    public async Task<IReadOnlyList<RecordLine>> IncompleteAsync(Person person, CancellationToken cancellationToken = default)
    {
        var rows = await db.Decisions.AsNoTracking()
            .Where(d => d.OrganisationId == person.OrganisationId && d.Kind == DecisionKind && d.Safety && d.CompleteBy != null
                && db.Dossiers.Any(own => own.Id == d.DossierId && own.ResponsibleId == person.Id)
                && !db.Decisions.Any(later => later.OrganisationId == d.OrganisationId && later.RefersTo == d.Id && later.Kind == DecisionKind))
            .OrderBy(d => d.CompleteBy).ThenBy(d => d.Sequence).ToListAsync(cancellationToken);
        return [.. rows.Select(LineOf)];
    }

    /// <summary>
    /// Decisions to share about own dossiers whose last day is over since <paramref name="since"/>, on which nothing went and which no later decision
    /// replaced (HK-3e).
    /// </summary>
    public async Task<IReadOnlyList<RecordLine>> MomentPassedAsync(Person person, DateOnly since, DateOnly today, CancellationToken cancellationToken = default)
    {
        var shares = new[] { Outcome.Share.Code(), Outcome.SharePartly.Code() };
        var rows = await db.Decisions.AsNoTracking()
            .Where(d => d.OrganisationId == person.OrganisationId && d.Kind == DecisionKind && d.MomentTo != null && d.MomentTo >= since && d.MomentTo < today && shares.Contains(d.Outcome)
                && !db.Exchanges.Any(e => e.OrganisationId == d.OrganisationId && e.DecisionSequence == d.Sequence)
                && db.Dossiers.Any(own => own.Id == d.DossierId && own.ResponsibleId == person.Id)
                && !db.Decisions.Any(later => later.OrganisationId == d.OrganisationId && later.RefersTo == d.Id && later.Kind == DecisionKind))
            .OrderBy(d => d.MomentTo).ToListAsync(cancellationToken);
        return [.. rows.Select(LineOf)];
    }

    /// <summary>Decisions about an own dossier, newest first, also those of who was responsible before.</summary>
    public async Task<IReadOnlyList<RecordLine>> OfDossierAsync(Person person, Guid dossierId, CancellationToken cancellationToken = default)
    {
        var rows = await db.Decisions.AsNoTracking()
            .Where(d => d.OrganisationId == person.OrganisationId && d.DossierId == dossierId && d.Kind == DecisionKind
                && db.Dossiers.Any(own => own.Id == dossierId && own.OrganisationId == person.OrganisationId && own.ResponsibleId == person.Id))
            .OrderByDescending(d => d.Sequence).ToListAsync(cancellationToken);
        return [.. rows.Select(LineOf)];
    }

    /// <summary>This person's decisions on hold that no later decision has replaced, the nearest day first.</summary>
    public async Task<IReadOnlyList<RecordLine>> DueAsync(Person person, CancellationToken cancellationToken = default)
    {
        var lines = new List<RecordLine>();
        await foreach (var row in HotQueries.Of(db).Held(db, person.OrganisationId, person.Id).WithCancellation(cancellationToken)) lines.Add(LineOf(row));
        return lines;
    }

    private async Task<bool> TakeAdviceAsync(Guid draftId, DecisionColumns columns, IReadOnlyList<ColleagueAdvice> sealedAdvice, CancellationToken cancellationToken)
    {
        // What the decision on hold waited for goes over to the one that takes its place. That locks the questions: whoever answers was before us, or finds them closed.
        if (columns.RefersTo is { } replaced)
        {
            var held = await db.Drafts.Where(d => d.SealedAs == replaced && db.Decisions.Any(r => r.Id == replaced && r.AuthorId == d.OwnerId)).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"UPDATE colleague_advice SET DraftId = {draftId} WHERE DraftId = {held} AND Question <> ''", cancellationToken);
        }
        var now = await db.Advice.AsNoTracking().Where(a => a.DraftId == draftId).Select(a => new { a.Id, Answered = a.AnsweredAt != null }).ToListAsync(cancellationToken);
        if (!now.Select(a => (a.Id, a.Answered)).ToHashSet().SetEquals(sealedAdvice.Select(a => (a.Id, a.AnsweredAt is not null)))) return false;
        if (now.Count == 0) return true;
        await db.Database.ExecuteSqlAsync($"UPDATE colleague_advice SET Question = '', Answer = '' WHERE DraftId = {draftId} AND AnsweredAt IS NOT NULL", cancellationToken);
        if (columns.Outcome != Outcome.Hold)
            await db.Database.ExecuteSqlAsync($"UPDATE colleague_advice SET Question = '' WHERE DraftId = {draftId} AND AnsweredAt IS NULL", cancellationToken);
        return true;
    }

    private static readonly string DecisionKind = EntryKind.Decision.Code();

    // Answers of a closed draft: they live on in the record only.
    private const string Emptied = "{}";

    private sealed record Next(long Size, Frontier Frontier, Leaf Leaf, byte[] LeafBytes, byte[] LeafHash, Entry Entry, byte[] FactsSalt, byte[] ContentSalt);

    // Head and frontier are read inside the transaction that holds the lock: several instances can share one ledger.
    private async Task<(Next, DecisionRow)> NextAsync(Entry entry, DecisionRow row, DateTime time, CancellationToken cancellationToken)
    {
        var next = await NextAsync(entry, row.OrganisationId, time, cancellationToken);
        return (next, row.At(next.Size, next.LeafHash));
    }

    private async Task<Next> NextAsync(Entry entry, string organisation, DateTime time, CancellationToken cancellationToken)
    {
        await db.LockLedgerAsync(organisation, cancellationToken);
        var head = await HotQueries.Of(db).Head(db, organisation, cancellationToken)
            ?? throw new InvalidOperationException($"Organisation {organisation} has no ledger.");
        var (factsSalt, contentSalt) = (chance.Bytes(Commitment.SaltLength), chance.Bytes(Commitment.SaltLength));
        var leaf = new Leaf(
            new LeafHeader(entry.Kind, organisation, head.Size, time, entry.EditionId, entry.ProtocolId, entry.Refers),
            Commitment.Of(entry.Facts, factsSalt),
            Commitment.Of(entry.Content, contentSalt));
        var bytes = leaf.ToBytes();
        var hash = MerkleTree.LeafHash(bytes);
        return new(head.Size, Frontier.FromBytes(head.Frontier).Append(hash), leaf, bytes, hash, entry, factsSalt, contentSalt);
    }

    // Plain statements in one round trip instead of SaveChanges: sealing is measured against a raw durable insert (speed, goal 2).
    private Task<int> AppendAsync(Act act, Next next, DecisionRow row, AccessAction action, Guid? draftId, Guid? dossierId, CancellationToken cancellationToken)
    {
        var fields = EventFields.Of(act, action);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO leaves (OrganisationId, Sequence, Bytes, Hash)
            VALUES ({row.OrganisationId}, {row.Sequence}, {next.LeafBytes}, {next.LeafHash});
            INSERT INTO record_contents (OrganisationId, Sequence, Facts, FactsSalt, Content, ContentSalt)
            VALUES ({row.OrganisationId}, {row.Sequence}, {next.Entry.Facts}, {next.FactsSalt}, {next.Entry.Content}, {next.ContentSalt});
            INSERT INTO decisions (Id, OrganisationId, TeamId, AuthorId, DossierId, Sequence, Kind, Level, Outcome, Sector, Ground, Signed, HeldUntil, MomentTo, RefersTo, Safety, CompleteBy)
            VALUES ({row.Id}, {row.OrganisationId}, {row.TeamId}, {row.AuthorId}, {row.DossierId}, {row.Sequence}, {row.Kind}, {row.Level}, {row.Outcome}, {row.Sector}, {row.Ground},
              {row.Signed}, {row.HeldUntil}, {row.MomentTo}, {row.RefersTo}, {row.Safety}, {row.CompleteBy});
            INSERT INTO access_events (OrganisationId, TeamId, Outcome, Purpose, Origin, PersonId, Role, Action, DossierId, RecordId, DraftId, Session, At, Detail)
            VALUES ({row.OrganisationId}, {fields.Team}, {fields.Outcome}, {fields.Purpose}, {fields.Origin}, {act.Who.Id}, {act.Who.Role.Code()}, {action.Code()}, {dossierId}, {row.Id}, {draftId}, {act.Session}, {StoredTime.Of(act.At)}, '');
            UPDATE ledger_heads SET Size = {next.Frontier.Size}, Frontier = {next.Frontier.ToBytes()}, Root = {next.Frontier.Root()}
            WHERE OrganisationId = {row.OrganisationId} AND Size = {next.Size};
            """,
            cancellationToken);
    }

    private static void CheckSigner(Entry entry, Person who)
    {
        if ((Copies.OtherSigner(entry.Facts, who.Id, who.TeamId) ?? Copies.OtherSigner(entry.Content, who.Id, who.TeamId)) is { } other)
            throw new ArgumentException($"The entry names another signer: {other}.", nameof(entry));
    }

    /// <summary>The earlier entry of this kind about this decision, by the same person, with the same answers.</summary>
    private async Task<Sealed?> SameAsync(DecisionRow first, Entry entry, string author, CancellationToken cancellationToken)
    {
        if (Answers(entry.Content) is not { } answers) return null;
        var kind = entry.Kind.Code();
        var earlier = await (
            from d in db.Decisions.AsNoTracking()
            join c in db.RecordContents.AsNoTracking() on new { d.OrganisationId, d.Sequence } equals new { c.OrganisationId, c.Sequence }
            where d.OrganisationId == first.OrganisationId && d.RefersTo == first.Id && d.Kind == kind && d.AuthorId == author
            orderby d.Sequence
            select new { d.Id, d.Sequence, c.Content }).ToListAsync(cancellationToken);
        return earlier.Find(e => JsonNode.DeepEquals(Answers(e.Content), answers)) is { } same ? new Sealed(same.Id, same.Sequence) : null;

        static JsonNode? Answers(byte[] content) => JsonNode.Parse(content)?["answers"];
    }

    private async Task<SealedBytes> BytesAsync(string organisation, long sequence, CancellationToken cancellationToken)
    {
        var leaf = await db.Leaves.AsNoTracking().SingleAsync(l => l.OrganisationId == organisation && l.Sequence == sequence, cancellationToken);
        var content = await db.RecordContents.AsNoTracking().SingleOrDefaultAsync(c => c.OrganisationId == organisation && c.Sequence == sequence, cancellationToken);
        return new SealedBytes(leaf.Bytes, leaf.Hash, content?.Facts, content?.FactsSalt, content?.Content, content?.ContentSalt);
    }

    private static RecordLine LineOf(DecisionRow d) => new(
        d.Id, d.OrganisationId, d.TeamId, d.AuthorId, d.DossierId, d.Sequence, Stored.Code<Level>(d.Level), Stored.Code<Outcome>(d.Outcome), Stored.Code<Sector>(d.Sector),
        Stored.Code<LegalGround>(d.Ground), d.Signed, d.HeldUntil, d.MomentTo, d.RefersTo) { Safety = d.Safety, CompleteBy = d.CompleteBy };
}
