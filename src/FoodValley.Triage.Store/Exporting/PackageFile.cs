using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace FoodValley.Triage.Store;

/// <summary>
/// The ZIP around an export package, read strictly: exactly these files in this order, one behind the other, nothing between or after them, and every
/// file headed the same twice. What another program would unpack is what was checked. Form: docs/ledger.md.
/// </summary>
internal sealed class PackageFile
{
    public const string Leaves = "leaves.bin";
    public const string Rows = "rows.jsonl";
    public const string Csv = "rows.csv";
    public const string CheckpointNote = "checkpoint.txt";
    public const string Manifest = "manifest.json";

    /// <summary>In the order in which they stand.</summary>
    public static readonly IReadOnlyList<string> Names = [Leaves, Rows, Csv, CheckpointNote, Manifest];

    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int LocalLength = 30;

    private readonly Stream _file;
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);

    private sealed record Part(long Start, long Packed, long Length, bool Deflated);

    /// <summary>Throws <see cref="FormatException"/> when the ZIP is not of this form. Needs a stream that can seek, for it alone.</summary>
    public PackageFile(Stream file)
    {
        _file = file;
        if (file.Length < EndLength) throw new FormatException("This is no ZIP.");
        var end = Bytes(file.Length - EndLength, EndLength);
        if (Int(end, 0) != 0x06054b50) throw new FormatException("This is no ZIP, or something stands behind its end.");
        if (Short(end, 4) != 0 || Short(end, 6) != 0 || Short(end, 8) != Names.Count || Short(end, 10) != Names.Count || Short(end, 20) != 0)
            throw new FormatException("The ZIP does not hold the files of a package.");
        long length = Int(end, 12), offset = Int(end, 16);
        if (offset + length + EndLength != file.Length) throw new FormatException("Something stands between the files of the ZIP and its end.");
        var directory = Bytes(offset, (int)Math.Min(length, 4096));
        var (at, next) = (0, 0L);
        foreach (var name in Names)
        {
            var (bytes, text) = (Encoding.ASCII.GetBytes(name), name);
            if (at + CentralLength + bytes.Length > directory.Length) throw new FormatException("The list of the ZIP is cut.");
            var entry = directory.AsSpan(at, CentralLength);
            if (Int(entry, 0) != 0x02014b50 || Short(entry, 28) != bytes.Length || !directory.AsSpan(at + CentralLength, bytes.Length).SequenceEqual(bytes))
                throw new FormatException($"The ZIP has no {text} in its place.");
            if (Short(entry, 30) != 0 || Short(entry, 32) != 0 || Short(entry, 34) != 0 || Short(entry, 36) != 0 || Int(entry, 38) != 0)
                throw new FormatException($"The ZIP says more about {text} than a package does.");
            var method = Short(entry, 10);
            if ((Short(entry, 8) & 0x0009) != 0 || method is not (0 or 8)) throw new FormatException($"{text} is packed in another way.");
            if (Int(entry, 42) != next) throw new FormatException($"Something stands before {text}.");
            var local = Bytes(next, LocalLength + bytes.Length);
            // Both heads of a file say the same, from the version needed to the length of the name.
            if (Int(local, 0) != 0x04034b50 || !local.AsSpan(4, 24).SequenceEqual(entry[6..30]) || Short(local, 28) != 0 || !local.AsSpan(LocalLength).SequenceEqual(bytes))
                throw new FormatException($"The two heads of {text} differ.");
            long packed = Int(entry, 20), whole = Int(entry, 24);
            if (method == 0 && packed != whole) throw new FormatException($"The length of {text} is not right.");
            _parts[name] = new(next + LocalLength + bytes.Length, packed, whole, method == 8);
            next += LocalLength + bytes.Length + packed;
            at += CentralLength + bytes.Length;
        }
        if (at != length || next != offset) throw new FormatException("Something stands between the files of the ZIP.");
    }

    /// <summary>Length when unpacked.</summary>
    public long Length(string name) => _parts[name].Length;

    /// <summary>The file, unpacked. Reading ends at its length; several may be open at once.</summary>
    public Stream Open(string name)
    {
        var part = _parts[name];
        var slice = new Slice(_file, part.Start, part.Packed);
        return part.Deflated ? new DeflateStream(slice, CompressionMode.Decompress) : slice;
    }

    /// <summary>The whole of a small file. Throws <see cref="FormatException"/> when it is longer than it says or than <paramref name="most"/>.</summary>
    public byte[] Read(string name, long most)
    {
        if (Length(name) > most) throw new FormatException($"{name} is too long.");
        using var stream = Open(name);
        var bytes = new byte[Length(name)];
        try
        {
            stream.ReadExactly(bytes);
            if (stream.ReadByte() >= 0) throw new FormatException($"{name} is longer than it says.");
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new FormatException($"{name} cannot be unpacked.", e);
        }
        return bytes;
    }

    /// <summary>SHA-256 of the file, unpacked, as 64 lower-case hexadecimal digits.</summary>
    public string Hash(string name)
    {
        try
        {
            using var stream = Open(name);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (InvalidDataException e)
        {
            throw new FormatException($"{name} cannot be unpacked.", e);
        }
    }

    private byte[] Bytes(long from, int count)
    {
        var bytes = new byte[count];
        _file.Position = from;
        try
        {
            _file.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new FormatException("The ZIP is cut.", e);
        }
        return bytes;
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    // A part of the file with a place of its own.
    private sealed class Slice(Stream file, long start, long length) : Stream
    {
        private long _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            file.Position = start + _at;
            var read = file.Read(buffer[..(int)Math.Min(buffer.Length, length - _at)]);
            _at += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
