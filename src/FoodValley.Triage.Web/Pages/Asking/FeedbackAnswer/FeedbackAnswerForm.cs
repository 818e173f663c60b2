using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class FeedbackAnswerForm
{
    public string? FeedbackAnswer { get; set; }
    public string? FundedHelp { get; set; }
    public string? FundedAmount { get; set; }
    public string? FundedPeriod { get; set; }

    public sealed class Rules : AbstractValidator<FeedbackAnswerForm>
    {
        public Rules(bool withoutContent)
        {
            if (withoutContent)
            {
                RuleFor(f => f.FeedbackAnswer).Must(string.IsNullOrWhiteSpace).WithMessage("funding.error.reason-required").WithErrorCode(FormRules.NotOffered);
                RuleFor(f => f.FundedHelp).Filled("feedback-answer.error.funded-help", FormRules.Short);
                RuleFor(f => f.FundedAmount).Filled("feedback-answer.error.funded-amount", FormRules.Short);
                RuleFor(f => f.FundedPeriod).Filled("feedback-answer.error.funded-period", FormRules.Short);
            }
            else RuleFor(f => f.FeedbackAnswer).Filled("feedback-answer.error.required");
        }
    }
}
