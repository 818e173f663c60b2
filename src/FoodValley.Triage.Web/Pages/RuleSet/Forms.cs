using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A form of a privacy officer about the rules: shows, checks, saves, and comes back with what was typed.</summary>
public abstract class RuleSetPage<TForm>(Desk desk, string step) : PageModel where TForm : class, new()
{
    protected Desk Desk => desk;
    public FormMarkup Ui { get; private set; } = null!;
    public TForm Form { get; protected set; } = new();
    public string Step => step;

    /// <summary>True when a colleague changed it since the page was opened.</summary>
    public bool Changed { get; private set; }

    protected async Task<IActionResult> SaveAsync(IValidator<TForm> validator, string? language, string done, Func<CancellationToken, Task<bool>> saving)
    {
        ArgumentNullException.ThrowIfNull(validator);
        ArgumentNullException.ThrowIfNull(saving);
        Form = PostedForm.Read<TForm>(Request);
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        var ct = HttpContext.RequestAborted;
        Response.StatusCode = ModelState.Say(await validator.ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return Show();
        if (await saving(ct)) return Redirect("/rules?done=" + done);
        Changed = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Show();
    }

    protected PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text[step + ".title"];
        ViewData["Step"] = step;
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

public sealed class ConfirmEditionForm
{
    public string? Edition { get; set; }
    public string? ConfirmedBy { get; set; }
    public string? ConfirmedOn { get; set; }

    public sealed class Rules : AbstractValidator<ConfirmEditionForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Edition).Among("rules-confirm.error.edition", [.. Editions.Ids]);
            RuleFor(f => f.ConfirmedBy).Filled("rules-confirm.error.by", FormRules.Short);
            RuleFor(f => f.ConfirmedOn).Day("rules-confirm.error.on").NotAfter(today);
        }
    }
}

/// <summary>"Confirmed by … on …": marked by a privacy officer, kept and logged. Serves HK-1.</summary>
public sealed class ConfirmEditionPage(Desk desk, RuleSets rules) : RuleSetPage<ConfirmEditionForm>(desk, "rules-confirm")
{
    public IActionResult OnGet(string? edition)
    {
        Form.Edition = edition;
        return Show();
    }

    public Task<IActionResult> OnPostAsync(string? language) => SaveAsync(
        new ConfirmEditionForm.Rules(Desk.Today), language, "confirm", ct => rules.ConfirmAsync(Desk.Act, Form.Edition!, Form.ConfirmedBy.Clean()!, DayText.Read(Form.ConfirmedOn)!.Value, ct));
}

public sealed class ProtocolForm
{
    public string? Version { get; set; }
    public string? Date { get; set; }
    public string[] Grounds { get; set; } = [];

    public sealed class Rules : AbstractValidator<ProtocolForm>
    {
        public Rules(IReadOnlyList<string> used)
        {
            // The name is sealed in leaves, and fits there.
            RuleFor(f => f.Version).Filled("rules-protocol.error.version", 40);
            RuleFor(f => f.Version).Must(v => !used.Contains(v.Clean() ?? "", StringComparer.OrdinalIgnoreCase)).WithMessage("rules-protocol.error.used");
            RuleFor(f => f.Date).Day("rules-protocol.error.date");
            RuleFor(f => f.Grounds).Must(g => g.Length > 0).WithMessage("rules-protocol.error.grounds");
            RuleFor(f => f.Grounds).Must(g => g.All(code => ProtocolPage.Grounds.Any(o => o.Value == code))).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
        }
    }
}

/// <summary>A new version of what the organisation's protocol permits; it can only narrow what the rules allow. Serves HK-0a, HK-1 and HK-2.</summary>
public sealed class ProtocolPage(Desk desk, RuleSets rules) : RuleSetPage<ProtocolForm>(desk, "rules-protocol")
{
    public static IReadOnlyList<Choice> Grounds => ReviewQueuePage.Grounds;

    /// <summary>Number of the setting that held when the page was opened.</summary>
    public int After { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var settings = await rules.SettingsAsync(Desk.Person, HttpContext.RequestAborted);
        After = settings.Count == 0 ? 0 : settings[0].Number;
        Form.Grounds = settings.Count == 0 ? [] : [.. settings[0].Setting.Grounds.Select(g => g.Code())];
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(int? after, string? language)
    {
        var settings = await rules.SettingsAsync(Desk.Person, HttpContext.RequestAborted);
        var now = settings.Count == 0 ? 0 : settings[0].Number;
        if (after is not { } seen || seen < 0 || seen > now) return BadRequest();
        After = now;
        // The same again, by a double click: it is there.
        var posted = PostedForm.Read<ProtocolForm>(Request);
        if (language is null && settings.Count > 0 && seen == now - 1 && settings[0].SetBy == Desk.Person.Id && settings[0].Setting.Version == posted.Version.Clean()
            && settings[0].Setting.Date == DayText.Read(posted.Date) && settings[0].Setting.Grounds.Select(g => g.Code()).ToHashSet().SetEquals(posted.Grounds)) return Redirect("/rules?done=protocol");
        return await SaveAsync(
            new ProtocolForm.Rules(seen == now ? [.. settings.Select(s => s.Setting.Version)] : []), language, "protocol",
            ct => rules.SetAsync(Desk.Act, seen, new ProtocolSetting(
                Form.Version.Clean()!, DayText.Read(Form.Date)!.Value, [.. Coded.All<LegalGround>().Where(g => Form.Grounds.Contains(g.Code(), StringComparer.Ordinal))]), ct));
    }
}

public sealed class ReviewSettingsForm
{
    public string? Percent { get; set; }
    public string? Term { get; set; }

    public sealed class Rules : AbstractValidator<ReviewSettingsForm>
    {
        public Rules()
        {
            RuleFor(f => f.Percent).Must(p => Number(p) is >= 0 and <= 100).WithMessage("rules-review.error.percent");
            RuleFor(f => f.Term).Must(t => Number(t) is >= 1 and <= 60).WithMessage("rules-review.error.term");
        }
    }

    public static int? Number(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>How much is drawn by lot, and how long a review may take. Serves HK-8c.</summary>
public sealed class ReviewSettingsPage(Desk desk, Reviews reviews) : RuleSetPage<ReviewSettingsForm>(desk, "rules-review")
{
    public async Task<IActionResult> OnGetAsync()
    {
        var settings = await reviews.SettingsAsync(Desk.Person, HttpContext.RequestAborted);
        (Form.Percent, Form.Term) = (settings.Percent.ToString(CultureInfo.InvariantCulture), settings.Term.ToString(CultureInfo.InvariantCulture));
        return Show();
    }

    public Task<IActionResult> OnPostAsync(string? language) => SaveAsync(
        new ReviewSettingsForm.Rules(), language, "review",
        ct => reviews.SetAsync(Desk.Act, new(ReviewSettingsForm.Number(Form.Percent)!.Value, ReviewSettingsForm.Number(Form.Term)!.Value), ct));
}
