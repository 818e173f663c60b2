using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Does the referrer need to know, and what will they do with it? Serves IU-3-VOOR-1.</summary>
public sealed class FeedbackNeededPage(Desk desk) : QuestionPage<FeedbackNeededForm>(desk, Question.FeedbackNeeded)
{
    protected override IValidator<FeedbackNeededForm> Validator { get; } = new FeedbackNeededForm.Rules();

    protected override FeedbackNeededForm Fill(Answers answers) => new() { FeedbackNeeded = answers.FeedbackNeeded?.FeedbackNeeded.Said(), FeedbackUse = answers.FeedbackNeeded?.FeedbackUse };

    protected override Answers Apply(FeedbackNeededForm form, Answers answers) =>
        answers with { FeedbackNeeded = new(form.FeedbackNeeded == "yes", form.FeedbackNeeded == "yes" ? form.FeedbackUse.Clean() : null) };

    // Nothing needs to come from here: the outcome stands ready (IU-3-VOOR-1 to IU-3-VOOR-3).
    protected override string After(Answers saved) =>
        Interview.Heading(saved) is not null && saved.Outcome is null ? Address(Draft.Id, Question.Outcome.Code()) : base.After(saved);
}
