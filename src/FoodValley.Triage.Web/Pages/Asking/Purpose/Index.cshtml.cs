using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The purpose, as help needed or advice asked, with phrases to begin with. Serves IU-2-INF-2 and IU-ALG-2c.</summary>
public sealed class PurposePage(Desk desk) : QuestionPage<PurposeForm>(desk, Question.Purpose)
{
    protected override IValidator<PurposeForm> Validator { get; } = new PurposeForm.Rules();

    protected override PurposeForm Fill(Answers answers) => new() { Purpose = answers.Purpose?.Purpose };

    protected override Answers Apply(PurposeForm form, Answers answers) => answers with { Purpose = new(form.Purpose.Clean()!) };
}
