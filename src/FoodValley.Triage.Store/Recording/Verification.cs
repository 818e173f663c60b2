using FoodValley.Triage.Auditing;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>What is wrong with a ledger.</summary>
public enum Flaw
{
    /// <summary>A row cannot be read at all.</summary>
    [Code("unreadable")] Unreadable,
    /// <summary>A leaf is missing, or stands beyond the end.</summary>
    [Code("sequence")] Sequence,
    /// <summary>The leaf's bytes do not give the leaf's hash.</summary>
    [Code("leaf")] Leaf,
    /// <summary>The leaf says another organisation or place than where it stands, or cannot be read as a leaf.</summary>
    [Code("header")] Header,
    /// <summary>Facts or their salt are not what the leaf commits to.</summary>
    [Code("facts")] Facts,
    /// <summary>Content or its salt is not what the leaf commits to.</summary>
    [Code("content")] Content,
    /// <summary>A searchable copy is missing, superfluous, or says something else than what was sealed.</summary>
    [Code("decision")] Decision,
    /// <summary>The copy of an exchange is missing, superfluous, or says something else than what was sealed.</summary>
    [Code("exchange")] Exchange,
    /// <summary>An access event was changed, removed or slipped in after it was sealed, or the copy of its batch says something else.</summary>
    [Code("event")] Event,
    /// <summary>Size, frontier or root of the head do not follow from the leaves.</summary>
    [Code("head")] Head,
    /// <summary>A checkpoint kept elsewhere does not fit, or is not signed with the expected key.</summary>
    [Code("checkpoint")] Checkpoint,
    /// <summary>An export package is not put together as it should be.</summary>
    [Code("package")] Package,
    /// <summary>The manifest of a package cannot be read, or says something else than the files.</summary>
    [Code("manifest")] Manifest,
    /// <summary>The manifest is not signed with the key it names, or with another key than the one that is trusted.</summary>
    [Code("signature")] Signature,
    /// <summary>A line of a package is there without reason, or missing.</summary>
    [Code("rows")] Rows,
    /// <summary>The table of a package says something else than its lines.</summary>
    [Code("csv")] Csv,
}

/// <summary>The first thing found wrong.</summary>
/// <param name="Leaf">Number of the leaf; null when it is about the ledger as a whole.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Reason">A short sentence in English; names no person.</param>
public sealed record FirstWrong(long? Leaf, Flaw Kind, string Reason);

/// <summary>One ledger, checked.</summary>
/// <param name="Organisation">Its owner.</param>
/// <param name="Size">Number of leaves according to its head.</param>
/// <param name="Root">Root according to its head, 64 hexadecimal digits; empty when it has no head.</param>
/// <param name="FirstWrong">Null when all is well.</param>
public sealed record LedgerVerdict(string Organisation, long Size, string Root, FirstWrong? FirstWrong)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool Ok => FirstWrong is null;
}

/// <summary>
/// Recomputes every ledger from the bytes as stored: the third lock on what must stay. Needs no pause: what is signed while it runs is left for the next run.
/// What it cannot see without a checkpoint kept elsewhere is said in docs/ledger.md.
/// </summary>
public sealed class Verification(TriageDb db)
{
    private const int BatchSize = 512;

    // What later leaves say was destroyed, by ledger; read on only when something is missing.
    private readonly Dictionary<string, (long Next, HashSet<long> Leaves)> _destroyed = new(StringComparer.Ordinal);

    /// <summary>A verdict per ledger, by organisation id; also for leaves, contents and copies that belong to no ledger.</summary>
    /// <param name="against">Checkpoints kept elsewhere, whose signature was checked: each ledger must begin with what they saw.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<LedgerVerdict>> RunAsync(IReadOnlyList<Checkpoint>? against = null, CancellationToken cancellationToken = default)
    {
        var kept = (against ?? []).ToLookup(c => c.Organisation, StringComparer.Ordinal);
        var organisations = await db.Organisations.Select(o => o.Id)
            .Union(db.LedgerHeads.Select(h => h.OrganisationId))
            .Union(db.Leaves.Select(l => l.OrganisationId))
            .Union(db.RecordContents.Select(c => c.OrganisationId))
            .Union(db.Decisions.Select(d => d.OrganisationId))
            .Union(db.Exchanges.Select(e => e.OrganisationId))
            .Union(db.AccessBatches.Select(b => b.OrganisationId))
            .ToListAsync(cancellationToken);
        var verdicts = new List<LedgerVerdict>();
        foreach (var organisation in organisations.Union(kept.Select(k => k.Key)).Order(StringComparer.Ordinal))
            verdicts.Add(await OneAsync(organisation, [.. kept[organisation]], cancellationToken));
        return verdicts;
    }

