using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>An overview for one reader, as it stands at one moment.</summary>
/// <param name="Reference">Tells papers apart.</param>
/// <param name="Parts">What it says.</param>
/// <param name="Incomplete">True when something that must be said is not known.</param>
public sealed record ClientOverview(string Reference, IReadOnlyList<LetterPart> Parts, bool Incomplete)
{
    /// <param name="desk">Of who makes it.</param>
    /// <param name="telling">What can be told.</param>
    /// <param name="reader">Who reads it.</param>
    /// <param name="until">Nobody who looked later stands in it, UTC.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<ClientOverview> OfAsync(Desk desk, Telling telling, Reader reader, DateTime until, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(telling);
        ArgumentNullException.ThrowIfNull(reader);
        var known = telling.For(reader).ToList();
        var (ids, client) = (known.Select(d => d.Record.Line.Id).ToHashSet(), reader.Form != ReaderForm.Parent);
        // Whoever looked at a decision that this reader may not know of is not told either; a parent hears days, for a count or a time can tell too (HK-6d).
        var seen = (await desk.Log.OfDossierAsync(desk.Person, telling.File.Dossier.Id, ct))
            .Where(e => e.At <= until && (e.Record is { } record ? ids.Contains(record) : client || !e.Draft))
            .Select(e => new SeenBy(client ? Desk.Local(e.At).ToString(desk.Text["format.day-and-time"], CultureInfo.CurrentCulture) : desk.Transcript.Day(Telling.Day(e.At)), desk.Text["client-overview.role." + e.Role.Code()]))
            .Distinct().ToList();
        var reference = Letter.ReferenceOf(telling.File.Dossier.Id, reader);
        var (parts, incomplete) = Overview.Of(
            reader, [.. known.Select(d => new OverviewDecision(d.Source!, Telling.Day(d.Source!.Signed), d.Record.ReplacedBy.Count > 0,
                [.. d.Sent.Select(s => new SentOn(Telling.Day(s.At), $"{s.Name}, {s.Organisation}", s.Items))], telling.Checked(d.Record.Line.Id, reader)?.MayRead ?? []))],
            seen, telling.Around(reader), desk.Person.Sector == Sector.Government, reference, desk.Words, CultureInfo.CurrentCulture);
        return new(reference, parts, incomplete);
    }
}

/// <summary>For whom an overview can be made. Serves HK-7i.</summary>
public sealed class OverviewsPage(Desk desk, Records records) : TellingPage(desk, records, "client-overviews")
{
    public async Task<IActionResult> OnGetAsync()
    {
        ViewData["Title"] = Title;
        ViewData["Step"] = Step;
        await SeenAsync(AccessAction.Read);
        return Page();
    }
}

public sealed class CheckOverviewForm
{
    public string[] Looked { get; set; } = [];

    public sealed class Rules : AbstractValidator<CheckOverviewForm>
    {
        public Rules(IReadOnlyCollection<string> asked)
        {
            RuleFor(f => f.Looked).Must(l => l.All(asked.Contains)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
            RuleFor(f => f.Looked).Must(l => asked.All(l.Contains)).WithMessage("overview-check.error.looked");
        }
    }
}

/// <summary>The overview for one reader before it is handed out: a person reads it as that reader would, and that is written down. Serves HK-7i and HK-6d.</summary>
public sealed class CheckOverviewPage(Desk desk, Records records) : DossierForm<CheckOverviewForm>(desk, "overview-check")
{
    public static readonly IReadOnlyList<string> Asked = ["guess", "other", "organisation", "time", "confidence"];

    public Reader Reader { get; private set; } = null!;
    public ClientOverview Overview { get; private set; } = null!;

    public override string Title => T["overview-check.title-for", ("name", Reader.Name)];

    // A title stands in the history of a browser: no name.
    protected override string PageTitle => T["client-overview.title"];

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var telling = await Telling.OfAsync(Desk, records, CaseFile, ct);
        if (Readers.Find(telling.Readers, (string)RouteData.Values["reader"]!) is not { } reader)
        {
            // The paper page says 404 and the same words for everybody who gets none, shielded or unknown.
            return Redirect($"/dossiers/{Id}/overview/{RouteData.Values["reader"]}/paper");
        }
        (Reader, Overview) = (reader, await ClientOverview.OfAsync(Desk, telling, reader, Desk.Act.At, ct));
        return null;
    }

    protected override IValidator<CheckOverviewForm> Validator { get; } = new CheckOverviewForm.Rules(Asked);

    protected override IReadOnlyList<Written> Become(CheckOverviewForm form) => [new OverviewChecked(Reader.Representative, Desk.Today)];

    protected override string After => $"/dossiers/{Id}/overview/{Reader.Code}/paper";
}

/// <summary>
/// The overview on paper, once somebody read it and nothing was written since; otherwise it has to be read first. Serves HK-7i, HK-8.4 and HK-8.6.
/// </summary>
public sealed class PaperOverviewPage(Desk desk, Records records) : TellingPage(desk, records, "client-overview")
{
    public Reader? Reader { get; private set; }

