using FluentValidation;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class OrganisationForm
{
    public string? Name { get; set; }
    public string? Live { get; set; }

    public sealed class Rules : AbstractValidator<OrganisationForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).Filled("organisation.error.name", People.LongestName);
            RuleFor(f => f.Live).YesNo("organisation.error.live");
        }
    }
}

/// <summary>What an administrator sets for the organisation: its name, and whether sharing can be signed. Serves HK-8z.</summary>
public sealed class OrganisationPage(Desk desk, Organisations organisations) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public OrganisationForm Form { get; private set; } = new();
    public Organisation Organisation { get; private set; } = null!;

    /// <summary>True when the eight answers are complete.</summary>
    public bool Answers { get; private set; }

    /// <summary>True when somebody entered what the protocol permits.</summary>
    public bool Protocol { get; private set; }

    public bool Saved { get; private set; }
    public bool Stale { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done)
    {
        await LoadAsync();
        Saved = done == "saved";
        Form = new() { Name = Organisation.Name, Live = Organisation.Live.Said() };
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(string? was)
    {
        await LoadAsync();
        if (was is null) return BadRequest();
        Form = PostedForm.Read<OrganisationForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new OrganisationForm.Rules().ValidateAsync(Form, HttpContext.RequestAborted), desk.Text);
        if (!ModelState.IsValid) return Show();
        var asked = Organisation with { Name = Form.Name.Clean()!, Live = Form.Live == "yes" };
        if (asked == Organisation || was == Was && await organisations.ChangeAsync(desk.Act, Organisation, asked, HttpContext.RequestAborted)) return Redirect("/organisation?done=saved");
        await LoadAsync();
        Stale = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Show();
    }

    /// <summary>What was on the screen.</summary>
    public string Was => $"{Organisation.Live.Said()} {Organisation.Name}";

    private async Task LoadAsync()
    {
        var ct = HttpContext.RequestAborted;
        Organisation = await organisations.FindAsync(desk.Person.OrganisationId, ct) ?? throw new InvalidOperationException("Somebody works for an organisation that is not there.");
        Answers = await desk.Answers.CurrentAsync(Organisation.Id, ct) is { Answers.Missing.Count: 0 };
        Protocol = await desk.ProtocolAsync(ct) is not null;
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["organisation.title"];
        ViewData["Step"] = "organisation";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