    /// <summary>The same for one ledger.</summary>
    public Task<LedgerVerdict> OfAsync(string organisation, CancellationToken cancellationToken = default) => OneAsync(organisation, [], cancellationToken);

    private async Task<LedgerVerdict> OneAsync(string organisation, IReadOnlyList<Checkpoint> against, CancellationToken cancellationToken)
    {
        LedgerHeadRow? head;
        try
        {
            head = await HeadAsync(organisation, cancellationToken);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return new(organisation, 0, "", new FirstWrong(null, Flaw.Head, "The head of the ledger cannot be read."));
        }
        if (head is null) return new(organisation, 0, "", new FirstWrong(null, Flaw.Head, "The ledger has no head."));
        return new(organisation, head.Size, Convert.ToHexStringLower(head.Root), await FirstWrongAsync(organisation, head, against, cancellationToken));
    }

    private async Task<FirstWrong?> FirstWrongAsync(string organisation, LedgerHeadRow head, IReadOnlyList<Checkpoint> against, CancellationToken cancellationToken)
    {
        if (against.Where(c => c.Size > head.Size).MinBy(c => c.Size) is { } cut)
            return new(head.Size, Flaw.Checkpoint, $"The ledger ends here; the checkpoint saw {cut.Size} leaves.");
        if (against.Any(c => c.Size == 0 && !c.Root.AsSpan().SequenceEqual(MerkleTree.EmptyRoot))) return new(null, Flaw.Checkpoint, "The root of an empty ledger is another one.");
        var stops = against.Where(c => c.Size > 0).ToLookup(c => c.Size);
        var frontier = Frontier.Empty;
        for (long from = 0; from < head.Size; from += BatchSize)
        {
            var (to, start) = (Math.Min(from + BatchSize, head.Size), frontier);
            try
            {
                (frontier, var wrong) = await RangeAsync(organisation, from, to, start, stops, cancellationToken);
                if (wrong is not null) return wrong;
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                return await FirstUnreadableAsync(organisation, from, to, start, stops, cancellationToken);
            }
        }
        if (!frontier.Root().AsSpan().SequenceEqual(head.Root)) return new(null, Flaw.Head, "The root of the head does not follow from the leaves.");
        if (!frontier.ToBytes().AsSpan().SequenceEqual(head.Frontier)) return new(null, Flaw.Head, "The frontier of the head does not follow from the leaves.");
        return await BeyondAsync(organisation, head.Size, cancellationToken);
    }

    private async Task<(Frontier, FirstWrong?)> RangeAsync(
        string organisation, long from, long to, Frontier frontier, ILookup<long, Checkpoint> stops, CancellationToken cancellationToken)
    {
        var leaves = await db.Leaves.AsNoTracking()
            .Where(l => l.OrganisationId == organisation && l.Sequence >= from && l.Sequence < to).OrderBy(l => l.Sequence).ToListAsync(cancellationToken);
        var contents = await db.RecordContents.AsNoTracking()
            .Where(c => c.OrganisationId == organisation && c.Sequence >= from && c.Sequence < to).ToDictionaryAsync(c => c.Sequence, cancellationToken);
        var decisions = await db.Decisions.AsNoTracking()
            .Where(d => d.OrganisationId == organisation && d.Sequence >= from && d.Sequence < to).ToDictionaryAsync(d => d.Sequence, cancellationToken);
        var exchanges = await db.Exchanges.AsNoTracking()
            .Where(e => e.OrganisationId == organisation && e.Sequence >= from && e.Sequence < to).ToDictionaryAsync(e => e.Sequence, cancellationToken);
        var batches = await db.AccessBatches.AsNoTracking()
            .Where(b => b.OrganisationId == organisation && b.Sequence >= from && b.Sequence < to).ToDictionaryAsync(b => b.Sequence, cancellationToken);

        for (var expected = from; expected < to; expected++)
        {
            var at = (int)(expected - from);
            if (at >= leaves.Count || leaves[at].Sequence != expected) return (frontier, new(expected, Flaw.Sequence, "The leaf is missing."));
            var hash = MerkleTree.LeafHash(leaves[at].Bytes);
            if (!hash.AsSpan().SequenceEqual(leaves[at].Hash)) return (frontier, new(expected, Flaw.Leaf, "The bytes of the leaf do not give its hash."));
            if (await WrongAsync(organisation, expected, leaves[at], contents.GetValueOrDefault(expected), decisions.GetValueOrDefault(expected), exchanges.GetValueOrDefault(expected), batches.GetValueOrDefault(expected), cancellationToken) is { } wrong)
                return (frontier, wrong);
            frontier = frontier.Append(hash);
            if (stops[frontier.Size].Any(c => !frontier.Root().AsSpan().SequenceEqual(c.Root)))
                return (frontier, new(null, Flaw.Checkpoint, $"The first {frontier.Size} leaves are not the ones the checkpoint saw."));
        }
        return (frontier, null);
    }

