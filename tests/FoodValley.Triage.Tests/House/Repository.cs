using System.Text;

namespace FoodValley.Triage.Tests.House;

/// <summary>The working copy that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", ".vs", ".idea", "bin", "obj", "node_modules", "lib", "App_Data", "logs", "TestResults", "artifacts"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Files under <paramref name="folder"/> that end in one of <paramref name="endings"/> (all without endings), sorted, as paths from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings)
    {
        var found = new List<string>();
        if (Directory.Exists(PathOf(folder))) Collect(PathOf(folder), found);
        return [.. found
            .Where(file => endings.Length == 0 || endings.Any(e => file.EndsWith(e, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The text of every file that is text: no NUL among the first characters.</summary>
    public static IEnumerable<(string Path, string Text)> Texts(string folder, params string[] endings)
    {
        foreach (var path in Files(folder, endings))
        {
            var bytes = File.ReadAllBytes(PathOf(path));
            if (bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0)) continue;
            yield return (path, Encoding.UTF8.GetString(bytes));
        }
    }

    private static void Collect(string folder, List<string> found)
    {
        found.AddRange(Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != ".git"));
        foreach (var sub in Directory.EnumerateDirectories(folder))
        {
            if (!NotOurs.Contains(Path.GetFileName(sub), StringComparer.Ordinal)) Collect(sub, found);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FoodValley.Triage.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("These tests read the sources; run them from a working copy.");
    }
}
