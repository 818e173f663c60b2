using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>With whom: a person or team, and an organisation. Serves HK-3c and IU-ALG-2b.</summary>
public sealed class RecipientPage(Desk desk) : QuestionPage<RecipientForm>(desk, Question.Recipient)
{
    protected override IValidator<RecipientForm> Validator { get; } = new RecipientForm.Rules();

    protected override RecipientForm Fill(Answers answers) => answers.Recipient is not { } recipient ? new() : new()
    {
        RecipientName = recipient.RecipientName, RecipientOrganisation = recipient.RecipientOrganisation, RecipientKind = recipient.RecipientKind.Code(),
    };

    protected override Answers Apply(RecipientForm form, Answers answers) => answers with
    {
        Recipient = new(Coded.Parse<RecipientKind>(form.RecipientKind)!.Value, form.RecipientName.Clean()!, form.RecipientOrganisation.Clean()!),
    };
}
