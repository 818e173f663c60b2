using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>What help the client asks for: it decides what the data may be used for. Serves HK-3b and HK-4a.</summary>
public sealed class HelpRequestPage(Desk desk) : QuestionPage<HelpRequestForm>(desk, Question.HelpRequest)
{
    protected override IValidator<HelpRequestForm> Validator { get; } = new HelpRequestForm.Rules();

    protected override HelpRequestForm Fill(Answers answers) => new() { HelpRequest = answers.HelpRequest?.HelpRequest };

    protected override Answers Apply(HelpRequestForm form, Answers answers) => answers with { HelpRequest = new(form.HelpRequest.Clean()!) };
}
