using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Asking;

/// <summary>What the professional wants to do: the four cards of the start page (IU-KOP-1). Level 2 divides later into 2a and 2b.</summary>
public enum Way
{
    /// <summary>Level 1.</summary>
    [Code("1")] Consult,
    /// <summary>Level 2.</summary>
    [Code("2")] Refer,
    /// <summary>Level 3.</summary>
    [Code("3")] Feedback,
    /// <summary>Level 4.</summary>
    [Code("4")] Network,
}

/// <summary>Ways and levels.</summary>
public static class Ways
{
    /// <summary>The way that leads to a level.</summary>
    public static Way Of(Level level) => level switch
    {
        Level.Consult => Way.Consult,
        Level.Refer or Level.Register => Way.Refer,
        Level.Feedback => Way.Feedback,
        Level.Network => Way.Network,
    };
}

/// <summary>Could this recipient recognise the client? Anything but no is not level 1 (IU-1-INF-b).</summary>
public enum Recognition
{
    /// <summary>No.</summary>
    [Code("no")] No,
    /// <summary>Perhaps: in doubt it is not anonymous.</summary>
    [Code("maybe")] Maybe,
    /// <summary>Yes.</summary>
    [Code("yes")] Yes,
}

/// <summary>Can the client pass the information on? (IU-2-VOOR-1)</summary>
public enum PassOn
{
    /// <summary>The client tells it (IU-2-VOOR-1a).</summary>
    [Code("orally")] Orally,
    /// <summary>The client takes a letter along (IU-2-VOOR-1b).</summary>
    [Code("in-writing")] InWriting,
    /// <summary>A part; the professional passes on the rest.</summary>
    [Code("partly")] Partly,
    /// <summary>No.</summary>
    [Code("no")] No,
}

/// <summary>Does the client agree with the plan (HK-5d)? Something else than consent to share.</summary>
public enum PlanAnswer
{
    /// <summary>Yes.</summary>
    [Code("yes")] Yes,
    /// <summary>No.</summary>
    [Code("no")] No,
    /// <summary>Nobody asked yet.</summary>
    [Code("not-asked")] NotAsked,
}

/// <summary>How the conversation was held (HK-8a).</summary>
public enum TalkedHow
{
    /// <summary>At one table.</summary>
    [Code("in-person")] InPerson,
    /// <summary>By phone.</summary>
    [Code("phone")] Phone,
    /// <summary>By video call.</summary>
    [Code("video")] Video,
}

/// <summary>The information level 2 knows (IU-2-INF-1, IU-2-INF-2). Anything else is an extra item (IU-2-INF-3).</summary>
public enum ItemKind
{
    /// <summary>The client's name.</summary>
    [Code("name")] Name,
    /// <summary>Contact details.</summary>
    [Code("contact")] Contact,
    /// <summary>The purpose sentence.</summary>
    [Code("purpose")] Purpose,
}

/// <summary>Which contact details.</summary>
public enum ContactDetail
{
    /// <summary>Phone number.</summary>
    [Code("phone")] Phone,
    /// <summary>E-mail address.</summary>
    [Code("email")] Email,
    /// <summary>Postal address.</summary>
    [Code("address")] Address,
}

/// <summary>What the dossier holds of a contact detail.</summary>
public static class ContactDetails
{
    /// <summary>The client's value; empty when the dossier does not hold it.</summary>
    public static string Contact(this Client client, ContactDetail detail)
    {
        ArgumentNullException.ThrowIfNull(client);
        return detail switch
        {
            ContactDetail.Phone => client.Phone,
            ContactDetail.Email => client.Email,
            ContactDetail.Address => client.Address,
        };
    }
}

/// <summary>Why nothing is shared (outcome (d) of the decision matrix).</summary>
public enum NotSharingReason
{
    /// <summary>No legal ground.</summary>
    [Code("no-ground")] NoGround,
    /// <summary>Not needed.</summary>
    [Code("not-necessary")] NotNecessary,
    /// <summary>Not proportionate.</summary>
    [Code("not-proportionate")] NotProportionate,
    /// <summary>The client arranges it.</summary>
    [Code("client-does-it")] ClientDoesIt,
    /// <summary>No consent.</summary>
    [Code("no-consent")] NoConsent,
    /// <summary>Consent was withdrawn.</summary>
    [Code("consent-withdrawn")] ConsentWithdrawn,
    /// <summary>The client does not agree with the plan.</summary>
    [Code("plan-not-agreed")] PlanNotAgreed,
    /// <summary>Something else, said in the reasons.</summary>
    [Code("other")] Other,
}

/// <summary>What is waited for (outcome (e)).</summary>
public enum HoldReason
{
    /// <summary>First a conversation with the client.</summary>
    [Code("talk-first")] TalkFirst,
    /// <summary>Advice of the privacy officer.</summary>
    [Code("advice")] Advice,
    /// <summary>The client considers another help request (HK-4d).</summary>
    [Code("change-request")] ChangeRequest,
    /// <summary>Something else, said in the reasons.</summary>
    [Code("other")] Other,
}

/// <summary>Which other rules apply (outcome (g)).</summary>
public enum OutsideRoute
{
    /// <summary>A statute or a judge obliges.</summary>
    [Code("legal-duty")] LegalDuty,
    /// <summary>A case in a care-and-safety house, under its own act.</summary>
    [Code("care-and-safety-house")] CareAndSafetyHouse,
    /// <summary>A report to Veilig Thuis.</summary>
    [Code("safe-home")] SafeHome,
}

