using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Dossiers;

/// <summary>Somebody whose yes or no counts on a day.</summary>
/// <param name="Representative">Null for the client.</param>
/// <param name="Name">As called.</param>
/// <param name="Role">Null for the client.</param>
/// <param name="Needed">True when nothing can stand in for this yes: the young person from 12 who can decide.</param>
public sealed record Giver(Guid? Representative, string Name, RepresentativeRole? Role, bool Needed);

/// <summary>Where one giver stands.</summary>
/// <param name="Giver">Who.</param>
/// <param name="Status">Given, refused, withdrawn, expired, or not asked.</param>
/// <param name="Line">The line it rests on; null when there is none.</param>
/// <param name="On">When it was said.</param>
/// <param name="Until">The last day it holds.</param>
/// <param name="How">In which form.</param>
/// <param name="Purpose">For what; null when nobody asked, and for a plan.</param>
public sealed record Said(Giver Giver, ConsentStatus Status, int? Line = null, DateOnly? On = null, DateOnly? Until = null, HowSaid? How = null, string? Purpose = null);

/// <summary>
/// Where everybody whose yes is needed stands, on one day: for consent (HK-5c) and for agreement with the plan (HK-5d), by the same ages
/// (law B2; decision matrix, ambiguities 23, 29 and 30).
/// </summary>
/// <param name="Givers">Everybody whose yes counts, the client first.</param>
/// <param name="Age">The client's age on the day.</param>
public sealed record Position(IReadOnlyList<Said> Givers, int Age)
{
    /// <summary>
    /// True when it cannot become a yes, whoever speaks: nobody is known who may say it, or the client is under 16 and nobody with custody stands in
    /// the dossier (law B2: who has custody must be known).
    /// </summary>
    public bool NobodyMaySayYes => Givers.Count == 0 || (Age < 16 && Givers.All(g => g.Giver.Representative is null));

    /// <summary>Those who did not say yes, or whose yes does not hold.</summary>
    public IReadOnlyList<Said> Missing => [.. Givers.Where(g => g.Status != ConsentStatus.Given)];

    /// <summary>
    /// Given only when everybody said yes and nobody is unknown. A no of the client, or of a parent of a child under 12, makes it refused; then a withdrawal, then an
    /// end date passed; else nobody was asked, or not everybody.
    /// </summary>
    public ConsentStatus Status =>
        Missing.Count == 0 && !NobodyMaySayYes ? ConsentStatus.Given
        : Missing.Any(m => m.Status == ConsentStatus.Refused && !MayStayBehind(m)) ? ConsentStatus.Refused
        : Missing.Any(m => m.Status == ConsentStatus.Withdrawn) ? ConsentStatus.Withdrawn
        : Missing.Any(m => m.Status == ConsentStatus.Expired) ? ConsentStatus.Expired
        : Missing.Any(m => m.Status == ConsentStatus.Refused) ? ConsentStatus.Refused
        : ConsentStatus.NotAsked;

    /// <summary>
    /// True when one parent or other representative is missing, no more than one, and somebody whose yes counts did say yes: then one may go on with
    /// a recorded reason (ambiguities 23 and 30). Never when a parent of a child under 12 said no, or a yes was taken back or has ended.
    /// </summary>
    public bool MayGoOnWithReason =>
        Givers.Count > 1 && Missing is [{ Giver.Needed: false } only] && only.Status switch
        {
            ConsentStatus.NotAsked => true,
            ConsentStatus.Refused => MayStayBehind(only),
            _ => false,
        };

    /// <summary>The status with the reason why a missing parent is not waited for, where that is possible.</summary>
    public ConsentStatus With(string? reason) => MayGoOnWithReason && !string.IsNullOrWhiteSpace(reason) ? ConsentStatus.Given : Status;

    // From 12 the young person's own considered wish can stand against one parent's no (Youth Act 7.3.4(2)); under 12 nobody's can.
    private bool MayStayBehind(Said said) => !said.Giver.Needed && said.Status == ConsentStatus.Refused && Age >= 12 && Givers.Any(g => g.Giver.Needed && g.Status == ConsentStatus.Given);
}
