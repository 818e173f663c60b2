using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
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

    /// <summary>
    /// A JSON line, canonical: <c>{"facts":{…},"leaf":{…},"number":5,"salt":"…"}</c>, with its line end; facts and salt only where they are shown, before
    /// them <c>"content":{…},"contentSalt":"…"</c> where the content goes along. Leaf, facts and content are the sealed bytes, not written anew. Of a decision
    /// whose facts were destroyed the line holds <paramref name="destroyed"/> instead: the whole leaf that says so (HK-8.3).
    /// </summary>
    public static void WriteLine(
        IBufferWriter<byte> into, long number, ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> facts, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content = default, ReadOnlySpan<byte> contentSalt = default,
        ReadOnlySpan<byte> destroyed = default)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Write("{"u8);
        if (!contentSalt.IsEmpty)
        {
            into.Write("\"content\":"u8);
            into.Write(content);
            into.Write(",\"contentSalt\":\""u8);
            Hex(into, contentSalt);
            into.Write("\","u8);
        }
        if (!destroyed.IsEmpty)
        {
            into.Write("\"destroyed\":"u8);
            into.Write(destroyed);
            into.Write(","u8);
        }
        if (!salt.IsEmpty)
        {
            into.Write("\"facts\":"u8);
            into.Write(facts);
            into.Write(","u8);
        }
        into.Write("\"leaf\":"u8);
        into.Write(leaf);
        into.Write(",\"number\":"u8);
        number.TryFormat(into.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        into.Advance(written);
        if (!salt.IsEmpty)
        {
            into.Write(",\"salt\":\""u8);
            Hex(into, salt);
            into.Write("\""u8);
        }
        into.Write("}\n"u8);
    }

    private static void Hex(IBufferWriter<byte> into, ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, into.GetSpan(2 * bytes.Length), out var written);
        into.Advance(written);
    }
}

/// <summary>
/// The cells of one row, one for each of <see cref="ExportRow.Columns"/>, as UTF-8. Made once and filled again for each row, without a tree of JSON: a million
/// rows pass.
/// </summary>
public sealed class ExportCells
{
    private const int OfLeaf = 5;

    private static readonly int Other = ExportRow.Columns.Count - 1;
    private static readonly Dictionary<string, int> Places = ExportRow.Columns.Select((name, at) => (name, at)).ToDictionary(p => p.name, p => p.at, StringComparer.Ordinal);
    // Facts stand in the order of their names, so the next name is mostly the one behind the last.
    private static readonly (byte[] Name, int At)[] Known =
        [.. ExportRow.Columns.Select((name, at) => (name, at)).Skip(OfLeaf).SkipLast(1).OrderBy(p => p.name, StringComparer.Ordinal).Select(p => (Encoding.UTF8.GetBytes(p.name), p.at))];

    private readonly (CellKind Kind, int From, int Length)[] _cells = new (CellKind, int, int)[ExportRow.Columns.Count];
    private byte[] _text = new byte[2048];
    private int _used;

    /// <summary>How many: as many as there are columns.</summary>
    public int Count => _cells.Length;

    /// <summary>How the cell is shown.</summary>
    public CellKind Kind(int at) => _cells[at].Kind;

    /// <summary>Its text, UTF-8, in one spelling.</summary>
    public ReadOnlySpan<byte> Text(int at) => _text.AsSpan(_cells[at].From, _cells[at].Length);

    /// <summary>The text of the column with this name; null when the cell is empty.</summary>
    public string? TextOf(string name) => Places.TryGetValue(name, out var at) && _cells[at].Kind != CellKind.Empty ? Encoding.UTF8.GetString(Text(at)) : null;

    /// <summary>Bytes of all texts together.</summary>
    public int Length => _used;

    /// <summary>Fills the cells from a leaf and its facts, which are canonical JSON. Throws <see cref="FormatException"/> when they are no JSON object.</summary>
    public void Read(LeafHeader header, ReadOnlySpan<byte> facts)
    {
        ArgumentNullException.ThrowIfNull(header);
        Array.Clear(_cells);
        _used = 0;
        header.Sequence.TryFormat(Room(20), out var written, default, CultureInfo.InvariantCulture);
        Put(0, CellKind.Number, written);
        header.Time.TryFormat(Room(32), out written, ExportFilter.MomentFormat, CultureInfo.InvariantCulture);
        Put(1, CellKind.Text, written);
        PutText(2, header.EditionId);
        PutText(3, header.ProtocolId);
        if (header.Refers.Count > 0) PutText(4, string.Join(' ', header.Refers));
        try
        {
            var reader = new Utf8JsonReader(facts);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("Facts are a JSON object.");
            var next = 0;
            StringBuilder? other = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var from = (int)reader.TokenStartIndex;
                var at = PlaceOf(ref reader, ref next);
                reader.Read();
                if (at >= 0)
                {
                    Value(at, ref reader, facts);
                    continue;
                }
                reader.Skip();
                other = (other ?? new StringBuilder("{")).Append(other is null ? "" : ",").Append(Encoding.UTF8.GetString(facts[from..(int)reader.BytesConsumed]));
            }
            if (other is not null) PutText(Other, other.Append('}').ToString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("These facts cannot be read.", e);
        }
    }

