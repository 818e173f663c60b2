using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class FundingForm
{
    public string? Funding { get; set; }
    public string? FundingContent { get; set; }
    public string? FundingReason { get; set; }

    public sealed class Rules : AbstractValidator<FundingForm>
    {
        public Rules()
        {
            RuleFor(f => f.Funding).YesNo("funding.error.required");
            When(f => f.Funding == "yes", () =>
            {
                RuleFor(f => f.FundingContent).YesNo("funding.error.content");
                When(f => f.FundingContent == "yes", () => RuleFor(f => f.FundingReason).Filled("funding.error.reason-required"));
            });
            RuleFor(f => f.FundingReason).AtMost();
        }
    }
}
