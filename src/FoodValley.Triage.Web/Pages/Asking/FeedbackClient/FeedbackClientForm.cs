using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class FeedbackClientForm
{
    public string? FeedbackClient { get; set; }
    public string? FeedbackClientReason { get; set; }

    public sealed class Rules : AbstractValidator<FeedbackClientForm>
    {
        public Rules()
        {
            RuleFor(f => f.FeedbackClient).YesNo("feedback-client.error.required");
            When(f => f.FeedbackClient == "no", () => RuleFor(f => f.FeedbackClientReason).Filled("feedback-client.error.reason-required"));
            RuleFor(f => f.FeedbackClientReason).AtMost();
        }
    }
}
