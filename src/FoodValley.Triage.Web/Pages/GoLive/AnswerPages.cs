using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The eight answers in words: a fixed sentence with what the organisation filled in. An answer that is not complete has no words.</summary>
public static class AnswerWords
{
    public static readonly IReadOnlyList<int> Numbers = [1, 2, 3, 4, 5, 6, 7, 8];

    public static string Title(ScreenText text, int number)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text["eight-answers.title." + number.ToString(CultureInfo.InvariantCulture)];
    }

    public static string? Of(ScreenText text, EightAnswers answers, int number)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Missing.Contains(number)) return null;
        return text["eight-answers.says." + number.ToString(CultureInfo.InvariantCulture),
            ("tasks", answers.Tasks), ("other", answers.OtherUses), ("system", answers.System), ("country", answers.Country), ("supplier", answers.Supplier), ("paper", answers.PaperPlace),
            ("backups", answers.Backups), ("years", answers.KeepYears), ("law", answers.KeepLaw), ("roles", text["client-letter.roles"]), ("access", answers.OtherAccess), ("reviewer", answers.Reviewer),
            ("term", answers.ReviewTerm), ("billing", answers.Billing), ("where", answers.RightsWhere), ("complaint", answers.ComplaintName), ("complaint-contact", answers.ComplaintContact),
            ("officer", answers.OfficerName), ("officer-contact", answers.OfficerContact), ("authority", answers.AuthorityContact), ("confidant", answers.Confidant), ("phone", answers.Phone)];
    }
}

/// <summary>
/// The eight answers of one's own organisation, for everybody who works there; each professional says once a year that they can give them.
/// Serves HK-8.1, HK-8.2, HK-8.3, HK-8.4, HK-8.5, HK-8.6, HK-8.7, HK-8.8 and HK-8z.
/// </summary>
public sealed class AnswersPage(Desk desk) : PageModel
{
    /// <summary>How long a confirmation holds, in years.</summary>
    public const int Years = 1;

    public AnswerVersion? Current { get; private set; }
    public EightAnswers Answers => Current?.Answers ?? new();
    public bool Guards => desk.Person.Role == Role.PrivacyOfficer;
    public bool MayConfirm => desk.Person.Role != Role.Administrator && Current is { Answers.Missing.Count: 0 };

    /// <summary>By when this person confirms anew; null when it has to be done now.</summary>
    public string? Until { get; private set; }

    /// <summary>Another version came while somebody read.</summary>
    public bool Changed { get; private set; }

    public string Version => Current is { } v ? desk.Text["answers.version", ("version", v.Number), ("date", desk.Transcript.Day(v.Date)), ("owner", v.Owner)] : desk.Text["answers.none"];

    public string? Says(int number) => AnswerWords.Of(desk.Text, Answers, number);

    public async Task<IActionResult> OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        Current = await desk.Answers.CurrentAsync(desk.Person.OrganisationId, ct);
        if (await desk.Answers.ConfirmedAsync(desk.Person, ct) is { } at && at.AddYears(Years) > desk.Act.At) Until = desk.Transcript.Day(Telling.Day(at.AddYears(Years)));
        return Show();
    }

    /// <param name="number">The version that was on the screen.</param>
    public async Task<IActionResult> OnPostAsync(int? number)
    {
        if (desk.Person.Role == Role.Administrator) return Forbid();
        var ct = HttpContext.RequestAborted;
        Current = await desk.Answers.CurrentAsync(desk.Person.OrganisationId, ct);
        if (!MayConfirm || number is not { } seen || seen < 1 || seen > Current!.Number) return BadRequest();
        if (seen != Current.Number)
        {
            Changed = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Show();
        }
        await desk.Answers.ConfirmAsync(desk.Act, seen, ct);
        await desk.Log.WriteAsync(desk.Act, AccessAction.Wrote, detail: "answers-confirmed", cancellationToken: ct);
        return Redirect("/answers");
    }

    private PageResult Show()
    {
        ViewData["Title"] = desk.Text["answers.title"];
        ViewData["Step"] = "answers";
        return Page();
    }
}

