using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class WeighingForm
{
    public string? Effective { get; set; }
    public string? Proportionate { get; set; }
    public string? Alternative { get; set; }
    public string? LeastIntrusive { get; set; }

    public sealed class Rules : AbstractValidator<WeighingForm>
    {
        public Rules()
        {
            RuleFor(f => f.Effective).Filled("effective.error.required");
            RuleFor(f => f.Proportionate).Filled("proportionate.error.required");
            RuleFor(f => f.Alternative).Filled("least-intrusive.error.alternative");
            RuleFor(f => f.LeastIntrusive).Filled("least-intrusive.error.required");
        }
    }
}
