using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Setup;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A sealed decision in the words it was sealed with: nothing here is looked up anew.</summary>
public sealed class RecordView
{
    private readonly JsonObject _content;
    private readonly JsonObject _facts;

    public RecordView(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Id = record.Line.Id;
        Line = record.Line;
        _content = Read(record.Bytes.Content);
        Holds = record.Holds;
        LeafHash = Convert.ToHexStringLower(record.Bytes.LeafHash);
        _facts = Read(record.Bytes.Facts);
        Shown = Questions(_content);
        Supplements = [.. record.Supplements.Select(s => new SupplementView(
            s.Kind, s.Sequence, Desk.Local(s.Signed).ToString("d-M-yyyy", CultureInfo.InvariantCulture), Questions(Read(s.Bytes.Content)), Read(s.Bytes.Facts)))];
        ReplacedBy = record.ReplacedBy;
    }

    /// <summary>One question as sealed.</summary>
    /// <param name="Name">The question's name in what was sealed.</param>
    /// <param name="Stage">The stage it belongs to; empty for one this program no longer knows.</param>
    /// <param name="Title">As shown.</param>
    /// <param name="Norms">The norms it serves.</param>
    /// <param name="Answers">Label and answer as shown.</param>
    public sealed record ShownSection(string Name, string Stage, string Title, string Norms, IReadOnlyList<(string Label, string Text)> Answers);

    /// <summary>Something that was added later, as sealed.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Sequence">Number of its leaf, from 0.</param>
    /// <param name="Signed">Its day.</param>
    /// <param name="Shown">In the words of the page.</param>
    /// <param name="Facts">Its columns.</param>
    public sealed record SupplementView(EntryKind Kind, long Sequence, string Signed, IReadOnlyList<ShownSection> Shown, JsonObject Facts);

    /// <summary>Decisions that took the place of this one.</summary>
    public IReadOnlyList<Replacement> ReplacedBy { get; }

    public Guid Id { get; }
    public RecordLine Line { get; }
    public bool Holds { get; }
    public string LeafHash { get; }
    public IReadOnlyList<ShownSection> Shown { get; }
    public IReadOnlyList<SupplementView> Supplements { get; }

