using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>Something that has to be done first; the page says what, and where.</summary>
public sealed record Hindrance(string Text, string Address, string Link);

/// <summary>
/// A form about one dossier. Loading, ownership and access events live here once: somebody else's dossier does not exist. Opened from within a draft
/// (<c>?draft=</c>, and <c>from=</c> for the question) it leads back there.
/// </summary>
public abstract class DossierForm(Desk desk, string step) : PageModel
{
    /// <summary>The dossier as it stands now.</summary>
    public CaseFile CaseFile { get; protected set; } = null!;

    /// <summary>The own open draft about this client that somebody came from.</summary>
    public Draft? Draft { get; private set; }

    /// <summary>Writes the fields with what was typed and what is wrong.</summary>
    public FormMarkup Ui { get; protected set; } = null!;

    /// <summary>The version of the dossier that was seen when the form was opened.</summary>
    public int Was { get; protected set; }

    /// <summary>What was written since, by this person in another tab or by whoever was responsible; empty when nothing was.</summary>
    public IReadOnlyList<DossierLine> Meanwhile { get; protected set; } = [];

    public Desk Desk => desk;
    public ScreenText T => desk.Text;
    public string Step => step;
    public Guid Id => CaseFile.Dossier.Id;
    public DossierWords InWords => new(T, desk.Transcript, CaseFile) { Today = desk.Today };

    public virtual string Title => T[step + ".title"];
    public virtual string? Lead => T.Find(step + ".lead");
    public string? Why => T.Find(step + ".why");
    public string Next => T.Find(step + ".save") is null ? "dossier-form.save" : step + ".save";

    /// <summary>What has to be done before this form makes sense; null when nothing has.</summary>
    public virtual Hindrance? Hindrance => null;

    /// <summary>Where this form is posted.</summary>
    public string Action => Request.Path + OfDraft;

    /// <summary>The dossier, or the draft somebody came from.</summary>
    public string Back => Draft is null ? $"/dossiers/{Id}" : DraftPage.BackTo(Draft.Id, Draft.Answers, From);

    /// <summary>An address of this dossier that leads back to the same draft.</summary>
    public string Address(string below) => $"/dossiers/{Id}/{below}" + OfDraft;

    private string? From => Request.Query["from"];

    private string OfDraft => Draft is null ? "" : $"?draft={Draft.Id}" + (string.IsNullOrEmpty(From) ? "" : "&from=" + Uri.EscapeDataString(From));

    public string Day(DateOnly day) => desk.Transcript.Day(day);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await LoadAsync(HttpContext.RequestAborted) is { } elsewhere) context.Result = elsewhere;
        else await next();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var id = Guid.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);
        if (await desk.CaseFiles.FindAsync(desk.Person, id, ct) is not { } file) return await GoneAsync(id, ct) ?? await RefusedAsync(id, null, "dossier");
        CaseFile = file;
        if (Request.Query["draft"] is [{ Length: > 0 } from, ..])
        {
            if (!Guid.TryParse(from, out var draft)) return NotFound();
            if (await desk.Drafts.FindAsync(desk.Person, draft, ct) is not { SealedAs: null } found || found.DossierId != id) return await RefusedAsync(id, draft, "draft");
            Draft = found;
        }
        return await LoadedAsync(ct);
    }

    /// <summary>What else the page needs; a result sends the person elsewhere.</summary>
    protected virtual Task<IActionResult?> LoadedAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    /// <summary>Where somebody goes who may not open this dossier any more; null, and it does not exist.</summary>
    protected virtual Task<IActionResult?> GoneAsync(Guid dossier, CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    protected async Task<IActionResult> RefusedAsync(Guid dossier, Guid? draft, string detail)
    {
        await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, dossier: dossier, draft: draft, detail: detail, cancellationToken: HttpContext.RequestAborted);
        return NotFound();
    }
}

/// <summary>
/// One form that writes lines in a dossier. A page says three things: the form from the dossier, when it is right, and the lines it becomes.
/// Nobody writes over what was not seen: another version than the one the form was opened with is answered with 409, what changed and what was typed.
/// </summary>
public abstract class DossierForm<TForm>(Desk desk, string step) : DossierForm(desk, step) where TForm : class, new()
{
    public TForm Form { get; private set; } = new();

    /// <summary>The form as this dossier fills it.</summary>
    protected virtual TForm Fill() => new();

    /// <summary>Gives the form the shape the page needs, whatever came in.</summary>
    protected virtual void Completing(TForm form) { }

    /// <summary>Is the form filled in properly?</summary>
    protected abstract IValidator<TForm> Validator { get; }

    /// <summary>What a valid form becomes; nothing when the dossier says so already.</summary>
    protected abstract IReadOnlyList<Written> Become(TForm form);

    /// <summary>What has to be written down when the form is refused.</summary>
    protected virtual Task RefusedFormAsync(TForm form) => Task.CompletedTask;

