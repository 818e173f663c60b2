using FluentValidation;
using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class EmergencyForm
{
    public string? Number { get; set; }
    public string? Reason { get; set; }
    public string? Words { get; set; }

    public sealed class Rules : AbstractValidator<EmergencyForm>
    {
        public Rules()
        {
            RuleFor(f => f.Number).Filled("emergency-access.error.number", FormRules.Short);
            RuleFor(f => f.Reason).Choice<EmergencyForm, EmergencyReason>("emergency-access.error.reason");
            RuleFor(f => f.Words).Filled("emergency-access.error.words");
        }
    }
}

/// <summary>
/// "Noodtoegang": a dossier of a colleague is opened by its exact number, with a reason. What does not exist and what is another organisation's are the same
/// answer. Serves HK-8.4 and HK-8.5.
/// </summary>
public sealed class EmergencyAccessPage(Desk desk, Emergencies emergencies) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public EmergencyForm Form { get; private set; } = new();

    /// <summary>The own dossier that was asked for: it needs no emergency.</summary>
    public Guid? Own { get; private set; }

    public static IReadOnlyList<Choice> Reasons => [.. Coded.All<EmergencyReason>().Select(r => new Choice(r.Code(), "emergency-access.reason." + r.Code()))];

    public void OnGet() => Show();

    public async Task<IActionResult> OnPostAsync(string? language)
    {
        var ct = HttpContext.RequestAborted;
        Form = PostedForm.Read<EmergencyForm>(Request);
        ModelState.Clear();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        Response.StatusCode = ModelState.Say(await new EmergencyForm.Rules().ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return Show();
        switch (await emergencies.OpenAsync(desk.Act, Form.Number.Clean()!, Coded.Parse<EmergencyReason>(Form.Reason)!.Value, Form.Words.Clean()!, ct))
        {
            case EmergencyOpened opened:
                return Redirect($"/emergency/{opened.Id}");
            case AlreadyOwn own:
                Own = own.Id;
                return Show();
            default:
                await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "emergency", cancellationToken: ct);
                ModelState.AddModelError("number", desk.Text["emergency-access.error.missing"]);
                return Show();
        }
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["emergency-access.title"];
        ViewData["Step"] = "emergency-access";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
