using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Deciding;

/// <summary>
/// A decision ready to be sealed: one client, one case (HK-3a), with reasons (HK-7a). Made by a person; there is no other way to come by one (HK-0b).
/// </summary>
/// <param name="Level">The level.</param>
/// <param name="Sector">The capacity in this case.</param>
/// <param name="Ground">The legal ground; none at level 1 and where none was found or needed.</param>
/// <param name="Outcome">How it ends.</param>
/// <param name="Reason">The reasons in the professional's words; never empty.</param>
/// <param name="Answers">All answers.</param>
/// <param name="Assessment">What the rules said about them when it was signed.</param>
public sealed record Decision(
    Level Level, Sector Sector, LegalGround Ground, Outcome Outcome, string Reason, Answers Answers, Assessment Assessment);

/// <summary>A decision, or why there is none yet.</summary>
public abstract record Decided
{
    private Decided() { }

    /// <summary>It can be sealed.</summary>
    public sealed record Ready(Decision Decision) : Decided;

    /// <summary>Questions are open, or findings block sharing.</summary>
    public sealed record NotYet(IReadOnlyList<Question> Open, IReadOnlyList<Finding> Blocks) : Decided;
}

/// <summary>The step from answers to decision.</summary>
public static class Decide
{
    /// <summary>
    /// Complete answers become a decision. Sharing is refused while anything blocks it; every other outcome can always be signed (HK-6h),
    /// and needs its reasons just the same (HK-7a).
    /// </summary>
    public static Decided From(Rulebook rulebook, Circumstances circumstances, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(circumstances);
        ArgumentNullException.ThrowIfNull(answers);
        var open = Interview.Open(answers);
        var assessment = Assess.Of(rulebook, circumstances, answers);
        var reason = answers.Reason;
        if (open.Count > 0 || answers.ChosenOutcome is not { } outcome || answers.Level is not { } level || string.IsNullOrWhiteSpace(reason))
            return new Decided.NotYet(open, HoldsUp(answers, assessment));
        if (Holding(outcome, assessment) is { Count: > 0 } blocks) return new Decided.NotYet([], blocks);
        var sector = answers.Capacity?.Sector ?? circumstances.UsualSector;
        var ground = level == Level.Consult ? LegalGround.None : answers.Ground?.Ground ?? LegalGround.None;
        return new Decided.Ready(new(level, sector, ground, outcome, reason, answers, assessment));
    }

    private static IReadOnlyList<Finding> HoldsUp(Answers answers, Assessment assessment) => Holding(answers.ChosenOutcome ?? Outcome.Share, assessment);

    /// <summary>What holds this outcome up: everything that blocks, when something is shared; otherwise only a text at level 1 that points to the client (IU-1-INF-a).</summary>
    public static IReadOnlyList<Finding> Holding(Outcome outcome, Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        return outcome.Shares() ? assessment.Blocks : [.. assessment.Blocks.Where(b => b.Code == Assess.Identifying)];
    }
}
