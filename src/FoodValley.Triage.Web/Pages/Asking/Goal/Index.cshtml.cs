using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The goal in the client's own words, who helped, and how it follows from the request. Serves HK-4a, HK-4b and HK-4c.</summary>
public sealed class GoalPage(Desk desk) : QuestionPage<GoalForm>(desk, Question.Goal)
{
    protected override IValidator<GoalForm> Validator { get; } = new GoalForm.Rules();

    protected override GoalForm Fill(Answers answers) => CaseFile?.Goal is { What: var written } ? new()
    {
        Goal = written.Words, GoalByWhom = written.ByWhom, GoalSupport = written.Support.Code(), GoalSupportBy = written.SupportBy, GoalLink = written.Link,
    } : answers.Goal is not { } goal ? new() : new()
    {
        Goal = goal.Goal, GoalByWhom = goal.GoalByWhom, GoalSupport = goal.GoalSupport.Code(), GoalSupportBy = goal.GoalSupportBy, GoalLink = goal.GoalLink,
    };

    // The client's words may have changed since the last version; every version stays to be read.
    protected override IReadOnlyList<Written> Lines(GoalForm form, Answers saved, CaseFile file)
    {
        var goal = saved.Goal!;
        var version = new GoalVersion(goal.Goal, goal.GoalByWhom, goal.GoalSupport, goal.GoalSupportBy, goal.GoalLink, Desk.Today);
        return file.Goal is { What: var written } && written with { On = version.On } == version ? [] : [version];
    }

    protected override Answers Apply(GoalForm form, Answers answers)
    {
        var support = Coded.Parse<GoalSupport>(form.GoalSupport)!.Value;
        return answers with
        {
            Goal = new(form.Goal.Clean()!, form.GoalByWhom.Clean()!, support, support == GoalSupport.SomebodyElse ? form.GoalSupportBy.Clean() : null, form.GoalLink.Clean()!),
        };
    }
}
