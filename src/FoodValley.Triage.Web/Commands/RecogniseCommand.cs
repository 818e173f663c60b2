using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Commands;

/// <summary>
/// The recogniser on a file of texts, for whoever measures it from the outside: lines <c>{id,text,dossier?}</c> to lines <c>{id,spans}</c>.
/// Needs no database. Positions are Unicode code points.
/// </summary>
public static class RecogniseCommand
{
    // The lines go to a file, never into a page: letters with accents stay readable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>0 when every line was answered; 3 when a file cannot be read or written, or a line is not like the format.</summary>
    public static int Run(string input, string output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            using var reader = new StreamReader(input, Encoding.UTF8);
            using var writer = new StreamWriter(output, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return Run(reader, writer, errors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return 3;
        }
    }

    /// <summary>As the other, between a reader and a writer.</summary>
    public static int Run(TextReader input, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                output.Write(Answer(line));
                output.Write('\n');
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Line {number} is not like {{id,text,dossier?}}."));
                return 3;
            }
        }
        return 0;
    }

    private static readonly string[] Days = ["yyyy-MM-dd", "d-M-yyyy", "d/M/yyyy", "d.M.yyyy"];

    private static string Answer(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var text = Read(root.GetProperty("text")) ?? "";
        var terms = root.TryGetProperty("dossier", out var dossier) && dossier.ValueKind == JsonValueKind.Object ? DossierTerms.From(Values(dossier)) : null;

        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("id");
            writer.WriteRawValue(root.GetProperty("id").GetRawText(), skipInputValidation: true);
            writer.WriteStartArray("spans");
            var (at, point) = (0, 0);
            foreach (var mark in Recogniser.Find(text, terms))
            {
                writer.WriteStartObject();
                writer.WriteNumber("start", PointsUpTo(mark.Start));
                writer.WriteNumber("end", PointsUpTo(mark.End));
                writer.WriteString("type", Type(mark.Looks));
                writer.WriteString("grade", mark.Grade.Code());
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();

            // Marks are in order: the count goes on from the last one.
            int PointsUpTo(int index)
            {
                for (; at < index; point++) at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
                return point;
            }
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string Type(MarkKind kind) => kind switch
    {
        MarkKind.BirthDate => "DOB",
        MarkKind.Organisation => "ORG",
        MarkKind.CaseNumber => "CASENR",
        MarkKind.Dossier => "PERSON",
        _ => kind.Code().ToUpperInvariant(),
    };

    private static KnownValues Values(JsonElement dossier)
    {
        var names = Items(dossier, "names").Select(n => n.ValueKind == JsonValueKind.Object ? Text(n, "name") : Read(n)).OfType<string>();
        var address = Part(dossier, "address") is { ValueKind: JsonValueKind.Object } a ? Address(a) : null;
        DateOnly? born = Text(dossier, "dob") is { } dob && DateOnly.TryParseExact(dob, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new([.. names], address is null ? [] : [address], born, Texts("numbers"), Texts("phones"), Texts("emails"));

        string[] Texts(string part) => [.. Items(dossier, part).Select(v => Read(v)).OfType<string>()];
    }

    private static string? Address(JsonElement address)
    {
        var street = string.Join(' ', new[] { Text(address, "street"), Text(address, "number") }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var town = string.Join(' ', new[] { Text(address, "postcode"), Text(address, "town") }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return (street, town) is ("", "") ? null : $"{street}, {town}";
    }

    private static JsonElement? Part(JsonElement of, string name) => of.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        Part(of, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null) : [];

    private static string? Text(JsonElement of, string name) =>
        Part(of, name) is { } part ? Read(part) : null;

    /// <summary>A text as it was written, also with half a surrogate pair, which the JSON reader refuses; a number as its digits; null for null.</summary>
    private static string? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new FormatException("A text was expected."),
        };
        var raw = value.GetRawText().AsSpan()[1..^1];
        if (!raw.Contains('\\')) return raw.ToString();
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }
            at++;
            text.Append(raw[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'u' => (char)ushort.Parse(raw.Slice(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture), var sign => sign });
            if (raw[at] == 'u') at += 4;
        }
        return text.ToString();
    }
}
