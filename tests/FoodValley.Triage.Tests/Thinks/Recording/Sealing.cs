using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Deciding;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Thinks.Asking;

namespace FoodValley.Triage.Tests.Thinks.Recording;

/// <summary>The example's answers, decided and ready to be sealed.</summary>
internal static class Sealing
{
    public static Signing Signing(bool english = false) => new(
        new Act(Example.Sanne, new DateTime(2026, 6, 1, 9, 30, 15, 250, DateTimeKind.Utc), "sitting-1"), Example.Today, Example.Dossier, Example.Protocol, Rulebook.Current,
        ScreenWords.In(english), english);

    public static Decision Decision(Answers answers) => Decide.From(Rulebook.Current, Example.Circumstances, answers) switch
    {
        Decided.Ready ready => ready.Decision,
        Decided.NotYet not => throw new InvalidOperationException($"Open: {string.Join(' ', not.Open.Select(q => q.Code()))}. Blocks: {string.Join(' ', not.Blocks.Select(b => b.Code))}. {answers.ToJson()}"),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    public static Entry Entry(Answers answers, Signing? signing = null) => RecordContent.Of(Decision(answers), signing ?? Signing());

    public static JsonObject Facts(Entry entry) => JsonNode.Parse(entry.Facts)!.AsObject();

    public static JsonObject Content(Entry entry) => JsonNode.Parse(entry.Content)!.AsObject();

    /// <summary>One for each outcome, at every level, and with everything filled.</summary>
    public static IEnumerable<Answers> Every()
    {
        yield return Example.Consult;
        yield return Example.Consult with { Dossier = Example.Dossier.Id };
        yield return Example.CrammedConsult;
        yield return Example.Register;
        yield return Example.Register with { ReferKind = new(Level.Refer) };
        yield return Example.Feedback;
        yield return Example.Network;
        yield return Example.Endangered;
        yield return Example.AtOnce;
        foreach (var way in new[] { Example.Consult, Example.Register, Example.Crammed, Example.CrammedFeedback, Example.CrammedNetwork })
        foreach (var outcome in Coded.All<Outcome>().Where(o => !o.Shares() && o != Outcome.ClientPassesOn))
        {
            yield return way with
            {
                Outcome = new(outcome, Example.Word("reason"))
                {
                    NotSharingReason = outcome == Outcome.DoNotShare ? NotSharingReason.NotNecessary : null,
                    HoldReason = outcome == Outcome.Hold ? HoldReason.TalkFirst : null,
                    HoldUntil = outcome == Outcome.Hold ? new DateOnly(2026, 7, 1) : null,
                    OtherWay = outcome == Outcome.OtherLevel ? Way.Network : null,
                    OutsideRoute = outcome == Outcome.OutsideFramework ? OutsideRoute.SafeHome : null,
                    AdviceFrom = outcome == Outcome.OutsideFramework ? Example.Word("adviceFrom") : null,
                },
            };
        }
        yield return Example.Register with { ClientPassesOn = new(PassOn.InWriting, null), Outcome = new(Outcome.ClientPassesOn, Example.Word("reason")) };
        yield return Example.Register.Only(Example.Questions("refer-kind client talked")) with { Outcome = new(Outcome.OutsideFramework, "plicht") { OutsideRoute = OutsideRoute.LegalDuty, AdviceFrom = "jurist" } };
    }
}