    private static int PlaceOf(ref Utf8JsonReader name, ref int next)
    {
        for (var tried = 0; tried < Known.Length; tried++)
        {
            if (next == Known.Length) next = 0;
            var known = Known[next++];
            if (name.ValueTextEquals(known.Name)) return known.At;
        }
        return -1;
    }

    private void Value(int at, ref Utf8JsonReader value, ReadOnlySpan<byte> facts)
    {
        var from = (int)value.TokenStartIndex;
        switch (value.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Put(at, CellKind.Truth, facts[from..(int)value.BytesConsumed]);
                break;
            case JsonTokenType.Number:
                Put(at, CellKind.Number, value.ValueSpan);
                break;
            case JsonTokenType.String:
                var text = Room(value.ValueSpan.Length);
                var length = value.CopyString(text);
                if (length > 0) Put(at, IsDay(text[..length]) ? CellKind.Day : CellKind.Text, length);
                break;
            default:
                value.Skip();
                Put(at, CellKind.Text, facts[from..(int)value.BytesConsumed]);
                break;
        }
    }

    private Span<byte> Room(int length)
    {
        if (_text.Length - _used < length) Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + length));
        return _text.AsSpan(_used);
    }

    private void Put(int at, CellKind kind, int length)
    {
        _cells[at] = (kind, _used, length);
        _used += length;
    }

    private void Put(int at, CellKind kind, ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Put(at, kind, text.Length);
    }

    private void PutText(int at, string text)
    {
        if (text.Length == 0) return;
        var room = Room(3 * text.Length);
        var length = Encoding.UTF8.GetBytes(text, room);
        Put(at, IsDay(room[..length]) ? CellKind.Day : CellKind.Text, length);
    }

    private static bool IsDay(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && DateOnly.TryParseExact(Encoding.UTF8.GetString(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1901;
}

/// <summary>The spelling of a CSV: <c>;</c> between cells, lines end with CRLF, nothing that a spreadsheet takes for a formula (docs/ledger.md).</summary>
public static class ExportCsv
{
    /// <summary>The byte order mark and the one line of column names.</summary>
    public static string Head => "\uFEFF" + string.Join(';', ExportRow.Columns) + "\r\n";

    /// <summary>One line, with its end.</summary>
    public static void WriteLine(ExportCells cells, IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(into);
        // Every byte doubled, and three more for a cell, is the most it can become.
        var line = into.GetSpan((2 * cells.Length) + (4 * cells.Count) + 2);
        var at = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) line[at++] = (byte)';';
            var text = cells.Text(i);
            if (text.IsEmpty) continue;
            var quoted = text.IndexOfAny(Apart) >= 0;
            if (quoted) line[at++] = (byte)'"';
            // A text that begins like a formula gets an apostrophe: a spreadsheet then shows it and runs nothing.
            if (cells.Kind(i) == CellKind.Text && BeginsFormula(text)) line[at++] = (byte)'\'';
            if (!quoted)
            {
                text.CopyTo(line[at..]);
                at += text.Length;
                continue;
            }
            foreach (var b in text)
            {
                if (b == '"') line[at++] = b;
                line[at++] = b;
            }
            line[at++] = (byte)'"';
        }
        line[at++] = (byte)'\r';
        line[at++] = (byte)'\n';
        into.Advance(at);
    }

    private static readonly SearchValues<byte> Apart = SearchValues.Create(";\"\r\n"u8);

    private static bool BeginsFormula(ReadOnlySpan<byte> text) =>
        text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\n'
        // The wide signs count too: some spreadsheets read them as the narrow ones.
        || text.StartsWith("＝"u8) || text.StartsWith("＋"u8) || text.StartsWith("－"u8) || text.StartsWith("＠"u8);
}
