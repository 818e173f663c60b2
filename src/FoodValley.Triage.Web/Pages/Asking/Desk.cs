using System.Globalization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Asking;

/// <summary>What lies on the desk of whoever writes a decision: the keepers, the rules, the words, the clock and the person.</summary>
public sealed class Desk(
    Drafts drafts, Caseload caseload, CaseFiles caseFiles, Partners partners, AskedColleagues colleagues, Organisations organisations, GivenAnswers given, AccessLog log, ReadingReasons reasons, CurrentUser user,
    ScreenText text, TimeProvider clock, Chance chance)
{
    private Task<ProtocolSetting?>? _protocol;
    private CaseFile? _file;

    public static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public Drafts Drafts => drafts;
    public Caseload Caseload => caseload;
    public CaseFiles CaseFiles => caseFiles;
    public Partners Partners => partners;
    public AskedColleagues Colleagues => colleagues;
    public Chance Chance => chance;
    public GivenAnswers Answers => given;
    public AccessLog Log => log;
    public ReadingReasons Reasons => reasons;
    public ScreenText Text => text;
    public Rulebook Rulebook => Rulebook.Current;
    public Person Person => user.Person ?? throw new InvalidOperationException("This page needs somebody who signed in.");
    public Act Act => user.Act(clock);
    /// <summary>Now, by the clock of the Netherlands.</summary>
    public DateTime Now => Local(clock.GetUtcNow().UtcDateTime);
    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow().UtcDateTime));
    public Transcript Transcript => new(Words, CultureInfo.CurrentCulture);

    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Amsterdam);

    /// <summary>The words of a key in the language of the request.</summary>
    public string Words(string key) => text[key];

    /// <summary>Read once a request: what is shown, assessed and sealed in it rests on the same protocol.</summary>
    public Task<ProtocolSetting?> ProtocolAsync(CancellationToken ct) => _protocol ??= organisations.ProtocolAsync(Person.OrganisationId, ct);

    /// <summary>The dossier with all its lines: read once a request, like the protocol, unless <paramref name="anew"/>.</summary>
    public async Task<CaseFile?> FileAsync(Answers answers, CancellationToken ct, bool anew = false)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Dossier is not { } id) return null;
        if (anew || _file?.Dossier.Id != id) _file = await caseFiles.FindAsync(Person, id, ct);
        return _file;
    }

    /// <summary>What the rules must know besides the answers, as of today.</summary>
    public async Task<Circumstances> CircumstancesAsync(Answers answers, CancellationToken ct)
    {
        // An organisation that cannot answer the eight questions is not live (HK-8z; decision matrix, ambiguity 21).
        var live = await organisations.FindAsync(Person.OrganisationId, ct) is { Live: true } && await given.CurrentAsync(Person.OrganisationId, ct) is { Answers.Missing.Count: 0 };
        var file = await FileAsync(answers, ct);
        // At level 1 nothing rests on what the dossier says about the client (decision matrix, ambiguity 20).
        return new(await ProtocolAsync(ct), live, Person.Sector, file?.Dossier, Today, answers.Way == Way.Consult ? null : file);
    }

    /// <summary>The advice of the rules on these answers, as of today.</summary>
    public async Task<Assessment> AssessAsync(Answers answers, CancellationToken ct) =>
        Assess.Of(Rulebook, await CircumstancesAsync(answers, ct), answers);
}
