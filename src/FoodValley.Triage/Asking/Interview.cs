using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Asking;

/// <summary>The only place that knows which questions are asked, in which order, and which of them a signature needs.</summary>
public static class Interview
{
    private static readonly Question[] Consult =
        [Question.ConsultRecipient, Question.ConsultQuestion, Question.ConsultText, Question.Recognisable, Question.ConsultReason];

    // Asked at one level only; everything else is asked at levels 2, 3 and 4.
    private static readonly Dictionary<Way, Question[]> Own = new()
    {
        [Way.Consult] = Consult,
        [Way.Refer] = [Question.ReferKind, Question.ClientPassesOn, Question.Items, Question.Explained],
        [Way.Feedback] = [Question.FeedbackReferral, Question.FeedbackNeeded, Question.FeedbackFromMe, Question.FeedbackClient, Question.Funding, Question.FeedbackAnswer],
        [Way.Network] = [Question.NetworkWarning, Question.Participants, Question.DatWat, Question.SharingTable],
    };

    // HK-6a: what the exception asks for, and what it lifts. Everything else stays.
    private static readonly Question[] Exception = [Question.ChildInterest, Question.MayNotKnow, Question.MissingConsent, Question.Consulted];
    private static readonly Question[] Lifted = [Question.Goal, Question.Plan, Question.PlanAgreement, Question.ConsentStatus];

    // Decision matrix, ambiguity 26: what cannot wait when there is no time.
    private static readonly Question[] AtOnce =
    [
        Question.NetworkWarning, Question.ReferKind, Question.Client, Question.ChildInterest, Question.FeedbackReferral, Question.Recipient, Question.Participants,
        Question.Ground, Question.Items, Question.FeedbackAnswer, Question.DatWat, Question.SharingTable, Question.Consulted,
    ];

    /// <summary>
    /// The questions a signature needs, in order. Sharing needs them all, a plan included (HK-5a); the other outcomes need what their reasons rest on
    /// (decision matrix, ambiguity 13). While no outcome is chosen the path of sharing is asked, or the short one when nothing needs to come from the
    /// professional. For a child that is not safe the exception changes what is asked (HK-6a), and acting at once leaves the rest for within a working day.
    /// </summary>
    public static IReadOnlyList<Question> Required(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var needed = Needed(answers).ToHashSet();
        return [.. Coded.All<Question>().Where(needed.Contains)];
    }

    private static IEnumerable<Question> Needed(Answers answers)
    {
        var outcome = answers.Outcome?.Outcome ?? Heading(answers);
        if (answers.Way is not { } way || way == Way.Consult) return outcome is null or Outcome.Share ? Consult : [Question.Outcome];
        Question[] who = way switch { Way.Refer => [Question.ReferKind, Question.Client], Way.Network => [Question.NetworkWarning, Question.Client], _ => [Question.Client] };
        Question[] whom = way switch
        {
            Way.Refer => [Question.Recipient, Question.ClientPassesOn],
            Way.Network => [Question.Participants],
            _ => [Question.FeedbackReferral, Question.FeedbackNeeded],
        };
        Question[] child = answers.Safety is null ? [] : [Question.ChildInterest];
        Question[] beginning = [.. who, .. child, .. whom, .. ((Question[])[Question.HelpRequest, Question.Goal]).Where(q => Belongs(q, answers))];
        Question[] end = [Question.Talked, Question.ConsiderationsShared, Question.Outcome];
        return (outcome ?? Outcome.Share) switch
        {
            Outcome.Share or Outcome.SharePartly => Coded.All<Question>().Where(q => Shared(q, answers)),
            Outcome.ClientPassesOn => [.. beginning, .. PassedOn(answers), .. end],
            Outcome.Hold => [.. beginning, .. end],
            Outcome.DoNotShare => [.. beginning, .. RestsOn(answers.Outcome?.NotSharingReason, answers), .. end],
            Outcome.OtherLevel or Outcome.OutsideFramework => [.. who, Question.Talked, Question.Outcome],
        };
    }

    /// <summary>What the answers lead to while nobody has chosen an outcome: the client does it, or nothing needs to be told (IU-2-VOOR-1, IU-3-VOOR-1 to IU-3-VOOR-3).</summary>
    public static Outcome? Heading(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return answers switch
        {
            { Way: Way.Refer, ClientPassesOn.Wholly: true } or { Way: Way.Feedback, FeedbackClient.FeedbackClient: true } => Outcome.ClientPassesOn,
            { Way: Way.Feedback, FeedbackNeeded.FeedbackNeeded: false } or { Way: Way.Feedback, FeedbackFromMe.FeedbackFromMe: false } => Outcome.DoNotShare,
            _ => null,
        };
    }

