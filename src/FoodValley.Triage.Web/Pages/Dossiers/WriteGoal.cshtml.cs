using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

public sealed class WriteGoalForm
{
    public string? Goal { get; set; }
    public string? GoalByWhom { get; set; }
    public string? GoalSupport { get; set; }
    public string? GoalSupportBy { get; set; }
    public string? GoalLink { get; set; }
    public string? On { get; set; }

    public sealed class Rules : AbstractValidator<WriteGoalForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Goal).Filled("goal.error.required");
            RuleFor(f => f.GoalByWhom).Filled("goal.by-whom.error.required", FormRules.Short);
            RuleFor(f => f.GoalSupport).Choice<WriteGoalForm, GoalSupport>("goal-support.error.required");
            RuleFor(f => f.GoalSupportBy).AtMost(FormRules.Short);
            When(f => f.GoalSupport == "other", () => RuleFor(f => f.GoalSupportBy).Filled("goal-support.error.by-required", FormRules.Short));
            RuleFor(f => f.GoalLink).Filled("goal-link.error.required");
            RuleFor(f => f.On).Day("dossier-goal.error.on").NotAfter(today);
        }
    }
}

/// <summary>What the client wants to reach, in the client's words, and how it follows from the help request. Serves HK-4a, HK-4b and HK-4c.</summary>
public sealed class WriteGoalPage(Desk desk) : DossierForm<WriteGoalForm>(desk, "dossier-goal")
{
    public override string Title => T["goal.title"];
    public override string? Lead => T["goal.why"];

    public override Hindrance? Hindrance => CaseFile.HelpRequest is null ? new(T["dossier-goal.no-request"], Address("help-request"), T["dossier.write-help-request"]) : null;

    protected override IValidator<WriteGoalForm> Validator => new WriteGoalForm.Rules(Desk.Today);

    protected override WriteGoalForm Fill() => CaseFile.Goal is not { What: var goal } ? new() : new()
    {
        Goal = goal.Words, GoalByWhom = goal.ByWhom, GoalSupport = goal.Support.Code(), GoalSupportBy = goal.SupportBy, GoalLink = goal.Link,
    };

    protected override IReadOnlyList<Written> Become(WriteGoalForm form)
    {
        var support = Coded.Parse<GoalSupport>(form.GoalSupport)!.Value;
        var goal = new GoalVersion(
            form.Goal.Clean()!, form.GoalByWhom.Clean()!, support, support == GoalSupport.SomebodyElse ? form.GoalSupportBy.Clean() : null, form.GoalLink.Clean()!, DayText.Read(form.On)!.Value);
        return CaseFile.Goal is { What: var now } && goal with { On = now.On } == now ? [] : [goal];
    }
}
