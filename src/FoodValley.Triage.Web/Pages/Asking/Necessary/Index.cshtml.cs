using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Why sharing is needed in this case, and whether it is purely for the goal. Serves HK-3a and HK-3f.</summary>
public sealed class NecessaryPage(Desk desk) : QuestionPage<NecessaryForm>(desk, Question.Necessary)
{
    protected override IValidator<NecessaryForm> Validator { get; } = new NecessaryForm.Rules();

    protected override NecessaryForm Fill(Answers answers) => answers.Necessary is not { } need ? new() : new()
    {
        Necessary = need.Necessary, PurelyForGoal = need.PurelyForGoal.Said(), PurelyForGoalReason = need.PurelyForGoalReason,
    };

    protected override Answers Apply(NecessaryForm form, Answers answers) =>
        answers with { Necessary = new(form.Necessary.Clean()!, form.PurelyForGoal == "yes", form.PurelyForGoalReason.Clean()!) };
}
