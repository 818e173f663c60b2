using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;

namespace FoodValley.Triage.Reporting;

/// <summary>What stands in one cell of a table.</summary>
/// <param name="Kind">How a sheet shows it.</param>
/// <param name="Text">As text, in one spelling.</param>
public readonly record struct ExportCell(CellKind Kind, string Text);

/// <summary>How a sheet shows a cell.</summary>
public enum CellKind
{
    /// <summary>Nothing.</summary>
    [Code("empty")] Empty,
    /// <summary>Text.</summary>
    [Code("text")] Text,
    /// <summary>A number.</summary>
    [Code("number")] Number,
    /// <summary>True or false.</summary>
    [Code("truth")] Truth,
    /// <summary>A day, yyyy-MM-dd.</summary>
    [Code("day")] Day,
}

/// <summary>A leaf with the facts it commits to, where they are shown: what a row of an export is made of. Serves HK-8c.</summary>
public static class ExportRow
{
    /// <summary>
    /// The columns of a table, in order: what the leaf says, then every fact of a decision by its own name, and last what this program does not know by
    /// name, as JSON.
    /// </summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "leaf", "time", "edition", "protocol", "refers",
        "format", "kind", "level", "sector", "outcome", "ground", "safety", "team", "deviation", "extraItems", "items", "warnings", "otherCapacity", "protocolMissing", "signed",
        "planAgreement", "consent", "clientPassesOn", "safetyTiming", "completeBy", "threatKind", "informWhen", "informReviewOn", "shielded", "recordedAfterwards", "funding",
        "fundingContent", "participants", "toldThat", "toldWhat", "everythingToEverybody", "recipientKind", "notSharingReason", "heldUntil", "momentFrom", "momentTo", "specialData",
        "criminalData", "secrecyWay", "consentIncomplete", "informed", "talked",
        "other",
    ];

    private const int OfLeaf = 5;

    private static readonly Dictionary<string, int> Places = Columns.Select((name, at) => (name, at)).Skip(OfLeaf).SkipLast(1).ToDictionary(p => p.name, p => p.at, StringComparer.Ordinal);

    /// <summary>
    /// A JSON line, canonical: <c>{"facts":{…},"leaf":{…},"number":5,"salt":"…"}</c>, without line end; facts and salt only where they are shown.
    /// Leaf and facts are the sealed bytes, not written anew. Of a decision whose facts were destroyed the line holds <paramref name="destroyed"/> instead:
    /// the whole leaf that says so (HK-8.3).
    /// </summary>
    public static void WriteLine(Stream into, long number, ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> facts, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> destroyed = default)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (!destroyed.IsEmpty)
        {
            into.Write("{\"destroyed\":"u8);
            into.Write(destroyed);
            into.Write(",\"leaf\":"u8);
        }
        else if (salt.IsEmpty) into.Write("{\"leaf\":"u8);
        else
        {
            into.Write("{\"facts\":"u8);
            into.Write(facts);
            into.Write(",\"leaf\":"u8);
        }
        into.Write(leaf);
        into.Write(",\"number\":"u8);
        into.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        if (!salt.IsEmpty)
        {
            into.Write(",\"salt\":\""u8);
            into.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(salt)));
            into.Write("\""u8);
        }
        into.Write("}"u8);
    }

    /// <summary>One cell for each of <see cref="Columns"/>.</summary>
    public static ExportCell[] Cells(LeafHeader header, JsonObject facts)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(facts);
        var cells = new ExportCell[Columns.Count];
        cells[0] = new(CellKind.Number, header.Sequence.ToString(CultureInfo.InvariantCulture));
        cells[1] = new(CellKind.Text, ExportFilter.Moment(header.Time));
        cells[2] = Cell(JsonValue.Create(header.EditionId));
        cells[3] = Cell(JsonValue.Create(header.ProtocolId));
        cells[4] = Cell(JsonValue.Create(string.Join(' ', header.Refers)));
        JsonObject? other = null;
        foreach (var (name, value) in facts)
        {
            if (Places.TryGetValue(name, out var at)) cells[at] = Cell(value);
            else (other ??= [])[name] = value?.DeepClone();
        }
        if (other is not null) cells[^1] = Cell(other);
        return cells;
    }

    private static ExportCell Cell(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => default,
        JsonValueKind.True => new(CellKind.Truth, "true"),
        JsonValueKind.False => new(CellKind.Truth, "false"),
        JsonValueKind.Number => new(CellKind.Number, Encoding.UTF8.GetString(CanonicalJson.Write(value))),
        JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? new(IsDay(text) ? CellKind.Day : CellKind.Text, text) : default,
        _ => new(CellKind.Text, Encoding.UTF8.GetString(CanonicalJson.Write(value))),
    };

    private static bool IsDay(string text) =>
        text.Length == 10 && text[4] == '-' && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1901;
}

/// <summary>The spelling of a CSV: <c>;</c> between cells, lines end with CRLF, nothing that a spreadsheet takes for a formula (docs/ledger.md).</summary>
public static class ExportCsv
{
    /// <summary>The byte order mark and the one line of column names.</summary>
    public static string Head => "\uFEFF" + string.Join(';', ExportRow.Columns) + "\r\n";

    /// <summary>One line, with its end.</summary>
    public static string Line(IReadOnlyList<ExportCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var line = new StringBuilder(256);
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) line.Append(';');
            Append(line, cells[i]);
        }
        return line.Append("\r\n").ToString();
    }

    // The wide signs count too: some spreadsheets read them as the narrow ones.
    private const string Begins = "=+-@\t\r\n＝＋－＠";

    private static void Append(StringBuilder line, ExportCell cell)
    {
        var text = cell.Text;
        if (string.IsNullOrEmpty(text)) return;
        // A text that begins like a formula gets an apostrophe: a spreadsheet then shows it and runs nothing.
        if (cell.Kind == CellKind.Text && Begins.Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        if (text.AsSpan().IndexOfAny(";\"\r\n") < 0) line.Append(text);
        else line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
