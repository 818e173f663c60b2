using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>A line is written once: what the client said yesterday is not what somebody makes of it today.</summary>
[Norm("HK-4d", "HK-5f", "IU-ALG-6")]
public sealed class LinesStayTests
{
    private static async Task<(TestStore Store, Guid Dossier)> WithLinesAsync(DatabaseProvider provider)
    {
        var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        Assert.IsType<Wrote>(await Cases.WriteAsync(store, act, dossier.Id, 0, Cases.Request("een"), Cases.Yes));
        return (store, dossier.Id);
    }

    private static async Task RefusedAsync(DatabaseProvider provider, string sql)
    {
        var (store, dossier) = await WithLinesAsync(provider);
        await using var _ = store;
        var before = await Cases.BodiesAsync(store, dossier);

        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql));

        Assert.Contains("dossier_lines is append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Cases.BodiesAsync(store, dossier));
    }

    public static TheoryData<string> Statements => new(
        "UPDATE dossier_lines SET Body = '{}'", "UPDATE dossier_lines SET ByName = 'Iemand anders' WHERE Number = 2", "UPDATE dossier_lines SET Number = Number + 10", "DELETE FROM dossier_lines",
        "DELETE FROM dossier_lines WHERE Number = 2");

    [Theory, MemberData(nameof(Statements))]
    public Task Sql_that_changes_or_removes_a_line_is_refused(string sql) => RefusedAsync(DatabaseProvider.Sqlite, sql);

    [Theory, OnSqlServer]
    public async Task The_same_on_sql_server(DatabaseProvider provider)
    {
        foreach (string sql in Statements) await RefusedAsync(provider, sql);
    }

    [Theory]
    [InlineData("REPLACE INTO dossier_lines SELECT DossierId, Number, At, ById, ByName, '{}' FROM dossier_lines")]
    [InlineData("INSERT OR REPLACE INTO dossier_lines SELECT DossierId, Number, At, ById, ByName, '{}' FROM dossier_lines WHERE Number = 1")]
    [InlineData("INSERT INTO dossier_lines SELECT DossierId, Number, At, ById, ByName, '{}' FROM dossier_lines WHERE Number = 1 ON CONFLICT DO UPDATE SET Body = '{}'")]
    public Task Replacing_is_refused_too(string sql) => RefusedAsync(DatabaseProvider.Sqlite, sql);

    [Theory]
    [InlineData("INSERT INTO dossier_lines SELECT DossierId, 0, At, ById, ByName, Body FROM dossier_lines WHERE Number = 1", "dossier_lines_filled")]
    [InlineData("INSERT INTO dossier_lines SELECT DossierId, 9, At, '', ByName, Body FROM dossier_lines WHERE Number = 1", "dossier_lines_filled")]
    [InlineData("INSERT INTO dossier_lines SELECT DossierId, 9, At, ById, ByName, '' FROM dossier_lines WHERE Number = 1", "dossier_lines_filled")]
    [InlineData("INSERT INTO dossier_lines SELECT 'nergens', 9, At, ById, ByName, Body FROM dossier_lines LIMIT 1", "FOREIGN KEY")]
    [InlineData("DELETE FROM dossiers WHERE Number = 'T-1'", "FOREIGN KEY")]
    public async Task What_is_empty_or_belongs_nowhere_is_refused(string sql, string by)
    {
        var (store, _) = await WithLinesAsync(DatabaseProvider.Sqlite);
        await using var __ = store;
        Assert.Contains(by, (await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guard_refuses_before_anything_is_sent()
    {
        var (store, dossier) = await WithLinesAsync(DatabaseProvider.Sqlite);
        await using var _ = store;
        foreach (var change in new Action<TriageDb>[]
        {
            db => db.Remove(db.DossierLines.First(l => l.DossierId == dossier)),
            db => db.Entry(db.DossierLines.First(l => l.DossierId == dossier)).Property(l => l.Body).CurrentValue = "{}",
            db => db.Entry(db.DossierLines.First(l => l.DossierId == dossier)).State = EntityState.Modified,
        })
        {
            await using var db = store.Open();
            change(db);
            Assert.Contains("dossier_lines is append-only", (await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
        }
        await using var past = store.Open();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => past.DossierLines.ExecuteUpdateAsync(s => s.SetProperty(l => l.Body, "{}")));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => past.DossierLines.ExecuteDeleteAsync());
    }

    [Theory]
    [InlineData("dossier_lines_no_update"), InlineData("dossier_lines_no_delete"), InlineData("dossier_lines_no_replace")]
    public async Task A_lost_trigger_stops_the_start_until_it_is_armed_again(string trigger)
    {
        var (store, _) = await WithLinesAsync(DatabaseProvider.Sqlite);
        await using var __ = store;
        await store.SqlAsync($"DROP TRIGGER {trigger}");

        Assert.Contains(trigger, (await Assert.ThrowsAsync<CannotRunException>(() => Database.PrepareAsync(store.Settings))).Message, StringComparison.Ordinal);
        await Database.MigrateAsync(store.Settings);
        await Database.PrepareAsync(store.Settings);
    }
}
