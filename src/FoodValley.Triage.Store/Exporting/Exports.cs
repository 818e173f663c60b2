using System.Buffers;
using System.Data;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>How far an export is.</summary>
/// <param name="Done">Rows passed.</param>
/// <param name="Total">Rows that will pass.</param>
public readonly record struct ExportProgress(long Done, long Total);

/// <summary>The package would not fit in a ZIP that every reader understands: 4 GB. Ask for a shorter period.</summary>
public sealed class ExportTooLargeException() : IOException("The package would become larger than 4 GB; ask for a shorter period.");

/// <summary>
/// Takes decisions out of one organisation as a file: exactly those the filter selects, with their facts, and without their content unless that was asked for
/// with a reason. That it was done is an entry of the ledger. Serves HK-8b, HK-8c and HK-8.6.
/// </summary>
public sealed class Exports(TriageDb db, Chance chance)
{
    /// <summary>Said on the sheet of a workbook: such a file proves nothing.</summary>
    public const string NoProof = "This table carries no proof. The export package does: every cell of it can be checked. / Deze tabel bewijst niets. Het exportpakket wel: daarin is elke cel na te rekenen.";

    /// <summary>Ends the name of a file that is not whole.</summary>
    public const string Unfinished = ".unfinished";

    private const int FlushAt = 1 << 16;

    /// <summary>Rows that are read at once.</summary>
    internal int BatchSize { get; init; } = 200;

    /// <summary>A part of a package, and the package, stay below this: what a ZIP says in 32 bits, with room for its ends.</summary>
    internal long LargestPackage { get; init; } = uint.MaxValue - (1 << 20);

