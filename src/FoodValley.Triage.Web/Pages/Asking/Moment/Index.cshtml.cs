using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>A day or a short period; when it has passed, weigh again. Serves HK-3e.</summary>
public sealed class MomentPage(Desk desk) : QuestionPage<MomentForm>(desk, Question.Moment)
{
    protected override IValidator<MomentForm> Validator { get; } = new MomentForm.Rules(desk.Today);

    protected override MomentForm Fill(Answers answers) => new() { MomentFrom = DayText.Write(answers.Moment?.MomentFrom), MomentTo = DayText.Write(answers.Moment?.MomentTo) };

    protected override Answers Apply(MomentForm form, Answers answers) => answers with { Moment = new(DayText.Read(form.MomentFrom)!.Value, DayText.Read(form.MomentTo)) };
}
