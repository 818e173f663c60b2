using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ReferKindForm
{
    public string? ReferKind { get; set; }

    public sealed class Rules : AbstractValidator<ReferKindForm>
    {
        public Rules() => RuleFor(f => f.ReferKind).Among("refer-kind.error.required", "2a", "2b");
    }
}
