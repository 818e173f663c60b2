using System.Collections.Frozen;

namespace FoodValley.Triage.Asking;

/// <summary>
/// The closed list of questions. The code is the page's address and <c>data-step</c>. The order of declaration is the order of asking:
/// the child's interest comes before every other weighing (HK-6g), whether the client can pass it on before every other consideration (IU-2-VOOR-1), consent comes after the information it is about (HK-5c),
/// considerations come before the outcome (IU-KOP-2).
/// </summary>
public enum Question
{
    /// <summary>Level 1: whom do you ask? (IU-1-DOEL)</summary>
    [Code("consult-recipient")] ConsultRecipient,
    /// <summary>Level 1: what do you want to know? (IU-1-DOEL)</summary>
    [Code("consult-question")] ConsultQuestion,
    /// <summary>Level 1: the anonymous text (IU-1-INF-a).</summary>
    [Code("consult-text")] ConsultText,
    /// <summary>Level 1: could this recipient recognise the client? (IU-1-INF-b)</summary>
    [Code("recognisable")] Recognisable,
    /// <summary>Level 1: why this way? (HK-7a)</summary>
    [Code("consult-reason")] ConsultReason,
    /// <summary>Level 4: the warning that a ground is often missing, read (IU-4-GRD-W).</summary>
    [Code("network-warning")] NetworkWarning,
    /// <summary>Level 2: refer (2a) or register (2b)? (IU-2-DOEL-a, IU-2-DOEL-b)</summary>
    [Code("refer-kind")] ReferKind,
    /// <summary>About which client? One client per decision (HK-3a).</summary>
    [Code("client")] Client,
    /// <summary>Under the exception, before every other weighing: the child's interest, and the facts of the threat (HK-6g, HK-6a, HK-6c, HK-6d).</summary>
    [Code("child-interest")] ChildInterest,
    /// <summary>Under the exception: who may not know (HK-6d)?</summary>
    [Code("may-not-know")] MayNotKnow,
    /// <summary>Level 3: which referral is answered, with its question (IU-3-DOEL, IU-3-INF-1)?</summary>
    [Code("feedback-referral")] FeedbackReferral,
    /// <summary>Level 3: does the referrer need to know (IU-3-VOOR-1)?</summary>
    [Code("feedback-needed")] FeedbackNeeded,
    /// <summary>Level 3: must it come from this professional (IU-3-VOOR-2)?</summary>
    [Code("feedback-from-me")] FeedbackFromMe,
    /// <summary>Level 3: can the client tell it (IU-3-VOOR-3)?</summary>
    [Code("feedback-client")] FeedbackClient,
    /// <summary>With whom? (HK-3c, IU-ALG-2b)</summary>
    [Code("recipient")] Recipient,
    /// <summary>Level 4: who is needed at the table, in which role and why (IU-4-DOEL, IU-4-VOOR-1)?</summary>
    [Code("participants")] Participants,
    /// <summary>Can the client pass it on? (IU-2-VOOR-1, IU-2-VOOR-1a, IU-2-VOOR-1b)</summary>
    [Code("client-passes-on")] ClientPassesOn,
    /// <summary>What help does the client ask for? (HK-3b)</summary>
    [Code("help-request")] HelpRequest,
    /// <summary>What does the client want to achieve, in own words? (HK-4a, HK-4b, HK-4c)</summary>
    [Code("goal")] Goal,
    /// <summary>The short plan (HK-5a, HK-5b).</summary>
    [Code("plan")] Plan,
    /// <summary>Does the client agree with the plan? (HK-5d)</summary>
    [Code("plan-agreement")] PlanAgreement,
    /// <summary>In which capacity do you act? (HK-0c)</summary>
    [Code("capacity")] Capacity,
    /// <summary>On which legal ground? (IU-ALG-1, HK-2)</summary>
    [Code("ground")] Ground,
    /// <summary>The purpose sentence (IU-2-INF-2, IU-ALG-2c).</summary>
    [Code("purpose")] Purpose,
    /// <summary>Which information, each with its necessity? (HK-3d, IU-ALG-3, IU-2-INF-1, IU-2-INF-3)</summary>
    [Code("items")] Items,
    /// <summary>Level 3: is it to account for funding (IU-3-INF-2)?</summary>
    [Code("funding")] Funding,
    /// <summary>Level 3: the answer, and nothing but the answer (IU-3-INF-1).</summary>
    [Code("feedback-answer")] FeedbackAnswer,
    /// <summary>Level 4: THAT or WHAT, for each participant (IU-4-INF-DAT, IU-4-INF-WAT, IU-4-INF-GRENS).</summary>
    [Code("dat-wat")] DatWat,
    /// <summary>Level 4: who gets what (IU-4-VOOR-2)?</summary>
    [Code("sharing-table")] SharingTable,
    /// <summary>Are there special categories or criminal data among it? (HK-1, IU-ALG-3; GDPR 9 and 10)</summary>
    [Code("special-data")] SpecialData,
    /// <summary>Is there consent, and how did you reason? (HK-5c, HK-7g, HK-7h)</summary>
    [Code("consent-status")] ConsentStatus,
    /// <summary>Under the exception: whose consent is missing, and why (HK-6b)?</summary>
    [Code("missing-consent")] MissingConsent,
    /// <summary>Does your professional secrecy let you tell this? (HK-1)</summary>
    [Code("secrecy")] Secrecy,
    /// <summary>At what moment? (HK-3e)</summary>
    [Code("moment")] Moment,
    /// <summary>Was this list explained to the client? (IU-2-VOOR-2)</summary>
    [Code("explained")] Explained,
    /// <summary>Does the client know what, with whom and why? (IU-ALG-2a, IU-ALG-2b, IU-ALG-2c)</summary>
    [Code("informed")] Informed,
    /// <summary>Under the exception: who was consulted, and when (HK-6a, HK-7b)?</summary>
    [Code("consulted")] Consulted,
    /// <summary>Was there a conversation? (HK-8a, HK-0b)</summary>
    [Code("talked")] Talked,
    /// <summary>Why must you share in this case, and only for this goal? (HK-3a, HK-3f)</summary>
    [Code("necessary")] Necessary,
    /// <summary>Effective, proportionate, least intrusive (HK-0d-DOE, HK-0d-PRO, HK-0d-SUB, IU-ALG-4, IU-ALG-5).</summary>
    [Code("weighing")] Weighing,
    /// <summary>Were the considerations shared with the client? (HK-0e)</summary>
    [Code("considerations-shared")] ConsiderationsShared,
    /// <summary>What do you decide, and why? (HK-7a)</summary>
    [Code("outcome")] Outcome,
}

