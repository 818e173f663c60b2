using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Who was consulted, in which job, when, and what they said. Serves HK-6a and HK-7b.</summary>
public sealed class ConsultedPage(Desk desk) : QuestionPage<ConsultedForm>(desk, Question.Consulted)
{
    protected override IValidator<ConsultedForm> Validator => new ConsultedForm.Rules(Desk.Now);

    protected override ConsultedForm Fill(Answers answers) => answers.Consulted is not { } consulted ? new() { ConsultedOn = DayText.Write(Desk.Today) } : new()
    {
        ConsultedWhom = consulted.ConsultedWhom, ConsultedOn = DayText.Write(consulted.ConsultedOn), ConsultedAt = ClockText.Write(consulted.ConsultedAt), ConsultedAdvice = consulted.ConsultedAdvice,
    };

    protected override Answers Apply(ConsultedForm form, Answers answers) =>
        answers with { Consulted = new(form.ConsultedWhom.Clean()!, DayText.Read(form.ConsultedOn)!.Value, ClockText.Read(form.ConsultedAt)!.Value, form.ConsultedAdvice.Clean()) };
}
