using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class WriteHelpRequestForm
{
    public string? HelpRequest { get; set; }
    public string? SaidBy { get; set; }
    public string? HelpedBy { get; set; }
    public string? On { get; set; }
    public string? Agreed { get; set; }

    public sealed class Rules : AbstractValidator<WriteHelpRequestForm>
    {
        public Rules(DateOnly today, bool first)
        {
            RuleFor(f => f.HelpRequest).Filled("help-request.error.required");
            RuleFor(f => f.SaidBy).Filled(first ? "goal.by-whom.error.required" : "dossier-help-request.error.agreed-by", FormRules.Short);
            RuleFor(f => f.HelpedBy).AtMost(FormRules.Short);
            RuleFor(f => f.On).Day(first ? "dossier-help-request.error.on" : "dossier-help-request.error.agreed-on").NotAfter(today);
            // A new version needs the client's own yes (HK-4d).
            if (!first) RuleFor(f => f.Agreed).Must(agreed => agreed == "yes").WithMessage("dossier-help-request.error.agreed");
        }
    }
}

/// <summary>
/// The help request in the client's own words. A second version stands below the first, and only because the client wants it: who and when is said
/// (HK-4d). Serves HK-3b and HK-4d.
/// </summary>
public sealed class WriteHelpRequestPage(Desk desk) : DossierForm<WriteHelpRequestForm>(desk, "dossier-help-request")
{
    public override string Title => T[CaseFile.HelpRequest is null ? "help-request.title" : "dossier-help-request.title-new"];
    public override string? Lead => T[CaseFile.HelpRequest is null ? "help-request.why" : "dossier-help-request.lead-new"];

    protected override IValidator<WriteHelpRequestForm> Validator => new WriteHelpRequestForm.Rules(Desk.Today, CaseFile.HelpRequest is null);

    protected override WriteHelpRequestForm Fill() => new() { HelpRequest = CaseFile.HelpRequest?.What.Words };

    protected override IReadOnlyList<Written> Become(WriteHelpRequestForm form) => form.HelpRequest.Clean() == CaseFile.HelpRequest?.What.Words ? []
        : [new HelpRequestVersion(form.HelpRequest.Clean()!, form.SaidBy.Clean()!, form.HelpedBy.Clean(), DayText.Read(form.On)!.Value)];
}
