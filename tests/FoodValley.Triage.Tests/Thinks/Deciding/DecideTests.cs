using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Deciding;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Thinks.Asking;

namespace FoodValley.Triage.Tests.Thinks.Deciding;

public sealed class DecideTests
{
    private static Decided From(Answers answers, Circumstances? circumstances = null) => Decide.From(Rulebook.Current, circumstances ?? Example.Circumstances, answers);

    private static Decision Ready(Answers answers, Circumstances? circumstances = null) => Assert.IsType<Decided.Ready>(From(answers, circumstances)).Decision;

    private static Decided.NotYet NotYet(Answers answers, Circumstances? circumstances = null) => Assert.IsType<Decided.NotYet>(From(answers, circumstances));

    private static readonly Answers Objectionable = Example.Register with
    {
        PlanAgreement = new(PlanAnswer.No, null, null, null), Necessary = new("n", false, "r"), Moment = new(new(2026, 1, 1), null), Explained = new(["name"]),
    };

    [Fact]
    [Norm("HK-7a", "HK-7b")]
    public void Complete_answers_become_a_decision_with_everything_it_rests_on()
    {
        var decision = Ready(Example.Register);

        Assert.Equal((Level.Register, Sector.Government, LegalGround.StatutoryTask, Outcome.Share, Example.Word("reason")),
            (decision.Level, decision.Sector, decision.Ground, decision.Outcome, decision.Reason));
        Assert.Same(Example.Register, decision.Answers);
        Assert.Empty(decision.Assessment.Findings);
    }

    [Theory]
    [InlineData("share")]
    [InlineData("share-partly")]
    [Norm("IU-ALG-1", "HK-2", "HK-3e", "HK-3f", "HK-5d", "IU-2-VOOR-1", "IU-2-VOOR-2")]
    public void Sharing_is_refused_while_anything_blocks_it(string code)
    {
        var outcome = new OutcomeChoice(Coded.Parse<Outcome>(code)!.Value, "omdat");
        (string Block, Answers Answers, Circumstances? Circumstances)[] blocked =
        [
            ("plan-not-agreed", Example.Register with { PlanAgreement = new(PlanAnswer.NotAsked, null, null, null) }, null),
            ("no-ground-client-tells", Example.Register with { Ground = new(LegalGround.None) { GroundsConsidered = "geen" } }, null),
            ("government-legitimate-interest", Example.Register with { Ground = new(LegalGround.LegitimateInterest) }, null),
            ("not-purely-for-goal", Example.Register with { Necessary = new("n", false, "r") }, null),
            ("moment-passed", Example.Register with { Moment = new(new(2026, 1, 1), null) }, null),
            ("client-can", Example.Register with { ClientPassesOn = new(PassOn.Orally, null) }, null),
            ("no-protocol-list", Example.Register, Example.Circumstances with { Protocol = null }),
            ("not-live", Example.Register, Example.Circumstances with { Live = false }),
            ("not-in-protocol", Example.Register, Example.Circumstances with { Protocol = new("p", Example.Today, []) }),
        ];
        foreach (var (block, answers, circumstances) in blocked)
        {
            var notYet = NotYet(answers with { Outcome = outcome }, circumstances);
            Assert.Empty(notYet.Open);
            Assert.Equal(block, Assert.Single(notYet.Blocks).Code);
        }
    }

    [Theory]
    [InlineData("do-not-share")]
    [InlineData("hold")]
    [InlineData("other-level")]
    [InlineData("outside-framework")]
    [Norm("HK-0b", "HK-6h", "HK-7a")]
    public void Every_other_outcome_can_be_signed_whatever_blocks_and_carries_the_findings(string code)
    {
        var outcome = Coded.Parse<Outcome>(code)!.Value;

        var decision = Ready(Objectionable with { Outcome = new(outcome, "omdat") }, Example.Circumstances with { Protocol = null, Live = false });

        Assert.Equal((outcome, "omdat"), (decision.Outcome, decision.Reason));
        Assert.Equal("no-protocol-list not-live plan-not-agreed not-purely-for-goal moment-passed list-changed", string.Join(' ', decision.Assessment.Blocks.Select(b => b.Code)));
    }

