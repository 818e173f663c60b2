using System.Text.RegularExpressions;
using System.Xml.Linq;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Tests.House;

public class ScreenTextTests
{
    private const string Folder = "src/FoodValley.Triage.Web/Texts";

    private static readonly string[] Files = [.. Repository.Files(Folder, ".resx").Where(path => !path.EndsWith(".en.resx", StringComparison.Ordinal))];

    private static Dictionary<string, string> Texts(string path)
    {
        var pairs = XDocument.Parse(Repository.Read(path)).Root!.Elements("data").Select(d => ((string)d.Attribute("name")!, (string?)d.Element("value") ?? "")).ToList();
        Expect.Nothing(pairs.GroupBy(p => p.Item1).Where(g => g.Count() > 1).Select(g => $"{path}: {g.Key} stands there twice"));
        return pairs.ToDictionary(p => p.Item1, p => p.Item2);
    }

    private static string English(string path) => path.Replace(".resx", ".en.resx", StringComparison.Ordinal);

    [Fact]
    public void There_are_texts() => Assert.Contains($"{Folder}/Flow.resx", Files);

    [Fact]
    public void Dutch_and_English_have_the_same_keys()
    {
        foreach (var file in Files)
        {
            var (dutch, english) = (Texts(file).Keys, Texts(English(file)).Keys);
            Expect.Nothing(dutch.Except(english).Select(key => $"{file}: no English text for {key}"));
            Expect.Nothing(english.Except(dutch).Select(key => $"{file}: no Dutch text for {key}"));
        }
    }

    [Fact]
    public void No_text_is_empty()
    {
        foreach (var file in Files.Concat(Files.Select(English))) Expect.Nothing(Texts(file).Where(t => string.IsNullOrWhiteSpace(t.Value)).Select(t => $"{file}: {t.Key}"));
    }

    [Fact]
    public void Both_languages_fill_in_the_same_places()
    {
        foreach (var file in Files)
        {
            var english = Texts(English(file));
            Expect.Nothing(Texts(file).Where(t => english.TryGetValue(t.Key, out var other) && !Places(t.Value).SetEquals(Places(other))).Select(t => $"{file}: {t.Key}"));
        }

        static HashSet<string> Places(string text) => [.. Regex.Matches(text, @"\{([^{}]*)\}").Select(m => m.Value)];
    }

    [Fact]
    public void A_key_stands_in_one_file() =>
        Expect.Nothing(Files.SelectMany(file => Texts(file).Keys).GroupBy(key => key).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_key_that_the_program_names_has_a_text()
    {
        var keys = Files.SelectMany(file => Texts(file).Keys).Concat(EditionWords.Of(Rulebook.Current).Select(words => words.Key)).ToHashSet(StringComparer.Ordinal);
        var families = keys.Where(key => key.Contains('.', StringComparison.Ordinal)).Select(key => key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var (path, text) in Repository.Texts("src", ".cs", ".cshtml"))
        {
            var asked = Regex.Matches(text, @"\b(?:T|_?[Tt]exts?)(?:\.Find\(|\[)""([^""{}]+)""(?!\s*\+)").Select(m => m.Groups[1].Value);
            var begun = Regex.Matches(text, @"\b(?:T|_?[Tt]exts?)(?:\.Find\(|\[)(?:""([^""{}]+)""\s*\+|\$""([^""{}]+)\{)").Select(m => m.Groups[1].Value + m.Groups[2].Value);
            var looksLikeKey = Regex.Matches(text, @"(?<!\$)""([a-z0-9-]+(?:\.[a-z0-9-]+)+)""(?!\s*\+)").Select(m => m.Groups[1].Value)
                .Where(token => families.Contains(token.Split('.')[0]) && !IsFileName(token));
            missing.AddRange(asked.Concat(looksLikeKey).Where(key => !keys.Contains(key)).Select(key => $"{path}: {key}"));
            missing.AddRange(begun.Where(start => !keys.Any(key => key.StartsWith(start, StringComparison.Ordinal))).Select(start => $"{path}: {start}…"));
        }
        Expect.Nothing(missing);

        static bool IsFileName(string token) => Path.GetExtension(token) is ".css" or ".js" or ".json" or ".svg" or ".png" or ".txt" or ".csv" or ".xlsx" or ".jsonl" or ".html" or ".pem" or ".db";
    }

    /// <summary>Beginnings of texts for pages that are not built yet. Take a line away when its page is there: a text nobody reads then shows itself.</summary>
    private static readonly string[] Later =
    [
        "emergency-box.",
        // Professional secrecy, special categories of data, consent per person.
        "secrecy", "special-data.", "consent-details.one-parent", "consent-details.youth", "consent-status.option.incomplete",
        // The full dossier: versions of plan and help request, where the file lies, agreements with partners.
        "plan.consents", "plan.copy", "plan.new-version", "help-request.", "file-location.", "recipient.cooperation-card",
        // After signing: what the client sees.
        "after-sign.client-answers", "sign.not-live", "check.client-view",
    ];

    [Fact]
    public void Every_text_is_read_by_the_program()
    {
        var sources = string.Join('\n', Repository.Texts("src", ".cs", ".cshtml").Select(source => source.Text));
        var begun = Regex.Matches(sources, @"(?:""|\$"")([a-z0-9-]+(?:\.[a-z0-9-]+)*[.-])(?:""\s*\+|\{)").Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var questions = Coded.All<Question>().Select(q => q.Code()).ToHashSet(StringComparer.Ordinal);

        Expect.Nothing(Files.SelectMany(file => Texts(file).Keys.Where(key => !Read(key)).Select(key => $"{file}: nobody reads {key}")));

        bool Read(string key)
        {
            var (family, last) = (key[..Math.Max(0, key.LastIndexOf('.'))], key[(key.LastIndexOf('.') + 1)..]);
            // Literally; by a beginning that a value completes; by the code of a question (_Question, _Beside); by the step of a form of the dossier or of a record (DossierForm, AddingPage); as an example (FormMarkup.Examples).
            return sources.Contains($"\"{key}\"", StringComparison.Ordinal)
                || begun.Any(beginning => key.StartsWith(beginning, StringComparison.Ordinal))
                || (last is "title" or "hint" or "intro" or "why" && questions.Contains(family))
                || (last is "title" or "lead" or "why" or "save" && (sources.Contains($"(desk, \"{family}\")", StringComparison.Ordinal) || sources.Contains($"(desk, records, \"{family}\")", StringComparison.Ordinal)))
                || (last is "good" or "poor" && sources.Contains($"Examples(\"{family}\"", StringComparison.Ordinal))
                || Later.Any(beginning => key.StartsWith(beginning, StringComparison.Ordinal));
        }
    }

    [Fact]
    [Norm("HK-1")]
    public void What_the_edition_says_stands_in_the_edition_only()
    {
        var edition = EditionWords.Of(Rulebook.Current).DistinctBy(words => words.Key).ToDictionary(words => words.Key, words => words.Text);
        foreach (var file in Files)
        {
            var (dutch, english) = (Texts(file), Texts(English(file)));
            Expect.Nothing(dutch.Keys.Where(key => edition.TryGetValue(key, out var said) && said == new Bilingual(dutch[key], english[key])).Select(key => $"{file}: {key} repeats the edition"));
        }
    }
}