    private async Task<FirstWrong?> WrongAsync(
        string organisation, long sequence, LeafRow row, RecordContentRow? content, DecisionRow? decision, ExchangeRow? exchange, AccessBatchRow? batch,
        CancellationToken cancellationToken)
    {
        Leaf leaf;
        try
        {
            leaf = Leaf.Parse(row.Bytes);
        }
        catch (FormatException e)
        {
            return new(sequence, Flaw.Header, e.Message);
        }
        if (leaf.Header.OrganisationId != organisation) return new(sequence, Flaw.Header, "The leaf belongs to another organisation.");
        if (leaf.Header.Sequence != sequence) return new(sequence, Flaw.Header, "The leaf belongs at another place.");
        if (leaf.Header.Refers.Any(r => r < 0 || r >= sequence)) return new(sequence, Flaw.Header, "The leaf refers to a leaf that is not earlier.");

        // Lawfully destroyed: a later leaf names it, and nothing of it is left (HK-8.3).
        if ((content is null || decision is null || (leaf.Header.Kind == EntryKind.Exchange && exchange is null)) && await IsDestroyedAsync(organisation, sequence, cancellationToken))
            return await RemainsAsync(organisation, sequence, cancellationToken);
        if (content is null) return new(sequence, Flaw.Content, "Facts and content are missing.");
        if (!Commitment.Holds(leaf.Facts, content.Facts, content.FactsSalt)) return new(sequence, Flaw.Facts, "The facts are not the sealed ones.");
        if (!Commitment.Holds(leaf.Content, content.Content, content.ContentSalt)) return new(sequence, Flaw.Content, "The content is not the sealed one.");

        // An export, a destruction and a batch of events are about no one decision: nothing lists them.
        if (leaf.Header.Kind is EntryKind.Export or EntryKind.Destruction or EntryKind.AccessBatch && (decision is not null || exchange is not null))
            return new(sequence, Flaw.Decision, "This entry has no searchable copy.");
        if (leaf.Header.Kind == EntryKind.AccessBatch) return await EventsWrongAsync(organisation, sequence, content, batch, cancellationToken);
        if (batch is not null) return new(sequence, Flaw.Event, "A copy of a batch belongs to another entry.");
        if (leaf.Header.Kind == EntryKind.Destruction) return await DestructionWrongAsync(organisation, leaf.Header, content.Content, cancellationToken);
        if (leaf.Header.Kind == EntryKind.Export) return null;
        if (decision is null) return new(sequence, Flaw.Decision, "The searchable copy is missing.");
        if (Copies.Difference(decision, leaf, row.Hash, content.Facts, content.Content) is { } difference)
            return new(sequence, Flaw.Decision, difference == "id" ? "The searchable copy does not fit its id." : $"The searchable copy differs: {difference}.");
        if (decision.RefersTo is { } earlier)
        {
            var place = await db.Decisions.Where(d => d.OrganisationId == organisation && d.Id == earlier).Select(d => (long?)d.Sequence).SingleOrDefaultAsync(cancellationToken);
            if (place is null ? !await RefersToDestroyedAsync(organisation, leaf.Header, cancellationToken) : !leaf.Header.Refers.Contains(place.Value))
                return new(sequence, Flaw.Decision, "The searchable copy differs: refersTo.");
        }
        return await ExchangeWrongAsync(organisation, sequence, leaf, content.Facts, exchange, cancellationToken);
    }

