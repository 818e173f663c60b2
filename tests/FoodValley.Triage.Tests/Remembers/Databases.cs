using System.Reflection;
using FoodValley.Triage.Store;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;

namespace FoodValley.Triage.Tests.Remembers;

/// <summary>Runs a store test on the embedded database and, where a server is named, on SQL Server: use with [Theory].</summary>
public sealed class OnEachDatabaseAttribute() : OnDatabaseAttribute(DatabaseProvider.Sqlite);

/// <summary>The SQL Server half of a store test; says why when it does not run.</summary>
public sealed class OnSqlServerAttribute : OnDatabaseAttribute
{
    public OnSqlServerAttribute() : base(DatabaseProvider.SqlServer)
    {
        if (TestStore.Server is null) Skip = "TRIAGE_SQLSERVER holds no connection string, so there is no SQL Server to run on.";
    }
}

public abstract class OnDatabaseAttribute(DatabaseProvider provider) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[provider]];
}

/// <summary>A fresh, prepared database of its own, gone afterwards.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    public static string? Server { get; } = Environment.GetEnvironmentVariable("TRIAGE_SQLSERVER") is { Length: > 0 } server ? server : null;

    private TestStore(DatabaseSettings settings, string? folder) => (Settings, Folder) = (settings, folder);

    public DatabaseSettings Settings { get; }

    public string? Folder { get; }

    public string File => new SqliteConnectionStringBuilder(Settings.ConnectionString).DataSource;

    /// <summary>Settings for a database that does not exist yet.</summary>
    public static TestStore New(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var name = "triage_" + Convert.ToHexStringLower(Chance.Secure.Bytes(8));
        if (provider == DatabaseProvider.SqlServer)
            return new(new DatabaseSettings { Provider = provider, ConnectionString = new SqlConnectionStringBuilder(Server) { InitialCatalog = name }.ToString() }, null);
        var folder = Path.Combine(Path.GetTempPath(), name);
        return new(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "triage.db")}" }, folder);
    }

    /// <summary>Migrated, with the demo's people and dossiers.</summary>
    public static async Task<TestStore> FilledAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var store = New(provider);
        await Database.PrepareAsync(store.Settings);
        await using var db = store.Open();
        Assert.True(await DemoData.FillAsync(db, Chance.Seeded(1), Given.Noon));
        return store;
    }

    public TriageDb Open() => Database.Open(Settings);

    /// <summary>SQL as somebody with the file, or the administrator's rights, would send it.</summary>
    public async Task<int> SqlAsync(string sql)
    {
        await using var db = Open();
        return await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var db = Open();
        return (await db.Database.SqlQueryRaw<T>(sql).ToListAsync()).Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (Folder is null)
        {
            await using var db = Open();
            await db.Database.EnsureDeletedAsync();
            return;
        }
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
