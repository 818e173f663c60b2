using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FoodValley.Triage.Tests.House;

public class ArrowTests
{
    /// <summary>A later stage knows earlier ones, never the reverse. This is the one list that says so.</summary>
    private static readonly string[] Stages =
        ["Rules", "Dossiers", "Convening", "Recognising", "Asking", "Assessing", "Deciding", "Recording", "Exchanging", "Reviewing", "Informing", "Retaining", "Reporting", "Auditing"];

    [Fact]
    public void Web_knows_Store_and_Triage_and_Store_knows_Triage_and_Triage_knows_nobody()
    {
        Assert.Empty(Ours(CompiledCode.Triage));
        Assert.Subset(new HashSet<string> { "FoodValley.Triage" }, Ours(CompiledCode.Store));
        Assert.Subset(new HashSet<string> { "FoodValley.Triage", "FoodValley.Triage.Store" }, Ours(CompiledCode.Web));

        static HashSet<string> Ours(Assembly assembly) =>
            [.. assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(name => name.StartsWith("FoodValley", StringComparison.Ordinal))];
    }

    [Fact]
    public void The_project_files_point_the_same_way()
    {
        Assert.Equal([], References("FoodValley.Triage"));
        Assert.Equal(["FoodValley.Triage"], References("FoodValley.Triage.Store"));
        Assert.Subset(new HashSet<string> { "FoodValley.Triage", "FoodValley.Triage.Store" }, References("FoodValley.Triage.Web").ToHashSet());

        static IEnumerable<string> References(string project) => XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))
            .Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));
    }

    [Fact]
    public void Every_folder_of_Triage_is_a_stage_of_the_list()
    {
        var folders = Repository.Files("src/FoodValley.Triage", ".cs").Select(path => path.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]);
        Assert.Subset(Stages.ToHashSet(), folders.ToHashSet());
    }

    [Fact]
    public void In_the_sources_of_Triage_no_stage_names_a_later_one()
    {
        var wrong = new List<string>();
        foreach (var (path, text) in Repository.Texts("src/FoodValley.Triage", ".cs"))
        {
            var own = Array.IndexOf(Stages, path.Split('/')[2]);
            if (own < 0) continue;
            foreach (Match name in Regex.Matches(text, @"\bFoodValley\.Triage\.(\w+)"))
            {
                if (Array.IndexOf(Stages, name.Groups[1].Value) > own) wrong.Add($"{path} names {name.Value}");
            }
        }
        Expect.Nothing(wrong);
    }

    [Fact]
    public void In_compiled_Triage_no_stage_uses_a_later_one()
    {
        var wrong = CompiledCode.TypesOf(CompiledCode.Triage)
            .Where(type => StageOf(type) >= 0)
            .SelectMany(type => CompiledCode.NamedBy(type).Where(other => StageOf(other) > StageOf(type)).Select(other => $"{type.FullName} uses {other.FullName}"));
        Expect.Nothing(wrong);

        static int StageOf(Type type)
        {
            const string home = "FoodValley.Triage.";
            return type.Assembly == CompiledCode.Triage && type.Namespace is { } ns && ns.StartsWith(home, StringComparison.Ordinal)
                ? Array.IndexOf(Stages, ns[home.Length..].Split('.')[0])
                : -1;
        }
    }

    [Fact]
    public void Triage_has_no_package() => Assert.Empty(XDocument.Parse(Repository.Read("src/FoodValley.Triage/FoodValley.Triage.csproj")).Descendants("PackageReference"));

    [Fact]
    public void Triage_asks_neither_disk_nor_network_nor_database_nor_clock()
    {
        // A reader over bytes that are already in memory is no I/O: the rule set is a resource inside the assembly.
        string[] inMemory = ["Stream", "MemoryStream", "StreamReader", "StreamWriter", "StringReader", "StringWriter", "TextReader", "TextWriter", "InvalidDataException"];
        string[] outside = ["System.IO", "System.Net", "System.Data", "System.Diagnostics", "Microsoft"];
        string[] attributesOfTheCompiler = ["Microsoft.CodeAnalysis", "System.Diagnostics.CodeAnalysis"];
        var wrong = new List<string>();
        foreach (var type in CompiledCode.TypesOf(CompiledCode.Triage))
        {
            foreach (var named in CompiledCode.NamedBy(type))
            {
                var ns = named.Namespace ?? "";
                if (attributesOfTheCompiler.Contains(ns) || typeof(Attribute).IsAssignableFrom(named) || (ns == "System.IO" && inMemory.Contains(named.Name))) continue;
                if (outside.Any(o => ns == o || ns.StartsWith(o + ".", StringComparison.Ordinal)) || named == typeof(Console) || named == typeof(TimeProvider))
                {
                    wrong.Add($"{type.FullName} uses {named.FullName}");
                }
            }
            wrong.AddRange(CompiledCode.TouchedBy(type).Where(ReadsTheMoment).Select(m => $"{type.FullName} uses {m.DeclaringType!.Name}.{m.Name}"));
        }
        Expect.Nothing(wrong);

        // Iterators ask for the thread they run on; the compiler writes that.
        static bool ReadsTheMoment(MemberInfo member) =>
            (member.DeclaringType == typeof(Environment) && member.Name != "get_CurrentManagedThreadId")
            || ((member.DeclaringType == typeof(DateTime) || member.DeclaringType == typeof(DateTimeOffset)) && member.Name is "get_Now" or "get_UtcNow" or "get_Today");
    }
}
