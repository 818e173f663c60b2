using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class ExplainedForm
{
    public string? Explained { get; set; }
    public string? ExplainedItems { get; set; }

    public sealed class Rules : AbstractValidator<ExplainedForm>
    {
        public Rules(string shown)
        {
            RuleFor(f => f.Explained).Must(v => v == "yes").WithMessage("explained.error.required");
            RuleFor(f => f.ExplainedItems).Must(items => items is null || items == shown).OverridePropertyName("Explained").WithMessage("explained.changed");
        }
    }
}
