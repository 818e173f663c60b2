using System.Text.Json;
using System.Text.Json.Serialization;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Asking;

/// <summary>
/// What a professional answered so far; immutable. Each group is one question: absent until answered, and then whole.
/// Property names, in camel case, are the names of the form fields and of the sealed content; they never change once released.
/// </summary>
public sealed record Answers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new CodedJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Nothing answered.</summary>
    public static Answers Empty { get; } = new();

    /// <summary>What the professional wants to do.</summary>
    public Way? Way { get; init; }
    /// <summary>The dossier it is about. At level 1 a link for the dossier only: never part of the sealed content.</summary>
    public Guid? Dossier { get; init; }
    /// <summary>Level 1, whom.</summary>
    public ConsultRecipient? ConsultRecipient { get; init; }
    /// <summary>Level 1, what.</summary>
    public ConsultedQuestion? ConsultQuestion { get; init; }
    /// <summary>Level 1, the text.</summary>
    public AnonymousText? ConsultText { get; init; }
    /// <summary>Level 1, traceable or not.</summary>
    public Recognised? Recognisable { get; init; }
    /// <summary>Level 1, why this way.</summary>
    public ConsultReasons? ConsultReason { get; init; }
    /// <summary>The exception for a child that is not safe, switched on at levels 2 to 4; null when it is off (HK-6a; decision matrix, ambiguity 4).</summary>
    public SafetyRoute? Safety { get; init; }
    /// <summary>Level 4, the warning.</summary>
    public NetworkWarned? NetworkWarning { get; init; }
    /// <summary>Refer or register.</summary>
    public Referral? ReferKind { get; init; }
    /// <summary>The child's interest and the threat.</summary>
    public ChildInDanger? ChildInterest { get; init; }
    /// <summary>Who may not know.</summary>
    public KeptFrom? MayNotKnow { get; init; }
    /// <summary>Level 3, which referral.</summary>
    public AnsweredReferral? FeedbackReferral { get; init; }
    /// <summary>Level 3, is it needed?</summary>
    public FeedbackNeed? FeedbackNeeded { get; init; }
    /// <summary>Level 3, from me?</summary>
    public FeedbackSource? FeedbackFromMe { get; init; }
    /// <summary>Level 3, by the client?</summary>
    public ClientFeedback? FeedbackClient { get; init; }
    /// <summary>With whom.</summary>
    public Recipient? Recipient { get; init; }
    /// <summary>Level 4, who sits at the table.</summary>
    public NetworkParticipants? Participants { get; init; }
    /// <summary>Can the client pass it on?</summary>
    public PassingOn? ClientPassesOn { get; init; }
    /// <summary>The client's question.</summary>
    public Requested? HelpRequest { get; init; }
    /// <summary>The client's goal.</summary>
    public ClientGoal? Goal { get; init; }
    /// <summary>The short plan.</summary>
    public ShortPlan? Plan { get; init; }
    /// <summary>Agreement with the plan.</summary>
    public Agreement? PlanAgreement { get; init; }
    /// <summary>The capacity.</summary>
    public Capacity? Capacity { get; init; }
    /// <summary>The legal ground with its evidence.</summary>
    public GroundChoice? Ground { get; init; }
    /// <summary>The consent and the reasoning about it.</summary>
    public RecordedConsent? ConsentStatus { get; init; }
    /// <summary>The purpose sentence.</summary>
    public PurposeSentence? Purpose { get; init; }
    /// <summary>The information.</summary>
    public ChosenItems? Items { get; init; }
    /// <summary>Level 3, about money?</summary>
    public FundingAccount? Funding { get; init; }
    /// <summary>Level 3, the answer.</summary>
    public FeedbackText? FeedbackAnswer { get; init; }
    /// <summary>Level 4, THAT or WHAT.</summary>
    public NetworkDisclosures? DatWat { get; init; }
    /// <summary>Level 4, who gets what.</summary>
    public NetworkTopics? SharingTable { get; init; }
    /// <summary>Special categories and criminal data.</summary>
    public SensitiveData? SpecialData { get; init; }
    /// <summary>Under the exception, whose consent is missing.</summary>
    public MissingConsents? MissingConsent { get; init; }
    /// <summary>Professional secrecy.</summary>
    public SecrecyLock? Secrecy { get; init; }
    /// <summary>The moment.</summary>
    public SharingMoment? Moment { get; init; }
    /// <summary>What was explained to the client.</summary>
    public ExplainedList? Explained { get; init; }
    /// <summary>Does the client know?</summary>
    public ClientKnows? Informed { get; init; }
    /// <summary>Under the exception, who was consulted.</summary>
    public Consultation? Consulted { get; init; }
    /// <summary>The conversation.</summary>
    public Conversation? Talked { get; init; }
    /// <summary>Why sharing is needed here.</summary>
    public NeedToShare? Necessary { get; init; }
    /// <summary>The three weighings.</summary>
    public Weighed? Weighing { get; init; }
    /// <summary>Were they shared with the client?</summary>
    public SharedConsiderations? ConsiderationsShared { get; init; }
    /// <summary>The outcome with its reasons.</summary>
    public OutcomeChoice? Outcome { get; init; }

    /// <summary>Pages left before they were filled in properly, by question code, as typed; never sealed, and open until they are finished.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>>? Unfinished { get; init; }
    /// <summary>The own record this decision takes the place of; null for a first one.</summary>
    public Replaced? Replaces { get; init; }

    /// <summary>The level, once it is certain: at level 2 that needs the choice between 2a and 2b.</summary>
    [JsonIgnore]
    public Level? Level => Way is not { } way ? null : way switch
    {
        Asking.Way.Consult => Rules.Level.Consult,
        Asking.Way.Refer => ReferKind?.ReferKind,
        Asking.Way.Feedback => Rules.Level.Feedback,
        Asking.Way.Network => Rules.Level.Network,
    };

    /// <summary>
    /// The chosen outcome. Level 1 needs no choice: asking the anonymous question is what it is for. Nor does acting at once for a child that is not safe:
    /// sharing is what cannot wait, every other outcome can be chosen all the same (HK-6h).
    /// </summary>
    [JsonIgnore]
    public Outcome? ChosenOutcome => Outcome?.Outcome ?? ((Way == Asking.Way.Consult && ConsultReason is not null) || (AtOnce && Consulted is not null) ? Rules.Outcome.Share : null);

    /// <summary>The reasons of the decision: of the outcome, of the anonymous question, or, where one acts at once, the child's interest (HK-7a, HK-6g).</summary>
    [JsonIgnore]
    public string? Reason => Outcome?.Reason ?? ConsultReason?.ConsultReason ?? (AtOnce ? ChildInterest?.ChildInterest : null);

    /// <summary>True when a child is in danger and there is no time: the least is recorded first (decision matrix, ambiguity 26).</summary>
    [JsonIgnore]
    public bool AtOnce => Safety is { SafetyTiming: SafetyTiming.Now };

    /// <summary>What the data are for: the purpose sentence, or at level 3 what the referrer will do with the answer (IU-ALG-2c).</summary>
    [JsonIgnore]
    public string? PurposeText => Way == Asking.Way.Feedback ? FeedbackNeeded?.FeedbackUse : Purpose?.Purpose;

    /// <summary>
    /// Whom what goes to (HK-3c, HK-3d): one recipient at levels 2 and 3, at level 4 every participant who is told something. Null while that is not
    /// answered; empty when nobody is told anything.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Share>? Shares => Way switch
    {
        Asking.Way.Refer => Recipient is { } to && Items is { } items ? [new(to.RecipientPartner, to.RecipientName, to.RecipientOrganisation, items.Listed())] : null,
        Asking.Way.Feedback => Recipient is { } to && FeedbackAnswer is not null ? [new(to.RecipientPartner, to.RecipientName, to.RecipientOrganisation, [Share.Answer])] : null,
        Asking.Way.Network => Has(Question.DatWat) && (!DatWat!.NeedsTopics || Has(Question.SharingTable))
            ? [.. from p in Participants!.Participants let told = DatWat.Of(p.SeatPartner) where told.Disclosure != Disclosure.None select new Share(p.SeatPartner, p.SeatName, p.SeatOrganisation, Told(told))]
            : null,
        _ => null,
    };

    private IReadOnlyList<string> Told(ParticipantDisclosure told) =>
    [
        .. told.Dat.Count > 0 ? [Share.Dat] : Array.Empty<string>(),
        .. told.Disclosure == Disclosure.What ? SharingTable?.Topics.Where(t => t.TopicFor.Contains(told.ToldPartner)).Select(t => Share.Extra + t.Topic) ?? [] : [],
    ];

    /// <summary>The organisations that are told something or may be, as they are called: for the question whether the plan names them (HK-5b).</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Organisations => Way == Asking.Way.Network ? [.. Participants?.Participants.Select(p => p.SeatOrganisation) ?? []] : Recipient is { } one ? [one.RecipientOrganisation] : [];

    /// <summary>
    /// True when this question has an answer that still holds. An explained list that differs from today's list does not (IU-2-VOOR-2), nor does
    /// a plan without the recipient and without a reason for that (HK-5b), nor "the client passes it on" when the client cannot (IU-2-VOOR-1).
    /// </summary>
    public bool Has(Question question) => question switch
    {
        Question.Explained => Explained is not null && Items is not null && Explained.ExplainedItems.SequenceEqual(Items.Listed()),
        Question.Plan => Plan is not null && (Plan.NotInPlanReason is not null || Organisations.All(Plan.Names)),
        Question.SpecialData => SpecialData is not null && (Shares is not { } shares || SpecialData.SpecialItems.All(s => shares.Any(share => share.Data.Contains(s.SpecialItem)))),
        Question.FeedbackClient => FeedbackClient is not null && (FeedbackClient.FeedbackClient || Outcome is not { Outcome: Rules.Outcome.ClientPassesOn }),
        // IU-3-INF-2: what is asked to check the payment is answered without content, unless that was reasoned.
        Question.FeedbackAnswer => FeedbackAnswer is not null && (Funding is null || (FeedbackAnswer.FeedbackAnswer is null) == Funding.ContentStaysOut),
        Question.DatWat => DatWat is not null && Participants is not null && DatWat.Disclosures.Select(d => d.ToldPartner).SequenceEqual(Participants.Participants.Select(p => p.SeatPartner)),
        Question.SharingTable => SharingTable is not null && DatWat is not null && SharingTable.Fits(DatWat, Participants?.Participants.Count ?? 0),
        Question.Secrecy => Secrecy is not null && (Safety is null || Secrecy.AllSix),
        Question.Weighing => Weighing is not null && (Safety is null || Weighing.SafetyGoal is not null),
        Question.Informed => Informed is not null && (Safety is null || Informed.InformWhen is not null),
        Question.Moment => Moment is not null && (Safety is not { SafetyTiming: SafetyTiming.AlreadyShared } || Moment.SharedAt is not null),
        Question.ClientPassesOn => ClientPassesOn is not null && (ClientPassesOn.Wholly || Outcome is not { Outcome: Rules.Outcome.ClientPassesOn }),
        _ => Group(question) is not null,
    };

    /// <summary>These answers with what was typed on a page that is not finished.</summary>
    public Answers Leave(Question question, IReadOnlyDictionary<string, string[]> fields) =>
        this with { Unfinished = new Dictionary<string, IReadOnlyDictionary<string, string[]>>(Unfinished ?? NothingLeft) { [question.Code()] = fields } };

    /// <summary>These answers without what was left on that page.</summary>
    public Answers Finish(Question question)
    {
        if (Unfinished?.ContainsKey(question.Code()) != true) return this;
        var rest = Unfinished.Where(u => u.Key != question.Code()).ToDictionary(u => u.Key, u => u.Value);
        return this with { Unfinished = rest.Count == 0 ? null : rest };
    }

    /// <summary>What was typed on this page and left, or null.</summary>
    public IReadOnlyDictionary<string, string[]>? Left(Question question) => Unfinished?.GetValueOrDefault(question.Code());

    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> NothingLeft =
        new Dictionary<string, IReadOnlyDictionary<string, string[]>>();

    /// <summary>The answer to this question as it was given, or null.</summary>
    public object? Group(Question question) => question switch
    {
        Question.ConsultRecipient => ConsultRecipient,
        Question.ConsultQuestion => ConsultQuestion,
        Question.ConsultText => ConsultText,
        Question.Recognisable => Recognisable,
        Question.ConsultReason => ConsultReason,
        Question.NetworkWarning => NetworkWarning,
        Question.ReferKind => ReferKind,
        Question.Client => Dossier,
        Question.ChildInterest => ChildInterest,
        Question.MayNotKnow => MayNotKnow,
        Question.FeedbackReferral => FeedbackReferral,
        Question.FeedbackNeeded => FeedbackNeeded,
        Question.FeedbackFromMe => FeedbackFromMe,
        Question.FeedbackClient => FeedbackClient,
        Question.Recipient => Recipient,
        Question.Participants => Participants,
        Question.ClientPassesOn => ClientPassesOn,
        Question.HelpRequest => HelpRequest,
        Question.Goal => Goal,
        Question.Plan => Plan,
        Question.PlanAgreement => PlanAgreement,
        Question.Capacity => Capacity,
        Question.Ground => Ground,
        Question.ConsentStatus => ConsentStatus,
        Question.Purpose => Purpose,
        Question.Items => Items,
        Question.Funding => Funding,
        Question.FeedbackAnswer => FeedbackAnswer,
        Question.DatWat => DatWat,
        Question.SharingTable => SharingTable,
        Question.SpecialData => SpecialData,
        Question.MissingConsent => MissingConsent,
        Question.Secrecy => Secrecy,
        Question.Moment => Moment,
        Question.Explained => Explained,
        Question.Informed => Informed,
        Question.Consulted => Consulted,
        Question.Talked => Talked,
        Question.Necessary => Necessary,
        Question.Weighing => Weighing,
        Question.ConsiderationsShared => ConsiderationsShared,
        Question.Outcome => Outcome,
    };

    /// <summary>These answers without the one to this question.</summary>
    public Answers Without(Question question) => question switch
    {
        Question.ConsultRecipient => this with { ConsultRecipient = null },
        Question.ConsultQuestion => this with { ConsultQuestion = null },
        Question.ConsultText => this with { ConsultText = null },
        Question.Recognisable => this with { Recognisable = null },
        Question.ConsultReason => this with { ConsultReason = null },
        Question.NetworkWarning => this with { NetworkWarning = null },
        Question.ReferKind => this with { ReferKind = null },
        Question.Client => this with { Dossier = null },
        Question.ChildInterest => this with { ChildInterest = null },
        Question.MayNotKnow => this with { MayNotKnow = null },
        Question.FeedbackReferral => this with { FeedbackReferral = null },
        Question.FeedbackNeeded => this with { FeedbackNeeded = null },
        Question.FeedbackFromMe => this with { FeedbackFromMe = null },
        Question.FeedbackClient => this with { FeedbackClient = null },
        Question.Recipient => this with { Recipient = null },
        Question.Participants => this with { Participants = null },
        Question.ClientPassesOn => this with { ClientPassesOn = null },
        Question.HelpRequest => this with { HelpRequest = null },
        Question.Goal => this with { Goal = null },
        Question.Plan => this with { Plan = null },
        Question.PlanAgreement => this with { PlanAgreement = null },
        Question.Capacity => this with { Capacity = null },
        Question.Ground => this with { Ground = null },
        Question.Purpose => this with { Purpose = null },
        Question.Items => this with { Items = null },
        Question.Funding => this with { Funding = null },
        Question.FeedbackAnswer => this with { FeedbackAnswer = null },
        Question.DatWat => this with { DatWat = null },
        Question.SharingTable => this with { SharingTable = null },
        Question.SpecialData => this with { SpecialData = null },
        Question.ConsentStatus => this with { ConsentStatus = null },
        Question.MissingConsent => this with { MissingConsent = null },
        Question.Secrecy => this with { Secrecy = null },
        Question.Moment => this with { Moment = null },
        Question.Explained => this with { Explained = null },
        Question.Informed => this with { Informed = null },
        Question.Consulted => this with { Consulted = null },
        Question.Talked => this with { Talked = null },
        Question.Necessary => this with { Necessary = null },
        Question.Weighing => this with { Weighing = null },
        Question.ConsiderationsShared => this with { ConsiderationsShared = null },
        Question.Outcome => this with { Outcome = null },
    };
    /// <summary>Every text in the answer to one question, as it was typed; codes and days are among them.</summary>
    public IReadOnlyList<string> TextsOf(Question question)
    {
        return Group(question) is { } group ? [.. Texts(JsonSerializer.SerializeToElement(group, group.GetType(), Json))] : [];

        static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
            _ => [],
        };
    }

    /// <summary>As kept in a draft. Not the sealed form: a draft is ours, a record is bytes that never change.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The answer to one question as JSON, or the empty string: to see whether it changed.</summary>
    public string ToJson(Question question) => Group(question) is { } group ? JsonSerializer.Serialize(group, group.GetType(), Json) : "";

    /// <summary>Reads what <see cref="ToJson()"/> wrote; throws <see cref="JsonException"/> on anything else.</summary>
    public static Answers FromJson(string json) => JsonSerializer.Deserialize<Answers>(json, Json) ?? throw new JsonException("No answers.");
}

