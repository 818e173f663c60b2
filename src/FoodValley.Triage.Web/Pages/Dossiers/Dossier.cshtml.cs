using System.Text.Json.Nodes;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>Where sharing one kind of data with one partner stands.</summary>
/// <param name="Data">Which data, in words.</param>
/// <param name="Badge">Class of the badge; the words say the same.</param>
/// <param name="Mark">Icon beside the words.</param>
/// <param name="State">In words.</param>
/// <param name="Details">Who, and who is missing.</param>
public sealed record ConsentCell(string Data, string Badge, Markup? Mark, string State, IReadOnlyList<string> Details);

/// <summary>One partner, or our own processing.</summary>
/// <param name="Partner">Name.</param>
/// <param name="Address">Where consent can be asked.</param>
/// <param name="Cells">One for each kind of data of the table.</param>
public sealed record ConsentRow(string Partner, string Address, IReadOnlyList<ConsentCell> Cells);

/// <summary>
/// One dossier at a glance: request and goal in the client's words, plan, consents, decisions, and what asks for attention. Serves HK-3b, HK-4a, HK-4d,
/// HK-5b, HK-5c, HK-5d and HK-6d.
/// </summary>
public sealed class DossierPage(Desk desk, Records records) : PageModel
{
    private static readonly IReadOnlyList<string> Forms =
    [
        "dossier-consent", "dossier-withdraw", "dossier-void", "dossier-person", "dossier-person-end", "dossier-client", "dossier-capacity", "dossier-referral", "dossier-presence", "dossier-file",
        "dossier-help-request", "dossier-propose", "dossier-answer", "dossier-goal", "dossier-plan", "dossier-agreement", "dossier-print", "letter-agree",
    ];

    public Desk Desk => desk;
    public ScreenText Text => desk.Text;
    public CaseFile CaseFile { get; private set; } = null!;
    public Guid Id => CaseFile.Dossier.Id;
    public Client Client => CaseFile.Dossier.Client;
    public IReadOnlyList<RecordLine> Decisions { get; private set; } = [];
    public IReadOnlyList<DueItem> DueItems { get; private set; } = [];

    /// <summary>By decision: what was taken back or found not to count since (HK-5c).</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Since { get; private set; } = new Dictionary<Guid, IReadOnlyList<string>>();

    /// <summary>What was just written; null when nothing was.</summary>
    public string? Saved { get; private set; }

    public DossierWords InWords => new(desk.Text, desk.Transcript, CaseFile) { Today = desk.Today };

    public IEnumerable<(string Label, string Value)> Facts => new (string Label, string Value)[]
    {
        ("client.number", CaseFile.Dossier.Number), ("client.name", Client.Name), ("client.birth-date", desk.Transcript.Day(Client.BirthDate)), ("client.phone", Client.Phone),
        ("client.email", Client.Email), ("client.address", Client.Address),
    }.Where(f => f.Value.Length > 0);

    /// <summary>True when somebody must say yes whom nobody has written down yet.</summary>
    public bool ParentUnknown => Client.AgeOn(desk.Today) is var age && (age < 16 || (age < 18 && CaseFile.Capacity is { Able: false }))
        && !CaseFile.Representatives.Any(r => r.Role is RepresentativeRole.ParentWithCustody or RepresentativeRole.Guardian);

    /// <summary>True when the help request is newer than the goal, or the goal than the plan: what follows may no longer fit (HK-4c).</summary>
    public bool GoalOutrun => CaseFile is { HelpRequest: { } request, Goal: { } goal } && request.Number > goal.Number;
    public bool PlanOutrun => CaseFile is { Goal: { } goal, Plan: { } plan } && goal.Number > plan.Number;

