using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>How long a decision is kept and what was said about it, in words. Serves HK-8.3.</summary>
public static class KeepingWords
{
    public static string Until(Desk desk, KeepingTerm term, EightAnswers? answers)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(term);
        return term.Until is { } until && answers is not null
            ? desk.Text["keeping.until", ("until", desk.Transcript.Day(until)), ("years", answers.KeepYears), ("law", answers.KeepLaw)] : desk.Text["keeping.until-unknown"];
    }

    public static string Held(Desk desk, KeepingLine hold)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(hold);
        return desk.Text["destroy.due.hold", ("reason", hold.What.Reason.TrimEnd('.')), ("day", hold.What.LookAgain is { } day ? desk.Transcript.Day(day) : "–")];
    }

    public static string WhyNot(Desk desk, KeepingRefusal why, KeepingRow row)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(row);
        return why == KeepingRefusal.Held && row.State.Hold is { } hold ? Held(desk, hold)
            : why == KeepingRefusal.NotDue && row.Term.Until is { } until ? desk.Text["keeping.refusal.not-due-until", ("until", desk.Transcript.Day(until))] : desk.Text["keeping.refusal." + why.Code()];
    }

    public static string Function(Desk desk, Role role)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return desk.Text["role." + role.Code()];
    }
}

/// <summary>What a record page says about keeping, and what this person can do about it.</summary>
/// <param name="Until">Until when, in words.</param>
/// <param name="Hold">Why it stays; null when nothing holds it.</param>
/// <param name="Proposed">What was proposed, and by whom; null when nothing was.</param>
/// <param name="Steps">Addresses below the record and their words.</param>
public sealed record KeepingView(string Until, string? Hold, string? Proposed, IReadOnlyList<(string Below, string Text)> Steps)
{
    /// <summary>Held or proposed: then it stands above the decision, so that nobody has to look for it.</summary>
    public bool Waits => Hold is not null || Proposed is not null;

    public static KeepingView Of(Desk desk, KeepingRow row, EightAnswers? answers, bool responsible)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(row);
        var (state, text) = (row.State, desk.Text);
        var officer = desk.Person.Role == Role.PrivacyOfficer;
        var steps = new List<(string, string)>();
        if (state.Proposal is not null && (officer || responsible)) steps.Add(("destroy", text["destroy.look"]));
        if (state.Proposal is null && state.Hold is null && ((officer && row.Term.Until < desk.Today) || ((officer || responsible) && row.Term.Requested))) steps.Add(("destroy/propose", text["destroy-propose.title"]));
        if (officer) steps.Add(state.Hold is null ? ("keep/hold", text["keep-hold.title"]) : ("keep/lift", text["keep-lift.title"]));
        return new(
            KeepingWords.Until(desk, row.Term, answers), state.Hold is { } hold ? KeepingWords.Held(desk, hold) : null,
            state.Proposal is { } proposal ? text["destroy.proposed", ("name", proposal.ByName), ("reason", proposal.What.Reason.TrimEnd('.'))] : null, steps);
    }
}

/// <summary>What has reached its end date, what waits for a second person, what stays because of a case, and what was destroyed: for the privacy officers. Serves HK-8.3 and HK-8.7.</summary>
public sealed class KeepingPage(Desk desk, Records records) : PageModel
{
    private IReadOnlyList<KeepingRow> _rows = [];

    public Desk Desk => desk;
    public IEnumerable<KeepingRow> Proposed => _rows.Where(r => r.State.Proposal is not null);
    public IEnumerable<KeepingRow> Due => _rows.Where(r => r.State is { Proposal: null, Hold: null });
    public IEnumerable<KeepingRow> Held => _rows.Where(r => r.State.Hold is not null);
    public IReadOnlyList<DestroyedContent> Destroyed { get; private set; } = [];
    public EightAnswers? Answers { get; private set; }

    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        _rows = await records.ToDestroyAsync(desk.Person, desk.Today, cancellationToken: ct);
        Destroyed = await records.DestructionsAsync(desk.Person, cancellationToken: ct);
        Answers = (await desk.Answers.CurrentAsync(desk.Person.OrganisationId, ct))?.Answers;
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, detail: "keeping", cancellationToken: ct);
        ViewData["Title"] = desk.Text["destroy.due.title"];
        ViewData["Step"] = "keeping";
    }
}

