using System.Globalization;
using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Asking;

/// <summary>Gives the words of a text key in the language of the reader. An unknown key is our own mistake and throws.</summary>
public delegate string Wording(string key);

/// <summary>One question with its answers, in the words a person sees.</summary>
/// <param name="Question">The question.</param>
/// <param name="Title">Its title.</param>
/// <param name="Answers">Its answers, in the order of the page.</param>
public sealed record ShownQuestion(Question Question, string Title, IReadOnlyList<ShownAnswer> Answers);

/// <summary>One field as shown.</summary>
/// <param name="Name">Name of the form field and of the sealed content.</param>
/// <param name="Label">Its label.</param>
/// <param name="Text">The answer in words; never empty.</param>
public sealed record ShownAnswer(string Name, string Label, string Text);

/// <summary>
/// Answers turned into words, once, for the check page, the sealed record and the print: what was shown is what is sealed (HK-7b, IU-ALG-6).
/// </summary>
public sealed class Transcript(Wording words, CultureInfo culture)
{
    /// <summary>A day in the reader's language, for instance 3 maart 2026.</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", culture);

    /// <summary>All answered questions on the way, in order. The client appears from level 2 on only (decision matrix, ambiguity 20).</summary>
    public IReadOnlyList<ShownQuestion> Of(Answers answers, Dossier? dossier) =>
        [.. Interview.Path(answers).Where(q => answers.Group(q) is not null).Select(q => Of(q, answers, dossier))];