/// <summary>An earlier record: its id, and the number of its leaf, from 0.</summary>
public sealed record Replaced(Guid Record, long Sequence)
{
    /// <summary>Why the earlier one is no longer right; sealed with the new one (HK-7b). Null in drafts that were begun before this was asked.</summary>
    public string? Why { get; init; }
}

/// <summary>Whom the professional asks for advice: function and organisation, no name needed (IU-1-DOEL).</summary>
public sealed record ConsultRecipient(string ConsultFunction, string ConsultOrganisation);

/// <summary>The question asked (IU-1-DOEL).</summary>
public sealed record ConsultedQuestion(string ConsultQuestion)
{
    /// <summary>What was marked in it and may stay, with the reason; null when nothing was.</summary>
    public IReadOnlyList<KeptFragment>? QuestionKept { get; init; }
}

/// <summary>The anonymous text, read again and confirmed by the professional; what the recogniser marked and may stay has a reason (IU-1-INF-a).</summary>
public sealed record AnonymousText(string ConsultText, IReadOnlyList<KeptFragment> Kept, bool ConsultConfirmed = true);

/// <summary>A marked fragment that does not identify anybody, and why not.</summary>
public sealed record KeptFragment(string Fragment, string Why);

/// <summary>Could this recipient recognise the client (IU-1-INF-b)?</summary>
public sealed record Recognised(Recognition Recognisable);

