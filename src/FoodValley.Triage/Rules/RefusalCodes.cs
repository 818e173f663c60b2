namespace FoodValley.Triage.Rules;

/// <summary>The refusals the code asks an edition for. An edition must hold every one of them, and no other.</summary>
public static class RefusalCodes
{
#pragma warning disable CS1591 // each name is its own code; the words stand in the edition
    public const string Level1AnyGround = "level-1-any-ground";
    public const string Level1Safety = "level-1-safety";
    public const string NoGround = "no-ground";
    public const string NoGroundClientTells = "no-ground-client-tells";
    public const string NoGroundNetwork = "no-ground-network";
    public const string GovernmentAgreement = "government-agreement";
    public const string GovernmentAgreementSafety = "government-agreement-safety";
    public const string GovernmentConsent = "government-consent";
    public const string GovernmentLegitimateInterest = "government-legitimate-interest";
    public const string GovernmentLegitimateInterestSafety = "government-legitimate-interest-safety";
    public const string GovernmentVitalInterest23 = "government-vital-interest-2-3";
    public const string NonGovernmentStatutoryTask = "non-government-statutory-task";
    public const string NonGovernmentStatutoryTaskSafety = "non-government-statutory-task-safety";
    public const string NonGovernmentLegitimateInterest2 = "non-government-legitimate-interest-2";
    public const string NonGovernmentVitalInterest2 = "non-government-vital-interest-2";
    public const string NonGovernmentVitalInterest3 = "non-government-vital-interest-3";
    public const string SafetyConsentGovernment = "safety-consent-government";
    public const string SafetyConsentNonGovernment2 = "safety-consent-non-government-2";
    public const string SafetyConsentNonGovernment34 = "safety-consent-non-government-3-4";
    public const string SafetyLegitimateInterest2 = "safety-legitimate-interest-2";
    public const string GroundNotListed = "ground-not-listed";
    public const string SafetyAdult = "safety-adult";
    public const string PlanNotAgreed = "plan-not-agreed";
    public const string ConsentNotGiven = "consent-not-given";
    public const string ConsentWithdrawn = "consent-withdrawn";
    public const string NotInProtocol = "not-in-protocol";
    public const string NoProtocolList = "no-protocol-list";
    public const string StricterOrganisation = "stricter-organisation";
    public const string LegalDuty = "legal-duty";
    public const string Recognisable = "recognisable";
    public const string NoPlan = "no-plan";
    public const string NotPurelyForGoal = "not-purely-for-goal";
    public const string NotTheReferrer = "not-the-referrer";
    public const string DatSuffices = "dat-suffices";
#pragma warning restore CS1591

    /// <summary>All codes, each once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Level1AnyGround, Level1Safety, NoGround, NoGroundClientTells, NoGroundNetwork, GovernmentAgreement, GovernmentAgreementSafety,
        GovernmentConsent, GovernmentLegitimateInterest, GovernmentLegitimateInterestSafety, GovernmentVitalInterest23,
        NonGovernmentStatutoryTask, NonGovernmentStatutoryTaskSafety, NonGovernmentLegitimateInterest2, NonGovernmentVitalInterest2,
        NonGovernmentVitalInterest3, SafetyConsentGovernment, SafetyConsentNonGovernment2, SafetyConsentNonGovernment34,
        SafetyLegitimateInterest2, GroundNotListed, SafetyAdult, PlanNotAgreed, ConsentNotGiven, ConsentWithdrawn, NotInProtocol,
        NoProtocolList, StricterOrganisation, LegalDuty, Recognisable, NoPlan, NotPurelyForGoal, NotTheReferrer, DatSuffices,
    ];
}
