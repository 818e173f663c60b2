using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodValley.Triage.Store;

/// <summary>Chooses the database, brings it up to date, arms what keeps it append-only, and checks that it is fit for work.</summary>
public static class Database
{
    /// <summary>
    /// Ready to serve: migrated if need be, triggers armed, promises checked. Safe to run twice, after a kill, and from several instances at once.
    /// Returns the migrations it applied. Throws <see cref="CannotRunException"/> when the database is newer than this program, damaged, locked,
    /// not writable, not reachable, or has lost a trigger.
    /// </summary>
    public static Task<IReadOnlyList<string>> PrepareAsync(DatabaseSettings settings, CancellationToken cancellationToken = default) =>
        PrepareAsync(settings, armAlways: false, cancellationToken);

    /// <summary>The same for an operator: arms the triggers also when nothing is to be migrated, so that one that was lost is back.</summary>
    public static Task<IReadOnlyList<string>> MigrateAsync(DatabaseSettings settings, CancellationToken cancellationToken = default) =>
        PrepareAsync(settings, armAlways: true, cancellationToken);

    /// <summary>Changes nothing; throws <see cref="CannotRunException"/> when there is no database, or it is newer or older than this program.</summary>
    public static async Task RequireCurrentAsync(DatabaseSettings settings, CancellationToken cancellationToken = default)
    {
        if (settings.Provider == DatabaseProvider.Sqlite && !File.Exists(FileOf(settings)))
            throw new CannotRunException($"There is no database {FileOf(settings)}: start the program or run `migrate` first.");
        try
        {
            if ((await PendingAsync(settings, cancellationToken)).Count > 0)
                throw new CannotRunException("The database is older than this program: run `migrate` first.");
        }
        catch (Exception e) when (Reason(e, settings) is { } reason)
        {
            throw new CannotRunException(reason, e);
        }
    }

    private static async Task<IReadOnlyList<string>> PrepareAsync(DatabaseSettings settings, bool armAlways, CancellationToken cancellationToken)
    {
        try
        {
            return settings.Provider == DatabaseProvider.Sqlite
                ? await PrepareSqliteAsync(settings, armAlways, cancellationToken)
                : await PrepareSqlServerAsync(settings, armAlways, cancellationToken);
        }
        catch (Exception e) when (Reason(e, settings) is { } reason)
        {
            throw new CannotRunException(reason, e);
        }
    }

    /// <summary>A context for work outside the web server, such as a command. Opens nothing before it is used.</summary>
    public static TriageDb Open(DatabaseSettings settings) => settings.Provider == DatabaseProvider.Sqlite
        ? new SqliteTriageDb(Sqlite(new DbContextOptionsBuilder<SqliteTriageDb>(), settings).Options)
        : new SqlServerTriageDb(SqlServer(new DbContextOptionsBuilder<SqlServerTriageDb>(), settings).Options);