    public static string When(ScreenText text, DateTime utc)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Desk.Local(utc).ToString(text["format.day-and-time"], CultureInfo.CurrentCulture);
    }

    /// <summary>Place in the ledger, counted from 1 for people.</summary>
    public long Number => Line.Sequence + 1;

    // What is shown is what was sealed, never the columns that lists search by.
    public string Level => Text(_content, "level");
    private string Outcome => Text(_content, "outcome");
    private string Ground => Text(_content, "ground");

    public IReadOnlyList<(string Kind, string Text, string Source)> Findings =>
        [.. (_content["findings"]?.AsArray() ?? []).Select(f => (Text(f, "kind"), $"{Text(f, "text")} {Text(f, "nearest")}".Trim(), $"{string.Join(", ", (f!["norms"]?.AsArray() ?? []).Select(n => n!.GetValue<string>()))} · {Text(f, "source")}"))];

    public string OutcomeName(ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Level == Rules.Level.Consult.Code() && Outcome == Rules.Outcome.Share.Code() ? text["level-1.name"] : text[$"outcome.{Outcome}.name"];
    }

    public IEnumerable<(string Label, string Text)> Head(ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        yield return (text["record.author"], $"{Text(_content["author"], "name")}, {text["role." + Text(_content["author"], "role")]}");
        yield return (text["record.organisation"], $"{Text(_content["team"], "name")}, {Text(_content["organisation"], "name")}");
        yield return (text["record.time"], Desk.Local(DateTimeOffset.Parse(Text(_content, "signedAt"), CultureInfo.InvariantCulture).UtcDateTime).ToString(text["format.day-and-time"], CultureInfo.CurrentCulture));
        if (_content["client"] is JsonObject client) yield return (text["record.client"], $"{Text(client, "name")} ({text["beside.dossier", ("number", Text(_content, "dossier"))]})");
        if (Level != Rules.Level.Consult.Code()) yield return (text["record.sector"], text["sector." + Text(_content, "sector")]);
        if (_content["replaces"] is JsonValue replaces) yield return (text["record.replaces"], text["record.title", ("number", replaces.GetValue<long>() + 1)]);
        if (Text(_content, "replacesWhy") is { Length: > 0 } why) yield return (text["record.replaces-why"], why);
        yield return (text["record.ground"], text[Level == Rules.Level.Consult.Code() ? "ground.none.name" : Ground == LegalGround.None.Code() ? "record.no-ground" : $"ground.{Ground}.name"]);
        yield return (text["record.reason"], Text(_content, "reason"));
        yield return (text["record.statement"], Text(_content, "statement"));
        yield return (text["record.edition"], text["record.edition-text", ("edition", Text(_content["edition"], "id")), ("date", Day(Text(_content["edition"], "validFrom")))]);
        yield return (text["record.confirmed-by"], Text(_content["edition"], "confirmedBy") is { Length: > 0 } lawyer ? lawyer : text["record.not-confirmed"]);
        if (_content["protocol"] is not JsonObject protocol) yield return (text["record.protocol"], text["beside.no-protocol"]);
        else
        {
            yield return (text["record.protocol"], text["record.protocol-text", ("version", Text(protocol, "version")), ("date", Day(Text(protocol, "date")))]);
            yield return (text["record.protocol-grounds"], string.Join(", ", protocol["grounds"]!.AsArray().Select(g => text[$"ground.{g!.GetValue<string>()}.name"])));
        }
    }

    /// <summary>The columns of the report as sealed, in words. One this program does not know yet is shown as it stands.</summary>
    public IEnumerable<(string Label, string Text)> Facts(ScreenText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (name, value) in _facts)
            if (name != "format" && value is not null) yield return (text.Find("fact." + name) ?? name, Fact(text, name, value));
    }

    private string Fact(ScreenText text, string name, JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => text["common.yes"],
        JsonValueKind.False => text["common.no"],
        JsonValueKind.String => Fact(text, name, value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private string Fact(ScreenText text, string name, string code) => name switch
    {
        "kind" => text.Find("fact.kind." + code),
        "level" => text.Find("level-name." + code),
        "sector" => text.Find("sector." + code),
        "outcome" => text.Find($"outcome.{code}.name"),
        "ground" => text.Find($"ground.{code}.name"),
        "team" => Text(_content["team"], "id") == code ? Text(_content["team"], "name") : null,
        "planAgreement" => text.Find("plan-agreement.option." + code),
        "consent" => text.Find("consent-status.option." + code),
        "clientPassesOn" => text.Find("client-passes-on.option." + code),
        "recipientKind" => text.Find("recipient.option." + code),
        "secrecyWay" => text.Find("secrecy-way.option." + code),
        "notSharingReason" => text.Find("outcome.do-not-share.reason." + code),
        "safetyTiming" => text.Find("fact.safetyTiming." + code),
        "threatKind" => text.Find("threat.kind.option." + code),
        "informWhen" => text.Find("safety-inform.option." + code),
        "shielded" => text.Find("fact.shielded." + code),
        "signed" or "heldUntil" or "momentFrom" or "momentTo" or "completeBy" or "informReviewOn" => Day(code),
        _ => null,
    } ?? code;

    private static string Day(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? known.ToString("d MMMM yyyy", CultureInfo.CurrentCulture) : day;

    private static JsonObject Read(byte[]? content) => content is null ? [] : JsonNode.Parse(content)!.AsObject();

    private static string Text(JsonNode? node, string name) => node?[name]?.GetValue<string>() ?? "";

    private static IReadOnlyList<ShownSection> Questions(JsonObject content) =>
        [.. (content["shown"]?.AsArray() ?? []).Where(q => q!["answers"]!.AsArray().Count > 0).Select(q => new ShownSection(
            Text(q, "question"), Coded.Parse<Question>(Text(q, "question"))?.Stage().Code() ?? "", Text(q, "title"), string.Join(", ", q!["norms"]!.AsArray().Select(n => n!.GetValue<string>())),
            [.. q["answers"]!.AsArray().Select(a => (Text(a, "label"), Text(a, "text")))]))];
}

/// <summary>What a decision lets go, and what went: the state that record and dossier show (HK-7c).</summary>
/// <param name="Agreed">What it lets go.</param>
/// <param name="View">The record.</param>
/// <param name="Responsible">True for who is responsible for the dossier now: only that person records what went.</param>
public sealed record ExchangeView(AgreedSharing Agreed, RecordView View, bool Responsible)
{
    /// <summary>The exchanges, oldest first, with what the recipient said to each.</summary>
    public IReadOnlyList<(RecordView.SupplementView Exchange, IReadOnlyList<RecordView.SupplementView> Answers)> Gone =>
        [.. View.Supplements.Where(s => s.Kind == EntryKind.Exchange).Select(e => (e,
            (IReadOnlyList<RecordView.SupplementView>)[.. View.Supplements.Where(a => a.Kind == EntryKind.ExchangeAnswer && a.Facts["exchange"]?.GetValue<long>() == e.Sequence)]))];

    /// <summary>When something went, in words: "nog niet gedeeld" or the moments.</summary>
    public static string State(ScreenText text, IEnumerable<DateTime> sent)
    {
        ArgumentNullException.ThrowIfNull(text);
        var moments = sent.Select(at => Desk.Local(at).ToString(text["format.day-and-time"], CultureInfo.CurrentCulture)).ToList();
        return moments.Count == 0 ? text["exchange.state.none"] : text["exchange.state.sent", ("when", string.Join("; ", moments))];
    }

    public string StateNow(ScreenText text) => State(text, Gone.Select(g => g.Exchange.Facts["sentAt"]?.GetValue<string>()).OfType<string>().Select(at => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).UtcDateTime));

    /// <summary>The last thing the recipient said, in words; null when nothing was.</summary>
    public static string? Answer(ScreenText text, IReadOnlyList<RecordView.SupplementView> answers)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(answers);
        return answers is [.., var last] && last.Facts["answer"]?.GetValue<string>() is { } code ? text.Find("exchange-answer.option." + code) : null;
    }
}