/// <summary>Why advice is asked this way (HK-7a).</summary>
public sealed record ConsultReasons(string ConsultReason)
{
    /// <summary>What was marked in it and may stay, with the reason; null when nothing was.</summary>
    public IReadOnlyList<KeptFragment>? ReasonKept { get; init; }
}

/// <summary>The exception of HK-6: how much time there is.</summary>
/// <param name="SafetyTiming">Act at once, weigh first, shared already, or the rest of an earlier decision.</param>
/// <param name="SafetySince">Of the rest: the day of the decision that is completed; sharing may lie between the two. Null otherwise.</param>
public sealed record SafetyRoute(SafetyTiming SafetyTiming, DateOnly? SafetySince = null);

/// <summary>The warning of level 4, read (IU-4-GRD-W).</summary>
public sealed record NetworkWarned(bool NetworkWarning);

/// <summary>Who is in danger and what is best for them (HK-6g); then the facts (HK-6a), of what kind (HK-6c, HK-6d), and how serious and near.</summary>
public sealed record ChildInDanger(ChildAtRisk ChildConcerned, string? ChildName, string ChildInterest, ThreatKind ThreatKind, string? ThreatOther, string Threat, string ThreatSeriousness);

/// <summary>Who may not know about this (HK-6d); nobody is an answer too.</summary>
public sealed record KeptFrom(bool MayNotKnow, IReadOnlyList<ShieldedFrom> ShieldedFrom);