    /// <summary>One answered question in words.</summary>
    public ShownQuestion Of(Question question, Answers answers, Dossier? dossier)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new(question, words(TitleKey(question)), [.. Fields(answers.Group(question), dossier, answers)]);
    }

    /// <summary>The key of the title of a question.</summary>
    public static string TitleKey(Question question) => question.Code() + ".title";

    /// <summary>The information as listed for the client, in words.</summary>
    public IReadOnlyList<string> Items(ChosenItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return
        [
            .. items.Items.SelectMany(item => item == ItemKind.Contact
                ? items.ContactDetails.Select(d => words("contact-detail." + d.Code()))
                : [words("item." + item.Code())]),
            .. items.Extras.Select(e => e.Extra),
        ];
    }

    /// <summary>What somebody is told, in words.</summary>
    public IReadOnlyList<string> Items(Share share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return [.. share.Data.Select(Listed)];
    }

    /// <summary>All that goes to anybody, in words, each once.</summary>
    public IReadOnlyList<string> Items(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return [.. (answers.Shares ?? []).SelectMany(Items).Distinct()];
    }

    // A time of the day as it is read: the clock of the Netherlands.
    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private string? Maybe(bool? yes) => yes is { } said ? YesNo(said) : null;

    private string YesNo(bool yes) => words(yes ? "common.yes" : "common.no");

    private IEnumerable<ShownAnswer> Fields(object? group, Dossier? dossier, Answers answers)
    {
        IEnumerable<(string Name, string LabelKey, string? Text)> fields = group switch
        {
            ConsultRecipient a => [("consultFunction", "consult-recipient.function", a.ConsultFunction), ("consultOrganisation", "consult-recipient.organisation", a.ConsultOrganisation)],
            ConsultedQuestion a => [("consultQuestion", "consult-question.title", a.ConsultQuestion)],
            AnonymousText a => [("consultText", "consult-text.title", a.ConsultText), ("consultConfirmed", "consult-text.confirmed", words("consult-text.confirm"))],
            Recognised a => [("recognisable", "recognisable.title", words("recognisable.option." + a.Recognisable.Code()))],
            ConsultReasons a => [("consultReason", "consult-reason.title", a.ConsultReason)],
            Referral a => [("referKind", "refer-kind.title", words("refer-kind.option." + a.ReferKind.Code()))],
            Guid => dossier is null ? [] :
            [
                ("clientName", "client.name", dossier.Client.Name), ("clientBirthDate", "client.birth-date", Day(dossier.Client.BirthDate)),
                ("dossierNumber", "client.number", dossier.Number),
            ],
            Recipient a =>
            [
                ("recipientName", "recipient.name", a.RecipientName), ("recipientOrganisation", "recipient.organisation", a.RecipientOrganisation),
                ("recipientKind", "recipient.kind", words("recipient.option." + a.RecipientKind.Code())),
            ],
            PassingOn a =>
            [
                ("clientPassesOn", "client-passes-on.title", words("client-passes-on.option." + a.ClientPassesOn.Code())),
                ("clientPassesOnReason", "client-passes-on.reason", a.ClientPassesOnReason),
            ],
            Requested a => [("helpRequest", "help-request.title", a.HelpRequest), ("helpRequestBy", "goal.by-whom", a.HelpRequestBy), ("helpRequestAgreed", "help-request.agreed", Maybe(a.HelpRequestAgreed))],
            ClientGoal a =>
            [
                ("goal", "goal.title", a.Goal), ("goalByWhom", "goal.by-whom", a.GoalByWhom),
                ("goalSupport", "goal-support.title", words("goal-support.option." + a.GoalSupport.Code())), ("goalSupportBy", "goal-support.by", a.GoalSupportBy),
                ("goalLink", "goal-link.title", a.GoalLink),
            ],
            ShortPlan a =>
            [
                ("planSteps", "plan.steps", a.PlanSteps),
                .. a.Partners.Select((p, at) => ($"partners[{at}]", "plan.partners", (string?)$"{p.Partner}: {p.PartnerWhy}\n{words("plan.data-label")} {p.PartnerData}{(p.PartnerPurpose is { } purpose ? $"\n{words("plan.purpose-label")} {purpose}" : "")}")),
                ("notInPlanReason", "plan.not-in-plan-reason", a.NotInPlanReason),
            ],
            Agreement a =>
            [
                ("planAgreement", "plan-agreement.title", words("plan-agreement.option." + a.PlanAgreement.Code())), ("agreedBy", "plan-agreement.agreed-by", a.AgreedBy),
                ("agreedOn", "plan-agreement.agreed-on", a.AgreedOn is { } on ? Day(on) : null),
                ("agreedHow", "plan-agreement.agreed-how", a.AgreedHow is { } how ? words("how-said." + how.Code()) : null),
                ("agreementMissingReason", "plan-agreement.missing-reason", a.AgreementMissingReason),
            ],
            Capacity a => [("sector", "capacity.title", words("capacity.option." + a.Sector.Code())), ("capacityReason", "capacity.reason", a.CapacityReason)],
            GroundChoice a =>
            [
                ("ground", "ground.title", words(a.Ground == Rules.LegalGround.None ? "ground.option.none-found" : $"ground.{a.Ground.Code()}.name")),
                ("task", "ground.task", a.Task), ("article", "ground.article", a.Article), ("taskNeed", "ground.task-need", a.TaskNeed),
                ("interest", "ground.interest", a.Interest), ("interestNeed", "ground.interest-need", a.InterestNeed), ("interestBalance", "ground.interest-balance", a.InterestBalance),
                ("vitalReason", "ground.vital-reason", a.VitalReason),
                ("contract", "ground.contract", a.Contract), ("contractParty", "ground.contract-party", a.ContractParty), ("contractNeed", "ground.contract-need", a.ContractNeed),
                ("groundsConsidered", "no-ground-found.reason", a.GroundsConsidered),
            ],
            RecordedConsent a =>
            [
                ("consent", "consent-status.title", words("consent-status.option." + a.Consent.Code())), ("consentBy", "consent-details.who", a.ConsentBy),
                ("consentOn", "consent-details.when", a.ConsentOn is { } on ? Day(on) : null),
                ("consentHow", "consent-details.how", a.ConsentHow is { } how ? words("consent-details.how.option." + how.Code()) : null),
                ("consentUntil", "consent-details.until", a.ConsentUntil is { } until ? Day(until) : null),
                ("consentMissingReason", "consent-status.missing-reason", a.ConsentMissingReason), ("consentReasoning", "consent-reasoning.title", a.ConsentReasoning),
            ],
            PurposeSentence a => [("purpose", "purpose.title", a.Purpose)],
            ChosenItems => [],
            SharingMoment { SharedAt: { } at } a =>
            [
                ("momentFrom", "recorded-afterwards.when", $"{Day(a.MomentFrom)}, {Clock(at)}"), ("momentTo", "moment.to", a.MomentTo is { } to ? Day(to) : null),
                ("afterwardsReason", "recorded-afterwards.reason", a.AfterwardsReason),
            ],
            SharingMoment a => [("momentFrom", "moment.from", Day(a.MomentFrom)), ("momentTo", "moment.to", a.MomentTo is { } to ? Day(to) : null)],
            ExplainedList a => [("explainedItems", "explained.title", words("common.yes") + ": " + string.Join(", ", a.ExplainedItems.Select(Listed)))],
            ClientKnows { InformWhen: { } when } a =>
            [
                ("informWhen", "safety-inform.title", words("safety-inform.option." + when.Code())), ("informedReason", "safety-inform.postponed-reason", a.InformedReason),
                ("informReviewOn", "safety-inform.review-date", a.InformReviewOn is { } on ? Day(on) : null), ("informReviewBy", "safety-inform.review-by", a.InformReviewBy),
            ],
            ClientKnows a => [("informed", "informed.title", YesNo(a.Informed)), ("informedReason", "informed.reason", a.InformedReason)],
            Conversation a =>
            [
                ("talked", "talked.title", YesNo(a.Talked)), ("talkedWith", "talked.with", a.TalkedWith),
                ("talkedOn", "talked.on", a.TalkedOn is { } on ? Day(on) : null), ("talkedHow", "talked.how", a.TalkedHow is { } how ? words("talked.option." + how.Code()) : null),
                ("talkedReason", "talked.reason", a.TalkedReason),
            ],
            NeedToShare a =>
            [
                ("necessary", "necessary.title", a.Necessary), ("purelyForGoal", "purely-for-goal.title", YesNo(a.PurelyForGoal)),
                ("purelyForGoalReason", "purely-for-goal.explain", a.PurelyForGoalReason),
            ],
            Weighed a =>
            [
                ("safetyGoal", "safety-goal.title", a.SafetyGoal), ("helpWeighed", "safety-weighing-help.title", a.HelpWeighed), ("safetyWeighed", "safety-weighing-safety.title", a.SafetyWeighed),
                ("effective", "effective.title", a.Effective), ("proportionate", "proportionate.title", a.Proportionate),
                ("alternative", "least-intrusive.alternative", a.Alternative), ("leastIntrusive", "least-intrusive.outcome", a.LeastIntrusive),
            ],
            SensitiveData a =>
            [
                ("specialData", "special-data.title", YesNo(a.SpecialData)),
                .. a.SpecialItems.Select((s, at) => ($"specialItems[{at}]", "special-data.extra-ground", (string?)$"{Listed(s.SpecialItem)}: {words("special-ground." + s.SpecialGround.Code())}. {s.SpecialWhy}")),
                ("criminalData", "special-data.criminal-title", YesNo(a.CriminalData)), ("officerConsulted", "special-data.officer", a.OfficerConsulted),
                ("officerConsultedOn", "special-data.officer-on", a.OfficerConsultedOn is { } on ? Day(on) : null), ("officerAdvice", "special-data.officer-advice", a.OfficerAdvice),
            ],
            SecrecyLock a =>
            [
                ("secrecyKind", "secrecy-kind.title", words("secrecy-kind.option." + a.SecrecyKind.Code())),
                ("secrecyWay", "secrecy-way.title", a.SecrecyWay is { } way ? words("secrecy-way.option." + way.Code()) : null), ("secrecyArticle", "secrecy-way.article", a.SecrecyArticle),
                ("triedConsent", "duties.tried-consent", Maybe(a.TriedConsent)), ("seriousHarm", "duties.serious-harm", Maybe(a.SeriousHarm)),
                ("noOtherWay", "duties.no-other-way", Maybe(a.NoOtherWay)), ("willHelp", "duties.will-help", Maybe(a.WillHelp)),
                ("asLittleAsPossible", "duties.as-little-as-possible", Maybe(a.AsLittleAsPossible)), ("conscience", "duties.conscience", Maybe(a.Conscience)),
                ("colleagueConsulted", "duties.colleague", a.ColleagueConsulted), ("secrecyReason", "secrecy-way.reason", a.SecrecyReason),
            ],
            NetworkWarned => [("networkWarning", "network-warning.title", words("network-warning.confirm"))],
            ChildInDanger a =>
            [
                ("childConcerned", "child-concerned.title", words("child-concerned.option." + a.ChildConcerned.Code())), ("childName", "child-concerned.name", a.ChildName),
                ("childInterest", "child-interest.title", a.ChildInterest),
                ("threatKind", "threat.kind", words("threat.kind.option." + a.ThreatKind.Code())), ("threatOther", "threat.kind.which", a.ThreatOther),
                ("threat", "threat.title", a.Threat), ("threatSeriousness", "threat.how-serious", a.ThreatSeriousness),
            ],
            KeptFrom a =>
            [
                ("mayNotKnow", "may-not-know.title", YesNo(a.MayNotKnow)),
                .. a.ShieldedFrom.Select((p, at) => ($"shieldedFrom[{at}]", "may-not-know.person",
                    (string?)$"{p.Person}: {words(p.ShieldCase ? "may-not-know.shown-case" : p.ShieldAddress ? "may-not-know.shown-address" : "may-not-know.shown-nothing")}")),
            ],
            AnsweredReferral a => [("referralOn", "feedback-referral.on", Day(a.ReferralOn)), ("originalQuestion", "original-question.title", a.OriginalQuestion)],
            FeedbackNeed a => [("feedbackNeeded", "feedback-needed.title", words("feedback-needed.option." + (a.FeedbackNeeded ? "yes" : "no"))), ("feedbackUse", "feedback-needed.use", a.FeedbackUse)],
            FeedbackSource a => [("feedbackFromMe", "feedback-from-me.title", YesNo(a.FeedbackFromMe)), ("feedbackBy", "feedback-from-me.by", a.FeedbackBy)],
            ClientFeedback a => [("feedbackClient", "feedback-client.title", YesNo(a.FeedbackClient)), ("feedbackClientReason", "feedback-client.reason", a.FeedbackClientReason)],
            NetworkParticipants a => a.Participants.Select((p, at) => ($"participants[{at}]", "participants.one", (string?)$"{p.SeatName}, {p.SeatOrganisation} ({p.SeatRole}): {p.SeatWhy}")),
            FundingAccount a =>
            [
                ("funding", "funding.title", YesNo(a.Funding)), ("fundingContent", "funding.content", Maybe(a.FundingContent)), ("fundingReason", "funding.reason", a.FundingReason),
            ],
            FeedbackText a =>
            [
                ("feedbackAnswer", "feedback-answer.title", a.FeedbackAnswer), ("fundedHelp", "feedback-answer.funded-help", a.FundedHelp),
                ("fundedAmount", "feedback-answer.funded-amount", a.FundedAmount), ("fundedPeriod", "feedback-answer.funded-period", a.FundedPeriod),
            ],
            NetworkDisclosures a => a.Disclosures.Select((d, at) => ($"disclosures[{at}]", "dat-wat.one",
                (string?)$"{Seat(answers, d.ToldPartner)}: {words("disclosure." + d.Disclosure.Code())}{(d.Dat.Count > 0 ? $" ({string.Join(", ", d.Dat.Select(p => words("dat." + p.Code())))})" : "")}{(d.WatReason is { } why ? $". {why}" : "")}")),
            NetworkTopics a =>
            [
                .. a.Topics.Select((t, at) => ($"topics[{at}]", "sharing-table.one", (string?)$"{t.Topic}: {string.Join("; ", t.TopicFor.Select(p => Seat(answers, p)))}. {t.TopicWhy}")),
                ("everythingReason", "everything-to-everybody.reason", a.EverythingReason),
            ],
            MissingConsents a => a.Missing.Select((m, at) => ($"missing[{at}]", "missing-consent.one",
                (string?)Missing(m.MissingPerson, words("missing-consent.option." + m.MissingWhy.Code())))),
            Consultation a =>
            [
                ("consultedWhom", "consulted.title", a.ConsultedWhom), ("consultedOn", "consulted.when", $"{Day(a.ConsultedOn)}, {Clock(a.ConsultedAt)}"), ("consultedAdvice", "consulted.advice", a.ConsultedAdvice),
            ],
            SharedConsiderations a =>
            [
                ("considerationsShared", "considerations-shared.title", YesNo(a.ConsiderationsShared)),
                ("considerationsSharedReason", "considerations-shared.reason", a.ConsiderationsSharedReason),
            ],
            OutcomeChoice a =>
            [
                ("outcome", "outcome.title", words($"outcome.{a.Outcome.Code()}.name")),
                ("notSharingReason", "outcome.not-sharing-reason", a.NotSharingReason is { } why ? words("outcome.do-not-share.reason." + why.Code()) : null),
                ("holdReason", "outcome.hold-reason", a.HoldReason is { } hold ? words("outcome.hold.reason." + hold.Code()) : null),
                ("holdUntil", "outcome.hold-until", a.HoldUntil is { } until ? Day(until) : null),
                ("otherWay", "outcome.other-way", a.OtherWay is { } way ? words($"level-{way.Code()}.name") : null),
                ("outsideRoute", "outcome.outside-route", a.OutsideRoute is { } route ? words("outcome.outside-framework.route." + route.Code()) : null),
                ("adviceFrom", "outcome.advice-from", a.AdviceFrom),
                ("withheld", "outcome.withheld", a.Withheld), ("reason", "outcome.reason", a.Reason),
            ],
            null => [],
            _ => throw new InvalidOperationException($"{group.GetType().Name} has no words."),
        };
        foreach (var (name, labelKey, text) in fields)
            if (!string.IsNullOrWhiteSpace(text))
                yield return new(name, words(labelKey), text);
        if (group is ChosenItems items)
        {
            yield return new("items", words("items.choose"), string.Join(", ", items.Items.Select(i => words("item." + i.Code()))) is { Length: > 0 } chosen ? chosen : words("common.no"));
            foreach (var (name, label, text) in ItemFields(items))
                if (!string.IsNullOrWhiteSpace(text))
                    yield return new(name, label, text);
        }
        var (list, kept) = group switch
        {
            AnonymousText a => ("kept", a.Kept),
            ConsultedQuestion { QuestionKept: { } a } => ("questionKept", a),
            ConsultReasons { ReasonKept: { } a } => ("reasonKept", a),
            _ => ("", []),
        };
        for (var at = 0; at < kept.Count; at++)
            yield return new($"{list}[{at}]", words("consult-text.kept").Replace("{fragment}", kept[at].Fragment, StringComparison.Ordinal), kept[at].Why);
    }

    // Some reasons name the person, others do not: then the name stands before them.
    private static string Missing(string person, string why) =>
        why.Contains("{person}", StringComparison.Ordinal) ? why.Replace("{person}", person, StringComparison.Ordinal) : $"{person}: {why}";

    // Who sits at this place of the table.
    private static string Seat(Answers answers, Guid partner) =>
        answers.Participants?.Participants.FirstOrDefault(p => p.SeatPartner == partner) is { } at ? $"{at.SeatName}, {at.SeatOrganisation}" : "–";

    /// <summary>One item of the information in words: its code, or its own words.</summary>
    public string Listed(string item) =>
        item.StartsWith(Share.Extra, StringComparison.Ordinal) ? item[Share.Extra.Length..]
        : Coded.Parse<ContactDetail>(item) is { } detail ? words("contact-detail." + detail.Code())
        : words("item." + item);

    private IEnumerable<(string, string, string?)> ItemFields(ChosenItems a)
    {
        foreach (var item in a.Items)
        {
            var (name, text) = item switch
            {
                ItemKind.Name => ("nameNecessity", a.NameNecessity),
                ItemKind.Contact => ("contactNecessity", a.ContactNecessity),
                ItemKind.Purpose => ("purposeNecessity", a.PurposeNecessity),
            };
            if (item == ItemKind.Contact)
                yield return ("contactDetails", words("items.which-contact"), string.Join(", ", a.ContactDetails.Select(d => words("contact-detail." + d.Code()))));
            yield return (name, words("item-necessity.title").Replace("{item}", words("item." + item.Code()), StringComparison.Ordinal), text);
        }
        for (var at = 0; at < a.Extras.Count; at++)
        {
            yield return ($"extras[{at}].extra", words("extra-item.label"), a.Extras[at].Extra);
            yield return ($"extras[{at}].extraNecessity", words("extra-item.necessity"), a.Extras[at].ExtraNecessity);
            yield return ($"extras[{at}].extraReason", words("extra-item.reason"), a.Extras[at].ExtraReason);
        }
    }
}
