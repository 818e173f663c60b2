using System.Text;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Commands;

namespace FoodValley.Triage.Tests.Thinks.Assessing;

/// <summary>
/// The decision matrix, typed by hand from the text of the decision (C3) as twenty rows, against what the program prints. The table below takes
/// nothing from the program: its words are its own.
/// </summary>
[Norm("IU-ALG-1", "IU-1-GRD", "IU-2-GRD-OVH", "IU-2-GRD-PRIV", "IU-2-GRD-NIET", "IU-3-GRD-OVH", "IU-3-GRD-PRIV")]
[Norm("IU-4-GRD-OVH", "IU-4-GRD-PRIV", "IU-4-GRD-VIT", "HK-5c", "HK-5d", "HK-5e", "HK-6a", "HK-7g", "HK-7h")]
public sealed class MatrixTests
{
    // level, sector, safety; norm of the ground cell; permitted grounds (first letters below); of these: a choice to confirm; allowed lines by C3
    // T statutory-task, A agreement, C consent, L legitimate-interest, V vital-interest
    private static readonly Row[] Rows =
    [
        new("1", "government", false, "IU-1-GRD", "", "", 10),
        new("1", "government", true, "IU-1-GRD", "", "", 0),
        new("1", "non-government", false, "IU-1-GRD", "", "", 10),
        new("1", "non-government", true, "IU-1-GRD", "", "", 0),
        new("2a", "government", false, "IU-2-GRD-OVH", "T", "", 5),
        new("2a", "government", true, "IU-2-GRD-OVH", "TV", "V", 20),
        new("2a", "non-government", false, "IU-2-GRD-PRIV", "AC", "", 6),
        new("2a", "non-government", true, "IU-2-GRD-PRIV", "AV", "AV", 20),
        new("2b", "government", false, "IU-2-GRD-OVH", "T", "", 5),
        new("2b", "government", true, "IU-2-GRD-OVH", "TV", "V", 20),
        new("2b", "non-government", false, "IU-2-GRD-PRIV", "AC", "", 6),
        new("2b", "non-government", true, "IU-2-GRD-PRIV", "AV", "AV", 20),
        new("3", "government", false, "IU-3-GRD-OVH", "T", "", 5),
        new("3", "government", true, "IU-3-GRD-OVH", "TV", "V", 20),
        new("3", "non-government", false, "IU-3-GRD-PRIV", "ALC", "", 11),
        new("3", "non-government", true, "IU-3-GRD-PRIV", "ALV", "AV", 30),
        new("4", "government", false, "IU-4-GRD-OVH", "TV", "", 10),
        new("4", "government", true, "IU-4-GRD-OVH", "TV", "", 20),
        new("4", "non-government", false, "IU-4-GRD-PRIV", "ALVC", "", 16),
        new("4", "non-government", true, "IU-4-GRD-PRIV", "ALV", "A", 30),
    ];

    private static readonly (char Letter, string Name)[] Grounds =
    [
        ('N', "none"), ('T', "statutory-task"), ('A', "agreement"), ('C', "consent"), ('L', "legitimate-interest"), ('V', "vital-interest"),
    ];

    private static readonly string[] Consents = ["not-asked", "refused", "given", "withdrawn", "expired"];

    [Fact]
    public void The_printed_matrix_is_the_matrix_that_was_decided()
    {
        var expected = Rows.SelectMany(r => r.Lines()).ToList();
        var printed = Print(Rulebook.Current);

        Assert.Equal(1200, expected.Count);
        Assert.Equal(1200, printed.Count);
        Assert.Equal([], Differences(expected, printed));
    }

