namespace FoodValley.Triage.Rules;

/// <summary>The four levels of exchanging information, level 2 in its two kinds. Serves IU-KOP-1.</summary>
public enum Level
{
    /// <summary>Level 1: ask another professional for advice, anonymously (IU-1-DOEL).</summary>
    [Code("1")] Consult,
    /// <summary>Level 2a: the client goes to the other professional (IU-2-DOEL-a).</summary>
    [Code("2a")] Refer,
    /// <summary>Level 2b: the professional registers the client with the other (IU-2-DOEL-b).</summary>
    [Code("2b")] Register,
    /// <summary>Level 3: answer whoever referred or registered the client (IU-3-DOEL).</summary>
    [Code("3")] Feedback,
    /// <summary>Level 4: discuss in a network (IU-4-DOEL).</summary>
    [Code("4")] Network,
}

/// <summary>In which capacity the professional acts in this case: the task counts, not the employer (decision matrix, ambiguity 3).</summary>
public enum Sector
{
    /// <summary>A task of the municipality.</summary>
    [Code("government")] Government,
    /// <summary>Giving help as a provider.</summary>
    [Code("non-government")] NonGovernment,
}

/// <summary>The reason of privacy law why sharing is allowed. Serves IU-ALG-1 and HK-2.</summary>
public enum LegalGround
{
    /// <summary>No ground: not needed at level 1, not found elsewhere.</summary>
    [Code("none")] None,
    /// <summary>Performing a statutory task, GDPR article 6(1)(e).</summary>
    [Code("statutory-task")] StatutoryTask,
    /// <summary>Contract with the client, GDPR article 6(1)(b). On screen never "agreement", which is about the plan.</summary>
    [Code("agreement")] Agreement,
    /// <summary>Consent of the client, GDPR article 6(1)(a).</summary>
    [Code("consent")] Consent,
    /// <summary>Legitimate interest, GDPR article 6(1)(f).</summary>
    [Code("legitimate-interest")] LegitimateInterest,
    /// <summary>Vital interest, GDPR article 6(1)(d).</summary>
    [Code("vital-interest")] VitalInterest,
}

/// <summary>The recorded consent for this sharing; <see cref="Given"/> means complete (decision matrix, ambiguities 23, 28 and 30). Serves HK-5c.</summary>
public enum ConsentStatus
{
    /// <summary>Nobody asked.</summary>
    [Code("not-asked")] NotAsked,
    /// <summary>The client said no.</summary>
    [Code("refused")] Refused,
    /// <summary>Everyone who must consent said yes.</summary>
    [Code("given")] Given,
    /// <summary>There was consent, and it was taken back.</summary>
    [Code("withdrawn")] Withdrawn,
    /// <summary>There was consent, and its time is over.</summary>
    [Code("expired")] Expired,
}

/// <summary>How a decision ends. All seven can be recorded, each with reasons. Serves HK-7a and HK-6h.</summary>
public enum Outcome
{
    /// <summary>All that was chosen goes to the recipient.</summary>
    [Code("share")] Share,
    /// <summary>A part goes, the rest stays here.</summary>
    [Code("share-partly")] SharePartly,
    /// <summary>The client tells it or takes a letter along; the professional passes nothing on (IU-2-VOOR-1).</summary>
    [Code("client-passes-on")] ClientPassesOn,
    /// <summary>Nothing goes.</summary>
    [Code("do-not-share")] DoNotShare,
    /// <summary>Something else must happen first.</summary>
    [Code("hold")] Hold,
    /// <summary>This belongs to another kind of exchange.</summary>
    [Code("other-level")] OtherLevel,
    /// <summary>Another law shows the way: a legal duty, a care-and-safety house, a report to Veilig Thuis.</summary>
    [Code("outside-framework")] OutsideFramework,
}

/// <summary>What an item of the rules rests on. A privacy lawyer confirms what is not <see cref="Source"/>.</summary>
public enum Basis
{
    /// <summary>One of the two source texts says it.</summary>
    [Code("source")] Source,
    /// <summary>Statute or case law says it.</summary>
    [Code("law")] Law,
    /// <summary>This product chose it (decision matrix C2).</summary>
    [Code("choice")] Choice,
}

/// <summary>Questions about these values that every room asks.</summary>
public static class Values
{
    /// <summary>True when personal data reach somebody else through the professional.</summary>
    public static bool Shares(this Outcome outcome) => outcome is Outcome.Share or Outcome.SharePartly;

    /// <summary>True at level 2, in either kind.</summary>
    public static bool IsReferral(this Level level) => level is Level.Refer or Level.Register;
}