    /// <summary>What has to be there before the form can become lines, such as a new partner in the address book.</summary>
    protected virtual Task PrepareAsync(TForm form, CancellationToken ct) => Task.CompletedTask;

    /// <summary>True when these lines say the same, apart from ids that were drawn anew.</summary>
    protected virtual bool Same(Written one, Written other) => Equals(one, other);

    /// <summary>True when what was typed stands there now, for a form that changes more than lines.</summary>
    protected virtual bool StandsAlready() => false;

    protected virtual Task<Writing> WriteAsync(IReadOnlyList<Written> lines, CancellationToken ct) => Desk.CaseFiles.WriteAsync(Desk.Act, Id, Was, lines, ct);

    /// <summary>The action to write down.</summary>
    protected virtual AccessAction Done => AccessAction.Wrote;

    /// <summary>What opening the page is called in the access log.</summary>
    protected virtual AccessAction Shown => AccessAction.Read;

    /// <summary>Where to go after writing.</summary>
    protected virtual string After => Draft is null ? $"/dossiers/{Id}?done={Step}" : Back;

    public Task<IActionResult> OnGetAsync()
    {
        Was = CaseFile.Version;
        Form = Fill();
        Completing(Form);
        return ShowAsync();
    }

    /// <param name="was">The version of the dossier that was seen.</param>
    /// <param name="add">One more line of the form.</param>
    /// <param name="language">The same page in the other language, with what was typed.</param>
    public async Task<IActionResult> OnPostAsync(int? was, string? add, string? language)
    {
        var ct = HttpContext.RequestAborted;
        // A version there never was, was made by hand.
        if (was is not { } seen || seen < 0 || seen > CaseFile.Version) return BadRequest();
        Was = seen;
        await TryUpdateModelAsync(Form, "");
        ModelState.Clear();
        Completing(Form);
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return await ShowAsync();
        }
        if (Was != CaseFile.Version) return await MeanwhileAsync(ct);
        if (Hindrance is not null) return BadRequest();
        if (add is not null) return await ShowAsync();
        var result = await Validator.ValidateAsync(Form, ct);
        Response.StatusCode = ModelState.Say(result, T);
        if (!result.IsValid)
        {
            await RefusedFormAsync(Form);
            return await ShowAsync();
        }
        await PrepareAsync(Form, ct);
        var lines = Become(Form);
        if (lines.Count == 0) return await WrongAsync("", "dossier-form.nothing-changed");
        switch (await WriteAsync(lines, ct))
        {
            case Wrote:
                return await WroteAsync();
            case NumberInUse:
                return await WrongAsync("number", "client.error.number-taken");
            default:
                if (await Desk.CaseFiles.FindAsync(Desk.Person, Id, ct) is not { } newest) return await GoneAsync(Id, ct) ?? await RefusedAsync(Id, null, "dossier");
                CaseFile = newest;
                return await MeanwhileAsync(ct);
        }
    }

    private async Task<IActionResult> WroteAsync()
    {
        await Desk.Log.WriteAsync(Desk.Act, Done, dossier: Id, draft: Draft?.Id, detail: Step, cancellationToken: HttpContext.RequestAborted);
        return Redirect(After);
    }

    private async Task<IActionResult> WrongAsync(string field, string key)
    {
        ModelState.AddModelError(field, T[key]);
        return await ShowAsync();
    }

    private async Task<IActionResult> MeanwhileAsync(CancellationToken ct)
    {
        // A double click, or the same words sent twice: they stand there once.
        if (StandsAlready() || await StandsThereAsync(ct)) return Redirect(After);
        Meanwhile = [.. CaseFile.Lines.Where(l => l.Number > Was)];
        if (Meanwhile.Count == 0) ModelState.AddModelError("", T["dossier-form.try-again"]);
        Was = CaseFile.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await ShowAsync();
    }

    private async Task<bool> StandsThereAsync(CancellationToken ct)
    {
        var now = CaseFile;
        CaseFile = new CaseFile(now.Dossier, [.. now.Lines.Where(l => l.Number <= Was)]);
        try
        {
            if (Hindrance is not null || !(await Validator.ValidateAsync(Form, ct)).IsValid) return false;
            var lines = Become(Form);
            var after = now.Lines.Where(l => l.Number > Was && l.ById == Desk.Person.Id).Take(lines.Count).ToList();
            return lines.Count > 0 && after.Count == lines.Count && lines.Zip(after).All(pair => Same(pair.First, pair.Second.What));
        }
        finally
        {
            CaseFile = now;
        }
    }

    private async Task<IActionResult> ShowAsync()
    {
        Ui = PostedForm.Markup(Form, T, ModelState);
        ViewData["Title"] = Title;
        ViewData["Step"] = Step;
        ViewData["Form"] = Hindrance is null ? "answers" : null;
        ViewData["HasErrors"] = !ModelState.IsValid;
        await Desk.Log.WriteAsync(Desk.Act, Shown, dossier: Id, draft: Draft?.Id, detail: Step, cancellationToken: HttpContext.RequestAborted);
        return Page();
    }
}