public sealed class KeepingForm
{
    public string? Reason { get; set; }
    public string? LookAgain { get; set; }

    public sealed class Rules : AbstractValidator<KeepingForm>
    {
        public Rules(bool withDay, DateOnly today)
        {
            RuleFor(f => f.Reason).Filled("keeping.error.reason");
            if (withDay) RuleFor(f => f.LookAgain).Day("keep-hold.error.day").Must(on => DayText.Read(on) is not { } day || day > today).WithMessage("keep-hold.error.day");
        }
    }
}

/// <summary>A statement about keeping a decision: its frame is <c>_KeepingForm.cshtml</c>. Serves HK-8.3 and HK-8.7.</summary>
public abstract class KeepingFormPage(Desk desk, Records records, string step) : AddingPage<KeepingForm>(desk, records, step)
{
    protected KeepingRow Row { get; private set; } = null!;

    /// <summary>Why this step cannot be taken, for a page that opens; null when it can.</summary>
    public string? Refusal { get; private set; }

    public string Until { get; private set; } = "";

    /// <summary>What was proposed, for who looks at the proposal; null when nothing was.</summary>
    public KeepingLine? Proposal => Row.State.Proposal;

    protected abstract KeepingStep Takes { get; }

    protected virtual DestructionGround? Ground => null;

    protected bool Guards => Desk.Person.Role == Role.PrivacyOfficer;

    public Task<IActionResult> OnGetAsync(Guid id) => OpenAsync(id);

    public Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language) => AddAsync(id, seen, language);

    protected override bool Allows(Record record) => Guards;

    protected override async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (!await base.LoadAsync(id, ct) || await Records.KeepingAsync(Desk.Person, id, ct) is not { } row) return false;
        Row = row;
        Until = KeepingWords.Until(Desk, row.Term, (await Desk.Answers.CurrentAsync(Desk.Person.OrganisationId, ct))?.Answers);
        if (HttpMethods.IsGet(Request.Method) && WhyNot is { } why) Refusal = KeepingWords.WhyNot(Desk, why, row);
        return true;
    }

    protected override IValidator<KeepingForm> Validator => new KeepingForm.Rules(Takes == KeepingStep.Held, Desk.Today);

    // Weighed anew at the moment it is written: it may have changed since the page was opened.
    protected override Entry? Become(KeepingForm form, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (WhyNot is not { } why) return KeepingContent.Of(new(Takes, form.Reason.Clean()!, Ground, Takes == KeepingStep.Held ? DayText.Read(form.LookAgain) : null), Decision, signing);
        ModelState.AddModelError("reason", KeepingWords.WhyNot(Desk, why, Row));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return null;
    }

    private KeepingRefusal? WhyNot => Row.State.WhyNot(Takes, Ground, Row.Term, Desk.Today);
}

/// <summary>It must stay because of a complaint, a court case or an inquiry. Serves HK-8.3.</summary>
public sealed class HoldPage(Desk desk, Records records) : KeepingFormPage(desk, records, "keep-hold")
{
    protected override KeepingStep Takes => KeepingStep.Held;
}

/// <summary>It need not stay any longer. Serves HK-8.3.</summary>
public sealed class LiftPage(Desk desk, Records records) : KeepingFormPage(desk, records, "keep-lift")
{
    protected override KeepingStep Takes => KeepingStep.Lifted;
}

/// <summary>
/// The content may go: because the term is over, or because the client asked and the answer was yes – that also who is responsible for the dossier proposes.
/// Serves HK-8.3 and HK-8.7.
/// </summary>
public sealed class ProposePage(Desk desk, Records records) : KeepingFormPage(desk, records, "destroy-propose")
{
    protected override KeepingStep Takes => KeepingStep.Proposed;

