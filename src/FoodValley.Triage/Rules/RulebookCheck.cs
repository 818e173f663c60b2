using System.Globalization;
using System.Text.Json;

namespace FoodValley.Triage.Rules;

/// <summary>
/// Is this edition fit for use? Complete in both languages, every item with its source and with norms that exist, every cell there, every code
/// known and only once, nothing looser than the source texts say (HK-1, IU-1-GRD, HK-6a). Runs at start and in tests.
/// </summary>
public sealed class RulebookCheck
{
    private const int LongestSource = 200;

    private readonly List<string> problems = [];
    private readonly HashSet<string> known = new(NormIds.All, StringComparer.Ordinal);

    private RulebookCheck()
    {
    }

    /// <summary>Everything wrong with the edition, each as part of a sentence; empty when it is fit for use.</summary>
    public static IReadOnlyList<string> Problems(JsonDocument edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var check = new RulebookCheck();
        check.Edition(edition.RootElement);
        return check.problems;
    }

    private void Edition(JsonElement edition)
    {
        if (edition.ValueKind != JsonValueKind.Object)
        {
            problems.Add("the edition is not a JSON object");
            return;
        }

        Word(edition, "id", "the edition");
        if (!DateOnly.TryParseExact(Text(edition, "validFrom"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            problems.Add("the edition has no date in validFrom (year-month-day)");
        }

        foreach (var name in (string[])["id", "validFrom", "confirmedBy"])
        {
            if (!edition.TryGetProperty(name, out _))
            {
                problems.Add($"the edition lacks {name}");
            }
        }

        Norms(edition);
        Sources(edition);

        foreach (var (level, at) in List(edition, "levels", "the edition", "code"))
        {
            Bilingual(level, at, "name", "goal", "line");
            Advice(level, at);
            Rests(level, at, basis: false);
        }

        foreach (var (sector, at) in List(edition, "sectors", "the edition", "code"))
        {
            Bilingual(sector, at, "name", "explain");
            Rests(sector, at);
        }

        foreach (var (ground, at) in List(edition, "grounds", "the edition", "code"))
        {
            Bilingual(ground, at, "name", "meaning", "who", "gdpr", "warning");
            Evidence(ground, at);
            Rests(ground, at);
        }

        foreach (var (consideration, at) in List(edition, "considerations", "the edition", "code"))
        {
            Bilingual(consideration, at, "question", "why");
            Rests(consideration, at);
        }

        foreach (var (item, at) in List(edition, "information", "the edition", "code"))
        {
            Bilingual(item, at, "name", "explain");
            Rests(item, at);
        }

        foreach (var (outcome, at) in List(edition, "outcomes", "the edition", "code"))
        {
            Bilingual(outcome, at, "name", "explain", "reasonPrompt");
            Lines(outcome, "reasons", at);
            Rests(outcome, at);
        }

        foreach (var (refusal, at) in List(edition, "refusals", "the edition", "code"))
        {
            Bilingual(refusal, at, "why", "nearest");
            Rests(refusal, at);
        }

        Complete<Level>(edition, "levels");
        Complete<Sector>(edition, "sectors");
        Complete<LegalGround>(edition, "grounds");
        Complete<Outcome>(edition, "outcomes");
        Complete(Codes(edition, "refusals"), RefusalCodes.All, "refusals");
        Table(edition);
        Safety(edition);
    }

    private void Norms(JsonElement edition)
    {
        foreach (var (norm, at) in List(edition, "norms", "the edition", "id"))
        {
            Bilingual(norm, at, "title");
            Word(norm, "source", at);
        }

        Complete([.. Items(edition, "norms").Select(n => Text(n, "id")).OfType<string>()], NormIds.All, "norms");
    }

    private void Sources(JsonElement edition)
    {
        foreach (var (source, at) in List(edition, "sources", "the edition", "code"))
        {
            Bilingual(source, at, "name");
        }

        Complete(Codes(edition, "sources"), ["IU", "HK"], "sources");
    }

    private void Table(JsonElement edition)
    {
        var considerations = Codes(edition, "considerations");
        var information = Codes(edition, "information");
        var seen = new HashSet<(Level, Sector)>();
        foreach (var (cell, _) in List(edition, "table", "the edition", null))
        {
            if (Coded.Parse<Level>(Text(cell, "level")) is not { } level || Coded.Parse<Sector>(Text(cell, "sector")) is not { } sector)
            {
                problems.Add($"the table has a cell for an unknown level or sector ({Text(cell, "level")}, {Text(cell, "sector")})");
                continue;
            }

            var at = $"cell {level.Code()} {sector.Code()}";
            if (!seen.Add((level, sector)))
            {
                problems.Add($"{at} is there twice");
            }

            Rests(cell, at);
            Norm(Text(cell, "groundNorm"), at);
            var grounds = Grounds(cell, "grounds", at);
            var safety = Grounds(cell, "safetyGrounds", at);
            Grounds(cell, "excluded", at);
            if (level == Level.Consult)
            {
                // IU-1-GRD: the ground cell of level 1 is empty; HK-6a is not for level 1.
                Demand(grounds.Count == 0 && safety.Count == 0, $"{at} names a ground, and level 1 has none (IU-1-GRD)");
            }
            else
            {
                Demand(grounds.Count > 0, $"{at} permits no ground at all");
                Demand(safety.Count > 0, $"{at} permits no ground under the safety exception");
            }

            // Consent is what is missing under the exception (HK-6a).
            Demand(!safety.Contains(LegalGround.Consent), $"{at} lists consent under the safety exception (HK-6a)");
            if (sector == Sector.Government)
            {
                // A public authority: no legitimate interest for its tasks, and consent is not on its lists (IU-2-GRD-OVH and its likes).
                Demand(
                    !grounds.Concat(safety).Any(g => g is LegalGround.LegitimateInterest or LegalGround.Consent),
                    $"{at} lists consent or legitimate interest for government");
            }

            References(cell, "considerations", considerations, at);
            References(cell, "information", information, at);
            if (level.IsReferral())
            {
                Demand(Strings(cell, "considerations").FirstOrDefault() == "client-passes-on", $"{at} does not ask first what the client can pass on (IU-2-VOOR-1)");
            }
        }

        foreach (var level in Coded.All<Level>())
        {
            foreach (var sector in Coded.All<Sector>())
            {
                Demand(seen.Contains((level, sector)), $"the table has no cell {level.Code()} {sector.Code()}");
            }
        }
    }

    private List<LegalGround> Grounds(JsonElement cell, string list, string at)
    {
        var found = new List<LegalGround>();
        foreach (var (line, place) in List(cell, list, at, null))
        {
            if (Coded.Parse<LegalGround>(Text(line, "ground")) is not { } ground || ground == LegalGround.None)
            {
                problems.Add($"{place} names an unknown ground ({Text(line, "ground")})");
                continue;
            }

            Demand(!found.Contains(ground), $"{at} lists {ground.Code()} twice in {list}");
            found.Add(ground);
            Rests(line, $"{at} {list} {ground.Code()}");
        }

        return found;
    }

    private void Safety(JsonElement edition)
    {
        if (!edition.TryGetProperty("safety", out var safety) || safety.ValueKind != JsonValueKind.Object)
        {
            problems.Add("the edition lacks safety");
            return;
        }

        const string At = "the safety exception";
        Bilingual(safety, At, "name", "line", "intro", "note");
        Lines(safety, "lifts", At);
        Lines(safety, "stays", At);
        Demand(Items(safety, "lifts").Any(), $"{At} lifts nothing");
        Demand(Items(safety, "stays").Any(), $"{At} leaves nothing standing");
        Advice(safety, At);
        References(safety, "considerations", Codes(edition, "considerations"), At);
        References(safety, "information", Codes(edition, "information"), At);
        Demand(Strings(safety, "considerations").FirstOrDefault() == "child-interest", $"{At} does not put the child's interest first (HK-6g)");
        Rests(safety, At);
    }

    private void Advice(JsonElement owner, string at)
    {
        foreach (var (line, place) in List(owner, "before", at, null))
        {
            Bilingual(line, place, "text");
            Rests(line, place, basis: false);
        }

        foreach (var name in (string[])["fits", "doesNotFit"])
        {
            var place = $"{at} {name}";
            if (!owner.TryGetProperty(name, out var line) || line.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{at} lacks {name}");
                continue;
            }

            Bilingual(line, place, "text");
            Rests(line, place, basis: false);
        }
    }

    private void Evidence(JsonElement ground, string at)
    {
        var show = List(ground, "show", at, null).ToList();
        Demand(show.Count > 0 || Text(ground, "code") == LegalGround.None.Code(), $"{at} says nothing about what to show");
        foreach (var (line, place) in show)
        {
            Languages(line, place);
        }
    }

    private void Lines(JsonElement owner, string list, string at)
    {
        foreach (var (line, place) in List(owner, list, at, "code"))
        {
            Bilingual(line, place, "text");
            Rests(line, place);
        }
    }

    private void Rests(JsonElement item, string at, bool basis = true)
    {
        Word(item, "source", at);
        var norms = Strings(item, "norms");
        Demand(norms.Count > 0, $"{at} names no norm");
        foreach (var norm in norms)
        {
            Norm(norm, at);
        }

        Demand(norms.Distinct(StringComparer.Ordinal).Count() == norms.Count, $"{at} names a norm twice");
        Demand(!basis || Coded.Parse<Basis>(Text(item, "basis")) is not null, $"{at} does not say what it rests on (basis)");
    }

    private void Norm(string? id, string at) => Demand(id is not null && known.Contains(id), $"{at} names norm {id}, which is not one of the hundred");

    private void Bilingual(JsonElement item, string at, params string[] names)
    {
        foreach (var name in names)
        {
            if (item.TryGetProperty(name, out var text))
            {
                Languages(text, $"{at} {name}");
            }
            else
            {
                problems.Add($"{at} lacks {name}");
            }
        }
    }

    private void Languages(JsonElement text, string at)
    {
        foreach (var (language, name) in (ReadOnlySpan<(string, string)>)[("nl", "Dutch"), ("en", "English")])
        {
            var words = text.ValueKind == JsonValueKind.Object ? Text(text, language) : null;
            if (string.IsNullOrWhiteSpace(words))
            {
                problems.Add($"{at} has no {name} text");
            }
            else if (words.Length > Rulebook.LongestText)
            {
                problems.Add($"{at} has a {name} text of {words.Length} characters, more than {Rulebook.LongestText}");
            }
        }
    }

    private void Word(JsonElement item, string name, string at)
    {
        var word = Text(item, name);
        if (string.IsNullOrWhiteSpace(word))
        {
            problems.Add($"{at} has no {name}");
        }
        else if (word.Length > LongestSource)
        {
            problems.Add($"{at} has a {name} of {word.Length} characters, more than {LongestSource}");
        }
    }

    private void References(JsonElement owner, string list, IReadOnlyList<string> codes, string at)
    {
        var named = Strings(owner, list);
        Demand(named.Count > 0, $"{at} has no {list}");
        foreach (var code in named.Where(code => !codes.Contains(code)))
        {
            problems.Add($"{at} names {code}, which is not in {list}");
        }

        Demand(named.Distinct(StringComparer.Ordinal).Count() == named.Count, $"{at} names something twice in {list}");
    }

    private void Complete<T>(JsonElement edition, string list) where T : struct, Enum =>
        Complete(Codes(edition, list), [.. Coded.All<T>().Select(v => v.Code())], list);

    private void Complete(IReadOnlyList<string> found, IReadOnlyList<string> expected, string list)
    {
        foreach (var missing in expected.Except(found, StringComparer.Ordinal))
        {
            problems.Add($"{list} lacks {missing}");
        }

        foreach (var unknown in found.Except(expected, StringComparer.Ordinal))
        {
            problems.Add($"{list} has an unknown entry {unknown}");
        }
    }

    private void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            problems.Add(otherwise);
        }
    }

