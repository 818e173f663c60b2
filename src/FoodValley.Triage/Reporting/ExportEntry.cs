using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Reporting;

/// <summary>What is asked for.</summary>
/// <param name="Filter">Which decisions.</param>
/// <param name="Format">In which form.</param>
/// <param name="Reason">Why, as the ledger keeps it; may be empty unless <paramref name="WithContent"/>.</param>
/// <param name="WithContent">With the whole content of each decision, which may name people; as JSON Lines only.</param>
public sealed record ExportOrder(ExportFilter Filter, ExportFormat Format, string Reason = "", bool WithContent = false)
{
    /// <summary>False for content in another form than JSON Lines, or without a reason (HK-8.6).</summary>
    public bool IsSound => !WithContent || (Format == ExportFormat.JsonLines && !string.IsNullOrWhiteSpace(Reason));
}

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
    public static Entry Of(Act act, string editionId, string protocolId, ExportOrder order, Exported exported)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(exported);
        var facts = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.Export.Code(),
            ["fileFormat"] = exported.Format.Code(),
            ["rows"] = exported.Rows,
            ["size"] = exported.Size,
            ["sha256"] = exported.Sha256,
            ["filter"] = order.Filter.ToJson(),
        };
        if (order.WithContent) facts["withContent"] = true;
        var content = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.Export.Code(),
            ["author"] = new JsonObject { ["id"] = act.Who.Id, ["name"] = act.Who.Name, ["role"] = act.Who.Role.Code() },
            ["signedAt"] = ExportFilter.Moment(act.At),
            ["reason"] = order.Reason,
            ["exported"] = facts.DeepClone(),
        };
        return new(EntryKind.Export, editionId, protocolId, [], CanonicalJson.Write(facts), CanonicalJson.Write(content));
    }
}
