using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ConsiderationsSharedForm
{
    public string? ConsiderationsShared { get; set; }
    public string? ConsiderationsSharedReason { get; set; }

    public sealed class Rules : AbstractValidator<ConsiderationsSharedForm>
    {
        public Rules()
        {
            RuleFor(f => f.ConsiderationsShared).YesNo("considerations-shared.error.required");
            When(f => f.ConsiderationsShared == "no", () => RuleFor(f => f.ConsiderationsSharedReason).Filled("considerations-shared.error.reason-required"));
        }
    }
}