    /// <summary>The objects of a list, each with its place for people; says so when the list is missing, or a code is missing or double.</summary>
    private List<(JsonElement Item, string At)> List(JsonElement owner, string list, string at, string? code)
    {
        var found = new List<(JsonElement, string)>();
        if (!owner.TryGetProperty(list, out var array) || array.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"{at} lacks {list}");
            return found;
        }

        var place = at == "the edition" ? list : $"{at} {list}";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var item in array.EnumerateArray())
        {
            number++;
            if (item.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{place} number {number} is not an object");
                continue;
            }

            if (code is null)
            {
                found.Add((item, $"{place} number {number}"));
                continue;
            }

            var name = Text(item, code);
            if (string.IsNullOrWhiteSpace(name))
            {
                problems.Add($"{place} number {number} has no {code}");
                continue;
            }

            Demand(seen.Add(name), $"{place} has {name} twice");
            found.Add((item, $"{place} {name}"));
        }

        return found;
    }

    private static IReadOnlyList<string> Codes(JsonElement edition, string list) =>
        [.. Items(edition, list).Select(i => Text(i, "code")).OfType<string>()];

    private static IEnumerable<JsonElement> Items(JsonElement owner, string list) =>
        owner.TryGetProperty(list, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)
            : [];

    private static List<string> Strings(JsonElement owner, string list) =>
        owner.TryGetProperty(list, out var array) && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : string.Empty)]
            : [];

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
