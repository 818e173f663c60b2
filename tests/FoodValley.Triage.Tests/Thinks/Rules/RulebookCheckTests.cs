using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Rules;

/// <summary>The real edition, broken in one way at a time. Each flaw must be found, and in words that say where.</summary>
[Norm("HK-1")]
public sealed class RulebookCheckTests
{
    public static TheoryData<string, Action<JsonObject>, string> Flaws => new()
    {
        { "no id", e => e["id"] = " ", "the edition has no id" },
        { "no date", e => e.Remove("validFrom"), "the edition has no date in validFrom (year-month-day)" },
        { "no real date", e => e["validFrom"] = "2026-02-30", "the edition has no date in validFrom (year-month-day)" },
        { "nothing about confirmation", e => e.Remove("confirmedBy"), "the edition lacks confirmedBy" },
        { "no source texts", e => e.Remove("sources"), "the edition lacks sources" },
        { "one source text", e => e["sources"]!.AsArray().RemoveAt(0), "sources lacks IU" },
        { "unknown level", e => Of(e, "levels", "2a")["code"] = "2c", "levels has an unknown entry 2c" },
        { "missing sector", e => e["sectors"]!.AsArray().RemoveAt(1), "sectors lacks non-government" },
        { "unknown ground", e => Of(e, "grounds", "consent")["code"] = "permission", "grounds has an unknown entry permission" },
        { "missing outcome", e => e["outcomes"]!.AsArray().RemoveAt(4), "outcomes lacks hold" },
        { "double consideration", e => e["considerations"]!.AsArray().Add(Of(e, "considerations", "talked").DeepClone()), "considerations has talked twice" },
        { "double refusal", e => e["refusals"]!.AsArray().Add(Of(e, "refusals", "no-ground").DeepClone()), "refusals has no-ground twice" },
        { "missing refusal", e => e["refusals"]!.AsArray().Remove(Of(e, "refusals", "plan-not-agreed")), "refusals lacks plan-not-agreed" },
        { "unknown refusal", e => Of(e, "refusals", "no-ground")["code"] = "no-idea", "refusals has an unknown entry no-idea" },
        { "refusal without a way", e => Of(e, "refusals", "no-ground").Remove("nearest"), "refusals no-ground lacks nearest" },
        { "refusal with an empty way", e => Of(e, "refusals", "no-ground")["nearest"]!["en"] = "", "refusals no-ground nearest has no English text" },
        { "no Dutch", e => Of(e, "considerations", "effective")["why"]!.AsObject().Remove("nl"), "considerations effective why has no Dutch text" },
        { "no English title", e => Of(e, "norms", "HK-3a", "id")["title"]!["en"] = null, "norms HK-3a title has no English text" },
        { "overlong", e => Of(e, "levels", "4")["goal"]!["nl"] = new string('a', 201), "levels 4 goal has a Dutch text of 201 characters, more than 200" },
        { "no source", e => Of(e, "information", "name").Remove("source"), "information name has no source" },
        { "no norms", e => Of(e, "information", "name")["norms"] = new JsonArray(), "information name names no norm" },
        { "invented norm", e => Of(e, "grounds", "agreement")["norms"]!.AsArray().Add("HK-9"), "grounds agreement names norm HK-9, which is not one of the hundred" },
        { "no basis", e => Of(e, "outcomes", "share").Remove("basis"), "outcomes share does not say what it rests on (basis)" },
        { "unknown basis", e => Of(e, "outcomes", "share")["basis"] = "feeling", "outcomes share does not say what it rests on (basis)" },
        { "99 norms", e => e["norms"]!.AsArray().RemoveAt(0), "norms lacks IU-KOP-1" },
        { "101 norms", e => e["norms"]!.AsArray().Add(With(Of(e, "norms", "HK-1", "id"), "id", "HK-9")), "norms has an unknown entry HK-9" },
        { "missing cell", e => e["table"]!.AsArray().Remove(Cell(e, "3", "government")), "the table has no cell 3 government" },
        { "double cell", e => e["table"]!.AsArray().Add(Cell(e, "3", "government").DeepClone()), "cell 3 government is there twice" },
        { "cell nowhere", e => Cell(e, "3", "government")["level"] = "5", "the table has a cell for an unknown level or sector (5, government)" },
        { "ground at level 1", e => Take(e, "grounds", "2a", "government", "1", "government"), "cell 1 government names a ground, and level 1 has none (IU-1-GRD)" },
        { "exception at level 1", e => Take(e, "safetyGrounds", "2a", "government", "1", "government"), "cell 1 government names a ground, and level 1 has none (IU-1-GRD)" },
        { "consent under safety", e => Cell(e, "4", "non-government")["safetyGrounds"]![0]!["ground"] = "consent", "cell 4 non-government lists consent under the safety exception (HK-6a)" },
        { "consent for government", e => Cell(e, "2b", "government")["grounds"]![0]!["ground"] = "consent", "cell 2b government lists consent or legitimate interest for government" },
        { "empty list", e => Cell(e, "2b", "government")["grounds"] = new JsonArray(), "cell 2b government permits no ground at all" },
        { "ground none in a cell", e => Cell(e, "2b", "government")["grounds"]![0]!["ground"] = "none", "cell 2b government grounds number 1 names an unknown ground (none)" },
        { "double ground", e => Cell(e, "3", "non-government")["grounds"]![1]!["ground"] = "agreement", "cell 3 non-government lists agreement twice in grounds" },
        { "cell norm", e => Cell(e, "3", "government")["groundNorm"] = "IU-5-GRD", "cell 3 government names norm IU-5-GRD, which is not one of the hundred" },
        { "unknown consideration", e => Cell(e, "3", "government")["considerations"]!.AsArray().Add("mood"), "cell 3 government names mood, which is not in considerations" },
        { "unknown information", e => Cell(e, "4", "government")["information"]!.AsArray().Add("all"), "cell 4 government names all, which is not in information" },
        { "order at level 2", e => Cell(e, "2a", "government")["considerations"]!.AsArray().RemoveAt(0), "cell 2a government does not ask first what the client can pass on (IU-2-VOOR-1)" },
        { "child not first", e => e["safety"]!["considerations"]!.AsArray().RemoveAt(0), "the safety exception does not put the child's interest first (HK-6g)" },
        { "exception without limits", e => e["safety"]!["stays"] = new JsonArray(), "the safety exception leaves nothing standing" },
        { "no exception", e => e.Remove("safety"), "the edition lacks safety" },
        { "evidence missing", e => Of(e, "grounds", "consent")["show"] = new JsonArray(), "grounds consent says nothing about what to show" },
        { "no guidance", e => Of(e, "levels", "1").Remove("fits"), "levels 1 lacks fits" },
        { "a list that is no list", e => e["levels"] = "none", "the edition lacks levels" },
        { "an item that is no object", e => e["information"]!.AsArray().Add(7), "information number 10 is not an object" },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public void A_flaw_is_found_and_said(string flaw, Action<JsonObject> breakIt, string problem)
    {
        Assert.NotEmpty(flaw);
        var edition = EditionFile.Json();
        Assert.Empty(Problems(edition));

        breakIt(edition);

        var problems = Problems(edition);
        Assert.Contains(problem, problems);
        var refused = Assert.Throws<RulebookFlawedException>(() => EditionFile.Load(edition));
        Assert.Equal(problems, refused.Problems);
        Assert.Equal(
            problems.Count == 1 ? $"The rules cannot be used: {problems[0]}." : $"The rules cannot be used, {problems.Count} problems, the first: {problems[0]}.",
            refused.Message);
    }

    [Fact]
    public void Fields_nobody_knows_are_refused()
    {
        var edition = EditionFile.Json();
        edition["table"]![0]!["remark"] = "if (sunday) allow";

        var refused = Assert.Throws<RulebookFlawedException>(() => EditionFile.Load(edition));

        Assert.Contains("$.table[0].remark", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"id":"a","id":"b"}""")]
    public void What_is_no_JSON_is_refused_in_one_sentence(string text)
    {
        var refused = Assert.Throws<RulebookFlawedException>(() => Rulebook.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Equal("The rules cannot be used: the edition is not readable JSON.", refused.Message);
    }

    [Fact]
    public void An_edition_that_is_a_list_is_refused()
    {
        using var list = JsonDocument.Parse("[]");

        Assert.Equal(["the edition is not a JSON object"], RulebookCheck.Problems(list));
    }

    private static IReadOnlyList<string> Problems(JsonObject edition)
    {
        using var document = JsonDocument.Parse(edition.ToJsonString());
        return RulebookCheck.Problems(document);
    }

    private static JsonObject Of(JsonObject edition, string list, string code, string key = "code") =>
        edition[list]!.AsArray().Single(i => (string?)i![key] == code)!.AsObject();

    private static JsonObject With(JsonObject item, string key, string value)
    {
        var copy = item.DeepClone().AsObject();
        copy[key] = value;
        return copy;
    }

    private static JsonObject Cell(JsonObject edition, string level, string sector) =>
        edition["table"]!.AsArray().Single(c => (string?)c!["level"] == level && (string?)c["sector"] == sector)!.AsObject();

    private static void Take(JsonObject edition, string list, string level, string sector, string intoLevel, string intoSector) =>
        Cell(edition, intoLevel, intoSector)[list] = Cell(edition, level, sector)[list]!.DeepClone();
}
