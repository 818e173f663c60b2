using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Assessing;

/// <summary>Which words go with a blocked ground: the reason that is true here, and a nearest way that is really open here.</summary>
internal static class VerdictRefusal
{
    /// <summary>IU-ALG-1. Under the exception nothing is said about letting the client carry it.</summary>
    public static string NoGround(Combination combination) => combination switch
    {
        { Safety: true } => RefusalCodes.NoGround,
        { Level: Level.Network } => RefusalCodes.NoGroundNetwork,
        _ => RefusalCodes.NoGroundClientTells,
    };

    /// <summary>IU-2-GRD-OVH and its likes, IU-2-GRD-NIET, HK-6a. Nothing more fitting known: the general words.</summary>
    public static string WrongGround(Combination combination) =>
        combination.Sector == Sector.Government ? OfGovernment(combination) : OfNonGovernment(combination);

    private static string OfGovernment(Combination combination) => combination switch
    {
        { Ground: LegalGround.Agreement } => combination.Safety ? RefusalCodes.GovernmentAgreementSafety : RefusalCodes.GovernmentAgreement,
        { Ground: LegalGround.Consent } => combination.Safety ? RefusalCodes.SafetyConsentGovernment : RefusalCodes.GovernmentConsent,
        { Ground: LegalGround.LegitimateInterest } =>
            combination.Safety ? RefusalCodes.GovernmentLegitimateInterestSafety : RefusalCodes.GovernmentLegitimateInterest,
        { Ground: LegalGround.VitalInterest, Safety: false, Level: not Level.Network } => RefusalCodes.GovernmentVitalInterest23,
        _ => RefusalCodes.GroundNotListed,
    };

    private static string OfNonGovernment(Combination combination) => combination switch
    {
        { Ground: LegalGround.StatutoryTask } =>
            combination.Safety ? RefusalCodes.NonGovernmentStatutoryTaskSafety : RefusalCodes.NonGovernmentStatutoryTask,
        { Ground: LegalGround.Consent, Safety: true } =>
            combination.Level.IsReferral() ? RefusalCodes.SafetyConsentNonGovernment2 : RefusalCodes.SafetyConsentNonGovernment34,
        { Ground: LegalGround.LegitimateInterest } when combination.Level.IsReferral() =>
            combination.Safety ? RefusalCodes.SafetyLegitimateInterest2 : RefusalCodes.NonGovernmentLegitimateInterest2,
        { Ground: LegalGround.VitalInterest, Safety: false } when combination.Level.IsReferral() => RefusalCodes.NonGovernmentVitalInterest2,
        { Ground: LegalGround.VitalInterest, Safety: false, Level: Level.Feedback } => RefusalCodes.NonGovernmentVitalInterest3,
        _ => RefusalCodes.GroundNotListed,
    };
}
