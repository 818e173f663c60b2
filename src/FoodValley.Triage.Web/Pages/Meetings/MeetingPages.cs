using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// A page about one meeting. Loading, ownership and access events live here once: another team's meeting does not exist. Nobody writes over what was not
/// seen: another version than the one the page was opened with is answered with 409 and what changed.
/// </summary>
public abstract class MeetingPage(Desk desk, TeamMeetings meetings, string step) : PageModel
{
    private IReadOnlyDictionary<Guid, MeetingDossier> _dossiers = new Dictionary<Guid, MeetingDossier>();

    /// <summary>The meeting as it stands now.</summary>
    public Meeting Meeting { get; protected set; } = null!;

    /// <summary>The version that was seen when the page was opened.</summary>
    public int Was { get; protected set; }

    /// <summary>What was noted since; empty when nothing was.</summary>
    public IReadOnlyList<MeetingLine> Meanwhile { get; private set; } = [];

    /// <summary>Something that cannot be, said above the page.</summary>
    public string? Refusal { get; protected set; }

    public Desk Desk => desk;
    public TeamMeetings Meetings => meetings;
    public ScreenText T => desk.Text;
    public string Step => step;
    public Guid Id => Meeting.Head.Id;
    public string Address => $"/meetings/{Id}";
    public MeetingWords InWords => new(T, desk.Transcript, Meeting, _dossiers);

    /// <summary>The dossiers of the team, by number.</summary>
    public IEnumerable<MeetingDossier> Dossiers => _dossiers.Values.OrderBy(d => d.Number, StringComparer.Ordinal);

    public abstract string Title { get; }

    /// <summary>In the title bar and the history of the browser: without anybody's name.</summary>
    protected virtual string PageTitle => Title;

