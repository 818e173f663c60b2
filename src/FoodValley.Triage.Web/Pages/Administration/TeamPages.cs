using FluentValidation;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class TeamForm
{
    public string? Name { get; set; }

    public sealed class Rules : AbstractValidator<TeamForm>
    {
        public Rules() => RuleFor(f => f.Name).Filled("teams.error.name", People.LongestName);
    }
}

/// <summary>Teams of the organisation, for the administrator: a list, and a new one.</summary>
public sealed class TeamsPage(Desk desk, Staff staff) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public TeamForm Form { get; private set; } = new();
    public IReadOnlyList<StaffTeam> Teams { get; private set; } = [];
    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done)
    {
        Done = done switch { "added" => "teams.done.added", "renamed" => "teams.done.renamed", _ => null };
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form = PostedForm.Read<TeamForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new TeamForm.Rules().ValidateAsync(Form, HttpContext.RequestAborted), desk.Text);
        if (!ModelState.IsValid) return await ShowAsync();
        if (await staff.AddTeamAsync(desk.Act, Form.Name.Clean()!, HttpContext.RequestAborted) is Kept) return Redirect("/teams?done=added");
        ModelState.AddModelError("name", desk.Text["teams.error.taken"]);
        return await ShowAsync();
    }

    private async Task<PageResult> ShowAsync()
    {
        Teams = await staff.TeamsAsync(desk.Person, HttpContext.RequestAborted);
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["teams.title"];
        ViewData["Step"] = "teams";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

/// <summary>Another name for a team.</summary>
public sealed class TeamPage(Desk desk, Staff staff) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public TeamForm Form { get; private set; } = new();
    public StaffTeam Team { get; private set; } = null!;

    /// <summary>True when somebody else renamed it since the page was opened.</summary>
    public bool Stale { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        Form = new() { Name = Team.Name };
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(string id, string? was)
    {
        if (!await FindAsync(id)) return await NowhereAsync();
        if (was is null) return BadRequest();
        Form = PostedForm.Read<TeamForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new TeamForm.Rules().ValidateAsync(Form, HttpContext.RequestAborted), desk.Text);
        if (!ModelState.IsValid) return Show();
        if (Form.Name.Clean() == Team.Name) return Redirect("/teams?done=renamed");
        switch (await staff.RenameTeamAsync(desk.Act, id, was, Form.Name.Clean()!, HttpContext.RequestAborted))
        {
            case Kept:
                return Redirect("/teams?done=renamed");
            case TeamNameTaken:
                ModelState.AddModelError("name", desk.Text["teams.error.taken"]);
                return Show();
            default:
                if (!await FindAsync(id)) return await NowhereAsync();
                Stale = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Show();
        }
    }

    private async Task<bool> FindAsync(string id)
    {
        if ((await staff.TeamsAsync(desk.Person, HttpContext.RequestAborted)).SingleOrDefault(t => t.Id == id) is not { } team) return false;
        Team = team;
        return true;
    }

    private async Task<NotFoundResult> NowhereAsync()
    {
        await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "team", cancellationToken: HttpContext.RequestAborted);
        return NotFound();
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["teams.rename"];
        ViewData["Step"] = "team";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