    public async Task<IActionResult> OnGetAsync(Guid id, string? done)
    {
        var ct = HttpContext.RequestAborted;
        if (await desk.CaseFiles.FindAsync(desk.Person, id, ct) is not { } file)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, dossier: id, detail: "dossier", cancellationToken: ct);
            return NotFound();
        }
        CaseFile = file;
        Decisions = await records.OfDossierAsync(desk.Person, id, ct);
        DueItems = [.. (await DueWork.OfAsync(desk, records, [file], ct))[id]];
        _exchanged = await records.ExchangedAsync(desk.Person, id, ct);
        Since = await SinceAsync(ct);
        Saved = Forms.FirstOrDefault(f => f == done) is { } form ? desk.Text["dossier-done." + form] : null;
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, dossier: id, cancellationToken: ct);
        ViewData["Title"] = desk.Text["page-title.dossier"];
        ViewData["Step"] = "dossier";
        return Page();
    }

    /// <summary>Kinds of data anybody was asked about, in the order of the screens.</summary>
    public IReadOnlyList<string> Columns =>
        [.. CaseFile.Consents.Where(c => !CaseFile.Voided(c.Number)).SelectMany(c => c.What.Data).Distinct().OrderBy(d => DossierWords.Listed.ToList().IndexOf(d) is var at and >= 0 ? at : int.MaxValue)];

    /// <summary>The matrix: everybody we asked about, and every partner of the plan (HK-5c).</summary>
    public IReadOnlyList<ConsentRow> Matrix
    {
        get
        {
            var rows = new List<ConsentRow>();
            var columns = Columns;
            var consents = CaseFile.Consents.Where(c => !CaseFile.Voided(c.Number)).ToList();
            var parts = CaseFile.Plan?.What.Parts ?? [];
            foreach (var partner in parts.Select(p => p.Partner).Where(p => p is not null).Concat(consents.Select(c => c.What.Partner)).Distinct().OrderBy(p => p is null))
            {
                var name = partner is null ? desk.Text["dossier-consents.own"]
                    : consents.LastOrDefault(c => c.What.Partner == partner)?.What.PartnerName ?? parts.First(p => p.Partner == partner).Name;
                rows.Add(new(name, $"/dossiers/{Id}/consent/new?partner={(partner is null ? AskConsentForm.Own : partner.ToString())}", [.. columns.Select(c => Cell(partner, c))]));
            }
            rows.AddRange(parts.Where(p => p.Partner is null && consents.TrueForAll(c => c.What.PlanPart != p.Id))
                .Select(p => new ConsentRow(p.Name, $"/dossiers/{Id}/consent/new", [.. columns.Select(c => NotAsked(c))])));
            return rows;
        }
    }

    private ConsentCell NotAsked(string item) => new(InWords.Item(item), "utrecht-status-badge--inactive", null, desk.Text["consent-cell.not-asked"], []);

    private ConsentCell Cell(Guid? partner, string item)
    {
        var position = CaseFile.ConsentOn(desk.Today, partner, [item]);
        if (position.Givers.Count == 0) return new(InWords.Item(item), "utrecht-status-badge--warning", Icon.Warning, desk.Text["consent-cell.nobody"], []);
        if (position.Givers.All(g => g.Line is null)) return NotAsked(item);
        var said = position.Givers.Where(g => g.Line is not null).Select(g => desk.Text["consent-cell.said." + g.Status.Code(), ("who", InWords.Among(g.Giver, position)), ("date", InWords.Day(g.On))]);
        var missing = position.Givers.Where(g => g.Line is null).Select(g => desk.Text["consent-cell.missing", ("who", InWords.Among(g.Giver, position))]);
        IReadOnlyList<string> details = [.. said, .. missing, .. position.NobodyMaySayYes ? [InWords.Nobody] : Array.Empty<string>()];
        var until = position.Givers.Select(g => g.Until).Where(u => u is not null).DefaultIfEmpty(null).Min();
        var lapsed = position.Givers.Any(g => g.Line is { } line && CaseFile.Lapsed(CaseFile.Consents.First(c => c.Number == line).What));
        return position.Status switch
        {
            ConsentStatus.Given when until <= desk.Today.AddDays(Due.Ahead) => new(InWords.Item(item), "utrecht-status-badge--warning", Icon.Warning, desk.Text["consent-cell.expiring", ("date", InWords.Day(until))], details),
            ConsentStatus.Given => new(InWords.Item(item), "utrecht-status-badge--success", Icon.Yes, desk.Text["consent-cell.given", ("date", InWords.Day(until))], details),
            ConsentStatus.NotAsked => new(InWords.Item(item), "utrecht-status-badge--warning", Icon.Warning, desk.Text["consent-cell.incomplete"], details),
            ConsentStatus.Expired when lapsed => new(InWords.Item(item), "utrecht-status-badge--neutral", Icon.No, desk.Text["consent-cell.lapsed"], details),
            ConsentStatus.Expired => new(InWords.Item(item), "utrecht-status-badge--neutral", Icon.No, desk.Text["consent-cell.expired", ("date", InWords.Day(until))], details),
            ConsentStatus.Withdrawn => new(InWords.Item(item), "utrecht-status-badge--danger", Icon.No, desk.Text["consent-cell.withdrawn"], details),
            ConsentStatus.Refused => new(InWords.Item(item), "utrecht-status-badge--danger", Icon.No, desk.Text["consent-cell.refused"], details),
        };
    }

    /// <summary>Every yes and no, newest first, with where it stands; those that still count can be taken back here.</summary>
    public IEnumerable<(Line<ConsentAnswered> Consent, string Says, string State, bool MayWithdraw, bool MayVoid)> Answers => CaseFile.Consents.Reverse().Select(c =>
    {
        var (withdrawn, voided) = (CaseFile.Withdrawn(c.Number), CaseFile.Voided(c.Number));
        var line = CaseFile.Lines.First(l => l.Number == c.Number);
        return (c, InWords.Sentence(line), desk.Text["consent-state." + (voided ? "voided" : CaseFile.StatusOn(desk.Today, c).Code())], c.What.Given && !withdrawn && !voided, !withdrawn && !voided);
    });

    public string DueText(DueItem item) => DueWork.Say(desk, item);

    public string DueAddress(DueItem item) => DueWork.Address(CaseFile, item);

    public string Outcome(RecordLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line is { Level: Level.Consult, Outcome: Rules.Outcome.Share } ? desk.Text["level-1.name"] : desk.Text[$"outcome.{line.Outcome.Code()}.name"];
    }

    private ILookup<long, DateTime> _exchanged = Array.Empty<DateTime>().ToLookup(_ => 0L);

    /// <summary>Whether and when something went; null for a decision on which nothing goes (HK-7c).</summary>
    public string? ExchangeState(RecordLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Level != Level.Consult && (line.Outcome.Shares() || line.Outcome == Rules.Outcome.OutsideFramework) ? ExchangeView.State(desk.Text, _exchanged[line.Sequence]) : null;
    }

    // Only what was sealed says what a decision rested on.
    private async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> SinceAsync(CancellationToken ct)
    {
        var since = new Dictionary<Guid, IReadOnlyList<string>>();
        var ended = CaseFile.Lines.Where(l => l.What is ConsentWithdrawn or ConsentVoided).ToList();
        if (ended.Count == 0) return since;
        foreach (var line in Decisions.Where(d => d.Level != Level.Consult))
        {
            if ((await records.FindAsync(desk.Person, line.Id, ct))?.Bytes.Content is not { } content) continue;
            var based = (JsonNode.Parse(content)?["basedOn"]?["consents"]?.AsArray() ?? []).Select(n => n!.GetValue<int>()).ToHashSet();
            var gone = ended.Where(l => l.At > line.Signed && based.Contains(l.What is ConsentWithdrawn w ? w.Consent : ((ConsentVoided)l.What).Consent)).Select(InWords.Sentence).ToList();
            if (gone.Count > 0) since[line.Id] = gone;
        }
        return since;
    }
}
