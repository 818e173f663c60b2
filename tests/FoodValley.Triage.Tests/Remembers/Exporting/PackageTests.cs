using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Tests.Remembers.Exporting;

/// <summary>A package in the hands of a stranger: what was changed is found, by our verifier and by another one.</summary>
[Norm("HK-8c")]
public sealed class PackageTests
{
    [Fact]
    public async Task Both_verifiers_find_a_package_good_and_count_the_same()
    {
        await using var store = await Packages.StoreAsync();
        var (whole, part) = (await Packages.PackageAsync(store), await Packages.PackageAsync(store, new() { Outcomes = [Outcome.Share] }));

        var verdict = Packages.Verdict(whole);

        Assert.True(verdict.Ledger.Ok, verdict.Ledger.FirstWrong?.Reason);
        Assert.Equal(("gemeente-barneveld", 4L, 3L, 3L, true), (verdict.Ledger.Organisation, verdict.Ledger.Size, verdict.Decisions, verdict.Selected, verdict.Development));
        var filtered = Packages.Verdict(part);
        Assert.True(filtered.Ledger.Ok, filtered.Ledger.FirstWrong?.Reason);
        // The first package is a leaf of the ledger by now; the filter leaves one decision out, and the reader sees that.
        Assert.Equal((5L, 3L, 2L), (filtered.Ledger.Size, filtered.Decisions, filtered.Selected));
        Assert.All(await Packages.SecondAsync([whole, part]), v => Assert.True(v.Ok, v.Kind));
    }

    [Fact]
    public async Task Sector_deviation_and_state_of_review_are_filters_that_both_verifiers_know()
    {
        await using var store = await Packages.StoreAsync();
        await store.SqlAsync("INSERT INTO review_settings (OrganisationId, LotKey, Percentage, Term, UpTo) VALUES ('gemeente-barneveld', randomblob(32), 100, 10, 0)");
        var open = await Packages.PackageAsync(store, new() { Sectors = [Sector.Government], Deviation = false, Reviews = [FoodValley.Triage.Reviewing.ReviewState.Open] });
        var agreed = await Packages.PackageAsync(store, new() { Reviews = [FoodValley.Triage.Reviewing.ReviewState.Agreed] });
        var forged = Packages.Forged(open, _ => { }, manifest => manifest["filter"]!["sectors"] = new JsonArray("non-government"));

        // Every decision is drawn, and nobody reviewed one yet.
        Assert.Equal((true, 3L, 3L), (Packages.Verdict(open).Ledger.Ok, Packages.Verdict(open).Selected, Packages.Verdict(open).Decisions));
        Assert.Equal((true, 0L, 3L), (Packages.Verdict(agreed).Ledger.Ok, Packages.Verdict(agreed).Selected, Packages.Verdict(agreed).Decisions));
        Assert.Equal((false, 0L, "rows"), Packages.Short(Packages.Verdict(forged)));
        Assert.Equal([(true, null, null), (true, null, null), (false, 0L, "rows")], await Packages.SecondAsync([open, agreed, forged]));
    }

    [Fact]
    public async Task Every_byte_flipped_is_found_by_both_verifiers_or_changes_no_file_of_the_package()
    {
        await using var store = await Packages.StoreAsync();
        var package = await Packages.PackageAsync(store, new(Given.Noon, Given.Noon.AddMinutes(3)) { Levels = [Level.Refer] });
        var original = Packages.Files(package)!;

        var flipped = Enumerable.Range(0, package.Length).Select(at => Flipped(package, at)).ToList();
        var second = await Packages.SecondAsync(flipped);

        Assert.Equal(package.Length, second.Count);
        var irrelevant = 0;
        for (var at = 0; at < package.Length; at++)
        {
            var ours = Packages.Short(Packages.Verdict(flipped[at]));
            Assert.True(ours.Ok == second[at].Ok, $"byte {at}: ours {ours}, the other {second[at]}");
            if (!ours.Ok) continue;
            irrelevant++;
            var files = Packages.Files(flipped[at])!;
            Assert.All(original, f => Assert.Equal(f.Value, files[f.Key]));
        }
        // The version of the program that packed each file, and the bits with which a compressed file is filled up to a byte.
        Assert.InRange(irrelevant, 0, 5 * 4);

        static byte[] Flipped(byte[] package, int at)
        {
            var other = (byte[])package.Clone();
            other[at] ^= (byte)(1 << (at % 8));
            return other;
        }
    }

