using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Auditing;

/// <summary>One event of the access log as it is sealed: every column.</summary>
public sealed record AccessEvent(
    long Id, string OrganisationId, string TeamId, string PersonId, string Role, string Action, string Outcome, string Purpose, string Origin,
    Guid? DossierId, Guid? RecordId, Guid? DraftId, string Session, DateTime At, string Detail)
{
    /// <summary>SHA-256 over the event as canonical JSON (RFC 8785); times in UTC with microseconds, ids in small letters, what is absent null.</summary>
    public byte[] Hash() => SHA256.HashData(ToBytes());

    /// <summary>The bytes that are hashed.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["id"] = Id,
        ["organisation"] = OrganisationId,
        ["team"] = TeamId,
        ["person"] = PersonId,
        ["role"] = Role,
        ["action"] = Action,
        ["outcome"] = Outcome,
        ["purpose"] = Purpose,
        ["origin"] = Origin,
        ["dossier"] = DossierId?.ToString(),
        ["record"] = RecordId?.ToString(),
        ["draft"] = DraftId?.ToString(),
        ["session"] = Session,
        ["at"] = At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["detail"] = Detail,
    });
}

/// <summary>
/// Access events go into the ledger in batches: one entry holds the hashes of the events that came after the batch before it. The entry names nobody. Whoever
/// changes, removes or slips in an event afterwards is found by its number. Serves HK-8.4 and HK-8.5.
/// </summary>
public static class AccessBatch
{
    /// <summary>Raised by one when a meaning changes.</summary>
    public const int Format = 1;

    /// <summary>The entry for these events of one organisation, in the order of their numbers; <paramref name="after"/> is the last number of the batch before, 0 for the first.</summary>
    public static Entry Of(string editionId, long after, IReadOnlyList<AccessEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0) throw new ArgumentException("An empty batch proves nothing.", nameof(events));
        var hashes = events.Select(e => (e.Id, Hash: e.Hash())).ToList();
        var facts = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.AccessBatch.Code(),
            ["after"] = after,
            ["to"] = events[^1].Id,
            ["count"] = events.Count,
            ["sha256"] = Over(hashes.Select(h => h.Hash)),
        };
        var content = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.AccessBatch.Code(),
            ["events"] = new JsonArray([.. hashes.Select(h => new JsonObject { ["id"] = h.Id, ["sha256"] = Convert.ToHexStringLower(h.Hash) })]),
        };
        return new(EntryKind.AccessBatch, editionId, "", [], CanonicalJson.Write(facts), CanonicalJson.Write(content));
    }

    /// <summary>After which event, up to which, and how many; throws <see cref="FormatException"/> for facts that are not those of a batch.</summary>
    public static (long After, long To, int Count) Range(ReadOnlySpan<byte> facts) => Read(facts, o => ((long)o["after"]!, (long)o["to"]!, (int)o["count"]!));

    /// <summary>The first thing wrong with these events, a short sentence that names no person; null when they are the sealed ones.</summary>
    /// <param name="facts">Of the batch, as sealed.</param>
    /// <param name="content">Of the batch, as sealed.</param>
    /// <param name="now">The events of its range as they stand in the log now, in the order of their numbers.</param>
    public static string? FirstWrong(ReadOnlySpan<byte> facts, ReadOnlySpan<byte> content, IReadOnlyList<AccessEvent> now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var whole = Read(facts, o => (string)o["sha256"]!);
        var sealedOnes = Read(content, o => o["events"]!.AsArray().Select(e => ((long)e!["id"]!, Convert.FromHexString((string)e["sha256"]!))).ToList());
        var at = 0;
        foreach (var (id, hash) in sealedOnes)
        {
            if (at == now.Count || now[at].Id > id) return $"Access event {id} is gone.";
            if (now[at].Id < id) return $"Access event {now[at].Id} came in after it was sealed.";
            if (!now[at].Hash().AsSpan().SequenceEqual(hash)) return $"Access event {id} is not the sealed one.";
            at++;
        }
        if (at < now.Count) return $"Access event {now[at].Id} came in after it was sealed.";
        return Over(sealedOnes.Select(e => e.Item2)) == whole ? null : "The facts of the batch do not follow from its content.";
    }

    // One hash over the hashes, one after another.
    private static string Over(IEnumerable<byte[]> hashes)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var hash in hashes) all.AppendData(hash);
        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    private static T Read<T>(ReadOnlySpan<byte> json, Func<JsonObject, T> read)
    {
        try
        {
            return read(JsonNode.Parse(json)!.AsObject());
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new FormatException("This is no batch of access events.", e);
        }
    }
}
