using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A request and its clock in words.</summary>
public static class RequestWords
{
    /// <summary>The time there is, in sentences: the legal day, and the working day before it when that is another one.</summary>
    public static IEnumerable<string> Clock(Desk desk, ClientRequest request)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(request);
        var (text, today, day) = (desk.Text, desk.Today, desk.Transcript);
        if (request.Decided is { } decided)
        {
            yield return text["client-requests.decided", ("day", day.Day(decided.On)), ("outcome", text["request.outcome." + decided.Outcome.Code()])];
            yield break;
        }
        if (request.PausedSince is { } since)
        {
            yield return text["client-requests.paused", ("day", day.Day(since))];
            yield break;
        }
        var (due, work) = (request.DueOn(today), request.WorkingDayOn(today));
        var left = due.DayNumber - today.DayNumber;
        yield return left == 0 ? text["client-requests.today"] : left < 0 ? text["client-requests.late", ("days", -left)] : text["client-requests.left", ("days", left), ("due", day.Day(due))];
        if (work != due && work >= today) yield return text["client-requests.working-day", ("day", day.Day(work))];
    }
}

/// <summary>The requests of one client with their clocks. Serves HK-8.7 and HK-8.8.</summary>
public sealed class ClientRequestsPage(Desk desk, Records records) : DossierForm(desk, "client-requests")
{
    private Dictionary<Guid, long> _decisions = [];

    /// <summary>The decisions whose content goes because this was asked and granted, with their number; null for one that went.</summary>
    public IEnumerable<(Guid Record, long? Number)> ToDestroy(ClientRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is { Received.What.About: RequestKind.Erasure, Decided: { Outcome: not RequestOutcome.Refused, Records: var asked } }
            ? asked.Select(r => (r, _decisions.TryGetValue(r, out var place) ? place + 1 : (long?)null)) : [];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ClientRequest> Requests => [.. ClientRequest.Of(CaseFile).Reverse()];

    public async Task<IActionResult> OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = Title;
        ViewData["Step"] = Step;
        _decisions = (await records.OfDossierAsync(Desk.Person, Id, ct)).ToDictionary(d => d.Id, d => d.Sequence);
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Read, dossier: Id, detail: Step, cancellationToken: ct);
        return Page();
    }
}

public sealed class NewRequestForm
{
    public string? About { get; set; }
    public string? By { get; set; }
    public string? On { get; set; }
    public string? Words { get; set; }

    public sealed class Rules : AbstractValidator<NewRequestForm>
    {
        public Rules(DateOnly today, IReadOnlyCollection<string> askers)
        {
            RuleFor(f => f.About).Choice<NewRequestForm, RequestKind>("request-new.error.about");
            RuleFor(f => f.By).Must(b => string.IsNullOrEmpty(b) || b == NewRequestPage.SomebodyElse || askers.Contains(b)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.By).Filled("request-new.error.by", FormRules.Short);
            RuleFor(f => f.By).NotEqual(NewRequestPage.SomebodyElse).WithMessage("request-new.error.somebody-else");
            RuleFor(f => f.On).Day("request-new.error.on").NotAfter(today);
            RuleFor(f => f.Words).Filled("request-new.error.words");
        }
    }
}

/// <summary>
/// Notes a request of the client or of who speaks for the client. Anybody else is told the same sentence, and that is written down. Serves HK-8.7, HK-8.8 and HK-8.4.
/// </summary>
public sealed class NewRequestPage(Desk desk) : DossierForm<NewRequestForm>(desk, "request-new")
{
    public const string SomebodyElse = "somebody-else";
    private const string Client = "client";

    /// <summary>Under 12 who speaks for the client asks (law B4).</summary>
    public IReadOnlyList<string> Askers => [.. CaseFile.Dossier.Client.AgeOn(Desk.Today) < 12 ? Array.Empty<string>() : [Client], .. CaseFile.Representatives.Where(Speaks).Select(r => r.Id.ToString())];

    public string Name(string asker) => InWords.Who(asker == Client ? null : Guid.Parse(asker, CultureInfo.InvariantCulture));

    protected override IValidator<NewRequestForm> Validator => new NewRequestForm.Rules(Desk.Today, Askers);

