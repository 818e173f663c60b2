using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Remembers;

public class PrepareTests
{
    private static async Task<string> RefusalAsync(DatabaseSettings settings)
    {
        var refused = await Assert.ThrowsAsync<CannotRunException>(() => Database.PrepareAsync(settings));
        Assert.DoesNotContain('\n', refused.Message);
        using var error = new StringWriter();
        Assert.Equal(3, await MigrateCommand.RunAsync(settings, TextWriter.Null, error));
        Assert.Single(error.ToString().Trim().Split('\n'));
        return refused.Message;
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_new_database_is_made_and_a_second_start_changes_nothing(DatabaseProvider provider)
    {
        await using var store = TestStore.New(provider);
        Assert.Single(await Database.PrepareAsync(store.Settings));
        Assert.Empty(await Database.PrepareAsync(store.Settings));
        using var output = new StringWriter();
        Assert.Equal(0, await MigrateCommand.RunAsync(store.Settings, output, TextWriter.Null));
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public async Task The_embedded_database_keeps_its_promises_on_every_connection()
    {
        await using var store = await TestStore.FilledAsync();
        for (var i = 0; i < 2; i++)
        {
            await using var db = store.Open();
            await db.Database.OpenConnectionAsync();
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            Assert.Equal("wal", SqlitePragmas.Run(connection, "PRAGMA journal_mode"));
            Assert.Equal(2L, SqlitePragmas.Run(connection, "PRAGMA synchronous"));
            Assert.Equal(1L, SqlitePragmas.Run(connection, "PRAGMA foreign_keys"));
            Assert.Equal(1L, SqlitePragmas.Run(connection, "PRAGMA secure_delete"));
            Assert.Equal(15000L, SqlitePragmas.Run(connection, "PRAGMA busy_timeout"));
        }
        // A copy put back without its journal mode gets it again.
        SqliteConnection.ClearAllPools();
        await using (var plain = new SqliteConnection(store.Settings.ConnectionString))
        {
            await plain.OpenAsync();
            Assert.Equal("delete", SqlitePragmas.Run(plain, "PRAGMA journal_mode=DELETE"));
        }
        await Database.PrepareAsync(store.Settings);
        Assert.Equal("wal", await store.AskAsync<string>("SELECT journal_mode AS Value FROM pragma_journal_mode"));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Several_starts_at_once_are_safe(DatabaseProvider provider)
    {
        await using var store = TestStore.New(provider);
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.PrepareAsync(store.Settings))));
        if (provider == DatabaseProvider.Sqlite) Assert.Single(applied, a => a.Count == 1);
        Assert.Empty(await Database.PrepareAsync(store.Settings));
    }

    [Fact]
    public async Task A_killed_start_is_no_obstacle_for_the_next()
    {
        await using var store = TestStore.New();
        Directory.CreateDirectory(store.Folder!);
        await using (var db = store.Open())
        {
            // What a killed Migrate() leaves: its lock row in a half-made database, and our lock file, held by nobody.
            await db.Database.ExecuteSqlRawAsync("""
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """);
        }
        await File.WriteAllTextAsync(store.File + ".migrating", "");

        var done = Database.PrepareAsync(store.Settings);

        Assert.Same(done, await Task.WhenAny(done, Task.Delay(TimeSpan.FromSeconds(30))));
        Assert.Single(await done);
    }

