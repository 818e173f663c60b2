using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A decision about a client with what can be told of it; no source when its content is gone or cannot be read.</summary>
public sealed record TellableDecision(Record Record, LetterSource? Source)
{
    /// <summary>Something was shared wrongly, and the privacy officer wrote down that the client is told.</summary>
    public bool SharedWrongly { get; } = Record.Supplements.Any(s => s is { Kind: EntryKind.IncidentHandled, Bytes.Facts: { } facts } && (bool?)JsonNode.Parse(facts)!["clientNotified"] == true);

    /// <summary>When something really went, to whom, in the order it went.</summary>
    public IReadOnlyList<(DateTime At, string Name, string Organisation, IReadOnlyList<string> Items)> Sent { get; } =
    [
        .. Record.Supplements.Where(s => s is { Kind: EntryKind.Exchange, Bytes.Content: not null }).Select(s => JsonNode.Parse(s.Bytes.Content!)!["answers"]!)
            .Select(a => (DateTimeOffset.Parse((string)a["sentAt"]!, CultureInfo.InvariantCulture).UtcDateTime, (string)a["recipientName"]!, (string)a["recipientOrganisation"]!,
                (IReadOnlyList<string>)[.. a["sentItems"]!.AsArray().Select(i => (string)i!), .. (a["sentExtras"]?.AsArray() ?? []).Select(e => Share.Extra + (string)e!["extra"]!)])),
    ];
}

/// <summary>
/// All that is known about one client and can be told, and to whom: read at once, so that a shield in one decision holds in all of them (HK-6d).
/// </summary>
public sealed class Telling
{
    private Telling(Desk desk, CaseFile file, IReadOnlyList<TellableDecision> decisions, EightAnswers answers)
    {
        (Desk, File, Decisions, Answers) = (desk, file, decisions, answers);
        // A decision that may shield somebody and cannot be read shields everything from everybody around the client.
        var shielded = decisions.Where(d => d.Record.Line.Safety).SelectMany(d => d.Source is { } source ? source.Answers.MayNotKnow?.ShieldedFrom ?? [] : [new ShieldedFrom("", true, true)]).ToList();
        Readers = FoodValley.Triage.Informing.Readers.Of(file, desk.Today, shielded);
    }

    private Desk Desk { get; }
    public CaseFile File { get; }
    public EightAnswers Answers { get; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TellableDecision> Decisions { get; }

    public IReadOnlyList<Reader> Readers { get; }

    /// <summary>The dossier is an own one: whoever asks has it already.</summary>
    public static async Task<Telling> OfAsync(Desk desk, Records records, CaseFile file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(file);
        var decisions = new List<TellableDecision>();
        foreach (var line in await records.OfDossierAsync(desk.Person, file.Dossier.Id, ct))
            if (await records.FindAsync(desk.Person, line.Id, ct) is { } record) decisions.Add(new(record, Read(record)));
        return new(desk, file, decisions, (await desk.Answers.CurrentAsync(desk.Person.OrganisationId, ct))?.Answers ?? new());
    }

    /// <summary>True when the client was told about it after it was signed.</summary>
    public bool Told(Guid record) => File.All<ClientInformed>().LastOrDefault(i => i.What.Record == record) is { What.Told: true };

    /// <summary>Decisions this reader may know of, newest first.</summary>
    public IEnumerable<TellableDecision> For(Reader reader) => Decisions.Where(d => MayKnow(d, reader));

    public bool MayKnow(TellableDecision decision, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Source is { } source && source.MayBeToldTo(reader, Told(decision.Record.Line.Id));
    }

    /// <summary>What may stand in nothing this reader gets.</summary>
    public HiddenWords Hidden(Reader reader) => HiddenWords.For(reader, File, Decisions
        .SelectMany(d => (d.Source?.Recipients ?? []).SelectMany(r => new[] { r.Name, r.Organisation }).Concat(d.Sent.SelectMany(s => new[] { s.Name, s.Organisation }))));

    /// <summary>The parts of this letter whose typed words this reader may see; null when nobody read it yet.</summary>
    public LetterChecked? Checked(Guid record, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return File.All<LetterChecked>().LastOrDefault(l => l.What.Record == record && l.What.Reader == reader.Representative)?.What;
    }

    /// <summary>Municipal recipients of what was shared, for a reader from whom no recipient is hidden (HK-8.6).</summary>
    public IReadOnlyList<string> MunicipalRecipients(Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Shield.HidesRecipients ? [] : [.. For(reader).Where(d => d.Record.Line.Outcome.Shares()).SelectMany(d => d.Source!.Recipients)
            .Where(r => r.Kind == RecipientKind.Municipality).Select(r => $"{r.Name}, {r.Organisation}").Distinct()];
    }

    /// <summary>The last day on which something changed in this file; that notes were destroyed is no change.</summary>
    public DateOnly LastChange => File.Lines.Where(l => l.What is not NotesDestroyed).Select(l => l.At).Concat(Decisions.Select(d => d.Record.Line.Signed)).Append(File.Dossier.Opened).Select(Day).Max();

    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(Desk.Local(utc));

    /// <summary>What every letter and overview for this reader says besides the decisions.</summary>
    public LetterAround Around(Reader reader) =>
        new(File, Desk.Today, Desk.Person.Name, Desk.Text["client-letter.function"], Desk.Person.OrganisationName, Answers, Hidden(reader))
        {
            DecidedOn = Desk.Today, LastChange = LastChange, MunicipalRecipients = MunicipalRecipients(reader),
        };

    /// <summary>The letter; null when this reader gets none.</summary>
    public Letter? LetterFor(Guid record, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (Decisions.FirstOrDefault(d => d.Record.Line.Id == record) is not { Source: { } source } decision || !MayKnow(decision, reader)) return null;
        var around = Around(reader) with
        {
            DecidedOn = Day(source.Signed),
            Sent = [.. decision.Sent.Select(s => Day(s.At))],
            SharedWrongly = decision.SharedWrongly,
            MayRead = Checked(record, reader)?.MayRead ?? [],
            ParentsGetOne = Readers.Any(r => r.Form == ReaderForm.Parent && MayKnow(decision, r)),
        };
        return Letter.Of(source, reader, Letter.ReferenceOf(record, reader), around, Desk.Words, CultureInfo.CurrentCulture);
    }

    private static LetterSource? Read(Record record)
    {
        try
        {
            return record.Bytes.Content is { } content ? LetterSource.Of(content) : null;
        }
        catch (JsonException)
        {
            // Not what was sealed: its own page says so.
            return null;
        }
    }
}
