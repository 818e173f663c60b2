using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FoodValley.Triage.Tests.House;

/// <summary>Where each norm lives: in which files of the product, in which tests. Written down in docs/norms.md.</summary>
internal static class NormCoverage
{
    public const string Page = "docs/norms.md";

    private static readonly string[] BrowserTests = ["tests/FoodValley.Triage.BrowserTests"];

    public static IReadOnlyList<(string Id, string Title)> Norms { get; } =
        [.. Repository.Read("tests/FoodValley.Triage.Tests/House/norms.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(p => (p[0], p[1]))];

    /// <summary>The ids in a text, whole ids only: IU-ALG-2a is not IU-ALG-2, and IU-2-GRD-* is none.</summary>
    public static IEnumerable<string> IdsIn(string text) => WholeId.Matches(text).Select(m => m.Value).Distinct();

    private static readonly Regex WholeId = new(
        @"(?<![\w-])(?:" + string.Join('|', Norms.Select(n => n.Id).OrderByDescending(id => id.Length).Select(Regex.Escape)) + @")(?![\w*]|-[\w*])");

    /// <summary>The page as it ought to be.</summary>
    public static string Generate()
    {
        var code = Code();
        var tests = Tests();
        var lines = Norms.Select(norm =>
        {
            var (paths, names) = (code.GetValueOrDefault(norm.Id, []), tests.GetValueOrDefault(norm.Id, []));
            return $"| {norm.Id} | {norm.Title} | {Listed(paths)} | {Listed(names)} | {(paths.Count > 0 && names.Count > 0 ? "done" : "open")} |";
        });
        return string.Join('\n', [
            "# Norms: where each one lives", "",
            "Every norm of the framework, the files of the product that serve it and the tests that check it. *Done* means that it has both; anything else is open.", "",
            "This page is made from the sources; `TRIAGE_UPDATE_DOCS=1 dotnet test tests/FoodValley.Triage.Tests --filter NormCoverageTests` writes it anew, and a test fails while it is out of date.", "",
            "| norm | title | code | tests | state |", "| --- | --- | --- | --- | --- |", .. lines, ""]);

        static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "–";
    }

    /// <summary>Ids that a test claims to check though no such norm exists, and tags on methods that are no test.</summary>
    public static IEnumerable<string> WrongTags()
    {
        var known = Norms.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, name) in Tagged().Concat(TaggedInBrowserTests()))
        {
            if (!known.Contains(id)) yield return $"{name}: {id} is no norm";
        }
        foreach (var method in typeof(NormCoverage).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttributes<NormAttribute>().Any()))
        {
            if (!method.GetCustomAttributes<FactAttribute>().Any()) yield return $"{method.DeclaringType!.Name}.{method.Name} is no test";
        }
    }

    private static Dictionary<string, SortedSet<string>> Code()
    {
        var found = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var texts = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (path, text) in Repository.Texts("src", ".cs", ".cshtml", ".json", ".resx"))
        {
            var edition = path.Contains("/Editions/", StringComparison.Ordinal);
            if (path.EndsWith(".json", StringComparison.Ordinal) && !edition) continue;
            var into = path.EndsWith(".resx", StringComparison.Ordinal) ? texts : found;
            var ids = IdsIn(edition ? WithoutRegister(text) : text).ToList();
            // A file that lists all of them is a register of norms, not a place where one lives.
            if (into == found && ids.Count == Norms.Count) continue;
            foreach (var id in ids) Add(into, id, path);
        }
        foreach (var (id, paths) in texts) found.TryAdd(id, paths);
        return found;
    }

    /// <summary>An edition without its own list of all norms: what is left applies them.</summary>
    private static string WithoutRegister(string edition)
    {
        var json = JsonNode.Parse(edition)!.AsObject();
        json.Remove("norms");
        return json.ToJsonString();
    }

    private static Dictionary<string, SortedSet<string>> Tests()
    {
        var found = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (id, name) in Tagged().Concat(TaggedInBrowserTests())) Add(found, id, name);
        return found;
    }

    private static IEnumerable<(string Id, string Name)> Tagged()
    {
        foreach (var type in typeof(NormCoverage).Assembly.GetTypes())
        {
            foreach (var id in type.GetCustomAttributes<NormAttribute>().SelectMany(a => a.Ids)) yield return (id, type.Name);
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                foreach (var id in method.GetCustomAttributes<NormAttribute>().SelectMany(a => a.Ids)) yield return (id, $"{type.Name}.{method.Name}");
            }
        }
    }

    /// <summary>The browser tests are another assembly, which this one does not load: their sources say the same.</summary>
    private static IEnumerable<(string Id, string Name)> TaggedInBrowserTests()
    {
        var step = new Regex("""\bclass\s+(?<class>\w+)|\b(?:Task|ValueTask|void)\s+(?<method>\w+)\s*\(|(?<=[\[,]\s*)Norm\((?<ids>[^)]*)\)""");
        foreach (var (_, text) in BrowserTests.SelectMany(folder => Repository.Texts(folder, ".cs")))
        {
            var (type, waiting) = ("", new List<string>());
            foreach (Match match in step.Matches(text))
            {
                if (match.Groups["ids"].Success) waiting.AddRange(Regex.Matches(match.Groups["ids"].Value, "\"([^\"]+)\"").Select(m => m.Groups[1].Value));
                if (match.Groups["class"].Success) type = match.Groups["class"].Value;
                if (!match.Groups["class"].Success && !match.Groups["method"].Success) continue;
                var name = match.Groups["method"].Success ? $"{type}.{match.Groups["method"].Value}" : type;
                foreach (var id in waiting) yield return (id, name);
                waiting.Clear();
            }
        }
    }

    private static void Add(Dictionary<string, SortedSet<string>> found, string id, string name)
    {
        if (!found.TryGetValue(id, out var names)) found[id] = names = new(StringComparer.Ordinal);
        names.Add(name);
    }
}
