using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>A day or a short period; when it has passed, weigh again. Serves HK-3e, and HK-7c and IU-KOP-2 where sharing could not wait.</summary>
public sealed class MomentPage(Desk desk) : QuestionPage<MomentForm>(desk, Question.Moment)
{
    /// <summary>True when somebody phoned already: the true time is recorded, and why not first (decision matrix, ambiguity 19).</summary>
    public bool Afterwards => Answers.Safety is { SafetyTiming: SafetyTiming.AlreadyShared };

    protected override IValidator<MomentForm> Validator => new MomentForm.Rules(Desk.Now, Answers.Safety?.SafetySince ?? Desk.Today, Afterwards);

    protected override MomentForm Fill(Answers answers) => answers.Moment is not { } moment ? new() { MomentFrom = DayText.Write(answers.Safety?.SafetySince) } : new()
    {
        MomentFrom = DayText.Write(moment.MomentFrom), MomentTo = DayText.Write(moment.MomentTo), SharedAt = ClockText.Write(moment.SharedAt), AfterwardsReason = moment.AfterwardsReason,
    };

    protected override Answers Apply(MomentForm form, Answers answers) => answers with
    {
        Moment = new(DayText.Read(form.MomentFrom)!.Value, DayText.Read(form.MomentTo)) { SharedAt = ClockText.Read(form.SharedAt), AfterwardsReason = form.AfterwardsReason.Clean() },
    };
}
