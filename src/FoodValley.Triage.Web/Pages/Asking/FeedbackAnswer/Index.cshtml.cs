using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>
/// The answer beside the question as it was asked, and nothing but the answer; to check a payment, which help, how much and when, unless content was reasoned.
/// Serves IU-3-INF-1 and IU-3-INF-2.
/// </summary>
public sealed class FeedbackAnswerPage(Desk desk) : QuestionPage<FeedbackAnswerForm>(desk, Question.FeedbackAnswer)
{
    /// <summary>True when there is no field for content at all.</summary>
    public bool WithoutContent => Answers.Funding is { ContentStaysOut: true };

    /// <summary>True when the answer looks like a report.</summary>
    public bool Long => Form.FeedbackAnswer is { Length: > Assess.LongAnswer };

    protected override IValidator<FeedbackAnswerForm> Validator => new FeedbackAnswerForm.Rules(WithoutContent);

    protected override FeedbackAnswerForm Fill(Answers answers) => answers.FeedbackAnswer is not { } answer ? new() : new()
    {
        FeedbackAnswer = answer.FeedbackAnswer, FundedHelp = answer.FundedHelp, FundedAmount = answer.FundedAmount, FundedPeriod = answer.FundedPeriod,
    };

    protected override Answers Apply(FeedbackAnswerForm form, Answers answers) => answers with
    {
        FeedbackAnswer = WithoutContent ? new(null, form.FundedHelp.Clean(), form.FundedAmount.Clean(), form.FundedPeriod.Clean()) : new(form.FeedbackAnswer.Clean(), null, null, null),
    };
}
