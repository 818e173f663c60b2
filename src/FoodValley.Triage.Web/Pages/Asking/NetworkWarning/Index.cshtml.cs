using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Before anything else at level 4: a ground is often missing here, and finding none is a good outcome. Serves IU-4-GRD-W.</summary>
public sealed class NetworkWarningPage(Desk desk) : QuestionPage<NetworkWarningForm>(desk, Question.NetworkWarning)
{
    protected override IValidator<NetworkWarningForm> Validator { get; } = new NetworkWarningForm.Rules();

    protected override NetworkWarningForm Fill(Answers answers) => new() { NetworkWarning = answers.NetworkWarning is null ? [] : ["yes"] };

    protected override Answers Apply(NetworkWarningForm form, Answers answers) => answers with { NetworkWarning = new(true) };
}
