using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Recording;

/// <summary>The answers of a decision, read back from its sealed content: a draft is emptied when it is signed, the record keeps everything (HK-7b).</summary>
public static class SealedAnswers
{
    // A group is sealed flat, beside the others, under names that never meet: any of its members tells that it is there.
    private static readonly IReadOnlyList<(string Group, string[] Members)> Groups =
    [
        .. typeof(Answers).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType is { IsClass: true, IsGenericType: false } type && type != typeof(string) && type != typeof(Replaced))
            .Select(p => (Camel(p.Name), p.PropertyType.GetConstructors()[0].GetParameters().Select(m => Camel(m.Name!)).ToArray())),
    ];

    /// <summary>
    /// The answers without the dossier and without what was replaced. Throws <see cref="JsonException"/> when <paramref name="content"/> is no
    /// content of a decision.
    /// </summary>
    public static Answers Of(ReadOnlySpan<byte> content)
    {
        if (JsonNode.Parse(content) is not JsonObject whole || whole["answers"] is not JsonObject flat) throw new JsonException("No content of a decision.");
        var grouped = new JsonObject();
        foreach (var (group, members) in Groups)
            if (members.Any(flat.ContainsKey)) grouped[group] = flat.DeepClone();
        return Answers.FromJson(grouped.ToJsonString()) with { Way = Ways.Of(Coded.Parse<Level>((string?)whole["level"]) ?? throw new JsonException("No content of a decision.")) };
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
