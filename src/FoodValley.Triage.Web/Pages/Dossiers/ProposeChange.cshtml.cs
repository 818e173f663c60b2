using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class ProposeChangeForm
{
    public string? HelpRequest { get; set; }
    public string? Reason { get; set; }
    public string? On { get; set; }

    public sealed class Rules : AbstractValidator<ProposeChangeForm>
    {
        public Rules(DateOnly today, string? now)
        {
            RuleFor(f => f.HelpRequest).Filled("dossier-propose.error.words").Must(words => words.Clean() != now).WithMessage("dossier-propose.error.same");
            RuleFor(f => f.Reason).Filled("dossier-propose.error.reason");
            RuleFor(f => f.On).Day("dossier-propose.error.on").NotAfter(today);
        }
    }
}

/// <summary>More or other help seems needed: the professional puts it to the client, and nothing changes until the client answers. Serves HK-4d.</summary>
public sealed class ProposeChangePage(Desk desk) : DossierForm<ProposeChangeForm>(desk, "dossier-propose")
{
    public override Hindrance? Hindrance => CaseFile.HelpRequest is null ? new(T["dossier-propose.no-request"], Address("help-request"), T["dossier.write-help-request"]) : null;

    protected override IValidator<ProposeChangeForm> Validator => new ProposeChangeForm.Rules(Desk.Today, CaseFile.HelpRequest?.What.Words);

    protected override IReadOnlyList<Written> Become(ProposeChangeForm form) => [new ChangeProposed(form.HelpRequest.Clean()!, form.Reason.Clean()!, DayText.Read(form.On)!.Value)];
}
