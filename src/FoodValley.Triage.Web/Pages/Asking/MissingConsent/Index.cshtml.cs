using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Whose consent is missing, one by one, and why; the people who would have to give it stand ready. Serves HK-6b and HK-7h.</summary>
public sealed class MissingConsentPage(Desk desk) : QuestionPage<MissingConsentForm>(desk, Question.MissingConsent)
{
    /// <summary>A reason in words, with the name that was typed.</summary>
    public string Option(int at, MissingWhy why) => T["missing-consent.option." + why.Code(), ("person", Form.Missing[at].MissingPerson.Clean() ?? T["missing-consent.this-one"])];

    protected override IValidator<MissingConsentForm> Validator { get; } = new MissingConsentForm.Rules();

    protected override MissingConsentForm Fill(Answers answers) => new()
    {
        Missing = answers.MissingConsent is { } missing
            ? [.. missing.Missing.Select(m => new MissingConsentForm.PersonForm { MissingPerson = m.MissingPerson, MissingWhy = m.MissingWhy.Code() })]
            : [.. (CaseFile?.GiversOn(Desk.Today) ?? []).Select(g => new MissingConsentForm.PersonForm { MissingPerson = g.Name })],
    };

    protected override Answers Apply(MissingConsentForm form, Answers answers) => answers with
    {
        MissingConsent = new([.. form.Missing.Where(m => m.Filled).Select(m => new Triage.Asking.MissingConsent(m.MissingPerson.Clean()!, Coded.Parse<MissingWhy>(m.MissingWhy)!.Value))]),
    };

    protected override void Completing(MissingConsentForm form)
    {
        if (form.Missing.Count == 0) form.Missing.Add(new());
    }

    protected override Blocks BlocksOf(MissingConsentForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form.Missing, "missing", "missingPerson", Least: 1, MissingConsentForm.Most);
    }
}
