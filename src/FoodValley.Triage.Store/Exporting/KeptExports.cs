using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;

namespace FoodValley.Triage.Store;

/// <summary>Where an export that was asked for stands.</summary>
public enum ExportState
{
    /// <summary>It waits for its turn.</summary>
    [Code("waiting")] Waiting,
    /// <summary>It is being made.</summary>
    [Code("running")] Running,
    /// <summary>The file is there. The end.</summary>
    [Code("ready")] Ready,
    /// <summary>Somebody stopped it; there is no file. The end.</summary>
    [Code("cancelled")] Cancelled,
    /// <summary>The program stopped before it was whole; there is no file. The end.</summary>
    [Code("stopped")] Stopped,
    /// <summary>It could not be written; there is no file. The end.</summary>
    [Code("failed")] Failed,
    /// <summary>The ledger does not hold; there is no file. The end.</summary>
    [Code("broken")] Broken,
    /// <summary>The package would be larger than 4 GB; there is no file. The end.</summary>
    [Code("too-large")] TooLarge,
    /// <summary>A decision it may hold was destroyed since; there is no file any more. The end.</summary>
    [Code("withdrawn")] Withdrawn,
}

/// <summary>An export that was asked for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OrganisationId">Whose decisions.</param>
/// <param name="PersonId">Who asked.</param>
/// <param name="Session">In which sitting, for the access log.</param>
/// <param name="Order">What was asked for; the reason is dropped at the end, because the ledger has it.</param>
/// <param name="Asked">When, UTC.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Changed">UTC, when this was last written.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Rows">Decisions in the file, when it is there.</param>
/// <param name="Sha256">Of the file, when it is there.</param>
public sealed record KeptExport(
    Guid Id, string OrganisationId, string PersonId, string Session, ExportOrder Order, DateTime Asked, ExportState State, DateTime Changed, ExportProgress Progress = default, long Rows = 0, string Sha256 = "")
{
    /// <summary>True while it waits or is made.</summary>
    public bool Runs => State is ExportState.Waiting or ExportState.Running;
}

/// <summary>
/// The exports of a folder: a note and a file for each, in a folder for each organisation. No table: what is kept for some days is not part of the record,
/// and the ledger says that it was made. Several instances may share the folder. Methods throw <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/> when the folder cannot be used.
/// </summary>
/// <param name="folder">Where they lie.</param>
/// <param name="keep">How long after its end.</param>
public sealed class KeptExports(string folder, TimeSpan keep)
{
    /// <summary>A running export writes its note at least this often; after so long a silence it counts as stopped.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    private const string Noted = ".json";
    private const string Taken = ".taken";
    private const string StopAsked = ".stop";
    private const string MustGo = ".gone";

    /// <summary>Puts it in the queue. It must be sound, else <see cref="ArgumentException"/>.</summary>
    public KeptExport Ask(Act act, ExportOrder order, Guid id)
    {
        if (!order.IsSound) throw new ArgumentException("Content goes along as JSON Lines, for a stated reason.", nameof(order));
        var one = new KeptExport(id, act.Who.OrganisationId, act.Who.Id, act.Session, order, act.At, ExportState.Waiting, act.At);
        Directory.CreateDirectory(FolderOf(one.OrganisationId));
        Note(one);
        return one;
    }

    /// <summary>Those of an organisation, newest first.</summary>
    public IReadOnlyList<KeptExport> Of(string organisation, DateTime now) =>
        Directory.Exists(FolderOf(organisation)) ? [.. Notes(FolderOf(organisation)).Select(n => AsOf(n, now)).Where(n => !IsOver(n, now)).OrderByDescending(n => n.Asked)] : [];

    /// <summary>The one with this id, of this organisation only; else null.</summary>
    public KeptExport? Find(string organisation, Guid id, DateTime now) =>
        Read(PathOf(organisation, id, Noted)) is { } one && one.OrganisationId == organisation && AsOf(one, now) is var seen && !IsOver(seen, now) ? seen : null;

    /// <summary>The file of an export that is ready.</summary>
    public string FileOf(KeptExport one) => PathOf(one.OrganisationId, one.Id, "." + EndingOf(one.Order.Format));

    /// <summary>How the name of such a file ends.</summary>
    public static string EndingOf(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "csv",
        ExportFormat.Xlsx => "xlsx",
        ExportFormat.JsonLines => "jsonl",
        ExportFormat.Package => "zip",
    };

    /// <summary>Until when it is kept.</summary>
    public DateTime Until(KeptExport one) => one.Changed + keep;

    /// <summary>Asks whoever makes it to stop. False when it came to its end already.</summary>
    public bool Stop(string organisation, Guid id, DateTime now)
    {
        if (Find(organisation, id, now) is not { Runs: true }) return false;
        File.WriteAllBytes(PathOf(organisation, id, StopAsked), []);
        return true;
    }

    /// <summary>True when somebody asked to stop it.</summary>
    public bool MustStop(KeptExport one) => File.Exists(PathOf(one.OrganisationId, one.Id, StopAsked));