/// <summary>Finds a record for whoever may read it, and writes down that it was read, printed or downloaded.</summary>
public abstract class RecordPageModel(Desk desk, Records records) : PageModel
{
    public RecordView View { get; private set; } = null!;
    protected Record Record { get; private set; } = null!;
    protected Desk Desk => desk;
    protected Records Records => records;

    /// <param name="id">Of the record.</param>
    /// <param name="action">What is done with it, once it is found.</param>
    /// <param name="allowed">Whether this person may do that with this record; null: whoever may read it.</param>
    protected async Task<bool> FindAsync(Guid id, AccessAction action, Func<Record, bool>? allowed = null)
    {
        var ct = HttpContext.RequestAborted;
        if (!await LoadAsync(id, ct) || allowed?.Invoke(Record) == false)
        {
            await desk.Log.WriteAsync(desk.Act, AccessAction.Refused, record: id, detail: "record", cancellationToken: ct);
            return false;
        }
        // At level 1 the event does not tie the record to the dossier (decision matrix, ambiguity 20).
        await desk.Log.WriteAsync(desk.Act, action, Record.Line.Level == Level.Consult ? null : Record.Line.DossierId, id, cancellationToken: ct);
        View = new RecordView(Record);
        ViewData["Title"] = desk.Text["record.title", ("number", View.Number)];
        ViewData["Step"] = "record";
        return true;
    }

    /// <summary>
    /// Finds it for whoever may read it; null when the page may show it. A privacy officer who has not said why in this session is led to where that is asked
    /// (HK-8.4): before that the record is not read, and no event says that it was.
    /// </summary>
    /// <param name="id">Of the record.</param>
    /// <param name="action">What is done with it.</param>
    /// <param name="to">What follows once the reason is given; empty for the record itself.</param>
    protected async Task<IActionResult?> OpenedAsync(Guid id, AccessAction action, string to = "")
    {
        var ct = HttpContext.RequestAborted;
        if (desk.Person.Role == Role.PrivacyOfficer && await LoadAsync(id, ct) && !await desk.Reasons.GivenAsync(desk.Act, id, ct))
            return Redirect($"/records/{id}/reason" + (to.Length == 0 ? "" : "?to=" + to));
        return await FindAsync(id, action) ? null : NotFound();
    }

    /// <summary>Where this part of a record is.</summary>
    protected static string AddressOf(Guid id, string part) => $"/records/{id}" + (part.Length == 0 ? "" : "/" + part);

