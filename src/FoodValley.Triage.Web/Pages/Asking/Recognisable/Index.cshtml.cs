using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Level 1: could this recipient recognise the client? In doubt it is not level 1. Serves IU-1-INF-b.</summary>
public sealed class RecognisablePage(Desk desk) : QuestionPage<RecognisableForm>(desk, Question.Recognisable)
{
    protected override IValidator<RecognisableForm> Validator { get; } = new RecognisableForm.Rules();

    protected override RecognisableForm Fill(Answers answers) => new() { Recognisable = answers.Recognisable?.Recognisable.Code() };

    protected override Answers Apply(RecognisableForm form, Answers answers) => answers with { Recognisable = new(Coded.Parse<Recognition>(form.Recognisable)!.Value) };

    protected override string After(Answers saved) =>
        saved.Recognisable is { Recognisable: Recognition.No } ? base.After(saved) : Address(Draft.Id, Question.Recognisable.Code());
}
