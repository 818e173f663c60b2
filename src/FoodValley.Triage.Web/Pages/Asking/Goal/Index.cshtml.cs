using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The goal in the client's own words, who helped, and how it follows from the request. Serves HK-4a, HK-4b and HK-4c.</summary>
public sealed class GoalPage(Desk desk) : QuestionPage<GoalForm>(desk, Question.Goal)
{
    protected override IValidator<GoalForm> Validator { get; } = new GoalForm.Rules();

    protected override GoalForm Fill(Answers answers) => answers.Goal is not { } goal ? new() : new()
    {
        Goal = goal.Goal, GoalByWhom = goal.GoalByWhom, GoalSupport = goal.GoalSupport.Code(), GoalSupportBy = goal.GoalSupportBy, GoalLink = goal.GoalLink,
    };

    protected override Answers Apply(GoalForm form, Answers answers)
    {
        var support = Coded.Parse<GoalSupport>(form.GoalSupport)!.Value;
        return answers with
        {
            Goal = new(form.Goal.Clean()!, form.GoalByWhom.Clean()!, support, support == GoalSupport.SomebodyElse ? form.GoalSupportBy.Clean() : null, form.GoalLink.Clean()!),
        };
    }
}