/// <summary>Whether the organisation can answer, and who has not said that they can: for the privacy officer. Serves HK-8z.</summary>
public sealed class ReadyPage(Desk desk) : PageModel
{
    public AnswerVersion? Current { get; private set; }
    public IReadOnlyList<AnswerVersion> Versions { get; private set; } = [];
    public IReadOnlyList<Colleague> NotConfirmed { get; private set; } = [];
    public IEnumerable<string> Missing => (Current?.Answers ?? new()).Missing.Select(n => AnswerWords.Title(desk.Text, n));

    public string Says(AnswerVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return desk.Text["answers.version", ("version", version.Number), ("date", desk.Transcript.Day(version.Date)), ("owner", version.Owner)];
    }

    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        Versions = await desk.Answers.VersionsAsync(desk.Person, ct);
        Current = Versions is [var newest, ..] ? newest : null;
        NotConfirmed = await desk.Answers.NotConfirmedAsync(desk.Person, desk.Act.At.AddYears(-AnswersPage.Years), ct);
        ViewData["Title"] = desk.Text["answers-ready.title"];
        ViewData["Step"] = "answers-ready";
    }
}

public sealed class AnswersForm
{
    public string? Owner { get; set; }
    public string? Tasks { get; set; }
    public string? OtherUses { get; set; }
    public string? System { get; set; }
    public string? Country { get; set; }
    public string? Supplier { get; set; }
    public string? PaperPlace { get; set; }
    public string? Backups { get; set; }
    public string? KeepLaw { get; set; }
    public string? KeepYears { get; set; }
    public string? OtherAccess { get; set; }
    public string? Reviewer { get; set; }
    public string? ReviewTerm { get; set; }
    public string? Billing { get; set; }
    public string? RightsWhere { get; set; }
    public string? ComplaintName { get; set; }
    public string? ComplaintContact { get; set; }
    public string? OfficerName { get; set; }
    public string? OfficerContact { get; set; }
    public string? AuthorityContact { get; set; }
    public string? Confidant { get; set; }
    public string? Phone { get; set; }

    public static AnswersForm Of(EightAnswers a, string owner)
    {
        ArgumentNullException.ThrowIfNull(a);
        return new()
        {
            Owner = owner, Tasks = a.Tasks, OtherUses = a.OtherUses, System = a.System, Country = a.Country, Supplier = a.Supplier, PaperPlace = a.PaperPlace, Backups = a.Backups, KeepLaw = a.KeepLaw,
            KeepYears = a.KeepYears == 0 ? "" : a.KeepYears.ToString(CultureInfo.InvariantCulture), OtherAccess = a.OtherAccess, Reviewer = a.Reviewer, ReviewTerm = a.ReviewTerm, Billing = a.Billing,
            RightsWhere = a.RightsWhere, ComplaintName = a.ComplaintName, ComplaintContact = a.ComplaintContact, OfficerName = a.OfficerName, OfficerContact = a.OfficerContact,
            AuthorityContact = a.AuthorityContact, Confidant = a.Confidant, Phone = a.Phone,
        };
    }

    public EightAnswers Answers => new()
    {
        Tasks = Tasks.Clean() ?? "", OtherUses = OtherUses.Clean() ?? "", System = System.Clean() ?? "", Country = Country.Clean() ?? "", Supplier = Supplier.Clean() ?? "", PaperPlace = PaperPlace.Clean() ?? "",
        Backups = Backups.Clean() ?? "", KeepLaw = KeepLaw.Clean() ?? "", KeepYears = Whole(KeepYears) ?? 0, OtherAccess = OtherAccess.Clean() ?? "", Reviewer = Reviewer.Clean() ?? "",
        ReviewTerm = ReviewTerm.Clean() ?? "", Billing = Billing.Clean() ?? "", RightsWhere = RightsWhere.Clean() ?? "", ComplaintName = ComplaintName.Clean() ?? "", ComplaintContact = ComplaintContact.Clean() ?? "",
        OfficerName = OfficerName.Clean() ?? "", OfficerContact = OfficerContact.Clean() ?? "", AuthorityContact = AuthorityContact.Clean() ?? "", Confidant = Confidant.Clean() ?? "", Phone = Phone.Clean() ?? "",
    };

