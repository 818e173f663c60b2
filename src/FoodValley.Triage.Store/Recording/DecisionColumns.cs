using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Store;

/// <summary>What a decision is searched and listed by: copies of what its facts say.</summary>
/// <param name="Level">Fact <c>level</c>.</param>
/// <param name="Outcome">Fact <c>outcome</c>.</param>
/// <param name="Sector">Fact <c>sector</c>.</param>
/// <param name="Ground">Fact <c>ground</c>.</param>
/// <param name="DossierId">The dossier; never part of what is sealed at level 1 (decision matrix, ambiguity 20).</param>
/// <param name="HeldUntil">For a decision on hold: look again on this day. Fact <c>heldUntil</c>, where the facts have it.</param>
/// <param name="MomentTo">Last day on which sharing may happen (HK-3e). Fact <c>momentTo</c>, where the facts have it.</param>
/// <param name="RefersTo">The record that this one replaces; its leaf number must stand among the entry's <c>Refers</c>.</param>
public sealed record DecisionColumns(
    Level Level, Outcome Outcome, Sector Sector, LegalGround Ground, Guid? DossierId = null, DateOnly? HeldUntil = null, DateOnly? MomentTo = null, Guid? RefersTo = null)
{
    /// <summary>True under the safety exception (HK-6). Fact <c>safety</c>.</summary>
    public bool Safety { get; init; }

    /// <summary>Made at once: the working day by which the rest must be there. Fact <c>completeBy</c>, where the facts have it.</summary>
    public DateOnly? CompleteBy { get; init; }
}

