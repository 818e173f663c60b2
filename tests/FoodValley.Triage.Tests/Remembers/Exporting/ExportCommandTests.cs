using System.Globalization;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Commands;
using Microsoft.Extensions.Configuration;

namespace FoodValley.Triage.Tests.Remembers.Exporting;

/// <summary>From the shell: seed, export, verify – with the exit codes that scheduled work goes by.</summary>
public sealed class ExportCommandTests
{
    private static readonly Clock Now = new(new DateTimeOffset(Given.Noon.AddHours(1)));

    private static IConfiguration Settings(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();

    private static async Task<(int Code, string Output, string Error)> RunAsync(Func<TextWriter, TextWriter, Task<int>> command)
    {
        var (output, error) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        return (await command(output, error), output.ToString(), error.ToString());
    }

    private static Task<(int Code, string Output, string Error)> ExportAsync(TestStore store, string file, ExportFormat format = ExportFormat.Package, string organisation = "gemeente-barneveld", IConfiguration? settings = null) =>
        RunAsync((o, e) => ExportCommand.RunAsync(store.Settings, settings ?? Settings(), organisation, new(new(), format), file, o, e, Now));

    private static Task<(int Code, string Output, string Error)> VerifyAsync(TestStore store, params string[] against) =>
        RunAsync((o, e) => VerifyCommand.RunAsync(store.Settings, Settings(), against, null, o, e));

    private static Task<(int Code, string Output, string Error)> VerifyFileAsync(string file, string? key = null, IConfiguration? settings = null, params string[] against) =>
        RunAsync((o, e) => Task.FromResult(VerifyCommand.Package(file, settings ?? Settings(), against, key, o, e)));

    [Fact]
    public async Task Seeded_decisions_verify_and_export_and_the_package_verifies()
    {
        await using var store = TestStore.New();
        Assert.Equal(0, (await RunAsync((o, e) => SeedCommand.RunAsync(store.Settings, 120, 7, o, e, Now))).Code);
        Assert.Equal(0, (await RunAsync((o, e) => SeedCommand.RunAsync(store.Settings, 30, 7, o, e, Now))).Code);
        Assert.Equal(150, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM decisions WHERE Kind = 'decision'"));
        Assert.Equal(5, await store.AskAsync<int>("SELECT COUNT(DISTINCT Level) AS Value FROM decisions"));
        Assert.Equal(7, await store.AskAsync<int>("SELECT COUNT(DISTINCT Outcome) AS Value FROM decisions"));
        Assert.Equal(3, await store.AskAsync<int>("SELECT COUNT(DISTINCT OrganisationId) AS Value FROM decisions"));
        Assert.NotEqual(0, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM exchanges"));
        Assert.Equal(0, (await VerifyAsync(store)).Code);

        var file = Path.Combine(store.Folder!, "p.zip");
        var exported = await ExportAsync(store, file);
        Assert.Equal(0, exported.Code);
        var rows = (long)JsonNode.Parse(exported.Output)!["rows"]!;
        Assert.Equal(await store.AskAsync<long>("SELECT COUNT(*) AS Value FROM decisions WHERE Kind = 'decision' AND OrganisationId = 'gemeente-barneveld'"), rows);
        var verified = await VerifyFileAsync(file);
        Assert.Equal(0, verified.Code);
        Assert.Equal(rows, (long)JsonNode.Parse(verified.Output)!["selected"]!);
        Assert.Contains("development key", verified.Error, StringComparison.Ordinal);
        Assert.All(await Packages.SecondAsync([await File.ReadAllBytesAsync(file)]), v => Assert.True(v.Ok, v.Kind));
    }

    [Fact]
    public async Task A_real_database_is_not_seeded_and_without_a_key_nothing_is_signed()
    {
        await using var store = await Packages.StoreAsync();
        await store.SqlAsync("DELETE FROM store_marks");
        var file = Path.Combine(store.Folder!, "p.zip");
        Assert.Equal(3, (await RunAsync((o, e) => SeedCommand.RunAsync(store.Settings, 1, 1, o, e, Now))).Code);
        Assert.Equal((3, false), ((await ExportAsync(store, file)).Code, File.Exists(file)));
        Assert.Equal(0, (await ExportAsync(store, file, ExportFormat.Csv)).Code);
    }

    [Fact]
    public async Task The_key_file_of_the_operator_signs_and_another_key_is_found()
    {
        await using var store = await Packages.StoreAsync();
        var (file, pem, other) = (Path.Combine(store.Folder!, "p.zip"), Path.Combine(store.Folder!, "k.pem"), Path.Combine(store.Folder!, "o.pem"));
        foreach (var name in new[] { pem, other })
        {
            using var made = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            await File.WriteAllTextAsync(name, made.ExportPkcs8PrivateKeyPem());
        }
        Assert.Equal(0, (await ExportAsync(store, file, settings: Settings(("Ledger:KeyFile", pem)))).Code);

        Assert.Equal((0, true), await Trusted(await VerifyFileAsync(file, pem)));
        Assert.Equal((0, true), await Trusted(await VerifyFileAsync(file, settings: Settings(("Ledger:KeyFile", pem)))));
        Assert.Equal((0, false), await Trusted(await VerifyFileAsync(file)));
        Assert.Equal(1, (await VerifyFileAsync(file, other)).Code);
        Assert.Equal(3, (await VerifyFileAsync(file, Path.Combine(store.Folder!, "none.pem"))).Code);
        Assert.Equal(3, (await VerifyFileAsync(Path.Combine(store.Folder!, "none.zip"))).Code);
        Assert.Equal(3, (await ExportAsync(store, file, settings: Settings(("Ledger:KeyFile", file)))).Code);

        static Task<(int, bool)> Trusted((int Code, string Output, string Error) run) => Task.FromResult((run.Code, (bool)JsonNode.Parse(run.Output)!["trustedKey"]!));
    }

    [Fact]
    public async Task Wrong_usage_and_files_that_cannot_be_written_have_their_exit_codes()
    {
        await using var store = await Packages.StoreAsync();
        Assert.Equal(2, (await ExportAsync(store, Path.Combine(store.Folder!, "x"), organisation: "nobody")).Code);
        Assert.Equal(3, (await ExportAsync(store, Path.Combine(store.Folder!, "missing", "x"))).Code);
        Assert.Null(ExportCommand.Filter("1-1-2026", null, [], [], [], [], [], [], null, null, out _));
        Assert.Null(ExportCommand.Filter("2026-02-01", "2026-01-01", [], [], [], [], [], [], null, null, out _));
        Assert.Null(ExportCommand.Filter(null, null, ["5"], [], [], [], [], [], null, null, out _));
        Assert.Null(ExportCommand.Filter(null, null, [], [], [], ["province"], [], [], null, null, out _));
        Assert.Null(ExportCommand.Filter(null, null, [], [], [], [], [], ["fine"], null, null, out _));
        // 1 July begins two hours earlier in UTC, and the last day counts whole.
        var filter = ExportCommand.Filter("2026-07-01", "2026-07-31", ["2a"], ["share"], [], [], [], [], true, null, out _)!;
        Assert.Equal((new DateTime(2026, 6, 30, 22, 0, 0, DateTimeKind.Utc), new DateTime(2026, 7, 31, 22, 0, 0, DateTimeKind.Utc)), (filter.From, filter.To));
    }

    [Theory]
    [InlineData("UPDATE leaves SET Bytes = CAST(replace(CAST(Bytes AS TEXT), 'T10:01', 'T10:09') AS BLOB) WHERE Sequence = 1", 1, "leaf")]
    [InlineData("cut", 3, "checkpoint")]
    [InlineData("rewritten", null, "checkpoint")]
    [InlineData("", null, "")]
    public async Task A_checkpoint_kept_outside_finds_what_the_database_alone_cannot(string what, int? leaf, string kind)
    {
        await using var store = await Packages.StoreAsync();
        var note = Path.Combine(store.Folder!, "c.txt");
        await using (var db = store.Open())
        {
            using var key = LedgerKey.Development();
            await File.WriteAllBytesAsync(note, (await new Exports(db, Chance.Secure).CheckpointAsync("gemeente-barneveld", key))!);
        }
        await using (var db = store.Open())
        {
            var unlock = "PRAGMA foreign_keys=OFF;" + string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};"));
            var hashes = db.Leaves.Where(l => l.OrganisationId == "gemeente-barneveld").OrderBy(l => l.Sequence).Select(l => l.Hash).ToList();
            if (what == "cut") await store.SqlAsync(unlock + string.Concat(new[] { "decisions", "record_contents", "leaves" }.Select(t => $"DELETE FROM {t} WHERE Sequence = 3 AND OrganisationId = 'gemeente-barneveld';")) + Head(hashes[..3]));
            else if (what == "rewritten")
            {
                var row = db.Leaves.Single(l => l.OrganisationId == "gemeente-barneveld" && l.Sequence == 3);
                var read = Leaf.Parse(row.Bytes);
                var other = (read with { Header = read.Header with { EditionId = "2025-1" } }).ToBytes();
                var hash = MerkleTree.LeafHash(other);
                var id = Copies.IdOf(hash, db.Decisions.Single(d => d.OrganisationId == "gemeente-barneveld" && d.Sequence == 3)).ToString().ToUpperInvariant();
                await store.SqlAsync(unlock + $"UPDATE leaves SET Bytes = x'{Convert.ToHexString(other)}', Hash = x'{Convert.ToHexString(hash)}' WHERE Sequence = 3; UPDATE decisions SET Id = '{id}' WHERE Sequence = 3;" + Head([.. hashes[..3], hash]));
            }
            else if (what.Length > 0) await store.SqlAsync(unlock + what + ";");
        }
        if (what is "cut" or "rewritten") Assert.Equal(0, (await VerifyAsync(store)).Code);

        var (code, output, _) = await VerifyAsync(store, note);

        var line = output.Split('\n').Single(l => l.Contains("\"gemeente-barneveld\"", StringComparison.Ordinal));
        if (kind.Length == 0) Assert.Equal((0, null), (code, JsonNode.Parse(line)!["firstWrong"]));
        else
        {
            var wrong = JsonNode.Parse(line)!["firstWrong"]!;
            Assert.Equal((1, (long?)leaf, kind), (code, (long?)wrong["leaf"], (string?)wrong["kind"]));
        }

        static string Head(List<byte[]> hashes)
        {
            var frontier = hashes.Aggregate(Frontier.Empty, (f, h) => f.Append(h));
            return $"UPDATE ledger_heads SET Size = {frontier.Size}, Frontier = x'{Convert.ToHexString(frontier.ToBytes())}', Root = x'{Convert.ToHexString(frontier.Root())}' WHERE OrganisationId = 'gemeente-barneveld';";
        }
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_or_with_another_byte_is_found()
    {
        await using var store = await Packages.StoreAsync();
        var note = Path.Combine(store.Folder!, "c.txt");
        using var other = Packages.NewKey();
        await using (var db = store.Open()) await File.WriteAllBytesAsync(note, (await new Exports(db, Chance.Secure).CheckpointAsync("gemeente-barneveld", other))!);
        Assert.Equal(1, (await VerifyAsync(store, note)).Code);
        await File.WriteAllTextAsync(note, "no checkpoint");
        Assert.Equal(1, (await VerifyAsync(store, note)).Code);
        Assert.Equal(3, (await VerifyAsync(store, note + "x")).Code);
    }
}