    private static int? Whole(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and <= 120 ? years : null;

    /// <summary>An answer may be incomplete: then the organisation is not live, and the readiness page says which.</summary>
    public sealed class Rules : AbstractValidator<AnswersForm>
    {
        public Rules(IReadOnlyList<EightAnswers> before)
        {
            RuleFor(f => f.Owner).Filled("answers-edit.error.owner", FormRules.Short);
            RuleFor(f => f.KeepYears).Must(y => string.IsNullOrWhiteSpace(y) || Whole(y) is not null).WithMessage("answers-edit.error.years");
            RuleFor(f => f.KeepYears).Must((form, _) => !form.Answers.ShortenTerm(before)).WithMessage("destroy.term.shorter");
            foreach (var text in new System.Linq.Expressions.Expression<Func<AnswersForm, string?>>[]
            {
                f => f.Tasks, f => f.OtherUses, f => f.System, f => f.Country, f => f.Supplier, f => f.PaperPlace, f => f.Backups, f => f.KeepLaw, f => f.OtherAccess, f => f.Reviewer, f => f.ReviewTerm,
                f => f.Billing, f => f.RightsWhere, f => f.ComplaintName, f => f.ComplaintContact, f => f.OfficerName, f => f.OfficerContact, f => f.AuthorityContact, f => f.Confidant, f => f.Phone,
            })
                RuleFor(text).AtMost(FormRules.Short);
        }
    }
}

/// <summary>The privacy officer keeps the eight answers, each time as a new version with owner and day. Serves HK-8z.</summary>
public sealed class EditAnswersPage(Desk desk) : PageModel
{
    public AnswersForm Form { get; private set; } = new();
    public FormMarkup Ui { get; private set; } = null!;

    /// <summary>The version that was on the screen; 0 for none.</summary>
    public int Was { get; private set; }

    /// <summary>True when somebody else kept a version meanwhile; nothing was written.</summary>
    public bool Stale { get; private set; }

    public static readonly IReadOnlyList<(int Number, string[] Fields)> Fields =
    [
        (1, ["tasks", "otherUses"]), (2, ["system", "country", "supplier", "paperPlace", "backups"]), (3, ["keepLaw", "keepYears"]), (4, ["otherAccess"]), (5, ["reviewer", "reviewTerm"]), (6, ["billing"]),
        (7, ["rightsWhere"]), (8, ["complaintName", "complaintContact", "officerName", "officerContact", "authorityContact", "confidant", "phone"]),
    ];

    public async Task<IActionResult> OnGetAsync()
    {
        var current = await desk.Answers.CurrentAsync(desk.Person.OrganisationId, HttpContext.RequestAborted);
        Was = current?.Number ?? 0;
        Form = AnswersForm.Of(current?.Answers ?? new(), current?.Owner ?? "");
        return Show();
    }

    /// <param name="was">The version that was on the screen.</param>
    /// <param name="language">The same page in the other language, with what was typed.</param>
    public async Task<IActionResult> OnPostAsync(int? was, string? language)
    {
        var ct = HttpContext.RequestAborted;
        Form = PostedForm.Read<AnswersForm>(Request);
        ModelState.Clear();
        if (was is not { } seen || seen < 0) return BadRequest();
        Was = seen;
        if (language is not null)
        {
            Setup.Culture.Remember(HttpContext, language);
            return Show();
        }
        var before = await desk.Answers.VersionsAsync(desk.Person, ct);
        var result = await new AnswersForm.Rules([.. before.Select(v => v.Answers)]).ValidateAsync(Form, ct);
        Response.StatusCode = ModelState.Say(result, desk.Text);
        if (!result.IsValid) return Show();
        if (!await desk.Answers.KeepAsync(desk.Act, seen, desk.Today, Form.Owner.Clean()!, Form.Answers, ct))
        {
            var now = await desk.Answers.CurrentAsync(desk.Person.OrganisationId, ct);
            // A second click: it stands there once.
            if (now is not null && now.Answers == Form.Answers && now.Owner == Form.Owner.Clean()) return Redirect("/answers/ready");
            if (now is null || seen > now.Number) return BadRequest();
            (Stale, Was) = (true, now.Number);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Show();
        }
        await desk.Log.WriteAsync(desk.Act, AccessAction.Wrote, detail: "answers", cancellationToken: ct);
        return Redirect("/answers/ready");
    }

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["answers-edit.title"];
        ViewData["Step"] = "answers-edit";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
