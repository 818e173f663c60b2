using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>The purpose, as help needed or advice asked, with phrases to begin with. Serves IU-2-INF-2 and IU-ALG-2c.</summary>
public sealed class PurposePage(Desk desk) : QuestionPage<PurposeForm>(desk, Question.Purpose)
{
    protected override IValidator<PurposeForm> Validator { get; } = new PurposeForm.Rules();

    protected override PurposeForm Fill(Answers answers) => new() { Purpose = answers.Purpose?.Purpose ?? FromDossier(answers) };

    // A sentence to begin with, from the plan or the goal; the professional makes it fit this sharing.
    private string? FromDossier(Answers answers) =>
        CaseFile?.Plan?.What.Parts.FirstOrDefault(p => p.Partner is not null && p.Partner == answers.Recipient?.RecipientPartner) is { Purpose.Length: > 0 } part ? part.Purpose
        : CaseFile?.Goal is { What.Words: var goal } && goal.Length <= 400 ? T["purpose.from-goal", ("goal", goal)]
        : null;

    protected override Answers Apply(PurposeForm form, Answers answers) => answers with { Purpose = new(form.Purpose.Clean()!) };
}
