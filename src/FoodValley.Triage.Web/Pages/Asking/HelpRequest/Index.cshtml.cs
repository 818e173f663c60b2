using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>What help the client asks for: it decides what the data may be used for. Serves HK-3b, HK-4a and HK-4d.</summary>
public sealed class HelpRequestPage(Desk desk) : QuestionPage<HelpRequestForm>(desk, Question.HelpRequest)
{
    protected override IValidator<HelpRequestForm> Validator => new HelpRequestForm.Rules(CaseFile?.HelpRequest?.What.Words);

    protected override HelpRequestForm Fill(Answers answers) => new()
    {
        HelpRequest = CaseFile?.HelpRequest?.What.Words ?? answers.HelpRequest?.HelpRequest,
        HelpRequestBy = CaseFile?.HelpRequest?.What.SaidBy ?? answers.HelpRequest?.HelpRequestBy ?? Dossier?.Client.Name,
    };

    protected override Answers Apply(HelpRequestForm form, Answers answers) =>
        answers with
        {
            HelpRequest = new(form.HelpRequest.Clean()!)
            {
                HelpRequestBy = form.HelpRequestBy.Clean(),
                HelpRequestAgreed = CaseFile?.HelpRequest is not { } written ? null
                    : written.What.Words != form.HelpRequest.Clean() ? true
                    : answers.HelpRequest?.HelpRequestAgreed,
            },
        };

    protected override IReadOnlyList<Written> Lines(HelpRequestForm form, Answers saved, CaseFile file) => file.HelpRequest?.What.Words == saved.HelpRequest!.HelpRequest ? []
        : [new HelpRequestVersion(saved.HelpRequest.HelpRequest, saved.HelpRequest.HelpRequestBy!, null, Desk.Today)];
}
