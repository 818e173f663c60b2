using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks;

/// <summary>The real edition as JSON, for tests that break it.</summary>
internal static class EditionFile
{
    public static byte[] Bytes()
    {
        using var file = typeof(Rulebook).Assembly.GetManifestResourceStream($"{Editions.CurrentId}.json")!;
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    public static JsonObject Json() => JsonNode.Parse(Bytes())!.AsObject();

    public static Rulebook Load(JsonNode edition) => Rulebook.Load(new MemoryStream(Encoding.UTF8.GetBytes(edition.ToJsonString())));
}
