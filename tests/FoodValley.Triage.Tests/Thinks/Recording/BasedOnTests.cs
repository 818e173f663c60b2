using FoodValley.Triage.Recording;
using FoodValley.Triage.Tests.Thinks.Asking;

namespace FoodValley.Triage.Tests.Thinks.Recording;

/// <summary>A record says which lines of the dossier it rests on, and what colleagues advised.</summary>
public sealed class BasedOnTests
{
    [Fact]
    [Norm("HK-3b", "HK-5c", "HK-5d", "HK-5f")]
    public void The_record_names_the_lines_that_counted_when_it_was_signed()
    {
        var content = Sealing.Content(Sealing.Entry(Based.Answers, Based.On(Sealing.Signing())));

        // The mother was not asked for consent, the old plan's yes does not count, and our own processing is another consent.
        Assert.Equal("""{"agreements":[9,8],"consents":[10],"dossierLine":11,"goal":3,"helpRequest":2,"plan":7}""", content["basedOn"]!.ToJsonString());
    }

    [Fact]
    public void What_was_not_asked_is_not_named()
    {
        var bare = Based.Answers.Without(Triage.Asking.Question.HelpRequest, Triage.Asking.Question.Goal, Triage.Asking.Question.Plan, Triage.Asking.Question.PlanAgreement, Triage.Asking.Question.ConsentStatus)
            with { Outcome = new(Triage.Rules.Outcome.OutsideFramework, "plicht") { OutsideRoute = Triage.Asking.OutsideRoute.LegalDuty, AdviceFrom = "jurist" } };

        Assert.Equal("""{"dossierLine":11}""", Sealing.Content(Sealing.Entry(bare, Based.On(Sealing.Signing())))["basedOn"]!.ToJsonString());
        Assert.False(Sealing.Content(Sealing.Entry(Based.Answers)).ContainsKey("basedOn"));
    }

    [Fact]
    [Norm("IU-1-INF-a", "IU-1-INF-b")]
    public void Level_1_says_nothing_of_the_dossier() =>
        Assert.False(Sealing.Content(Sealing.Entry(Example.CrammedConsult with { Dossier = Example.Dossier.Id }, Based.On(Sealing.Signing()))).ContainsKey("basedOn"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-7b")]
    public void Advice_of_colleagues_stands_in_the_record_and_in_the_texts_as_shown(bool english)
    {
        var content = Sealing.Content(Sealing.Entry(Based.Answers, Based.On(Sealing.Signing(english))));

        Assert.Equal(
            """[{"answer":"Ja, want.","answeredAt":"2026-05-30T09:00:00.005Z","asked":"Fatima Voorbeeld","askedAt":"2026-05-30T08:00:00.000Z","question":"Mag dit?","role":"privacy-officer"},"""
            + """{"answer":"","answeredAt":"","asked":"Mark Voorbeeld","askedAt":"2026-05-30T08:01:00.000Z","question":"En dit?","role":"team-lead"}]""",
            content["colleagueAdvice"]!.ToJsonString());
        var shown = content["shown"]!.AsArray()[^1]!;
        Assert.Equal("colleague-advice", (string?)shown["question"]);
        Assert.Equal(["Mag dit?", "Ja, want.", "En dit?", ScreenWords.In(english)("colleague-advice.none")], shown["answers"]!.AsArray().Select(a => (string?)a!["text"]));
        Assert.False(Sealing.Content(Sealing.Entry(Based.Answers)).ContainsKey("colleagueAdvice"));
    }

    [Fact]
    [Norm("IU-ALG-6")]
    public void The_facts_hold_no_word_of_the_dossier_and_none_of_the_advice()
    {
        var facts = System.Text.Encoding.UTF8.GetString(Sealing.Entry(Based.Answers, Based.On(Sealing.Signing())).Facts);

        Assert.All(new[] { "Moeder", "Fatima", "fatima", "Mark Voorbeeld", "want", "plan\"", "10000000", "30000000" }, word => Assert.DoesNotContain(word, facts, StringComparison.Ordinal));
    }
}