    /// <summary>Reads the record anew, with the dossier as it stands now; false when it is not this person's to read.</summary>
    protected virtual async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await records.FindAsync(desk.Person, id, ct) is not { } record) return false;
        Record = record;
        CaseFile = record.Line.DossierId is { } dossier && desk.Person.Role == Role.Caseworker ? await desk.CaseFiles.FindAsync(desk.Person, dossier, ct) : null;
        return true;
    }

    /// <summary>The dossier it is about, for whoever is responsible for that now; null for everybody else.</summary>
    protected CaseFile? CaseFile { get; private set; }

    /// <summary>What the decision lets go; null when its content was destroyed.</summary>
    protected static AgreedSharing? AgreedOf(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        try
        {
            return record.Bytes.Content is { } content ? AgreedSharing.Of(content) : null;
        }
        catch (JsonException)
        {
            // Not what was sealed: the page itself says so.
            return null;
        }
    }

    /// <summary>True for who signed it, and for who is responsible for its dossier now.</summary>
    protected bool InReach(Record record) => desk.Person.Role == Role.Caseworker && (IsOwn(record) || CaseFile is not null);

    /// <summary>A new decision in the place of this one, about the same client; this one stays as it is.</summary>
    public string? StartAgain => InReach(Record) ? $"/asking/start?replaces={View.Id}" + (Record.Line is { Level: not Level.Consult, DossierId: { } dossier } ? "&dossier=" + dossier : "") : null;

    /// <summary>True for who is responsible for its dossier now; without a dossier for who signed it.</summary>
    protected bool Responsible => desk.Person.Role == Role.Caseworker && (Record.Line.DossierId is null ? Own : CaseFile is not null);

    /// <summary>How long it is kept, and what this person can do about that (HK-8.3).</summary>
    protected async Task<KeepingView> KeepingAsync(CancellationToken ct) => KeepingView.Of(
        desk, (await records.KeepingAsync(desk.Person, Record.Line.Id, ct))!, (await desk.Answers.CurrentAsync(desk.Person.OrganisationId, ct))?.Answers, Responsible);

    protected bool Own => IsOwn(Record);

    protected bool IsOwn(Record record) => record.Line.AuthorId == desk.Person.Id;
}

/// <summary>The record page: shows, verifies, prints, offers the JSON. Serves HK-7d and IU-ALG-6.</summary>
public sealed class RecordPage(Desk desk, Records records, Reviews reviews) : RecordPageModel(desk, records)
{
    public bool JustSigned { get; private set; }
    public bool MayAddAdvice => Own && Record.Line is { Level: Level.Consult, Outcome: Outcome.Share };

    /// <summary>What can be done with it, and where it stands.</summary>
    public ExchangeView? Exchange { get; private set; }

    /// <summary>Made at once, and the rest is not there yet: the day by which it must be (decision matrix, ambiguity 26).</summary>
    public string? CompleteBy { get; private set; }

    public bool MayComplete => Own && Desk.Person.Role == Role.Caseworker;

    public bool MayAdd => InReach(Record);

    /// <summary>On hold: questions to colleagues that were open when it was signed, with the answers that came since.</summary>
    public IReadOnlyList<ColleagueAdvice> WaitsFor { get; private set; } = [];

    /// <summary>Where what the client is told about it is kept, for who is responsible now; null at level 1, where there is nothing to tell of a person.</summary>
    public string? LettersOf => CaseFile is { } file && Record.Line.Level != Level.Consult ? $"/dossiers/{file.Dossier.Id}/decisions/{View.Id}" : null;

    /// <summary>What was just added; null when nothing was.</summary>
    public string? Done { get; private set; }

    private static readonly IReadOnlyList<string> Added = ["exchange", "exchange-answer", "addition", "incident", "review", "review-reply", "review-close", "keep-hold", "keep-lift", "destroy-propose", "destroy-refuse"];

    public KeepingView Keeping { get; private set; } = null!;

    /// <summary>Where its review stands; null when nobody reviews it.</summary>
    public ReviewItem? Review { get; private set; }

    /// <summary>True for who was asked to answer the review: the author, and who is responsible for the dossier now.</summary>
    public bool MayAnswerReview => InReach(Record) && Review is { State: ReviewState.Author };

    /// <summary>Number of the leaf of the last review.</summary>
    public long? LastReview => View.Supplements.LastOrDefault(s => s.Kind == EntryKind.Review)?.Sequence;

    public bool MayReview => Desk.Person.Role == Role.TeamLead;

    /// <summary>What the reviewer said last, in a sentence for the author; null when there is nothing to say.</summary>
    public string? ReviewSays => Review is { AssignedName: { } lead } item && View.Supplements.LastOrDefault(s => s.Kind == EntryKind.Review) is { } last
        ? item.State switch
        {
            ReviewState.Agreed => Desk.Text["review.author.agreed", ("name", lead), ("number", View.Number)],
            ReviewState.Author => Desk.Text["review.author." + (string?)last.Facts["review"], ("name", lead), ("number", View.Number), ("due", Desk.Transcript.Day(item.Due))],
            _ => null,
        } : null;

