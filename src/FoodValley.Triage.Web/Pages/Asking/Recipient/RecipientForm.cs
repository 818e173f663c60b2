using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class RecipientForm
{
    public string? RecipientName { get; set; }
    public string? RecipientOrganisation { get; set; }
    public string? RecipientKind { get; set; }

    public sealed class Rules : AbstractValidator<RecipientForm>
    {
        public Rules()
        {
            RuleFor(f => f.RecipientName).Filled("recipient.error.required", FormRules.Short);
            RuleFor(f => f.RecipientOrganisation).Filled("recipient.error.too-broad", FormRules.Short);
            RuleFor(f => f.RecipientKind).Choice<RecipientForm, RecipientKind>("recipient.error.kind");
        }
    }
}
