using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Reporting;

/// <summary>What was written to a file.</summary>
/// <param name="Format">Its form.</param>
/// <param name="Rows">Decisions in it.</param>
/// <param name="Size">Leaves the ledger had.</param>
/// <param name="Sha256">Of the whole file, 64 lower-case hexadecimal digits.</param>
public sealed record Exported(ExportFormat Format, long Rows, long Size, string Sha256);

/// <summary>That something was exported is itself an entry of the ledger: who, filter, count and hash. Serves HK-8c and HK-8.6.</summary>
public static class ExportEntry
{
    /// <summary>Raised by one when a meaning changes.</summary>
    public const int Format = 1;

    /// <summary>The entry. Its facts name nobody; who and why stand in the content.</summary>
    public static Entry Of(Act act, string editionId, string protocolId, ExportFilter filter, Exported exported, string reason)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(exported);
        var facts = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.Export.Code(),
            ["fileFormat"] = exported.Format.Code(),
            ["rows"] = exported.Rows,
            ["size"] = exported.Size,
            ["sha256"] = exported.Sha256,
            ["filter"] = filter.ToJson(),
        };
        var content = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.Export.Code(),
            ["author"] = new JsonObject { ["id"] = act.Who.Id, ["name"] = act.Who.Name, ["role"] = act.Who.Role.Code() },
            ["signedAt"] = ExportFilter.Moment(act.At),
            ["reason"] = reason,
            ["exported"] = facts.DeepClone(),
        };
        return new(EntryKind.Export, editionId, protocolId, [], CanonicalJson.Write(facts), CanonicalJson.Write(content));
    }
}