    protected override NewRequestForm Fill() => new() { On = DayText.Write(Desk.Today) };

    protected override async Task RefusedFormAsync(NewRequestForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.By == SomebodyElse) await Desk.Log.WriteAsync(Desk.Act, AccessAction.Refused, dossier: Id, detail: "request", cancellationToken: HttpContext.RequestAborted);
    }

    protected override IReadOnlyList<Written> Become(NewRequestForm form) =>
        [new RequestReceived(Coded.Parse<RequestKind>(form.About)!.Value, form.By == Client ? null : Guid.Parse(form.By!, CultureInfo.InvariantCulture), DayText.Read(form.On)!.Value, form.Words.Clean()!)];

    protected override string After => $"/dossiers/{Id}/requests";

    // Behind a shield of everything nobody asks anything; without custody, mentorship or the like nobody speaks for the client.
    private static bool Speaks(RepresentativeNoted who) => !who.Shielded.Contains(ShieldedPart.Everything)
        && who.Role is RepresentativeRole.ParentWithCustody or RepresentativeRole.Guardian or RepresentativeRole.Mentor or RepresentativeRole.Curator;
}

/// <summary>A form about one request; it is gone when the dossier has no such request.</summary>
public abstract class RequestForm<TForm>(Desk desk, string step) : DossierForm<TForm>(desk, step) where TForm : class, new()
{
    public ClientRequest Asked { get; private set; } = null!;

    public override Hindrance? Hindrance => Asked.Decided is null ? null : new(T["request-decide.done"], $"/dossiers/{Id}/requests", T["client-requests.back"]);

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var number = int.Parse((string)RouteData.Values["number"]!, CultureInfo.InvariantCulture);
        if (ClientRequest.Of(CaseFile).FirstOrDefault(r => r.Received.Number == number) is not { } asked) return Task.FromResult<IActionResult?>(NotFound());
        Asked = asked;
        return Task.FromResult<IActionResult?>(null);
    }

    protected override string After => $"/dossiers/{Id}/requests";
}

public sealed class RequestDayForm
{
    public string? On { get; set; }

    public sealed class Rules : AbstractValidator<RequestDayForm>
    {
        public Rules(DateOnly today, DateOnly from) =>
            RuleFor(f => f.On).Day("request-act.error.on").Must(on => DayText.Read(on) is not { } day || (day >= from && day <= today)).WithMessage("request-act.error.on");
    }
}

/// <summary>The clock stands still while it is checked who asks. Serves HK-8.7.</summary>
public sealed class PauseRequestPage(Desk desk) : RequestForm<RequestDayForm>(desk, "request-pause")
{
    public override Hindrance? Hindrance => base.Hindrance ?? (Asked.PausedSince is null ? null : new(string.Join(' ', RequestWords.Clock(Desk, Asked)), $"/dossiers/{Id}/requests", T["client-requests.back"]));
    protected override IValidator<RequestDayForm> Validator => new RequestDayForm.Rules(Desk.Today, Asked.ClockFrom);
    protected override RequestDayForm Fill() => new() { On = DayText.Write(Desk.Today) };
    protected override IReadOnlyList<Written> Become(RequestDayForm form) => [new RequestPaused(Asked.Received.Number, DayText.Read(form.On)!.Value)];
}

/// <summary>It is known who asks: the clock runs again. Serves HK-8.7.</summary>
public sealed class ResumeRequestPage(Desk desk) : RequestForm<RequestDayForm>(desk, "request-resume")
{
    public override Hindrance? Hindrance => base.Hindrance ?? (Asked.PausedSince is not null ? null : new(string.Join(' ', RequestWords.Clock(Desk, Asked)), $"/dossiers/{Id}/requests", T["client-requests.back"]));
    protected override IValidator<RequestDayForm> Validator => new RequestDayForm.Rules(Desk.Today, Asked.ClockFrom);
    protected override RequestDayForm Fill() => new() { On = DayText.Write(Desk.Today) };
    protected override IReadOnlyList<Written> Become(RequestDayForm form) => [new RequestResumed(Asked.Received.Number, DayText.Read(form.On)!.Value)];
}

public sealed class ExtendRequestForm
{
    public string? On { get; set; }
    public string? WhyMore { get; set; }

