using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Does the client know what, with whom and why? Serves IU-ALG-2a, IU-ALG-2b and IU-ALG-2c.</summary>
public sealed class InformedPage(Desk desk) : QuestionPage<InformedForm>(desk, Question.Informed)
{
    protected override IValidator<InformedForm> Validator => new InformedForm.Rules(Answers.Safety is not null, Desk.Today);

    protected override InformedForm Fill(Answers answers) => answers.Informed is not { } informed ? new() : answers.Safety is null
        ? new() { Informed = informed.Informed.Said(), InformedReason = informed.InformedReason }
        : new()
        {
            InformWhen = informed.InformWhen?.Code(), InformedReason = informed.InformedReason, InformReviewOn = DayText.Write(informed.InformReviewOn), InformReviewBy = informed.InformReviewBy,
        };

    protected override Answers Apply(InformedForm form, Answers answers)
    {
        if (answers.Safety is null) return answers with { Informed = new(form.Informed == "yes", form.Informed == "yes" ? null : form.InformedReason.Clean()) };
        var when = Coded.Parse<InformWhen>(form.InformWhen)!.Value;
        var later = when == InformWhen.Postponed;
        return answers with
        {
            Informed = new(when == InformWhen.Now, later ? form.InformedReason.Clean() : null)
            {
                InformWhen = when, InformReviewOn = later ? DayText.Read(form.InformReviewOn) : null, InformReviewBy = later ? form.InformReviewBy.Clean() : null,
            },
        };
    }
}
