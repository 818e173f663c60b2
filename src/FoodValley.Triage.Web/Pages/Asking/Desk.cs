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
    Drafts drafts, Caseload caseload, Organisations organisations, AccessLog log, CurrentUser user, ScreenText text, TimeProvider clock)
{
    private Task<ProtocolSetting?>? _protocol;
    private Dossier? _dossier;

    public static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public Drafts Drafts => drafts;
    public Caseload Caseload => caseload;
    public AccessLog Log => log;
    public ScreenText Text => text;
    public Rulebook Rulebook => Rulebook.Current;
    public Person Person => user.Person ?? throw new InvalidOperationException("This page needs somebody who signed in.");
    public Act Act => user.Act(clock);
    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow().UtcDateTime));
    public Transcript Transcript => new(Words, CultureInfo.CurrentCulture);

    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Amsterdam);

    /// <summary>The words of a key in the language of the request.</summary>
    public string Words(string key) => text[key];

    /// <summary>Read once a request: what is shown, assessed and sealed in it rests on the same protocol.</summary>
    public Task<ProtocolSetting?> ProtocolAsync(CancellationToken ct) => _protocol ??= organisations.ProtocolAsync(Person.OrganisationId, ct);

    /// <summary>Read once a request, like the protocol.</summary>
    public async Task<Dossier?> DossierAsync(Answers answers, CancellationToken ct)
    {
        if (answers.Dossier is not { } id) return null;
        if (_dossier?.Id != id) _dossier = await caseload.FindAsync(Person, id, ct);
        return _dossier;
    }

    /// <summary>What the rules must know besides the answers, as of today.</summary>
    public async Task<Circumstances> CircumstancesAsync(Answers answers, CancellationToken ct)
    {
        var organisation = await organisations.FindAsync(Person.OrganisationId, ct);
        return new(await ProtocolAsync(ct), organisation is { Live: true }, Person.Sector, await DossierAsync(answers, ct), Today);
    }

    /// <summary>The advice of the rules on these answers, as of today.</summary>
    public async Task<Assessment> AssessAsync(Answers answers, CancellationToken ct) =>
        Assess.Of(Rulebook, await CircumstancesAsync(answers, ct), answers);
}