    public sealed class Rules : AbstractValidator<ExtendRequestForm>
    {
        public Rules(DateOnly today, DateOnly from)
        {
            RuleFor(f => f.On).Day("request-act.error.on").Must(on => DayText.Read(on) is not { } day || (day >= from && day <= today)).WithMessage("request-act.error.on");
            RuleFor(f => f.WhyMore).Filled("request-extend.error.why");
        }
    }
}

/// <summary>More time, once and within the first month, with a reason that was told. Serves HK-8.7.</summary>
public sealed class ExtendRequestPage(Desk desk) : RequestForm<ExtendRequestForm>(desk, "request-extend")
{
    public override Hindrance? Hindrance => Asked.MayBeExtendedOn(Desk.Today) ? null : new(T["request-extend.late"], $"/dossiers/{Id}/requests", T["client-requests.back"]);
    protected override IValidator<ExtendRequestForm> Validator => new ExtendRequestForm.Rules(Desk.Today, Asked.Received.What.On);
    protected override ExtendRequestForm Fill() => new() { On = DayText.Write(Desk.Today) };
    protected override IReadOnlyList<Written> Become(ExtendRequestForm form) => [new RequestExtended(Asked.Received.Number, DayText.Read(form.On)!.Value, form.WhyMore.Clean()!)];
}

public sealed class DecideRequestForm
{
    public string? Outcome { get; set; }
    public string? Reason { get; set; }
    public string? Article { get; set; }
    public string? On { get; set; }
    public string[] Records { get; set; } = [];
    public string[] Told { get; set; } = [];
    public string? NotTold { get; set; }

    public sealed class Rules : AbstractValidator<DecideRequestForm>
    {
        public Rules(DateOnly today, DateOnly from, IReadOnlyCollection<string> records, IReadOnlyCollection<string> received)
        {
            RuleFor(f => f.Outcome).Choice<DecideRequestForm, RequestOutcome>("request-decide.error.outcome");
            RuleFor(f => f.Reason).Filled("request-decide.error.reason");
            When(f => f.Outcome is "partial" or "refused", () => RuleFor(f => f.Article).Filled("request-decide.error.article", FormRules.Short)).Otherwise(() => RuleFor(f => f.Article).AtMost(FormRules.Short));
            RuleFor(f => f.On).Day("request-act.error.on").Must(on => DayText.Read(on) is not { } day || (day >= from && day <= today)).WithMessage("request-act.error.on");
            RuleFor(f => f.Records).Must(r => r.All(records.Contains)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Told).Must(t => t.All(received.Contains)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            // Whoever received what is changed or goes has to hear it, or there is a reason (GDPR 19).
            When(f => f.Outcome is "granted" or "partial" && received.Except(f.Told).Any(), () => RuleFor(f => f.NotTold).Filled("request-decide.error.not-told")).Otherwise(() => RuleFor(f => f.NotTold).AtMost());
        }
    }
}

/// <summary>The answer to a request, with its reasons, the decisions it is about, and who else has to hear it. Serves HK-8.7 and HK-8.8.</summary>
public sealed class DecideRequestPage(Desk desk, Records records) : RequestForm<DecideRequestForm>(desk, "request-decide")
{
    private Telling _telling = null!;

    /// <summary>Decisions about this client, by their id.</summary>
    public IReadOnlyDictionary<string, string> Decisions => _telling.Decisions.Where(d => d.Record.Line.Level != Level.Consult)
        .ToDictionary(d => d.Record.Line.Id.ToString(), d => T["request-decide.record", ("number", d.Record.Line.Sequence + 1), ("day", Day(Telling.Day(d.Record.Line.Signed)))]);

    /// <summary>Who received information that this request can change: only correcting, erasing and restricting is told on (GDPR 19).</summary>
    public IReadOnlyList<string> Received => Asked.Received.What.About is not (RequestKind.Rectification or RequestKind.Erasure or RequestKind.Restriction or RequestKind.Withdrawal) ? []
        : [.. _telling.Decisions.SelectMany(d => d.Sent).Select(s => $"{s.Name}, {s.Organisation}").Distinct()];

