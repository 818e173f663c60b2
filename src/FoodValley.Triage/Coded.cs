using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FoodValley.Triage;

/// <summary>The name of an enum member outside this program: in sealed records, exports, forms and commands. Never changes once released.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CodeAttribute(string code) : Attribute
{
    /// <summary>The outside name, for instance <c>2a</c> or <c>statutory-task</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>Enum members by their outside names.</summary>
public static class Coded
{
    /// <summary>The outside name of <paramref name="value"/>; a value that was never declared is our own mistake and throws.</summary>
    public static string Code<T>(this T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>The member with this outside name, or null: ordinal and case-sensitive, for text from outside is not trusted.</summary>
    public static T? Parse<T>(string? code) where T : struct, Enum =>
        code is not null && Names<T>.ByCode.TryGetValue(code, out var value) ? value : null;

    /// <summary>All members in the order of declaration.</summary>
    public static IReadOnlyList<T> All<T>() where T : struct, Enum => Names<T>.InOrder;

    private static class Names<T> where T : struct, Enum
    {
        public static readonly IReadOnlyList<T> InOrder = [.. typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (T)f.GetValue(null)!)];
        public static readonly FrozenDictionary<T, string> ByValue = InOrder.ToFrozenDictionary(
            v => v, v => typeof(T).GetField(v.ToString())!.GetCustomAttribute<CodeAttribute>()?.Code
                ?? throw new InvalidOperationException($"{typeof(T).Name}.{v} has no code."));
        public static readonly FrozenDictionary<string, T> ByCode = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }
}

/// <summary>Writes coded enums as their outside names, and refuses unknown ones with a <see cref="JsonException"/>.</summary>
public sealed class CodedJson : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsEnum;
    }

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Coded.Parse<T>(reader.GetString()) ?? throw new JsonException($"Unknown {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code());
    }
}
