using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Commands;

/// <summary>The rules on paper, for whoever checks this product from the outside. Needs no database.</summary>
public static class RulebookCommand
{
    // The lines go to a shell or a file, never into a page: letters with accents stay readable.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every combination of the decision matrix under the edition in force, a JSON line each.</summary>
    public static void Matrix(TextWriter output) => Matrix(output, Rulebook.Current);

    /// <summary>Every combination under this edition.</summary>
    public static void Matrix(TextWriter output, Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var combination in Combinations())
        {
            var verdict = Verdict.Of(rulebook, combination);
            Line(output, json =>
            {
                json.WriteString("level", combination.Level.Code());
                json.WriteString("sector", combination.Sector.Code());
                json.WriteBoolean("safety", combination.Safety);
                json.WriteString("ground", combination.Ground.Code());
                json.WriteBoolean("planAgreement", combination.PlanAgreement);
                json.WriteString("consent", combination.Consent.Code());
                json.WriteString("verdict", verdict.Allowed ? "allowed" : "blocked");
                List(json, "norms", verdict.Norms);
                json.WriteString("basis", verdict.Basis.Code());
            });
        }
    }

    /// <summary>Every norm with where it lives in code and tests, a JSON line each.</summary>
    public static void Norms(TextWriter output)
    {
        using var page = typeof(RulebookCommand).Assembly.GetManifestResourceStream("norms.md")
            ?? throw new InvalidDataException("The page of norms (docs/norms.md) is not in this program.");
        using var reader = new StreamReader(page, Encoding.UTF8);
        Norms(output, reader);
    }

    /// <summary>
    /// The lines of this page: its table <c>| norm | title | code | tests | state |</c>. Throws <see cref="InvalidDataException"/> when there is no
    /// such table, or a row is not like it.
    /// </summary>
    public static void Norms(TextWriter output, TextReader page)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(page);
        foreach (var row in Rows(page))
        {
            Line(output, json =>
            {
                json.WriteString("norm", row[0]);
                json.WriteString("title", row[1]);
                List(json, "code", Names(row[2]));
                List(json, "tests", Names(row[3]));
                json.WriteString("state", row[4]);
            });
        }
    }

    private static IEnumerable<Combination> Combinations() =>
        from level in Coded.All<Level>()
        from sector in Coded.All<Sector>()
        from safety in (bool[])[false, true]
        from ground in Coded.All<LegalGround>()
        from planAgreement in (bool[])[false, true]
        from consent in Coded.All<ConsentStatus>()
        select new Combination(level, sector, safety, ground, planAgreement, consent);

    private static List<string[]> Rows(TextReader page)
    {
        string[] header = ["norm", "title", "code", "tests", "state"];
        List<string[]>? rows = null;
        while (page.ReadLine() is { } line)
        {
            if (!line.StartsWith('|'))
            {
                if (rows?.Count > 0)
                {
                    break;
                }

                continue;
            }

            var cells = Cells(line);
            if (rows is null)
            {
                rows = cells.SequenceEqual(header, StringComparer.OrdinalIgnoreCase) ? [] : null;
            }
            else if (!cells.All(c => c.Trim('-', ':').Length == 0))
            {
                rows.Add(cells is [_, _, _, _, "done" or "open"]
                    ? cells
                    : throw new InvalidDataException($"The page of norms has a row that is not like its table: {line}"));
            }
        }

        return rows ?? throw new InvalidDataException("The page of norms has no table of norms.");
    }

    private static string[] Cells(string line)
    {
        // A bar inside a cell is written as \|.
        const char Bar = '\u0001';
        var text = line.Replace("\\|", Bar.ToString(), StringComparison.Ordinal).Trim();
        return [.. text.Trim('|').Split('|').Select(c => c.Trim().Replace(Bar, '|'))];
    }

    private static string[] Names(string cell) =>
        [.. cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => n.Trim('`')).Where(n => n is not ("–" or "-"))];

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Line(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        output.Write('\n');
    }
}
