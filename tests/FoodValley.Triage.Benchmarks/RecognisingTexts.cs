using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Benchmarks;

/// <summary>
/// Goal 10: the recogniser against the least that any recogniser must do, which is to cut a text into words and look each of them up once.
/// Processor time of this thread alone decides; the compared things take turns.
/// </summary>
public static class RecognisingTexts
{
    // The goals in characters a second stand beside a bare loop that ran 190 million: 20 and 6 million are these many times slower.
    private const double Bare = 190, Short = 20, Long = 6;
    private const int LongText = 40_000;
    private static readonly string[] Halves = ["tune", "test"];

    public static IReadOnlyList<Result> Measure(int rounds)
    {
        var start = Stopwatch.GetTimestamp();
        Recogniser.Find("Een eerste tekst.", null);
        var first = Stopwatch.GetElapsedTime(start);

        var texts = Texts();
        var words = new HashSet<string>(texts.SelectMany(t => t.Split(' ')).Where(w => w.All(char.IsAsciiLetter)).Select(w => w.ToLowerInvariant()), StringComparer.Ordinal);
        var one = Repeat(texts, LongText);
        var two = Repeat(texts, 2 * LongText);
        var solid = new string('a', LongText);
        var solids = new string('a', 2 * LongText);

        var (bare, many, longer, twice, unbroken, unbroken2) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = -3; round < rounds; round++)
        {
            // The first three warm up.
            var figures = new[]
            {
                Rate(texts, text => Look(text, words)), Rate(texts, text => Recogniser.Find(text, null).Count), Rate([one], text => Recogniser.Find(text, null).Count),
                Rate([two], text => Recogniser.Find(text, null).Count), Rate([solid], text => Recogniser.Find(text, null).Count), Rate([solids], text => Recogniser.Find(text, null).Count),
            };
            if (round < 0) continue;
            foreach (var (list, figure) in new[] { bare, many, longer, twice, unbroken, unbroken2 }.Zip(figures)) list.Add(figure);
        }
        string Witness(List<double> rates) => string.Create(CultureInfo.InvariantCulture, $"{rates.Median():0.0}M characters a second; the bare loop {bare.Median():0}M");
        return
        [
            new(10, $"recogniser: {texts.Count} short texts / a bare loop of words and look-ups", bare.Median() / many.Median(), Bare / Short, Witness(many)),
            new(10, "recogniser: a text of 40,000 characters / the bare loop", bare.Median() / longer.Median(), Bare / Long, Witness(longer)),
            new(10, "recogniser: time for 80,000 characters / for 40,000", 2 * longer.Median() / twice.Median(), 2.5, "2 is linear"),
            new(10, "recogniser: time for 80,000 characters without a space / for 40,000", 2 * unbroken.Median() / unbroken2.Median(), 2.5, Witness(unbroken)),
            new(10, "recogniser: the first text after the start", first.TotalSeconds, null, "seconds, the table included; not a ratio"),
        ];
    }

    private static IReadOnlyList<string> Texts() =>
    [
        .. Halves
            .SelectMany(half => File.ReadLines(Path.Combine(Repository.Root, "tests", "FoodValley.Triage.Tests", "Thinks", "Recognising", "Texts", half + ".jsonl")))
            .Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!),
    ];

    private static string Repeat(IReadOnlyList<string> texts, int length)
    {
        var text = new StringBuilder();
        for (var at = 0; text.Length < length; at++) text.Append(texts[at % texts.Count]).Append('\n');
        return text.ToString(0, length);
    }

    /// <summary>Millions of characters a second, over at least half a second of processor time.</summary>
    private static double Rate(IReadOnlyList<string> texts, Func<string, int> read)
    {
        var (characters, found, from) = (0L, 0, ProcessorTime());
        TimeSpan spent;
        do
        {
            foreach (var text in texts)
            {
                found += read(text);
                characters += text.Length;
            }
            spent = ProcessorTime() - from;
        }
        while (spent < TimeSpan.FromSeconds(0.5));
        GC.KeepAlive(found);
        return characters / spent.TotalSeconds / 1e6;
    }

    private static int Look(string text, HashSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[64];
        var (length, known) = (0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c))
            {
                if (length < folded.Length) folded[length++] = (char)(c | 0x20);
                continue;
            }
            if (length > 0 && lookup.Contains(folded[..length])) known++;
            length = 0;
        }
        return known;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
