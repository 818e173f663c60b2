using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultRecipientForm
{
    public string? ConsultFunction { get; set; }
    public string? ConsultOrganisation { get; set; }

    public sealed class Rules : AbstractValidator<ConsultRecipientForm>
    {
        public Rules()
        {
            RuleFor(f => f.ConsultFunction).Filled("consult-recipient.error.required", FormRules.Short);
            RuleFor(f => f.ConsultOrganisation).Filled("consult-recipient.error.organisation", FormRules.Short);
        }
    }
}
