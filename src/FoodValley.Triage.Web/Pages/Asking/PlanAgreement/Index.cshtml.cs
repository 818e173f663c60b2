using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Agreement with the plan: who, when, how. Another lock than consent to share. Serves HK-5d and HK-5e.</summary>
public sealed class PlanAgreementPage(Desk desk) : QuestionPage<PlanAgreementForm>(desk, Question.PlanAgreement)
{
    protected override IValidator<PlanAgreementForm> Validator { get; } = new PlanAgreementForm.Rules(desk.Today);

    protected override PlanAgreementForm Fill(Answers answers) => answers.PlanAgreement is not { } agreement ? new() : new()
    {
        PlanAgreement = agreement.PlanAgreement.Code(), AgreedBy = agreement.AgreedBy, AgreedOn = DayText.Write(agreement.AgreedOn), AgreedHow = agreement.AgreedHow?.Code(),
    };

    protected override Answers Apply(PlanAgreementForm form, Answers answers)
    {
        var answer = Coded.Parse<PlanAnswer>(form.PlanAgreement)!.Value;
        return answers with
        {
            PlanAgreement = answer == PlanAnswer.Yes
                ? new(answer, form.AgreedBy.Clean(), DayText.Read(form.AgreedOn), Coded.Parse<HowSaid>(form.AgreedHow))
                : new(answer, null, null, null),
        };
    }
}
