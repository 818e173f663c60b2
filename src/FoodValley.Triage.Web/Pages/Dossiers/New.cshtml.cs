using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

public sealed class NewDossierForm
{
    public string? Number { get; set; }
    public string? Name { get; set; }
    public string? BirthDate { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }

    public sealed class Rules : AbstractValidator<NewDossierForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Number).Filled("client.error.number", 40);
            RuleFor(f => f.Name).Filled("client.error.name", FormRules.Short);
            RuleFor(f => f.BirthDate).Day("client.error.birth-date").NotAfter(today)
                .Must(text => DayText.Read(text) is not { } day || day > today.AddYears(-120)).WithMessage("client.error.birth-date-long-ago");
            RuleFor(f => f.Phone).AtMost(40);
            RuleFor(f => f.Email).AtMost(200);
            RuleFor(f => f.Email).Must(e => string.IsNullOrWhiteSpace(e) || (e.Contains('@', StringComparison.Ordinal) && !e.Trim().Contains(' ', StringComparison.Ordinal))).WithMessage("client.error.email");
            RuleFor(f => f.Address).AtMost(400);
        }
    }
}

/// <summary>A new small dossier; from within a draft it goes straight back to the draft, about this client.</summary>
public sealed class NewDossierPage(Desk desk) : PageModel
{
    public FormMarkup Ui { get; private set; } = null!;
    public NewDossierForm Form { get; } = new();
    public Guid? Draft { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? draft)
    {
        if (draft is { } id && await FindDraftAsync(id) is null) return NotFound();
        Draft = draft;
        return Show();
    }

    /// <param name="draft">The draft somebody came from.</param>
    /// <param name="language">The same page in the other language, with what was typed.</param>
    public async Task<IActionResult> OnPostAsync(Guid? draft, string? language)
    {
        var ct = HttpContext.RequestAborted;
        var open = draft is { } id ? await FindDraftAsync(id) : null;
        if (draft is not null && open is null) return NotFound();
        Draft = draft;
        await TryUpdateModelAsync(Form, "");
        ModelState.Clear();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        Response.StatusCode = ModelState.Say(await new NewDossierForm.Rules(desk.Today).ValidateAsync(Form, ct), desk.Text);
        if (!ModelState.IsValid) return Show();
        var client = new Triage.Dossiers.Client(
            Form.Name.Clean()!, DayText.Read(Form.BirthDate)!.Value, Form.Phone.Clean() ?? "", Form.Email.Clean() ?? "", Form.Address.Clean() ?? "");
        switch (await desk.Caseload.AddAsync(desk.Act, Form.Number.Clean()!, client, ct))
        {
            case Added { Dossier: var dossier } when open is not null:
                await OpenedAsync(dossier);
                for (var attempt = 0; attempt < 8 && open is not null; attempt++)
                {
                    var answers = Interview.Renew(open.Answers, open.Answers with { Dossier = dossier.Id }).Finish(Question.Client);
                    if (await desk.Drafts.SaveAsync(desk.Act, open.Id, open.Version, answers, dossier.Id, open.EditionId, ct) is not null) return Redirect(DraftPage.Onward(open.Id, answers));
                    open = await FindDraftAsync(open.Id);
                }
                return Redirect($"/dossiers/{dossier.Id}");
            case Added { Dossier: var dossier }:
                await OpenedAsync(dossier);
                return Redirect($"/dossiers/{dossier.Id}");
            default:
                ModelState.AddModelError("number", desk.Text["client.error.number-taken"]);
                return Show();
        }
    }

    private async Task<Draft?> FindDraftAsync(Guid id)
    {
        var draft = await desk.Drafts.FindAsync(desk.Person, id, HttpContext.RequestAborted);
        if (draft is null) await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, draft: id, detail: "draft", cancellationToken: HttpContext.RequestAborted);
        return draft is { SealedAs: null } && Interview.Belongs(Question.Client, draft.Answers) ? draft : null;
    }

    private Task OpenedAsync(Triage.Dossiers.Dossier dossier) => desk.Log.WriteAsync(desk.Act, AccessAction.OpenedDossier, dossier: dossier.Id, cancellationToken: HttpContext.RequestAborted);

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, desk.Text, ModelState);
        ViewData["Title"] = desk.Text["client.new"];
        ViewData["Step"] = "dossier-new";
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}
