using FluentValidation;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class GoalForm
{
    public string? Goal { get; set; }
    public string? GoalByWhom { get; set; }
    public string? GoalSupport { get; set; }
    public string? GoalSupportBy { get; set; }
    public string? GoalLink { get; set; }

    public sealed class Rules : AbstractValidator<GoalForm>
    {
        public Rules()
        {
            RuleFor(f => f.Goal).Filled("goal.error.required");
            RuleFor(f => f.GoalByWhom).Filled("goal.by-whom.error.required", FormRules.Short);
            RuleFor(f => f.GoalSupport).Choice<GoalForm, GoalSupport>("goal-support.error.required");
            When(f => f.GoalSupport == "other", () => RuleFor(f => f.GoalSupportBy).Filled("goal-support.error.by-required", FormRules.Short))
                .Otherwise(() => RuleFor(f => f.GoalSupportBy).AtMost(FormRules.Short));
            RuleFor(f => f.GoalLink).Filled("goal-link.error.required");
        }
    }
}
