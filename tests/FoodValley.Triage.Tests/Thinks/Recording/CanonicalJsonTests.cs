using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FsCheck;
using FsCheck.Fluent;

namespace FoodValley.Triage.Tests.Thinks.Recording;

public class CanonicalJsonTests
{
    private static string Write(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(JsonNode.Parse(json)));

    // The example of RFC 8785, section 3.2.2 and 3.2.4.
    [Fact]
    public void The_example_of_the_standard_comes_out_as_the_standard_says() => Assert.Equal(
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        Write("""
            { "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false] }
            """));

    // RFC 8785, section 3.2.3: sorted by UTF-16 code units, so that the emoji comes before U+FB33.
    [Fact]
    public void Keys_are_sorted_by_code_unit()
    {
        var sorted = Write("""
            { "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }
            """);
        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            JsonNode.Parse(sorted)!.AsObject().Select(p => (string)p.Value!));
        Assert.StartsWith("""{"\r":"Carriage Return","1":"One",""", sorted, StringComparison.Ordinal);
    }

    // RFC 8785, appendix B.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Numbers_are_printed_as_the_standard_prints_them(string bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("{}", "{}"), InlineData("[]", "[]"), InlineData("null", "null"), InlineData(" [ 1 , -7 ] ", "[1,-7]"), InlineData("-0", "0"), InlineData("-0.0", "0")]
    [InlineData("9007199254740991", "9007199254740991"), InlineData("10", "10"), InlineData("100.0", "100"), InlineData("1e2", "100"), InlineData("12.50", "12.5")]
    [InlineData("""{"b":{"d":1,"c":2},"a":3}""", """{"a":3,"b":{"c":2,"d":1}}""")]
    [InlineData("""["\u2028\u007f/<>&"]""", "[\"\u2028\u007f/<>&\"]")]
    [InlineData("""["\b\t\n\f\r\u0000\u001f"]""", """["\b\t\n\f\r\u0000\u001f"]""")]
    public void Each_value_has_one_spelling(string json, string expected) => Assert.Equal(expected, Write(json));

    [Theory]
    [InlineData("""["\ud800"]"""), InlineData("""["a\udc00b"]"""), InlineData("""{"\ud83d":1}"""), InlineData("9007199254740992"), InlineData("-9007199254740993"), InlineData("99999999999999999999")]
    public void What_has_no_exact_form_is_refused(string json) => Assert.ThrowsAny<ArgumentException>(() => Write(json));

    [Fact]
    public void Half_characters_and_endless_numbers_made_in_code_are_refused_too()
    {
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Write(new JsonObject { ["a"] = "x\ud800" }));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Write(new JsonObject { ["\udfff"] = 1 }));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create(double.NaN)));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create(double.PositiveInfinity)));
    }

    [Fact]
    public void Every_double_reads_back_the_same() => Prop.ForAll<long>(bits =>
    {
        var value = BitConverter.Int64BitsToDouble(bits * 0x9E3779B97F4A7C1);
        return !double.IsFinite(value) || double.Parse(CanonicalJson.Number(value), NumberStyles.Float, CultureInfo.InvariantCulture) == value;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_text_reads_back_the_same_and_writing_twice_changes_nothing() => Prop.ForAll<NonNull<string>, int>((text, number) =>
    {
        var whole = new string([.. text.Get.Where(c => !char.IsSurrogate(c))]);
        var once = CanonicalJson.Write(new JsonObject { [whole] = new JsonArray(whole, number), ["z"] = whole });
        var read = JsonNode.Parse(once)!;
        return (string?)read["z"] == whole && CanonicalJson.Write(read).AsSpan().SequenceEqual(once);
    }).QuickCheckThrowOnFailure();
}
