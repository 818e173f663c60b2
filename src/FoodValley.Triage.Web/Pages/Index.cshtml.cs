using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// "Mijn werk": what colleagues ask, what is due over all own dossiers, open drafts with their step, signed decisions – of this person and of nobody
/// else. Serves HK-3e, HK-4d, HK-5c, HK-5d and IU-ALG-2a.
/// </summary>
public sealed class MyWorkPage(Desk desk, Records records, Reviews reviews, Emergencies emergencies, ReportedIncidents incidents, OpenRequests requests) : PageModel
{
    private const int PageSize = 20;

    /// <summary>How many points are shown before somebody asks for all.</summary>
    public const int FirstDue = 12;

    private ILookup<Guid, ColleagueAdvice> _advice = Array.Empty<ColleagueAdvice>().ToLookup(a => a.Draft);
    private ILookup<Guid, ColleagueAdvice> _held = Array.Empty<ColleagueAdvice>().ToLookup(a => a.Draft);
    private Dictionary<Guid, Dossier> _dossiers = [];
    private bool _allDue;

    public IReadOnlyList<Draft> Drafts { get; private set; } = [];

    /// <summary>What colleagues asked this person and wait for.</summary>
    public IReadOnlyList<ColleagueAdvice> Asked { get; private set; } = [];

    /// <summary>All that asks for attention, the earliest day first.</summary>
    public IReadOnlyList<DuePoint> Due { get; private set; } = [];

    /// <summary>The part of it that is shown.</summary>
    public IEnumerable<DuePoint> ShownDue => _allDue ? Due : Due.Take(FirstDue);

    public bool MoreDue => !_allDue && Due.Count > FirstDue;

    /// <summary>How many of each kind.</summary>
    public IEnumerable<string> Totals => Due.GroupBy(d => d.Item.Kind).OrderBy(g => g.Key)
        .Select(g => desk.Text["work.due-count", ("name", desk.Text["due-name." + g.Key.Code()]), ("count", g.Count())]);

    public IReadOnlyList<RecordLine> Signed { get; private set; } = [];

    /// <summary>How many of the queue the first page shows.</summary>
    private const int FirstReviews = 6;

    /// <summary>Of a lead: what is to be reviewed first (HK-6a, HK-7a).</summary>
    public IReadOnlyList<ReviewItem> ToReview { get; private set; } = [];

    /// <summary>Own decisions about which a lead asks something.</summary>
    public IReadOnlyList<ReviewItem> ReviewsAsked { get; private set; } = [];

    /// <summary>What this person opened in an emergency and can still read.</summary>
    public IReadOnlyList<Emergency> OpenEmergencies { get; private set; } = [];

    /// <summary>What a colleague opened in an emergency, concerns this person, and waits for a conclusion (HK-8.4).</summary>
    public IReadOnlyList<Emergency> EmergenciesByOthers { get; private set; } = [];

    /// <summary>What waits for a privacy officer, and where it is: incidents with their hours, requests with their first day, proposals to destroy by somebody else (HK-7c, HK-8.3, HK-8.7).</summary>
    public IReadOnlyList<(string Address, string Text, bool Hurries)> ToGuard { get; private set; } = [];

    public bool ReviewsLog => desk.Person.Role is Role.TeamLead or Role.PrivacyOfficer;

    public DateTime Now => desk.Now;

    public bool Leads => desk.Person.Role == Role.TeamLead;

    /// <summary>Where the next page of signed decisions starts, or null at the end.</summary>
    public long? Older { get; private set; }

    public bool MayDecide => desk.Person.Role == Role.Caseworker;

    public string Summary => ToGuard.Count > 0 ? desk.Text["work.summary-guard", ("name", desk.Person.Name), ("count", ToGuard.Count)] : Drafts.Count == 0 && Due.Count == 0
        ? desk.Text[Asked.Count == 0 ? "work.summary-nothing" : "work.summary-asked", ("name", desk.Person.Name), ("asked", Asked.Count)]
        : desk.Text["work.summary", ("name", desk.Person.Name), ("drafts", Drafts.Count), ("due", Due.Count)]
            + (Asked.Count == 0 ? "" : " " + desk.Text["work.summary-also-asked", ("asked", Asked.Count)]);

