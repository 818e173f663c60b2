using System.Text.Json;
using FoodValley.Triage.Web.Commands;

namespace FoodValley.Triage.Tests.Thinks.Recognising;

[Norm("IU-1-INF-a")]
public class RecogniseCommandTests
{
    private static (int Code, string[] Lines, string Errors) Run(string input)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = RecogniseCommand.Run(new StringReader(input), output, errors);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }

    [Fact]
    public void Positions_are_code_points()
    {
        var (code, lines, _) = Run("""{"id":"x","text":"😀 Fatima belt."}""");
        Assert.Equal(0, code);
        Assert.Equal("""{"id":"x","spans":[{"start":2,"end":8,"type":"PERSON","grade":"certain"}]}""", Assert.Single(lines));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"names":null,"address":null,"dob":null,"numbers":null,"phones":null,"emails":null}""")]
    [InlineData("""{"names":[{"role":"client","name":null},null],"address":{"street":null,"town":"x"},"numbers":[null,7]}""")]
    public void Every_part_of_a_dossier_may_be_missing(string dossier) => Assert.Equal(0, Run($$"""{"id":1,"text":"Niets.","dossier":{{dossier}}}""").Code);

    [Fact]
    public void A_dossier_gives_the_type_of_what_was_found()
    {
        var (_, lines, _) = Run("""{"id":1,"text":"vosje woont op bramenpad, zie k77","dossier":{"names":[{"role":"client","name":"Vosje Braam"}],"address":{"street":"Bramenpad","number":"3"},"numbers":["K-77"]}}""");
        using var json = JsonDocument.Parse(lines[0]);
        Assert.Equal(["PERSON", "ADDRESS", "CASENR"], json.RootElement.GetProperty("spans").EnumerateArray().Select(s => s.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("geen json")]
    [InlineData("""{"id":1}""")]
    [InlineData("[]")]
    public void A_line_of_another_shape_stops_with_its_number(string line)
    {
        var (code, lines, errors) = Run("""{"id":1,"text":"goed"}""" + "\n" + line);
        Assert.Equal((3, 1), (code, lines.Length));
        Assert.Contains("Line 2", errors, StringComparison.Ordinal);
    }
}
