using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class HelpRequestForm
{
    public string? HelpRequest { get; set; }

    public sealed class Rules : AbstractValidator<HelpRequestForm>
    {
        public Rules() => RuleFor(f => f.HelpRequest).Filled("help-request.error.required");
    }
}