    protected override DestructionGround? Ground => Row.Term.Requested || !Guards ? DestructionGround.Request : DestructionGround.Term;

    public string Because => T["keeping.ground." + Ground!.Value.Code()];

    protected override bool Allows(Record record) => Guards || Responsible;
}

/// <summary>The second reader does not agree, or who proposed it takes it back. Serves HK-8.3.</summary>
public sealed class RefusePage(Desk desk, Records records) : KeepingFormPage(desk, records, "destroy-refuse")
{
    protected override KeepingStep Takes => KeepingStep.Refused;

    protected override bool Allows(Record record) => Guards || Responsible;
}

public sealed class DestroyForm
{
    public string? Number { get; set; }

    public sealed class Rules : AbstractValidator<DestroyForm>
    {
        public Rules(long number) => RuleFor(f => f.Number).Must(n => long.TryParse(n?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) && typed == number)
            .WithMessage("destroy.error.number").WithState(_ => new (string, object?)[] { ("number", number) });
    }
}

/// <summary>The second person looks at a proposal and destroys the content, for good. Never who proposed it. Serves HK-8.3 and HK-8.7.</summary>
public sealed class DestroyPage(Desk desk, Records records, KeptExports kept) : RecordPageModel(desk, records)
{
    public FormMarkup Ui { get; private set; } = null!;
    public DestroyForm Form { get; private set; } = new();
    public KeepingRow Row { get; private set; } = null!;
    public string Until { get; private set; } = "";
    public string Backups { get; private set; } = "";
    public int Seen { get; private set; }

    /// <summary>True when something was added or said since the page was opened.</summary>
    public bool Meanwhile { get; private set; }

    /// <summary>Why this person cannot destroy it; null when they can.</summary>
    public string? Refusal => Row.State.WhyNotDestroy(Desk.Person, Row.Term, Desk.Today) is { } why ? KeepingWords.WhyNot(Desk, why, Row) : null;

