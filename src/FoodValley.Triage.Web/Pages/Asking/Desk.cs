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

    public async Task<ProtocolSetting?> ProtocolAsync(CancellationToken ct) => await organisations.ProtocolAsync(Person.OrganisationId, ct);

    public async Task<Dossier?> DossierAsync(Answers answers, CancellationToken ct) =>
        answers.Dossier is { } id ? await caseload.FindAsync(Person, id, ct) : null;

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
