using System.Buffers;
using System.Text;

namespace FoodValley.Triage.Recording;

/// <summary>
/// Reads a leaf along its one spelling, byte by byte, without making a tree of it: exports and verification read millions. Knows only leaves whose texts are
/// printable ASCII without <c>"</c> and <c>\</c>, written exactly as <see cref="Leaf.ToBytes"/> writes them.
/// </summary>
internal ref struct LeafReader
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Where(c => c is not ((byte)'"' or (byte)'\\'))]);

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;
    private bool _wrong;

    private LeafReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The leaf, or null when these bytes are not of the plain form: they may still be a leaf.</summary>
    public static Leaf? Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new LeafReader(bytes);
        reader.Must("{\"content\":\""u8);
        var content = reader.Hash();
        reader.Must("\",\"edition\":\""u8);
        var edition = reader.Text();
        reader.Must("\",\"facts\":\""u8);
        var facts = reader.Hash();
        reader.Must("\",\"format\":1,\"kind\":\""u8);
        var kind = reader.Text();
        reader.Must("\",\"organisation\":\""u8);
        var organisation = reader.Text();
        reader.Must("\",\"protocol\":\""u8);
        var protocol = reader.Text();
        reader.Must("\",\"refers\":["u8);
        var refers = reader.Numbers();
        reader.Must("],\"sequence\":"u8);
        var sequence = reader.Number();
        reader.Must(",\"time\":\""u8);
        var time = reader.Time();
        reader.Must("\"}"u8);
        if (reader._wrong || reader._at != bytes.Length || Coded.Parse<EntryKind>(kind) is not { } known) return null;
        return new(new(known, organisation, sequence, time, edition, protocol, refers), facts, content);
    }

    private ReadOnlySpan<byte> Rest => _bytes[_at..];

    private void Must(ReadOnlySpan<byte> text)
    {
        if (_wrong || !Rest.StartsWith(text)) _wrong = true;
        else _at += text.Length;
    }

    private byte[] Hash()
    {
        var hash = new byte[32];
        if (_wrong || Rest.Length < 64 || Rest[..64].IndexOfAnyExcept(HexDigits) >= 0 || Convert.FromHexString(Rest[..64], hash, out _, out _) != OperationStatus.Done) _wrong = true;
        else _at += 64;
        return hash;
    }

    private string Text()
    {
        var length = _wrong ? -1 : Rest.IndexOfAnyExcept(Plain);
        if (length < 0)
        {
            _wrong = true;
            return "";
        }
        var text = Encoding.ASCII.GetString(Rest[..length]);
        _at += length;
        return text;
    }

    private long[] Numbers()
    {
        if (_wrong || Rest.IsEmpty || Rest[0] == ']') return [];
        var numbers = new List<long> { Number() };
        while (!_wrong && !Rest.IsEmpty && Rest[0] == ',')
        {
            _at++;
            numbers.Add(Number());
        }
        return [.. numbers];
    }

    // Whole numbers of at most fifteen digits, without leading zeros: exact as a double.
    private long Number()
    {
        var length = _wrong ? 0 : Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length is < 1 or > 15 || (length > 1 && Rest[0] == '0'))
        {
            _wrong = true;
            return 0;
        }
        var number = 0L;
        foreach (var digit in Rest[..length]) number = (number * 10) + digit - '0';
        _at += length;
        return number;
    }

    private DateTime Time()
    {
        var text = _wrong || Rest.Length < 24 ? default : Rest[..24];
        if (text.IsEmpty || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
        {
            _wrong = true;
            return default;
        }
        var (year, month, day, hour, minute, second, thousandth) =
            (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]), Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]), Digits(text[20..23]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || thousandth < 0)
        {
            _wrong = true;
            return default;
        }
        _at += 24;
        return new(year, month, day, hour, minute, second, thousandth, DateTimeKind.Utc);
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return -1;
            number = (number * 10) + digit - '0';
        }
        return number;
    }
}
