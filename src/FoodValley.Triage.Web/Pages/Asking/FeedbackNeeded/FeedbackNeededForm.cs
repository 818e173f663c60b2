using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class FeedbackNeededForm
{
    public string? FeedbackNeeded { get; set; }
    public string? FeedbackUse { get; set; }

    public sealed class Rules : AbstractValidator<FeedbackNeededForm>
    {
        public Rules()
        {
            RuleFor(f => f.FeedbackNeeded).YesNo("feedback-needed.error.required");
            When(f => f.FeedbackNeeded == "yes", () => RuleFor(f => f.FeedbackUse).Filled("feedback-needed.error.use", 600));
            RuleFor(f => f.FeedbackUse).AtMost(600);
        }
    }
}
