using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace FoodValley.Triage.Tests.Remembers.Exporting;

[Norm("HK-8c")]
public sealed class ExportsTests
{
    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    [InlineData(ExportFormat.JsonLines)]
    public async Task Exactly_the_filtered_decisions_are_in_it(ExportFormat format)
    {
        await using var store = await Packages.StoreAsync();
        var file = Path.Combine(store.Folder!, "export");

        Assert.Equal([0L, 1, 3], await NumbersAsync(store, new(), format, file));
        Assert.Equal([1L], await NumbersAsync(store, new() { Outcomes = [Outcome.DoNotShare] }, format, file));
        Assert.Equal([0L, 3], await NumbersAsync(store, new() { Grounds = [LegalGround.StatutoryTask], Safety = false }, format, file));
        Assert.Equal([1L], await NumbersAsync(store, new(Given.Noon.AddMinutes(1), Given.Noon.AddMinutes(3)), format, file));
        Assert.Equal([0L, 1, 3], await NumbersAsync(store, new() { Sectors = [Sector.Government], Deviation = false }, format, file));
        Assert.Equal([], await NumbersAsync(store, new() { Sectors = [Sector.NonGovernment] }, format, file));
        Assert.Equal([], await NumbersAsync(store, new() { Deviation = true }, format, file));
        Assert.Equal([], await NumbersAsync(store, new() { Levels = [Level.Network] }, format, file));
        Assert.Equal([], await NumbersAsync(store, new() { Teams = ["team-ede"] }, format, file));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    private static async Task<List<long>> NumbersAsync(TestStore store, ExportFilter filter, ExportFormat format, string file)
    {
        var exported = await Packages.WriteAsync(store, filter, format, file);
        var numbers = format switch
        {
            ExportFormat.Csv => [.. File.ReadAllText(file).Split("\r\n")[1..^1].Select(l => long.Parse(l.Split(';')[0], CultureInfo.InvariantCulture))],
            ExportFormat.JsonLines => File.ReadAllLines(file).Select(l => (long)JsonNode.Parse(l)!["number"]!).ToList(),
            _ => [.. Cells(file).Skip(1).Select(r => long.Parse(r[0].Text, CultureInfo.InvariantCulture))],
        };
        Assert.Equal(numbers.Count, exported!.Rows);
        return numbers;
    }

    [Fact]
    [Norm("HK-8.6")]
    public async Task An_export_is_an_entry_of_the_ledger_that_says_who_which_filter_how_many_and_the_hash()
    {
        await using var store = await Packages.StoreAsync();
        var file = Path.Combine(store.Folder!, "export.csv");

        var exported = await Packages.WriteAsync(store, new() { Outcomes = [Outcome.DoNotShare] }, ExportFormat.Csv, file);

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)));
        Assert.Equal((1L, 4L, hash), (exported!.Rows, exported.Size, exported.Sha256));
        await using var db = store.Open();
        var entry = db.RecordContents.Single(c => c.OrganisationId == "gemeente-barneveld" && c.Sequence == 4);
        Assert.Equal(EntryKind.Export, Leaf.Parse(db.Leaves.Single(l => l.OrganisationId == "gemeente-barneveld" && l.Sequence == 4).Bytes).Header.Kind);
        Assert.Equal(
            $$$"""{"fileFormat":"csv","filter":{"outcomes":["do-not-share"]},"format":1,"kind":"export","rows":1,"sha256":"{{{hash}}}","size":4}""", Encoding.UTF8.GetString(entry.Facts));
        var content = JsonNode.Parse(entry.Content)!;
        Assert.Equal(("fatima", "Jaarverslag"), ((string?)content["author"]!["id"], (string?)content["reason"]));
        Assert.Single(db.AccessEvents.Where(e => e.PersonId == "fatima" && e.Action == "exported"));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    public async Task Nobody_of_another_organisation_is_in_it_and_nobody_is_named()
    {
        await using var store = await Packages.StoreAsync();
        await Given.SealedAsync(store, await Given.ActAsync(store, "bas"));
        var file = Path.Combine(store.Folder!, "export.jsonl");

        await Packages.WriteAsync(store, new(), ExportFormat.JsonLines, file);

        var text = await File.ReadAllTextAsync(file);
        Assert.DoesNotContain("gemeente-ede", text, StringComparison.Ordinal);
        Assert.DoesNotContain("anne", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Motivering", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_looks_like_a_formula_is_shown_and_not_run()
    {
        var header = new LeafHeader(EntryKind.Decision, "o", 7, Given.Noon, "2026-1", "-2026", [1, 2]);
        string[] tricky = ["=1+1", "+31", "-1", "@x", "\tx", "\rx", "＝x", "a;b", "a\"b", "a\nb", "gewoon"];
        var facts = new JsonObject { ["other-one"] = "=x" };
        string[] names = ["level", "sector", "outcome", "ground", "team", "kind", "consent", "recipientKind", "secrecyWay", "shielded", "threatKind"];
        for (var i = 0; i < tricky.Length; i++) facts[names[i]] = tricky[i];
        facts["items"] = -3;

        var (cells, into) = (new ExportCells(), new System.Buffers.ArrayBufferWriter<byte>());
        cells.Read(header, CanonicalJson.Write(facts));
        ExportCsv.WriteLine(cells, into);
        var line = Encoding.UTF8.GetString(into.WrittenSpan);

        Assert.StartsWith("7;2026-06-01T10:00:00.000Z;2026-1;'-2026;1 2;", line, StringComparison.Ordinal);
        foreach (var shown in new[] { ";'=1+1;", ";'+31;", ";'-1;", ";'@x;", ";'\tx;", ";\"'\rx\";", ";'＝x;", ";\"a;b\";", ";\"a\"\"b\";", ";\"a\nb\";", ";gewoon;", ";-3;" })
            Assert.Contains(shown, line, StringComparison.Ordinal);
        Assert.EndsWith(";\"{\"\"other-one\"\":\"\"=x\"\"}\"\r\n", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_csv_begins_with_the_byte_order_mark_and_one_line_of_names()
    {
        await using var store = await Packages.StoreAsync();
        var file = Path.Combine(store.Folder!, "export.csv");
        await Packages.WriteAsync(store, new() { Levels = [Level.Network] }, ExportFormat.Csv, file);

        var bytes = await File.ReadAllBytesAsync(file);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(string.Join(';', ExportRow.Columns) + "\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public void Every_fact_of_a_decision_has_a_column_of_its_own()
    {
        using var source = new StreamReader(House.Repository.PathOf("src/FoodValley.Triage/Recording/RecordContent.cs"));
        var names = System.Text.RegularExpressions.Regex.Matches(source.ReadToEnd().Split("private static JsonObject Content(")[0], """(?:facts\["|Add\(facts, "|^ {12}\[")(\w+)""", System.Text.RegularExpressions.RegexOptions.Multiline)
            .Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains("toldWhat", names);
        Assert.Equal([], names.Except(ExportRow.Columns));
    }

    [Fact]
    public async Task A_workbook_is_valid_and_its_cells_have_their_types()
    {
        await using var store = await Packages.StoreAsync();
        var file = Path.Combine(store.Folder!, "export.xlsx");
        await Packages.WriteAsync(store, new(), ExportFormat.Xlsx, file);

        AssertValid(file);
        var rows = Cells(file);
        Assert.Equal(ExportRow.Columns, rows[0].Select(c => c.Text));
        var (leaf, held) = (0, ExportRow.Columns.ToList().IndexOf("heldUntil"));
        Assert.Equal(("n", "0"), rows[1][leaf]);
        // 1 July 2026 is the 46204th day of Excel's count.
        Assert.Equal(("d", "46204"), rows[1][held]);
        Assert.Equal(("", ""), rows[2][held]);
    }

    [LibreOfficeFact]
    public async Task LibreOffice_opens_a_workbook_with_the_same_types()
    {
        await using var store = await Packages.StoreAsync();
        var file = Path.Combine(store.Folder!, "export.xlsx");
        await Packages.WriteAsync(store, new(), ExportFormat.Xlsx, file);
        using var office = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            LibreOfficeFactAttribute.Program!, ["--headless", $"-env:UserInstallation=file://{store.Folder}/office", "--convert-to", "fods", "--outdir", store.Folder!, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await office.StandardOutput.ReadToEndAsync();
        await office.WaitForExitAsync();
        Assert.Equal(0, office.ExitCode);

        System.Xml.Linq.XNamespace of = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
        var rows = System.Xml.Linq.XDocument.Load(Path.ChangeExtension(file, "fods")).Descendants(table + "table").First().Descendants(table + "table-row")
            .Select(row => row.Elements(table + "table-cell").SelectMany(cell => Enumerable.Repeat(cell, (int?)cell.Attribute(table + "number-columns-repeated") ?? 1)).Take(ExportRow.Columns.Count).ToList()).ToList();
        string? TypeOf(int row, string column) => (string?)rows[row][ExportRow.Columns.ToList().IndexOf(column)].Attribute(of + "value-type");
        Assert.Equal("string float string string boolean date", string.Join(' ', TypeOf(0, "leaf"), TypeOf(1, "leaf"), TypeOf(1, "time"), TypeOf(1, "level"), TypeOf(1, "safety"), TypeOf(1, "heldUntil")));
        Assert.Equal("2026-07-01", (string?)rows[1][ExportRow.Columns.ToList().IndexOf("heldUntil")].Attribute(of + "date-value"));
        Assert.Null(TypeOf(2, "heldUntil"));
    }

    [Fact]
    public void A_new_sheet_begins_before_the_last_row_and_odd_characters_stay_valid()
    {
        var file = Path.Combine(Path.GetTempPath(), $"triage-{Convert.ToHexStringLower(Chance.Secure.Bytes(6))}.xlsx");
        try
        {
            using (var stream = File.Create(file))
            using (var sheet = new XlsxSheet(stream, "<&\"\u0001\uD800", mostRows: 3))
            {
                for (var i = 0; i < 5; i++) sheet.Add([new(CellKind.Number, "1"), new(CellKind.Truth, "true"), new(CellKind.Text, "=1+1<\u0002\uFFFE\r\n\uD83D\uDE00"), default]);
                sheet.Finish();
            }
            AssertValid(file);
            using var workbook = SpreadsheetDocument.Open(file, false);
            Assert.Equal(["Decisions", "Decisions 2", "Decisions 3", "About"], workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value));
            Assert.Equal([3, 3, 2, 1], workbook.WorkbookPart.Workbook.Sheets.Elements<Sheet>().Select(s => ((WorksheetPart)workbook.WorkbookPart.GetPartById(s.Id!)).Worksheet.Descendants<Row>().Count()));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Package)]
    public async Task An_export_that_is_stopped_after_the_first_rows_leaves_no_file_and_no_entry(ExportFormat format)
    {
        await using var store = await Packages.StoreAsync();
        using var stop = new CancellationTokenSource();
        var there = 0;
        void Told(ExportProgress progress)
        {
            if (progress.Done < 2) return;
            there = Directory.GetFiles(store.Folder!, "export*").Length;
            stop.Cancel();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Packages.WriteAsync(store, new ExportOrder(new(), format), Path.Combine(store.Folder!, "export"), progress: Told, stop: stop.Token));

        // It was being written when it was stopped.
        Assert.Equal(1, there);
        Assert.Equal([], Directory.GetFiles(store.Folder!, "export*"));
        Assert.Equal(4, (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld").Size);
    }

    [Theory]
    [InlineData(ExportFormat.Csv, 1)]
    [InlineData(ExportFormat.Package, 3)]
    public async Task How_far_it_is_goes_up_to_the_last_row(ExportFormat format, int passes)
    {
        await using var store = await Packages.StoreAsync();
        var told = new List<ExportProgress>();
        await Packages.WriteAsync(store, new ExportOrder(new(), format), Path.Combine(store.Folder!, "export"), progress: told.Add);
        Assert.Equal(Enumerable.Range(1, 4 * passes).Select(at => new ExportProgress(at, 4 * passes)), told);
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    [InlineData(ExportFormat.JsonLines)]
    [InlineData(ExportFormat.Package)]
    public async Task A_folder_that_goes_away_halfway_leaves_no_file_and_no_entry(ExportFormat format)
    {
        await using var store = await Packages.StoreAsync();
        var folder = Directory.CreateDirectory(Path.Combine(store.Folder!, "gone")).FullName;

        await Assert.ThrowsAnyAsync<IOException>(() => Packages.WriteAsync(store, new ExportOrder(new(), format), Path.Combine(folder, "export"), progress: Away));

        Assert.False(Directory.Exists(folder));
        Assert.Equal(4, (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld").Size);

        void Away(ExportProgress progress)
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_package_that_would_be_too_large_is_refused_before_it_is()
    {
        await using var store = await Packages.StoreAsync();
        var whole = (await Packages.PackageAsync(store)).Length;
        File.Delete(Path.Combine(store.Folder!, "package.zip"));
        var order = new ExportOrder(new(), ExportFormat.Package);

        await Assert.ThrowsAsync<ExportTooLargeException>(() => Packages.WriteAsync(store, order, Path.Combine(store.Folder!, "export"), largest: whole / 2));

        Assert.Equal([], Directory.GetFiles(store.Folder!, "export*"));
        Assert.NotNull(await Packages.WriteAsync(store, order, Path.Combine(store.Folder!, "export"), largest: 4 * whole));
        Assert.True(new Exports(store.Open(), Chance.Secure).LargestPackage < uint.MaxValue);
    }

    [Fact]
    [Norm("HK-8.6")]
    public async Task Content_goes_along_only_for_a_reason_and_each_line_can_be_checked()
    {
        await using var store = await Packages.StoreAsync();
        var file = Path.Combine(store.Folder!, "export.jsonl");
        await Assert.ThrowsAsync<ArgumentException>(() => Packages.WriteAsync(store, new ExportOrder(new(), ExportFormat.JsonLines, " ", WithContent: true), file));
        await Assert.ThrowsAsync<ArgumentException>(() => Packages.WriteAsync(store, new ExportOrder(new(), ExportFormat.Csv, "x", WithContent: true), file));
        Assert.False(File.Exists(file));

        await Packages.WriteAsync(store, new ExportOrder(new(), ExportFormat.JsonLines, "Vraag van de toezichthouder", WithContent: true), file);

        var lines = File.ReadAllLines(file);
        Assert.Equal(3, lines.Length);
        foreach (var line in lines)
        {
            var row = JsonNode.Parse(line)!;
            Assert.Equal(line, Encoding.UTF8.GetString(CanonicalJson.Write(row)));
            var leaf = Leaf.Parse(CanonicalJson.Write(row["leaf"]));
            Assert.True(Commitment.Holds(leaf.Content, CanonicalJson.Write(row["content"]), Convert.FromHexString((string)row["contentSalt"]!)));
            Assert.True(Commitment.Holds(leaf.Facts, CanonicalJson.Write(row["facts"]), Convert.FromHexString((string)row["salt"]!)));
        }
        await using var db = store.Open();
        var entry = db.RecordContents.Single(c => c.OrganisationId == "gemeente-barneveld" && c.Sequence == 4);
        Assert.True((bool)JsonNode.Parse(entry.Facts)!["withContent"]!);
        Assert.Equal("Vraag van de toezichthouder", (string?)JsonNode.Parse(entry.Content)!["reason"]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_leaves_the_earlier_one_as_it_was()
    {
        await using var store = await Packages.StoreAsync();
        var folder = Directory.CreateDirectory(Path.Combine(store.Folder!, "export")).FullName;
        await Assert.ThrowsAnyAsync<Exception>(() => Packages.WriteAsync(store, new(), ExportFormat.Csv, folder));
        await Assert.ThrowsAnyAsync<IOException>(() => Packages.WriteAsync(store, new(), ExportFormat.Csv, Path.Combine(folder, "missing", "export.csv")));
        Assert.Equal([], Directory.GetFiles(store.Folder!, "export*"));
    }

    private static void AssertValid(string file)
    {
        using var workbook = SpreadsheetDocument.Open(file, false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(workbook).Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}"));
    }

    private static List<(string Type, string Text)[]> Cells(string file)
    {
        using var workbook = SpreadsheetDocument.Open(file, false);
        var first = workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().First();
        return [.. ((WorksheetPart)workbook.WorkbookPart.GetPartById(first.Id!)).Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(c =>
            (c.DataType?.InnerText ?? (c.StyleIndex?.Value == 1 ? "d" : c.CellValue is null ? "" : "n"), c.InlineString?.InnerText ?? c.CellValue?.Text ?? "")).ToArray())];
    }
}

/// <summary>Needs LibreOffice; without it the test says so and is skipped.</summary>
public sealed class LibreOfficeFactAttribute : FactAttribute
{
    public LibreOfficeFactAttribute()
    {
        if (Program is null) Skip = "LibreOffice (soffice) is not on the path, so nobody opened the workbook with it.";
    }

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "soffice")).FirstOrDefault(File.Exists);
}
