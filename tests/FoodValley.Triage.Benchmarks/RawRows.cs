using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace FoodValley.Triage.Benchmarks;

/// <summary>What a durable write costs at least: prepared statements on a write-ahead journal, on disk before anybody is told.</summary>
public sealed class RawRows : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin, _commit, _record, _part, _head, _row;
    private readonly byte[] _content = new byte[6000];
    private long _number;

    public RawRows(string file)
    {
        _connection = new SqliteConnection("Data Source=" + file + ";Pooling=False");
        _connection.Open();
        var columns = Enumerable.Range(1, 24).Select(at => "c" + at).ToArray();
        Prepare(
            $"""
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;
            CREATE TABLE IF NOT EXISTS one_row (id INTEGER PRIMARY KEY, answers TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY, {string.Join(", ", columns)});
            CREATE TABLE IF NOT EXISTS part (id INTEGER PRIMARY KEY, record INTEGER NOT NULL, name TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY, record INTEGER NOT NULL, hash BLOB NOT NULL);
            """).ExecuteNonQuery();
        (_begin, _commit) = (Prepare("BEGIN IMMEDIATE"), Prepare("COMMIT"));
        _row = Prepare("INSERT INTO one_row (id, answers) VALUES ($id, $answers)");
        _row.Parameters.AddWithValue("$id", 0L);
        _row.Parameters.AddWithValue("$answers", new string('a', 2500));
        _record = Prepare($"INSERT INTO record (id, {string.Join(", ", columns)}) VALUES ($id, {string.Join(", ", columns.Select(c => "$" + c))})");
        _record.Parameters.AddWithValue("$id", 0L);
        foreach (var column in columns) _record.Parameters.AddWithValue("$" + column, column == "c24" ? _content : "een korte waarde");
        _part = Prepare("INSERT INTO part (record, name) VALUES ($record, 'een deel')");
        _part.Parameters.AddWithValue("$record", 0L);
        _head = Prepare("INSERT INTO head (record, hash) VALUES ($record, $hash)");
        _head.Parameters.AddWithValue("$record", 0L);
        _head.Parameters.AddWithValue("$hash", new byte[32]);
        _number = (long)Prepare("SELECT coalesce(max(id), 0) FROM (SELECT id FROM one_row UNION ALL SELECT id FROM record)").ExecuteScalar()!;
    }

    /// <summary>One row, as large as a draft; milliseconds.</summary>
    public double Row()
    {
        var began = Stopwatch.GetTimestamp();
        _row.Parameters[0].Value = ++_number;
        _row.ExecuteNonQuery();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>One row of 25 columns, three and one more, in one transaction; milliseconds.</summary>
    public double Record()
    {
        var began = Stopwatch.GetTimestamp();
        var number = ++_number;
        _begin.ExecuteNonQuery();
        _record.Parameters[0].Value = number;
        _record.ExecuteNonQuery();
        _part.Parameters[0].Value = number;
        for (var at = 0; at < 3; at++) _part.ExecuteNonQuery();
        _head.Parameters[0].Value = number;
        _head.ExecuteNonQuery();
        _commit.ExecuteNonQuery();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // our own words
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public void Dispose()
    {
        foreach (var command in new[] { _begin, _commit, _record, _part, _head, _row }) command.Dispose();
        _connection.Dispose();
    }
}