/// <summary>What every question knows of itself.</summary>
public static class Questions
{
    private static readonly FrozenDictionary<Question, string[]> NormIds = new Dictionary<Question, string[]>
    {
        [Question.ConsultRecipient] = ["IU-1-DOEL"],
        [Question.ConsultQuestion] = ["IU-1-DOEL"],
        [Question.ConsultText] = ["IU-1-INF-a", "IU-1-INF-b"],
        [Question.Recognisable] = ["IU-1-INF-b"],
        [Question.ConsultReason] = ["HK-7a", "IU-ALG-6"],
        [Question.NetworkWarning] = ["IU-4-GRD-W"],
        [Question.ChildInterest] = ["HK-6g", "HK-6a", "HK-6c", "HK-6d"],
        [Question.MayNotKnow] = ["HK-6d"],
        [Question.FeedbackReferral] = ["IU-3-DOEL", "IU-3-INF-1"],
        [Question.FeedbackNeeded] = ["IU-3-VOOR-1"],
        [Question.FeedbackFromMe] = ["IU-3-VOOR-2"],
        [Question.FeedbackClient] = ["IU-3-VOOR-3"],
        [Question.Participants] = ["IU-4-DOEL", "IU-4-VOOR-1", "HK-3c"],
        [Question.Funding] = ["IU-3-INF-2"],
        [Question.FeedbackAnswer] = ["IU-3-INF-1", "HK-3d"],
        [Question.DatWat] = ["IU-4-INF-DAT", "IU-4-INF-WAT", "IU-4-INF-GRENS"],
        [Question.SharingTable] = ["IU-4-VOOR-2", "HK-3d", "IU-ALG-3"],
        [Question.MissingConsent] = ["HK-6b", "HK-7h"],
        [Question.Consulted] = ["HK-6a", "HK-7b"],
        [Question.ReferKind] = ["IU-2-DOEL-a", "IU-2-DOEL-b"],
        [Question.Client] = ["HK-3a"],
        [Question.Recipient] = ["HK-3c", "IU-ALG-2b"],
        [Question.ClientPassesOn] = ["IU-2-VOOR-1", "IU-2-VOOR-1a", "IU-2-VOOR-1b", "IU-ALG-4"],
        [Question.HelpRequest] = ["HK-3b", "HK-4a"],
        [Question.Goal] = ["HK-4a", "HK-4b", "HK-4c"],
        [Question.Plan] = ["HK-5a", "HK-5b", "HK-5c"],
        [Question.PlanAgreement] = ["HK-5d", "HK-5e"],
        [Question.Capacity] = ["HK-0c", "IU-2-GRD-OVH", "IU-2-GRD-PRIV"],
        [Question.Ground] = ["IU-ALG-1", "HK-2"],
        [Question.ConsentStatus] = ["HK-5c", "HK-7g", "HK-7h"],
        [Question.Purpose] = ["IU-2-INF-2", "IU-ALG-2c"],
        [Question.Items] = ["HK-3d", "IU-ALG-3", "IU-2-INF-1", "IU-2-INF-3"],
        [Question.SpecialData] = ["HK-1", "IU-ALG-3"],
        [Question.Secrecy] = ["HK-1"],
        [Question.Moment] = ["HK-3e"],
        [Question.Explained] = ["IU-2-VOOR-2"],
        [Question.Informed] = ["IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c"],
        [Question.Talked] = ["HK-8a", "HK-0b"],
        [Question.Necessary] = ["HK-3a", "HK-3f"],
        [Question.Weighing] = ["HK-0d-DOE", "HK-0d-PRO", "HK-0d-SUB", "IU-ALG-4", "IU-ALG-5"],
        [Question.ConsiderationsShared] = ["HK-0e"],
        [Question.Outcome] = ["HK-7a", "IU-KOP-2"],
    }.ToFrozenDictionary();

