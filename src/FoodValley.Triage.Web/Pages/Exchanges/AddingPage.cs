using FluentValidation;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>What every page has that adds an entry to a sealed decision: its frame is <c>_Adding.cshtml</c>.</summary>
public abstract class AddingPage(Desk desk, Records records, string step) : RecordPageModel(desk, records)
{
    public FormMarkup Ui { get; protected set; } = null!;
    public ScreenText T => Desk.Text;
    public string Step => step;

    /// <summary>How many entries spoke of the decision when this form was opened.</summary>
    public int Seen { get; protected set; }

    /// <summary>True when something was added in another window since.</summary>
    public bool Meanwhile { get; protected set; }

    /// <summary>Where this form is posted.</summary>
    public string Action => Request.Path + Request.QueryString;

    public string? Lead => T.Find(step + ".lead");
    public string? Why => T.Find(step + ".why");

    /// <summary>Where to go when it is done, or given up.</summary>
    public virtual string Back => $"/records/{View.Id}";

    /// <summary>The words of the link back.</summary>
    public virtual string BackText => T["record.back"];
}

/// <summary>
/// A form that adds an entry of its own to a sealed decision; the decision stays as it is (IU-ALG-6). Loading, ownership, the two windows and access events
/// live here once. A page says three things: who may, when the form is right, and the entry it becomes.
/// </summary>
public abstract class AddingPage<TForm>(Desk desk, Records records, string step) : AddingPage(desk, records, step) where TForm : class, new()
{
    public TForm Form { get; private set; } = new();

    /// <summary>Whether this person may add this to this decision; somebody else's does not exist.</summary>
    protected virtual bool Allows(Record record) => InReach(record);

    /// <summary>What the page needs besides the record, such as what was agreed.</summary>
    protected virtual void Opened() { }

    /// <summary>The form as it is opened.</summary>
    protected virtual void Fill(TForm form) { }

    /// <summary>Gives the form the shape the page needs, whatever came in.</summary>
    protected virtual void Completing(TForm form) { }

    /// <summary>Is the form filled in properly?</summary>
    protected abstract IValidator<TForm> Validator { get; }

    /// <summary>The entry a valid form becomes; null when it may not become one, with what is wrong said.</summary>
    protected abstract Entry? Become(TForm form, Signing signing);

    /// <summary>The version of the dossier that was weighed; null when it was not.</summary>
    protected virtual int? Weighed => null;

    /// <summary>The list of this form that grows by a button; null when there is none.</summary>
    protected virtual Blocks? BlocksOf(TForm form) => null;

    protected AddedTo Decision => new(Record.Line.Sequence, Record.Line.Level, Record.Line.Outcome, Record.Line.Sector, Record.Line.Ground);

    protected Task<IActionResult> OpenAsync(Guid id) => OpenAsync(id, form => Fill(form));

    protected async Task<IActionResult> OpenAsync(Guid id, Action<TForm> fill)
    {
        if (!await FindAsync(id, AccessAction.Read, Allows)) return NotFound();
        Opened();
        Seen = Record.Seen;
        fill(Form);
        Completing(Form);
        return Show();
    }

    protected async Task<IActionResult> AddAsync(Guid id, int? seen, string? language, string? block = null)
    {
        var ct = HttpContext.RequestAborted;
        if (!await FindAsync(id, AccessAction.Read, Allows)) return NotFound();
        Opened();
        // A number that no page of this decision ever showed was made by hand.
        if (seen is not { } was || was < 0 || was > Record.Seen) return BadRequest();
        Seen = was;
        Form = PostedForm.Read<TForm>(Request);
        Completing(Form);
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        if (block is not null) return BlocksOf(Form)?.Change(block) is null ? BadRequest() : Show();
        var result = await Validator.ValidateAsync(Form, ct);
        if (!result.IsValid)
        {
            Response.StatusCode = ModelState.Say(result, T);
            return Show();
        }
        // Somebody who writes in the dossier meanwhile is heard: what they wrote is weighed, and then it is tried again.
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var act = Desk.Act;
            var signing = new Signing(act, Desk.Today, CaseFile?.Dossier, await Desk.ProtocolAsync(ct), Desk.Rulebook, Desk.Words, ScreenText.English);
            if (Become(Form, signing) is not { } entry) return Show();
            switch (await Records.AddAsync(act, id, entry, was, Weighed, ct))
            {
                case Sealed:
                    return Redirect(After);
                case Stale:
                    await FindAgainAsync(id, ct);
                    (Meanwhile, Seen) = (true, Record.Seen);
                    Opened();
                    Response.StatusCode = StatusCodes.Status409Conflict;
                    return Show();
                case DossierChanged:
                    if (!await FindAgainAsync(id, ct)) return NotFound();
                    Opened();
                    break;
                default:
                    return NotFound();
            }
        }
        return StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Where to go after it was added.</summary>
    protected virtual string After => $"{Back}?done={Step}";

    private async Task<bool> FindAgainAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) && Allows(Record);

    private PageResult Show()
    {
        Ui = PostedForm.Markup(Form, T, ModelState);
        ViewData["Title"] = T[Step + ".title"];
        ViewData["Step"] = Step;
        ViewData["Form"] = "answers";
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

/// <summary>Why something may not go, in the words of the screen.</summary>
public static class RefusalWords
{
    public static string Says(this ExchangeRefusal refusal, ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[refusal == ExchangeRefusal.MomentPassed ? "moment.expired" : "exchange.refusal." + refusal.Code()];
    }
}