/// <summary>Compares the copies with what was sealed: the same check when sealing and when verifying.</summary>
internal static class Copies
{
    /// <summary>
    /// The id of a record follows from its leaf and from every column of its row, so that a changed column no longer fits its id.
    /// Unguessable, because the leaf holds commitments with secret salts. A UUID of version 8 (RFC 9562).
    /// </summary>
    public static Guid IdOf(byte[] leafHash, DecisionRow row)
    {
        var columns = new JsonObject
        {
            ["organisation"] = row.OrganisationId,
            ["team"] = row.TeamId,
            ["author"] = row.AuthorId,
            ["dossier"] = row.DossierId?.ToString("D"),
            ["sequence"] = row.Sequence,
            ["kind"] = row.Kind,
            ["level"] = row.Level,
            ["outcome"] = row.Outcome,
            ["sector"] = row.Sector,
            ["ground"] = row.Ground,
            ["signed"] = row.Signed.ToString("O", CultureInfo.InvariantCulture),
            ["heldUntil"] = row.HeldUntil?.ToString("O", CultureInfo.InvariantCulture),
            ["momentTo"] = row.MomentTo?.ToString("O", CultureInfo.InvariantCulture),
            ["refersTo"] = row.RefersTo?.ToString("D"),
        };
        // Only where they say something: the ids of records from before these columns stay what they are.
        if (row.Safety) columns["safety"] = true;
        if (row.CompleteBy is { } by) columns["completeBy"] = by.ToString("O", CultureInfo.InvariantCulture);
        Span<byte> hash = SHA256.HashData([.. leafHash, .. CanonicalJson.Write(columns)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Names the first copy that says something else than the facts, or that the facts do not hold; null when all agree.</summary>
    public static string? Difference(ReadOnlySpan<byte> facts, DecisionRow row)
    {
        Span<bool> seen = stackalloc bool[5];
        var reader = new Utf8JsonReader(facts);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "facts are no object";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("level"u8)) { reader.Read(); if (!Same(ref reader, row.Level)) return "level"; seen[0] = true; }
            else if (reader.ValueTextEquals("outcome"u8)) { reader.Read(); if (!Same(ref reader, row.Outcome)) return "outcome"; seen[1] = true; }
            else if (reader.ValueTextEquals("sector"u8)) { reader.Read(); if (!Same(ref reader, row.Sector)) return "sector"; seen[2] = true; }
            else if (reader.ValueTextEquals("ground"u8)) { reader.Read(); if (!Same(ref reader, row.Ground)) return "ground"; seen[3] = true; }
            else if (reader.ValueTextEquals("heldUntil"u8)) { reader.Read(); if (!SameDay(ref reader, row.HeldUntil)) return "heldUntil"; }
            else if (reader.ValueTextEquals("safety"u8)) { reader.Read(); if (reader.TokenType != (row.Safety ? JsonTokenType.True : JsonTokenType.False)) return "safety"; }
            else if (reader.ValueTextEquals("completeBy"u8)) { reader.Read(); if (!SameDay(ref reader, row.CompleteBy)) return "completeBy"; seen[4] = true; }
            else if (reader.ValueTextEquals("momentTo"u8)) { reader.Read(); if (!SameDay(ref reader, row.MomentTo)) return "momentTo"; }
            else { reader.Read(); reader.Skip(); }
        }
        return !seen[0] ? "level" : !seen[1] ? "outcome" : !seen[2] ? "sector" : !seen[3] ? "ground" : row.CompleteBy is not null && !seen[4] ? "completeBy" : null;
    }

    /// <summary>When and how something went, as the facts of an exchange say it; null when they do not.</summary>
    public static (DateTime SentAt, string How)? Sent(byte[] facts)
    {
        if (JsonNode.Parse(facts) is not JsonObject said || (string?)said["sentAt"] is not { } at || Coded.Parse<ExchangeWay>((string?)said["how"]) is not { } how
            || !DateTime.TryParseExact(at, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var sent)) return null;
        return (sent, how.Code());
    }

    /// <summary>
    /// Names the first copy of an exchange that says something else than its leaf and facts; null when all agree. A leaf that is no exchange has no
    /// such copy. Facts that were destroyed lawfully are null and say nothing.
    /// </summary>
    public static string? Difference(ExchangeRow? row, Leaf leaf, byte[]? facts)
    {
        if (leaf.Header.Kind != EntryKind.Exchange) return row is null ? null : "kind";
        if (row is null) return "missing";
        if (leaf.Header.Refers is not [var decision, ..] || decision != row.DecisionSequence) return "decision";
        if (facts is null) return null;
        return Sent(facts) is not { } sent ? "sentAt" : sent.SentAt != row.SentAt ? "sentAt" : sent.How != row.How ? "how" : null;
    }

    /// <summary>
    /// Names the first copy of this row that says something else than its leaf, facts and content; null when all agree. Facts and content that were
    /// destroyed lawfully are null and say nothing.
    /// </summary>
    public static string? Difference(DecisionRow row, Leaf leaf, byte[] leafHash, byte[]? facts, byte[]? content)
    {
        if (row.Kind != leaf.Header.Kind.Code()) return "kind";
        if (row.Signed != leaf.Header.Time) return "signed";
        if (facts is not null && row.Kind == DecisionKind && Difference(facts, row) is { } difference) return difference;
        if (facts is not null && OtherSigner(facts, row.AuthorId, row.TeamId) is { } inFacts) return inFacts;
        if (content is not null && OtherSigner(content, row.AuthorId, row.TeamId) is { } inContent) return inContent;
        return row.Id == IdOf(leafHash, row) ? null : "id";
    }

    /// <summary>Names what of the signer, <c>author</c> or <c>team</c>, facts or content name otherwise: an id, or an object with one. Null when all they name agrees.</summary>
    public static string? OtherSigner(ReadOnlySpan<byte> json, string author, string team)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "signer";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, id) = reader.ValueTextEquals("author"u8) ? ("author", author) : reader.ValueTextEquals("team"u8) ? ("team", team) : (null, "");
            reader.Read();
            if (name is null) reader.Skip();
            else if (!Names(ref reader, id)) return name;
        }
        return null;
    }

    private static bool Names(ref Utf8JsonReader reader, string id)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return Same(ref reader, id);
        var same = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (isId) same = Same(ref reader, id);
            reader.Skip();
        }
        return same;
    }

    private static readonly string DecisionKind = EntryKind.Decision.Code();

    private static bool Same(ref Utf8JsonReader reader, string text) => reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(text);

    private static bool SameDay(ref Utf8JsonReader reader, DateOnly? day) => day is null
        ? reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8))
        : reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
