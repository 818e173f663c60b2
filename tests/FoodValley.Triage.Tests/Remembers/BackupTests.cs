using System.Globalization;
using System.Text.Json.Nodes;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Commands;
using Microsoft.Data.Sqlite;

namespace FoodValley.Triage.Tests.Remembers;

/// <summary>A backup made while others write is whole, comes back verified, and is never put over something else.</summary>
public sealed class BackupTests
{
    private static readonly Clock Now = new(new DateTimeOffset(Given.Noon.AddHours(1)));

    private static async Task<(int Code, string Output, string Error)> RunAsync(Func<TextWriter, TextWriter, Task<int>> command)
    {
        var (output, error) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        return (await command(output, error), output.ToString(), error.ToString());
    }

    private static Task<(int Code, string Output, string Error)> BackUpAsync(TestStore store, string file) =>
        RunAsync((o, e) => BackupCommand.WriteAsync(store.Settings, file, o, e, Now));

    private static Task<(int Code, string Output, string Error)> RestoreAsync(TestStore store, string file) =>
        RunAsync((o, e) => BackupCommand.RestoreAsync(store.Settings, file, o, e, Now));

    private static Task<(int Code, string Output, string Error)> SeedAsync(TestStore store, int decisions) => RunAsync((o, e) => SeedCommand.RunAsync(store.Settings, decisions, 7, o, e, Now));

    private static string Beside(TestStore store, string name) => Path.Combine(store.Folder!, name);

    // Every row of every table but those that a backup and a restore write themselves.
    private static List<string> Everything(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        List<string> Rows(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
            return rows;
        }
        return [.. Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('access_events', 'sessions') AND name NOT LIKE 'sqlite_%' ORDER BY name")
            .SelectMany(table => Rows($"SELECT * FROM \"{table}\" ORDER BY 1").Order(StringComparer.Ordinal).Prepend(table))];
    }

