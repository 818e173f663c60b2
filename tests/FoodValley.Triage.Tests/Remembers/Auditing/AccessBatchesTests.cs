using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Auditing;

/// <summary>Access events become leaves of the ledger, and are found when somebody changes them afterwards.</summary>
[Norm("HK-8.4", "HK-8.5")]
public class AccessBatchesTests
{
    private static readonly string Unlock = string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};"));
    private static readonly DateTime Later = Given.Noon.AddHours(1);

    private static async Task<TestStore> WithEventsAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var log = new AccessLog(db);
        foreach (var person in new[] { "sanne", "amira", "joris", "sanne", "bas", "sanne" })
            await log.WriteAsync(await Given.ActAsync(store, person), person == "joris" ? AccessAction.Refused : AccessAction.Read, dossier: Guid.Parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301"), detail: "dossier");
        return store;
    }

    private static async Task<int> SealAsync(TestStore store, DateTime at, int atLeast = 1)
    {
        await using var db = store.Open();
        return await new AccessBatches(db, Chance.Secure).SealAllAsync(at, atLeast);
    }

    private static async Task<FirstWrong?> WrongAsync(TestStore store) => (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld").FirstWrong;

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Each_organisation_gets_its_own_and_every_event_once(DatabaseProvider provider)
    {
        await using var store = await WithEventsAsync(provider);
        Assert.Equal(0, await SealAsync(store, Given.Noon.AddMinutes(4))); // too young
        Assert.Equal(0, await SealAsync(store, Later, atLeast: 5)); // too few
        Assert.Equal(6, await SealAsync(store, Later));
        Assert.Equal(0, await SealAsync(store, Later));
        await Given.SealedAsync(store, await Given.ActAsync(store, "sanne", 70));
        Assert.Equal(1, await SealAsync(store, Later.AddHours(1)));
        Assert.Equal(
            [("gemeente-barneveld", 3L, true), ("gemeente-ede", 1L, true), ("jeugdhulp-de-linde", 1L, true)], (await Given.VerdictsAsync(store)).Select(v => (v.Organisation, v.Size, v.Ok)));
    }

    [Fact]
    public async Task The_leaf_names_nobody_and_its_hashes_can_be_made_by_hand()
    {
        await using var store = await WithEventsAsync();
        await SealAsync(store, Later);
        await using var db = store.Open();
        var leaf = await db.Leaves.SingleAsync(l => l.OrganisationId == "gemeente-barneveld");
        var (bytes, content) = (Encoding.UTF8.GetString(leaf.Bytes), await db.RecordContents.SingleAsync(c => c.OrganisationId == "gemeente-barneveld"));
        Assert.Equal(("access-batch", "2026-06-01T11:00:00.000Z", ""), ((string?)JsonNode.Parse(bytes)!["kind"], (string?)JsonNode.Parse(bytes)!["time"], (string?)JsonNode.Parse(bytes)!["protocol"]));
        foreach (var text in new[] { bytes, Encoding.UTF8.GetString(content.Facts), Encoding.UTF8.GetString(content.Content) })
            Assert.DoesNotMatch("sanne|joris|3f2504e0|dossier", text);

        // The bytes as docs/ledger.md describes them, written out by hand.
        string[] lines =
        [
            Line(1, "done", "read", "sanne"), Line(3, "refused", "refused", "joris"), Line(4, "done", "read", "sanne"), Line(6, "done", "read", "sanne"),
        ];
        var hashes = lines.Select(l => SHA256.HashData(Encoding.UTF8.GetBytes(l))).ToList();
        Assert.Equal(
            $$"""{"after":0,"count":4,"format":1,"kind":"access-batch","sha256":"{{Convert.ToHexStringLower(SHA256.HashData([.. hashes.SelectMany(h => h)]))}}","to":6}""", Encoding.UTF8.GetString(content.Facts));
        Assert.Equal(hashes.Select(Convert.ToHexStringLower), JsonNode.Parse(content.Content)!["events"]!.AsArray().Select(e => (string)e!["sha256"]!));

        static string Line(int id, string outcome, string action, string person) =>
            $$"""{"action":"{{action}}","at":"2026-06-01T10:00:00.000000Z","detail":"dossier","dossier":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","draft":null,"id":{{id}},"organisation":"gemeente-barneveld","origin":"web","outcome":"{{outcome}}","person":"{{person}}","purpose":"casework","record":null,"role":"caseworker","session":"s1","team":"team-barneveld"}""";
    }

    [Theory]
    [InlineData("UPDATE access_events SET PersonId = 'joris' WHERE Id = 4", "Access event 4 is not the sealed one.")]
    [InlineData("UPDATE access_events SET TeamId = '' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET Outcome = 'done' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET Purpose = 'review' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET Origin = 'shell' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET Role = 'team-lead' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET Action = 'search' WHERE Id = 6", "Access event 6 is not the sealed one.")]
    [InlineData("UPDATE access_events SET DossierId = NULL WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET RecordId = DossierId WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET DraftId = DossierId WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET Session = 's2' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET At = '2026-06-01 10:00:00.000001' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("UPDATE access_events SET Detail = 'x' WHERE Id = 3", "Access event 3 is not the sealed one.")]
    [InlineData("DELETE FROM access_events WHERE Id = 3", "Access event 3 is gone.")]
    [InlineData("DELETE FROM access_events WHERE Id = 6", "Access event 6 is gone.")]
    [InlineData("UPDATE access_events SET OrganisationId = 'gemeente-ede' WHERE Id = 3", "Access event 3 is gone.")]
    [InlineData("UPDATE access_events SET Id = 99 WHERE Id = 3", "Access event 3 is gone.")]
    [InlineData("UPDATE access_events SET OrganisationId = 'gemeente-barneveld' WHERE Id = 2", "Access event 2 came in after it was sealed.")]
    [InlineData("INSERT INTO access_events (Id, OrganisationId, PersonId, Role, Action, Session, At, Detail) SELECT -1, OrganisationId, PersonId, Role, Action, Session, At, Detail FROM access_events WHERE Id = 1", "Access event -1 came in after it was sealed.")]
    [InlineData("DELETE FROM access_batches WHERE OrganisationId = 'gemeente-barneveld'", "The copy of the batch is missing.")]
    [InlineData("UPDATE access_batches SET LastEvent = 5 WHERE OrganisationId = 'gemeente-barneveld'", "The copy of the batch differs.")]
    public async Task Whoever_takes_the_triggers_away_and_changes_an_event_is_found(string sql, string reason)
    {
        await using var store = await WithEventsAsync();
        await SealAsync(store, Later);
        Assert.Null(await WrongAsync(store));
        await store.SqlAsync("PRAGMA foreign_keys=OFF;" + Unlock + sql + ";");
        Assert.Equal(new FirstWrong(0, Flaw.Event, reason), await WrongAsync(store));
    }

    [Fact]
    public async Task An_event_between_two_batches_belongs_to_one_of_them()
    {
        await using var store = await WithEventsAsync();
        await SealAsync(store, Later);
        await using (var db = store.Open()) await new AccessLog(db).WriteAsync(await Given.ActAsync(store, "sanne", 90), AccessAction.Search, detail: "dossiers");
        await SealAsync(store, Later.AddHours(2));
        Assert.Null(await WrongAsync(store));
        await store.SqlAsync("PRAGMA foreign_keys=OFF;" + Unlock + "DELETE FROM access_batches WHERE OrganisationId = 'gemeente-barneveld' AND Sequence = 0;");
        Assert.Equal(new FirstWrong(0, Flaw.Event, "The copy of the batch is missing."), await WrongAsync(store));
        await store.SqlAsync("PRAGMA foreign_keys=OFF; INSERT INTO access_batches VALUES ('gemeente-barneveld', 7, 7, 9); INSERT INTO access_batches VALUES ('gemeente-barneveld', 0, 0, 6);");
        Assert.Equal(new FirstWrong(7, Flaw.Event, "It stands beyond the end of the ledger."), await WrongAsync(store));
    }

    [Fact]
    public async Task More_than_a_batch_holds_becomes_several_and_two_who_seal_at_once_seal_it_once()
    {
        await using var store = await WithEventsAsync();
        await store.SqlAsync(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {AccessBatches.Largest + 200}) INSERT INTO access_events (OrganisationId, PersonId, Role, Action, Session, At, Detail) SELECT 'gemeente-ede', 'bas', 'caseworker', 'search', 's', '2026-06-01 10:00:00', '' FROM n");
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SealAsync(store, Later))));
        Assert.Equal(AccessBatches.Largest + 206, done.Sum());
        Assert.Equal(2, await store.AskAsync<int>("SELECT count(*) AS Value FROM access_batches WHERE OrganisationId = 'gemeente-ede'"));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.Null(v.FirstWrong));
    }
}
