using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>A copy of the embedded database as it was at one moment, and the way back. SQL Server has its own means for both.</summary>
public static class Backup
{
    private const string OnlyEmbedded = "This is for the embedded database: SQL Server makes its own backups (BACKUP DATABASE) and puts them back itself.";

    /// <summary>
    /// Writes a copy while others read and write, checks that it can be read whole, and only then gives it its name. In every organisation an access event says
    /// that <paramref name="who"/> took it along (HK-8.4). Throws <see cref="CannotRunException"/> when there is no database, the file is there already, or it
    /// cannot be written; then there is no file.
    /// </summary>
    /// <returns>Size in bytes and SHA-256, lower-case hex, of the file.</returns>
    public static async Task<(long Bytes, string Sha256)> WriteAsync(DatabaseSettings settings, string file, string who, DateTime at, CancellationToken cancellationToken = default)
    {
        var source = Embedded(settings);
        if (!File.Exists(source)) throw new CannotRunException($"There is no database {source} to back up.");
        if (File.Exists(file)) throw new CannotRunException($"The file {file} is there already: choose another name. A backup is never overwritten.");
        var unfinished = file + ".unfinished";
        try
        {
            await NoteAsync(settings, who, "backup", at, cancellationToken);
            File.Delete(unfinished);
            Copy(source, unfinished);
            await using (var db = Database.Open(Over(settings, unfinished))) await RequireWholeAsync(db, cancellationToken);
            Loose(unfinished);
            var found = (new FileInfo(unfinished).Length, await HashAsync(unfinished, cancellationToken));
            File.Move(unfinished, file);
            return found;
        }
        catch (Exception e) when (e is not CannotRunException && Database.Reason(e, Over(settings, file)) is { } reason)
        {
            throw new CannotRunException(reason, e);
        }
        finally
        {
            Loose(unfinished);
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
    }

    /// <summary>
    /// Puts a backup in an empty place: brings the copy up to date, recomputes every ledger, ends all sessions that were open when it was made, and only then
    /// gives it the name of the database. When a ledger does not hold, nothing is put there and the verdicts say why. Throws <see cref="CannotRunException"/>
    /// when the place is not empty, or the backup is damaged, newer than this program, without its triggers, or no database of this program.
    /// </summary>
    public static async Task<IReadOnlyList<LedgerVerdict>> RestoreAsync(DatabaseSettings settings, string file, string who, DateTime at, CancellationToken cancellationToken = default)
    {
        var place = Embedded(settings);
        if (!File.Exists(file)) throw new CannotRunException($"There is no backup {file}.");
        if (File.Exists(place) || File.Exists(place + "-wal")) throw new CannotRunException($"The place is not empty: {place} is there already. Move it away first; nothing is overwritten.");
        var copy = place + ".restoring";
        var there = Over(settings, copy);
        try
        {
            if (Path.GetDirectoryName(place) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            Loose(copy);
            File.Delete(copy);
            Copy(file, copy);
            IReadOnlyList<LedgerVerdict> verdicts;
            await using (var db = Database.Open(there))
            {
                await RequireWholeAsync(db, cancellationToken);
                // An empty database would be made into one of this program.
                if (!(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any()) throw new CannotRunException($"The file {file} is no backup of this program.");
                await Database.PrepareAsync(there, cancellationToken);
                verdicts = await new Verification(db).RunAsync([], cancellationToken);
                if (verdicts.Any(v => !v.Ok)) return verdicts;
                await db.Sessions.ExecuteDeleteAsync(cancellationToken);
            }
            await NoteAsync(there, who, "restore", at, cancellationToken);
            Loose(copy);
            File.Move(copy, place);
            return verdicts;
        }
        catch (Exception e) when (e is not CannotRunException && Database.Reason(e, Over(settings, file)) is { } reason)
        {
            throw new CannotRunException(reason, e);
        }
        finally
        {
            Loose(copy);
            File.Delete(copy);
            File.Delete(copy + ".migrating");
        }
    }

    private static string Embedded(DatabaseSettings settings) => settings.Provider == DatabaseProvider.Sqlite
        ? Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource)
        : throw new CannotRunException(OnlyEmbedded);

    private static DatabaseSettings Over(DatabaseSettings settings, string file) => settings with { ConnectionString = new SqliteConnectionStringBuilder { DataSource = file }.ToString() };

    // SQLite copies page by page within one reading transaction: the copy is of one moment, and writers go on.
    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        // One file, without a journal beside it.
        SqlitePragmas.Run(target, "PRAGMA journal_mode=DELETE;");
    }

    private static async Task RequireWholeAsync(TriageDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        if (SqlitePragmas.Run(connection, "PRAGMA integrity_check(1);") is not "ok") throw new CannotRunException("The copy is damaged: SQLite's own check does not pass.");
        if (SqlitePragmas.Run(connection, "PRAGMA foreign_key_check;") is not null) throw new CannotRunException("The copy is damaged: a row points to one that is not there.");
    }

    private static async Task NoteAsync(DatabaseSettings settings, string who, string what, DateTime at, CancellationToken cancellationToken)
    {
        await Database.RequireCurrentAsync(settings, cancellationToken);
        await using var db = Database.Open(settings);
        var log = new AccessLog(db);
        foreach (var organisation in await db.Organisations.AsNoTracking().OrderBy(o => o.Id).ToListAsync(cancellationToken))
            await log.WriteAsync(new Act(new Person(who, who, Role.Administrator, organisation.Id, organisation.Name, Stored.Code<Rules.Sector>(organisation.Sector), who, who), at, ""), AccessAction.Download, detail: what, cancellationToken: cancellationToken);
    }

    // Gives back the file, and empties and removes the journal beside it.
    private static void Loose(string file)
    {
        SqliteConnection.ClearAllPools();
        if (!File.Exists(file) || !File.Exists(file + "-wal")) return;
        using var last = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        last.Open();
        SqlitePragmas.Run(last, "PRAGMA journal_mode=DELETE;");
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
