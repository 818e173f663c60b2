using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Level 1: why this way? A light step is recorded too. Serves HK-7a and IU-ALG-6.</summary>
public sealed class ConsultReasonPage(Desk desk) : QuestionPage<ConsultReasonForm>(desk, Question.ConsultReason)
{
    protected override IValidator<ConsultReasonForm> Validator => new ConsultReasonForm.Rules(Identifying);

    protected override ConsultReasonForm Fill(Answers answers) => new() { ConsultReason = answers.ConsultReason?.ConsultReason, ReasonKept = KeptForm.Of(answers.ConsultReason?.ReasonKept) };

    protected override Answers Apply(ConsultReasonForm form, Answers answers) => answers with
    {
        ConsultReason = new(form.ConsultReason.Clean()!) { ReasonKept = form.ReasonKept.Count == 0 ? null : [.. KeptForm.Explained(form.ReasonKept)] },
    };

    protected override void Completing(ConsultReasonForm form) => form.ReasonKept = Explaining(form.ConsultReason, form.ReasonKept);
}
