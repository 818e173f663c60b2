using System.Text.Json;

namespace FoodValley.Triage.Asking;

/// <summary>What a professional answered so far; immutable, every question optional until it is asked.</summary>
public sealed record Answers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new CodedJson() } };

    /// <summary>Nothing answered.</summary>
    public static Answers Empty { get; } = new();

    /// <summary>As kept in a draft. Not the sealed form: a draft is ours, a record is bytes that never change.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; throws <see cref="JsonException"/> on anything else.</summary>
    public static Answers FromJson(string json) => JsonSerializer.Deserialize<Answers>(json, Json) ?? throw new JsonException("No answers.");
}