/// <summary>Somebody who may not know: the address, or the whole decision, which then gives no letter and no overview to them (HK-6d, HK-7i).</summary>
public sealed record ShieldedFrom(string Person, bool ShieldAddress, bool ShieldCase);

/// <summary>The referral of the dossier that is answered: its line, and what was asked then, as it was asked (IU-3-DOEL, IU-3-INF-1).</summary>
public sealed record AnsweredReferral(int Referral, DateOnly ReferralOn, string OriginalQuestion, bool ReferralForFunding);

/// <summary>Does the referrer need to know; if so, what will they do with it (IU-3-VOOR-1)?</summary>
public sealed record FeedbackNeed(bool FeedbackNeeded, string? FeedbackUse);

/// <summary>Must it come from this professional; if not, who answers (IU-3-VOOR-2)?</summary>
public sealed record FeedbackSource(bool FeedbackFromMe, string? FeedbackBy);

/// <summary>Can the client tell it; if not, why not (IU-3-VOOR-3)?</summary>
public sealed record ClientFeedback(bool FeedbackClient, string? FeedbackClientReason);

/// <summary>Is it asked to check the payment; then content has a reason or stays out (IU-3-INF-2).</summary>
public sealed record FundingAccount(bool Funding, bool? FundingContent, string? FundingReason)
{
    /// <summary>True when nothing of the content may be told.</summary>
    [JsonIgnore]
    public bool ContentStaysOut => Funding && FundingContent != true;
}

