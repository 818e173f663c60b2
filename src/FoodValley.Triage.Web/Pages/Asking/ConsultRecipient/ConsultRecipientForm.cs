using FluentValidation;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultRecipientForm
{
    public string? ConsultFunction { get; set; }
    public string? ConsultOrganisation { get; set; }

    public sealed class Rules : AbstractValidator<ConsultRecipientForm>
    {
        public Rules(Func<string?, IEnumerable<Mark>> identifying)
        {
            RuleFor(f => f.ConsultFunction).Filled("consult-recipient.error.required", FormRules.Short);
            RuleFor(f => f.ConsultOrganisation).Filled("consult-recipient.error.organisation", FormRules.Short);
            RuleFor(f => f.ConsultFunction).NothingIdentifying(identifying);
            RuleFor(f => f.ConsultOrganisation).NothingIdentifying(identifying);
        }
    }
}