    [Theory]
    [InlineData("a line is missing", 1, "sequence")]
    [InlineData("two lines are swapped", 1, "sequence")]
    [InlineData("a line stands there twice", 2, "sequence")]
    [InlineData("a line too many at the end", 4, "sequence")]
    [InlineData("a fact is changed", 1, "facts")]
    [InlineData("a fact is added", 1, "facts")]
    [InlineData("the salt is changed", 1, "facts")]
    [InlineData("the time of a leaf is changed", 1, "leaf")]
    [InlineData("the facts of a decision are left out", 1, "rows")]
    [InlineData("a cell of the table is changed", 1, "csv")]
    [InlineData("a row of the table is missing", 1, "csv")]
    [InlineData("a row of the table too many", null, "csv")]
    [InlineData("a hash in leaves.bin is changed", 2, "leaf")]
    [InlineData("a leaf and its hash are changed", null, "head")]
    [InlineData("the manifest counts less", null, "manifest")]
    [InlineData("the manifest says a shorter ledger", null, "checkpoint")]
    [InlineData("the checkpoint is of another organisation", null, "checkpoint")]
    public async Task What_the_holder_of_the_key_forges_is_found_at_its_place(string what, int? leaf, string kind)
    {
        await using var store = await Packages.StoreAsync();
        var package = await Packages.PackageAsync(store);

        var forged = Packages.Forged(package, files => Change(files, what), manifest =>
        {
            if (what == "the manifest counts less") manifest["decisions"]!["selected"] = 2;
            if (what == "the manifest says a shorter ledger") manifest["size"] = 3;
        });

        var ours = Packages.Short(Packages.Verdict(forged));
        Assert.Equal((false, (long?)leaf, kind), ours);
        Assert.Equal(ours, Assert.Single(await Packages.SecondAsync([forged])));
    }

    private static void Change(Dictionary<string, byte[]> files, string what)
    {
        var lines = Packages.Lines(files, PackageFile.Rows).ToList();
        var table = Packages.Lines(files, PackageFile.Csv).ToList();
        switch (what)
        {
            case "a line is missing": lines.RemoveAt(1); break;
            case "two lines are swapped": (lines[1], lines[2]) = (lines[2], lines[1]); break;
            case "a line stands there twice": lines.Insert(2, lines[1]); break;
            case "a line too many at the end": lines.Add(lines[0]); break;
            case "a fact is changed": lines[1] = lines[1].Replace("do-not-share", "share", StringComparison.Ordinal); break;
            case "a fact is added": lines[1] = lines[1].Replace("\"ground\":\"none\"", "\"ground\":\"none\",\"hasMore\":true", StringComparison.Ordinal); break;
            case "the salt is changed": lines[1] = lines[1][..^3] + (lines[1][^3] == '0' ? '1' : '0') + lines[1][^2..]; break;
            case "the time of a leaf is changed": lines[1] = lines[1].Replace("T10:01:00.000Z", "T10:01:00.001Z", StringComparison.Ordinal); break;
            case "the facts of a decision are left out": lines[1] = WithoutFacts(lines[1]); table.RemoveAt(2); break;
            case "a cell of the table is changed": table[2] = table[2].Replace("do-not-share", "share", StringComparison.Ordinal); break;
            case "a row of the table is missing": table.RemoveAt(2); break;
            case "a row of the table too many": table.Add(table[1]); break;
            case "a hash in leaves.bin is changed": files[PackageFile.Leaves][70] ^= 1; return;
            case "a leaf and its hash are changed":
                lines[2] = lines[2].Replace("T10:02:00.000Z", "T10:02:00.001Z", StringComparison.Ordinal);
                MerkleTree.LeafHash(CanonicalJson.Write(JsonNode.Parse(lines[2])!["leaf"])).CopyTo(files[PackageFile.Leaves], 64);
                break;
            case "the checkpoint is of another organisation":
                using (var key = LedgerKey.Development())
                    files[PackageFile.CheckpointNote] = Checkpoint.Sign("gemeente-ede", 4, Checkpoint.Parse(files[PackageFile.CheckpointNote]).Checkpoint.Root, key);
                return;
        }
        Packages.SetLines(files, PackageFile.Rows, lines);
        Packages.SetLines(files, PackageFile.Csv, table);
    }

