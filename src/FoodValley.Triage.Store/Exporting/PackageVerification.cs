using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;

namespace FoodValley.Triage.Store;

/// <summary>An export package, checked.</summary>
/// <param name="Ledger">As for a ledger: whose, how many leaves, root, and the first thing found wrong.</param>
/// <param name="KeyId">The signer's key: SHA-256 of its DER, 64 hexadecimal digits; empty when the manifest cannot be read.</param>
/// <param name="Development">Signed with the key that everybody can make: proves nothing.</param>
/// <param name="Trusted">The signer's key is the one the reader named.</param>
/// <param name="Decisions">Decisions of the period, with those the filter left out.</param>
/// <param name="Selected">Decisions with facts.</param>
public sealed record PackageVerdict(LedgerVerdict Ledger, string KeyId, bool Development, bool Trusted, long Decisions, long Selected);

/// <summary>
/// Checks an export package without any database: every cell against the commitments, every leaf against the tree, the root against the checkpoint,
/// both signatures, and that no line is missing, swapped or too many. What it cannot see is said in docs/ledger.md. Serves HK-8b and HK-8c.
/// </summary>
public static class PackageVerification
{
    private const int LongestLine = 4 << 20;

    /// <summary>
    /// The verdict. Without <paramref name="trustedKey"/> (DER) it is believed that the key in the package is the organisation's. The ledger must begin with
    /// what each of <paramref name="against"/> saw, whose signature was checked. Throws <see cref="IOException"/> when the file cannot be read.
    /// </summary>
    public static PackageVerdict Of(Stream file, byte[]? trustedKey = null, IReadOnlyList<Checkpoint>? against = null)
    {
        var state = new State();
        var wrong = FirstWrong(file, trustedKey, against ?? [], state);
        return new(
            new(state.Organisation, state.Size, state.Root, wrong), state.Key is { } key ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(key)) : "",
            state.Key is not null && LedgerKey.IsOfDevelopment(state.Key), trustedKey is not null && state.Key is not null && trustedKey.AsSpan().SequenceEqual(state.Key), state.Decisions, state.Selected);
    }

    /// <summary>The key that a package names as its own, DER; null when it cannot be read.</summary>
    public static byte[]? KeyOf(Stream file)
    {
        try
        {
            return PackageManifest.Parse(new PackageFile(file).Read(PackageFile.Manifest, 1 << 20)).Manifest.PublicKey;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private sealed class State
    {
        public string Organisation = "";
        public string Root = "";
        public long Size;
        public byte[]? Key;
        public long Decisions;
        public long Selected;
        public readonly ExportCells Cells = new();
        public readonly System.Buffers.ArrayBufferWriter<byte> Row = new();
    }

    private static FirstWrong? FirstWrong(Stream file, byte[]? trustedKey, IReadOnlyList<Checkpoint> against, State state)
    {
        var step = Flaw.Package;
        try
        {
            var package = new PackageFile(file);
            step = Flaw.Manifest;
            var (manifest, signed) = PackageManifest.Parse(package.Read(PackageFile.Manifest, 1 << 20));
            (state.Organisation, state.Key) = (manifest.Organisation, manifest.PublicKey);
            if (!signed) return new(null, Flaw.Signature, "The manifest is not signed with the key it names.");
            if (trustedKey is not null && !trustedKey.AsSpan().SequenceEqual(manifest.PublicKey)) return new(null, Flaw.Signature, "The package is signed with another key than the trusted one.");
            step = Flaw.Checkpoint;
            var note = Checkpoint.Parse(package.Read(PackageFile.CheckpointNote, 1 << 16));
            (state.Size, state.Root) = (note.Checkpoint.Size, Convert.ToHexStringLower(note.Checkpoint.Root));
            if (note.Checkpoint.Organisation != manifest.Organisation) return new(null, Flaw.Checkpoint, "The checkpoint is of another organisation.");
            if (note.Checkpoint.Size != manifest.Size) return new(null, Flaw.Checkpoint, "The checkpoint is of another moment than the manifest.");
            if (!note.IsSignedBy(manifest.PublicKey)) return new(null, Flaw.Checkpoint, "The checkpoint is not signed with the key of the manifest.");
            step = Flaw.Package;
            if (package.Length(PackageFile.Leaves) != 32 * manifest.Size) return new(null, Flaw.Sequence, "leaves.bin does not hold as many leaves as the ledger.");
            var leaves = package.Read(PackageFile.Leaves, 32 * manifest.Size);
            if (RowsWrong(package, manifest, leaves, state) is { } row) return row;
            var frontier = Frontier.Empty;
            var kept = against.Where(c => c.Organisation == manifest.Organisation && c.Size > 0).ToLookup(c => c.Size);
            if (kept.Select(k => k.Key).Order().LastOrDefault() > manifest.Size) return new(manifest.Size, Flaw.Checkpoint, "The ledger ends here; an older checkpoint saw more leaves.");
            for (var at = 0; at < leaves.Length; at += 32)
            {
                frontier = frontier.Append(leaves[at..(at + 32)]);
                if (kept[frontier.Size].Any(c => !frontier.Root().AsSpan().SequenceEqual(c.Root)))
                    return new(null, Flaw.Checkpoint, $"The first {frontier.Size} leaves are not the ones the older checkpoint saw.");
            }
            if (!frontier.Root().AsSpan().SequenceEqual(note.Checkpoint.Root)) return new(null, Flaw.Head, "The root of the checkpoint does not follow from leaves.bin.");
            foreach (var name in PackageManifest.Hashed)
                if (package.Hash(name) != manifest.Hashes[name]) return new(null, Flaw.Manifest, $"{name} is not the file of the manifest.");
            return null;
        }
        catch (FormatException e)
        {
            return new(null, step, e.Message);
        }
    }

    private static FirstWrong? RowsWrong(PackageFile package, PackageManifest manifest, byte[] leaves, State state)
    {
        using var rows = new Lines(package.Open(PackageFile.Rows), LongestLine);
        using var csv = new Expected(package.Open(PackageFile.Csv));
        var (first, count, size, filter) = (manifest.FirstLine, manifest.Lines, manifest.Size, manifest.Filter);
        if (first < 0 || count < 0 || first + count > size || (count == 0) != (size == 0)) return new(null, Flaw.Rows, "The lines are not a part of the ledger.");
        if (filter.From is null && first > 0) return new(first, Flaw.Rows, "Without a first day the lines begin with leaf 0.");
        if (filter.To is null && first + count < size) return new(first + count, Flaw.Rows, "Without a last day the lines end with the last leaf.");
        if (!csv.Is(Encoding.UTF8.GetBytes(ExportCsv.Head))) return new(null, Flaw.Csv, "The names of the columns are not right.");
        for (var number = first; number < first + count; number++)
        {
            byte[]? line;
            try
            {
                line = rows.Next();
            }
            catch (Exception e) when (e is InvalidDataException or FormatException)
            {
                return new(number, Flaw.Unreadable, "The line cannot be unpacked.");
            }
            if (line is null) return new(number, Flaw.Sequence, "The line is missing.");
            if (LineWrong(line, number, manifest, leaves, csv, state) is { } wrong) return wrong;
        }
        try
        {
            if (rows.Next() is not null) return new(first + count, Flaw.Sequence, "A line stands beyond the end.");
            if (!csv.AtEnd()) return new(null, Flaw.Csv, "The table has a row too many.");
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            return new(null, Flaw.Unreadable, "The end of the lines cannot be unpacked.");
        }
        return state.Decisions != manifest.Decisions || state.Selected != manifest.Selected ? new(null, Flaw.Manifest, "The manifest counts other decisions.") : null;
    }

    private static FirstWrong? LineWrong(byte[] line, long number, PackageManifest manifest, byte[] leaves, Expected csv, State state)
    {
        JsonObject row;
        Leaf leaf;
        byte[] leafBytes;
        try
        {
            row = JsonNode.Parse(line)!.AsObject();
            if (!CanonicalJson.Write(row).AsSpan().SequenceEqual(line)) return new(number, Flaw.Unreadable, "The line is not written in the one way.");
            if (row.Any(m => m.Key is not ("leaf" or "number" or "facts" or "salt" or "destroyed")) || row["facts"] is not (null or JsonObject) || row.ContainsKey("facts") != row.ContainsKey("salt")
                || (row.ContainsKey("destroyed") && (row.ContainsKey("facts") || row["destroyed"] is not JsonObject)))
                return new(number, Flaw.Unreadable, "The line has other members.");
            if ((long)row["number"]! != number) return new(number, Flaw.Sequence, "Another line stands in its place.");
            leafBytes = CanonicalJson.Write(row["leaf"]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NullReferenceException or FormatException)
        {
            return new(number, Flaw.Unreadable, "The line cannot be read.");
        }
        if (!MerkleTree.LeafHash(leafBytes).AsSpan().SequenceEqual(HashAt(leaves, number))) return new(number, Flaw.Leaf, "The leaf does not give its hash in leaves.bin.");
        try
        {
            leaf = Leaf.Parse(leafBytes);
        }
        catch (FormatException e)
        {
            return new(number, Flaw.Header, e.Message);
        }
        if (leaf.Header.OrganisationId != manifest.Organisation) return new(number, Flaw.Header, "The leaf belongs to another organisation.");
        if (leaf.Header.Sequence != number) return new(number, Flaw.Header, "The leaf belongs at another place.");
        var filter = manifest.Filter;
        var covered = filter.Covers(leaf.Header.Time);
        if (filter.From is { } from && number == manifest.FirstLine && number > 0 && leaf.Header.Time >= from) return new(number, Flaw.Rows, "The lines begin later than the period.");
        if (filter.To is { } to && number == manifest.FirstLine + manifest.Lines - 1 && number < manifest.Size - 1 && leaf.Header.Time < to) return new(number, Flaw.Rows, "The lines end before the period.");
        var decision = covered && leaf.Header.Kind == EntryKind.Decision;
        if (decision) state.Decisions++;
        if (row["destroyed"] is JsonObject said)
            return decision && Destroys(said, number, manifest, leaves) ? null : new(number, Flaw.Rows, "The leaf that is named does not say that this one was destroyed.");
        if (row["facts"] is not JsonObject facts)
            return decision && filter.IsPeriodOnly ? new(number, Flaw.Rows, "The decision lies in the period and its facts are missing.") : null;
        byte[] salt;
        try
        {
            var text = (string)row["salt"]!;
            salt = Convert.FromHexString(text);
            if (Convert.ToHexStringLower(salt) != text) return new(number, Flaw.Facts, "The salt is not written in the one way.");
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentNullException)
        {
            return new(number, Flaw.Facts, "The salt cannot be read.");
        }
        var bytes = CanonicalJson.Write(facts);
        if (!Commitment.Holds(leaf.Facts, bytes, salt)) return new(number, Flaw.Facts, "The facts are not the sealed ones.");
        if (!decision || !filter.Selects(facts)) return new(number, Flaw.Rows, "The filter does not select this line.");
        state.Selected++;
        state.Cells.Read(leaf.Header, bytes);
        state.Row.ResetWrittenCount();
        ExportCsv.WriteLine(state.Cells, state.Row);
        return csv.Is(state.Row.WrittenSpan) ? null : new(number, Flaw.Csv, "The row of the table differs from the line.");
    }

    private static ReadOnlySpan<byte> HashAt(byte[] leaves, long number) => leaves.AsSpan((int)(32 * number), 32);

    // A later leaf of the same ledger, with its hash in its place, that names this one (HK-8.3).
    private static bool Destroys(JsonObject said, long number, PackageManifest manifest, byte[] leaves)
    {
        try
        {
            var bytes = CanonicalJson.Write(said);
            return Leaf.Parse(bytes).Header is { Kind: EntryKind.Destruction } header && header.OrganisationId == manifest.Organisation && header.Sequence > number && header.Sequence < manifest.Size
                && header.Refers.Contains(number) && MerkleTree.LeafHash(bytes).AsSpan().SequenceEqual(HashAt(leaves, header.Sequence));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Lines that end with LF; the last one too.
    private sealed class Lines(Stream stream, int longest) : IDisposable
    {
        private readonly BufferedStream _in = new(stream, 1 << 16);
        private readonly MemoryStream _line = new();

        public byte[]? Next()
        {
            _line.SetLength(0);
            for (int b; (b = _in.ReadByte()) >= 0; _line.WriteByte((byte)b))
            {
                if (b == '\n') return _line.ToArray();
                if (_line.Length >= longest) throw new FormatException("A line is too long.");
            }
            return _line.Length == 0 ? null : throw new FormatException("The last line has no end.");
        }

        public void Dispose() => _in.Dispose();
    }

    // A text that must come next, byte for byte.
    private sealed class Expected(Stream stream) : IDisposable
    {
        private readonly BufferedStream _in = new(stream, 1 << 16);

        public bool Is(ReadOnlySpan<byte> wanted)
        {
            var there = new byte[wanted.Length];
            try
            {
                return _in.ReadAtLeast(there, wanted.Length, throwOnEndOfStream: false) == wanted.Length && there.AsSpan().SequenceEqual(wanted);
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }

        public bool AtEnd() => _in.ReadByte() < 0;

        public void Dispose() => _in.Dispose();
    }
}
