using System.Globalization;
using FluentValidation;

namespace FoodValley.Triage.Web.Pages.Asking;

public sealed class FeedbackReferralForm
{
    /// <summary>Line number of the referral in the dossier.</summary>
    public string? Referral { get; set; }

    public sealed class Rules : AbstractValidator<FeedbackReferralForm>
    {
        public Rules(int[] known) =>
            RuleFor(f => f.Referral).Among("feedback-referral.error.required", [.. known.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
    }
}
