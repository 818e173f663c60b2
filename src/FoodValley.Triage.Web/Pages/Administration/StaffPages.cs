using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class StaffForm
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Role { get; set; }
    public string? Team { get; set; }

    public static StaffForm Of(StaffMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return new() { Id = member.Id, Name = member.Name, Role = member.Role.Code(), Team = member.TeamId };
    }

    public sealed class Rules : AbstractValidator<StaffForm>
    {
        public Rules(IReadOnlyList<StaffTeam> teams, bool isNew)
        {
            RuleFor(f => f.Name).Filled("staff.error.name", People.LongestName);
            if (isNew)
            {
                RuleFor(f => f.Id).Filled("staff.error.id", People.LongestId);
                RuleFor(f => f.Id).Must(id => id is null || !id.Trim().Any(char.IsWhiteSpace)).WithMessage("staff.error.id-spaces");
            }
            RuleFor(f => f.Role).Choice<StaffForm, Role>("staff.error.role");
            RuleFor(f => f.Team).Among("staff.error.team", [.. teams.Select(t => t.Id)]);
        }
    }
}

/// <summary>A page of the administrator about people: what every one of them needs.</summary>
public abstract class StaffPages(Desk desk, Staff staff) : PageModel
{
    public Desk Desk => desk;
    public Staff Staff => staff;
    public FormMarkup Ui { get; private set; } = null!;
    public StaffForm Form { get; protected set; } = new();
    public IReadOnlyList<StaffTeam> Teams { get; private set; } = [];

    /// <summary>The fields of a person. Make them before the summary of the errors is written.</summary>
    public IHtmlContent Fields(bool isNew) => Markup.Of(
        $"""
        {Ui.Text("name", "staff.name")}{(isNew ? Ui.Text("id", "staff.id", "staff.id.hint") : null)}
        {Ui.Radios("role", "staff.role", Coded.All<Role>().Select(r => new Choice(r.Code(), "role." + r.Code(), "staff.role." + r.Code())), "staff.role.hint")}
        {Ui.Select("team", "staff.team", Teams.Select(t => new Choice(t.Id, Words.Ready(t.Name))), "staff.team.hint")}
        """);

    public static string When(Desk desk, DateTime utc)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return Desk.Local(utc).ToString(desk.Text["format.day-and-time"], CultureInfo.CurrentCulture);
    }

    protected async Task LoadTeamsAsync() => Teams = await staff.TeamsAsync(desk.Person, HttpContext.RequestAborted);

    protected async Task<bool> ReadAsync(bool isNew)
    {
        Form = PostedForm.Read<StaffForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new StaffForm.Rules(Teams, isNew).ValidateAsync(Form, HttpContext.RequestAborted), desk.Text);
        return ModelState.IsValid;
    }

    protected PageResult Show(string title, string step)
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = title;
        ViewData["Step"] = step;
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }

    protected async Task<NotFoundResult> NowhereAsync()
    {
        await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "person", cancellationToken: HttpContext.RequestAborted);
        return NotFound();
    }
}

/// <summary>Everybody of the organisation, for the administrator, who sees no content anywhere. Serves HK-0c and HK-8.4.</summary>
public sealed class StaffPage(Desk desk, Staff staff) : PageModel
{
    public IReadOnlyList<StaffMember> Members { get; private set; } = [];
    public IReadOnlyList<StaffMember> Gone { get; private set; } = [];

    /// <summary>What was just done, as a text key.</summary>
    public string? Done { get; private set; }

    public string When(DateTime utc) => StaffPages.When(desk, utc);

    public async Task OnGetAsync(string? done)
    {
        ViewData["Title"] = desk.Text["staff.title"];
        ViewData["Step"] = "staff";
        Done = done switch { "added" => "staff.done.added", "ended" => "staff.done.ended", _ => null };
        var all = await staff.OfAsync(desk.Person, HttpContext.RequestAborted);
        Members = [.. all.Where(m => m.Ended is null)];
        Gone = [.. all.Where(m => m.Ended is not null)];
    }
}

/// <summary>A new person, who may sign in from then on.</summary>
public sealed class NewStaffPage(Desk desk, Staff staff) : StaffPages(desk, staff)
{
    public async Task<IActionResult> OnGetAsync()
    {
        await LoadTeamsAsync();
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadTeamsAsync();
        if (!await ReadAsync(isNew: true)) return Shown();
        switch (await Staff.AddAsync(Desk.Act, Form.Id.Clean()!, Form.Name.Clean()!, Coded.Parse<Role>(Form.Role)!.Value, Form.Team!, HttpContext.RequestAborted))
        {
            case Kept:
                return Redirect("/people?done=added");
            case IdTaken:
                // A second click on the same form.
                if (await Staff.FindAsync(Desk.Person, Staff.KeyOf(Form.Id.Clean()!), HttpContext.RequestAborted) is { Ended: null } there && there.Name == Form.Name.Clean() && there.Role.Code() == Form.Role && there.TeamId == Form.Team)
                    return Redirect("/people?done=added");
                ModelState.AddModelError("id", Desk.Text["staff.error.id-taken"]);
                return Shown();
            default:
                ModelState.AddModelError("team", Desk.Text["staff.error.team"]);
                return Shown();
        }
    }

    private PageResult Shown() => Show(Desk.Text["staff.new"], "staff-new");
}

/// <summary>One person: name, role, team, open sessions; the way to end access, and to give it again.</summary>
public sealed class StaffMemberPage(Desk desk, Staff staff, Sessions sessions) : StaffPages(desk, staff)
{
    public StaffMember Member { get; private set; } = null!;
    public IReadOnlyList<OpenSession> Open { get; private set; } = [];
    public string? Done { get; private set; }