    /// <summary>The norms this question serves.</summary>
    public static IReadOnlyList<string> Norms(this Question question) => NormIds[question];

    /// <summary>The stage of the progress bar this question stands in.</summary>
    public static Stage Stage(this Question question) => question switch
    {
        <= Question.ConsultQuestion => Asking.Stage.Question,
        <= Question.Recognisable => Asking.Stage.Text,
        Question.ConsultReason => Asking.Stage.Reason,
        <= Question.ClientPassesOn => Asking.Stage.Question,
        <= Question.PlanAgreement => Asking.Stage.Plan,
        <= Question.Ground => Asking.Stage.Ground,
        <= Question.Talked => Asking.Stage.Information,
        _ => Asking.Stage.Weighing,
    };
}

/// <summary>The stages of the progress bar. The last one, recording, is the check and sign page: give reasons, document (HK-7f).</summary>
public enum Stage
{
    /// <summary>What is asked, of whom, about whom.</summary>
    [Code("question")] Question,
    /// <summary>Level 1: the anonymous text.</summary>
    [Code("text")] Text,
    /// <summary>Level 1: the reason.</summary>
    [Code("reason")] Reason,
    /// <summary>Help request, goal, plan.</summary>
    [Code("plan")] Plan,
    /// <summary>Capacity and ground.</summary>
    [Code("ground")] Ground,
    /// <summary>What goes, the two other locks, when, and what the client knows.</summary>
    [Code("information")] Information,
    /// <summary>The considerations and the outcome.</summary>
    [Code("weighing")] Weighing,
    /// <summary>Check and sign.</summary>
    [Code("recording")] Recording,
}
