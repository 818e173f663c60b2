using FluentValidation;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class IncidentHandledForm
{
    public string? RegulatorNotified { get; set; }
    public string? RegulatorReason { get; set; }
    public string? ClientNotified { get; set; }
    public string? ClientReason { get; set; }

    public sealed class Rules : AbstractValidator<IncidentHandledForm>
    {
        public Rules()
        {
            RuleFor(f => f.RegulatorNotified).YesNo("incident-handled.error.regulator");
            RuleFor(f => f.RegulatorReason).Filled("incident-handled.error.regulator-reason");
            RuleFor(f => f.ClientNotified).YesNo("incident-handled.error.client");
            RuleFor(f => f.ClientReason).Filled("incident-handled.error.client-reason");
        }
    }
}

/// <summary>
/// What the privacy officer did about it: the regulator told or not, the client told or not, each with its reason; every answer an entry of its own.
/// Serves HK-7c, HK-8c and HK-8.5.
/// </summary>
public sealed class HandleIncidentPage(Desk desk, Records records, ReportedIncidents incidents) : AddingPage<IncidentHandledForm>(desk, records, "incident-handled")
{
    private IncidentLine _line = null!;

    /// <summary>What was reported, in the words it was sealed with.</summary>
    public IReadOnlyList<RecordView.ShownSection> Told => View.Supplements.Where(s => s.Sequence == _line.Sequence).SelectMany(s => s.Shown).ToList();

    /// <summary>What privacy officers wrote about it before.</summary>
    public IReadOnlyList<RecordView.SupplementView> Handled =>
        [.. View.Supplements.Where(s => s.Kind == EntryKind.IncidentHandled && s.Facts["incident"]?.GetValue<long>() == _line.Sequence)];

    public string TimeLeft => IncidentWords.TimeLeft(T, _line, Desk.Act.At);

    public override string Back => "/incidents";

    public override string BackText => T["incidents.back"];

    protected override string After => "/incidents";

    public async Task<IActionResult> OnGetAsync(Guid incident) => await RecordOfAsync(incident) is { } record ? await OpenAsync(record) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid incident, int? seen, string? language) =>
        await RecordOfAsync(incident) is { } record ? await AddAsync(record, seen, language) : NotFound();

    protected override bool Allows(Record record) => Desk.Person.Role == Role.PrivacyOfficer;

    protected override IValidator<IncidentHandledForm> Validator => new IncidentHandledForm.Rules();

    protected override Entry? Become(IncidentHandledForm form, Signing signing) => ExchangeContent.Of(
        new IncidentHandling(_line.Sequence, form.RegulatorNotified == "yes", form.RegulatorReason.Clean()!, form.ClientNotified == "yes", form.ClientReason.Clean()!),
        (int)Math.Floor((signing.Act.At - _line.KnownSince).TotalHours), Decision, signing);

    private async Task<Guid?> RecordOfAsync(Guid incident)
    {
        var ct = HttpContext.RequestAborted;
        if ((await incidents.OfAsync(Desk.Person, ct)).FirstOrDefault(i => i.Id == incident) is { } line)
        {
            _line = line;
            return line.RecordId;
        }
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Refused, record: incident, detail: "incident", cancellationToken: ct);
        return null;
    }
}