    private static bool Shared(Question question, Answers answers)
    {
        if (!Belongs(question, answers) || (answers.AtOnce && !AtOnce.Contains(question))) return false;
        return question switch
        {
            // Whoever referred is the recipient.
            Question.Recipient => answers.Way == Way.Refer,
            // Nothing of content, no topics.
            Question.SharingTable => answers.DatWat is not { NeedsTopics: false },
            // Of what cannot be told yet nothing was explained: when and by whom stands in the answer about informing (HK-6a, IU-ALG-2a).
            Question.Explained => answers.Safety is null || answers.Informed is { InformWhen: InformWhen.Now },
            _ => true,
        };
    }

    private static Question[] PassedOn(Answers answers) => answers.Way switch
    {
        Way.Refer => answers.ClientPassesOn?.ClientPassesOn == PassOn.InWriting ? [Question.Purpose, Question.Items] : [],
        Way.Feedback => [Question.FeedbackFromMe, Question.FeedbackClient],
        _ => [],
    };

    // A reason for not sharing speaks of an answer; then that answer is there (HK-7h, HK-5d, IU-ALG-1).
    private static IEnumerable<Question> RestsOn(NotSharingReason? reason, Answers answers) => (reason switch
    {
        NotSharingReason.NoGround => (Question[])[Question.Capacity, Question.Ground],
        NotSharingReason.NoConsent or NotSharingReason.ConsentWithdrawn => answers.Way switch
        {
            Way.Feedback => [Question.Funding, Question.FeedbackAnswer, Question.ConsentStatus],
            Way.Network => [Question.Purpose, Question.DatWat, Question.ConsentStatus, .. answers.DatWat is { NeedsTopics: true } ? [Question.SharingTable] : Array.Empty<Question>()],
            _ => [Question.Purpose, Question.Items, Question.ConsentStatus],
        },
        NotSharingReason.PlanNotAgreed => [Question.Plan, Question.PlanAgreement],
        _ => [],
    }).Where(q => Belongs(q, answers));

    /// <summary>What is on the way: the required questions and those answered all the same, in order.</summary>
    public static IReadOnlyList<Question> Path(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var required = Required(answers);
        return [.. Coded.All<Question>().Where(q => required.Contains(q) || (Belongs(q, answers) && answers.Group(q) is not null))];
    }

    /// <summary>True when this question can be asked at the chosen level, with or without the exception, at all.</summary>
    public static bool Belongs(Question question, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (question == Question.Outcome) return true;
        if (answers.Way is not { } way) return false;
        if (way == Way.Consult) return Consult.Contains(question);
        if (Own.Any(own => own.Key != way && own.Value.Contains(question))) return false;
        return question switch
        {
            // At level 3 the recipient follows from the referral and is shown; at level 4 there are participants.
            Question.Recipient => way is Way.Refer or Way.Feedback,
            Question.Purpose => way is Way.Refer or Way.Network,
            _ => answers.Safety is null ? !Exception.Contains(question) : !Lifted.Contains(question),
        };
    }

    /// <summary>The required questions without an answer that holds, and the pages that were left half-finished, in order.</summary>
    public static IReadOnlyList<Question> Open(Answers answers)
    {
        var required = Required(answers);
        return [.. Coded.All<Question>().Where(q => (required.Contains(q) && !answers.Has(q)) || (answers.Left(q) is not null && Belongs(q, answers)))];
    }

    /// <summary>Where to go on: the first open question, or null when everything can be checked and signed.</summary>
    public static Question? Next(Answers answers) => Open(answers) is [var first, ..] ? first : null;

    /// <summary>
    /// True when the page may be shown: it is answered, or nothing before it is open. The outcome is always within reach:
    /// deciding not to share, to wait or to take another way is possible at every moment (HK-6h).
    /// </summary>
    public static bool Reachable(Question question, Answers answers) =>
        Belongs(question, answers)
        && (question == Question.Outcome || answers.Group(question) is not null || !Open(answers).Any(open => open < question));

    /// <summary>
    /// The question before this one on the way, or null at the beginning: answered, or the first open one, from which one may go straight to deciding.
    /// </summary>
    public static Question? Before(Question question, Answers answers)
    {
        var next = Next(answers);
        return Path(answers).Where(q => q < question && (answers.Group(q) is not null || q == next)).Select(q => (Question?)q).LastOrDefault();
    }

