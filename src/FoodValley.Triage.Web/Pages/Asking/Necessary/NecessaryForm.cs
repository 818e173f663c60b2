using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class NecessaryForm
{
    public string? Necessary { get; set; }
    public string? PurelyForGoal { get; set; }
    public string? PurelyForGoalReason { get; set; }

    public sealed class Rules : AbstractValidator<NecessaryForm>
    {
        public Rules()
        {
            RuleFor(f => f.Necessary).Filled("necessary.error.required");
            RuleFor(f => f.PurelyForGoal).YesNo("purely-for-goal.error.required");
            RuleFor(f => f.PurelyForGoalReason).Filled("purely-for-goal.error.required");
        }
    }
}
