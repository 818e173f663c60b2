using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Asking;

/// <summary>The only place that knows which questions are asked, in which order, and which of them a signature needs.</summary>
public static class Interview
{
    private static readonly Question[] Consult =
        [Question.ConsultRecipient, Question.ConsultQuestion, Question.ConsultText, Question.Recognisable, Question.ConsultReason];

    private static readonly Question[] Refer = [.. Coded.All<Question>().Where(q => q > Question.ConsultReason)];

    private static readonly Question[] ReferBase =
        [Question.ReferKind, Question.Client, Question.Recipient, Question.ClientPassesOn, Question.HelpRequest, Question.Goal];

    /// <summary>
    /// The questions a signature needs, in order. Sharing needs them all, a plan included (HK-5a); the other outcomes need what their reasons rest on
    /// (decision matrix, ambiguity 13). While no outcome is chosen the path of sharing is asked, or the short one when the client passes it on.
    /// </summary>
    public static IReadOnlyList<Question> Required(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var outcome = answers.Outcome?.Outcome;
        if (answers.Way == Way.Consult) return outcome is null or Outcome.Share ? Consult : [Question.Outcome];
        if (outcome is null && answers.ClientPassesOn is { Wholly: true }) outcome = Outcome.ClientPassesOn;
        return (outcome ?? Outcome.Share) switch
        {
            Outcome.Share or Outcome.SharePartly => Refer,
            Outcome.ClientPassesOn => answers.ClientPassesOn?.ClientPassesOn == PassOn.InWriting
                ? [.. ReferBase, Question.Purpose, Question.Items, Question.Talked, Question.ConsiderationsShared, Question.Outcome]
                : [.. ReferBase, Question.Talked, Question.ConsiderationsShared, Question.Outcome],
            Outcome.Hold => [.. ReferBase, Question.Talked, Question.ConsiderationsShared, Question.Outcome],
            Outcome.DoNotShare => [.. ReferBase, .. RestsOn(answers.Outcome!.NotSharingReason), Question.Talked, Question.ConsiderationsShared, Question.Outcome],
            Outcome.OtherLevel or Outcome.OutsideFramework => [Question.ReferKind, Question.Client, Question.Talked, Question.Outcome],
        };
    }

    // A reason for not sharing speaks of an answer; then that answer is there (HK-7h, HK-5d, IU-ALG-1).
    private static Question[] RestsOn(NotSharingReason? reason) => reason switch
    {
        NotSharingReason.NoGround => [Question.Capacity, Question.Ground],
        NotSharingReason.NoConsent or NotSharingReason.ConsentWithdrawn => [Question.Purpose, Question.Items, Question.ConsentStatus],
        NotSharingReason.PlanNotAgreed => [Question.Plan, Question.PlanAgreement],
        _ => [],
    };

    /// <summary>What is on the way: the required questions and those answered all the same, in order.</summary>
    public static IReadOnlyList<Question> Path(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var required = Required(answers);
        return [.. Coded.All<Question>().Where(q => required.Contains(q) || (Belongs(q, answers) && answers.Group(q) is not null))];
    }

    /// <summary>True when this question can be asked at the chosen level at all.</summary>
    public static bool Belongs(Question question, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return question == Question.Outcome || (answers.Way == Way.Consult ? question <= Question.ConsultReason : question > Question.ConsultReason);
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
    /// Drops what is no longer asked: answers of another level, a ground that the capacity does not know, evidence of nothing.
    /// </summary>
    public static Answers Prune(Answers answers, Func<Level, Sector, IReadOnlyList<LegalGround>> grounds)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(grounds);
        // "To another level" has been followed: the level it names is the one that is asked now.
        if (answers is { Outcome: { Outcome: Outcome.OtherLevel, OtherWay: { } followed }, Way: { } now } && followed == now) answers = answers with { Outcome = null };
        if (answers.Way == Way.Consult)
            return new Answers
            {
                Way = answers.Way, Dossier = answers.Dossier, ConsultRecipient = answers.ConsultRecipient, ConsultQuestion = answers.ConsultQuestion,
                ConsultText = answers.ConsultText, Unfinished = answers.Unfinished, Replaces = answers.Replaces, Recognisable = answers.Recognisable, ConsultReason = answers.ConsultReason,
                Outcome = answers.Outcome is { Outcome: Outcome.SharePartly or Outcome.ClientPassesOn } ? null : answers.Outcome,
            };
        var kept = answers with { ConsultRecipient = null, ConsultQuestion = null, ConsultText = null, Recognisable = null, ConsultReason = null };
        if (kept is { Level: { } level, Capacity: { } capacity, Ground: { Ground: not LegalGround.None } ground }
            && !grounds(level, capacity.Sector).Contains(ground.Ground))
            kept = kept with { Ground = null };
        return kept;
    }

    /// <summary>
    /// Drops what was said about something else: another client needs everything about the client anew (HK-3a), another recipient or other
    /// information needs consent, secrecy, explaining and informing anew, for these are about this recipient and these data (HK-5c, IU-ALG-2a, IU-2-VOOR-2).
    /// </summary>
    public static Answers Renew(Answers before, Answers after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (after.Way != Way.Refer) return after;
        if (before.Dossier is not null && after.Dossier != before.Dossier)
            return new Answers { Way = after.Way, Dossier = after.Dossier, ReferKind = after.ReferKind, Recipient = after.Recipient, Replaces = after.Replaces };
        var otherRecipient = before.Recipient is { } old && after.Recipient != old;
        var otherData = (before.Items is { } items && after.Items is { } now && !items.Listed().SequenceEqual(now.Listed()))
            || (before.Purpose is not null && after.Purpose != before.Purpose);
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
        var after = Prune(answers with { Way = other, Outcome = answers.Way == other ? answers.Outcome : null }, (_, _) => Coded.All<LegalGround>());
        return [.. Coded.All<Question>().Where(q => answers.Group(q) is not null && after.Group(q) is null)];
    }
}
