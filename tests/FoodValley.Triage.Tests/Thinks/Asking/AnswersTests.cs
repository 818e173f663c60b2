using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Tests.Thinks.Asking;

public sealed class AnswersTests
{
    [Fact]
    [Norm("IU-ALG-6", "HK-7b")]
    public void Every_answer_survives_being_written_and_read()
    {
        foreach (var answers in new[] { Example.Crammed, Example.CrammedFeedback, Example.CrammedNetwork, Example.AtOnce, (Example.CrammedConsult with { Dossier = Example.Dossier.Id }).Leave(Question.ConsultText, new Dictionary<string, string[]> { ["consultText"] = ["half"] }) })
        {
            var read = Answers.FromJson(answers.ToJson());

            Assert.Equal(answers.ToJson(), read.ToJson());
            foreach (var question in Coded.All<Question>())
            {
                Assert.Equal(answers.Group(question) is null, read.Group(question) is null);
                Assert.Equal(answers.ToJson(question), read.ToJson(question));
                Assert.Equal(answers.Has(question), read.Has(question));
            }
            Assert.Equal((answers.Way, answers.Level, answers.ChosenOutcome), (read.Way, read.Level, read.ChosenOutcome));
        }
    }

    [Fact]
    public void Every_typed_word_stands_in_the_JSON_under_the_name_of_its_field()
    {
        // The example's words are the names of the fields; the recipient is a partner of the plan, too.
        var words = new[] { Example.Crammed, Example.CrammedFeedback, Example.CrammedNetwork }.SelectMany(answers => Leaves(JsonNode.Parse(answers.ToJson())!)).Where(l => l.Value.StartsWith(Example.Canary, StringComparison.Ordinal)).ToList();

        Assert.True(words.Count >= 40);
        Assert.All(words.Where(w => w.Name != "explainedItems" && w.Value != Example.Word("recipientOrganisation") && w.Value != Example.Word("seatOrganisation")), w => Assert.Equal(Example.Word(w.Name), w.Value));
    }