/// <summary>Which duty of secrecy binds the professional (law B3). A lock of its own, beside ground and agreement with the plan.</summary>
public enum SecrecyKind
{
    /// <summary>Youth Act 7.3.11.</summary>
    [Code("youth-act")] YouthAct,
    /// <summary>Medical treatment, Civil Code 7:457.</summary>
    [Code("medical")] Medical,
    /// <summary>Social Support Act 2015, 5.3.3.</summary>
    [Code("social-support")] SocialSupport,
    /// <summary>General Administrative Law Act 2:5.</summary>
    [Code("public-servant")] PublicServant,
    /// <summary>None of these.</summary>
    [Code("none")] None,
}

/// <summary>On what one may speak all the same (law B3).</summary>
public enum SecrecyWay
{
    /// <summary>The other takes part in the same help, or replaces the professional.</summary>
    [Code("directly-involved")] DirectlyInvolved,
    /// <summary>The client agrees that this is told: not the legal ground consent.</summary>
    [Code("consent")] Consent,
    /// <summary>A statute obliges to tell it; the article is named.</summary>
    [Code("legal-duty")] LegalDuty,
    /// <summary>The right to report to Veilig Thuis, Social Support Act 2015, 5.2.6.</summary>
    [Code("right-to-report")] RightToReport,
    /// <summary>Silence is worse than speaking: six questions and a colleague.</summary>
    [Code("conflict-of-duties")] ConflictOfDuties,
    /// <summary>None of these: sharing is refused.</summary>
    [Code("none")] None,
}

/// <summary>Why special categories of data may be shared all the same (GDPR 9, UAVG 22–30; law B3).</summary>
public enum SpecialGround
{
    /// <summary>Explicit consent (GDPR 9(2)(a), UAVG 22(2)(a)).</summary>
    [Code("explicit-consent")] ExplicitConsent,
    /// <summary>Needed for good treatment or care by a care professional or social service, under secrecy (UAVG 30(3)(a) and (4)).</summary>
    [Code("care")] Care,
    /// <summary>Vital interest of somebody who cannot consent (GDPR 9(2)(c)).</summary>
    [Code("vital-interest")] VitalInterest,
    /// <summary>Another exception of the law, named in the explanation.</summary>
    [Code("other-exception")] OtherException,
}

/// <summary>How much time there is when a child is not safe (decision matrix, ambiguities 19 and 26).</summary>
public enum SafetyTiming
{
    /// <summary>At once: the least is recorded now, the rest within one working day.</summary>
    [Code("now")] Now,
    /// <summary>There is time to weigh everything first.</summary>
    [Code("weigh-first")] WeighFirst,
    /// <summary>Somebody phoned already: recorded afterwards, with the true time.</summary>
    [Code("already-shared")] AlreadyShared,
    /// <summary>The rest of a decision that was made at once; set by the program only.</summary>
    [Code("completing")] Completing,
}

/// <summary>Who is in danger (HK-6a; decision matrix, ambiguities 7 and 27)?</summary>
public enum ChildAtRisk
{
    /// <summary>The client, under 18 on the day of the decision.</summary>
    [Code("client")] Client,
    /// <summary>Another child under 18; the client may be its parent.</summary>
    [Code("other-child")] OtherChild,
    /// <summary>An adult: the exception is not for that.</summary>
    [Code("adult")] Adult,
}

/// <summary>What threatens the child: examples, and something else (HK-6c, HK-6d).</summary>
public enum ThreatKind
{
    /// <summary>Because of the family's honour (HK-6c).</summary>
    [Code("honour")] Honour,
    /// <summary>Parent and child stay in a shelter after violence (HK-6d).</summary>
    [Code("shelter")] Shelter,
    /// <summary>Abuse or neglect.</summary>
    [Code("violence")] Violence,
    /// <summary>Something else, named.</summary>
    [Code("other")] Other,
}

/// <summary>Why somebody's consent is missing (HK-6b).</summary>
public enum MissingWhy
{
    /// <summary>The answer was no.</summary>
    [Code("refused")] Refused,
    /// <summary>Asking makes the danger greater.</summary>
    [Code("too-dangerous")] TooDangerous,
    /// <summary>There was no time.</summary>
    [Code("no-time")] NoTime,
    /// <summary>Nobody answered.</summary>
    [Code("unreachable")] Unreachable,
}

/// <summary>Under the exception: when does the client hear of it (IU-ALG-2a)?</summary>
public enum InformWhen
{
    /// <summary>Before sharing.</summary>
    [Code("now")] Now,
    /// <summary>Right after sharing.</summary>
    [Code("after")] After,
    /// <summary>Later, for now it is too dangerous: with a reason, a day to look again and who looks.</summary>
    [Code("postponed")] Postponed,
}

/// <summary>What a participant of a network discussion is told (IU-4-INF-DAT, IU-4-INF-WAT).</summary>
public enum Disclosure
{
    /// <summary>Nothing.</summary>
    [Code("none")] None,
    /// <summary>That the client is known or helped; no content.</summary>
    [Code("that")] That,
    /// <summary>The content, of named topics.</summary>
    [Code("what")] What,
}

/// <summary>The two facts that THAT knows (IU-4-INF-DAT).</summary>
public enum DatPart
{
    /// <summary>The client is known here.</summary>
    [Code("known")] Known,
    /// <summary>The client is helped here.</summary>
    [Code("in-care")] InCare,
}
