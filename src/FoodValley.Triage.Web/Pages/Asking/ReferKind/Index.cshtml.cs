using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Refer or register: stored and counted apart. Serves IU-2-DOEL-a and IU-2-DOEL-b.</summary>
public sealed class ReferKindPage(Desk desk) : QuestionPage<ReferKindForm>(desk, Question.ReferKind)
{
    protected override IValidator<ReferKindForm> Validator { get; } = new ReferKindForm.Rules();

    protected override ReferKindForm Fill(Answers answers) => new() { ReferKind = answers.ReferKind?.ReferKind.Code() };

    protected override Answers Apply(ReferKindForm form, Answers answers) => answers with { ReferKind = new(Coded.Parse<Level>(form.ReferKind)!.Value) };
}
