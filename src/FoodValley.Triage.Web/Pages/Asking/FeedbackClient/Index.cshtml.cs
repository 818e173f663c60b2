using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Can the client tell it; if not, why not? Serves IU-3-VOOR-3.</summary>
public sealed class FeedbackClientPage(Desk desk) : QuestionPage<FeedbackClientForm>(desk, Question.FeedbackClient)
{
    protected override IValidator<FeedbackClientForm> Validator { get; } = new FeedbackClientForm.Rules();

    protected override FeedbackClientForm Fill(Answers answers) => new() { FeedbackClient = answers.FeedbackClient?.FeedbackClient.Said(), FeedbackClientReason = answers.FeedbackClient?.FeedbackClientReason };

    protected override Answers Apply(FeedbackClientForm form, Answers answers) =>
        answers with { FeedbackClient = new(form.FeedbackClient == "yes", form.FeedbackClient == "no" ? form.FeedbackClientReason.Clean() : null) };

    // Nothing needs to come from here: the outcome stands ready (IU-3-VOOR-1 to IU-3-VOOR-3).
    protected override string After(Answers saved) =>
        Interview.Heading(saved) is not null && saved.Outcome is null ? Address(Draft.Id, Question.Outcome.Code()) : base.After(saved);
}