    /// <summary>
    /// Writes the file: first under another name beside it, and only when it is whole and stands in the ledger under <paramref name="path"/>. Null, and no file,
    /// when the leaves as stored do not give the root of the ledger. Throws <see cref="IOException"/> when the file cannot be written, and
    /// <see cref="ExportTooLargeException"/>; then there is none.
    /// </summary>
    /// <param name="act">Who asks; the organisation is theirs.</param>
    /// <param name="order">What is asked for; it must be sound.</param>
    /// <param name="path">The file; one that is there already is replaced.</param>
    /// <param name="key">Signs a package; not needed for the other forms.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellationToken">Stops it; then there is no file and no entry.</param>
    public async Task<Exported?> WriteAsync(
        Act act, ExportOrder order, string path, LedgerKey? key = null, Action<ExportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (order.Format == ExportFormat.Package && key is null) throw new ArgumentException("A package is signed.", nameof(key));
        if (!order.IsSound) throw new ArgumentException("Content goes along as JSON Lines, for a stated reason.", nameof(order));
        var organisation = act.Who.OrganisationId;
        if (order.Filter.Reviews.Count > 0) await new LedgerWalk(db, chance).ToEndAsync(organisation, cancellationToken);
        var head = await HotQueries.Of(db).Head(db, organisation, cancellationToken) ?? throw new InvalidOperationException($"Organisation {organisation} has no ledger.");
        var protocol = await HotQueries.Of(db).Protocol(db, organisation, cancellationToken);
        var whole = Path.GetFullPath(path);
        var unfinished = $"{whole}.{Convert.ToHexStringLower(chance.Bytes(6))}{Unfinished}";
        var run = new Run(organisation, order, head, progress, order.Format == ExportFormat.Package ? 3 : 1);
        try
        {
            long? rows;
            // A ZIP is written back and forth, so it is hashed when it is whole.
            using var written = order.Format is ExportFormat.Csv or ExportFormat.JsonLines ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
            run.Written = written;
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                rows = order.Format switch
                {
                    ExportFormat.Package => await PackageAsync(file, act, run, key!, cancellationToken),
                    ExportFormat.Csv => await CsvRowsAsync(file, run, 0, head.Size, cancellationToken),
                    ExportFormat.JsonLines => await JsonLinesAsync(file, run, cancellationToken),
                    ExportFormat.Xlsx => await XlsxAsync(file, run, cancellationToken),
                };
                await file.FlushAsync(cancellationToken);
                file.Flush(flushToDisk: true);
            }
            if (rows is null) return null;
            if (!File.Exists(unfinished)) throw new FileNotFoundException("The file went away while it was written.", unfinished);
            var hash = Convert.ToHexStringLower(written?.GetHashAndReset() ?? await HashOfAsync(unfinished, cancellationToken));
            var exported = new Exported(order.Format, rows.Value, head.Size, hash);
            cancellationToken.ThrowIfCancellationRequested();
            // From here on it is not stopped any more: what stands in the ledger stands on disk too, unless the disk refuses.
            await new Records(db, chance).ExportedAsync(act, ExportEntry.Of(act, Rulebook.Current.Id, protocol?.Version ?? "", order, exported), CancellationToken.None);
            File.Move(unfinished, whole, overwrite: true);
            return exported;
        }
        catch (FormatException)
        {
            // A leaf that cannot be read: `verify` says which.
            return null;
        }
        catch (ArgumentOutOfRangeException e)
        {
            // So .NET names a file that may not grow any further (EFBIG).
            throw new IOException(e.Message, e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task<byte[]> HashOfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await SHA256.HashDataAsync(file, cancellationToken);
    }

    /// <summary>The checkpoint of a ledger as it is now, signed; null when the organisation has none.</summary>
    public async Task<byte[]?> CheckpointAsync(string organisation, LedgerKey key, CancellationToken cancellationToken = default) =>
        await HotQueries.Of(db).Head(db, organisation, cancellationToken) is { } head ? Checkpoint.Sign(organisation, head.Size, head.Root, key) : null;

    private readonly record struct Row(long Number, byte[] Bytes, LeafHeader Header, byte[]? Facts, byte[]? Salt, byte[]? Content, byte[]? ContentSalt, string? Review);

    private static readonly LeafHeader NotRead = new(EntryKind.Export, "", -1, default, "", "", []);

    // One export under way: what is asked for, and how far it is.
    private sealed class Run(string organisation, ExportOrder order, LedgerHeadRow head, Action<ExportProgress>? progress, int passes)
    {
        private readonly HashSet<string> _reviews = [.. order.Filter.Reviews.Select(r => r.Code())];
        private long _done;

        public string Organisation => organisation;
        public ExportOrder Order => order;
        public ExportFilter Filter => order.Filter;
        public LedgerHeadRow Head => head;
        public ExportCells Cells { get; } = new();

        /// <summary>Of a form that is written from beginning to end.</summary>
        public IncrementalHash? Written { get; set; }

        public bool IsInPeriod(in Row row) => row.Header.Kind == EntryKind.Decision && Filter.Covers(row.Header.Time);

        /// <summary>Whether its facts are shown. With <paramref name="cells"/> they are read into <see cref="Cells"/>.</summary>
        public bool Selects(in Row row, bool cells)
        {
            if (row.Facts is null || row.Salt is null || !IsInPeriod(row)) return false;
            if (_reviews.Count > 0 && (row.Review is null || !_reviews.Contains(row.Review))) return false;
            if (!cells && Filter.IsPeriodOnly) return true;
            Cells.Read(row.Header, row.Facts);
            return Filter.IsPeriodOnly || Filter.Selects(Cells);
        }

        public void Passed(long rows) => progress?.Invoke(new(_done += rows, passes * head.Size));
    }

    private async Task<long?> PackageAsync(FileStream file, Act act, Run run, LedgerKey key, CancellationToken cancellationToken)
    {
        var (organisation, filter, head) = (run.Organisation, run.Filter, run.Head);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        long first = -1, last = -1, selected = 0, decisions = 0;

        // leaves.bin, and on the way where the period begins and ends, and which leaf says of another that it was destroyed.
        var frontier = Frontier.Empty;
        var destroyed = new Dictionary<long, byte[]>();
        await using (var part = Part(PackageFile.Leaves, CompressionLevel.NoCompression))
        {
            await foreach (var batch in BatchesAsync(run, 0, head.Size, withFacts: false, cancellationToken))
            {
                foreach (var row in batch)
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
        }
        if (frontier.Size != head.Size || !frontier.Root().AsSpan().SequenceEqual(head.Root)) return null;

        // One leaf before the period and one after it show that nothing of the period is missing.
        var (from, to) = head.Size == 0 ? (0L, 0L) : (
            filter.From is null ? 0 : first < 0 ? head.Size - 1 : Math.Max(0, first - 1),
            filter.To is null ? head.Size : last < 0 ? 1 : Math.Min(head.Size, last + 2));
        await using (var part = Part(PackageFile.Rows, CompressionLevel.Fastest))
        {
            var text = new ArrayBufferWriter<byte>(2 * FlushAt);
            await foreach (var batch in BatchesAsync(run, from, to, withFacts: true, cancellationToken))
            {
                foreach (var row in batch)
                {
                    var decision = run.IsInPeriod(row);
                    if (decision) decisions++;
                    // Without facts and without a leaf that says so: destroyed since we looked at the head, or not lawfully.
                    byte[]? gone = null;
                    if (decision && row.Facts is null && !destroyed.TryGetValue(row.Number, out gone)) return null;
                    var shown = run.Selects(row, cells: false);
                    ExportRow.WriteLine(text, row.Number, row.Bytes, shown ? row.Facts : [], shown ? row.Salt : [], destroyed: gone);
                    Flush(text, part, FlushAt);
                }
            }
            Flush(text, part, 0);
        }
        await using (var part = Part(PackageFile.Csv, CompressionLevel.Fastest)) selected = await CsvRowsAsync(part, run, from, to, cancellationToken);
        await using (var part = Part(PackageFile.CheckpointNote, CompressionLevel.NoCompression)) part.Write(Checkpoint.Sign(organisation, head.Size, head.Root, key));
        var manifest = new PackageManifest(
            organisation, act.At, act.Who.Id, act.Who.Role.Code(), filter, head.Size, from, to - from, decisions, selected, hashes, key.PublicKey).Sign(key);
        await using (var part = Entry(zip, PackageFile.Manifest, CompressionLevel.NoCompression)) part.Write(manifest);
        return selected;

        Hashing Part(string name, CompressionLevel level) => new(Entry(zip, name, level), file, LargestPackage, hashes, name);
    }

    private async Task<long> CsvRowsAsync(Stream into, Run run, long from, long to, CancellationToken cancellationToken)
    {
        var text = new ArrayBufferWriter<byte>(2 * FlushAt);
        text.Write(Encoding.UTF8.GetBytes(ExportCsv.Head));
        var count = 0L;
        await foreach (var batch in BatchesAsync(run, from, to, withFacts: true, cancellationToken))
        {
            foreach (var row in batch)
            {
                if (!run.Selects(row, cells: true)) continue;
                ExportCsv.WriteLine(run.Cells, text);
                Flush(text, into, FlushAt, run.Written);
                count++;
            }
        }
        Flush(text, into, 0, run.Written);
        return count;
    }

    private async Task<long> JsonLinesAsync(FileStream file, Run run, CancellationToken cancellationToken)
    {
        var text = new ArrayBufferWriter<byte>(2 * FlushAt);
        var count = 0L;
        await foreach (var batch in BatchesAsync(run, 0, run.Head.Size, withFacts: true, cancellationToken))
        {
            foreach (var row in batch)
            {
                if (!run.Selects(row, cells: false)) continue;
                ExportRow.WriteLine(text, row.Number, row.Bytes, row.Facts, row.Salt, row.Content, row.ContentSalt);
                Flush(text, file, FlushAt, run.Written);
                count++;
            }
        }
        Flush(text, file, 0, run.Written);
        return count;
    }

    private async Task<long> XlsxAsync(FileStream file, Run run, CancellationToken cancellationToken)
    {
        using var sheet = new XlsxSheet(file, NoProof);
        var count = 0L;
        await foreach (var batch in BatchesAsync(run, 0, run.Head.Size, withFacts: true, cancellationToken))
        {
            foreach (var row in batch)
            {
                if (!run.Selects(row, cells: true)) continue;
                sheet.Add(run.Cells);
                count++;
            }
        }
        sheet.Finish();
        return count;
    }

    private static void Flush(ArrayBufferWriter<byte> text, Stream into, int above, IncrementalHash? written = null)
    {
        if (text.WrittenCount <= above) return;
        written?.AppendData(text.WrittenSpan);
        into.Write(text.WrittenSpan);
        text.ResetWrittenCount();
    }

    // Reading goes on beside writing, a few batches ahead and no more (speed, goals 6 and 7).
    private async IAsyncEnumerable<List<Row>> BatchesAsync(Run run, long from, long to, bool withFacts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = Channel.CreateBounded<List<Row>>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadAsync(run, from, to, withFacts, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                // Leaves are read here, on the side that writes: both sides have about as much to do.
                for (var at = 0; at < batch.Count; at++) batch[at] = batch[at] with { Header = Leaf.Parse(batch[at].Bytes).Header };
                yield return batch;
                run.Passed(batch.Count);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    // A data reader instead of EF: a million rows pass here, and none of them is kept.
    private async Task ReadAsync(Run run, long from, long to, bool withFacts, ChannelWriter<List<Row>> into, CancellationToken cancellationToken)
    {
        try
        {
            var (content, review) = (withFacts && run.Order.WithContent, withFacts && run.Filter.Reviews.Count > 0);
            var columns = withFacts ? $", c.Facts, c.FactsSalt{(content ? ", c.Content, c.ContentSalt" : "")}{(review ? ", r.State" : "")}" : "";
            var joined = (withFacts ? " LEFT JOIN record_contents c ON c.OrganisationId = l.OrganisationId AND c.Sequence = l.Sequence" : "")
                + (review ? " LEFT JOIN review_items r ON r.OrganisationId = l.OrganisationId AND r.Sequence = l.Sequence" : "");
            await db.Database.OpenConnectionAsync(cancellationToken);
            try
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT l.Sequence, l.Bytes{columns} FROM leaves l{joined} WHERE l.OrganisationId = @organisation AND l.Sequence >= @from AND l.Sequence < @to ORDER BY l.Sequence";
                foreach (var (name, value) in new (string, object)[] { ("@organisation", run.Organisation), ("@from", from), ("@to", to) })
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (name, value);
                    command.Parameters.Add(parameter);
                }
                await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancellationToken);
                var batch = new List<Row>(BatchSize);
                while (await reader.ReadAsync(cancellationToken))
                {
                    batch.Add(new(
                        reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), NotRead, withFacts ? Bytes(reader, 2) : null, withFacts ? Bytes(reader, 3) : null,
                        content ? Bytes(reader, 4) : null, content ? Bytes(reader, 5) : null, review ? Text(reader, content ? 6 : 4) : null));
                    if (batch.Count < BatchSize) continue;
                    await into.WriteAsync(batch, cancellationToken);
                    batch = new(BatchSize);
                }
                if (batch.Count > 0) await into.WriteAsync(batch, cancellationToken);
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
            into.Complete();
        }
        catch (Exception e)
        {
            into.Complete(e);
        }

        static byte[]? Bytes(System.Data.Common.DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetFieldValue<byte[]>(at);
        static string? Text(System.Data.Common.DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
    }

    private static Stream Entry(ZipArchive zip, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        // The moment stands in the manifest; ZIP would write local time.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = 0;
        return entry.Open();
    }

    // Passes bytes on and notes their hash when it is closed. Stops before the ZIP would need the larger form that a package does not have.
    private sealed class Hashing(Stream into, FileStream file, long largest, Dictionary<string, string> hashes, string name) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private bool _closed;
        private long _length;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _length += buffer.Length;
            if (_length > largest || file.Position + buffer.Length > largest) throw new ExportTooLargeException();
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
