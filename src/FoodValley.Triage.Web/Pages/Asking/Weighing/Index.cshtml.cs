using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Effective, proportionate, least intrusive, with the lighter way that was considered. Serves HK-0d-DOE, HK-0d-PRO, HK-0d-SUB, IU-ALG-4 and IU-ALG-5.</summary>
public sealed class WeighingPage(Desk desk) : QuestionPage<WeighingForm>(desk, Question.Weighing)
{
    protected override IValidator<WeighingForm> Validator { get; } = new WeighingForm.Rules();

    protected override WeighingForm Fill(Answers answers) => answers.Weighing is not { } weighed ? new() : new()
    {
        Effective = weighed.Effective, Proportionate = weighed.Proportionate, Alternative = weighed.Alternative, LeastIntrusive = weighed.LeastIntrusive,
    };

    protected override Answers Apply(WeighingForm form, Answers answers) =>
        answers with { Weighing = new(form.Effective.Clean()!, form.Proportionate.Clean()!, form.Alternative.Clean()!, form.LeastIntrusive.Clean()!) };
}
