using System.Xml.Linq;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Tests.House;

namespace FoodValley.Triage.Tests.Thinks.Asking;

/// <summary>The words of the screens, read from the text files themselves: a key without words throws.</summary>
internal static class ScreenWords
{
    public static readonly Wording Dutch = Of(Read(english: false));

    public static readonly Wording English = Of(Read(english: true));

    public static Wording In(bool english) => english ? English : Dutch;

    private static Wording Of(Dictionary<string, string> texts) => key => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"No words for {key}.");

    private static Dictionary<string, string> Read(bool english) => Repository.Files("src/FoodValley.Triage.Web/Texts", ".resx")
        .Where(path => path.EndsWith(".en.resx", StringComparison.Ordinal) == english)
        .SelectMany(path => XDocument.Parse(Repository.Read(path)).Root!.Elements("data"))
        .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);
}
