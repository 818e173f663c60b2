using FluentValidation;
using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class LogDossierForm
{
    public string? Number { get; set; }
    public string? From { get; set; }
    public string? Until { get; set; }

    public sealed class Rules : AbstractValidator<LogDossierForm>
    {
        public Rules()
        {
            RuleFor(f => f.Number).Filled("log-dossier.error.number", FormRules.Short);
            RuleFor(f => f.From).Day("log-dossier.error.day");
            RuleFor(f => f.Until).Day("log-dossier.error.day");
        }
    }
}

/// <summary>Who did what with one dossier, by its exact number: posted, for a number has no place in an address. Serves HK-8.4 and HK-8.6.</summary>
public sealed class LogDossierPage(Desk desk, LogReviews reviews, LogThresholds thresholds) : LogPeriodPage(desk, reviews, thresholds)
{
    public FormMarkup Ui { get; private set; } = null!;
    public LogDossierForm Form { get; private set; } = new();

    /// <summary>Null while nothing was asked, or nothing was found.</summary>
    public IReadOnlyList<LogLine>? Lines { get; private set; }

    public async Task OnGetAsync()
    {
        await PeriodAsync(Desk.Today.AddDays(-365), null);
        Form = new() { From = DayText.Write(From), Until = DayText.Write(Until) };
        Show();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var ct = HttpContext.RequestAborted;
        Form = PostedForm.Read<LogDossierForm>(Request);
        ModelState.Clear();
        await PeriodAsync(DayText.Read(Form.From), DayText.Read(Form.Until));
        Response.StatusCode = ModelState.Say(await new LogDossierForm.Rules().ValidateAsync(Form, ct), Desk.Text);
        if (ModelState.IsValid)
        {
            Lines = await Reviews.OfDossierAsync(Desk.Person, Form.Number.Clean()!, From, Until, ct);
            if (Lines is null) ModelState.AddModelError("number", Desk.Text["log-dossier.missing"]);
            await Desk.Log.WriteAsync(Desk.Act, AccessAction.Search, detail: "log-dossier", cancellationToken: ct);
        }
        Show();
        return Page();
    }

    private void Show()
    {
        Ui = PostedForm.Markup(Form, Desk.Text, ModelState);
        ViewData["Title"] = Desk.Text["log-dossier.title"];
        ViewData["Step"] = "log-dossier";
        ViewData["HasErrors"] = !ModelState.IsValid;
    }
}