    private async Task<bool> RefersToDestroyedAsync(string organisation, LeafHeader header, CancellationToken cancellationToken)
    {
        foreach (var earlier in header.Refers)
            if (await IsDestroyedAsync(organisation, earlier, cancellationToken)) return true;
        return false;
    }

    private async Task<bool> IsDestroyedAsync(string organisation, long sequence, CancellationToken cancellationToken)
    {
        var (next, leaves) = _destroyed.TryGetValue(organisation, out var known) ? known : (0, []);
        if (leaves.Contains(sequence)) return true;
        // Also beyond the head we looked at: it may have been destroyed since.
        while (true)
        {
            var batch = await db.Leaves.AsNoTracking().Where(l => l.OrganisationId == organisation && l.Sequence >= next).OrderBy(l => l.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
            foreach (var row in batch)
            {
                next = row.Sequence + 1;
                if (row.Bytes.AsSpan().IndexOf("\"kind\":\"destruction\""u8) < 0) continue;
                try
                {
                    if (Leaf.Parse(row.Bytes).Header is { Kind: EntryKind.Destruction } header) leaves.UnionWith(header.Refers.Where(r => r < row.Sequence));
                }
                catch (FormatException)
                {
                    // Named when its turn comes.
                }
            }
            if (batch.Count < BatchSize) break;
        }
        _destroyed[organisation] = (next, leaves);
        return leaves.Contains(sequence);
    }

    private async Task<FirstWrong?> RemainsAsync(string organisation, long sequence, CancellationToken cancellationToken)
    {
        if (await db.RecordContents.AnyAsync(c => c.OrganisationId == organisation && c.Sequence == sequence, cancellationToken)) return new(sequence, Flaw.Content, "Facts and content are still there although they were destroyed.");
        if (await db.Decisions.AnyAsync(d => d.OrganisationId == organisation && d.Sequence == sequence, cancellationToken)) return new(sequence, Flaw.Decision, "The searchable copy is still there although it was destroyed.");
        return await db.Exchanges.AnyAsync(e => e.OrganisationId == organisation && e.Sequence == sequence, cancellationToken)
            ? new(sequence, Flaw.Exchange, "The copy of the exchange is still there although it was destroyed.") : null;
    }

    // Two different people, and nothing left of what it names. What it names may be no destruction and no export itself: those stay.
    private async Task<FirstWrong?> DestructionWrongAsync(string organisation, LeafHeader header, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            Destruction.Read(header, content);
        }
        catch (FormatException e)
        {
            return new(header.Sequence, Flaw.Content, e.Message);
        }
        foreach (var gone in header.Refers)
        {
            if (await RemainsAsync(organisation, gone, cancellationToken) is { } left) return left;
            var bytes = await db.Leaves.AsNoTracking().Where(l => l.OrganisationId == organisation && l.Sequence == gone).Select(l => l.Bytes).SingleOrDefaultAsync(cancellationToken);
            if (bytes is null || Leaf.Parse(bytes).Header.Kind is EntryKind.Export or EntryKind.Destruction or EntryKind.AccessBatch) return new(header.Sequence, Flaw.Header, "What it names is nothing that can be destroyed.");
        }
        return null;
    }

    // HK-8c: nothing is exchanged without a decision that came first.
    private async Task<FirstWrong?> ExchangeWrongAsync(string organisation, long sequence, Leaf leaf, byte[] facts, ExchangeRow? exchange, CancellationToken cancellationToken)
    {
        if (Copies.Difference(exchange, leaf, facts) is { } difference)
            return new(sequence, Flaw.Exchange, difference == "missing" ? "The copy of the exchange is missing." : $"The copy of the exchange differs: {difference}.");
        if (exchange is null) return null;
        var kind = EntryKind.Decision.Code();
        return await db.Decisions.AnyAsync(d => d.OrganisationId == organisation && d.Sequence == exchange.DecisionSequence && d.Kind == kind, cancellationToken)
            ? null : new(sequence, Flaw.Exchange, "The exchange refers to no decision.");
    }