    public async Task OnGetAsync(long? before, string? due)
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = desk.Text["work.title"];
        _allDue = due == "all";
        Asked = await desk.Colleagues.WaitingAsync(desk.Person, ct);
        EmergenciesByOthers = await emergencies.WaitingAsync(desk.Person, ct);
        if (MayDecide)
        {
            OpenEmergencies = await emergencies.OpenOfAsync(desk.Person, desk.Act.At, ct);
            var files = await desk.CaseFiles.OfAsync(desk.Person, ct);
            _dossiers = files.Select(f => f.Dossier).ToDictionary(d => d.Id);
            Due = await DueWork.AllAsync(desk, records, files, ct);
            Drafts = await desk.Drafts.OpenAsync(desk.Person, ct);
            _advice = (await desk.Colleagues.OfOpenDraftsAsync(desk.Person, ct)).ToLookup(a => a.Draft);
            if (Due.Any(d => d.Item.Kind == DueKind.OnHold)) _held = await desk.Colleagues.OfHeldAsync(desk.Person, await records.DueAsync(desk.Person, ct), ct);
        }
        if (desk.Person.Role == Role.PrivacyOfficer) ToGuard = await GuardedAsync(ct);
        if (Leads) ToReview = await reviews.QueueAsync(desk.Person, new ReviewFilter([ReviewState.Open, ReviewState.Answered]), FirstReviews, cancellationToken: ct);
        if (MayDecide) ReviewsAsked = await reviews.AskedAsync(desk.Person, ct);
        var lines = await records.OfAsync(desk.Person, PageSize + 1, before ?? long.MaxValue, ct);
        Signed = [.. lines.Take(PageSize)];
        Older = lines.Count > PageSize ? Signed[^1].Sequence : null;
    }

    private async Task<IReadOnlyList<(string, string, bool)>> GuardedAsync(CancellationToken ct)
    {
        var (text, now) = (desk.Text, desk.Act.At);
        var waits = (await incidents.OfAsync(desk.Person, ct)).Where(i => i.HandledAt is null)
            .Select(i => ("/incidents/" + i.Id, text["work.guard.incident", ("left", IncidentWords.TimeLeft(text, i, now))], true)).ToList();
        var asked = await requests.OfAsync(desk.Person, ct);
        if (asked.Count > 0)
        {
            var first = asked.Min(r => r.Request.DueOn(desk.Today));
            waits.Add(("/requests", text["work.guard.requests", ("count", asked.Count), ("day", desk.Transcript.Day(first))], first < desk.Today));
        }
        var proposed = (await records.ProposedAsync(desk.Person, ct)).Count(r => r.State.Proposal is { } proposal && proposal.ById != desk.Person.Id);
        if (proposed > 0) waits.Add(("/keeping", text["work.guard.destroy", ("count", proposed)], false));
        return waits;
    }

    public string Say(DuePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return DueWork.Say(desk, point.Item);
    }

    public string Name(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var what = draft.Answers.Level is { } level ? LevelName(level) : desk.Text[$"level-{draft.Answers.Way!.Value.Code()}.name"];
        return draft.Answers.Recipient is { } recipient ? desk.Text["work.draft-to", ("what", what), ("whom", recipient.RecipientOrganisation)] : what;
    }

    public string Name(RecordLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return LevelName(line.Level);
    }

    public string About(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return About(draft.DossierId is { } id ? _dossiers.GetValueOrDefault(id) : null, draft.Answers.Way == Way.Consult);
    }

    public string About(Dossier? dossier, bool anonymous) =>
        dossier is null ? desk.Text["work.no-dossier"] : anonymous ? dossier.Number : $"{dossier.Number} · {dossier.Client.Name}";

    /// <summary>Which colleagues answered a question from this draft, and which have not yet.</summary>
    public IEnumerable<string> Colleagues(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return Colleagues(_advice[draft.Id]);
    }

    /// <summary>The same of a decision on hold: what it waits for, and what came since.</summary>
    public IEnumerable<string> Colleagues(DuePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Item is { Kind: DueKind.OnHold, Record: { } record } ? Colleagues(_held[record]) : [];
    }

    private IEnumerable<string> Colleagues(IEnumerable<ColleagueAdvice> asked) =>
        asked.Select(a => (a.AskedName, Answered: a.Answer is not null)).Distinct().OrderByDescending(a => a.Answered)
            .Select(a => desk.Text[a.Answered ? "work.answer-of" : "work.waits-for", ("name", a.AskedName)]);

    public string? Number(Guid? dossier) => dossier is { } id && _dossiers.TryGetValue(id, out var found) ? found.Number : null;

    public string Step(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var steps = new StepsView(draft.Answers, Interview.Next(draft.Answers)?.Stage() ?? Stage.Recording);
        return desk.Text["work.step", ("number", steps.Number), ("count", steps.Stages.Count), ("name", desk.Text["stage." + steps.Now.Code()])];
    }

    public Markup Meter(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var required = Interview.Required(draft.Answers);
        var done = 100 * required.Count(draft.Answers.Has) / Math.Max(1, required.Count);
        return Markup.Of($"""<svg class="fv-meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="100" height="4"/><rect width="{done}" height="4"/></svg>""");
    }

    public string OutcomeName(RecordLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line is { Level: Level.Consult, Outcome: Outcome.Share } ? desk.Text["level-1.name"] : desk.Text[$"outcome.{line.Outcome.Code()}.name"];
    }

    public static string Badge(Outcome outcome) => outcome switch
    {
        Outcome.Share or Outcome.SharePartly or Outcome.ClientPassesOn => "utrecht-status-badge--success",
        Outcome.Hold => "utrecht-status-badge--warning",
        Outcome.DoNotShare or Outcome.OtherLevel or Outcome.OutsideFramework => "utrecht-status-badge--neutral",
    };

    public string When(DateTime utc) => Desk.Local(utc).ToString(desk.Text["format.day-and-time"], CultureInfo.CurrentCulture);

    private string LevelName(Level level) => desk.Text["level-name." + level.Code()];
}