    [Theory]
    [InlineData("share")]
    [InlineData("share-partly")]
    [InlineData("client-passes-on")]
    [InlineData("do-not-share")]
    [InlineData("hold")]
    [InlineData("other-level")]
    [InlineData("outside-framework")]
    [Norm("HK-7a", "IU-ALG-6")]
    public void Without_reasons_there_is_no_decision(string code)
    {
        foreach (var reason in new[] { "", "   ", "\n\t" }) Assert.IsType<Decided.NotYet>(From(Example.Register with { Outcome = new(Coded.Parse<Outcome>(code)!.Value, reason) }));
        Assert.IsType<Decided.NotYet>(From(Example.Consult with { ConsultReason = new("  ") }));
    }

    [Fact]
    [Norm("HK-3a", "HK-3b", "HK-3c", "HK-3d", "HK-3e", "HK-3f", "HK-4a", "HK-4c", "HK-5a", "HK-5d", "HK-0d-DOE", "HK-0d-PRO", "HK-0d-SUB")]
    [Norm("IU-ALG-1", "IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c", "IU-ALG-3", "IU-ALG-4", "IU-ALG-5", "IU-2-VOOR-1", "IU-2-VOOR-2", "IU-2-INF-1", "IU-2-INF-2", "HK-7g", "HK-7h")]
    public void Leaving_out_any_one_question_holds_sharing_up_and_names_it()
    {
        foreach (var question in Coded.All<Question>().Where(q => Example.Register.Group(q) is not null && q != Question.Outcome))
            Assert.Contains(question, NotYet(Example.Register.Without(question)).Open);
        foreach (var question in Coded.All<Question>().Where(q => Example.Consult.Group(q) is not null))
            Assert.Equal([question], NotYet(Example.Consult.Without(question)).Open);
        Assert.Equal([Question.Outcome], NotYet(Example.Register.Without(Question.Outcome)).Open);
    }

    [Fact]
    [Norm("IU-1-GRD", "IU-1-VOOR")]
    public void Level_1_is_decided_without_a_ground_and_without_a_dossier()
    {
        var decision = Ready(Example.Consult, Example.Circumstances with { Dossier = null, Protocol = null, Live = false });

        Assert.Equal((Level.Consult, LegalGround.None, Outcome.Share, Example.Word("consultReason")), (decision.Level, decision.Ground, decision.Outcome, decision.Reason));
        Assert.Empty(decision.Assessment.Grounds);
    }

    [Fact]
    [Norm("IU-1-GRD")]
    public void A_ground_smuggled_in_at_level_1_never_reaches_the_decision() =>
        Assert.Equal(LegalGround.None, Ready(Example.Consult with { Ground = new(LegalGround.StatutoryTask) { Task = "taak" } }).Ground);

    [Fact]
    [Norm("IU-1-INF-a", "IU-1-INF-b")]
    public void Level_1_does_not_go_out_while_somebody_could_be_recognised_but_can_be_ended_otherwise()
    {
        foreach (var answers in new[]
        {
            Example.Consult with { Recognisable = new(Recognition.Maybe) }, Example.Consult with { Recognisable = new(Recognition.Yes) },
            Example.Consult with { ConsultText = new("BSN 111222333", []) }, Example.Consult with { ConsultText = new("Dossier D-4711", []) },
        })
        {
            var block = Assert.Single(NotYet(answers).Blocks);
            var elsewhere = answers with { Outcome = new(Outcome.OtherLevel, "herkenbaar") { OtherWay = Way.Refer } };
            // A text that points to the client is sealed with no outcome at all.
            if (block.Code == Assess.Identifying) Assert.Equal([Assess.Identifying], NotYet(elsewhere).Blocks.Select(b => b.Code));
            else Assert.Equal(Outcome.OtherLevel, Ready(elsewhere).Outcome);
        }
    }

    [Fact]
    public void What_blocks_is_told_while_sharing_is_still_in_view_and_only_then()
    {
        Assert.Equal(["plan-not-agreed"], NotYet((Example.Register with { PlanAgreement = new(PlanAnswer.No, null, null, null) }).Without(Question.Outcome)).Blocks.Select(b => b.Code));
        Assert.Empty(NotYet(Objectionable.Without(Question.Talked) with { Outcome = new(Outcome.Hold, "wachten") }).Blocks);
    }

    [Fact]
    public void Where_no_capacity_was_asked_the_usual_sector_counts() =>
        Assert.Equal(Sector.NonGovernment, Ready(Example.Register.Without(Question.Capacity, Question.Ground) with { Outcome = new(Outcome.Hold, "wachten") },
            Example.Circumstances with { UsualSector = Sector.NonGovernment }).Sector);
}
