using FluentValidation;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsultReasonForm
{
    public string? ConsultReason { get; set; }

    public sealed class Rules : AbstractValidator<ConsultReasonForm>
    {
        public Rules()
        {
            RuleFor(f => f.ConsultReason).Filled("consult-reason.error.required");
            RuleFor(f => f.ConsultReason).NothingIdentifying(text => Recogniser.Find(text, null).Where(m => m.MustGo));
        }
    }
}
