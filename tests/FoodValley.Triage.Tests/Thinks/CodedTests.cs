using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks;

/// <summary>The outside names of values: typed here from the contract, because a released name never changes.</summary>
public sealed class CodedTests
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new CodedJson() } };

    [Fact]
    public void The_names_are_those_of_the_contract()
    {
        Assert.Equal("1 2a 2b 3 4", Names<Level>());
        Assert.Equal("government non-government", Names<Sector>());
        Assert.Equal("none statutory-task agreement consent legitimate-interest vital-interest", Names<LegalGround>());
        Assert.Equal("not-asked refused given withdrawn expired", Names<ConsentStatus>());
        Assert.Equal("share share-partly client-passes-on do-not-share hold other-level outside-framework", Names<Outcome>());
        Assert.Equal("caseworker team-lead privacy-officer administrator", Names<Role>());

        static string Names<T>() where T : struct, Enum => string.Join(' ', Coded.All<T>().Select(v => v.Code()));
    }

    [Fact]
    public void Every_value_that_has_a_name_has_a_simple_one_of_its_own_and_is_found_by_it()
    {
        var enums = typeof(Coded).Assembly.GetExportedTypes().Where(t => t.IsEnum && t.GetFields().Any(f => f.GetCustomAttribute<CodeAttribute>() is not null)).ToList();
        Assert.True(enums.Count >= 15);
        foreach (var type in enums) typeof(CodedTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null);
    }

    private static void Check<T>() where T : struct, Enum
    {
        var values = Coded.All<T>();
        Assert.Equal(Enum.GetValues<T>().Order(), values);
        Assert.Equal(values.Count, values.Select(v => v.Code()).Distinct().Count());
        Assert.All(values, v =>
        {
            Assert.Matches(new Regex("^[a-z0-9]+(-[a-z0-9]+)*$"), v.Code());
            Assert.Equal(v, Coded.Parse<T>(v.Code()));
            Assert.Equal($"\"{v.Code()}\"", JsonSerializer.Serialize(v, Json));
            Assert.Equal(v, JsonSerializer.Deserialize<T>($"\"{v.Code()}\"", Json));
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Share")]
    [InlineData("SHARE")]
    [InlineData(" share")]
    [InlineData("0")]
    [InlineData("sharing")]
    public void Text_from_outside_is_taken_literally_or_not_at_all(string? code) => Assert.Null(Coded.Parse<Outcome>(code));

    [Theory]
    [InlineData("\"nothing\"")]
    [InlineData("null")]
    public void JSON_with_an_unknown_name_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Outcome>(json, Json));

    [Fact]
    public void A_value_that_was_never_declared_has_no_name() => Assert.Throws<KeyNotFoundException>(() => ((Outcome)99).Code());
}