    private static string WithoutFacts(string line)
    {
        var row = JsonNode.Parse(line)!.AsObject();
        row.Remove("facts");
        row.Remove("salt");
        return Encoding.UTF8.GetString(CanonicalJson.Write(row));
    }

    [Fact]
    public async Task A_period_shows_the_leaf_before_and_after_it_so_that_nothing_of_it_can_be_left_out()
    {
        await using var store = await Packages.StoreAsync();
        var package = await Packages.PackageAsync(store, new(Given.Noon.AddMinutes(1), Given.Noon.AddMinutes(2)));

        var verdict = Packages.Verdict(package);
        Assert.True(verdict.Ledger.Ok, verdict.Ledger.FirstWrong?.Reason);
        Assert.Equal((1L, 1L), (verdict.Decisions, verdict.Selected));
        Assert.Equal(["0", "1", "2"], Packages.Lines(Packages.Files(package)!, PackageFile.Rows).Select(l => JsonNode.Parse(l)!["number"]!.ToString()));

        // Whoever begins a line later, or ends one earlier, is found even with the key.
        var late = Packages.Forged(package, f => Packages.SetLines(f, PackageFile.Rows, Packages.Lines(f, PackageFile.Rows)[1..]), m => m["lines"] = new JsonObject { ["first"] = 1, ["count"] = 2 });
        var early = Packages.Forged(package, f => Packages.SetLines(f, PackageFile.Rows, Packages.Lines(f, PackageFile.Rows)[..2]), m => m["lines"] = new JsonObject { ["first"] = 0, ["count"] = 2 });
        Assert.Equal((false, 1L, "rows"), Packages.Short(Packages.Verdict(late)));
        Assert.Equal((false, 1L, "rows"), Packages.Short(Packages.Verdict(early)));
        Assert.Equal([(false, 1L, "rows"), (false, 1L, "rows")], await Packages.SecondAsync([late, early]));
    }

    [Fact]
    public async Task A_period_without_decisions_gives_an_empty_package_that_is_good()
    {
        await using var store = await Packages.StoreAsync();
        var (before, after) = (await Packages.PackageAsync(store, new(null, Given.Noon.AddDays(-1))), await Packages.PackageAsync(store, new(Given.Noon.AddDays(9))));
        foreach (var package in new[] { before, after })
        {
            var verdict = Packages.Verdict(package);
            Assert.True(verdict.Ledger.Ok, verdict.Ledger.FirstWrong?.Reason);
            Assert.Equal(0, verdict.Selected);
        }
        Assert.All(await Packages.SecondAsync([before, after]), v => Assert.True(v.Ok, v.Kind));
    }

