using FluentValidation;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>Were the considerations shared with the client? Serves HK-0e.</summary>
public sealed class ConsiderationsSharedPage(Desk desk) : QuestionPage<ConsiderationsSharedForm>(desk, Question.ConsiderationsShared)
{
    protected override IValidator<ConsiderationsSharedForm> Validator { get; } = new ConsiderationsSharedForm.Rules();

    protected override ConsiderationsSharedForm Fill(Answers answers) => new()
    {
        ConsiderationsShared = answers.ConsiderationsShared?.ConsiderationsShared.Said(), ConsiderationsSharedReason = answers.ConsiderationsShared?.ConsiderationsSharedReason,
    };

    protected override Answers Apply(ConsiderationsSharedForm form, Answers answers) =>
        answers with { ConsiderationsShared = new(form.ConsiderationsShared == "yes", form.ConsiderationsShared == "yes" ? null : form.ConsiderationsSharedReason.Clean()) };
}
