using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class PrintPlanForm
{
    public string? To { get; set; }
    public string? On { get; set; }

    public sealed class Rules : AbstractValidator<PrintPlanForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.To).Filled("dossier-print.error.to", FormRules.Short);
            RuleFor(f => f.On).Day("dossier-print.error.on").NotAfter(today);
        }
    }
}

/// <summary>The client's copy of the plan, in the client's words, and that the client has it. The plan is and stays the client's. Serves HK-5f.</summary>
public sealed class PrintPlanPage(Desk desk) : DossierForm<PrintPlanForm>(desk, "dossier-print")
{
    public override string Title => T["dossier-print.title", ("name", CaseFile.Dossier.Client.Name)];

    protected override string PageTitle => T["page-title.plan"];

    /// <summary>People who may not read all of it (HK-6d).</summary>
    public IEnumerable<RepresentativeNoted> NotFor => CaseFile.Representatives.Where(r => r.Shielded.Count > 0);

    public IEnumerable<string> Agreed => CaseFile.AgreementOn(Desk.Today) is not { } position ? []
        : (position.NobodyMaySayYes ? [InWords.Nobody] : Array.Empty<string>()).Concat(position.Givers.Select(g => $"{InWords.Among(g.Giver, position)}: {T["dossier-agreement.says." + g.Status.Code(), ("date", g.On is { } on ? Day(on) : "")]}"));

    public IEnumerable<string> Copies => CaseFile.Lines.Where(l => l.What is PlanCopied c && c.Plan == CaseFile.Plan?.Number).Select(InWords.Sentence);

    protected override AccessAction Shown => AccessAction.Print;

    protected override IValidator<PrintPlanForm> Validator => new PrintPlanForm.Rules(Desk.Today);

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(CaseFile.Plan is null ? NotFound() : null);

    protected override IReadOnlyList<Written> Become(PrintPlanForm form) => [new PlanCopied(CaseFile.Plan!.Number, form.To.Clean()!, DayText.Read(form.On)!.Value)];
}
