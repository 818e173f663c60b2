using System.Globalization;
using FluentValidation;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A page about what one client is told. Somebody else's dossier does not exist.</summary>
public abstract class TellingPage(Desk desk, Records records, string step) : DossierForm(desk, step)
{
    public Telling Telling { get; private set; } = null!;
    protected Records Records => records;

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        Telling = await Telling.OfAsync(Desk, records, CaseFile, ct);
        return null;
    }

    protected Guid RouteId(string name) => Guid.Parse((string)RouteData.Values[name]!, CultureInfo.InvariantCulture);

    protected Reader? RouteReader => Readers.Find(Telling.Readers, (string)RouteData.Values["reader"]!);

    protected Task SeenAsync(AccessAction action, Guid? record = null) =>
        Desk.Log.WriteAsync(Desk.Act, action, dossier: Id, record: record, detail: Step, cancellationToken: HttpContext.RequestAborted);
}

/// <summary>Who gets a letter about one decision. Whoever gets none is not in the list and not counted. Serves HK-0e, HK-6d and IU-ALG-2a.</summary>
public sealed class ClientLettersPage(Desk desk, Records records) : TellingPage(desk, records, "client-letters")
{
    public Guid Record { get; private set; }
    public IReadOnlyList<Reader> ForWhom { get; private set; } = [];
    public bool UnderTwelve => CaseFile.Dossier.Client.AgeOn(Desk.Today) < 12;
    public bool Postponed { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Record = RouteId("record");
        if (Telling.Decisions.FirstOrDefault(d => d.Record.Line.Id == Record) is not { Source: { } source } decision || source.Agreed.Level == Rules.Level.Consult)
            return await RefusedAsync(Id, null, Step);
        ForWhom = [.. Telling.Readers.Where(r => Telling.MayKnow(decision, r))];
        Postponed = source.Postponed && !Telling.Told(Record);
        ViewData["Title"] = Title;
        ViewData["Step"] = Step;
        await SeenAsync(AccessAction.Read, Record);
        return Page();
    }

    public string Says(Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return T[reader.Form == ReaderForm.Parent ? "client-letters.for-parent" : "client-letters.for-client", ("name", reader.Name)];
    }
}

/// <summary>
/// The letter about one decision for one reader, to print. For everybody who gets none – shielded, unknown, not old enough – the same page says 404 and
/// tells the professional what can be the reason, never which. Serves HK-0e, HK-6d, HK-7i, IU-ALG-2a, IU-ALG-2b and IU-ALG-2c.
/// </summary>
public sealed class ClientLetterPage(Desk desk, Records records) : TellingPage(desk, records, "client-letter")
{
    /// <summary>Null: this reader gets none.</summary>
    public Letter? Letter { get; private set; }
    public bool Unread { get; private set; }
    public string At => $"/dossiers/{Id}/decisions/{RouteData.Values["record"]}/letters";
    public string Here => $"{At}/{RouteData.Values["reader"]}";

    public async Task<IActionResult> OnGetAsync(bool download = false)
    {
        var record = RouteId("record");
        var reader = RouteReader;
        Letter = reader is null ? null : Telling.LetterFor(record, reader);
        ViewData["Step"] = Step;
        if (reader is null || Letter is null)
        {
            ViewData["Title"] = T["client-letter-none.title"];
            Response.StatusCode = StatusCodes.Status404NotFound;
            await SeenAsync(AccessAction.Refused);
            return Page();
        }
        Unread = Telling.Checked(record, reader) is null;
        ViewData["Title"] = T["client-letter-page.title", ("reference", Letter.Reference)];
        if (Letter.Incomplete) Response.StatusCode = StatusCodes.Status409Conflict;
        var taken = download && !Letter.Incomplete;
        await SeenAsync(taken ? AccessAction.Download : AccessAction.Print, record);
        return taken ? File(ClientDocument.Of(Letter.Parts, T["client-letter.title"], (string)ViewData["Title"]!), "text/html; charset=utf-8", T["client-letter-page.file", ("reference", Letter.Reference)]) : Page();
    }
}

public sealed class CheckLetterForm
{
    public string[] MayRead { get; set; } = [];

    public sealed class Rules : AbstractValidator<CheckLetterForm>
    {
        public Rules(IReadOnlyCollection<string> offered) =>
            RuleFor(f => f.MayRead).Must(parts => parts.All(offered.Contains)).WithMessage("error.option-unknown").WithErrorCode(FormRules.NotOffered);
    }
}

