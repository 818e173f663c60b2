using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class TalkedForm
{
    public string? Talked { get; set; }
    public string? TalkedWith { get; set; }
    public string? TalkedOn { get; set; }
    public string? TalkedHow { get; set; }
    public string? TalkedReason { get; set; }

    public sealed class Rules : AbstractValidator<TalkedForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Talked).YesNo("talked.error.required");
            When(f => f.Talked == "yes", () =>
            {
                RuleFor(f => f.TalkedWith).Filled("talked.error.details-required", FormRules.Short);
                RuleFor(f => f.TalkedOn).Day("talked.error.on").NotAfter(today);
                RuleFor(f => f.TalkedHow).Choice<TalkedForm, TalkedHow>("talked.error.how");
            });
            When(f => f.Talked == "no", () => RuleFor(f => f.TalkedReason).Filled("talked.error.reason-required"));
        }
    }
}
