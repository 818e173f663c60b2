using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Tests.Remembers;

/// <summary>Somebody with the file and the skill to take the triggers away: every stored column changed must be seen.</summary>
[Norm("IU-ALG-6")]
public class VerificationTests
{
    private static readonly string Unlock = string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};"));

    private static async Task<TestStore> ThreeLeavesAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        Guid dossier;
        await using (var db = store.Open()) dossier = (await new Caseload(db, Chance.Secure).OfAsync(act.Who))[0].Id;
        var first = await Given.SealedAsync(store, act, Given.Columns with { DossierId = dossier, HeldUntil = new DateOnly(2026, 7, 1), MomentTo = new DateOnly(2026, 8, 1) });
        await Given.SealedAsync(store, await Given.ActAsync(store, "joris", 1), Given.Columns with { RefersTo = first.RecordId }, first.Sequence);
        await using (var db = store.Open()) await new Records(db, Chance.Secure).SupplementAsync(act with { At = act.At.AddMinutes(2) }, first.RecordId, Given.Advice());
        await Given.SealedAsync(store, await Given.ActAsync(store, "bas"));
        return store;
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_clean_store_never_alarms(DatabaseProvider provider)
    {
        await using var store = await ThreeLeavesAsync(provider);
        var verdicts = await Given.VerdictsAsync(store);
        Assert.Equal(
            [("gemeente-barneveld", 3L, true), ("gemeente-ede", 1L, true), ("jeugdhulp-de-linde", 0L, true)],
            verdicts.Select(v => (v.Organisation, v.Size, v.Ok)));
        Assert.Equal(Convert.ToHexStringLower(MerkleTree.EmptyRoot), verdicts[2].Root);
        Assert.Equal(await store.AskAsync<byte[]>("SELECT Root AS Value FROM ledger_heads WHERE OrganisationId = 'gemeente-ede'"), Convert.FromHexString(verdicts[1].Root));
    }

    [Theory]
    [InlineData("UPDATE leaves SET Bytes = replace(CAST(Bytes AS TEXT), '2026-1', '2026-9') WHERE Sequence = 1", 1, "leaf")]
    [InlineData("UPDATE leaves SET Hash = zeroblob(32) WHERE Sequence = 1", 1, "leaf")]
    [InlineData("UPDATE leaves SET Hash = 'no bytes' WHERE Sequence = 1", 1, "leaf")]
    [InlineData("UPDATE leaves SET Sequence = 9 WHERE Sequence = 1", 1, "sequence")]
    [InlineData("UPDATE leaves SET OrganisationId = 'jeugdhulp-de-linde' WHERE Sequence = 1", 1, "sequence")]
    [InlineData("DELETE FROM leaves WHERE Sequence = 0 AND OrganisationId = 'gemeente-barneveld'", 0, "sequence")]
    [InlineData("DELETE FROM leaves WHERE Sequence = 2", 2, "sequence")]
    [InlineData("INSERT INTO leaves SELECT OrganisationId, 3, Bytes, Hash FROM leaves WHERE Sequence = 2", 3, "sequence")]
    [InlineData("INSERT INTO leaves SELECT OrganisationId, -1, Bytes, Hash FROM leaves WHERE Sequence = 2", null, "sequence")]
    [InlineData("UPDATE record_contents SET Facts = replace(CAST(Facts AS TEXT), 'share', 'shard') WHERE Sequence = 1", 1, "facts")]
    [InlineData("UPDATE record_contents SET FactsSalt = zeroblob(32) WHERE Sequence = 1", 1, "facts")]
    [InlineData("UPDATE record_contents SET FactsSalt = zeroblob(31) WHERE Sequence = 1", 1, "facts")]
    [InlineData("UPDATE record_contents SET Content = CAST('{\"motivation\":\"Anders\"}' AS BLOB) WHERE Sequence = 1", 1, "content")]
    [InlineData("UPDATE record_contents SET ContentSalt = zeroblob(32) WHERE Sequence = 1", 1, "content")]
    [InlineData("UPDATE record_contents SET Sequence = 9 WHERE Sequence = 1", 1, "content")]
    [InlineData("UPDATE record_contents SET OrganisationId = 'jeugdhulp-de-linde' WHERE Sequence = 1", 1, "content")]
    [InlineData("DELETE FROM record_contents WHERE Sequence = 1", 1, "content")]
    [InlineData("INSERT INTO record_contents SELECT OrganisationId, 3, Facts, FactsSalt, Content, ContentSalt FROM record_contents WHERE Sequence = 2", 3, "content")]
    [InlineData("UPDATE decisions SET Id = '00000000-0000-8000-8000-000000000000' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Id = 'no id' WHERE Sequence = 1", 1, "unreadable")]
    [InlineData("UPDATE decisions SET OrganisationId = 'jeugdhulp-de-linde' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET TeamId = 'team-ede' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET AuthorId = 'sanne' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET DossierId = NULL WHERE Sequence = 0 AND OrganisationId = 'gemeente-barneveld'", 0, "decision")]
    [InlineData("UPDATE decisions SET Sequence = 9 WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Kind = 'supplement' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Level = '2b' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Outcome = 'do-not-share' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Sector = 'non-government' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Ground = 'consent' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Level = '2b' WHERE Sequence = 2", 2, "decision")]
    [InlineData("UPDATE decisions SET Signed = '2026-06-01 10:01:00.001' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET Signed = 'yesterday' WHERE Sequence = 1", 1, "unreadable")]
    [InlineData("UPDATE decisions SET HeldUntil = NULL WHERE Sequence = 0 AND OrganisationId = 'gemeente-barneveld'", 0, "decision")]
    [InlineData("UPDATE decisions SET HeldUntil = '2026-07-02' WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET MomentTo = '2026-08-02' WHERE Sequence = 0 AND OrganisationId = 'gemeente-barneveld'", 0, "decision")]
    [InlineData("UPDATE decisions SET RefersTo = NULL WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE decisions SET RefersTo = Id WHERE Sequence = 1", 1, "decision")]
    [InlineData("DELETE FROM decisions WHERE Sequence = 1", 1, "decision")]
    [InlineData("UPDATE ledger_heads SET Size = 2 WHERE Size = 3", null, "head")]
    [InlineData("UPDATE ledger_heads SET Size = 4 WHERE Size = 3", 3, "sequence")]
    [InlineData("UPDATE ledger_heads SET Root = zeroblob(32) WHERE Size = 3", null, "head")]
    [InlineData("UPDATE ledger_heads SET Frontier = zeroblob(72) WHERE Size = 3", null, "head")]
    [InlineData("UPDATE ledger_heads SET OrganisationId = 'elsewhere' WHERE Size = 3", null, "head")]
    [InlineData("DELETE FROM ledger_heads WHERE Size = 3", null, "head")]
    public async Task Each_changed_column_is_found(string sql, int? leaf, string kind)
    {
        await using var store = await ThreeLeavesAsync();

        await store.SqlAsync("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON;" + Unlock + sql + ";");

        var verdicts = (await Given.VerdictsAsync(store)).ToDictionary(v => v.Organisation);
        var found = verdicts["gemeente-barneveld"];
        Assert.False(found.Ok);
        Assert.Equal(((long?)leaf, kind), (found.FirstWrong!.Leaf, found.FirstWrong.Kind.Code()));
        Assert.True(verdicts["gemeente-ede"].Ok);
    }

    // Whoever also recomputes the leaf's own hash is found by the root.
    [Fact]
    public async Task A_leaf_rewritten_with_its_hash_is_found_by_the_head()
    {
        await using var store = await ThreeLeavesAsync();
        await using var db = store.Open();
        var row = db.Leaves.Single(l => l.OrganisationId == "gemeente-ede");
        var leaf = Leaf.Parse(row.Bytes);
        var other = (leaf with { Header = leaf.Header with { EditionId = "2025-1" } }).ToBytes();
        var hash = Convert.ToHexString(MerkleTree.LeafHash(other));
        var columns = db.Decisions.Single(d => d.OrganisationId == "gemeente-ede");
        var id = Copies.IdOf(MerkleTree.LeafHash(other), columns);

        await store.SqlAsync($"{Unlock} UPDATE leaves SET Bytes = x'{Convert.ToHexString(other)}', Hash = x'{hash}' WHERE OrganisationId = 'gemeente-ede'; UPDATE decisions SET Id = '{id.ToString().ToUpperInvariant()}' WHERE OrganisationId = 'gemeente-ede';");

        var found = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-ede");
        Assert.Equal((null as long?, Flaw.Head), (found.FirstWrong!.Leaf, found.FirstWrong.Kind));
    }

    // Whoever moves a decision to another name and also makes the id fit is found by what was sealed.
    [Theory]
    [InlineData("AuthorId", "joris", "author")]
    [InlineData("TeamId", "team-ede", "team")]
    public async Task A_decision_under_another_name_with_a_fitting_id_is_found_by_its_content(string column, string other, string reason)
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var draft = await new Drafts(db, Chance.Secure).StartAsync(act, FoodValley.Triage.Asking.Answers.Empty, "2026-1");
        var entry = Given.Decision(Given.Columns) with
        {
            Content = CanonicalJson.Write(new System.Text.Json.Nodes.JsonObject
            {
                ["answers"] = new System.Text.Json.Nodes.JsonObject { ["author"] = "nobody" },
                ["author"] = new System.Text.Json.Nodes.JsonObject { ["id"] = "sanne", ["name"] = "Sanne de Wit" },
                ["team"] = new System.Text.Json.Nodes.JsonObject { ["id"] = "team-barneveld", ["name"] = "Team Jeugd Barneveld" },
            }),
        };
        Assert.IsType<Sealed>(await new Records(db, Chance.Secure).SealAsync(act, draft.Id, 1, entry, Given.Columns));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));

        await store.SqlAsync($"PRAGMA foreign_keys=OFF; {Unlock} UPDATE decisions SET {column} = '{other}';");
        var row = db.Decisions.Single();
        var id = Copies.IdOf(db.Leaves.Single().Hash, row).ToString().ToUpperInvariant();
        await store.SqlAsync($"UPDATE decisions SET Id = '{id}';");

        var found = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld").FirstWrong!;
        Assert.Equal((0L, Flaw.Decision, $"The searchable copy differs: {reason}."), (found.Leaf, found.Kind, found.Reason));
    }

    [Fact]
    public async Task Rows_of_an_organisation_that_does_not_exist_are_named()
    {
        await using var store = await ThreeLeavesAsync();
        await store.SqlAsync("PRAGMA foreign_keys=OFF;" + Unlock + "INSERT INTO record_contents SELECT 'ghost', Sequence, Facts, FactsSalt, Content, ContentSalt FROM record_contents WHERE Sequence = 2;");
        Assert.Contains(await Given.VerdictsAsync(store), v => v is { Organisation: "ghost", Ok: false });
    }

    [Fact]
    public async Task It_goes_on_while_others_sign_and_never_alarms()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var signing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++) await Given.SealedAsync(store, act);
        });
        do Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
        while (!signing.IsCompleted);
        await signing;
    }
}
