using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ChildInterestForm
{
    public string? ChildConcerned { get; set; }
    public string? ChildName { get; set; }
    public string? ChildInterest { get; set; }
    public string? ThreatKind { get; set; }
    public string? ThreatOther { get; set; }
    public string? Threat { get; set; }
    public string? ThreatSeriousness { get; set; }

    public sealed class Rules : AbstractValidator<ChildInterestForm>
    {
        public Rules(bool clientIsAdult)
        {
            RuleFor(f => f.ChildConcerned).Choice<ChildInterestForm, ChildAtRisk>("child-concerned.error.required")
                .Must(who => who != "adult").WithMessage("child-concerned.adult.title")
                .Must(who => who != "client" || !clientIsAdult).WithMessage("child-concerned.client-adult").WithErrorCode(FormRules.NotOffered);
            When(f => f.ChildConcerned == "other-child", () => RuleFor(f => f.ChildName).Filled("child-concerned.error.name", FormRules.Short));
            RuleFor(f => f.ChildName).AtMost(FormRules.Short);
            RuleFor(f => f.ChildInterest).Filled("child-interest.error.required");
            RuleFor(f => f.ThreatKind).Choice<ChildInterestForm, ThreatKind>("threat.kind.error.required");
            When(f => f.ThreatKind == "other", () => RuleFor(f => f.ThreatOther).Filled("threat.kind.error.which", FormRules.Short));
            RuleFor(f => f.ThreatOther).AtMost(FormRules.Short);
            RuleFor(f => f.Threat).Filled("threat.error.required");
            RuleFor(f => f.ThreatSeriousness).Filled("threat.error.how-serious");
        }
    }
}