    /// <summary>What opening the page is called in the access log.</summary>
    protected virtual AccessAction Shown => AccessAction.Read;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var id = Guid.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (await LoadAsync(id)) context.Result = await LoadedAsync(HttpContext.RequestAborted);
        else context.Result = await RefusedAsync(id);
        if (context.Result is null) await next();
    }

    /// <summary>What else the page needs; a result sends the person elsewhere.</summary>
    protected virtual Task<IActionResult?> LoadedAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    private async Task<bool> LoadAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await meetings.FindAsync(desk.Person, id, ct) is not { } meeting) return false;
        Meeting = meeting;
        Was = meeting.Head.Version;
        _dossiers = (await meetings.DossiersAsync(desk.Person, ct)).ToDictionary(d => d.Id);
        return true;
    }

    private async Task<IActionResult> RefusedAsync(Guid id)
    {
        await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: LogDetail(id), cancellationToken: HttpContext.RequestAborted);
        return NotFound();
    }

    /// <summary>A meeting in the access log: a code of exactly the longest length.</summary>
    public static string LogDetail(Guid meeting) => $"meeting/{meeting:N}";

    /// <summary>
    /// Where somebody goes who asks for a case that is not on the agenda: to the plan, which says that it was taken away – by a colleague, or by the same
    /// button pressed twice; nowhere when there never was one of this number.
    /// </summary>
    protected IActionResult NoCase(int? number) => Meeting.Lines.Any(l => l.What is CasePut put && put.Case == number) ? Redirect($"{Address}?done=meeting-case-drop") : NotFound();

    /// <inheritdoc cref="NoCase"/>
    protected IActionResult NoPerson(int? number) => Meeting.Lines.Any(l => l.What is PersonPut put && put.Person == number) ? Redirect($"{Address}?done=meeting-person-drop") : NotFound();

    /// <summary>The number in the address; null when it is none.</summary>
    protected int? Number => int.TryParse((string?)RouteData.Values["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True when there was a version of this number: anything else was made by hand.</summary>
    protected bool Known(int? was) => was is { } seen && seen > 0 && seen <= Meeting.Head.Version;

    /// <summary>
    /// Notes what <paramref name="become"/> makes of the meeting as it was seen, and goes to <paramref name="after"/>. The same sent twice stands there once.
    /// </summary>
    protected async Task<IActionResult> WriteAsync(int was, Func<Meeting, Noted?> become, string after)
    {
        ArgumentNullException.ThrowIfNull(become);
        var ct = HttpContext.RequestAborted;
        Was = was;
        if (become(Meeting.At(was)) is not { } line) return was == Meeting.Head.Version ? Redirect(after) : await MeanwhileAsync();
        if (was != Meeting.Head.Version)
            return Meeting.Lines.Any(l => l.Number == was + 1 && l.ById == desk.Person.Id && l.What.ToJson() == line.ToJson()) ? Redirect(after) : await MeanwhileAsync();
        switch (await meetings.WriteAsync(desk.Act, Id, was, line, ct))
        {
            case Wrote:
                await desk.Log.WriteAsync(desk.Act, AccessAction.Wrote, dossier: (line as CasePut)?.Dossier, detail: LogDetail(Id), cancellationToken: ct);
                return Redirect(after);
            case NotOurs:
                Response.StatusCode = StatusCodes.Status400BadRequest;
                Refusal = T["meetings.not-ours"];
                return await ShowAsync();
            default:
                return await LoadAsync(Id) ? await MeanwhileAsync(was) : await RefusedAsync(Id);
        }
    }

    /// <summary>The page once more, with what somebody else noted: 409.</summary>
    protected Task<IActionResult> MeanwhileAsync(int? was = null)
    {
        Meanwhile = [.. Meeting.Lines.Where(l => l.Number > (was ?? Was))];
        Was = Meeting.Head.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return ShowAsync();
    }

    protected virtual async Task<IActionResult> ShowAsync()
    {
        ViewData["Title"] = PageTitle;
        ViewData["Step"] = step;
        ViewData["HasErrors"] = !ModelState.IsValid;
        await desk.Log.WriteAsync(desk.Act, Shown, detail: LogDetail(Id), cancellationToken: HttpContext.RequestAborted);
        return Page();
    }
}

/// <summary>One form about a meeting. A page says three things: the form as the meeting fills it, when it is right, and the line it becomes.</summary>
public abstract class MeetingForm<TForm>(Desk desk, TeamMeetings meetings, string step) : MeetingPage(desk, meetings, step) where TForm : class, new()
{
    public TForm Form { get; private set; } = new();

    /// <summary>Writes the fields with what was typed and what is wrong.</summary>
    public FormMarkup Ui { get; private set; } = null!;

    /// <summary>Where to go after writing.</summary>
    protected virtual string After => $"{Address}?done={Step}";

    /// <summary>The form as the meeting fills it.</summary>
    protected abstract TForm Fill();

    /// <summary>Is the form filled in properly, for this meeting?</summary>
    protected abstract IValidator<TForm> Validator(Meeting meeting);

    /// <summary>What a valid form becomes.</summary>
    protected abstract Noted Become(TForm form, Meeting meeting);

    /// <summary>What is asked before a valid form is written; false shows the page once more.</summary>
    protected virtual bool MayGoOn() => true;

    public Task<IActionResult> OnGetAsync()
    {
        Form = Fill();
        return ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync(int? was)
    {
        if (!Known(was)) return BadRequest();
        Form = PostedForm.Read<TForm>(Request);
        ModelState.Clear();
        var seen = was!.Value;
        if (seen == Meeting.Head.Version)
        {
            Response.StatusCode = ModelState.Say(await Validator(Meeting).ValidateAsync(Form, HttpContext.RequestAborted), T);
            if (!ModelState.IsValid || !MayGoOn()) return await ShowAsync();
        }
        return await WriteAsync(seen, meeting => Validator(meeting).Validate(Form).IsValid ? Become(Form, meeting) : null, After);
    }

    /// <summary>Notes that something is taken away, at the press of a button of its own.</summary>
    protected async Task<IActionResult> DropAsync(int? was, Func<Meeting, Noted?> become)
    {
        if (!Known(was)) return BadRequest();
        Form = Fill();
        return await WriteAsync(was!.Value, become, $"{Address}?done={Step}-drop");
    }

    protected override Task<IActionResult> ShowAsync()
    {
        Ui = PostedForm.Markup(Form, T, ModelState);
        return base.ShowAsync();
    }
}