    public async Task<IActionResult> OnGetAsync(Guid id, string? signed, string? done)
    {
        if (await OpenedAsync(id, AccessAction.Read) is { } elsewhere) return elsewhere;
        JustSigned = signed == "yes" && Own;
        Keeping = await KeepingAsync(HttpContext.RequestAborted);
        Done = Added.FirstOrDefault(a => a == done) is { } added ? Desk.Text["record.done." + added] : null;
        if (AgreedOf(Record) is { } agreed && (agreed.CanBeExchanged || agreed.ClientTakesLetter)) Exchange = new(agreed, View, CaseFile is not null);
        Review = await reviews.FindAsync(Desk.Person, id, HttpContext.RequestAborted) ?? (InReach(Record) ? await reviews.OfRecordAsync(Desk.Person, Record.Line, HttpContext.RequestAborted) : null);
        if (Record.Line.CompleteBy is { } by && Record.ReplacedBy.Count == 0) CompleteBy = Desk.Transcript.Day(by);
        if (Record.Line.Outcome == Outcome.Hold && Record.ReplacedBy.Count == 0 && InReach(Record))
            WaitsFor = [.. (await Desk.Colleagues.OfHeldAsync(Desk.Person, [Record.Line], HttpContext.RequestAborted))[id]];
        return Page();
    }
}

/// <summary>
/// The whole record on paper, for whoever keeps a paper dossier. With the checkpoint of the ledger as it is now: a printed decision is a witness outside the
/// database. Serves HK-7d and IU-ALG-6.
/// </summary>
public sealed class PrintPage(Desk desk, Records records, Exports exports, TriageDb db, IConfiguration settings) : RecordPageModel(desk, records)
{
    /// <summary>The signed checkpoint as text; null when there is no key to sign with.</summary>
    public string? Note { get; private set; }

    public KeepingView Keeping { get; private set; } = null!;

    /// <summary>The same, taken apart.</summary>
    public Checkpoint? Checkpoint { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenedAsync(id, AccessAction.Print, "print") is { } elsewhere) return elsewhere;
        var ct = HttpContext.RequestAborted;
        Keeping = await KeepingAsync(ct);
        try
        {
            using var key = await LedgerSigning.KeyAsync(settings, db, ct);
            if (await exports.CheckpointAsync(Desk.Person.OrganisationId, key, ct) is { } note) (Note, Checkpoint) = (Encoding.UTF8.GetString(note), SignedOf(note));
        }
        catch (CannotRunException)
        {
            // The page says that there is no key.
        }
        return Page();
    }

    private static Checkpoint SignedOf(byte[] note) => FoodValley.Triage.Recording.Checkpoint.Parse(note).Checkpoint;
}

/// <summary>The record as JSON: what was sealed, with what one needs to check it. Serves HK-7d. Schema: docs/record.schema.json.</summary>
public sealed class JsonPage(Desk desk, Records records) : RecordPageModel(desk, records)
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenedAsync(id, AccessAction.Download, "json") is { } elsewhere) return elsewhere;
        var file = new JsonObject { ["format"] = 1, ["record"] = id.ToString(), ["entry"] = Sealed(Record.Bytes) };
        file["supplements"] = new JsonArray([.. Record.Supplements.Select(s => (JsonNode)Sealed(s.Bytes))]);
        return File(CanonicalJson.Write(file), "application/json", $"besluit-{View.Number}.json");
    }

    private static JsonObject Sealed(SealedBytes bytes) => new()
    {
        ["leaf"] = JsonNode.Parse(bytes.Leaf),
        ["leafHash"] = Convert.ToHexStringLower(bytes.LeafHash),
        ["facts"] = bytes.Facts is null ? null : JsonNode.Parse(bytes.Facts),
        ["factsSalt"] = bytes.FactsSalt is null ? null : Convert.ToHexStringLower(bytes.FactsSalt),
        ["content"] = bytes.Content is null ? null : JsonNode.Parse(bytes.Content),
        ["contentSalt"] = bytes.ContentSalt is null ? null : Convert.ToHexStringLower(bytes.ContentSalt),
    };
}
