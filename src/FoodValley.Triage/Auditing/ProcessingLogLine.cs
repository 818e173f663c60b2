using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FoodValley.Triage.Auditing;

/// <summary>
/// One line of the Logboek Dataverwerkingen: that data of one data subject were processed. No employee is in it, and the data subject has a pseudonym. The same
/// event always gives the same line, so that a line sent twice is seen to be one. Serves HK-8.4.
/// </summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="Name">What was done: the code of the action.</param>
/// <param name="Organisation">The controller.</param>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC; an event is a moment, so it is the same.</param>
/// <param name="ActivityId">URI of the processing activity in the register.</param>
/// <param name="DataSubjectId">Pseudonym, 64 hexadecimal digits.</param>
public sealed record ProcessingLogLine(string TraceId, string SpanId, string Name, string Organisation, DateTime Start, DateTime End, string ActivityId, string DataSubjectId)
{
    /// <summary>What kind of id the pseudonym is.</summary>
    public const string DataSubjectIdType = "foodvalley-triage-dossier-hmac-sha256";

    /// <summary>Fewest bytes of the key.</summary>
    public const int KeyLength = 32;

    /// <summary>
    /// The line for an event about a dossier. Ids are HMAC-SHA-256 with a key that only the organisation holds: without it nobody gets from a line to a dossier.
    /// Throws <see cref="ArgumentException"/> for an event about none.
    /// </summary>
    public static ProcessingLogLine Of(AccessEvent happened, ProcessingRegister register, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(register);
        if (happened.DossierId is not { } dossier) throw new ArgumentException("Nobody's data were processed.", nameof(happened));
        var span = Keyed(key, string.Create(CultureInfo.InvariantCulture, $"event\n{happened.OrganisationId}\n{happened.Id}\n{happened.At:O}"));
        return new(span[..32], span[32..48], happened.Action, happened.OrganisationId, happened.At, happened.At, register.UriOf(happened.Purpose), Keyed(key, $"dossier\n{happened.OrganisationId}\n{dossier}"));
    }

    /// <summary>Lines as the body of an OTLP/HTTP request in JSON: one resource for each organisation, one span for each line.</summary>
    public static byte[] ToOtlp(IReadOnlyCollection<ProcessingLogLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var resources = lines.GroupBy(l => l.Organisation).OrderBy(g => g.Key, StringComparer.Ordinal).Select(own => new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes(("service.name", "foodvalley-triage"), ("foodvalley.organisation", own.Key)) },
            ["scopeSpans"] = new JsonArray(new JsonObject
            {
                ["scope"] = new JsonObject { ["name"] = "logboek-dataverwerkingen" },
                ["spans"] = new JsonArray([.. own.Select(Span)]),
            }),
        });
        return Encoding.UTF8.GetBytes(new JsonObject { ["resourceSpans"] = new JsonArray([.. resources]) }.ToJsonString());
    }

    private static JsonObject Span(ProcessingLogLine line) => new()
    {
        ["traceId"] = line.TraceId,
        ["spanId"] = line.SpanId,
        ["name"] = line.Name,
        ["kind"] = 1, // internal
        ["startTimeUnixNano"] = Nanoseconds(line.Start),
        ["endTimeUnixNano"] = Nanoseconds(line.End),
        ["attributes"] = Attributes(
            ("dpl.core.processing_activity_id", line.ActivityId), ("dpl.core.data_subject_id", line.DataSubjectId), ("dpl.core.data_subject_id_type", DataSubjectIdType)),
        ["status"] = new JsonObject { ["code"] = 1 }, // ok: what was refused is no processing
    };

    private static JsonArray Attributes(params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        var attributes = new JsonArray();
        foreach (var (key, value) in pairs) attributes.Add((JsonNode)new JsonObject { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = value } });
        return attributes;
    }

    // OTLP writes 64-bit numbers as text.
    private static string Nanoseconds(DateTime utc) => ((utc - DateTime.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture);

    private static string Keyed(ReadOnlySpan<byte> key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
