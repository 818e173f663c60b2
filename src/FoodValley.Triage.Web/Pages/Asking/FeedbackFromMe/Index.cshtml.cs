using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Must it come from this professional; if not, who answers? Serves IU-3-VOOR-2.</summary>
public sealed class FeedbackFromMePage(Desk desk) : QuestionPage<FeedbackFromMeForm>(desk, Question.FeedbackFromMe)
{
    protected override IValidator<FeedbackFromMeForm> Validator { get; } = new FeedbackFromMeForm.Rules();

    protected override FeedbackFromMeForm Fill(Answers answers) => new() { FeedbackFromMe = answers.FeedbackFromMe?.FeedbackFromMe.Said(), FeedbackBy = answers.FeedbackFromMe?.FeedbackBy };

    protected override Answers Apply(FeedbackFromMeForm form, Answers answers) =>
        answers with { FeedbackFromMe = new(form.FeedbackFromMe == "yes", form.FeedbackFromMe == "no" ? form.FeedbackBy.Clean() : null) };

    // Nothing needs to come from here: the outcome stands ready (IU-3-VOOR-1 to IU-3-VOOR-3).
    protected override string After(Answers saved) =>
        Interview.Heading(saved) is not null && saved.Outcome is null ? Address(Draft.Id, Question.Outcome.Code()) : base.After(saved);
}
