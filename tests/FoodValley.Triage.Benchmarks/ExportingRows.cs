using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Store;
using Microsoft.Data.Sqlite;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Goals 6 to 8: exports against a plain scan of the same rows, their memory, and verification against hashing the same bytes.</summary>
public static class ExportingRows
{
    private const string Scan =
        "SELECT l.Sequence, l.Bytes, c.Facts, c.FactsSalt FROM leaves l LEFT JOIN record_contents c ON c.OrganisationId = l.OrganisationId AND c.Sequence = l.Sequence WHERE l.OrganisationId = $o ORDER BY l.Sequence";

    private const string Everything =
        "SELECT l.Sequence, l.Bytes, l.Hash, c.Facts, c.FactsSalt, c.Content, c.ContentSalt FROM leaves l LEFT JOIN record_contents c ON c.OrganisationId = l.OrganisationId AND c.Sequence = l.Sequence WHERE l.OrganisationId = $o ORDER BY l.Sequence";

    public static async Task<IEnumerable<Result>> ExportsAsync(Stores stores, int rounds, IReadOnlyList<ExportFormat> formats, int goal)
    {
        var results = new List<Result>();
        Read(stores.Large, Scan, hash: false);
        var rates = formats.ToDictionary(f => f, _ => new List<double>());
        var (scans, rows) = (new List<double>(), 0L);
        for (var round = 0; round < rounds; round++)
        {
            var (scan, count) = Read(stores.Large, Scan, hash: false);
            scans.Add(scan);
            rows = count;
            foreach (var format in formats) rates[format].Add(scan / await ExportAsync(stores, format));
        }
        foreach (var format in formats)
        {
            double? least = format switch { ExportFormat.Csv or ExportFormat.JsonLines => 1.0, ExportFormat.Xlsx => 0.5, _ => null };
            results.Add(new(goal, $"{format.Code()}: rows a second / the raw scan of the same rows", rates[format].Median(), least, string.Create(CultureInfo.InvariantCulture,
                $"{rows:N0} rows; scan {rows / scans.Median():N0} rows/s"), AtLeast: true));
            var peaks = new List<(double Large, double Small)>();
            for (var round = 0; round < Math.Min(rounds, 3); round++) peaks.Add((await PeakAsync(stores, stores.Large, format), await PeakAsync(stores, stores.Small, format)));
            results.Add(new(goal, $"{format.Code()}: peak memory of the command, many / 10,000", peaks.Select(p => p.Large / p.Small).Median(), 1.1, string.Create(CultureInfo.InvariantCulture,
                $"{peaks.Select(p => p.Large).Median():0} MB and {peaks.Select(p => p.Small).Median():0} MB; limit 150 MB")));
        }
        return results;
    }

    public static async Task<IEnumerable<Result>> VerificationAsync(Stores stores, int rounds)
    {
        Read(stores.Large, Everything, hash: true);
        var (ratios, took) = (new List<double>(), new List<double>());
        var rows = 0L;
        for (var round = 0; round < rounds; round++)
        {
            var (raw, count) = Read(stores.Large, Everything, hash: true);
            rows = count;
            await using var db = Stores.Open(stores.Large);
            var began = Stopwatch.GetTimestamp();
            var verdict = await new Verification(db).OfAsync(Stores.Organisation);
            if (!verdict.Ok) throw new InvalidOperationException(verdict.FirstWrong!.Reason);
            took.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            ratios.Add(raw / took[^1]);
        }
        return [new(8, "verification / reading and hashing the same bytes", ratios.Median(), 0.6, string.Create(CultureInfo.InvariantCulture, $"{rows:N0} leaves, {took.Median():0.0} s"), AtLeast: true)];
    }

    private static async Task<double> ExportAsync(Stores stores, ExportFormat format)
    {
        await using var db = Stores.Open(stores.Large);
        var officer = (await new People(db).FindAsync("fatima"))!;
        using var key = LedgerKey.Development();
        var file = Path.Combine(stores.Out, "export");
        var began = Stopwatch.GetTimestamp();
        _ = await new Exports(db, Chance.Secure).WriteAsync(new Act(officer, TimeProvider.System.GetUtcNow().UtcDateTime, ""), new(new(), format), file, key) ?? throw new InvalidOperationException("The ledger does not hold.");
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        File.Delete(file);
        return took;
    }

    private static async Task<double> PeakAsync(Stores stores, string database, ExportFormat format)
    {
        var file = Path.Combine(stores.Out, "export");
        var (code, _, megabytes) = await Stores.RunAsync(database, "export", "--organisation", Stores.Organisation, "--format", format.Code(), "--out", file);
        if (code != 0) throw new InvalidOperationException($"The export ended with {code}.");
        File.Delete(file);
        return megabytes;
    }

    // Prepared, without EF; every column is taken out as bytes.
    private static (double Seconds, long Rows) Read(string file, string sql, bool hash)
    {
        using var connection = new SqliteConnection("Data Source=" + file + ";Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$o", Stores.Organisation);
        Span<byte> into = stackalloc byte[32];
        var began = Stopwatch.GetTimestamp();
        using var reader = command.ExecuteReader();
        var rows = 0L;
        while (reader.Read())
        {
            for (var at = 1; at < reader.FieldCount; at++)
            {
                if (reader.IsDBNull(at)) continue;
                var bytes = reader.GetFieldValue<byte[]>(at);
                if (hash && bytes.Length != 32) SHA256.HashData(bytes, into);
            }
            rows++;
        }
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, rows);
    }
}