    /// <summary>
    /// Drops what is no longer asked: answers of another level or of an exception that was switched off, a ground that the capacity does not know,
    /// evidence of nothing.
    /// </summary>
    public static Answers Prune(Answers answers, Func<Level, Sector, bool, IReadOnlyList<LegalGround>> grounds)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(grounds);
        // "To another level" has been followed: the level it names is the one that is asked now.
        if (answers is { Outcome: { Outcome: Outcome.OtherLevel, OtherWay: { } followed }, Way: { } now } && followed == now) answers = answers with { Outcome = null };
        if (answers.Way is null) return answers;
        var kept = answers.Way == Way.Consult ? answers with { Safety = null } : answers;
        if (kept is { Way: Way.Consult, Outcome.Outcome: Outcome.SharePartly or Outcome.ClientPassesOn }) kept = kept with { Outcome = null };
        foreach (var question in Coded.All<Question>())
            if (question != Question.Client && kept.Group(question) is not null && !Belongs(question, kept)) kept = kept.Without(question);
        if (kept.Safety is null) kept = WithoutSafety(kept);
        if (kept is { Level: { } level, Capacity: { } capacity, Ground: { Ground: not LegalGround.None } ground }
            && !grounds(level, capacity.Sector, kept.Safety is not null).Contains(ground.Ground))
            kept = kept with { Ground = null };
        return kept;
    }

    // What a shared question holds of the exception goes with it; the rest of that answer stays.
    private static Answers WithoutSafety(Answers answers) => answers with
    {
        Weighing = answers.Weighing is { SafetyGoal: not null } weighed ? weighed with { SafetyGoal = null, HelpWeighed = null, SafetyWeighed = null } : answers.Weighing,
        Informed = answers.Informed is { InformWhen: not null } ? null : answers.Informed,
        Moment = answers.Moment is { SharedAt: not null } ? null : answers.Moment,
    };

    /// <summary>
    /// Drops what was said about something else: another client needs everything about the client anew (HK-3a), another level, another recipient or other
    /// information needs consent, secrecy, explaining and informing anew, for these are about this recipient and these data (HK-5c, IU-ALG-2a, IU-2-VOOR-2).
    /// </summary>
    public static Answers Renew(Answers before, Answers after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (after.Way is null or Way.Consult) return after;
        if (before.Dossier is not null && after.Dossier != before.Dossier)
            return new Answers
            {
                Way = after.Way, Safety = after.Safety, NetworkWarning = after.NetworkWarning, Dossier = after.Dossier, ReferKind = after.ReferKind,
                Recipient = after.Way == Way.Refer ? after.Recipient : null, Participants = after.Participants, Replaces = after.Replaces,
            };
        if (before.FeedbackReferral is { } referral && after.FeedbackReferral is { } other && other.Referral != referral.Referral)
            after = after with { FeedbackNeeded = null, FeedbackFromMe = null, FeedbackClient = null, Funding = null, FeedbackAnswer = null };
        var otherRecipient = (before.Recipient is { } old && after.Recipient != old)
            || (before.Participants is { } table && after.Participants is { } now && !table.Participants.Select(p => p.SeatPartner).SequenceEqual(now.Participants.Select(p => p.SeatPartner)))
            || (before.Way is not (null or Way.Consult) && before.Way != after.Way);
        var otherData = (before.Shares is { } shares && after.Shares is { } shared && !Same(shares, shared)) || (before.PurposeText is not null && after.PurposeText != before.PurposeText)
            || (before.FeedbackAnswer is not null && after.FeedbackAnswer != before.FeedbackAnswer);
        return (otherRecipient, otherData) switch
        {
            (true, _) => after with
            {
                ConsentStatus = null, Secrecy = null, Explained = null, Informed = null,
                Plan = after.Plan is { NotInPlanReason: not null } plan ? plan with { NotInPlanReason = null } : after.Plan,
            },
            (_, true) => after with { SpecialData = null, ConsentStatus = null, Secrecy = null, Informed = null },
            _ => after,
        };

        static bool Same(IReadOnlyList<Share> one, IReadOnlyList<Share> two) =>
            one.Count == two.Count && one.Zip(two).All(p => p.First.Partner == p.Second.Partner && p.First.Data.SequenceEqual(p.Second.Data));
    }

    /// <summary>The questions whose answers another client would drop, to be shown before anything is lost.</summary>
    public static IReadOnlyList<Question> Dropped(Answers answers, Guid otherDossier)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var after = Renew(answers, answers with { Dossier = otherDossier });
        return [.. Coded.All<Question>().Where(q => answers.Group(q) is not null && after.Group(q) is null)];
    }

    /// <summary>The questions whose answers another way would drop, to be shown before anything is lost.</summary>
    public static IReadOnlyList<Question> Dropped(Answers answers, Way other)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var moved = answers with { Way = other, Outcome = answers.Way == other ? answers.Outcome : null };
        var after = Prune(Renew(answers, moved), (_, _, _) => Coded.All<LegalGround>());
        return [.. Coded.All<Question>().Where(q => answers.Group(q) is not null && after.Group(q) is null)];
    }

    /// <summary>The questions whose answers switching the exception on or off would drop, to be shown before anything is lost.</summary>
    public static IReadOnlyList<Question> Dropped(Answers answers, SafetyRoute? other)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var after = Prune(answers with { Safety = other }, (_, _, _) => Coded.All<LegalGround>());
        return [.. Coded.All<Question>().Where(q => answers.Group(q) is not null && after.Group(q) is null)];
    }
}
