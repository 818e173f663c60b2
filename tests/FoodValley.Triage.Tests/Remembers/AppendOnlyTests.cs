using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers;

[Norm("IU-ALG-6")]
public class AppendOnlyTests
{
    public static TheoryData<string> Statements => new(
        "UPDATE leaves SET Hash = Bytes", "DELETE FROM leaves",
        "UPDATE record_contents SET Content = Facts", "DELETE FROM record_contents",
        "UPDATE decisions SET Outcome = 'hold'", "DELETE FROM decisions",
        "UPDATE access_events SET PersonId = 'joris'", "DELETE FROM access_events",
        "UPDATE drafts SET EditionId = 'x'", "DELETE FROM drafts", "UPDATE drafts SET SealedAs = NULL",
        "UPDATE ledger_heads SET Size = Size - 1 WHERE Size > 0", "UPDATE ledger_heads SET Frontier = Root WHERE Size > 0", "DELETE FROM ledger_heads");

    [Theory, MemberData(nameof(Statements))]
    public Task Sql_that_changes_what_must_stay_is_refused(string sql) => RefusedAsync(DatabaseProvider.Sqlite, sql);

    [Theory, OnSqlServer]
    public async Task The_same_on_sql_server(DatabaseProvider provider)
    {
        foreach (string sql in Statements) await RefusedAsync(provider, sql);
    }

    // SQLite replaces a row without asking a delete trigger.
    [Theory]
    [InlineData("INSERT OR REPLACE INTO leaves SELECT OrganisationId, Sequence, Bytes, zeroblob(32) FROM leaves")]
    [InlineData("REPLACE INTO record_contents SELECT OrganisationId, Sequence, Content, FactsSalt, Content, ContentSalt FROM record_contents")]
    [InlineData("REPLACE INTO decisions SELECT * FROM decisions")]
    [InlineData("REPLACE INTO access_events SELECT * FROM access_events")]
    [InlineData("REPLACE INTO drafts SELECT * FROM drafts")]
    [InlineData("REPLACE INTO ledger_heads SELECT * FROM ledger_heads")]
    public Task Replacing_is_refused_too(string sql) => RefusedAsync(DatabaseProvider.Sqlite, sql);

    private static async Task RefusedAsync(DatabaseProvider provider, string sql)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await Given.SealedAsync(store, await Given.ActAsync(store, "sanne"));

        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql));

        Assert.True(refused.Message.Contains("append-only", StringComparison.Ordinal) || refused.Message.Contains("only grows", StringComparison.Ordinal)
            || refused.Message.Contains("closed", StringComparison.Ordinal), refused.Message);
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task ExecuteUpdate_walks_past_the_guard_and_into_the_trigger(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await Given.SealedAsync(store, await Given.ActAsync(store, "sanne"));
        await using var db = store.Open();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Decisions.ExecuteUpdateAsync(s => s.SetProperty(d => d.Sequence, 9)));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.AccessEvents.ExecuteDeleteAsync());
    }

    [Fact]
    public async Task SaveChanges_refuses_before_anything_is_sent()
    {
        await using var store = await TestStore.FilledAsync();
        await Given.SealedAsync(store, await Given.ActAsync(store, "sanne"));
        foreach (var change in new Action<TriageDb>[]
        {
            db => db.Remove(db.Leaves.Single()),
            db => db.Entry(db.Leaves.Single()).Property(l => l.Hash).CurrentValue = new byte[32],
            db => db.Remove(db.RecordContents.Single()),
            db => db.Entry(db.Decisions.Single()).Property(d => d.Outcome).CurrentValue = "hold",
            db => db.Remove(db.AccessEvents.Single()),
            db => db.Drafts.Single().Answers = "{\"a\":1}",
            db => db.Remove(db.Drafts.Single()),
            db => db.LedgerHeads.Single(h => h.Size > 0).Size = 0,
            db => db.Remove(db.LedgerHeads.First()),
        })
        {
            await using var db = store.Open();
            change(db);
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
        }
    }

    [Theory]
    [Norm("HK-7a")]
    [InlineData("UPDATE drafts SET SealedAs = '00000000-0000-4000-8000-000000000000', Answers = '{\"a\":1}'")]
    [InlineData("INSERT INTO leaves VALUES ('gemeente-ede', 0, x'', zeroblob(32))")]
    [InlineData("INSERT INTO leaves VALUES ('gemeente-ede', -1, zeroblob(9), zeroblob(32))")]
    [InlineData("INSERT INTO leaves VALUES ('nobody', 0, zeroblob(9), zeroblob(32))")]
    [InlineData("INSERT INTO record_contents VALUES ('gemeente-barneveld', 1, '{}', zeroblob(32), '{}', zeroblob(32))")]
    [InlineData("INSERT INTO dossiers SELECT 'x', OrganisationId, TeamId, ResponsibleId, '', Name, SearchName, BirthDate, Phone, Email, Address, Opened, Version FROM dossiers LIMIT 1")]
    public async Task What_is_empty_or_belongs_nowhere_is_refused(string sql)
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        await Given.SealedAsync(store, act);
        await using (var db = store.Open()) await new Drafts(db, Chance.Secure).StartAsync(act, Asking.Answers.Empty, "2026-1");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql));
    }
}
