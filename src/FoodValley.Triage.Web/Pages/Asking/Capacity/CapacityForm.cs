using FluentValidation;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class CapacityForm
{
    public string? Sector { get; set; }
    public string? CapacityReason { get; set; }

    public sealed class Rules : AbstractValidator<CapacityForm>
    {
        public Rules(Sector usual)
        {
            RuleFor(f => f.Sector).Choice<CapacityForm, Sector>("capacity.error.required");
            When(f => Coded.Parse<Sector>(f.Sector) is { } sector && sector != usual, () => RuleFor(f => f.CapacityReason).Filled("capacity.error.reason-required"))
                .Otherwise(() => RuleFor(f => f.CapacityReason).AtMost());
        }
    }
}
