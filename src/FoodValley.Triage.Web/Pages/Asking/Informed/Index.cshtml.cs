using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Does the client know what, with whom and why? Serves IU-ALG-2a, IU-ALG-2b and IU-ALG-2c.</summary>
public sealed class InformedPage(Desk desk) : QuestionPage<InformedForm>(desk, Question.Informed)
{
    protected override IValidator<InformedForm> Validator { get; } = new InformedForm.Rules();

    protected override InformedForm Fill(Answers answers) => new() { Informed = answers.Informed?.Informed.Said(), InformedReason = answers.Informed?.InformedReason };

    protected override Answers Apply(InformedForm form, Answers answers) =>
        answers with { Informed = new(form.Informed == "yes", form.Informed == "yes" ? null : form.InformedReason.Clean()) };
}
