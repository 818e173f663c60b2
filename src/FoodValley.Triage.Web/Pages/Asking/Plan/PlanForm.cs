using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class PlanForm
{
    /// <summary>Room for partners on the short plan.</summary>
    public const int Most = 12;

    public string? PlanSteps { get; set; }
    public List<PartnerForm> Partners { get; set; } = [new()];
    public string? NotInPlanReason { get; set; }

    /// <summary>True when these partners name every organisation that is told something.</summary>
    public static bool Names(IEnumerable<string?> partners, IReadOnlyList<string> organisations) => organisations.All(organisation => ShortPlan.Names(partners, organisation));

    public sealed class PartnerForm
    {
        public string? Partner { get; set; }
        public string? PartnerWhy { get; set; }
        public string? PartnerData { get; set; }
        public string? PartnerPurpose { get; set; }

        public bool Filled => (Partner ?? PartnerWhy ?? PartnerData).Clean() is not null || PartnerWhy.Clean() is not null || PartnerData.Clean() is not null || PartnerPurpose.Clean() is not null;
    }

    public sealed class Rules : AbstractValidator<PlanForm>
    {
        public Rules(IReadOnlyList<string> organisations)
        {
            RuleFor(f => f.PlanSteps).Filled("plan.error.required");
            RuleFor(f => f.Partners).Must(p => p.Count <= Most).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleForEach(f => f.Partners).Where((p) => p.Filled).ChildRules(Partner);
            When(f => !f.Partners.Exists(p => p.Filled), () => RuleFor(f => f.Partners).Must(_ => false).OverridePropertyName("Partners[0].Partner").WithMessage("plan.error.partner-required"));
            RuleFor(f => f.NotInPlanReason).AtMost();
            When(f => f.Partners.Exists(p => p.Filled) && !Names(f.Partners.Select(p => p.Partner), organisations), () =>
                RuleFor(f => f.NotInPlanReason).Filled("recipient.not-in-plan.error.required"));
        }

        private static void Partner(InlineValidator<PartnerForm> partner)
        {
            partner.RuleFor(p => p.Partner).Filled("plan.error.partner-required", FormRules.Short);
            partner.RuleFor(p => p.PartnerWhy).Filled("plan.error.partner-why", 500);
            partner.RuleFor(p => p.PartnerData).Filled("plan.error.partner-data", 500);
            partner.RuleFor(p => p.PartnerPurpose).AtMost(500);
        }
    }
}