    [Fact]
    public async Task While_another_program_updates_it_the_start_waits_and_then_says_so()
    {
        await using var store = TestStore.New();
        Directory.CreateDirectory(store.Folder!);
        await using var held = new FileStream(store.File + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("Another program is updating", await RefusalAsync(store.Settings with { BusyTimeout = TimeSpan.FromSeconds(0.3) }), StringComparison.Ordinal);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_newer_database_is_left_alone(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await store.SqlAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0.0')");
        Assert.Contains("newer than this program", await RefusalAsync(store.Settings), StringComparison.Ordinal);
        Assert.Equal(3, await VerifyCommand.RunAsync(store.Settings, TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task A_damaged_file_is_named()
    {
        await using var store = TestStore.New();
        Directory.CreateDirectory(store.Folder!);
        await File.WriteAllTextAsync(store.File, new string('x', 8192));
        Assert.Contains("damaged", await RefusalAsync(store.Settings), StringComparison.Ordinal);
        Assert.Equal(3, await VerifyCommand.RunAsync(store.Settings, TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        await using var store = await TestStore.FilledAsync();
        Assert.Contains("read-only", await RefusalAsync(store.Settings with { ConnectionString = store.Settings.ConnectionString + ";Mode=ReadOnly" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await using var store = await TestStore.FilledAsync();
        var inside = Path.Combine(store.File, "sub", "triage.db");
        Assert.Contains(inside, await RefusalAsync(new DatabaseSettings { ConnectionString = $"Data Source={inside}" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_database_is_named()
    {
        await using var store = await TestStore.FilledAsync();
        await using var other = new SqliteConnection(store.Settings.ConnectionString);
        await other.OpenAsync();
        SqlitePragmas.Run(other, "BEGIN IMMEDIATE");
        Assert.Contains("locked", await RefusalAsync(store.Settings with { BusyTimeout = TimeSpan.FromSeconds(0.3) }), StringComparison.Ordinal);
        SqlitePragmas.Run(other, "ROLLBACK");
        await Database.PrepareAsync(store.Settings);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var settings = new DatabaseSettings { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=tcp:127.0.0.1,1;Connect Timeout=1;Encrypt=False;User Id=x;Password=geheim" };
        Assert.DoesNotContain("geheim", await RefusalAsync(settings), StringComparison.Ordinal);
    }

    [Theory]
    [Norm("IU-ALG-6")]
    [InlineData("DROP TRIGGER leaves_no_delete")]
    [InlineData("DROP TRIGGER decisions_no_update; CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT 1; END")]
    public async Task A_lost_or_emptied_trigger_stops_the_start_until_it_is_armed_again(string sql)
    {
        await using var store = await TestStore.FilledAsync();
        await store.SqlAsync(sql);
        var refused = await Assert.ThrowsAsync<CannotRunException>(() => Database.PrepareAsync(store.Settings));
        Assert.Contains(sql.Split(' ')[2].TrimEnd(';'), refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await MigrateCommand.RunAsync(store.Settings, TextWriter.Null, TextWriter.Null));
        await Database.PrepareAsync(store.Settings);
    }

    [Fact]
    public async Task Verify_prints_a_line_per_ledger_and_ends_with_0_1_or_3()
    {
        await using var store = TestStore.New();
        Assert.Equal(3, await VerifyCommand.RunAsync(store.Settings, TextWriter.Null, TextWriter.Null));
        Assert.False(File.Exists(store.File));

        await Database.PrepareAsync(store.Settings);
        await using (var db = store.Open()) await DemoData.FillAsync(db, Chance.Seeded(1), Given.Noon);
        using var good = new StringWriter();
        Assert.Equal(0, await VerifyCommand.RunAsync(store.Settings, good, TextWriter.Null));
        Assert.Equal(
            """{"organisation":"gemeente-barneveld","size":0,"root":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","ok":true,"firstWrong":null}""",
            good.ToString().Split(Environment.NewLine)[0]);
        Assert.Equal(3, good.ToString().Trim().Split('\n').Length);

        await Given.SealedAsync(store, await Given.ActAsync(store, "bas"));
        await store.SqlAsync("DROP TRIGGER leaves_no_update; UPDATE leaves SET Hash = zeroblob(32)");
        using var bad = new StringWriter();
        Assert.Equal(1, await VerifyCommand.RunAsync(store.Settings, bad, TextWriter.Null));
        Assert.Contains("""firstWrong":{"leaf":0,"kind":"leaf","reason":""", bad.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_can_be_asked_for_by_a_request_of_either_database()
    {
        await using var store = await TestStore.FilledAsync();
        var server = new DatabaseSettings { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=none" };
        foreach (var settings in new[] { store.Settings, server })
        {
            await using var services = new ServiceCollection().AddStore(settings).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
            for (var i = 0; i < 2; i++)
            {
                await using var request = services.CreateAsyncScope();
                var all = request.ServiceProvider;
                Assert.All<Type>(
                    [typeof(TriageDb), typeof(Organisations), typeof(Caseload), typeof(Drafts), typeof(Records), typeof(AccessLog), typeof(Verification)],
                    type => Assert.NotNull(all.GetRequiredService(type)));
                if (settings.Provider == DatabaseProvider.Sqlite) Assert.Equal("Bas Vos", (await all.GetRequiredService<People>().FindAsync("bas"))!.Name);
            }
        }
    }
}
