using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Effective, proportionate, least intrusive, with the lighter way that was considered. Under the exception also the goal, the help and the safety of the child. Serves HK-0d-DOE, HK-0d-PRO, HK-0d-SUB, IU-ALG-4, IU-ALG-5, HK-6e and HK-6f.</summary>
public sealed class WeighingPage(Desk desk) : QuestionPage<WeighingForm>(desk, Question.Weighing)
{
    protected override IValidator<WeighingForm> Validator => new WeighingForm.Rules(Answers.Safety is not null);

    protected override WeighingForm Fill(Answers answers) => answers.Weighing is not { } weighed ? new() : new()
    {
        Effective = weighed.Effective, Proportionate = weighed.Proportionate, Alternative = weighed.Alternative, LeastIntrusive = weighed.LeastIntrusive,
        SafetyGoal = weighed.SafetyGoal, HelpWeighed = weighed.HelpWeighed, SafetyWeighed = weighed.SafetyWeighed,
    };

    protected override Answers Apply(WeighingForm form, Answers answers) => answers with
    {
        Weighing = new(form.Effective.Clean()!, form.Proportionate.Clean()!, form.Alternative.Clean()!, form.LeastIntrusive.Clean()!)
        {
            SafetyGoal = form.SafetyGoal.Clean(), HelpWeighed = form.HelpWeighed.Clean(), SafetyWeighed = form.SafetyWeighed.Clean(),
        },
    };
}
