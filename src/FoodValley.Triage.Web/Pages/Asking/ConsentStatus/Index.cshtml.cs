using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The consent and the reasoning about it, with a yes and with a no. Serves HK-5c, HK-7g and HK-7h.</summary>
public sealed class ConsentStatusPage(Desk desk) : QuestionPage<ConsentStatusForm>(desk, Question.ConsentStatus)
{
    protected override IValidator<ConsentStatusForm> Validator { get; } = new ConsentStatusForm.Rules(desk.Today);

    /// <summary>The age rule that holds today for this client.</summary>
    public string? WhoMustConsent => Dossier?.Client.AgeOn(Desk.Today) switch { null => null, < 12 => "under-12", < 16 => "12-15", _ => "16-plus" };

    protected override ConsentStatusForm Fill(Answers answers) => answers.ConsentStatus is not { } consent ? new() : new()
    {
        Consent = consent.Consent.Code(), ConsentBy = consent.ConsentBy, ConsentOn = DayText.Write(consent.ConsentOn), ConsentHow = consent.ConsentHow?.Code(),
        ConsentUntil = DayText.Write(consent.ConsentUntil), ConsentReasoning = consent.ConsentReasoning,
    };

    protected override Answers Apply(ConsentStatusForm form, Answers answers)
    {
        var status = Coded.Parse<Triage.Rules.ConsentStatus>(form.Consent)!.Value;
        return answers with
        {
            ConsentStatus = status == Triage.Rules.ConsentStatus.Given
                ? new(status, form.ConsentBy.Clean(), DayText.Read(form.ConsentOn), Coded.Parse<HowSaid>(form.ConsentHow), DayText.Read(form.ConsentUntil), form.ConsentReasoning.Clean()!)
                : new(status, null, null, null, null, form.ConsentReasoning.Clean()!),
        };
    }
}
