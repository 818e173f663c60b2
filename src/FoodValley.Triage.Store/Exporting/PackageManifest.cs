using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;

namespace FoodValley.Triage.Store;

/// <summary>What a package says about itself: <c>manifest.json</c>, canonical JSON, signed over itself without <c>signature</c>. Form: docs/ledger.md.</summary>
internal sealed record PackageManifest(
    string Organisation, DateTime At, string ById, string ByRole, ExportFilter Filter, long Size, long FirstLine, long Lines, long Decisions, long Selected,
    IReadOnlyDictionary<string, string> Hashes, byte[] PublicKey)
{
    public const int Format = 1;
    private const string Algorithm = "ECDSA-P256-SHA256";

    /// <summary>The files whose hash it holds.</summary>
    public static IEnumerable<string> Hashed => PackageFile.Names.Where(n => n != PackageFile.Manifest);

    /// <summary>The bytes of the file.</summary>
    public byte[] Sign(LedgerKey key)
    {
        var json = ToJson();
        json["signature"] = Convert.ToBase64String(key.Sign(CanonicalJson.Write(json)));
        return CanonicalJson.Write(json);
    }

    private JsonObject ToJson() => new()
    {
        ["format"] = Format,
        ["organisation"] = Organisation,
        ["at"] = ExportFilter.Moment(At),
        ["by"] = new JsonObject { ["id"] = ById, ["role"] = ByRole },
        ["filter"] = Filter.ToJson(),
        ["size"] = Size,
        ["lines"] = new JsonObject { ["first"] = FirstLine, ["count"] = Lines },
        ["decisions"] = new JsonObject { ["inPeriod"] = Decisions, ["selected"] = Selected },
        ["files"] = new JsonObject(Hashes.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))),
        ["key"] = new JsonObject { ["algorithm"] = Algorithm, ["public"] = Convert.ToBase64String(PublicKey), ["development"] = LedgerKey.IsOfDevelopment(PublicKey) },
    };

    /// <summary>Reads what <see cref="Sign"/> wrote; throws <see cref="FormatException"/> for one byte otherwise. <c>Signed</c>: the named key signed it.</summary>
    public static (PackageManifest Manifest, bool Signed) Parse(byte[] bytes)
    {
        try
        {
            var json = JsonNode.Parse(bytes)!.AsObject();
            if (!CanonicalJson.Write(json).AsSpan().SequenceEqual(bytes)) throw new FormatException("The manifest is written in exactly one way.");
            if ((int)json["format"]! != Format) throw new FormatException($"Manifest format {json["format"]} is not known here.");
            var signature = Checkpoint.Base64((string)json["signature"]!);
            json.Remove("signature");
            var manifest = new PackageManifest(
                (string)json["organisation"]!,
                DateTime.ParseExact((string)json["at"]!, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                (string)json["by"]!["id"]!, (string)json["by"]!["role"]!, ExportFilter.Parse(json["filter"]!.AsObject()), (long)json["size"]!,
                (long)json["lines"]!["first"]!, (long)json["lines"]!["count"]!, (long)json["decisions"]!["inPeriod"]!, (long)json["decisions"]!["selected"]!,
                json["files"]!.AsObject().ToDictionary(f => f.Key, f => (string)f.Value!, StringComparer.Ordinal),
                Checkpoint.Base64((string)json["key"]!["public"]!));
            if (!manifest.Hashes.Keys.Order(StringComparer.Ordinal).SequenceEqual(Hashed.Order(StringComparer.Ordinal))) throw new FormatException("The manifest names other files.");
            var again = CanonicalJson.Write(manifest.ToJson());
            if (!again.AsSpan().SequenceEqual(CanonicalJson.Write(json))) throw new FormatException("The manifest says something that is not known here.");
            return (manifest, LedgerKey.Signed(manifest.PublicKey, again, signature));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NullReferenceException or OverflowException)
        {
            throw new FormatException("The manifest cannot be read.", e);
        }
    }
}
