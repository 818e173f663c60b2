using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FoodValley.Triage.Recording;

/// <summary>
/// One value, one spelling: the JSON Canonicalization Scheme (RFC 8785). What is sealed or committed to is written with this once and kept as it is;
/// somebody else can write the same bytes from the same values.
/// </summary>
public static class CanonicalJson
{
    private const long LargestExact = (1L << 53) - 1;

    /// <summary>
    /// UTF-8 without spaces, keys in order of UTF-16 code units, numbers as ECMAScript prints a double.
    /// Throws <see cref="ArgumentException"/> for a lone surrogate, for a number that is no double, and for a whole number beyond 2⁵³−1, which a double would change.
    /// </summary>
    public static byte[] Write(JsonNode? node)
    {
        var into = new ArrayBufferWriter<byte>(512);
        Write(node, into);
        return into.WrittenSpan.ToArray();
    }

    private static void Write(JsonNode? node, ArrayBufferWriter<byte> into)
    {
        switch (node)
        {
            case null:
                into.Write("null"u8);
                break;
            case JsonObject o:
                WriteObject(o, into);
                break;
            case JsonArray a:
                into.Write("["u8);
                for (var i = 0; i < a.Count; i++)
                {
                    if (i > 0) into.Write(","u8);
                    Write(a[i], into);
                }
                into.Write("]"u8);
                break;
            case JsonValue v:
                WriteValue(v, into);
                break;
            default:
                throw new ArgumentException($"No canonical form for {node.GetType().Name}.", nameof(node));
        }
    }

    private static void WriteObject(JsonObject o, ArrayBufferWriter<byte> into)
    {
        into.Write("{"u8);
        var first = true;
        foreach (var (key, value) in Members(o).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (!first) into.Write(","u8);
            first = false;
            WriteString(key, into);
            into.Write(":"u8);
            Write(value, into);
        }
        into.Write("}"u8);
    }

    // Names that came in as JSON text are decoded here, and a half surrogate among them is found here.
    private static KeyValuePair<string, JsonNode?>[] Members(JsonObject o)
    {
        try
        {
            return [.. o];
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException("A name holds half a character.", nameof(o), e);
        }
    }

    private static void WriteValue(JsonValue value, ArrayBufferWriter<byte> into)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                into.Write("true"u8);
                break;
            case JsonValueKind.False:
                into.Write("false"u8);
                break;
            case JsonValueKind.Number:
                into.Write(Encoding.ASCII.GetBytes(Number(value)));
                break;
            case JsonValueKind.String:
                WriteString(Text(value), into);
                break;
            default:
                throw new ArgumentException($"No canonical form for {value.GetValueKind()}.", nameof(value));
        }
    }

    private static string Text(JsonValue value)
    {
        try
        {
            // A date, a Guid or another value that JSON writes as text has no GetValue<string>: take what JSON writes.
            return value.TryGetValue<string>(out var text) ? text : JsonNode.Parse(value.ToJsonString())!.GetValue<string>();
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException("A text holds half a character.", nameof(value), e);
        }
    }

    private static string Number(JsonValue value)
    {
        string written;
        try
        {
            written = value.ToJsonString();
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException("Only finite numbers have a canonical form.", nameof(value), e);
        }
        if (!written.AsSpan().ContainsAny('.', 'e', 'E'))
            return long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole is >= -LargestExact and <= LargestExact
                ? whole.ToString(CultureInfo.InvariantCulture)
                : throw new ArgumentException($"{written} cannot be kept exactly: write it as text.", nameof(value));
        return Number(double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>A double as ECMAScript prints it: the shortest digits that read back the same. Throws <see cref="ArgumentException"/> when it is not finite.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException("Only finite numbers have a canonical form.", nameof(value));
        if (value == 0) return "0";

        // .NET's shortest digits, taken apart: value = 0.digits × 10^point.
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? parts[0].Length : dot) + (parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        point -= all.Length - digits.Length;
        digits = digits.TrimEnd('0');
        var body = point switch
        {
            > 21 => Scientific(digits, point - 1),
            > 0 when digits.Length <= point => digits.PadRight(point, '0'),
            > 0 => $"{digits[..point]}.{digits[point..]}",
            > -6 => $"0.{new string('0', -point)}{digits}",
            _ => Scientific(digits, point - 1),
        };
        return value < 0 ? "-" + body : body;

        static string Scientific(string digits, int exponent) =>
            string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> into)
    {
        into.Write("\""u8);
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (!char.IsSurrogatePair(c, i + 1 < text.Length ? text[i + 1] : '\0'))
                    throw new ArgumentException("A text holds half a character.", nameof(text));
                i++;
                continue;
            }
            if (c >= ' ' && c != '"' && c != '\\') continue;
            Encoding.UTF8.GetBytes(text.AsSpan(from, i - from), into);
            from = i + 1;
            into.Write(Encoding.ASCII.GetBytes(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            }));
        }
        Encoding.UTF8.GetBytes(text.AsSpan(from), into);
        into.Write("\""u8);
    }
}
