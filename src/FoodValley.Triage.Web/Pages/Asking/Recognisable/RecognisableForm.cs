using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class RecognisableForm
{
    public string? Recognisable { get; set; }

    public sealed class Rules : AbstractValidator<RecognisableForm>
    {
        public Rules() => RuleFor(f => f.Recognisable).Choice<RecognisableForm, Recognition>("recognisable.error.required");
    }
}
