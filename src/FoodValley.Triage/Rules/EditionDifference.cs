using System.Text.Json;
using System.Text.Json.Nodes;

namespace FoodValley.Triage.Rules;

/// <summary>Something that one edition says otherwise than another (HK-1).</summary>
/// <param name="Where">The place in the edition: names with dots between, and what a list calls its parts.</param>
/// <param name="Before">What the earlier one says; null when it says nothing there.</param>
/// <param name="After">What the later one says; null when it says nothing there.</param>
public sealed record EditionDifference(string Where, string? Before, string? After)
{
    private static readonly string[] Names = ["id", "code", "key", "norm", "name"];

    /// <summary>Every difference, in the order of the earlier edition, then what is new. Throws <see cref="JsonException"/> for bytes that are no JSON.</summary>
    public static IReadOnlyList<EditionDifference> Between(ReadOnlySpan<byte> earlier, ReadOnlySpan<byte> later)
    {
        var found = new List<EditionDifference>();
        Compare("", JsonNode.Parse(earlier), JsonNode.Parse(later), found);
        return found;
    }

    private static void Compare(string where, JsonNode? before, JsonNode? after, List<EditionDifference> found)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        if (Parts(before) is { } was && Parts(after) is { } now)
        {
            foreach (var name in was.Keys.Union(now.Keys))
                Compare(where.Length == 0 ? name : where + "." + name, was.GetValueOrDefault(name), now.GetValueOrDefault(name), found);
            return;
        }
        found.Add(new(where, Text(before), Text(after)));
    }

    // Parts of a list are told apart by their own name where they have one, else by their place.
    private static Dictionary<string, JsonNode?>? Parts(JsonNode? node) => node switch
    {
        JsonObject o => o.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
        JsonArray list when list.All(i => i is JsonObject) => Named(list),
        _ => null,
    };

    private static Dictionary<string, JsonNode?> Named(JsonArray list)
    {
        var parts = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        for (var at = 0; at < list.Count; at++)
        {
            var name = Names.Select(n => list[at]![n] is JsonValue v && v.TryGetValue<string>(out var text) ? text : null).FirstOrDefault(n => n is not null);
            if (name is null || !parts.TryAdd($"[{name}]", list[at])) parts.Add($"[{at + 1}]", list[at]);
        }
        return parts;
    }

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(Plain),
    };

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
