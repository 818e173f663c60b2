using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>"Mijn werk": open drafts with their step, what is due, signed decisions – of this person and of nobody else.</summary>
public sealed class MyWorkPage(Desk desk, Records records) : PageModel
{
    private const int PageSize = 20;
    private Dictionary<Guid, Dossier> _dossiers = [];

    public IReadOnlyList<Draft> Drafts { get; private set; } = [];
    public IReadOnlyList<RecordLine> Due { get; private set; } = [];
    public IReadOnlyList<RecordLine> Signed { get; private set; } = [];

    /// <summary>Where the next page of signed decisions starts, or null at the end.</summary>
    public long? Older { get; private set; }

    public bool MayDecide => desk.Person.Role == Role.Caseworker;

    public string Summary => Drafts.Count == 0 && Due.Count == 0
        ? desk.Text["work.summary-nothing", ("name", desk.Person.Name)]
        : desk.Text["work.summary", ("name", desk.Person.Name), ("drafts", Drafts.Count), ("due", Due.Count)];

    public async Task OnGetAsync(long? before)
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = desk.Text["work.title"];
        _dossiers = (await desk.Caseload.OfAsync(desk.Person, ct)).ToDictionary(d => d.Id);
        Drafts = await desk.Drafts.OpenAsync(desk.Person, ct);
        Due = await records.DueAsync(desk.Person, ct);
        var lines = await records.OfAsync(desk.Person, PageSize + 1, before ?? long.MaxValue, ct);
        Signed = [.. lines.Take(PageSize)];
        Older = lines.Count > PageSize ? Signed[^1].Sequence : null;
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
        return draft.DossierId is { } id && _dossiers.TryGetValue(id, out var dossier)
            ? draft.Answers.Way == Way.Consult ? dossier.Number : $"{dossier.Number} · {dossier.Client.Name}"
            : desk.Text["work.no-dossier"];
    }

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

    public string DueOn(RecordLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.HeldUntil is not { } until ? ""
            : desk.Text[until < desk.Today ? "work.held-past" : "work.held-until", ("date", desk.Transcript.Day(until)), ("dossier", Number(line.DossierId) ?? desk.Text["work.no-dossier"])];
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
