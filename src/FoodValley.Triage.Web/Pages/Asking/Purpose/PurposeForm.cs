using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class PurposeForm
{
    public string? Purpose { get; set; }

    public sealed class Rules : AbstractValidator<PurposeForm>
    {
        public Rules() => RuleFor(f => f.Purpose).Filled("purpose.error.required", 600);
    }
}