    [Fact]
    public void What_was_not_answered_is_absent()
    {
        Assert.Equal("{}", Answers.Empty.ToJson());
        Assert.Equal("""{"way":"2","clientPassesOn":{"clientPassesOn":"orally"}}""", new Answers { Way = Way.Refer, ClientPassesOn = new(PassOn.Orally, null) }.ToJson());
        Assert.Equal("", Answers.Empty.ToJson(Question.Goal));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"way":"5"}""")]
    [InlineData("""{"way":"Refer"}""")]
    [InlineData("""{"moment":{"momentFrom":"1 juni"}}""")]
    public void Anything_else_is_refused(string json) => Assert.Throws<JsonException>(() => Answers.FromJson(json));

    [Fact]
    public void Every_question_knows_its_answer_and_nothing_else()
    {
        foreach (var question in Coded.All<Question>())
        {
            var full = new[] { Example.Consult, Example.Register, Example.CrammedFeedback, Example.CrammedNetwork }.First(answers => answers.Group(question) is not null);
            var only = full.Only([question]);
            Assert.Equal([question], Coded.All<Question>().Where(q => only.Group(q) is not null));
            Assert.Equal("{\"way\":\"" + full.Way!.Value.Code() + "\"}", only.Without(question).ToJson());
            // These hold only beside another answer.
            if (question is not (Question.Explained or Question.DatWat or Question.SharingTable)) Assert.Equal([question], Coded.All<Question>().Where(only.Has));
        }
    }

    [Fact]
    [Norm("IU-2-VOOR-2")]
    public void An_explained_list_holds_only_while_it_is_the_list_of_today()
    {
        var items = Example.Register.Items!;
        (string Why, ChosenItems? Items, bool Holds)[] cases =
        [
            ("the same list", items, true),
            ("another necessity is no other information", items with { NameNecessity = "anders" }, true),
            ("one item less", items with { Items = [ItemKind.Name, ItemKind.Contact] }, false),
            ("one contact detail more", items with { ContactDetails = [ContactDetail.Phone, ContactDetail.Email, ContactDetail.Address] }, false),
            ("another contact detail", items with { ContactDetails = [ContactDetail.Phone, ContactDetail.Address] }, false),
            ("an extra item", items with { Extras = [new("verzuim", "nodig", "reden")] }, false),
            ("contact details that are not chosen do not count", items with { Items = [ItemKind.Name, ItemKind.Purpose] }, false),
            ("no list at all", null, false),
        ];
        foreach (var (why, changed, holds) in cases)
        {
            Assert.True(holds == (Example.Register with { Items = changed }).Has(Question.Explained), why);
        }
        Assert.True(Example.Crammed.Has(Question.Explained));
        Assert.False((Example.Crammed with { Items = Example.Crammed.Items! with { Extras = [new("iets anders", "nodig", "reden")] } }).Has(Question.Explained));
    }

    [Fact]
    public void A_level_1_question_is_the_decision_unless_another_outcome_was_chosen()
    {
        Assert.Equal(Outcome.Share, Example.Consult.ChosenOutcome);
        Assert.Null(Example.Consult.Without(Question.ConsultReason).ChosenOutcome);
        Assert.Equal(Outcome.Hold, (Example.Consult with { Outcome = new(Outcome.Hold, "wachten") }).ChosenOutcome);
        Assert.Null(Example.Register.Without(Question.Outcome).ChosenOutcome);
    }

    [Fact]
    [Norm("HK-5b")]
    public void The_plan_names_the_recipient_by_the_words_of_the_organisation_whatever_the_case()
    {
        const string recipient = "De Regenboog";
        ShortPlan Plan(string partner) => new("stap", [new("iemand", "", ""), new(partner, "", "")], null);

        Assert.True(Plan("basisschool DE REGENBOOG").Names(recipient));
        Assert.True(Plan("Regenboog").Names(recipient));
        Assert.False(Plan("mevrouw verzonnen van school").Names(recipient));
        Assert.False(Plan("de").Names(recipient));
        Assert.False(Plan("De Regen").Names(recipient));
        Assert.False(new ShortPlan("stap", [], null).Names(recipient));
    }

    [Fact]
    public void No_two_questions_share_a_field_name()
    {
        var names = Groups().SelectMany(g => Fields(g.Type).Select(f => (f, g.Question))).ToList();

        // What is explained has the same two fields everywhere, inside a list with a name of its own.
        Assert.Equal([], names.Where(n => n.f is not ("fragment" or "why")).GroupBy(n => n.f).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    [Norm("HK-7b", "HK-7d")]
    public void The_fields_of_the_forms_are_the_fields_of_the_answers()
    {
        // Ticks that only exist on the page, for what was confirmed stands in the record as its own words, with the text they belong to; and the second way to name an article.
        HashSet<string> onlyOnThePage = ["explained", "undo", "otherArticle", "confirmedFor"];
        // What the dossier and the address book say comes along with the choice; nobody types it.
        HashSet<string> notTyped = ["referralOn", "originalQuestion", "referralForFunding", "seatKind", "seatName", "seatOrganisation"];
        foreach (var (question, type) in Groups())
        {
            var form = typeof(QuestionPage).Assembly.GetType($"FoodValley.Triage.Web.Pages.Asking.{question}Form")!;

            Assert.Equal(Fields(type).Where(f => !notTyped.Contains(f)).Order(StringComparer.Ordinal), Fields(form).Where(f => !onlyOnThePage.Contains(f)).Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<(Question Question, Type Type)> Groups() => Coded.All<Question>().Where(q => q != Question.Client)
        .Select(q => (q, typeof(Answers).GetProperty(Example.Property(q))!.PropertyType));

    /// <summary>The JSON names of the settable fields, and those of the small records in lists.</summary>
    private static IEnumerable<string> Fields(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            yield return JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericArguments() is [{ IsClass: true } inner] && inner != typeof(string))
                foreach (var field in Fields(inner)) yield return field;
        }
    }

    private static IEnumerable<(string Name, string Value)> Leaves(JsonNode? node, string name = "") => node switch
    {
        JsonObject o => o.SelectMany(p => Leaves(p.Value, p.Key)),
        JsonArray a => a.SelectMany(v => Leaves(v, name)),
        JsonValue v when v.TryGetValue<string>(out var text) => [(name, text)],
        _ => [],
    };
}
