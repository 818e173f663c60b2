using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsentStatusForm
{
    /// <summary>In the order of the page: yes first, then every kind of no.</summary>
    public static readonly IReadOnlyList<Triage.Rules.ConsentStatus> Offered =
        [Triage.Rules.ConsentStatus.Given, Triage.Rules.ConsentStatus.Refused, Triage.Rules.ConsentStatus.NotAsked, Triage.Rules.ConsentStatus.Withdrawn, Triage.Rules.ConsentStatus.Expired];

    public string? Consent { get; set; }
    public string? ConsentBy { get; set; }
    public string? ConsentOn { get; set; }
    public string? ConsentHow { get; set; }
    public string? ConsentUntil { get; set; }
    public string? ConsentReasoning { get; set; }

    public sealed class Rules : AbstractValidator<ConsentStatusForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Consent).Choice<ConsentStatusForm, Triage.Rules.ConsentStatus>("consent-status.error.required");
            When(f => f.Consent == "given", () =>
            {
                RuleFor(f => f.ConsentBy).Filled("consent-details.error.required", FormRules.Short);
                RuleFor(f => f.ConsentOn).Day("consent-details.error.on").NotAfter(today);
                RuleFor(f => f.ConsentHow).Choice<ConsentStatusForm, HowSaid>("consent-details.error.how");
                RuleFor(f => f.ConsentUntil).Day("consent-details.error.until")
                    .Must((form, until) => DayText.Read(until) is not { } last || DayText.Read(form.ConsentOn) is not { } first || last >= first).WithMessage("error.date-order")
                    .Must(until => DayText.Read(until) is not { } last || last >= today).WithMessage("consent-details.error.until-past");
                RuleFor(f => f.ConsentReasoning).Filled("consent-reasoning-given.error.required");
            }).Otherwise(() => RuleFor(f => f.ConsentReasoning).Filled("consent-reasoning-missing.error.required"));
        }
    }
}