    [Fact]
    public void Each_row_allows_as_many_lines_as_the_decision_counts()
    {
        var printed = Print(Rulebook.Current);

        foreach (var row in Rows)
        {
            var start = $$"""{"level":"{{row.Level}}","sector":"{{row.Sector}}","safety":{{(row.Safety ? "true" : "false")}},""";
            var lines = printed.Where(l => l.StartsWith(start, StringComparison.Ordinal)).ToList();
            Assert.Equal(60, lines.Count);
            Assert.Equal(row.AllowedLines, lines.Count(l => l.Contains("\"verdict\":\"allowed\"", StringComparison.Ordinal)));
        }

        Assert.Equal(264, printed.Count(l => l.Contains("\"verdict\":\"allowed\"", StringComparison.Ordinal)));
        Assert.Equal(936, printed.Count(l => l.Contains("\"verdict\":\"blocked\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"level":"1","sector":"government","safety":false,"ground":"none","planAgreement":false,"consent":"not-asked","verdict":"allowed","norms":["IU-1-GRD"],"basis":"law"}""")]
    [InlineData("""{"level":"1","sector":"non-government","safety":true,"ground":"consent","planAgreement":true,"consent":"given","verdict":"blocked","norms":["HK-6a","IU-1-GRD"],"basis":"choice"}""")]
    [InlineData("""{"level":"2a","sector":"government","safety":false,"ground":"legitimate-interest","planAgreement":false,"consent":"refused","verdict":"blocked","norms":["HK-5d","IU-2-GRD-NIET","IU-2-GRD-OVH"],"basis":"source"}""")]
    [InlineData("""{"level":"2b","sector":"government","safety":true,"ground":"consent","planAgreement":false,"consent":"given","verdict":"blocked","norms":["HK-6a","IU-2-GRD-OVH"],"basis":"choice"}""")]
    [InlineData("""{"level":"2b","sector":"non-government","safety":true,"ground":"consent","planAgreement":true,"consent":"given","verdict":"blocked","norms":["HK-6a"],"basis":"choice"}""")]
    [InlineData("""{"level":"2b","sector":"non-government","safety":false,"ground":"consent","planAgreement":true,"consent":"given","verdict":"allowed","norms":["HK-5d","HK-7g","IU-2-GRD-PRIV"],"basis":"law"}""")]
    [InlineData("""{"level":"3","sector":"non-government","safety":false,"ground":"consent","planAgreement":false,"consent":"withdrawn","verdict":"blocked","norms":["HK-5c","HK-5d"],"basis":"law"}""")]
    [InlineData("""{"level":"3","sector":"government","safety":false,"ground":"statutory-task","planAgreement":true,"consent":"refused","verdict":"allowed","norms":["HK-5d","HK-7h","IU-3-GRD-OVH"],"basis":"source"}""")]
    [InlineData("""{"level":"4","sector":"government","safety":true,"ground":"vital-interest","planAgreement":false,"consent":"not-asked","verdict":"allowed","norms":["HK-6a","HK-7h","IU-4-GRD-OVH","IU-4-GRD-VIT"],"basis":"source"}""")]
    [InlineData("""{"level":"4","sector":"non-government","safety":true,"ground":"none","planAgreement":true,"consent":"given","verdict":"blocked","norms":["IU-ALG-1"],"basis":"source"}""")]
    public void Lines_worked_out_by_hand_are_printed(string line) => Assert.Contains(line, Print(Rulebook.Current));

    [Fact]
    public void The_comparison_notices_one_changed_cell_of_the_edition()
    {
        var edition = EditionFile.Json();
        var cell = edition["table"]!.AsArray().Single(c => (string?)c!["level"] == "3" && (string?)c["sector"] == "non-government")!;
        var grounds = cell["grounds"]!.AsArray();
        grounds.Remove(grounds.Single(g => (string?)g!["ground"] == "legitimate-interest"));

        var differences = Differences([.. Rows.SelectMany(r => r.Lines())], Print(EditionFile.Load(edition)));

        // Five consents with agreement on the plan are no longer allowed, five without are blocked by one norm more.
        Assert.Equal(10, differences.Count);
        Assert.All(differences, d => Assert.Contains("\"level\":\"3\",\"sector\":\"non-government\",\"safety\":false,\"ground\":\"legitimate-interest\"", d, StringComparison.Ordinal));
    }

    private static List<string> Print(Rulebook rulebook)
    {
        using var output = new StringWriter();
        RulebookCommand.Matrix(output, rulebook);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static List<string> Differences(IReadOnlyList<string> expected, IReadOnlyList<string> printed) =>
        [.. expected.Zip(printed).Where(p => p.First != p.Second).Select(p => $"decided {p.First} printed {p.Second}")];

    private sealed record Row(string Level, string Sector, bool Safety, string GroundNorm, string Permitted, string Choices, int AllowedLines)
    {
        public IEnumerable<string> Lines() =>
            from ground in Grounds
            from plan in (bool[])[false, true]
            from consent in Consents
            select Line(ground.Letter, ground.Name, plan, consent);

        private string Line(char ground, string name, bool plan, string consent)
        {
            var (blocking, basis) = Level == "1" ? BlockedAtLevel1(ground) : Blocked(ground, plan, consent);
            var allowed = blocking.Count == 0;
            var norms = allowed ? Relied(ground, consent) : blocking;
            if (allowed)
            {
                basis = Level == "1" || ground == 'C' ? "law" : Choices.Contains(ground) ? "choice" : "source";
            }

            var line = new StringBuilder();
            line.Append(FormattableString.Invariant($"{{\"level\":\"{Level}\",\"sector\":\"{Sector}\",\"safety\":{(Safety ? "true" : "false")},\"ground\":\"{name}\","));
            line.Append(FormattableString.Invariant($"\"planAgreement\":{(plan ? "true" : "false")},\"consent\":\"{consent}\","));
            line.Append(FormattableString.Invariant($"\"verdict\":\"{(allowed ? "allowed" : "blocked")}\",\"norms\":["));
            line.AppendJoin(',', norms.Order(StringComparer.Ordinal).Select(n => $"\"{n}\""));
            line.Append(FormattableString.Invariant($"],\"basis\":\"{basis}\"}}"));
            return line.ToString();
        }

        private (HashSet<string> Norms, string Basis) BlockedAtLevel1(char ground)
        {
            HashSet<string> norms = [];
            if (ground != 'N')
            {
                norms.Add("IU-1-GRD");
            }

            if (Safety)
            {
                norms.Add("HK-6a");
            }

            return (norms, Safety ? "choice" : "source");
        }

        private (HashSet<string> Norms, string Basis) Blocked(char ground, bool plan, string consent)
        {
            HashSet<string> norms = [];
            var basis = "source";
            if (ground == 'N')
            {
                norms.Add("IU-ALG-1");
            }
            else if (Safety && ground == 'C')
            {
                norms.Add("HK-6a");
                basis = "choice";
                if (Sector == "government")
                {
                    norms.Add(GroundNorm);
                }
            }
            else if (!Permitted.Contains(ground))
            {
                norms.Add(GroundNorm);
                if (Level[0] == '2' && (ground == 'L' || ground == 'V'))
                {
                    norms.Add("IU-2-GRD-NIET");
                }
            }

            if (!Safety && !plan)
            {
                norms.Add("HK-5d");
            }

            if (!Safety && Sector == "non-government" && ground == 'C' && consent != "given")
            {
                norms.Add("HK-5c");
                basis = "law";
            }

            return (norms, basis);
        }

        private HashSet<string> Relied(char ground, string consent)
        {
            if (Level == "1")
            {
                return ["IU-1-GRD"];
            }

            HashSet<string> norms = [GroundNorm, Safety ? "HK-6a" : "HK-5d", consent == "given" ? "HK-7g" : "HK-7h"];
            if (Level == "4" && ground == 'V')
            {
                norms.Add("IU-4-GRD-VIT");
            }

            return norms;
        }
    }
}
