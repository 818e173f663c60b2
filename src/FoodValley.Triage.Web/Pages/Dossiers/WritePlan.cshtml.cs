using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class WritePlanForm
{
    /// <summary>Room for partners.</summary>
    public const int Most = 12;

    public string? PlanSteps { get; set; }
    public List<PartForm> Parts { get; set; } = [];

    public sealed class PartForm
    {
        /// <summary>Of the part in the version before; empty for a new one.</summary>
        public string? Id { get; set; }
        public string? Partner { get; set; }
        public string? Name { get; set; }
        public string? Why { get; set; }
        public string? Data { get; set; }
        public string? Purpose { get; set; }
        public string? Remove { get; set; }

        /// <summary>False for an empty card, and for a part that leaves the plan.</summary>
        public bool Counts => Remove != "yes" && (!string.IsNullOrEmpty(Id) || new[] { Partner, Name, Why, Data, Purpose }.Any(t => t.Clean() is not null));
    }

    public sealed class Rules : AbstractValidator<WritePlanForm>
    {
        public Rules(IReadOnlyCollection<string> partners, IReadOnlyCollection<string> parts)
        {
            RuleFor(f => f.PlanSteps).Filled("plan.error.required");
            RuleFor(f => f.Parts).Must(p => p.Count <= Most && p.Where(x => !string.IsNullOrEmpty(x.Id)).Select(x => x.Id).Distinct().Count() == p.Count(x => !string.IsNullOrEmpty(x.Id)))
                .WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            When(f => !f.Parts.Exists(p => p.Counts), () => RuleFor(f => f.Parts).Must(_ => false).OverridePropertyName("Parts[0].Name").WithMessage("plan.error.partner-required"));
            RuleForEach(f => f.Parts).ChildRules(part =>
            {
                part.RuleFor(p => p.Id).Must(id => string.IsNullOrEmpty(id) || parts.Contains(id)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
                part.RuleFor(p => p.Partner).Must(id => string.IsNullOrEmpty(id) || partners.Contains(id)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
                part.When(p => p.Counts, () =>
                {
                    part.RuleFor(p => p.Name).AtMost(FormRules.Short);
                    part.RuleFor(p => p.Name).Must((p, name) => !string.IsNullOrEmpty(p.Partner) || name.Clean() is not null).WithMessage("plan.error.partner-required");
                    part.RuleFor(p => p.Name).Must((p, name) => string.IsNullOrEmpty(p.Partner) || name.Clean() is null).WithMessage("dossier-plan.error.both");
                    part.RuleFor(p => p.Why).Filled("plan.error.partner-why", 500);
                    part.RuleFor(p => p.Data).Filled("dossier-plan.error.data", 500);
                    part.RuleFor(p => p.Purpose).Filled("dossier-plan.error.purpose", 500);
                });
            });
        }
    }
}

/// <summary>
/// The client's plan: steps, and for each partner why, which data and for which purpose. A version never changes; a new one is asked about anew, and
/// parts keep their id so that consents keep pointing at them (decision matrix, ambiguity 25). Serves HK-5a, HK-5b, HK-5c and HK-5f.
/// </summary>
public sealed class WritePlanPage(Desk desk) : DossierForm<WritePlanForm>(desk, "dossier-plan")
{
    private readonly Dictionary<string, Guid> _drawn = [];

    /// <summary>The address book, and who left it but still stands in the plan.</summary>
    public IReadOnlyList<Partner> Book { get; private set; } = [];

    public override string Title => T[CaseFile.Plan is null ? "plan.title" : "dossier-plan.title-new"];
    public override string? Lead => T["plan.why"];

    public override Hindrance? Hindrance => CaseFile.Goal is null ? new(T["dossier-plan.no-goal"], Address("goal"), T["dossier.write-goal"]) : null;

    public bool HasConsents(WritePlanForm.PartForm part) => CaseFile.Consents.Any(c => c.What.PlanPart?.ToString() == part.Id && CaseFile.StatusOn(Desk.Today, c) == Triage.Rules.ConsentStatus.Given);

    protected override IValidator<WritePlanForm> Validator =>
        new WritePlanForm.Rules([.. Book.Select(p => p.Id.ToString())], [.. (CaseFile.Plan?.What.Parts ?? []).Select(p => p.Id.ToString())]);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var inPlan = (CaseFile.Plan?.What.Parts ?? []).Select(p => p.Partner).ToHashSet();
        Book = [.. (await Desk.Partners.OfAsync(Desk.Person, ended: true, ct)).Where(p => !p.Ended || inPlan.Contains(p.Id))];
        return null;
    }

    protected override WritePlanForm Fill() => CaseFile.Plan is not { What: var plan } ? new() : new()
    {
        PlanSteps = plan.Steps,
        Parts = [.. plan.Parts.Select(p => new WritePlanForm.PartForm
        {
            Id = p.Id.ToString(), Partner = Book.Any(b => b.Id == p.Partner) ? p.Partner.ToString() : null, Name = Book.Any(b => b.Id == p.Partner) ? null : p.Name, Why = p.Why, Data = p.Data, Purpose = p.Purpose,
        })],
    };

    protected override void Completing(WritePlanForm form)
    {
        var asked = Request.HasFormContentType && Request.Form.ContainsKey("add");
        if (form.Parts.Count == 0 || (asked && form.Parts.Count < WritePlanForm.Most)) form.Parts.Add(new());
    }

    protected override IReadOnlyList<Written> Become(WritePlanForm form)
    {
        var parts = form.Parts.Select((part, at) => (part, at)).Where(p => p.part.Counts).Select(p => Part(p.part, p.at)).ToList();
        var plan = new PlanVersion(form.PlanSteps.Clean()!, parts);
        return plan.Equals(CaseFile.Plan?.What) ? [] : [plan];
    }

    // New parts are the same when they say the same.
    protected override bool Same(Written one, Written other) => one is PlanVersion mine && other is PlanVersion there && mine.Parts.Count == there.Parts.Count
        && new PlanVersion(mine.Steps, [.. mine.Parts.Zip(there.Parts, (m, t) => _drawn.ContainsValue(m.Id) ? m with { Id = t.Id } : m)]).Equals(there);

    private PlanPart Part(WritePlanForm.PartForm form, int at)
    {
        var partner = Book.FirstOrDefault(b => b.Id.ToString() == form.Partner);
        var id = Guid.TryParse(form.Id, out var known) ? known : _drawn.TryGetValue($"{at}", out var drawn) ? drawn : _drawn[$"{at}"] = Desk.Chance.Id();
        // A partner keeps the name it has in the plan until somebody chooses another.
        var before = CaseFile.Plan?.What.Parts.FirstOrDefault(p => p.Id == id);
        var name = partner is null ? form.Name.Clean()! : before?.Partner == partner.Id ? before.Name : partner.Name;
        return new(id, partner?.Id, name, form.Why.Clean()!, form.Data.Clean()!, form.Purpose.Clean()!);
    }
}