/// <summary>The answer to the original question; for a payment without content only which help, how much and when (IU-3-INF-1, IU-3-INF-2).</summary>
public sealed record FeedbackText(string? FeedbackAnswer, string? FundedHelp, string? FundedAmount, string? FundedPeriod);

/// <summary>Who sits at the table (IU-4-DOEL).</summary>
public sealed record NetworkParticipants(IReadOnlyList<Participant> Participants);

/// <summary>A partner from the address book, with a role and the reason why they are needed (IU-4-VOOR-1).</summary>
public sealed record Participant(Guid SeatPartner, RecipientKind SeatKind, string SeatName, string SeatOrganisation, string SeatRole, string SeatWhy);

/// <summary>What each participant is told, in the order of the participants.</summary>
public sealed record NetworkDisclosures(IReadOnlyList<ParticipantDisclosure> Disclosures)
{
    /// <summary>True when somebody is told content: then it is named by topic.</summary>
    [JsonIgnore]
    public bool NeedsTopics => Disclosures.Any(d => d.Disclosure == Disclosure.What);

    /// <summary>What this participant is told; nothing when they are not among them.</summary>
    public ParticipantDisclosure Of(Guid partner) => Disclosures.FirstOrDefault(d => d.ToldPartner == partner) ?? new(partner, Disclosure.None, [], null);
}

/// <summary>None, THAT or WHAT for one participant; WHAT says why THAT is not enough (IU-4-INF-GRENS).</summary>
public sealed record ParticipantDisclosure(Guid ToldPartner, Disclosure Disclosure, IReadOnlyList<DatPart> Dat, string? WatReason);

/// <summary>The topics and who gets each (IU-4-VOOR-2); everything to everybody has a reason.</summary>
public sealed record NetworkTopics(IReadOnlyList<NetworkTopic> Topics, string? EverythingReason)
{
    /// <summary>True when every topic goes only to participants for whom WHAT is needed, and each of them gets one; and everything to everybody has a reason.</summary>
    public bool Fits(NetworkDisclosures disclosures, int participants)
    {
        ArgumentNullException.ThrowIfNull(disclosures);
        var what = disclosures.Disclosures.Where(d => d.Disclosure == Disclosure.What).Select(d => d.ToldPartner).ToHashSet();
        return Topics.All(t => t.TopicFor.Count > 0 && t.TopicFor.All(what.Contains)) && what.All(p => Topics.Any(t => t.TopicFor.Contains(p)))
            && (EverythingReason is not null || !EverythingToEverybody(participants));
    }

    /// <summary>True when two or more participants all get all of two or more topics (IU-4-VOOR-2).</summary>
    public bool EverythingToEverybody(int participants) => participants >= 2 && Topics.Count >= 2 && Topics.All(t => t.TopicFor.Distinct().Count() == participants);
}

/// <summary>One topic, why it is needed, and for whom (IU-ALG-3).</summary>
public sealed record NetworkTopic(string Topic, string TopicWhy, IReadOnlyList<Guid> TopicFor);

/// <summary>Whose consent is missing, one by one (HK-6b).</summary>
public sealed record MissingConsents(IReadOnlyList<MissingConsent> Missing);

/// <summary>One person whose consent is missing, and why (HK-6b, HK-7h).</summary>
public sealed record MissingConsent(string MissingPerson, MissingWhy MissingWhy);

