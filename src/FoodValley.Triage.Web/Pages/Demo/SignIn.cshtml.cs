using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages.Demo;

/// <summary>Choose an invented person. Exists in Development only (see <see cref="SignIn"/>).</summary>
public sealed class SignInModel(People people, ScreenText text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Chosen { get; private set; }

    /// <summary>Somebody comes back to a form that was kept.</summary>
    public bool SessionEnded => ReturnUrl?.StartsWith("/session/resume/", StringComparison.Ordinal) == true;

    public IEnumerable<IGrouping<string, Person>> Organisations { get; private set; } = [];

    public Choice Card(Person person) => new(person.Id, Words.Ready(person.Name), Words.Ready($"{text["role." + person.Role.Code()]}, {person.TeamName}"));

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "person")] string? chosen)
    {
        Chosen = chosen;
        if (!string.IsNullOrEmpty(chosen) && await people.FindAsync(chosen, HttpContext.RequestAborted) is { } person)
        {
            await HttpContext.EnterAsync(person);
            return LocalRedirect(Local.Url(ReturnUrl));
        }
        ModelState.AddModelError("person", text[string.IsNullOrEmpty(chosen) ? "sign-in.required" : "error.option-unknown"]);
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync() =>
        Organisations = (await people.AllAsync(HttpContext.RequestAborted)).GroupBy(person => person.OrganisationName);
}
