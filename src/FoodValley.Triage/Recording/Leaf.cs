using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FoodValley.Triage.Recording;

/// <summary>What a leaf says openly. Holds nothing about a person.</summary>
/// <param name="Kind">What the leaf is about.</param>
/// <param name="OrganisationId">Whose ledger.</param>
/// <param name="Sequence">Place in the ledger, from 0: the leaf index of RFC 9162.</param>
/// <param name="Time">UTC, in whole milliseconds.</param>
/// <param name="EditionId">Edition of the rules.</param>
/// <param name="ProtocolId">Version of the organisation's protocol; empty when it had none (HK-0a).</param>
/// <param name="Refers">Earlier leaves of the same ledger that this one speaks of.</param>
public sealed record LeafHeader(
    EntryKind Kind, string OrganisationId, long Sequence, DateTime Time, string EditionId, string ProtocolId, IReadOnlyList<long> Refers);

/// <summary>
/// One line of a ledger: header and two commitments. Never changes and never goes, also when facts and content are destroyed. Serves IU-ALG-6.
/// </summary>
/// <param name="Header">What it says openly.</param>
/// <param name="Facts">Commitment to the facts, 32 bytes.</param>
/// <param name="Content">Commitment to the content, 32 bytes.</param>
public sealed record Leaf(LeafHeader Header, byte[] Facts, byte[] Content)
{
    /// <summary>Raised by one when the meaning of a member changes.</summary>
    public const int Format = 1;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The leaf's time for this moment: whole milliseconds, the rest cut off.</summary>
    public static DateTime TimeOf(DateTime utc) => DateTime.SpecifyKind(new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond)), DateTimeKind.Utc);

    /// <summary>The bytes that are hashed and kept: canonical JSON. Throws <see cref="ArgumentException"/> when the time is not UTC in whole milliseconds.</summary>
    public byte[] ToBytes()
    {
        if (Header.Time.Kind != DateTimeKind.Utc || Header.Time.Ticks % TimeSpan.TicksPerMillisecond != 0)
            throw new ArgumentException("The time of a leaf is UTC in whole milliseconds.");
        return CanonicalJson.Write(new JsonObject
        {
            ["format"] = Format,
            ["kind"] = Header.Kind.Code(),
            ["organisation"] = Header.OrganisationId,
            ["sequence"] = Header.Sequence,
            ["time"] = Header.Time.ToString(TimeFormat, CultureInfo.InvariantCulture),
            ["edition"] = Header.EditionId,
            ["protocol"] = Header.ProtocolId,
            ["refers"] = new JsonArray([.. Header.Refers.Select(r => JsonValue.Create(r))]),
            ["facts"] = Convert.ToHexStringLower(Facts),
            ["content"] = Convert.ToHexStringLower(Content),
        });
    }

    /// <summary>Reads exactly what <see cref="ToBytes"/> wrote; throws <see cref="FormatException"/> for one byte more, less or otherwise.</summary>
    public static Leaf Parse(ReadOnlySpan<byte> bytes)
    {
        // Leaves hold ids and codes in plain letters: those are read where they stand. Anything else is judged below.
        if (LeafReader.Read(bytes) is { } plain) return plain;
        Leaf leaf;
        try
        {
            var o = JsonNode.Parse(bytes)!.AsObject();
            if ((int)o["format"]! != Format) throw new FormatException($"Leaf format {o["format"]} is not known here.");
            leaf = new Leaf(
                new LeafHeader(
                    Coded.Parse<EntryKind>((string?)o["kind"]) ?? throw new FormatException($"Leaf kind {o["kind"]} is not known here."),
                    Text(o, "organisation"),
                    (long)o["sequence"]!,
                    DateTime.ParseExact(Text(o, "time"), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                    Text(o, "edition"),
                    Text(o, "protocol"),
                    [.. o["refers"]!.AsArray().Select(r => (long)r!)]),
                Convert.FromHexString(Text(o, "facts")),
                Convert.FromHexString(Text(o, "content")));
            if (!leaf.ToBytes().AsSpan().SequenceEqual(bytes)) throw new FormatException("A leaf is written in exactly one way.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            throw new FormatException("These bytes are no leaf.", e);
        }
        return leaf;
    }

    private static string Text(JsonObject o, string name) => (string?)o[name] ?? throw new FormatException($"The leaf has no {name}.");
}