/// <summary>Who was consulted, in which job, when, and what they said (HK-6a, HK-7b). The time is that of the Netherlands.</summary>
public sealed record Consultation(string ConsultedWhom, DateOnly ConsultedOn, TimeOnly ConsultedAt, string? ConsultedAdvice);

/// <summary>2a or 2b (IU-2-DOEL-a, IU-2-DOEL-b).</summary>
public sealed record Referral(Level ReferKind);

/// <summary>A recipient with a name: person or team, and organisation (IU-ALG-2b, HK-3c).</summary>
public sealed record Recipient(RecipientKind RecipientKind, string RecipientName, string RecipientOrganisation)
{
    /// <summary>Id in the address book; consents are given per partner (HK-5c).</summary>
    public Guid? RecipientPartner { get; init; }
}

/// <summary>Whether the client can pass it on; anything short of yes has a reason (IU-2-VOOR-1).</summary>
public sealed record PassingOn(PassOn ClientPassesOn, string? ClientPassesOnReason)
{
    /// <summary>True when nothing needs to come from the professional.</summary>
    [JsonIgnore]
    public bool Wholly => ClientPassesOn is PassOn.Orally or PassOn.InWriting;
}

/// <summary>The help the client asks for (HK-3b).</summary>
public sealed record Requested(string HelpRequest)
{
    /// <summary>Whose words they are (HK-4a).</summary>
    public string? HelpRequestBy { get; init; }
    /// <summary>True when the client agreed that the help request of the dossier became this one (HK-4d); null when it did not change.</summary>
    public bool? HelpRequestAgreed { get; init; }
}

/// <summary>The goal in the client's own words, whose words they are, who helped, and how it follows from the request (HK-4a, HK-4b, HK-4c).</summary>
public sealed record ClientGoal(string Goal, string GoalByWhom, GoalSupport GoalSupport, string? GoalSupportBy, string GoalLink);

/// <summary>The short plan (decision matrix, ambiguity 18): steps and partners; a recipient outside the plan has a reason (HK-5a, HK-5b).</summary>
public sealed record ShortPlan(string PlanSteps, IReadOnlyList<PlanPartner> Partners, string? NotInPlanReason)
{
    /// <summary>A version of the plan in the dossier, as the short plan shows it.</summary>
    public static ShortPlan Of(PlanVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new(version.Steps, [.. version.Parts.Select(p => new PlanPartner(p.Name, p.Why, p.Data) { PartnerPurpose = p.Purpose.Length == 0 ? null : p.Purpose })], null);
    }

    /// <summary>True when this version of the plan in the dossier says the same: steps and partners with why, data and purpose.</summary>
    public bool Says(PlanVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Steps == PlanSteps
            && version.Parts.Select(p => (p.Name, p.Why, p.Data, p.Purpose)).SequenceEqual(Partners.Select(p => (p.Partner, p.PartnerWhy, p.PartnerData, p.PartnerPurpose ?? "")));
    }

    /// <summary>True when one of the partners is this organisation.</summary>
    public bool Names(string organisation) => Names(Partners.Select(p => p.Partner), organisation);

    /// <summary>
    /// True when one of these names is this organisation: the words of one are all words of the other, whatever the case.
    /// A single word of less than four letters is no name.
    /// </summary>
    public static bool Names(IEnumerable<string?> partners, string called)
    {
        ArgumentNullException.ThrowIfNull(partners);
        var organisation = Words(called);
        return partners.Any(p => Words(p) is var partner && (partner.IsSubsetOf(organisation) || organisation.IsSubsetOf(partner)) && Telling(partner) && Telling(organisation));

        static HashSet<string> Words(string? name) =>
            [.. (name ?? "").ToUpperInvariant().Split([' ', ',', '.', ';', ':', '-', '–', '(', ')', '/', '\'', '’'], StringSplitOptions.RemoveEmptyEntries)];

        static bool Telling(HashSet<string> words) => words.Any(w => w.Length >= 4);
    }
}

/// <summary>A partner of the plan: who, why, and which data for which purpose (HK-5b, HK-5c).</summary>
public sealed record PlanPartner(string Partner, string PartnerWhy, string PartnerData)
{
    /// <summary>What this partner needs the data for; null while a first short plan leaves it to the purpose sentence.</summary>
    public string? PartnerPurpose { get; init; }
}

/// <summary>Agreement with the plan: its own object, with who, when and how (HK-5d).</summary>
public sealed record Agreement(PlanAnswer PlanAgreement, string? AgreedBy, DateOnly? AgreedOn, HowSaid? AgreedHow)
{
    /// <summary>Why a parent who has not answered is not waited for; null when nobody is missing (decision matrix, ambiguities 23 and 29).</summary>
    public string? AgreementMissingReason { get; init; }
}

/// <summary>The capacity in this case; another than the organisation's usual one has a reason (HK-0c).</summary>
public sealed record Capacity(Sector Sector, string? CapacityReason);

