using System.Globalization;
using System.Text;
using System.Text.Json;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Tests.Thinks.Recognising;

/// <summary>An invented text with the stretches that identify somebody. Positions are UTF-16 here, code points in the file.</summary>
public sealed record LabelledText(string Id, string Text, DossierTerms? Dossier, IReadOnlyList<(int Start, int End, string Type)> Spans)
{
    public static IReadOnlyList<LabelledText> Read(string file) => [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Parse)];

    private static LabelledText Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var text = root.GetProperty("text").GetString()!;
        var at = new List<int>();
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1) at.Add(i);
        at.Add(text.Length);
        return new(
            root.GetProperty("id").GetString()!,
            text,
            root.TryGetProperty("dossier", out var dossier) ? Terms(dossier) : null,
            [.. root.GetProperty("spans").EnumerateArray().Select(s => (at[s.GetProperty("start").GetInt32()], at[s.GetProperty("end").GetInt32()], s.GetProperty("type").GetString()!))]);
    }

    private static DossierTerms Terms(JsonElement dossier)
    {
        var address = dossier.TryGetProperty("address", out var a) ? string.Join(' ', new[] { "street", "number", "postcode", "town" }
            .Select(part => a.TryGetProperty(part, out var value) && value.GetString() is { } text ? (part == "town" ? ", " : "") + text : "")) : "";
        return DossierTerms.From(new KnownValues(
            [.. dossier.GetProperty("names").EnumerateArray().Select(n => n.GetProperty("name").GetString()!)],
            address.Length > 0 ? [address] : [],
            DateOnly.ParseExact(dossier.GetProperty("dob").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            List("numbers"), List("phones"), List("emails")));

        string[] List(string name) => dossier.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(v => v.GetString()!)] : [];
    }
}

/// <summary>
/// Counts over labelled texts. A span is found when every letter and figure of it lies in marks, particles of a name aside; a mark is right when it
/// touches a span; a text leaks when it has a span that was not found.
/// </summary>
public sealed class RecogniserScore
{
    private static readonly HashSet<string> Particles = ["van", "de", "der", "den", "het", "t", "el", "la"];

    private readonly SortedDictionary<string, (int All, int Found)> _byType = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _falseByKind = new(StringComparer.Ordinal);
    private readonly StringBuilder _misses = new();

    public RecogniserScore(IEnumerable<LabelledText> texts)
    {
        foreach (var text in texts) Add(text);
    }

    public int Clean { get; private set; }
    public int CleanAlarmed { get; private set; }
    public int WithSpans { get; private set; }
    public int Leaking { get; private set; }
    public int NamesLeaking { get; private set; }
    public int WithDossier { get; private set; }
    public int DossierLeaking { get; private set; }
    public int Marks { get; private set; }
    public int RightMarks { get; private set; }
    public double Precision => (double)RightMarks / Marks;
    public double LeakRate => (double)Leaking / WithSpans;
    public double NameLeakRate => (double)NamesLeaking / WithSpans;
    public double FalseAlarmRate => (double)CleanAlarmed / Clean;

    /// <summary>What was missed and wrongly marked, a line each.</summary>
    public string Misses => _misses.ToString();

    public double Recall(string type) => _byType.TryGetValue(type, out var n) ? (double)n.Found / n.All : 1;

    private void Add(LabelledText text)
    {
        var marks = Recogniser.Find(text.Text, text.Dossier);
        var covered = new bool[text.Text.Length];
        foreach (var mark in marks)
        {
            covered.AsSpan(mark.Start, mark.End - mark.Start).Fill(true);
            Marks++;
            if (text.Spans.Any(s => s.Start < mark.End && mark.Start < s.End)) RightMarks++;
            else
            {
                _falseByKind[mark.Kind.Code()] = _falseByKind.GetValueOrDefault(mark.Kind.Code()) + 1;
                _misses.AppendLine(CultureInfo.InvariantCulture, $"{text.Id} FALSE {mark.Kind.Code()} '{mark.Fragment}' in: {text.Text}");
            }
        }
        if (text.Spans.Count == 0)
        {
            Clean++;
            if (marks.Count > 0) CleanAlarmed++;
            return;
        }
        var (leak, nameLeak) = (false, false);
        foreach (var (start, end, type) in text.Spans)
        {
            var found = Covered(text.Text, covered, start, end);
            var n = _byType.GetValueOrDefault(type);
            _byType[type] = (n.All + 1, n.Found + (found ? 1 : 0));
            if (found) continue;
            leak = true;
            nameLeak |= type is "PERSON" or "INITIALS";
            _misses.AppendLine(CultureInfo.InvariantCulture, $"{text.Id} MISSED {type} '{text.Text[start..end]}' in: {text.Text}");
        }
        WithSpans++;
        if (leak) Leaking++;
        if (nameLeak) NamesLeaking++;
        if (text.Dossier is null) return;
        WithDossier++;
        if (leak) DossierLeaking++;
    }

    private static bool Covered(string text, bool[] covered, int start, int end)
    {
        for (var i = start; i < end;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            var from = i;
            var whole = true;
            while (i < end && char.IsLetterOrDigit(text[i])) whole &= covered[i++];
            if (!whole && !Particles.Contains(text[from..i].ToLowerInvariant())) return false;
        }
        return true;
    }

    public override string ToString()
    {
        var lines = new StringBuilder();
        string Line(string what, double rate, int part, int all) => string.Create(CultureInfo.InvariantCulture, $"{what}: {rate:0.000} ({part} of {all})");
        lines.AppendLine(Line("texts with a missed span", LeakRate, Leaking, WithSpans));
        lines.AppendLine(Line("texts with a missed name", NameLeakRate, NamesLeaking, WithSpans));
        lines.AppendLine(Line("dossier texts leaking", WithDossier == 0 ? 0 : (double)DossierLeaking / WithDossier, DossierLeaking, WithDossier));
        lines.AppendLine(Line("clean texts with a false alarm", FalseAlarmRate, CleanAlarmed, Clean));
        lines.AppendLine(Line("precision", Precision, RightMarks, Marks));
        foreach (var (type, n) in _byType) lines.AppendLine(Line("recall " + type, (double)n.Found / n.All, n.Found, n.All));
        foreach (var (kind, n) in _falseByKind) lines.AppendLine(CultureInfo.InvariantCulture, $"false marks {kind}: {n}");
        return lines.ToString();
    }
}