    [Fact]
    public async Task A_sample_of_flipped_bytes_of_a_larger_package_is_found_by_both_verifiers()
    {
        await using var store = TestStore.New();
        await Database.PrepareAsync(store.Settings);
        await using (var db = store.Open())
        {
            await DemoData.FillAsync(db, Chance.Seeded(1), Given.Noon);
            await DemoDecisions.AddAsync(db, 600, 5, Given.Noon);
        }
        var package = await Packages.PackageAsync(store, new(Given.Noon.AddDays(-500), Given.Noon.AddDays(-100)));
        var original = Packages.Files(package)!;
        Assert.True(Packages.Verdict(package).Ledger.Ok);
        var places = Chance.Seeded(9);
        var flipped = Enumerable.Range(0, 200).Select(_ =>
        {
            var (other, pick) = ((byte[])package.Clone(), places.Bytes(5));
            other[BitConverter.ToUInt32(pick) % package.Length] ^= (byte)(1 << (pick[4] % 8));
            return other;
        }).ToList();

        var second = await Packages.SecondAsync(flipped);

        for (var i = 0; i < flipped.Count; i++)
        {
            var ours = Packages.Short(Packages.Verdict(flipped[i]));
            Assert.True(ours.Ok == second[i].Ok, $"flip {i}: ours {ours}, the other {second[i]}");
            if (ours.Ok) Assert.All(original, f => Assert.Equal(f.Value, Packages.Files(flipped[i])![f.Key]));
        }
        Assert.InRange(second.Count(v => v.Ok), 0, 3);
    }

    [Fact]
    public async Task Every_line_fits_the_published_schema()
    {
        await using var store = await Packages.StoreAsync();
        var schema = new Thinks.Recording.JsonSchema(JsonNode.Parse(House.Repository.Read("docs/export.schema.json"))!.AsObject());
        var lines = Packages.Lines(Packages.Files(await Packages.PackageAsync(store))!, PackageFile.Rows);
        Assert.Equal([4, 3], [lines.Length, lines.Count(l => JsonNode.Parse(l)!["salt"] is not null)]);
        Assert.All(lines, l => Assert.Empty(schema.Problems(JsonNode.Parse(l))));
        var without = JsonNode.Parse(lines[0])!.AsObject();
        without.Remove("salt");
        Assert.NotEmpty(schema.Problems(without));
    }

    [Fact]
    public async Task A_package_of_another_key_is_found_by_whoever_knows_the_right_one()
    {
        await using var store = await Packages.StoreAsync();
        using var right = Packages.NewKey();
        using var other = Packages.NewKey();
        var package = await Packages.PackageAsync(store, key: right);

        Assert.True(Packages.Verdict(package, right.PublicKey) is { Ledger.Ok: true, Trusted: true, Development: false });
        Assert.Equal((false, null, "signature"), Packages.Short(Packages.Verdict(package, other.PublicKey)));
        // The manifest signed anew with another key: the checkpoint betrays it.
        Assert.Equal((false, null, "checkpoint"), Packages.Short(Packages.Verdict(Packages.Forged(package, _ => { }, key: other))));
    }

    [Fact]
    public async Task An_older_checkpoint_finds_a_ledger_that_was_made_anew()
    {
        await using var store = await Packages.StoreAsync();
        var (size, root) = (3L, await RootOfAsync(store, 3));
        var package = await Packages.PackageAsync(store);

        Assert.True(Packages.Verdict(package, null, new Checkpoint("gemeente-barneveld", size, root, true)).Ledger.Ok);
        Assert.Equal((false, null, "checkpoint"), Packages.Short(Packages.Verdict(package, null, new Checkpoint("gemeente-barneveld", size, new byte[32], true))));
        Assert.Equal((false, 4L, "checkpoint"), Packages.Short(Packages.Verdict(package, null, new Checkpoint("gemeente-barneveld", 9, root, true))));
    }

    [Fact]
    public async Task A_ledger_that_does_not_hold_is_not_signed()
    {
        await using var store = await Packages.StoreAsync();
        await store.SqlAsync(string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};")) + "UPDATE leaves SET Bytes = replace(CAST(Bytes AS TEXT), 'T10:01', 'T10:02') WHERE Sequence = 1;");
        var file = Path.Combine(store.Folder!, "package.zip");

        Assert.Null(await Packages.WriteAsync(store, new(), ExportFormat.Package, file));

        Assert.Equal([], Directory.GetFiles(store.Folder!, "package*"));
    }

    private static async Task<byte[]> RootOfAsync(TestStore store, int count)
    {
        await using var db = store.Open();
        return MerkleTree.Root([.. db.Leaves.Where(l => l.OrganisationId == "gemeente-barneveld" && l.Sequence < count).OrderBy(l => l.Sequence).Select(l => l.Hash)]);
    }
}
