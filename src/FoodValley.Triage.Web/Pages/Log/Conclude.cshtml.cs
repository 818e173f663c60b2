using FluentValidation;
using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

public sealed class LogConclusionForm
{
    public string? Conclusion { get; set; }

    public sealed class Rules : AbstractValidator<LogConclusionForm>
    {
        public Rules() => RuleFor(f => f.Conclusion).Filled("log-conclude.error.conclusion");
    }
}

/// <summary>
/// A conclusion on a period, in words, kept for good: who, when, which signals. Nobody concludes on oneself: such signals stay open for somebody else.
/// Serves HK-8.4, HK-8.5 and GDPR 32.
/// </summary>
public sealed class ConcludeLogPage(Desk desk, LogReviews reviews, LogThresholds thresholds) : LogPeriodPage(desk, reviews, thresholds)
{
    public FormMarkup Ui { get; private set; } = null!;
    public LogConclusionForm Form { get; private set; } = new();
    public LogPicture Picture { get; private set; } = null!;

    /// <summary>True when other signals came up since the page was opened.</summary>
    public bool Changed { get; private set; }

    public IReadOnlyList<Signal> Others => [.. Picture.Others(Desk.Person.Id)];
    public int Own => Picture.Signals.Count - Others.Count;

    /// <summary>There is nothing here but the reviewer's own: somebody else must conclude.</summary>
    public bool OnlyOwn => Picture is { OnlyOwn: true, Emergencies.Count: 0 };

    public string Seen => Picture.Seen(Desk.Person.Id);

    public async Task<IActionResult> OnGetAsync()
    {
        var filters = new Filters(Desk.Text, Request.Query);
        await PeriodAsync(filters.Day("from"), filters.Day("until"));
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync(string? from, string? until, string? seen, string? language)
    {
        var ct = HttpContext.RequestAborted;
        if (DayText.Read(from) is not { } first || DayText.Read(until) is not { } last || seen is null) return BadRequest();
        await PeriodAsync(first, last);
        if ((From, Until) != (first, last)) return BadRequest();
        Form = PostedForm.Read<LogConclusionForm>(Request);
        ModelState.Clear();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return await ShowAsync();
        }
        Response.StatusCode = ModelState.Say(await new LogConclusionForm.Rules().ValidateAsync(Form, ct), Desk.Text);
        if (!ModelState.IsValid) return await ShowAsync();
        switch (await Reviews.ConcludeAsync(Desk.Act, From, Until, Thresholds, seen, Form.Conclusion.Clean()!, ct))
        {
            case LogConcluded:
                return Redirect("/log?done=conclusion");
            case OtherPicture:
                Changed = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return await ShowAsync();
            case OnlyOwnEvents:
                ModelState.AddModelError("", Desk.Text["log-conclude.only-own"]);
                return await ShowAsync();
            default:
                return Forbid();
        }
    }

    private async Task<IActionResult> ShowAsync()
    {
        Picture = await PictureAsync();
        Ui = PostedForm.Markup(Form, Desk.Text, ModelState);
        ViewData["Title"] = Desk.Text["log-conclude.title"];
        ViewData["Step"] = "log-conclude";
        ViewData["Form"] = OnlyOwn ? null : "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Read, detail: "log-conclude", cancellationToken: HttpContext.RequestAborted);
        return Page();
    }
}
