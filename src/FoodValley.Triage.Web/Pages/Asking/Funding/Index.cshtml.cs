using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Is it asked to check the payment? Then content has a reason, or stays out. Serves IU-3-INF-2.</summary>
public sealed class FundingPage(Desk desk) : QuestionPage<FundingForm>(desk, Question.Funding)
{
    protected override IValidator<FundingForm> Validator { get; } = new FundingForm.Rules();

    protected override FundingForm Fill(Answers answers) => answers.Funding is { } account
        ? new() { Funding = account.Funding.Said(), FundingContent = account.FundingContent?.Said(), FundingReason = account.FundingReason }
        // What the dossier says about the referral, to begin with; content is off until it is asked for.
        : new() { Funding = answers.FeedbackReferral?.ReferralForFunding.Said(), FundingContent = answers.FeedbackReferral is { ReferralForFunding: true } ? "no" : null };

    protected override Answers Apply(FundingForm form, Answers answers) =>
        answers with { Funding = new(form.Funding == "yes", form.Funding == "yes" ? form.FundingContent == "yes" : null, form is { Funding: "yes", FundingContent: "yes" } ? form.FundingReason.Clean() : null) };
}
