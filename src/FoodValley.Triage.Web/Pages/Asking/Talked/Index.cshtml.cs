using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The conversation with the client: with whom, when, how – or why not. Serves HK-8a and HK-0b.</summary>
public sealed class TalkedPage(Desk desk) : QuestionPage<TalkedForm>(desk, Question.Talked)
{
    protected override IValidator<TalkedForm> Validator { get; } = new TalkedForm.Rules(desk.Today);

    protected override TalkedForm Fill(Answers answers) => answers.Talked is not { } talk ? new() : new()
    {
        Talked = talk.Talked.Said(), TalkedWith = talk.TalkedWith, TalkedOn = DayText.Write(talk.TalkedOn), TalkedHow = talk.TalkedHow?.Code(), TalkedReason = talk.TalkedReason,
    };

    protected override Answers Apply(TalkedForm form, Answers answers) => answers with
    {
        Talked = form.Talked == "yes"
            ? new(true, form.TalkedWith.Clean(), DayText.Read(form.TalkedOn), Coded.Parse<TalkedHow>(form.TalkedHow), null)
            : new(false, null, null, null, form.TalkedReason.Clean()),
    };
}
