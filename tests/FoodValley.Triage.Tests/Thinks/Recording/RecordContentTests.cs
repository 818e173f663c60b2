using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Thinks.Asking;

namespace FoodValley.Triage.Tests.Thinks.Recording;

/// <summary>What is sealed: facts that name nobody, and content in which nothing is missing.</summary>
public sealed class RecordContentTests
{
    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    [Fact]
    [Norm("IU-ALG-6")]
    public void The_facts_name_nobody_and_hold_no_typed_word()
    {
        string[] people =
        [
            Example.Canary, "Quirijn", "Zwartepoorte", "D-4711", "2012", "0612345678", "Verzonnenlaan", "3771", Example.Dossier.Id.ToString(), "sanne", "Sanne", "sitting-1", "Lokaal",
        ];
        foreach (var answers in Sealing.Every())
        {
            var facts = Text(Sealing.Entry(answers).Facts);
            Assert.All(people, word => Assert.DoesNotContain(word, facts, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_facts_are_the_columns_of_the_report()
    {
        var answers = Example.Crammed with { Outcome = new(Outcome.Hold, "wachten") { HoldReason = HoldReason.Advice, HoldUntil = new DateOnly(2026, 7, 1) } };

        Assert.Equal(
            """{"clientPassesOn":"no","consent":"given","deviation":false,"extraItems":1,"format":1,"ground":"statutory-task","heldUntil":"2026-07-01","informed":false,"items":5,"kind":"decision","level":"2b","momentFrom":"2026-06-01","momentTo":"2026-06-15","otherCapacity":true,"outcome":"hold","planAgreement":"yes","protocolMissing":false,"recipientKind":"provider","safety":false,"sector":"non-government","signed":"2026-06-01","talked":true,"team":"team-1","warnings":5}""",
            Text(Sealing.Entry(answers).Facts));
        Assert.Equal(
            """{"deviation":false,"extraItems":0,"format":1,"ground":"none","items":0,"kind":"decision","level":"1","otherCapacity":false,"outcome":"share","protocolMissing":true,"safety":false,"sector":"government","signed":"2026-06-01","team":"team-1","warnings":0}""",
            Text(Sealing.Entry(Example.Consult, Sealing.Signing() with { Protocol = null }).Facts));
    }

    [Fact]
    [Norm("IU-2-INF-3")]
    public void More_than_the_list_counts_as_a_deviation_when_it_is_shared()
    {
        var more = Example.Register with
        {
            Items = Example.Register.Items! with { Extras = [new("school", "n", "r"), new("huisarts", "n", "r")] },
            Explained = new(["name", "phone", "email", "purpose", "extra: school", "extra: huisarts"]),
        };
        (Answers Answers, bool Deviation, int Extras)[] cases =
            [(Example.Register, false, 0), (more, true, 2), (more with { Outcome = new(Outcome.SharePartly, "r") }, true, 2), (more with { Outcome = new(Outcome.DoNotShare, "r") }, false, 2)];
        foreach (var (answers, deviation, extras) in cases)
        {
            var facts = Sealing.Facts(Sealing.Entry(answers));
            Assert.Equal((deviation, extras), ((bool)facts["deviation"]!, (int)facts["extraItems"]!));
        }
    }

    [Fact]
    [Norm("IU-ALG-6", "HK-7b")]
    public void The_content_holds_every_answer_under_its_field_name()
    {
        foreach (var answers in Sealing.Every())
        {
            var sealedAnswers = Sealing.Content(Sealing.Entry(answers))["answers"]!.AsObject();
            foreach (var question in Coded.All<Question>().Where(q => q != Question.Client && answers.Group(q) is not null))
            {
                foreach (var (name, value) in JsonNode.Parse(answers.ToJson(question))!.AsObject())
                    Assert.True(JsonNode.DeepEquals(value, sealedAnswers[name]), $"{question.Code()}: {name}");
            }
            var fields = Coded.All<Question>().Where(q => q != Question.Client && answers.Group(q) is not null).Sum(q => JsonNode.Parse(answers.ToJson(q))!.AsObject().Count);
            Assert.Equal(fields, sealedAnswers.Count);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-7b", "HK-7d", "IU-ALG-6")]
    public void The_content_holds_every_text_as_it_was_shown(bool english)
    {
        foreach (var answers in Sealing.Every())
        {
            var content = Sealing.Content(Sealing.Entry(answers, Sealing.Signing(english)));
            var expected = new Transcript(ScreenWords.In(english), Example.Culture(english)).Of(answers, answers.Way == Way.Consult ? null : Example.Dossier);
            var shown = content["shown"]!.AsArray();

            Assert.Equal(expected.Select(q => q.Question.Code()), shown.Select(q => (string?)q!["question"]));
            Assert.Equal(expected.Select(q => q.Title), shown.Select(q => (string?)q!["title"]));
            Assert.Equal(expected.SelectMany(q => q.Answers).Select(a => (a.Name, a.Label, a.Text)),
                shown.SelectMany(q => q!["answers"]!.AsArray()).Select(a => ((string)a!["name"]!, (string)a["label"]!, (string)a["text"]!)));
            Assert.Equal(expected.SelectMany(q => q.Question.Norms()), shown.SelectMany(q => q!["norms"]!.AsArray()).Select(n => (string)n!));
            Assert.Equal(english ? "en" : "nl", (string?)content["language"]);
            Assert.Equal(ScreenWords.In(english)("sign.statement"), (string?)content["statement"]);
        }
        Assert.NotEqual(Sealing.Entry(Example.Register, Sealing.Signing(true)).Content, Sealing.Entry(Example.Register).Content);
        Assert.Equal(Sealing.Entry(Example.Register, Sealing.Signing(true)).Facts, Sealing.Entry(Example.Register).Facts);
    }

    [Fact]
    [Norm("HK-7a")]
    public void The_content_says_who_decided_what_when_for_whom_and_why()
    {
        var content = Sealing.Content(Sealing.Entry(Example.Register));

        Assert.Equal("""{"id":"sanne","name":"Sanne Voorbeeld","role":"caseworker"}""", content["author"]!.ToJsonString());
        Assert.Equal("""{"id":"org-b","name":"Gemeente Barneveld","sector":"government"}""", content["organisation"]!.ToJsonString());
        Assert.Equal("""{"id":"team-1","name":"Lokaal team"}""", content["team"]!.ToJsonString());
        Assert.Equal("""{"age":14,"birthDate":"2012-03-09","name":"Quirijn Zwartepoorte"}""", content["client"]!.ToJsonString());
        Assert.Equal("2026-06-01T09:30:15.250Z", (string?)content["signedAt"]);
        Assert.Equal(("2b", "government", "statutory-task", "share", "D-4711", Example.Word("reason")),
            ((string)content["level"]!, (string)content["sector"]!, (string)content["ground"]!, (string)content["outcome"]!, (string)content["dossier"]!, (string)content["reason"]!));
        Assert.Equal((1, "decision", false), ((int)content["format"]!, (string)content["kind"]!, (bool)content["safety"]!));
    }

    [Fact]
    [Norm("HK-0a", "HK-2")]
    public void Edition_and_protocol_are_named_in_the_header_and_in_the_content()
    {
        var entry = Sealing.Entry(Example.Register, Sealing.Signing() with { Protocol = new("protocol-7", new(2026, 1, 1), [LegalGround.StatutoryTask, LegalGround.VitalInterest]) });
        var content = Sealing.Content(entry);

        Assert.Equal(("foodvalley-2026-1", "protocol-7", EntryKind.Decision), (entry.EditionId, entry.ProtocolId, entry.Kind));
        Assert.Equal("""{"confirmedBy":null,"id":"foodvalley-2026-1","validFrom":"2026-01-01"}""", content["edition"]!.ToJsonString());
        Assert.Equal("""{"date":"2026-01-01","grounds":["statutory-task","vital-interest"],"version":"protocol-7"}""", content["protocol"]!.ToJsonString());

        var none = Sealing.Entry(Example.Register, Sealing.Signing() with { Protocol = null });
        Assert.Equal("", none.ProtocolId);
        Assert.True(Sealing.Content(none).TryGetPropertyValue("protocol", out var protocol) && protocol is null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-0a", "HK-7b")]
    public void What_the_rules_said_at_the_moment_of_signing_is_sealed_with_norm_and_source(bool english)
    {
        var answers = Example.Register with { Necessary = new("n", false, "r"), Talked = new(false, null, null, null, "r"), Outcome = new(Outcome.DoNotShare, "r") };

        var findings = Sealing.Content(Sealing.Entry(answers, Sealing.Signing(english)))["findings"]!.AsArray();

        var (block, warning) = (findings[0]!.AsObject(), findings[1]!.AsObject());
        Assert.Equal(2, findings.Count);
        var edition = Rulebook.Current.Refusal("not-purely-for-goal");
        Assert.Equal(("blocks", "not-purely-for-goal", "HK 3", "source", edition.Why.In(english), edition.Nearest.In(english)),
            ((string)block["kind"]!, (string)block["code"]!, (string)block["source"]!, (string)block["basis"]!, (string)block["text"]!, (string)block["nearest"]!));
        Assert.Equal("""["HK-3f"]""", block["norms"]!.ToJsonString());
        Assert.Equal(("warns", "not-talked", "HK 8", ScreenWords.In(english)("finding.not-talked")),
            ((string)warning["kind"]!, (string)warning["code"]!, (string)warning["source"]!, (string)warning["text"]!));
        Assert.False(warning.ContainsKey("nearest"));
    }

    [Fact]
    [Norm("IU-1-INF-a", "IU-1-INF-b", "IU-1-GRD")]
    public void A_level_1_record_holds_nothing_of_the_dossier_it_was_asked_for()
    {
        var with = Sealing.Entry(Example.CrammedConsult with { Dossier = Example.Dossier.Id });
        var without = Sealing.Entry(Example.CrammedConsult, Sealing.Signing() with { Dossier = null });

        Assert.Equal(Text(without.Content), Text(with.Content));
        Assert.Equal(Text(without.Facts), Text(with.Facts));
        foreach (var word in new[] { "Quirijn", "Zwartepoorte", "D-4711", "2012-03-09", "Verzonnenlaan", Example.Dossier.Id.ToString() })
            Assert.DoesNotContain(word, Text(with.Content), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("none", (string?)Sealing.Content(with)["ground"]);
    }

    [Fact]
    [Norm("IU-ALG-6")]
    public void The_same_input_gives_the_same_bytes_in_canonical_form()
    {
        foreach (var answers in Sealing.Every())
        {
            var (one, two) = (Sealing.Entry(answers), Sealing.Entry(Answers.FromJson(answers.ToJson())));
            Assert.Equal(Text(one.Content), Text(two.Content));
            Assert.Equal(Text(one.Facts), Text(two.Facts));
            Assert.Equal(one.Content, CanonicalJson.Write(JsonNode.Parse(one.Content)));
            Assert.Equal(one.Facts, CanonicalJson.Write(JsonNode.Parse(one.Facts)));
        }
    }

    [Fact]
    public void What_was_half_typed_holds_the_signature_up_until_it_is_finished()
    {
        var half = Example.Register.Leave(Question.Goal, new Dictionary<string, string[]> { ["goal"] = ["nog niet af"] });

        Assert.Equal([Question.Goal], Interview.Open(half));
        Assert.Equal(Text(Sealing.Entry(Example.Register).Content), Text(Sealing.Entry(half.Finish(Question.Goal)).Content));
    }

    [Theory]
    [InlineData("enough")]
    [InlineData("talk")]
    [InlineData("other-level")]
    [Norm("HK-7b", "IU-1-INF-a")]
    public void Advice_stands_beside_its_decision_and_its_facts_hold_no_word_of_it(string next)
    {
        foreach (var english in new[] { false, true })
        {
            var entry = RecordContent.Advice(41, "kanarie-advies", next, Sealing.Signing(english));
            var content = Sealing.Content(entry);

            Assert.Equal(EntryKind.Supplement, entry.Kind);
            Assert.Equal([41], entry.Refers);
            Assert.Equal($$"""{"format":1,"kind":"supplement","level":"1","next":"{{next}}"}""", Text(entry.Facts));
            Assert.Equal(41, (int)content["supplements"]!);
            Assert.Equal($$"""{"consultAdvice":"kanarie-advies","consultNext":"{{next}}"}""", content["answers"]!.ToJsonString());
            Assert.Equal(["kanarie-advies", ScreenWords.In(english)("consult-next.option." + next)], content["shown"]![0]!["answers"]!.AsArray().Select(a => (string)a!["text"]!));
            Assert.DoesNotContain("Quirijn", Text(entry.Content), StringComparison.Ordinal);
            Assert.Equal("foodvalley-2026-1", (string?)content["edition"]!["id"]);
        }
    }

    [Fact]
    [Norm("IU-2-INF-1", "IU-2-INF-2", "IU-2-INF-3", "IU-ALG-3", "HK-3c", "HK-3d", "HK-3e", "HK-4a", "HK-4b", "HK-4c", "HK-5a", "HK-5b", "HK-5c", "HK-5d")]
    [Norm("IU-ALG-1", "IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c", "IU-ALG-4", "IU-ALG-5", "HK-0d-DOE", "HK-0d-PRO", "HK-0d-SUB", "HK-7g", "HK-7h", "HK-3a", "HK-3b", "HK-3f")]
    public void Every_typed_word_reaches_the_sealed_answers_and_the_sealed_texts()
    {
        var answers = Example.Crammed with { Outcome = Example.Crammed.Outcome! with { Outcome = Outcome.Hold } };
        var content = Sealing.Content(Sealing.Entry(answers));
        var typed = Regex.Matches(answers.ToJson(), Example.Canary + "[A-Za-z]+").Select(m => m.Value).Distinct().ToList();

        Assert.Equal([], typed.Where(word => !Regex.IsMatch(content["answers"]!.ToJsonString(), word + @"\b")));
        Assert.Equal([], typed.Where(word => !Regex.IsMatch(content["shown"]!.ToJsonString(), word + @"\b")));
    }
}
