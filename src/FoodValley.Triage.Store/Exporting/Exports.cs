using System.Data;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>
/// Takes decisions out of one organisation as a file: exactly those the filter selects, with their facts, never with their content. That it was done is an
/// entry of the ledger. Serves HK-8b, HK-8c and HK-8.6.
/// </summary>
public sealed class Exports(TriageDb db, Chance chance)
{
    /// <summary>Said on the sheet of a workbook: such a file proves nothing.</summary>
    public const string NoProof = "This table carries no proof. The export package does: every cell of it can be checked. / Deze tabel bewijst niets. Het exportpakket wel: daarin is elke cel na te rekenen.";

    /// <summary>
    /// Writes the file: first under another name beside it, and only when it is whole and stands in the ledger under <paramref name="path"/>. Null, and no file,
    /// when the leaves as stored do not give the root of the ledger. Throws <see cref="IOException"/> when the file cannot be written; then there is none.
    /// </summary>
    /// <param name="act">Who asks; the organisation is theirs.</param>
    /// <param name="filter">Which decisions.</param>
    /// <param name="format">In which form.</param>
    /// <param name="path">The file; one that is there already is replaced.</param>
    /// <param name="key">Signs a package; not needed for the other forms.</param>
    /// <param name="reason">Why it is asked for, as the ledger keeps it; may be empty.</param>
    /// <param name="cancellationToken">Stops it; then there is no file.</param>
    public async Task<Exported?> WriteAsync(
        Act act, ExportFilter filter, ExportFormat format, string path, LedgerKey? key = null, string reason = "", CancellationToken cancellationToken = default)
    {
        if (format == ExportFormat.Package && key is null) throw new ArgumentException("A package is signed.", nameof(key));
        var organisation = act.Who.OrganisationId;
        var head = await HotQueries.Of(db).Head(db, organisation, cancellationToken) ?? throw new InvalidOperationException($"Organisation {organisation} has no ledger.");
        var protocol = await HotQueries.Of(db).Protocol(db, organisation, cancellationToken);
        var whole = Path.GetFullPath(path);
        var unfinished = $"{whole}.{Convert.ToHexStringLower(chance.Bytes(6))}.unfinished";
        try
        {
            long? rows;
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                rows = format switch
                {
                    ExportFormat.Package => await PackageAsync(file, act, filter, head, key!, cancellationToken),
                    ExportFormat.Csv => await CsvAsync(file, organisation, filter, head, cancellationToken),
                    ExportFormat.JsonLines => await JsonLinesAsync(file, organisation, filter, head, cancellationToken),
                    ExportFormat.Xlsx => await XlsxAsync(file, organisation, filter, head, cancellationToken),
                };
                await file.FlushAsync(cancellationToken);
                file.Flush(flushToDisk: true);
            }
            if (rows is null) return null;
            string hash;
            await using (var file = File.OpenRead(unfinished)) hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            var exported = new Exported(format, rows.Value, head.Size, hash);
            await new Records(db, chance).ExportedAsync(act, ExportEntry.Of(act, Rulebook.Current.Id, protocol?.Version ?? "", filter, exported, reason), cancellationToken);
            File.Move(unfinished, whole, overwrite: true);
            return exported;
        }
        catch (FormatException)
        {
            // A leaf that cannot be read: `verify` says which.
            return null;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The checkpoint of a ledger as it is now, signed; null when the organisation has none.</summary>
    public async Task<byte[]?> CheckpointAsync(string organisation, LedgerKey key, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).Head(db, organisation, cancellationToken) is { } head ? Checkpoint.Sign(organisation, head.Size, head.Root, key) : null;

    private readonly record struct Row(long Number, byte[] Bytes, LeafHeader Header, byte[]? Facts, byte[]? Salt)
    {
        public bool IsDecisionOf(ExportFilter filter) => Header.Kind == EntryKind.Decision && filter.Covers(Header.Time);
    }

    private async Task<long?> PackageAsync(FileStream file, Act act, ExportFilter filter, LedgerHeadRow head, LedgerKey key, CancellationToken cancellationToken)
    {
        var organisation = act.Who.OrganisationId;
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        long first = -1, last = -1, selected = 0, decisions = 0;

        // leaves.bin, and on the way where the period begins and ends, and which leaf says of another that it was destroyed.
        var frontier = Frontier.Empty;
        var destroyed = new Dictionary<long, byte[]>();
        await using (var part = new Hashing(Entry(zip, PackageFile.Leaves, CompressionLevel.NoCompression), hashes, PackageFile.Leaves))
        {
            await foreach (var row in RowsAsync(organisation, 0, head.Size, withFacts: false, cancellationToken))
            {
                var hash = MerkleTree.LeafHash(row.Bytes);
                frontier = frontier.Append(hash);
                part.Write(hash);
                if (row.Header.Kind == EntryKind.Destruction)
                    foreach (var gone in row.Header.Refers) destroyed[gone] = row.Bytes;
                if (first < 0 && (filter.From is null || row.Header.Time >= filter.From)) first = row.Number;
                if (filter.To is null || row.Header.Time < filter.To) last = row.Number;
            }
        }
        if (frontier.Size != head.Size || !frontier.Root().AsSpan().SequenceEqual(head.Root)) return null;

        // One leaf before the period and one after it show that nothing of the period is missing.
        var (from, to) = head.Size == 0 ? (0L, 0L) : (
            filter.From is null ? 0 : first < 0 ? head.Size - 1 : Math.Max(0, first - 1),
            filter.To is null ? head.Size : last < 0 ? 1 : Math.Min(head.Size, last + 2));
        await using (var part = new Hashing(Entry(zip, PackageFile.Rows, CompressionLevel.Fastest), hashes, PackageFile.Rows))
        {
            await foreach (var row in RowsAsync(organisation, from, to, withFacts: true, cancellationToken))
            {
                var decision = row.IsDecisionOf(filter);
                if (decision) decisions++;
                // Without facts and without a leaf that says so: destroyed since we looked at the head, or not lawfully.
                byte[]? gone = null;
                if (decision && row.Facts is null && !destroyed.TryGetValue(row.Number, out gone)) return null;
                var shown = FactsOf(row, filter) is not null;
                ExportRow.WriteLine(part, row.Number, row.Bytes, shown ? row.Facts : [], shown ? row.Salt : [], gone);
                part.WriteByte((byte)'\n');
            }
        }
        await using (var part = new Hashing(Entry(zip, PackageFile.Csv, CompressionLevel.Fastest), hashes, PackageFile.Csv))
            selected = await CsvRowsAsync(part, organisation, filter, from, to, cancellationToken);
        await using (var part = new Hashing(Entry(zip, PackageFile.CheckpointNote, CompressionLevel.NoCompression), hashes, PackageFile.CheckpointNote))
            part.Write(Checkpoint.Sign(organisation, head.Size, head.Root, key));
        var manifest = new PackageManifest(
            organisation, act.At, act.Who.Id, act.Who.Role.Code(), filter, head.Size, from, to - from, decisions, selected, hashes, key.PublicKey).Sign(key);
        await using (var part = Entry(zip, PackageFile.Manifest, CompressionLevel.NoCompression)) part.Write(manifest);
        return selected;
    }

    private Task<long> CsvAsync(FileStream file, string organisation, ExportFilter filter, LedgerHeadRow head, CancellationToken cancellationToken) =>
        CsvRowsAsync(file, organisation, filter, 0, head.Size, cancellationToken);

    private async Task<long> CsvRowsAsync(Stream into, string organisation, ExportFilter filter, long from, long to, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(into, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        await text.WriteAsync(ExportCsv.Head);
        var count = 0L;
        await foreach (var row in RowsAsync(organisation, from, to, withFacts: true, cancellationToken))
        {
            if (FactsOf(row, filter) is not { } facts) continue;
            await text.WriteAsync(ExportCsv.Line(ExportRow.Cells(row.Header, facts)));
            count++;
        }
        return count;
    }

    private async Task<long> JsonLinesAsync(FileStream file, string organisation, ExportFilter filter, LedgerHeadRow head, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var row in RowsAsync(organisation, 0, head.Size, withFacts: true, cancellationToken))
        {
            if (FactsOf(row, filter) is null) continue;
            ExportRow.WriteLine(file, row.Number, row.Bytes, row.Facts, row.Salt);
            file.WriteByte((byte)'\n');
            count++;
        }
        return count;
    }

    private async Task<long> XlsxAsync(FileStream file, string organisation, ExportFilter filter, LedgerHeadRow head, CancellationToken cancellationToken)
    {
        using var sheet = new XlsxSheet(file, NoProof);
        var count = 0L;
        await foreach (var row in RowsAsync(organisation, 0, head.Size, withFacts: true, cancellationToken))
        {
            if (FactsOf(row, filter) is not { } facts) continue;
            sheet.Add(ExportRow.Cells(row.Header, facts));
            count++;
        }
        sheet.Finish();
        return count;
    }

    private static JsonObject? FactsOf(Row row, ExportFilter filter) =>
        row is { Facts: { } bytes, Salt: not null } && row.IsDecisionOf(filter) && JsonNode.Parse(bytes) is JsonObject facts && filter.Selects(facts) ? facts : null;

    // A data reader instead of EF: a million rows pass here, and none of them is kept (speed, goals 6 and 7).
    private async IAsyncEnumerable<Row> RowsAsync(string organisation, long from, long to, bool withFacts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = withFacts
                ? "SELECT l.Sequence, l.Bytes, c.Facts, c.FactsSalt FROM leaves l LEFT JOIN record_contents c ON c.OrganisationId = l.OrganisationId AND c.Sequence = l.Sequence WHERE l.OrganisationId = @organisation AND l.Sequence >= @from AND l.Sequence < @to ORDER BY l.Sequence"
                : "SELECT l.Sequence, l.Bytes FROM leaves l WHERE l.OrganisationId = @organisation AND l.Sequence >= @from AND l.Sequence < @to ORDER BY l.Sequence";
            foreach (var (name, value) in new (string, object)[] { ("@organisation", organisation), ("@from", from), ("@to", to) })
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var bytes = reader.GetFieldValue<byte[]>(1);
                yield return new(
                    reader.GetInt64(0), bytes, Leaf.Parse(bytes).Header,
                    withFacts && !await reader.IsDBNullAsync(2, cancellationToken) ? reader.GetFieldValue<byte[]>(2) : null,
                    withFacts && !await reader.IsDBNullAsync(3, cancellationToken) ? reader.GetFieldValue<byte[]>(3) : null);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static Stream Entry(ZipArchive zip, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        // The moment stands in the manifest; ZIP would write local time.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = 0;
        return entry.Open();
    }

    // Passes bytes on and notes their hash when it is closed.
    private sealed class Hashing(Stream into, Dictionary<string, string> hashes, string name) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private bool _closed;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            into.Write(buffer);
        }

        public override void Flush() => into.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (!_closed && disposing)
            {
                _closed = true;
                hashes[name] = Convert.ToHexStringLower(_hash.GetHashAndReset());
                _hash.Dispose();
                into.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