    /// <summary>Takes away every file that may hold a decision signed at one of these moments (UTC); one that is being made stops, and its file never counts (HK-8.3).</summary>
    public void Withdraw(string organisation, IReadOnlyCollection<DateTime> signed, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(signed);
        if (!Directory.Exists(FolderOf(organisation))) return;
        foreach (var one in Notes(FolderOf(organisation)).Where(n => (n.Runs || n.State == ExportState.Ready) && signed.Any(n.Order.Filter.Covers)).ToList())
        {
            File.WriteAllBytes(PathOf(organisation, one.Id, MustGo), []);
            if (one.Runs) File.WriteAllBytes(PathOf(organisation, one.Id, StopAsked), []);
        }
        Sweep(now);
    }

    /// <summary>The one that waits longest, for this caller alone; null when nothing waits.</summary>
    public KeptExport? Take(DateTime now)
    {
        foreach (var one in Folders().SelectMany(Notes).Where(n => n.State == ExportState.Waiting).OrderBy(n => n.Asked).ToList())
        {
            try
            {
                new FileStream(PathOf(one.OrganisationId, one.Id, Taken), FileMode.CreateNew).Dispose();
            }
            catch (IOException) when (File.Exists(PathOf(one.OrganisationId, one.Id, Taken)))
            {
                continue;
            }
            var taken = one with { State = ExportState.Running, Changed = now };
            Note(taken);
            return taken;
        }
        return null;
    }

    /// <summary>Writes down where it stands; a reader sees the note before or the note after.</summary>
    public void Note(KeptExport one)
    {
        var order = one.Order;
        var json = new JsonObject
        {
            ["id"] = one.Id.ToString(),
            ["organisation"] = one.OrganisationId,
            ["person"] = one.PersonId,
            ["session"] = one.Session,
            ["filter"] = order.Filter.ToJson(),
            ["format"] = order.Format.Code(),
            ["reason"] = one.Runs ? order.Reason : "",
            ["withContent"] = order.WithContent,
            ["asked"] = ExportFilter.Moment(one.Asked),
            ["state"] = one.State.Code(),
            ["changed"] = ExportFilter.Moment(one.Changed),
            ["done"] = one.Progress.Done,
            ["total"] = one.Progress.Total,
            ["rows"] = one.Rows,
            ["sha256"] = one.Sha256,
        };
        var path = PathOf(one.OrganisationId, one.Id, Noted);
        File.WriteAllBytes(path + Exports.Unfinished, CanonicalJson.Write(json));
        File.Move(path + Exports.Unfinished, path, overwrite: true);
    }

    /// <summary>Takes away what was kept long enough, and what an export that ended without a file left behind.</summary>
    public void Sweep(DateTime now)
    {
        foreach (var one in Folders().SelectMany(Notes).ToList())
        {
            var seen = AsOf(one, now);
            if (seen.Runs) continue;
            if (seen.State != one.State) Note(seen);
            Clear(seen, IsOver(seen, now));
        }
    }

    private void Clear(KeptExport one, bool over)
    {
        var (note, file) = (PathOf(one.OrganisationId, one.Id, Noted), FileOf(one));
        foreach (var found in Directory.GetFiles(FolderOf(one.OrganisationId), one.Id + ".*"))
            if (found != note && (over || found != file || one.State != ExportState.Ready)) File.Delete(found);
        // Last, so that nothing is left without its note.
        if (over) File.Delete(note);
    }

    private bool IsOver(KeptExport one, DateTime now) => !one.Runs && Until(one) <= now;

    private KeptExport AsOf(KeptExport one, DateTime now) => one.State == ExportState.Running && now - one.Changed > Silence ? one with { State = ExportState.Stopped }
        : one.State == ExportState.Ready && File.Exists(PathOf(one.OrganisationId, one.Id, MustGo)) ? one with { State = ExportState.Withdrawn } : one;

    private string[] Folders() => Directory.Exists(folder) ? Directory.GetDirectories(folder, "of-*") : [];

    private static IEnumerable<KeptExport> Notes(string of) => Directory.GetFiles(of, "*" + Noted).Select(Read).OfType<KeptExport>();

    private string FolderOf(string organisation) => Path.Combine(folder, "of-" + Uri.EscapeDataString(organisation));

    private string PathOf(string organisation, Guid id, string ending) => Path.Combine(FolderOf(organisation), id + ending);

    private static KeptExport? Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(path))!;
            return new(
                Guid.Parse((string)json["id"]!), (string)json["organisation"]!, (string)json["person"]!, (string)json["session"]!,
                new(ExportFilter.Parse(json["filter"]!.AsObject()), Stored.Code<ExportFormat>((string)json["format"]!), (string)json["reason"]!, (bool)json["withContent"]!),
                Time("asked"), Stored.Code<ExportState>((string)json["state"]!), Time("changed"), new((long)json["done"]!, (long)json["total"]!), (long)json["rows"]!, (string)json["sha256"]!);

            DateTime Time(string name) => DateTime.Parse((string)json[name]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException or FormatException or InvalidOperationException or NullReferenceException or InvalidDataException or ArgumentException)
        {
            // Gone meanwhile, or not ours.
            return null;
        }
    }
}