/// <summary>
/// The ground with the evidence it needs. Statutory task: task, article, need. Contract: which, with whom, need. Legitimate interest: three answers.
/// Vital interest: why an exception. None: which grounds were considered. Evidence of another ground than the chosen one is absent.
/// </summary>
public sealed record GroundChoice(LegalGround Ground)
{
    /// <summary>Statutory task: which task.</summary>
    public string? Task { get; init; }
    /// <summary>Statutory task: which article of law; missing gives a warning.</summary>
    public string? Article { get; init; }
    /// <summary>Statutory task: why the task calls for sharing.</summary>
    public string? TaskNeed { get; init; }
    /// <summary>Contract: date or reference.</summary>
    public string? Contract { get; init; }
    /// <summary>Contract: who made it, when the client is under 18.</summary>
    public string? ContractParty { get; init; }
    /// <summary>Contract: why it calls for sharing.</summary>
    public string? ContractNeed { get; init; }
    /// <summary>Legitimate interest: what the interest is (IU-3-GRD-PRIV, IU-4-GRD-PRIV).</summary>
    public string? Interest { get; init; }
    /// <summary>Legitimate interest: why sharing is needed for it.</summary>
    public string? InterestNeed { get; init; }
    /// <summary>Legitimate interest: why it outweighs the client's privacy.</summary>
    public string? InterestBalance { get; init; }
    /// <summary>Vital interest: which danger, how near, and why no other ground fits (IU-4-GRD-VIT).</summary>
    public string? VitalReason { get; init; }
    /// <summary>None: which grounds were considered and why they do not fit.</summary>
    public string? GroundsConsidered { get; init; }
}

/// <summary>The recorded consent and the reasoning about it, with a yes and with a no (HK-5c, HK-7g, HK-7h).</summary>
public sealed record RecordedConsent(
    ConsentStatus Consent, string? ConsentBy, DateOnly? ConsentOn, HowSaid? ConsentHow, DateOnly? ConsentUntil, string ConsentReasoning)
{
    /// <summary>Why a parent who has not answered is not waited for; null when nobody is missing (decision matrix, ambiguities 23 and 30).</summary>
    public string? ConsentMissingReason { get; init; }
}

/// <summary>
/// Special categories among the information, each with its exception ground, for a ground of article 6 alone is not enough (GDPR 9, UAVG 22–30);
/// and criminal data, about which the privacy officer was consulted first (GDPR 10; law B3).
/// </summary>
public sealed record SensitiveData(bool SpecialData, IReadOnlyList<SensitiveItem> SpecialItems, bool CriminalData)
{
    /// <summary>Criminal data: the privacy officer who was consulted.</summary>
    public string? OfficerConsulted { get; init; }
    /// <summary>Criminal data: when.</summary>
    public DateOnly? OfficerConsultedOn { get; init; }
    /// <summary>Criminal data: what the privacy officer said.</summary>
    public string? OfficerAdvice { get; init; }
}

/// <summary>One item of the information that is a special category: its code or words as listed, the exception, and why it fits.</summary>
public sealed record SensitiveItem(string SpecialItem, SpecialGround SpecialGround, string SpecialWhy);

/// <summary>Which secrecy binds the professional, and on what they may speak (law B3). Evidence of another way than the chosen one is absent.</summary>
public sealed record SecrecyLock(SecrecyKind SecrecyKind, SecrecyWay? SecrecyWay)
{
    /// <summary>Legal duty: the article.</summary>
    public string? SecrecyArticle { get; init; }
    /// <summary>Why this way fits here.</summary>
    public string? SecrecyReason { get; init; }
    /// <summary>Conflict of duties: was everything done to get consent, as long as that was safe?</summary>
    public bool? TriedConsent { get; init; }
    /// <summary>Conflict of duties: will somebody suffer serious harm?</summary>
    public bool? SeriousHarm { get; init; }
    /// <summary>Conflict of duties: is there no other way?</summary>
    public bool? NoOtherWay { get; init; }
    /// <summary>Conflict of duties: is it almost certain that sharing helps?</summary>
    public bool? WillHelp { get; init; }
    /// <summary>Conflict of duties: is as little as possible shared?</summary>
    public bool? AsLittleAsPossible { get; init; }
    /// <summary>Conflict of duties: would silence trouble the conscience?</summary>
    public bool? Conscience { get; init; }
    /// <summary>Conflict of duties: which colleague was consulted.</summary>
    public string? ColleagueConsulted { get; init; }

    /// <summary>True when one of the six questions was answered with no: a warning, with an explanation (decision matrix, ambiguity 34).</summary>
    [JsonIgnore]
    public bool AnyNo => new[] { TriedConsent, SeriousHarm, NoOtherWay, WillHelp, AsLittleAsPossible, Conscience }.Contains(false);

    /// <summary>True when all six were answered, as the exception asks of everybody (decision matrix, safety).</summary>
    [JsonIgnore]
    public bool AllSix => new[] { TriedConsent, SeriousHarm, NoOtherWay, WillHelp, AsLittleAsPossible, Conscience }.All(answer => answer is not null);

