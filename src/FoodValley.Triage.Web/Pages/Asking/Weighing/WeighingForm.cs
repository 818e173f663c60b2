using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class WeighingForm
{
    public string? Effective { get; set; }
    public string? Proportionate { get; set; }
    public string? Alternative { get; set; }
    public string? LeastIntrusive { get; set; }
    public string? SafetyGoal { get; set; }
    public string? HelpWeighed { get; set; }
    public string? SafetyWeighed { get; set; }

    public sealed class Rules : AbstractValidator<WeighingForm>
    {
        public Rules(bool safety)
        {
            if (safety)
            {
                RuleFor(f => f.SafetyGoal).Filled("safety-goal.error.required");
                RuleFor(f => f.HelpWeighed).Filled("safety-weighing-help.error.required");
                RuleFor(f => f.SafetyWeighed).Filled("safety-weighing-safety.error.required");
            }
            else RuleFor(f => f.SafetyGoal).Must((form, _) => form is { SafetyGoal: null or "", HelpWeighed: null or "", SafetyWeighed: null or "" }).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Effective).Filled("effective.error.required");
            RuleFor(f => f.Proportionate).Filled("proportionate.error.required");
            RuleFor(f => f.Alternative).Filled("least-intrusive.error.alternative");
            RuleFor(f => f.LeastIntrusive).Filled("least-intrusive.error.required");
        }
    }
}
