using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Level 1: why this way? A light step is recorded too. Serves HK-7a and IU-ALG-6.</summary>
public sealed class ConsultReasonPage(Desk desk) : QuestionPage<ConsultReasonForm>(desk, Question.ConsultReason)
{
    protected override IValidator<ConsultReasonForm> Validator => new ConsultReasonForm.Rules(Identifying);

    protected override ConsultReasonForm Fill(Answers answers) => new() { ConsultReason = answers.ConsultReason?.ConsultReason };

    protected override Answers Apply(ConsultReasonForm form, Answers answers) => answers with { ConsultReason = new(form.ConsultReason.Clean()!) };
}
