using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class JudgeCapacityForm
{
    public string? Able { get; set; }
    public string? JudgedBy { get; set; }
    public string? On { get; set; }
    public string? Reason { get; set; }

    public sealed class Rules : AbstractValidator<JudgeCapacityForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Able).YesNo("dossier-capacity.error.able");
            RuleFor(f => f.JudgedBy).Filled("dossier-capacity.error.by", FormRules.Short);
            RuleFor(f => f.On).Day("dossier-capacity.error.on").NotAfter(today);
            RuleFor(f => f.Reason).Filled("dossier-capacity.error.reason");
        }
    }
}

/// <summary>Whether the client can decide: judged by somebody, never derived by this program (law B2). Serves HK-5c.</summary>
public sealed class JudgeCapacityPage(Desk desk) : DossierForm<JudgeCapacityForm>(desk, "dossier-capacity")
{
    protected override IValidator<JudgeCapacityForm> Validator => new JudgeCapacityForm.Rules(Desk.Today);

    protected override IReadOnlyList<Written> Become(JudgeCapacityForm form) =>
        [new CapacityJudged(form.Able == "yes", form.JudgedBy.Clean()!, DayText.Read(form.On)!.Value, form.Reason.Clean()!)];
}