    // HK-8.4: the log is what it was when it was sealed. The batches follow one another, so that no event can hide between two of them.
    private async Task<FirstWrong?> EventsWrongAsync(string organisation, long sequence, RecordContentRow content, AccessBatchRow? batch, CancellationToken cancellationToken)
    {
        var (after, to, _) = AccessBatch.Range(content.Facts);
        if (batch is null) return new(sequence, Flaw.Event, "The copy of the batch is missing.");
        if (batch.AfterEvent != after || batch.LastEvent != to) return new(sequence, Flaw.Event, "The copy of the batch differs.");
        var before = await db.AccessBatches.Where(b => b.OrganisationId == organisation && b.Sequence < sequence).OrderByDescending(b => b.Sequence).Select(b => (long?)b.LastEvent).FirstOrDefaultAsync(cancellationToken) ?? 0;
        if (before != after) return new(sequence, Flaw.Event, "The batch does not follow the one before it.");
        var events = await db.AccessEvents.AsNoTracking().Where(e => e.OrganisationId == organisation && (e.Id > after || after == 0) && e.Id <= to).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        return AccessBatch.FirstWrong(content.Facts, content.Content, [.. events.Select(e => e.ToEvent())]) is { } wrong ? new(sequence, Flaw.Event, wrong) : null;
    }

    // Rows beyond the end are either newer than our look at the head, or nobody's.
    private async Task<FirstWrong?> BeyondAsync(string organisation, long size, CancellationToken cancellationToken)
    {
        var last = new[]
        {
            (Flaw.Sequence, await db.Leaves.Where(l => l.OrganisationId == organisation).MaxAsync(l => (long?)l.Sequence, cancellationToken)),
            (Flaw.Content, await db.RecordContents.Where(c => c.OrganisationId == organisation).MaxAsync(c => (long?)c.Sequence, cancellationToken)),
            (Flaw.Decision, await db.Decisions.Where(d => d.OrganisationId == organisation).MaxAsync(d => (long?)d.Sequence, cancellationToken)),
            (Flaw.Exchange, await db.Exchanges.Where(e => e.OrganisationId == organisation).MaxAsync(e => (long?)e.Sequence, cancellationToken)),
            (Flaw.Event, await db.AccessBatches.Where(b => b.OrganisationId == organisation).MaxAsync(b => (long?)b.Sequence, cancellationToken)),
        };
        var now = last.Any(l => l.Item2 >= size) ? (await HeadAsync(organisation, cancellationToken))?.Size ?? 0 : size;
        foreach (var (kind, sequence) in last)
            if (sequence >= now) return new(sequence, kind, "It stands beyond the end of the ledger.");
        if (await db.Leaves.AnyAsync(l => l.OrganisationId == organisation && l.Sequence < 0, cancellationToken)) return new(null, Flaw.Sequence, "A leaf stands before the beginning.");
        if (await db.RecordContents.AnyAsync(c => c.OrganisationId == organisation && c.Sequence < 0, cancellationToken)) return new(null, Flaw.Content, "Content stands before the beginning.");
        if (await db.Decisions.AnyAsync(d => d.OrganisationId == organisation && d.Sequence < 0, cancellationToken)) return new(null, Flaw.Decision, "A copy stands before the beginning.");
        if (await db.Exchanges.AnyAsync(e => e.OrganisationId == organisation && e.Sequence < 0, cancellationToken)) return new(null, Flaw.Exchange, "A copy of an exchange stands before the beginning.");
        if (await db.AccessBatches.AnyAsync(b => b.OrganisationId == organisation && b.Sequence < 0, cancellationToken)) return new(null, Flaw.Event, "A copy of a batch stands before the beginning.");
        return null;
    }

    private async Task<FirstWrong> FirstUnreadableAsync(
        string organisation, long from, long to, Frontier frontier, ILookup<long, Checkpoint> stops, CancellationToken cancellationToken)
    {
        for (var one = from; one < to; one++)
        {
            try
            {
                (frontier, var wrong) = await RangeAsync(organisation, one, one + 1, frontier, stops, cancellationToken);
                if (wrong is not null) return wrong;
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                return new(one, Flaw.Unreadable, "A row of this leaf cannot be read.");
            }
        }
        return new(from, Flaw.Unreadable, "A row of this leaf could not be read for a moment.");
    }

    private async Task<LedgerHeadRow?> HeadAsync(string organisation, CancellationToken cancellationToken) =>
        await HotQueries.Of(db).Head(db, organisation, cancellationToken);

    private static bool IsUnreadable(Exception e) => e is FormatException or InvalidCastException or InvalidOperationException or OverflowException or ArgumentException;
}