    /// <summary>True when somebody else changed this person since the page was opened.</summary>
    public bool Stale { get; private set; }

    /// <summary>What was on the screen: posted along, so that nobody overwrites unseen.</summary>
    public string Was => Seen(Member);

    public string When(DateTime utc) => StaffPages.When(Desk, utc);

    public async Task<IActionResult> OnGetAsync(Guid id, string? done)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        Done = done switch { "saved" => "staff.done.saved", "sessions" => "staff.done.sessions", "again" => "staff.done.again", _ => null };
        Form = StaffForm.Of(Member);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? was)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        if (Member.Ended is not null || was is null) return BadRequest();
        if (!await ReadAsync(isNew: false)) return Shown();
        var (name, role) = (Form.Name.Clean()!, Coded.Parse<Role>(Form.Role)!.Value);
        if (name == Member.Name && role == Member.Role && Form.Team == Member.TeamId) return Redirect($"/people/{id}?done=saved");
        var ended = was != Was ? new ChangedMeanwhile() : await Staff.ChangeAsync(Desk.Act, Member, name, role, Form.Team!, HttpContext.RequestAborted);
        switch (ended)
        {
            case Kept:
                return Redirect($"/people/{id}?done=saved");
            case LastAdministrator:
                ModelState.AddModelError("role", Desk.Text["staff.error.last-administrator"]);
                return Shown();
            case StillHasWork:
                ModelState.AddModelError("role", Desk.Text["staff.error.has-work", ("dossiers", Member.Dossiers), ("drafts", Member.Drafts)]);
                return Shown();
            default:
                return await StaleAsync(id);
        }
    }

    public async Task<IActionResult> OnPostSessionsAsync(Guid id)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        await Staff.EndSessionsAsync(Desk.Act, Member, HttpContext.RequestAborted);
        return Redirect($"/people/{id}?done=sessions");
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        return Member.Ended is null || await Staff.AgainAsync(Desk.Act, Member, HttpContext.RequestAborted) is Kept ? Redirect($"/people/{id}?done=again") : await StaleAsync(id);
    }

    private static string Seen(StaffMember member) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{member.Name}\n{member.Role.Code()}\n{member.TeamId}\n{member.Ended is null}")))[..16];

    private async Task<bool> FindAsync(Guid id)
    {
        if (await Staff.FindAsync(Desk.Person, id, HttpContext.RequestAborted) is not { } member) return false;
        Member = member;
        Open = await sessions.OfAsync(member.Id, Desk.Act.At, HttpContext.RequestAborted);
        await LoadTeamsAsync();
        return true;
    }

    private async Task<IActionResult> StaleAsync(Guid id)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        Stale = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Shown();
    }

    // The name of a person is in no title: titles stand in the history of a browser.
    private PageResult Shown() => Show(Desk.Text["staff.one"], "staff-one");
}

public sealed class EndAccessForm
{
    public string? To { get; set; }
    public string? Sure { get; set; }

    public sealed class Rules : AbstractValidator<EndAccessForm>
    {
        public Rules(bool takesOver, IReadOnlyCollection<string> colleagues)
        {
            if (takesOver) RuleFor(f => f.To).Among("staff-end.error.to", [.. colleagues]);
            RuleFor(f => f.Sure).Must(sure => sure == "yes").WithMessage("staff-end.error.sure");
        }
    }
}

/// <summary>Ends access, once it is said who takes over what would otherwise be nobody's.</summary>
public sealed class EndAccessPage(Desk desk, Staff staff) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public StaffMember Member { get; private set; } = null!;
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];
    public EndAccessForm Form { get; private set; } = new();
    public bool TakesOver => Member.Dossiers > 0;

    /// <summary>Why it cannot be done now, as a text key.</summary>
    public string? Hindrance { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id) => await FindAsync(id) ? Shown() : await NowhereAsync();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        if (Member.Ended is not null) return Redirect("/people?done=ended"); // a second click
        Form = PostedForm.Read<EndAccessForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new EndAccessForm.Rules(TakesOver, [.. Colleagues.Select(c => c.Id)]).ValidateAsync(Form, HttpContext.RequestAborted), desk.Text);
        if (!ModelState.IsValid) return Shown();
        switch (await staff.EndAsync(desk.Act, Member, TakesOver ? Form.To : null, desk.Text["staff-end.why"], HttpContext.RequestAborted))
        {
            case Kept:
                return Redirect("/people?done=ended");
            case LastAdministrator:
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Shown();
            default:
                if (!await FindAsync(id)) return await NowhereAsync();
                Response.StatusCode = StatusCodes.Status409Conflict;
                ModelState.AddModelError("sure", desk.Text["staff-end.error.changed"]);
                return Shown();
        }
    }

    private async Task<bool> FindAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        var all = await staff.OfAsync(desk.Person, ct);
        if (all.SingleOrDefault(m => m.Key == id) is not { } member) return false;
        Member = member;
        Colleagues = [.. all.Where(m => m.Ended is null && m.Role == Role.Caseworker && m.Key != id).Select(m => new Colleague(m.Id, m.Name, m.Role))];
        Hindrance = member.Role == Role.Administrator && !all.Any(m => m.Ended is null && m.Role == Role.Administrator && m.Key != id) ? "staff-end.last-administrator"
            : TakesOver && Colleagues.Count == 0 ? "staff-end.nobody" : null;
        return true;
    }

    private async Task<NotFoundResult> NowhereAsync()
    {
        await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "person", cancellationToken: HttpContext.RequestAborted);
        return NotFound();
    }

    private PageResult Shown()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["staff-end.title"];
        ViewData["Step"] = "staff-end";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
