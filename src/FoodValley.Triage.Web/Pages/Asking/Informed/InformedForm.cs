using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class InformedForm
{
    public string? Informed { get; set; }
    public string? InformedReason { get; set; }
    public string? InformWhen { get; set; }
    public string? InformReviewOn { get; set; }
    public string? InformReviewBy { get; set; }

    public sealed class Rules : AbstractValidator<InformedForm>
    {
        public Rules(bool safety, DateOnly today)
        {
            RuleFor(f => f.InformedReason).AtMost();
            RuleFor(f => f.InformReviewBy).AtMost(FormRules.Short);
            if (!safety)
            {
                RuleFor(f => f.Informed).YesNo("informed.error.required");
                RuleFor(f => f.InformWhen).Must(string.IsNullOrEmpty).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
                When(f => f.Informed == "no", () => RuleFor(f => f.InformedReason).Filled("informed.error.reason-required"));
                return;
            }
            RuleFor(f => f.InformWhen).Choice<InformedForm, InformWhen>("safety-inform.error.required");
            When(f => f.InformWhen == "postponed", () =>
            {
                RuleFor(f => f.InformedReason).Filled("safety-inform.error.reason");
                RuleFor(f => f.InformReviewOn).Day("safety-inform.error.review-required")
                    .Must(on => DayText.Read(on) is not { } day || day > today).WithMessage("safety-inform.error.review-past")
                    .Must(on => DayText.Read(on) is not { } day || day.DayNumber - today.DayNumber <= 366).WithMessage("outcome.error.hold-long");
                RuleFor(f => f.InformReviewBy).Filled("safety-inform.error.review-by", FormRules.Short);
            });
        }
    }
}
