using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Can the client pass it on, orally or in writing? Comes before every other consideration. Serves IU-2-VOOR-1, IU-2-VOOR-1a and IU-2-VOOR-1b.</summary>
public sealed class ClientPassesOnPage(Desk desk) : QuestionPage<ClientPassesOnForm>(desk, Question.ClientPassesOn)
{
    protected override IValidator<ClientPassesOnForm> Validator { get; } = new ClientPassesOnForm.Rules();

    protected override ClientPassesOnForm Fill(Answers answers) => new()
    {
        ClientPassesOn = answers.ClientPassesOn?.ClientPassesOn.Code(), ClientPassesOnReason = answers.ClientPassesOn?.ClientPassesOnReason,
    };

    protected override Answers Apply(ClientPassesOnForm form, Answers answers)
    {
        var can = Coded.Parse<PassOn>(form.ClientPassesOn)!.Value;
        return answers with { ClientPassesOn = new(can, can is PassOn.Partly or PassOn.No ? form.ClientPassesOnReason.Clean() : null) };
    }
}
