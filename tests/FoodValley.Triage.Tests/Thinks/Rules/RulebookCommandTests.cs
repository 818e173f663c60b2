using FoodValley.Triage.Web.Commands;

namespace FoodValley.Triage.Tests.Thinks.Rules;

public sealed class RulebookCommandTests
{
    [Fact]
    public void Norms_prints_a_line_per_row_of_the_table()
    {
        const string Page = """
            # Norms

            | tool | use |
            |---|---|
            | a | b |

            | norm | title | code | tests | state |
            |---|---|---|---|---|
            | HK-5d | Instemming met “het plan” | src/A.cs, `src/B.cs` | PlanTests.Asks, PlanTests.Waits | done |
            | HK-8z | Op orde \| of niet | – | – | open |

            | norm | title | code | tests | state |
            """;

        Assert.Equal(
            """
            {"norm":"HK-5d","title":"Instemming met “het plan”","code":["src/A.cs","src/B.cs"],"tests":["PlanTests.Asks","PlanTests.Waits"],"state":"done"}
            {"norm":"HK-8z","title":"Op orde | of niet","code":[],"tests":[],"state":"open"}

            """.ReplaceLineEndings("\n"),
            Print(Page));
    }

    [Theory]
    [InlineData("# Nothing here")]
    [InlineData("| norm | title | code | tests | state |\n|---|---|---|---|---|\n| HK-1 | Wet | – | – | maybe |")]
    [InlineData("| norm | title | code | tests | state |\n|---|---|---|---|---|\n| HK-1 | Wet | open |")]
    public void A_page_that_is_not_the_table_of_norms_is_refused(string page) => Assert.Throws<InvalidDataException>(() => Print(page));

    private static string Print(string page)
    {
        using var output = new StringWriter();
        RulebookCommand.Norms(output, new StringReader(page));
        return output.ToString();
    }
}
