using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FoodValley.Triage.Tests.Thinks.Recording;

/// <summary>The part of JSON Schema 2020-12 that our own schemas use; a keyword it does not know throws, so that none is passed over in silence.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    /// <summary>What does not fit, each with its place; empty when all is well.</summary>
    public IReadOnlyList<string> Problems(JsonNode? value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string at) => schema.SelectMany(rule => rule.Key switch
    {
        "$schema" or "$defs" or "title" or "description" => [],
        "$ref" => Check(Referred((string)rule.Value!), value, at),
        "type" => TypeOf(value) == (string)rule.Value! ? [] : [$"{at} is no {rule.Value}"],
        "const" => JsonNode.DeepEquals(rule.Value, value) ? [] : [$"{at} is not {rule.Value}"],
        "enum" => rule.Value!.AsArray().Any(v => JsonNode.DeepEquals(v, value)) ? [] : [$"{at} is none of the values"],
        "anyOf" => rule.Value!.AsArray().Select(s => Check(s!.AsObject(), value, at).ToList()).ToList() is var ways && ways.Exists(w => w.Count == 0) ? [] : ways.MinBy(w => w.Count)!,
        "pattern" => value is JsonValue && TypeOf(value) == "string" && !Regex.IsMatch((string)value!, (string)rule.Value!) ? [$"{at} does not look right"] : [],
        "minLength" => TypeOf(value) == "string" && ((string)value!).Length < (int)rule.Value! ? [$"{at} is too short"] : [],
        "minimum" => TypeOf(value) == "integer" && (long)value! < (long)rule.Value! ? [$"{at} is too small"] : [],
        "minItems" => value is JsonArray list && list.Count < (int)rule.Value! ? [$"{at} has too few"] : [],
        "items" => value is JsonArray list ? list.SelectMany((v, i) => Check(rule.Value!.AsObject(), v, $"{at}[{i}]")) : [],
        "required" => value is JsonObject o ? rule.Value!.AsArray().Where(n => !o.ContainsKey((string)n!)).Select(n => $"{at} has no {n}") : [],
        "dependentRequired" => value is JsonObject o
            ? rule.Value!.AsObject().Where(p => o.ContainsKey(p.Key)).SelectMany(p => p.Value!.AsArray().Where(n => !o.ContainsKey((string)n!)).Select(n => $"{at} has {p.Key} without {n}")) : [],
        "properties" => value is JsonObject o ? rule.Value!.AsObject().Where(p => o.ContainsKey(p.Key)).SelectMany(p => Check(p.Value!.AsObject(), o[p.Key], $"{at}.{p.Key}")) : [],
        "additionalProperties" when rule.Value!.ToJsonString() == "false" =>
            value is JsonObject o ? o.Where(p => schema["properties"]?[p.Key] is null).Select(p => $"{at} has {p.Key}") : [],
        _ => throw new NotSupportedException($"{rule.Key} is not read here."),
    });

    private JsonObject Referred(string reference) => root["$defs"]![reference["#/$defs/".Length..]]!.AsObject();

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        JsonValue v when v.TryGetValue<string>(out _) => "string",
        JsonValue v when v.TryGetValue<bool>(out _) => "boolean",
        JsonValue v when v.TryGetValue<long>(out _) => "integer",
        _ => "number",
    };
}
