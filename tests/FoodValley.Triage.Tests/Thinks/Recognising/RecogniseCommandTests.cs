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

    private static JsonElement[] Spans(string line) => [.. JsonDocument.Parse(line).RootElement.GetProperty("spans").EnumerateArray()];

    [Theory]
    [InlineData("Gisteren belde Fatima weer.", "PERSON certain")]
    [InlineData("Ik sprak Ruwardo.", "PERSON check")]
    [InlineData("Het meisje (M.B.) zweeg.", "INITIALS certain")]
    [InlineData("Adres: Dorpsstraat 12a", "ADDRESS certain")]
    [InlineData("in 3771 AB", "POSTCODE certain")]
    [InlineData("Ze woont in Lunteren.", "PLACE certain")]
    [InlineData("bel 06-12345678", "PHONE certain")]
    [InlineData("mail naar o.k@school.test", "EMAIL certain")]
    [InlineData("Zie www.voorbeeld.test/fatima", "URL certain")]
    [InlineData("op insta heet ze @sanneke_06", "HANDLE certain")]
    [InlineData("BSN 123456782", "BSN certain")]
    [InlineData("rekening NL91ABNA0417164300", "IBAN certain")]
    [InlineData("gebeld op 4 maart", "DATE certain")]
    [InlineData("geboren op 12 maart 2011", "DOB certain")]
    [InlineData("Hij zit op basisschool De Zonnewijzer.", "ORG certain")]
    [InlineData("de auto met kenteken 12-XKB-3", "PLATE certain")]
    [InlineData("zaaknummer 2023/004512", "CASENR certain")]
    public void Each_kind_has_its_type_and_its_grade(string text, string expected)
    {
        var (code, lines, _) = Run(JsonSerializer.Serialize(new { id = "a", text }));
        Assert.Equal(0, code);
        var span = Assert.Single(Spans(Assert.Single(lines)));
        Assert.Equal(expected, $"{span.GetProperty("type").GetString()} {span.GetProperty("grade").GetString()}");
        Assert.Equal(["start", "end", "type", "grade"], span.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("\"é😀\"")]
    public void The_id_comes_back_as_it_was(string id) => Assert.Equal($$"""{"id":{{id}},"spans":[]}""", Assert.Single(Run($$"""{"text":"Niets.","id":{{id}}}""").Lines));

    [Fact]
    public void Half_a_surrogate_pair_counts_as_one()
    {
        var (code, lines, _) = Run("""{"id":1,"text":"\ud83d \ude00\ud83d Fatima belt.\n\u0041\"\\/ 06-12345678"}""");
        Assert.Equal(0, code);
        Assert.Equal(["5 11", "23 34"], Spans(Assert.Single(lines)).Select(s => $"{s.GetProperty("start")} {s.GetProperty("end")}"));
    }

    [Fact]
    public void Empty_lines_are_left_out_and_the_others_answered_in_order()
    {
        var (code, lines, _) = Run("{\"id\":2,\"text\":\"\"}\r\n\n  \n{\"id\":1,\"text\":null,\"dossier\":null}\n");
        Assert.Equal((0, """{"id":2,"spans":[]} {"id":1,"spans":[]}"""), (code, string.Join(' ', lines)));
    }

    [Theory]
    [InlineData("2012-03-04")]
    [InlineData("4-3-2012")]
    [InlineData("04/03/2012")]
    public void A_birth_date_of_the_dossier_is_day_first(string born)
    {
        var (_, lines, _) = Run(JsonSerializer.Serialize(new { id = 1, text = "Het was op 4 maart 2012.", dossier = new { dob = born } }));
        Assert.Equal("DOB", Assert.Single(Spans(lines[0])).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"id":1,"text":{}}""")]
    [InlineData("""{"id":1,"text":["a"]}""")]
    [InlineData("""{"id":1,"text":"x","dossier":{"names":[{"name":[]}]}}""")]
    [InlineData("""{"id":1,"text":"x""")]
    public void A_text_of_another_shape_stops_as_well(string line) => Assert.Equal((3, "Line 1 is not like {id,text,dossier?}."), (Run(line).Code, Run(line).Errors.Trim()));

    [Fact]
    public void A_file_that_is_not_there_is_said_and_nothing_is_thrown()
    {
        using var errors = new StringWriter();
        var folder = Directory.CreateTempSubdirectory("triage-").FullName;
        try
        {
            Assert.Equal(3, RecogniseCommand.Run(Path.Combine(folder, "missing.jsonl"), Path.Combine(folder, "out.jsonl"), errors));
            Assert.Contains("missing.jsonl", errors.ToString(), StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, "in.jsonl"), """{"id":1,"text":"Fatima belt."}""");
            Assert.Equal(3, RecogniseCommand.Run(Path.Combine(folder, "in.jsonl"), Path.Combine(folder, "no-folder", "out.jsonl"), errors));
            Assert.Equal(0, RecogniseCommand.Run(Path.Combine(folder, "in.jsonl"), Path.Combine(folder, "out.jsonl"), errors));
            Assert.Equal("""{"id":1,"spans":[{"start":0,"end":6,"type":"PERSON","grade":"certain"}]}""" + "\n", File.ReadAllText(Path.Combine(folder, "out.jsonl")));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