    [Fact]
    [Norm("HK-8.2", "HK-8.5")]
    public async Task A_backup_comes_back_whole_verified_and_with_nobody_signed_in()
    {
        await using var store = TestStore.New();
        await using var other = TestStore.New();
        await SeedAsync(store, 60);
        await using (var db = store.Open()) await new Sessions(db).BeginAsync("sitting", "sanne", Given.Noon, Given.Noon.AddHours(12));
        var file = Beside(store, "copy.db");
        var made = await BackUpAsync(store, file);
        Assert.Equal((0, ""), (made.Code, made.Error));
        var said = JsonNode.Parse(made.Output)!;
        Assert.Equal(new FileInfo(file).Length, (long)said["bytes"]!);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file))), (string)said["sha256"]!);
        Assert.Equal(["copy.db"], Directory.GetFiles(store.Folder!, "copy*").Select(Path.GetFileName));
        Assert.Equal(3, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM access_events WHERE PersonId = 'operator' AND Action = 'download' AND Detail = 'backup'"));

        var back = await RestoreAsync(other, file);
        Assert.Equal((0, ""), (back.Code, back.Error));
        Assert.Equal(3, back.Output.Trim().Split('\n').Count(line => (bool)JsonNode.Parse(line)!["ok"]!));
        Assert.Equal(Everything(store.File), Everything(other.File));
        Assert.Equal(0, await other.AskAsync<int>("SELECT COUNT(*) AS Value FROM sessions"));
        Assert.Equal(1, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM sessions"));
        Assert.Equal(3, await other.AskAsync<int>("SELECT COUNT(*) AS Value FROM access_events WHERE PersonId = 'operator' AND Detail = 'restore'"));
        Assert.Empty(await Database.PrepareAsync(other.Settings));
        Assert.Empty(Directory.GetFiles(other.Folder!, "*.restoring*"));
    }

    [Fact]
    [Norm("HK-8.2")]
    public async Task Backups_made_while_others_sign_are_each_of_one_moment()
    {
        await using var store = TestStore.New();
        await SeedAsync(store, 10);
        var writing = Task.Run(() => SeedAsync(store, 300));
        var files = new List<string>();
        do
        {
            files.Add(Beside(store, $"copy{files.Count}.db"));
            Assert.Equal((0, ""), await BackUpAsync(store, files[^1]) is var made ? (made.Code, made.Error) : default);
        }
        while (!writing.IsCompleted || files.Count < 2);
        await writing;
        foreach (var file in files.Take(1).Append(files[^1]))
        {
            await using var other = TestStore.New();
            Assert.Equal((0, ""), await RestoreAsync(other, file) is var back ? (back.Code, back.Error) : default);
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        await using var store = TestStore.New();
        await SeedAsync(store, 5);
        var file = Beside(store, "copy.db");
        await File.WriteAllTextAsync(file, "mine");
        var made = await BackUpAsync(store, file);
        Assert.Equal(3, made.Code);
        Assert.Contains("is there already", made.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));
        var good = Beside(store, "good.db");
        Assert.Equal(0, (await BackUpAsync(store, good)).Code);
        var before = Everything(store.File);
        var back = await RestoreAsync(store, good);
        Assert.Equal(3, back.Code);
        Assert.Contains("is not empty", back.Error, StringComparison.Ordinal);
        Assert.Equal(before, Everything(store.File));
        Assert.Equal(3, (await BackUpAsync(store, Beside(store, "no such folder/copy.db"))).Code);
        await using var nothing = TestStore.New();
        Assert.Equal(3, (await BackUpAsync(nothing, good + "2")).Code);
        Assert.Equal(3, (await RestoreAsync(nothing, good + "3")).Code);
        Assert.False(File.Exists(nothing.File));
    }

    [Theory]
    [InlineData("text", 3)]
    [InlineData("short", 3)]
    [InlineData("bytes", 3)]
    [InlineData("empty", 3)]
    [InlineData("newer", 3)]
    [InlineData("trigger", 3)]
    [InlineData("content", 1)]
    [InlineData("leaf", 1)]
    public async Task What_is_no_good_backup_is_not_put_in_place(string wrong, int code)
    {
        await using var store = TestStore.New();
        await SeedAsync(store, 40);
        var file = Beside(store, "copy.db");
        Assert.Equal(0, (await BackUpAsync(store, file)).Code);
        void Sql(string sql)
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            SqlitePragmas.Run(connection, sql);
        }
        var bytes = await File.ReadAllBytesAsync(file);
        switch (wrong)
        {
            case "text": await File.WriteAllTextAsync(file, "no database"); break;
            case "short": await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]); break;
            case "bytes":
                Array.Clear(bytes, bytes.Length / 2 / 4096 * 4096, 40960);
                await File.WriteAllBytesAsync(file, bytes);
                break;
            case "empty":
                File.Delete(file);
                Sql("CREATE TABLE other(a); INSERT INTO other VALUES (1);");
                break;
            case "newer": Sql("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '10.0.0');"); break;
            case "trigger": Sql("DROP TRIGGER leaves_no_update;"); break;
            case "content": Changed("record_contents", "Content = CAST(replace(CAST(Content AS TEXT), 'e', 'o') AS BLOB) WHERE Sequence = 3"); break;
            default: Changed("leaves", "Bytes = Bytes || ' ' WHERE Sequence = 3"); break;
        }
        await using var other = TestStore.New();
        var back = await RestoreAsync(other, file);
        Assert.True(code == back.Code, $"{back.Code}: {back.Error}");
        Assert.Single(back.Error.Trim().Split('\n'));
        if (code == 1) Assert.Contains("\"ok\":false", back.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(other.File));
        Assert.False(Directory.Exists(other.Folder) && Directory.EnumerateFiles(other.Folder!, "*.restoring*").Any());

        // As somebody with the file would: the trigger away, the change, the trigger back.
        void Changed(string table, string change)
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            var triggers = new List<(string Name, string Sql)>();
            using (var command = connection.CreateCommand())
            {
                command.CommandText = $"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'";
                using var reader = command.ExecuteReader();
                while (reader.Read()) triggers.Add((reader.GetString(0), reader.GetString(1)));
            }
            foreach (var (name, _) in triggers) SqlitePragmas.Run(connection, $"DROP TRIGGER {name}");
            SqlitePragmas.Run(connection, $"UPDATE {table} SET {change}");
            foreach (var (_, sql) in triggers) SqlitePragmas.Run(connection, sql);
        }
    }

    [Fact]
    public async Task Of_sql_server_it_says_who_makes_backups()
    {
        var settings = new DatabaseSettings { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=nowhere" };
        foreach (var run in new[] { await RunAsync((o, e) => BackupCommand.WriteAsync(settings, "a.db", o, e, Now)), await RunAsync((o, e) => BackupCommand.RestoreAsync(settings, "a.db", o, e, Now)) })
        {
            Assert.Equal(3, run.Code);
            Assert.Contains("BACKUP DATABASE", run.Error, StringComparison.Ordinal);
        }
    }
}
