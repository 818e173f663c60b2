using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class AnswerProposalForm
{
    public string? Answer { get; set; }
    public string? HelpRequest { get; set; }
    public string? SaidBy { get; set; }
    public string? On { get; set; }
    public string? Remark { get; set; }

    public sealed class Rules : AbstractValidator<AnswerProposalForm>
    {
        public Rules(DateOnly today, DateOnly proposed)
        {
            RuleFor(f => f.Answer).Choice<AnswerProposalForm, ChangeAnswer>("help-request.change-answer.error.required");
            When(f => f.Answer == "accepts", () => RuleFor(f => f.HelpRequest).Filled("help-request.error.required")).Otherwise(() => RuleFor(f => f.HelpRequest).AtMost());
            RuleFor(f => f.SaidBy).Filled("dossier-answer.error.by", FormRules.Short);
            RuleFor(f => f.On).Day("dossier-answer.error.on").NotAfter(today).Must(on => DayText.Read(on) is not { } day || day >= proposed).WithMessage("dossier-answer.error.before-proposal");
            RuleFor(f => f.Remark).AtMost();
        }
    }
}

/// <summary>What the client said to a proposal: yes, no or later. A yes writes the answer and the new help request together. Serves HK-4d.</summary>
public sealed class AnswerProposalPage(Desk desk) : DossierForm<AnswerProposalForm>(desk, "dossier-answer")
{
    public Line<ChangeProposed> Proposal { get; private set; } = null!;

    public override Hindrance? Hindrance => CaseFile.OpenProposals.Any(p => p.Number == Proposal.Number) ? null
        : new(T["dossier-answer.answered"], $"/dossiers/{Id}", T["dossier-form.back", ("number", CaseFile.Dossier.Number)]);

    protected override IValidator<AnswerProposalForm> Validator => new AnswerProposalForm.Rules(Desk.Today, Proposal.What.On);

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var number = int.Parse((string)RouteData.Values["number"]!, System.Globalization.CultureInfo.InvariantCulture);
        var proposal = CaseFile.All<ChangeProposed>().FirstOrDefault(p => p.Number == number);
        if (proposal is not null) Proposal = proposal;
        return Task.FromResult<IActionResult?>(proposal is null ? NotFound() : null);
    }

    protected override AnswerProposalForm Fill() => new() { HelpRequest = Proposal.What.Words };

    protected override IReadOnlyList<Written> Become(AnswerProposalForm form)
    {
        var (answer, by, on) = (Coded.Parse<ChangeAnswer>(form.Answer)!.Value, form.SaidBy.Clean()!, DayText.Read(form.On)!.Value);
        var answered = new ChangeAnswered(Proposal.Number, answer, by, on, form.Remark.Clean());
        return answer == ChangeAnswer.Accepts ? [answered, new HelpRequestVersion(form.HelpRequest.Clean()!, by, null, on, Proposal.Number)] : [answered];
    }
}
