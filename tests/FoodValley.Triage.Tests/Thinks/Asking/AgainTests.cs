using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Tests.Thinks.Asking;

public sealed class AgainTests
{
    private static readonly Guid Other = new("00000000-0000-4000-8000-000000000042");

    [Fact]
    [Norm("HK-3a", "HK-5c")]
    public void Nothing_is_answered_but_the_client_and_the_partner()
    {
        foreach (var earlier in new[] { Example.Register, Example.Crammed, Example.Consult, Example.CrammedConsult })
            foreach (var again in new[] { Again.SamePartner(earlier, earlier.Dossier), Again.OtherChild(earlier, Other) })
            {
                Assert.All(Coded.All<Question>().Where(q => q is not (Question.Client or Question.Recipient)), q => Assert.Null(again.Group(q)));
                Assert.Equal((earlier.Way, earlier.Recipient), (again.Way, again.Recipient));
                Assert.Null(again.Replaces);
                // Every text waits on its own page, so nothing can be signed with it unread.
                Assert.Subset(Interview.Open(again).ToHashSet(), Coded.All<Question>().Where(q => again.Left(q) is not null).ToHashSet());
            }
    }

    [Fact]
    [Norm("HK-3a", "HK-5c", "IU-ALG-2a")]
    public void What_was_asked_said_or_told_never_comes_along()
    {
        string[] never =
        [
            "helpRequest", "goal", "planSteps", "partner", "agreedBy", "agreementMissingReason", "consentBy", "consentReasoning", "consentMissingReason", "informedReason", "talkedWith", "talkedReason",
            "considerationsSharedReason", "specialWhy", "officerAdvice", "colleagueConsulted", "adviceFrom",
        ];
        foreach (var again in new[] { Again.SamePartner(Example.Crammed, Example.Dossier.Id), Again.OtherChild(Example.Crammed, Other) })
        {
            var texts = again.Unfinished!.Values.SelectMany(f => f.Values.SelectMany(v => v)).ToHashSet();
            Assert.DoesNotContain(texts, t => never.Select(Example.Word).Contains(t));
            // Nothing but texts: no code, no day, no yes or no.
            Assert.All(texts, t => Assert.StartsWith(Example.Canary, t, StringComparison.Ordinal));
        }
    }

    [Fact]
    [Norm("HK-3a")]
    public void The_texts_of_the_reasoning_come_along_and_another_child_gets_fewer()
    {
        var same = Again.SamePartner(Example.Crammed, Example.Dossier.Id);
        Assert.Equal(Example.Dossier.Id, same.Dossier);
        Assert.Equal([Example.Word("purpose")], same.Left(Question.Purpose)!["purpose"]);
        Assert.Equal([Example.Word("extraReason")], same.Left(Question.Items)!["extras[0].extraReason"]);
        Assert.Equal([Example.Word("alternative")], same.Left(Question.Weighing)!["alternative"]);
        Assert.Equal([Example.Word("contract")], same.Left(Question.Ground)!["contract"]);
        Assert.NotNull(same.Left(Question.Secrecy));

        var child = Again.OtherChild(Example.Crammed, Other);
        Assert.Equal(Other, child.Dossier);
        Assert.Null(child.Left(Question.Secrecy));
        Assert.Null(child.Left(Question.ClientPassesOn));
        Assert.DoesNotContain(child.Left(Question.Ground)!.Keys, key => key.StartsWith("contract", StringComparison.Ordinal));
        Assert.Equal([Example.Word("task")], child.Left(Question.Ground)!["task"]);
    }
}