    public bool TellsOn => Asked.Received.What.About is RequestKind.Rectification or RequestKind.Erasure or RequestKind.Restriction or RequestKind.Withdrawal;

    protected override IValidator<DecideRequestForm> Validator => new DecideRequestForm.Rules(Desk.Today, Asked.Received.What.On, [.. Decisions.Keys], Received);

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        if (await base.LoadedAsync(ct) is { } gone) return gone;
        _telling = await Telling.OfAsync(Desk, records, CaseFile, ct);
        return null;
    }

    protected override DecideRequestForm Fill() => new() { On = DayText.Write(Desk.Today) };

    protected override IReadOnlyList<Written> Become(DecideRequestForm form) =>
    [
        new RequestDecided(Asked.Received.Number, Coded.Parse<RequestOutcome>(form.Outcome)!.Value, DayText.Read(form.On)!.Value, form.Reason.Clean()!, form.Article.Clean(),
            [.. form.Records.Distinct().Select(r => Guid.Parse(r, CultureInfo.InvariantCulture))], [.. form.Told.Distinct()], form.NotTold.Clean()),
    ];
}

/// <summary>What who asked gets on paper about a request: that it came in, that there is more time, or the answer. Serves HK-8.7 and HK-8.8.</summary>
public sealed class RequestLetterPage(Desk desk) : DossierForm(desk, "request-letter")
{
    public IReadOnlyList<string> Paragraphs { get; private set; } = [];
    public string For { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int number)
    {
        var ct = HttpContext.RequestAborted;
        if (ClientRequest.Of(CaseFile).FirstOrDefault(r => r.Received.Number == number) is not { } asked) return NotFound();
        var answers = (await Desk.Answers.CurrentAsync(Desk.Person.OrganisationId, ct))?.Answers ?? new EightAnswers();
        For = asked.Received.What.By is null ? "y" : "par";
        Paragraphs = [.. Say(asked, answers)];
        ViewData["Title"] = T[For == "y" ? "request-letter.title" : "request-letter.title-par"];
        ViewData["Step"] = Step;
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Print, dossier: Id, detail: Step, cancellationToken: ct);
        return Page();
    }

    private IEnumerable<string> Say(ClientRequest asked, EightAnswers answers)
    {
        var what = asked.Received.What;
        var about = T["request.kind." + what.About.Code()];
        var due = Day(asked.DueOn(Desk.Today));
        yield return what.About == RequestKind.Withdrawal ? T[$"request-letter.withdrawal.{For}", ("on", Day(what.On))]
            : T[$"request-letter.received.{For}", ("on", Day(what.On)), ("about", about), ("due", due), ("function", T["client-letter.function"])];
        if (asked.PausedSince is { } since) yield return T[$"request-letter.identity.{For}", ("phone", answers.Phone), ("day", Day(since))];
        if (asked.Extended is { } extended) yield return T[$"request-letter.extended.{For}", ("why", extended.Why.TrimEnd('.')), ("due", due), ("officer", answers.OfficerName)];
        if (asked.Decided is { } decided)
        {
            yield return T[$"request-letter.{decided.Outcome.Code()}.{For}", ("why", decided.Why.TrimEnd('.')), ("article", decided.Article ?? "")];
            if (decided.Told.Count > 0) yield return T["request-letter.told", ("who", string.Join("; ", decided.Told))];
        }
        yield return T["request-letter.closing", ("worker", Desk.Person.Name), ("organisation", Desk.Person.OrganisationName)];
    }
}

/// <summary>All requests of the organisation that wait for an answer, for its privacy officers: without a client's name. Serves HK-8.7 and HK-8z.</summary>
public sealed class OpenRequestsPage(Desk desk, OpenRequests open) : PageModel
{
    public Desk Desk => desk;

    /// <summary>The first day on top.</summary>
    public IReadOnlyList<OpenRequest> Lines { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        Lines = [.. (await open.OfAsync(desk.Person, ct)).OrderBy(l => l.Request.DueOn(desk.Today)).ThenBy(l => l.Number, StringComparer.Ordinal)];
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, detail: "requests", cancellationToken: ct);
        ViewData["Title"] = desk.Text["requests.title"];
        ViewData["Step"] = "requests";
    }
}