    /// <summary>Null: it has to be read first, or there is none.</summary>
    public ClientOverview? Overview { get; private set; }

    public string Here => $"/dossiers/{Id}/overview/{RouteData.Values["reader"]}";

    public async Task<IActionResult> OnGetAsync(bool download = false)
    {
        ViewData["Step"] = Step;
        ViewData["Title"] = T["client-overview-none.title"];
        Reader = RouteReader;
        if (Reader is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            await SeenAsync(AccessAction.Refused);
            return Page();
        }
        var last = CaseFile.All<OverviewChecked>().LastOrDefault(o => o.What.Reader == Reader.Representative);
        // Whoever checks two overviews one after the other, or a letter in between, changes nothing that they say.
        var changed = last is null || CaseFile.Lines.Any(l => l.Number > last.Number && l.What is not OverviewChecked)
            || Telling.Decisions.Any(d => d.Record.Line.Signed > last.At || d.Record.Supplements.Any(s => s.Signed > last.At));
        if (changed)
        {
            ViewData["Title"] = T["client-overview.title"];
            Response.StatusCode = StatusCodes.Status409Conflict;
            await SeenAsync(AccessAction.Refused);
            return Page();
        }
        Overview = await ClientOverview.OfAsync(Desk, Telling, Reader, last!.At, HttpContext.RequestAborted);
        ViewData["Title"] = T["client-overview.page-title", ("reference", Overview.Reference)];
        if (Overview.Incomplete) Response.StatusCode = StatusCodes.Status409Conflict;
        var taken = download && !Overview.Incomplete;
        await SeenAsync(taken ? AccessAction.Download : AccessAction.Print);
        return taken
            ? File(ClientDocument.Of(Overview.Parts, T["client-overview.title"], (string)ViewData["Title"]!), "text/html; charset=utf-8", T["client-overview.file", ("reference", Overview.Reference)])
            : Page();
    }
}

public sealed class NoteInformedForm
{
    public string? Told { get; set; }
    public string? On { get; set; }
    public string? By { get; set; }
    public string? How { get; set; }
    public string? Said { get; set; }
    public string? Why { get; set; }
    public string? Decider { get; set; }
    public string? LookAgain { get; set; }

    public sealed class Rules : AbstractValidator<NoteInformedForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Told).YesNo("client-informed.error.told");
            RuleFor(f => f.Said).AtMost();
            When(f => f.Told == "yes", () =>
            {
                RuleFor(f => f.On).Day("client-informed.error.on").NotAfter(today);
                RuleFor(f => f.By).Filled("client-informed.error.by", FormRules.Short);
                RuleFor(f => f.How).Choice<NoteInformedForm, InformedHow>("client-informed.error.how");
            });
            When(f => f.Told == "no", () =>
            {
                RuleFor(f => f.Why).Filled("client-informed.error.why");
                RuleFor(f => f.Decider).Filled("client-informed.error.decider", FormRules.Short);
                RuleFor(f => f.LookAgain).Day("client-informed.error.look-again");
                RuleFor(f => f.LookAgain).Must(d => DayText.Read(d) is not { } day || day > today).WithMessage("client-informed.error.look-again");
            });
        }
    }
}

/// <summary>
/// Whether, when, by whom and how the client was told about a decision and what the client said; or why it still waits, who decided that and when somebody
/// looks again. Serves IU-ALG-2a, IU-ALG-2b and IU-ALG-2c.
/// </summary>
public sealed class NoteInformedPage(Desk desk, Records records) : DossierForm<NoteInformedForm>(desk, "client-informed")
{
    private RecordLine _line = null!;

    public IReadOnlyList<string> Before => [.. CaseFile.Lines.Where(l => l.What is ClientInformed informed && informed.Record == _line.Id).Select(InWords.Sentence)];

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var record = Guid.Parse((string)RouteData.Values["record"]!, CultureInfo.InvariantCulture);
        if ((await records.OfDossierAsync(Desk.Person, Id, ct)).FirstOrDefault(l => l.Id == record) is not { Level: not Level.Consult } line) return await RefusedAsync(Id, null, Step);
        _line = line;
        return null;
    }

    protected override NoteInformedForm Fill() => new() { By = Desk.Person.Name, On = DayText.Write(Desk.Today) };

    protected override IValidator<NoteInformedForm> Validator => new NoteInformedForm.Rules(Desk.Today);

    protected override IReadOnlyList<Written> Become(NoteInformedForm form) =>
    [
        form.Told == "yes"
            ? new ClientInformed(_line.Id, true, DayText.Read(form.On)!.Value, form.By.Clean()!, Coded.Parse<InformedHow>(form.How), form.Said.Clean(), null)
            : new ClientInformed(_line.Id, false, Desk.Today, form.Decider.Clean()!, null, form.Why.Clean(), DayText.Read(form.LookAgain)),
    ];

    protected override string After => $"/dossiers/{Id}/decisions/{_line.Id}/letters";
}
