using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class FeedbackFromMeForm
{
    public string? FeedbackFromMe { get; set; }
    public string? FeedbackBy { get; set; }

    public sealed class Rules : AbstractValidator<FeedbackFromMeForm>
    {
        public Rules()
        {
            RuleFor(f => f.FeedbackFromMe).YesNo("feedback-from-me.error.required");
            When(f => f.FeedbackFromMe == "no", () => RuleFor(f => f.FeedbackBy).Filled("feedback-from-me.error.by", FormRules.Short));
            RuleFor(f => f.FeedbackBy).AtMost(FormRules.Short);
        }
    }
}
