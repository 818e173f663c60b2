using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class PlanAgreementForm
{
    public string? PlanAgreement { get; set; }
    public string? AgreedBy { get; set; }
    public string? AgreedOn { get; set; }
    public string? AgreedHow { get; set; }

    public sealed class Rules : AbstractValidator<PlanAgreementForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.PlanAgreement).Choice<PlanAgreementForm, PlanAnswer>("plan-agreement.error.required");
            When(f => f.PlanAgreement == "yes", () =>
            {
                RuleFor(f => f.AgreedBy).Filled("plan-agreement.error.by-whom-required", FormRules.Short);
                RuleFor(f => f.AgreedOn).Day("plan-agreement.error.on-required").NotAfter(today);
                RuleFor(f => f.AgreedHow).Choice<PlanAgreementForm, HowSaid>("plan-agreement.error.how-required");
            }).Otherwise(() => RuleFor(f => f.AgreedBy).AtMost(FormRules.Short));
        }
    }
}