    /// <summary>True when the secrecy lets this be told: nothing binds, or a way was found.</summary>
    [JsonIgnore]
    public bool Opens => SecrecyKind == SecrecyKind.None || SecrecyWay is not (null or Asking.SecrecyWay.None);
}

/// <summary>What the recipient needs the data for, as help needed or advice asked (IU-2-INF-2).</summary>
public sealed record PurposeSentence(string Purpose);

/// <summary>The chosen information, each with its necessity; extras with their own reason (IU-ALG-3, HK-3d, IU-2-INF-3).</summary>
public sealed record ChosenItems(
    IReadOnlyList<ItemKind> Items, string? NameNecessity, IReadOnlyList<ContactDetail> ContactDetails, string? ContactNecessity,
    string? PurposeNecessity, IReadOnlyList<ExtraItem> Extras)
{
    /// <summary>The list as it must be explained to the client: codes, and the words of the extras. Equal lists mean equal information.</summary>
    public IReadOnlyList<string> Listed() =>
    [
        .. Items.SelectMany(item => item == ItemKind.Contact ? ContactDetails.Select(d => d.Code()) : [item.Code()]),
        .. Extras.Select(e => Share.Extra + e.Extra),
    ];
}

/// <summary>Something more than level 2 lists: counts as a deviation (IU-2-INF-3).</summary>
public sealed record ExtraItem(string Extra, string ExtraNecessity, string ExtraReason);

/// <summary>A day, or a short period with both days included (HK-3e).</summary>
public sealed record SharingMoment(DateOnly MomentFrom, DateOnly? MomentTo)
{
    /// <summary>Recorded afterwards: the true time of sharing in the Netherlands, on the first day (decision matrix, ambiguity 19; HK-7c). Never later than the record.</summary>
    public TimeOnly? SharedAt { get; init; }
    /// <summary>Recorded afterwards: why it could not be recorded first (IU-KOP-2).</summary>
    public string? AfterwardsReason { get; init; }
    /// <summary>The last day on which this decision may be acted on.</summary>
    [JsonIgnore]
    public DateOnly LastDay => MomentTo ?? MomentFrom;
}

/// <summary>The list that was explained to the client (IU-2-VOOR-2).</summary>
public sealed record ExplainedList(IReadOnlyList<string> ExplainedItems);

/// <summary>Does the client know what, with whom and why (IU-ALG-2a–c)? If not, why not.</summary>
public sealed record ClientKnows(bool Informed, string? InformedReason)
{
    /// <summary>Under the exception: before, right after, or later.</summary>
    public InformWhen? InformWhen { get; init; }
    /// <summary>Postponed: the day to look again.</summary>
    public DateOnly? InformReviewOn { get; init; }
    /// <summary>Postponed: who looks again.</summary>
    public string? InformReviewBy { get; init; }
}

/// <summary>The conversation with the client, or why there was none (HK-8a).</summary>
public sealed record Conversation(bool Talked, string? TalkedWith, DateOnly? TalkedOn, TalkedHow? TalkedHow, string? TalkedReason);

/// <summary>Why sharing is needed in this case (HK-3a), and whether it is purely for the goal (HK-3f).</summary>
public sealed record NeedToShare(string Necessary, bool PurelyForGoal, string PurelyForGoalReason);

/// <summary>Effectiveness (HK-0d-DOE), proportionality (HK-0d-PRO, IU-ALG-5), and the lighter way that was considered (HK-0d-SUB, IU-ALG-4).</summary>
public sealed record Weighed(string Effective, string Proportionate, string Alternative, string LeastIntrusive)
{
    /// <summary>Under the exception: the goal of the help, in the professional's words where the client has none (HK-6a, HK-6e).</summary>
    public string? SafetyGoal { get; init; }
    /// <summary>Under the exception: what sharing does to the help (HK-6e).</summary>
    public string? HelpWeighed { get; init; }
    /// <summary>Under the exception: how sharing makes the child safer, and its risk (HK-6f).</summary>
    public string? SafetyWeighed { get; init; }
}

/// <summary>Were the considerations shared with the client (HK-0e)? If not, why not.</summary>
public sealed record SharedConsiderations(bool ConsiderationsShared, string? ConsiderationsSharedReason);

/// <summary>The outcome and its reasons (HK-7a).</summary>
public sealed record OutcomeChoice(Outcome Outcome, string Reason)
{
    /// <summary>Do not share: why not.</summary>
    public NotSharingReason? NotSharingReason { get; init; }
    /// <summary>Share in part: what stays here.</summary>
    public string? Withheld { get; init; }
    /// <summary>Hold: what for.</summary>
    public HoldReason? HoldReason { get; init; }
    /// <summary>Hold: until when.</summary>
    public DateOnly? HoldUntil { get; init; }
    /// <summary>To another level: which.</summary>
    public Way? OtherWay { get; init; }
    /// <summary>Outside this framework: which route.</summary>
    public OutsideRoute? OutsideRoute { get; init; }
    /// <summary>Outside this framework: whom the professional asked for advice.</summary>
    public string? AdviceFrom { get; init; }
}