/// <summary>Which typed words of a decision one reader may see: read as that reader, tick by tick. Serves HK-6d and HK-0e.</summary>
public sealed class CheckLetterPage(Desk desk, Records records) : DossierForm<CheckLetterForm>(desk, "letter-check")
{
    private Telling _telling = null!;
    private LetterSource _source = null!;
    private Guid _record;

    public Reader Reader { get; private set; } = null!;

    public override string Title => T["letter-check.title-for", ("name", Reader.Name)];
    protected override string PageTitle => T["page-title.letter-check"];

    /// <summary>Each part with its words, and whether it can be ticked: not when it holds something this reader may not know.</summary>
    public IReadOnlyList<(TypedPart Part, string Words, bool Off)> Typed { get; private set; } = [];

    protected override async Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        _telling = await Telling.OfAsync(Desk, records, CaseFile, ct);
        _record = Guid.Parse((string)RouteData.Values["record"]!, CultureInfo.InvariantCulture);
        var reader = Readers.Find(_telling.Readers, (string)RouteData.Values["reader"]!);
        if (reader is null || _telling.Decisions.FirstOrDefault(d => d.Record.Line.Id == _record) is not { Source: { } source } decision || !_telling.MayKnow(decision, reader))
            return await RefusedAsync(Id, null, Step);
        (Reader, _source) = (reader, source);
        var hidden = _telling.Hidden(reader);
        Typed = [.. source.Typed.Select(t => (t.Part, string.Join(" · ", t.Words), (source.Safety && reader.Shield.Any) || t.Words.Any(hidden.In)))];
        return null;
    }

    protected override CheckLetterForm Fill() => new() { MayRead = [.. _telling.Checked(_record, Reader)?.MayRead ?? []] };

    protected override IValidator<CheckLetterForm> Validator => new CheckLetterForm.Rules([.. Typed.Where(t => !t.Off).Select(t => t.Part.Code())]);

    protected override IReadOnlyList<Written> Become(CheckLetterForm form)
    {
        var line = new LetterChecked(_record, Reader.Representative, [.. Coded.All<TypedPart>().Select(p => p.Code()).Where(form.MayRead.Contains)]);
        return line.Equals(_telling.Checked(_record, Reader)) ? [] : [line];
    }

    protected override string After => $"/dossiers/{Id}/decisions/{_record}/letters/{Reader.Code}";
}

public sealed class AgreeLetterForm
{
    public string? Agrees { get; set; }
    public string? On { get; set; }
    public string? How { get; set; }

    public sealed class Rules : AbstractValidator<AgreeLetterForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Agrees).YesNo("letter-agree.error.agrees");
            RuleFor(f => f.On).Day("letter-agree.error.on").NotAfter(today);
            RuleFor(f => f.How).Choice<AgreeLetterForm, HowSaid>("letter-agree.error.how");
        }
    }
}

/// <summary>Whether the client of 16 or older wants somebody to get letters too (decision matrix, ambiguity 24). Serves HK-0e.</summary>
public sealed class AgreeLetterPage(Desk desk) : DossierForm<AgreeLetterForm>(desk, "letter-agree")
{
    private RepresentativeNoted _person = null!;

    public override string Title => T["letter-agree.title-for", ("name", _person.Name)];
    protected override string PageTitle => T["page-title.letter-agree"];

    protected override IValidator<AgreeLetterForm> Validator => new AgreeLetterForm.Rules(Desk.Today);

    protected override Task<IActionResult?> LoadedAsync(CancellationToken ct)
    {
        var person = CaseFile.Representatives.FirstOrDefault(r => r.Id == Guid.Parse((string)RouteData.Values["person"]!, CultureInfo.InvariantCulture));
        if (person is not null) _person = person;
        return Task.FromResult<IActionResult?>(person is null || CaseFile.Dossier.Client.AgeOn(Desk.Today) < 16 ? NotFound() : null);
    }

    protected override IReadOnlyList<Written> Become(AgreeLetterForm form) =>
        [new LetterAgreed(_person.Id, form.Agrees == "yes", DayText.Read(form.On)!.Value, Coded.Parse<HowSaid>(form.How)!.Value)];
}
