using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A new meeting. Its id is drawn when the form is opened, so that the form sent twice makes one meeting.</summary>
public sealed class NewMeetingPage(Desk desk, TeamMeetings meetings) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public MeetingSetForm Form { get; private set; } = new();
    public Guid Meeting { get; private set; }

    public IActionResult OnGet()
    {
        Meeting = desk.Chance.Id();
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(Guid? meeting)
    {
        var ct = HttpContext.RequestAborted;
        if (meeting is not { } id || id == Guid.Empty) return BadRequest();
        Meeting = id;
        Form = PostedForm.Read<MeetingSetForm>(Request);
        ModelState.Clear();
        Response.StatusCode = ModelState.Say(await new MeetingSetForm.Rules(desk.Today, 0, MeetingRules.Naming(await meetings.DossiersAsync(desk.Person, ct))).ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return Show();
        if (await meetings.OpenAsync(desk.Act, id, Form.ToSet(), ct) is Wrote)
            await desk.Log.WriteAsync(desk.Act, AccessAction.Wrote, detail: MeetingPage.LogDetail(id), cancellationToken: ct);
        else if (await meetings.FindAsync(desk.Person, id, ct) is null)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: MeetingPage.LogDetail(id), cancellationToken: ct);
            return NotFound();
        }
        return Redirect($"/meetings/{id}?done=meeting-set");
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["meetings.new"];
        ViewData["Step"] = "meeting-new";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
