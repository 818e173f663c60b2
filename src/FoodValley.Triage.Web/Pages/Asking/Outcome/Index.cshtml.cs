using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Rules;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// What do you decide, and why? Every outcome but sharing is always possible; sharing waits while something blocks it, and the nearest way is shown.
/// Serves HK-7a, HK-6h and IU-KOP-2.
/// </summary>
public sealed class OutcomePage(Desk desk) : QuestionPage<OutcomeForm>(desk, Question.Outcome)
{
    public IReadOnlyList<Finding> Blocks { get; private set; } = [];

    /// <summary>At level 1 the anonymous question is the decision itself; what is left are the ways out of it.</summary>
    public IReadOnlyList<Triage.Rules.Outcome> Offered => Answers.Way == Way.Consult
        ? [Triage.Rules.Outcome.DoNotShare, Triage.Rules.Outcome.Hold, Triage.Rules.Outcome.OtherLevel, Triage.Rules.Outcome.OutsideFramework]
        : Coded.All<Triage.Rules.Outcome>();

    protected override IValidator<OutcomeForm> Validator =>
        new OutcomeForm.Rules([.. Offered.Where(o => !o.Shares() || Blocks.Count == 0)], Answers.Way, Desk.Today, Blocks.Count == 0 ? "" : Blocks[0].Says(Desk.Words, Texts.ScreenText.English),
            Answers.Way == Way.Consult ? Identifying : null);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        if (Answers.Way != Way.Consult) Blocks = (await Desk.AssessAsync(Answers, ct)).Blocks;
        return await base.LoadedAsync(ct);
    }

    protected override OutcomeForm Fill(Answers answers)
    {
        if (answers.Outcome is { } outcome && !(outcome.Outcome.Shares() && Blocks.Count > 0))
            return new()
            {
                Outcome = outcome.Outcome.Code(), Reason = outcome.Reason, Withheld = outcome.Withheld, NotSharingReason = outcome.NotSharingReason?.Code(), HoldReason = outcome.HoldReason?.Code(),
                HoldUntil = DayText.Write(outcome.HoldUntil), OtherWay = outcome.OtherWay?.Code(), OutsideRoute = outcome.OutsideRoute?.Code(), AdviceFrom = outcome.AdviceFrom,
            };
        // What the answers lead to stands ready; the professional decides (HK-0b).
        if (Interview.Heading(answers) is { } heading)
            return new() { Outcome = heading.Code(), NotSharingReason = heading == Triage.Rules.Outcome.DoNotShare ? NotSharingReason.NotNecessary.Code() : null };
        if (answers.Ground is { Ground: LegalGround.None })
            return new() { Outcome = Triage.Rules.Outcome.DoNotShare.Code(), NotSharingReason = NotSharingReason.NoGround.Code(), Reason = answers.Ground.GroundsConsidered };
        return new();
    }

    protected override Answers Apply(OutcomeForm form, Answers answers)
    {
        if (form.Undo == "yes") return answers with { Outcome = null };
        var outcome = Coded.Parse<Triage.Rules.Outcome>(form.Outcome)!.Value;
        return answers with
        {
            Outcome = new OutcomeChoice(outcome, form.Reason.Clean()!) with
            {
                Withheld = outcome == Triage.Rules.Outcome.SharePartly ? form.Withheld.Clean() : null,
                NotSharingReason = outcome == Triage.Rules.Outcome.DoNotShare ? Coded.Parse<NotSharingReason>(form.NotSharingReason) : null,
                HoldReason = outcome == Triage.Rules.Outcome.Hold ? Coded.Parse<HoldReason>(form.HoldReason) : null,
                HoldUntil = outcome == Triage.Rules.Outcome.Hold ? DayText.Read(form.HoldUntil) : null,
                OtherWay = outcome == Triage.Rules.Outcome.OtherLevel ? Coded.Parse<Way>(form.OtherWay) : null,
                OutsideRoute = outcome == Triage.Rules.Outcome.OutsideFramework ? Coded.Parse<OutsideRoute>(form.OutsideRoute) : null,
                AdviceFrom = outcome == Triage.Rules.Outcome.OutsideFramework ? form.AdviceFrom.Clean() : null,
            },
        };
    }
}
