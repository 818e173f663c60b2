using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class InformedForm
{
    public string? Informed { get; set; }
    public string? InformedReason { get; set; }

    public sealed class Rules : AbstractValidator<InformedForm>
    {
        public Rules()
        {
            RuleFor(f => f.Informed).YesNo("informed.error.required");
            When(f => f.Informed == "no", () => RuleFor(f => f.InformedReason).Filled("informed.error.reason-required"));
        }
    }
}