    /// <summary>Numbers of the decisions that go, for people.</summary>
    public string Numbers => string.Join(", ", Row.Decisions.Select(d => d.Sequence + 1));

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await FindAsync(id, AccessAction.Read, Allows)) return NotFound();
        Seen = Record.Seen;
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int? seen, string? language)
    {
        var ct = HttpContext.RequestAborted;
        if (!await FindAsync(id, AccessAction.Read, Allows)) return NotFound();
        if (seen is not { } was || was < 0 || was > Record.Seen) return BadRequest();
        Seen = was;
        Form = PostedForm.Read<DestroyForm>(Request);
        ModelState.Clear();
        if (language is not null)
        {
            Culture.Remember(HttpContext, language);
            return Show();
        }
        if (Refusal is not null) return Show(StatusCodes.Status409Conflict);
        Response.StatusCode = ModelState.Say(await new DestroyForm.Rules(View.Number).ValidateAsync(Form, ct), Desk.Text);
        if (!ModelState.IsValid) return Show();
        try
        {
            Withdraw();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ModelState.AddModelError("number", Desk.Text["exports.error.folder"]);
            return Show(StatusCodes.Status503ServiceUnavailable);
        }
        switch (await Records.DestroyAsync(Desk.Act, id, was, Desk.Today, Desk.Rulebook.Id, (await Desk.ProtocolAsync(ct))?.Version ?? "", ct))
        {
            case ContentDestroyed done:
                // Again: somebody may have asked for an export between the two.
                Withdraw();
                return Redirect($"/destructions/{done.Sequence + 1}?done={(done.Erased ? "yes" : "later")}");
            case NotDestroyed or KeptMeanwhile:
                if (!await LoadAsync(id, ct)) return NotFound();
                (Meanwhile, Seen) = (true, Record.Seen);
                return Show(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    protected override async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (!await base.LoadAsync(id, ct) || await Records.KeepingAsync(Desk.Person, id, ct) is not { } row) return false;
        Row = row;
        var answers = (await Desk.Answers.CurrentAsync(Desk.Person.OrganisationId, ct))?.Answers;
        (Until, Backups) = (KeepingWords.Until(Desk, row.Term, answers), answers?.Backups ?? "");
        return true;
    }

    private bool Allows(Record record) => Desk.Person.Role == Role.PrivacyOfficer || Responsible;

    private void Withdraw() => kept.Withdraw(Desk.Person.OrganisationId, [.. Row.Decisions.Select(d => d.Signed)], Desk.Act.At);

    private PageResult Show(int? status = null)
    {
        if (status is { } code) Response.StatusCode = code;
        Ui = PostedForm.Markup(Form, Desk.Text, ModelState);
        ViewData["Title"] = Desk.Text["destroy.second.title"];
        ViewData["Step"] = "destroy";
        ViewData["Form"] = Refusal is null ? "answers" : null;
        ViewData["HasErrors"] = !ModelState.IsValid;
        return Page();
    }
}

/// <summary>The certificate of a destruction: who by function, when, how many, and the proof; nothing about a client. Serves HK-8.3 and HK-8.7.</summary>
public sealed class CertificatePage(Desk desk, Records records) : PageModel
{
    private DestroyedContent _destroyed = null!;

    public string? Done { get; private set; }
    public bool Later { get; private set; }
    public string Hash => Convert.ToHexStringLower(_destroyed.LeafHash);
    public long Number => _destroyed.Sequence + 1;

    public async Task<IActionResult> OnGetAsync(long number, string? done)
    {
        var ct = HttpContext.RequestAborted;
        if (number < 1 || await records.DestructionAsync(desk.Person, number - 1, ct) is not { } found)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "certificate", cancellationToken: ct);
            return NotFound();
        }
        _destroyed = found;
        (Done, Later) = (done is "yes" or "later" ? desk.Text["destroy.done", ("count", found.What.Decisions)] : null, done == "later");
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, detail: "certificate", cancellationToken: ct);
        ViewData["Title"] = desk.Text["certificate.title"];
        ViewData["Step"] = "certificate";
        return Page();
    }

    public IEnumerable<string> Says()
    {
        var (text, what) = (desk.Text, _destroyed.What);
        yield return text["certificate.body", ("organisation", desk.Person.OrganisationName), ("day", desk.Transcript.Day(Telling.Day(_destroyed.At))), ("count", what.Decisions),
            ("leaves", string.Join(", ", what.Leaves.Select(l => l + 1)))];
        yield return what.Ground == DestructionGround.Term ? text["certificate.basis.term", ("law", what.KeepLaw), ("years", what.KeepYears)] : text["certificate.basis.request"];
        yield return text["certificate.who", ("first", KeepingWords.Function(desk, what.ProposedByRole)), ("second", KeepingWords.Function(desk, what.ConfirmedByRole))];
        yield return text["certificate.what"];
        yield return text["certificate.noPersonal"];
        yield return text["certificate.proof", ("number", Number)];
    }
}

/// <summary>In the place of a decision whose content was destroyed: that it was, and when. Serves HK-8.3.</summary>
public sealed class DestroyedPage(Desk desk, Records records) : PageModel
{
    public string Says { get; private set; } = "";
    public long Number { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var ct = HttpContext.RequestAborted;
        if (await records.DestroyedAsync(desk.Person, id, ct) is not { } found)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, detail: "destroyed", cancellationToken: ct);
            return NotFound();
        }
        (Says, Number) = (desk.Text["destroy.tombstone", ("day", desk.Transcript.Day(Telling.Day(found.At)))], found.Sequence + 1);
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, record: id, detail: "destroyed", cancellationToken: ct);
        ViewData["Title"] = desk.Text["destroyed.title"];
        ViewData["Step"] = "destroyed";
        return Page();
    }
}
