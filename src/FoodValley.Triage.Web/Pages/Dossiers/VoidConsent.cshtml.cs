using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class VoidConsentForm
{
    public string? Reason { get; set; }

    public sealed class Rules : AbstractValidator<VoidConsentForm>
    {
        public Rules() => RuleFor(f => f.Reason).Filled("dossier-void.error.reason");
    }
}

/// <summary>A yes or no that should never have counted, with the reason. Serves HK-5c.</summary>
public sealed class VoidConsentPage(Desk desk) : ConsentForm<VoidConsentForm>(desk, "dossier-void")
{
    protected override IValidator<VoidConsentForm> Validator { get; } = new VoidConsentForm.Rules();

    protected override IReadOnlyList<Written> Become(VoidConsentForm form) => [new ConsentVoided(Consent.Number, form.Reason.Clean()!)];
}