    /// <summary>Registers the context, pooled, and the store classes. Connects to nothing.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, DatabaseSettings settings)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            var resolved = Resolve(settings);
            services.AddDbContextPool<TriageDb, SqliteTriageDb>(o => Sqlite(o, resolved));
        }
        else
        {
            services.AddDbContextPool<TriageDb, SqlServerTriageDb>(o => SqlServer(o, settings));
        }
        services.TryAddSingleton(Chance.Secure);
        return services
            .AddSingleton(settings)
            .AddScoped<People>()
            .AddScoped<Sessions>()
            .AddScoped<Staff>()
            .AddScoped<ReadingReasons>()
            .AddScoped<ProtectionKeys>()
            .AddScoped<Organisations>()
            .AddScoped<Caseload>()
            .AddScoped<CaseFiles>()
            .AddScoped<Partners>()
            .AddScoped<TeamMeetings>()
            .AddScoped<Drafts>()
            .AddScoped<AskedColleagues>()
            .AddScoped<KeptForms>()
            .AddScoped<Records>()
            .AddScoped<ReportedIncidents>()
            .AddScoped<Reviews>()
            .AddScoped<Reports>()
            .AddScoped<RuleSets>()
            .AddScoped<GivenAnswers>()
            .AddScoped<OpenRequests>()
            .AddScoped<AccessLog>()
            .AddScoped<AccessBatches>()
            .AddScoped<LogReviews>()
            .AddScoped<Emergencies>()
            .AddScoped<ProcessingOutbox>()
            .AddScoped<Verification>()
            .AddScoped<Exports>()
            .AddScoped<LastVerifications>();
    }

    /// <summary>One sentence for the operator when this is about the database and not a mistake of ours; else null.</summary>
    public static string? Reason(Exception exception, DatabaseSettings settings)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case CannotRunException:
                    return e.Message;
                case SqliteException sqlite:
                    return $"The database {FileOf(settings)} {Sentence(sqlite)}";
                case SqlException sql:
                    return $"The SQL Server database cannot be used (error {sql.Number}): {sql.Message.ReplaceLineEndings(" ")}";
                case UnauthorizedAccessException or IOException:
                    return $"The database {FileOf(settings)} cannot be opened for writing: {e.Message.ReplaceLineEndings(" ")}";
                default:
                    continue;
            }
        }
        return null;
    }

    private static string Sentence(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => "is locked by another program: end that program or wait, and start again.",
        8 => "is read-only: give this program the right to write to the file and its folder.",
        10 => $"cannot be read or written because the disk reports an error: {e.Message}",
        11 or 26 => "is damaged or is no database of this program: put a backup in its place.",
        13 => "cannot grow because the disk is full: make room and start again.",
        14 => "cannot be opened: check that the folder exists and that this program may write to it.",
        _ => $"cannot be used: {e.Message.ReplaceLineEndings(" ")}",
    };

    private static async Task<IReadOnlyList<string>> PrepareSqliteAsync(DatabaseSettings settings, bool armAlways, CancellationToken cancellationToken)
    {
        var file = FileOf(settings);
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);

        IReadOnlyList<string> applied = [];
        if (armAlways || (await PendingAsync(settings, cancellationToken)).Count > 0)
        {
            // The lock is this process's hold on a file: it ends with the process, however that ends.
            await using var held = await HoldAsync(file + ".migrating", settings.BusyTimeout, cancellationToken);
            applied = await PendingAsync(settings, cancellationToken);
            await using var db = Open(settings);
            await db.Database.OpenConnectionAsync(cancellationToken);
            if (applied.Count > 0)
            {
                // Nobody else migrates while we hold the file, so a lock row in the database is left over from a killed start; waiting for it would never end.
                await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }
            await Triggers.ArmAsync(db, cancellationToken);
        }

        await using var ready = Open(settings);
        await ready.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)ready.Database.GetDbConnection();
        // Takes the write lock and gives it back: a read-only or locked file is told now, not at somebody's first answer.
        // The update of no row is needed: on a read-only file the transaction alone would start as a reading one.
        await using (var transaction = await ready.Database.BeginTransactionAsync(cancellationToken))
        {
            await ready.Database.ExecuteSqlAsync($"UPDATE store_marks SET Value = Value WHERE Name = ''", cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
        }
        SqlitePragmas.UseJournal(connection);
        if (SqlitePragmas.FirstWrong(connection) is { } wrong)
            throw new CannotRunException($"The database {file} does not keep its promises: {wrong}.");
        await CheckTriggersAsync(ready, cancellationToken);
        return applied;
    }

    private static async Task<IReadOnlyList<string>> PrepareSqlServerAsync(DatabaseSettings settings, bool armAlways, CancellationToken cancellationToken)
    {
        var applied = await PendingAsync(settings, cancellationToken);
        await using var db = Open(settings);
        if (applied.Count > 0)
        {
            // EF holds sp_getapplock for the session while it migrates, which a killed start gives back.
            await db.Database.MigrateAsync(cancellationToken);
        }
        if (armAlways || applied.Count > 0) await Triggers.ArmAsync(db, cancellationToken);
        await CheckTriggersAsync(db, cancellationToken);
        return applied;
    }

    private static async Task<IReadOnlyList<string>> PendingAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        await using var db = Open(settings);
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
            throw new CannotRunException($"The database is newer than this program (it holds {newer}): start the newer program, or put back a backup from before the update.");
        return [.. known.Except(applied, StringComparer.Ordinal)];
    }

    private static async Task CheckTriggersAsync(TriageDb db, CancellationToken cancellationToken)
    {
        var missing = await Triggers.MissingAsync(db, cancellationToken);
        if (missing.Count > 0)
            throw new CannotRunException($"The database lost what keeps its records unchangeable ({string.Join(", ", missing)}): find out why, run `verify`, then run `migrate` to arm it again.");
    }

    private static async Task<FileStream> HoldAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        var step = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && waited < patience)
            {
                await Task.Delay(step, cancellationToken);
                waited += step;
            }
            catch (IOException e) when (File.Exists(path))
            {
                throw new CannotRunException($"Another program is updating the database ({path} is held): wait until it is done, and start again.", e);
            }
        }
    }

    private static DbContextOptionsBuilder<T> Sqlite<T>(DbContextOptionsBuilder<T> options, DatabaseSettings settings) where T : DbContext
    {
        Sqlite((DbContextOptionsBuilder)options, settings);
        return options;
    }

    // Not ForeignKeys here: that runs a statement at every opening; SqlitePragmas sets it once per physical connection.
    private static void Sqlite(DbContextOptionsBuilder options, DatabaseSettings settings) => options
        .UseSqlite(new SqliteConnectionStringBuilder(Resolve(settings).ConnectionString) { DefaultTimeout = (int)Math.Ceiling(settings.BusyTimeout.TotalSeconds) }.ToString())
        .AddInterceptors(new SqlitePragmas(settings.BusyTimeout))
        .ConfigureWarnings(Quiet);

    private static DbContextOptionsBuilder<T> SqlServer<T>(DbContextOptionsBuilder<T> options, DatabaseSettings settings) where T : DbContext
    {
        SqlServer((DbContextOptionsBuilder)options, settings);
        return options;
    }

    private static void SqlServer(DbContextOptionsBuilder options, DatabaseSettings settings) =>
        options.UseSqlServer(settings.ConnectionString).ConfigureWarnings(Quiet);

    // Statements of this product carry personal data: a failed one is told by its exception, not by a log line with its text.
    private static void Quiet(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.CommandError);

    private static DatabaseSettings Resolve(DatabaseSettings settings)
    {
        var parts = new SqliteConnectionStringBuilder(settings.ConnectionString);
        parts.DataSource = Path.GetFullPath(parts.DataSource);
        return settings with { ConnectionString = parts.ToString() };
    }

    private static string FileOf(DatabaseSettings settings) =>
        settings.Provider == DatabaseProvider.Sqlite ? Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource) : "";
}
