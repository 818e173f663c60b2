using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using FoodValley.Triage.Reporting;

namespace FoodValley.Triage.Store;

/// <summary>
/// A workbook written row by row: the sheet's XML goes straight into its ZIP entry, so that a million rows need no more memory than ten. The Open XML SDK
/// keeps the whole document instead (docs/speed.md). A new sheet begins before Excel's last row.
/// </summary>
internal sealed class XlsxSheet : IDisposable
{
    /// <summary>Rows of a sheet, with its head: one less than Excel's.</summary>
    public const int MostRows = 1_048_575;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ZipArchive _zip;
    private readonly string _note;
    private readonly int _mostRows;
    private readonly ArrayBufferWriter<byte> _text = new(1 << 17);
    private Stream? _sheet;
    private int _sheets;
    private int _row;

    /// <summary>Begins; <paramref name="note"/> is said on a sheet of its own.</summary>
    public XlsxSheet(Stream into, string note, int mostRows = MostRows)
    {
        (_zip, _note, _mostRows) = (new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true), note, mostRows);
        Begin();
    }

    public void Add(ExportCells cells)
    {
        BeginRow();
        for (var at = 0; at < cells.Count; at++) Write(cells.Kind(at), cells.Text(at));
        EndRow();
    }

    public void Add(IReadOnlyList<ExportCell> cells)
    {
        BeginRow();
        foreach (var cell in cells) Write(cell.Kind, Utf8.GetBytes(cell.Text ?? ""));
        EndRow();
    }

    private void BeginRow()
    {
        if (_row >= _mostRows)
        {
            End();
            Begin();
        }
        _text.Write("<row>"u8);
    }

    private void EndRow()
    {
        _text.Write("</row>"u8);
        _row++;
        if (_text.WrittenCount > 1 << 16) Flush();
    }

    private void Flush()
    {
        _sheet!.Write(_text.WrittenSpan);
        _text.ResetWrittenCount();
    }

    /// <summary>Writes what the sheets hang on. Without it the file is no workbook.</summary>
    public void Finish()
    {
        End();
        Part("xl/worksheets/about.xml", $"<worksheet xmlns=\"{Main}\"><sheetData><row><c t=\"inlineStr\"><is><t>{Escape(_note)}</t></is></c></row></sheetData></worksheet>");
        var names = Enumerable.Range(1, _sheets).ToList();
        Part("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>" +
            string.Concat(names.Select(n => Invariant($"<sheet name=\"{(n == 1 ? "Decisions" : $"Decisions {n}")}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))) +
            Invariant($"<sheet name=\"About\" sheetId=\"{_sheets + 1}\" r:id=\"r{_sheets + 1}\"/></sheets></workbook>"));
        Part("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Package}\">" +
            string.Concat(names.Select(n => Invariant($"<Relationship Id=\"r{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))) +
            Invariant($"<Relationship Id=\"r{_sheets + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/about.xml\"/><Relationship Id=\"styles\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>"));
        Part("xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>" +
            "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        Part("_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Part("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
            $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{type}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{type}styles+xml\"/>" +
            $"<Override PartName=\"/xl/worksheets/about.xml\" ContentType=\"{type}worksheet+xml\"/>" +
            string.Concat(names.Select(n => Invariant($"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{type}worksheet+xml\"/>"))) + "</Types>");
    }

    public void Dispose()
    {
        _sheet?.Dispose();
        _zip.Dispose();
    }

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    private void Begin()
    {
        _sheets++;
        _sheet = _zip.CreateEntry(Invariant($"xl/worksheets/sheet{_sheets}.xml"), CompressionLevel.Fastest).Open();
        _text.Write(Utf8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"{Main}\"><sheetData>"));
        _row = 0;
        Add([.. ExportRow.Columns.Select(c => new ExportCell(CellKind.Text, c))]);
    }

    private void End()
    {
        _text.Write("</sheetData></worksheet>"u8);
        Flush();
        _sheet!.Dispose();
        _sheet = null;
    }

    private void Write(CellKind kind, ReadOnlySpan<byte> text)
    {
        switch (kind)
        {
            case CellKind.Empty:
                _text.Write("<c/>"u8);
                break;
            case CellKind.Number:
                _text.Write("<c><v>"u8);
                _text.Write(text);
                _text.Write("</v></c>"u8);
                break;
            case CellKind.Truth:
                _text.Write(text.SequenceEqual("true"u8) ? "<c t=\"b\"><v>1</v></c>"u8 : "<c t=\"b\"><v>0</v></c>"u8);
                break;
            case CellKind.Day:
                _text.Write("<c s=\"1\"><v>"u8);
                _text.Write(Utf8.GetBytes(Serial(Utf8.GetString(text))));
                _text.Write("</v></c>"u8);
                break;
            case CellKind.Text:
                _text.Write("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
                if (text.Length <= LongestText && text.IndexOfAnyExcept(AsItIs) < 0) _text.Write(text);
                else _text.Write(Utf8.GetBytes(Escape(Utf8.GetString(text))));
                _text.Write("</t></is></c>"u8);
                break;
        }
    }

    private const int LongestText = 32767;
    private static readonly SearchValues<byte> AsItIs = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Where(c => !"<>&\""u8.Contains(c))]);

    // Days since 30 December 1899: Excel's own count from March 1900 on.
    private static string Serial(string day) =>
        (DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture);

    // A text is a text here: nothing in it is a formula. Characters that XML has no place for become the replacement character.
    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && text.AsSpan().IndexOfAny("<>&\"") < 0) return text.Length <= LongestText ? text : text[..LongestText];
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text[..Math.Min(text.Length, LongestText)].EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '<': safe.Append("&lt;"); break;
                case '>': safe.Append("&gt;"); break;
                case '&': safe.Append("&amp;"); break;
                case '"': safe.Append("&quot;"); break;
                case '\t' or '\n': safe.Append((char)rune.Value); break;
                case '\r': safe.Append("&#13;"); break;
                case < ' ' or 0xFFFE or 0xFFFF: safe.Append('\uFFFD'); break;
                default: safe.Append(rune.ToString()); break;
            }
        }
        return safe.ToString();
    }

    private void Part(string name, string xml)
    {
        using var part = new StreamWriter(_zip.CreateEntry(name, CompressionLevel.Fastest).Open(), Utf8);
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
