using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recognising;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Level 1: whom do you ask? Serves IU-1-DOEL.</summary>
public sealed class ConsultRecipientPage(Desk desk) : QuestionPage<ConsultRecipientForm>(desk, Question.ConsultRecipient)
{
    protected override IValidator<ConsultRecipientForm> Validator => new ConsultRecipientForm.Rules(
        text => Recogniser.Find(text ?? "", Dossier?.NameOnly()).Where(m => m.MustGo));

    protected override ConsultRecipientForm Fill(Answers answers) => new()
    {
        ConsultFunction = answers.ConsultRecipient?.ConsultFunction, ConsultOrganisation = answers.ConsultRecipient?.ConsultOrganisation,
    };

    protected override Answers Apply(ConsultRecipientForm form, Answers answers) => answers with
    {
        ConsultRecipient = new(form.ConsultFunction.Clean()!, form.ConsultOrganisation.Clean()!),
        // Another reader may recognise what the first one could not.
        Recognisable = answers.ConsultRecipient is { } old && (old.ConsultFunction, old.ConsultOrganisation) != (form.ConsultFunction.Clean(), form.ConsultOrganisation.Clean())
            ? null : answers.Recognisable,
    };
}
