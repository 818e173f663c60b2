using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recognising;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Assessing;

/// <summary>What the assessment must know besides the answers. All of it passed in: same input, same findings.</summary>
/// <param name="Protocol">The organisation's protocol setting; null when it has no list yet.</param>
/// <param name="Live">True when the organisation has its eight answers ready (HK-8z; decision matrix, ambiguity 21).</param>
/// <param name="UsualSector">The organisation's sector.</param>
/// <param name="Dossier">The chosen dossier.</param>
/// <param name="Today">The day in the Netherlands: ages and moments count on it.</param>
/// <param name="File">All that was written in the dossier: where it is there, consent and agreement are what it says today, not what the answers remember.</param>
public sealed record Circumstances(ProtocolSetting? Protocol, bool Live, Sector UsualSector, Dossier? Dossier, DateOnly Today, CaseFile? File = null)
{
    /// <summary>
    /// Where everybody stands on sharing this with whoever is told something; null while there is no dossier, recipient from the address book or list of information.
    /// </summary>
    public Position? ConsentFor(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return File is { } file && answers.Shares is { } shares && shares.All(s => s.Partner is not null) ? file.ConsentOn(Today, shares) : null;
    }

    /// <summary>The consent as it counts today, with the reason why a missing parent is not waited for.</summary>
    public ConsentStatus? ConsentNow(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return ConsentFor(answers)?.With(answers.ConsentStatus?.ConsentMissingReason) ?? answers.ConsentStatus?.Consent;
    }

    /// <summary>
    /// The last day on which the consent holds: the earliest of those whose yes counts in <see cref="ConsentFor"/>, or what the answers remember without
    /// a dossier (HK-5c). Null when there is no yes.
    /// </summary>
    public DateOnly? ConsentUntil(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return ConsentFor(answers) is { } position ? position.Givers.Where(g => g.Status == ConsentStatus.Given).Min(g => g.Until)
            : answers.ConsentStatus is { Consent: ConsentStatus.Given } said ? said.ConsentUntil : null;
    }

    /// <summary>Whether the plan is agreed with, as it counts today (HK-5d).</summary>
    public bool AgreedNow(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return answers.PlanAgreement is { PlanAgreement: PlanAnswer.Yes } said
            && (File is not { } file || file.AgreementOn(Today)?.With(said.AgreementMissingReason) == ConsentStatus.Given);
    }
}

/// <summary>The assessment: (edition, circumstances, answers) → findings. A pure function.</summary>
public static class Assess
{
    /// <summary>
    /// The grounds that may be chosen: what the edition lists, narrowed by the protocol (HK-1, HK-2). Without a protocol list none,
    /// under the safety exception the edition's own list (decision matrix, ambiguity 32).
    /// </summary>
    public static IReadOnlyList<LegalGround> Permitted(Rulebook rulebook, ProtocolSetting? protocol, Level level, Sector sector, bool safety)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var listed = rulebook.Cell(level, sector).GroundsWhen(safety).Select(g => g.Ground);
        return protocol is null ? safety ? [.. listed] : [] : [.. listed.Where(protocol.Grounds.Contains)];
    }

    /// <summary>What there is to say about these answers. Questions that are still open are not findings; the interview knows them.</summary>
    public static Assessment Of(Rulebook rulebook, Circumstances circumstances, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        ArgumentNullException.ThrowIfNull(circumstances);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Way == Way.Consult) return new([], Ordered(Consultation(rulebook, circumstances, answers)));
        var sector = answers.Capacity?.Sector ?? circumstances.UsualSector;
        var level = answers.Level ?? Level.Register;
        var permitted = Permitted(rulebook, circumstances.Protocol, level, sector, safety: answers.Safety is not null);
        return new(permitted, Ordered([
            .. Locks(rulebook, circumstances, answers, level, sector, permitted),
            .. Considerations(rulebook, circumstances, answers),
            .. Feedback(rulebook, circumstances, answers),
            .. Network(rulebook, answers),
            .. Safety(rulebook, circumstances, answers),
            .. Remarks(circumstances, answers),
            .. Written(circumstances, answers),
        ]));
    }

    private static IReadOnlyList<Finding> Ordered(IEnumerable<Finding> findings) => [.. findings.OrderBy(f => f.Kind)];

    // IU-1-INF-a, IU-1-INF-b: anonymous, and not traceable for this reader.
    private static IEnumerable<Finding> Consultation(Rulebook rulebook, Circumstances circumstances, Answers answers)
    {
        if (answers.Recognisable is { Recognisable: not Recognition.No }) yield return Finding.Of(rulebook.Refusal(RefusalCodes.Recognisable));
        var terms = circumstances.Dossier is { } dossier ? DossierTerms.Of(dossier) : null;
        // Why a fragment may stay is sealed with it, so it names nobody either.
        string?[] told =
        [
            answers.ConsultText?.ConsultText, answers.ConsultQuestion?.ConsultQuestion, answers.ConsultReason?.ConsultReason,
            .. Kept(answers).Select(kept => kept.Why), answers.Outcome?.Reason, answers.Outcome?.AdviceFrom, answers.Replaces?.Why,
        ];
        string?[] asked = [answers.ConsultRecipient?.ConsultFunction, answers.ConsultRecipient?.ConsultOrganisation];
        if (told.Any(text => Names(text, terms)) || asked.Any(text => Names(text, circumstances.Dossier?.NameOnly())))
            yield return new(FindingKind.Blocks, Identifying, ["IU-1-INF-a"], "IU rij 1 / Informatie", Basis.Source, null);
        if (Kept(answers).Any())
            yield return new(FindingKind.Warns, "kept-fragments", ["IU-1-INF-a", "IU-1-INF-b"], "IU rij 1 / Informatie", Basis.Source, null);
    }

    private static IEnumerable<KeptFragment> Kept(Answers answers) =>
        [.. answers.ConsultQuestion?.QuestionKept ?? [], .. answers.ConsultText?.Kept ?? [], .. answers.ConsultReason?.ReasonKept ?? []];

    /// <summary>Code of the finding that stops every outcome of level 1, not only the question: nothing sealed there may point to the client.</summary>
    public const string Identifying = "identifying";

    private static bool Names(string? text, DossierTerms? terms) => text is not null && Recogniser.Find(text, terms).Any(m => m.MustGo);

    // The locks of levels 2 to 4: ground (IU-ALG-1, HK-2), agreement with the plan (HK-5d), consent where it is the ground (HK-5c).
    private static IEnumerable<Finding> Locks(
        Rulebook rulebook, Circumstances circumstances, Answers answers, Level level, Sector sector, IReadOnlyList<LegalGround> permitted)
    {
        var safety = answers.Safety is not null;
        // Decision matrix, ambiguities 21 and 32: neither holds up what a child in danger needs; the record says that the list was missing.
        if (circumstances.Protocol is null) yield return safety ? new(FindingKind.Warns, "protocol-missing", ["HK-2"], "HK 2; beslismatrix 32", Basis.Choice, null) : Finding.Of(rulebook.Refusal(RefusalCodes.NoProtocolList));
        if (!circumstances.Live && !safety) yield return new(FindingKind.Blocks, "not-live", ["HK-8z"], "HK 8; beslismatrix 21", Basis.Choice, null);
        foreach (var finding in Moved(circumstances, answers)) yield return finding;
        var agreed = answers.PlanAgreement is null || circumstances.AgreedNow(answers);
        if (answers.Ground is not { } ground)
        {
            if (!agreed && !safety) yield return Finding.Of(rulebook.Refusal(RefusalCodes.PlanNotAgreed));
            yield break;
        }
        var consent = answers.ConsentStatus is null ? ConsentStatus.Given : circumstances.ConsentNow(answers) ?? ConsentStatus.Given;
        var verdict = Verdict.Of(rulebook, new(level, sector, safety, ground.Ground, agreed, consent));
        foreach (var refusal in verdict.Refusals) yield return Finding.Of(refusal);
        if (circumstances.Protocol is not null && verdict.Allowed && !permitted.Contains(ground.Ground))
            yield return Finding.Of(rulebook.Refusal(RefusalCodes.NotInProtocol));
        var last = answers.Moment?.LastDay ?? circumstances.Today;
        if (ground.Ground == LegalGround.Consent && answers.ConsentStatus is { Consent: ConsentStatus.Given } && circumstances.ConsentUntil(answers) is { } until && (until < circumstances.Today || until < last))
            yield return new(FindingKind.Blocks, "consent-over", ["HK-5c"], "HK 5; AVG 7", Basis.Law, null);
    }

    // What the answers say about the dossier must be what the dossier says: it may have been changed in another tab or by the client's word since.
    private static IEnumerable<Finding> Moved(Circumstances circumstances, Answers answers)
    {
        if (answers.Secrecy is { Opens: false }) yield return new(FindingKind.Blocks, "secrecy-closed", ["HK-1"], "Jeugdwet 7.3.11; BW 7:457; Wmo 2015 5.3.3", Basis.Law, null);
        if (answers.Items is { } items && circumstances.Dossier is { } dossier && items.ContactDetails.Any(detail => dossier.Client.Contact(detail).Length == 0))
            yield return new(FindingKind.Blocks, "contact-gone", ["HK-3d", "IU-2-INF-1"], "HK 3; IU rij 2 / Informatie", Basis.Source, null);
        if (circumstances.File is not { } file) yield break;
        if (answers.HelpRequest is { } request && file.HelpRequest?.What.Words != request.HelpRequest)
            yield return new(FindingKind.Blocks, "request-changed", ["HK-3b", "HK-4d"], "HK 3; HK 4", Basis.Source, null);
        if (answers.Goal is { } goal && file.Goal?.What.Words != goal.Goal)
            yield return new(FindingKind.Blocks, "goal-changed", ["HK-3b", "HK-4a"], "HK 3; HK 4", Basis.Source, null);
        if (answers.Plan is { } plan && (file.Plan is not { } written || !plan.Says(written.What)))
            yield return new(FindingKind.Blocks, "plan-changed", ["HK-5a", "HK-5f"], "HK 5", Basis.Source, null);
        if (answers.ConsentStatus is { } said && circumstances.ConsentNow(answers) is { } now && (now == ConsentStatus.Given) != (said.Consent == ConsentStatus.Given))
            yield return new(FindingKind.Blocks, "consent-changed", ["HK-5c", "HK-7g", "HK-7h"], "HK 5; HK 7", Basis.Source, null);
    }

    private static IEnumerable<Finding> Considerations(Rulebook rulebook, Circumstances circumstances, Answers answers)
    {
        if (answers.ClientPassesOn is { Wholly: true })
            yield return new(FindingKind.Blocks, "client-can", ["IU-2-VOOR-1", "IU-ALG-4"], "IU rij 2 / Voor", Basis.Source, null);
        if (answers.FeedbackClient is { FeedbackClient: true })
            yield return new(FindingKind.Blocks, "client-can", ["IU-3-VOOR-3", "IU-ALG-4"], "IU rij 3 / Voor", Basis.Source, null);
        if (answers.Necessary is { PurelyForGoal: false }) yield return Finding.Of(rulebook.Refusal(RefusalCodes.NotPurelyForGoal));
        // What was shared already, or at once before the rest was written, lies in the past and says so.
        if (answers.Moment is { SharedAt: null } moment && answers.Safety?.SafetySince is null && moment.LastDay < circumstances.Today)
            yield return new(FindingKind.Blocks, "moment-passed", ["HK-3e"], "HK 3", Basis.Source, null);
        if (answers.Explained is not null && !answers.Has(Question.Explained))
            yield return new(FindingKind.Blocks, "list-changed", ["IU-2-VOOR-2"], "IU rij 2 / Voor", Basis.Source, null);
    }

    // IU-3: only whoever referred is answered, only when they need it, only what they asked.
    private static IEnumerable<Finding> Feedback(Rulebook rulebook, Circumstances circumstances, Answers answers)
    {
        if (answers.Way != Way.Feedback) yield break;
        if (answers is { FeedbackReferral: { } answered, Recipient: { } recipient } && circumstances.File is { } file
            && !file.Referrals.Any(r => r.Number == answered.Referral && r.What.Organisation == recipient.RecipientOrganisation && r.What.Question == answered.OriginalQuestion))
            yield return Finding.Of(rulebook.Refusal(RefusalCodes.NotTheReferrer));
        if (answers.FeedbackNeeded is { FeedbackNeeded: false })
            yield return new(FindingKind.Blocks, "feedback-not-needed", ["IU-3-VOOR-1"], "IU rij 3 / Voor", Basis.Source, null);
        if (answers.FeedbackFromMe is { FeedbackFromMe: false })
            yield return new(FindingKind.Blocks, "feedback-not-from-me", ["IU-3-VOOR-2"], "IU rij 3 / Voor", Basis.Source, null);
        if (answers is { Funding.ContentStaysOut: true, FeedbackAnswer.FeedbackAnswer: not null })
            yield return new(FindingKind.Blocks, "funding-content", ["IU-3-INF-2"], "IU rij 3 / Informatie", Basis.Source, null);
        if (answers.Funding is { Funding: true, FundingContent: true })
            yield return new(FindingKind.Warns, "funding-content-reasoned", ["IU-3-INF-2"], "IU rij 3 / Informatie", Basis.Source, null);
        if (answers.FeedbackAnswer is { FeedbackAnswer.Length: > LongAnswer })
            yield return new(FindingKind.Warns, "answer-long", ["IU-3-INF-1"], "IU rij 3 / Informatie", Basis.Choice, null);
    }

    /// <summary>An answer of more characters than this looks like a report (IU-3-INF-1).</summary>
    public const int LongAnswer = 400;

    // IU-4: a ground is often missing, and not everybody needs to hear everything.
    private static IEnumerable<Finding> Network(Rulebook rulebook, Answers answers)
    {
        if (answers.Way != Way.Network) yield break;
        if (answers is { DatWat: { } told, SharingTable: { } table } && table.Topics.Any(t => t.TopicFor.Any(p => told.Of(p).Disclosure != Disclosure.What)))
            yield return Finding.Of(rulebook.Refusal(RefusalCodes.DatSuffices));
        if (answers is { SharingTable: { } topics, Participants: { } at } && topics.EverythingToEverybody(at.Participants.Count))
            yield return new(FindingKind.Warns, "everything-to-everybody", ["IU-4-VOOR-2"], "IU rij 4 / Voor", Basis.Source, null);
        if (answers.DatWat is { Disclosures: { } all } && all.All(d => d.Disclosure == Disclosure.None))
            yield return new(FindingKind.Blocks, "nobody-told", ["HK-3d", "IU-4-INF-DAT"], "HK 3", Basis.Source, null);
        if (answers.Ground is { Ground: LegalGround.VitalInterest })
            yield return new(FindingKind.Warns, "vital-interest", ["IU-4-GRD-VIT"], "IU rij 4 / Grondslag", Basis.Source, null);
    }

    // HK-6: only for a child, the threat first, and a team lead who reads it within a working day.
    private static IEnumerable<Finding> Safety(Rulebook rulebook, Circumstances circumstances, Answers answers)
    {
        if (answers.Safety is not { } safety) yield break;
        if (answers.ChildInterest is { ChildConcerned: ChildAtRisk.Adult }
            || (answers.ChildInterest is { ChildConcerned: ChildAtRisk.Client } && circumstances.Dossier is { } dossier && dossier.Client.AgeOn(circumstances.Today) >= 18))
            yield return Finding.Of(rulebook.Refusal(RefusalCodes.SafetyAdult));
        if (safety.SafetyTiming == SafetyTiming.Now)
            yield return new(FindingKind.Warns, "incomplete", ["HK-7a", "HK-7b"], "beslismatrix 26", Basis.Choice, null);
        if (answers.Moment is { SharedAt: not null })
            yield return new(FindingKind.Warns, "recorded-afterwards", ["IU-KOP-2", "HK-7c"], "beslismatrix 19", Basis.Choice, null);
        if (answers.Secrecy is { AnyNo: true, SecrecyWay: not SecrecyWay.ConflictOfDuties })
            yield return new(FindingKind.Warns, "duties-no", ["HK-6a"], "beroepscode; beslismatrix 34", Basis.Choice, null);
        if (answers.Informed is { InformWhen: InformWhen.Postponed })
            yield return new(FindingKind.Warns, "informing-postponed", ["IU-ALG-2a"], "IU Algemeen / Voor", Basis.Source, null);
        if (answers.MayNotKnow is { ShieldedFrom: { Count: > 0 } kept })
            yield return new(FindingKind.Advises, kept.Any(k => k.ShieldCase) ? "shield-case" : "shield-address", ["HK-6d"], "HK 6", Basis.Source, null);
        yield return new(FindingKind.Advises, "safety-review", ["HK-6a", "HK-7a"], "beslismatrix, veiligheid", Basis.Choice, null);
    }

    private static IEnumerable<Finding> Remarks(Circumstances circumstances, Answers answers)
    {
        if (answers.Items is { Extras.Count: > 0 })
            yield return new(FindingKind.Warns, "extra-items", ["IU-2-INF-3"], "IU rij 2 / Informatie; beslismatrix 8", Basis.Choice, null);
        if (answers.Plan is { } plan && !answers.Organisations.All(plan.Names))
            yield return new(FindingKind.Warns, "not-in-plan", ["HK-5b"], "HK 5", Basis.Source, null);
        if (answers.Ground is { Ground: LegalGround.StatutoryTask, Article: null })
            yield return new(FindingKind.Warns, "article-missing", ["IU-2-GRD-OVH"], "IU rij 2 / Grondslag; AVG 6 lid 3", Basis.Law, null);
        if (answers.Ground is { Ground: LegalGround.Agreement } && circumstances.Dossier is { } minor && minor.Client.AgeOn(circumstances.Today) < 18)
            yield return new(FindingKind.Warns, "contract-minor", ["IU-2-GRD-PRIV"], "AVG 6 lid 1 b", Basis.Law, null);
        if (answers.Capacity is { } capacity && capacity.Sector != circumstances.UsualSector)
            yield return new(FindingKind.Warns, "other-capacity", ["HK-0c"], "HK inleiding; beslismatrix 3", Basis.Choice, null);
        if (circumstances.ConsentFor(answers) is { MayGoOnWithReason: true } && answers.ConsentStatus is { Consent: ConsentStatus.Given, ConsentMissingReason: not null })
            yield return new(FindingKind.Warns, "consent-parent-missing", ["HK-5c"], "beslismatrix 23 en 30", Basis.Choice, null);
        if (circumstances.File?.AgreementOn(circumstances.Today) is { MayGoOnWithReason: true } && answers.PlanAgreement is { PlanAgreement: PlanAnswer.Yes, AgreementMissingReason: not null })
            yield return new(FindingKind.Warns, "agreement-parent-missing", ["HK-5d"], "beslismatrix 23 en 29", Basis.Choice, null);
        if (answers is { PurposeText: { } purpose, ConsentStatus: not null } && circumstances.ConsentFor(answers) is { } position
            && position.Givers.Any(g => g is { Status: ConsentStatus.Given, Purpose: { } asked } && !string.Equals(asked.Trim(), purpose.Trim(), StringComparison.OrdinalIgnoreCase)))
            yield return new(FindingKind.Warns, "consent-other-purpose", ["HK-5c"], "HK 5; AVG 5 lid 1 b", Basis.Law, null);
        if (answers.Secrecy is { SecrecyWay: SecrecyWay.ConflictOfDuties, AnyNo: true })
            yield return new(FindingKind.Warns, "duties-no", ["HK-1"], "beroepscode; beslismatrix 34", Basis.Choice, null);
        if (answers.SpecialData is { CriminalData: true })
            yield return new(FindingKind.Warns, "criminal-data", ["HK-1"], "AVG 10; UAVG 31–33", Basis.Law, null);
        if (answers.Informed is { Informed: false, InformWhen: not InformWhen.Postponed })
            yield return new(FindingKind.Warns, "not-informed", ["IU-ALG-2a"], "IU Algemeen / Voor", Basis.Source, null);
        if (answers.Talked is { Talked: false })
            yield return new(FindingKind.Warns, "not-talked", ["HK-8a", "HK-0b"], "HK 8", Basis.Choice, null);
        if (answers.ConsiderationsShared is { ConsiderationsShared: false })
            yield return new(FindingKind.Warns, "considerations-not-shared", ["HK-0e"], "HK inleiding", Basis.Source, null);
        if (answers is { Ground.Ground: LegalGround.StatutoryTask, Safety: null, ConsentStatus.Consent: not ConsentStatus.Given })
            yield return new(FindingKind.Advises, "may-object", ["HK-7h"], "HK 7; AVG 21", Basis.Law, null);
        if (answers is { Ground.Ground: LegalGround.StatutoryTask, Safety: not null })
            yield return new(FindingKind.Advises, "may-object-safety", ["HK-7h"], "AVG 21; beslismatrix 31", Basis.Choice, null);
        if (answers is { Ground.Ground: LegalGround.LegitimateInterest })
            yield return new(FindingKind.Advises, "may-object-interest", ["IU-3-GRD-PRIV", "IU-4-GRD-PRIV"], "AVG 21; beslismatrix, niveau 3", Basis.Law, null);
        if (answers.Recipient is { RecipientKind: RecipientKind.SafeHome })
            yield return new(FindingKind.Advises, "right-to-report", ["HK-7a", "HK-7b"], "Wmo 2015 artikel 5.2.6", Basis.Law, null);
    }

    // IU-ALG-3: what is written freely should not hold a citizen service number or the names of others than the client and those this is about.
    private static IEnumerable<Finding> Written(Circumstances circumstances, Answers answers)
    {
        if (MarkedIn(circumstances, answers).Count > 0) yield return new(FindingKind.Warns, IdentifyingText, ["IU-ALG-3"], "IU Algemeen / Informatie", Basis.Source, null);
    }

    /// <summary>Code of the finding that <see cref="MarkedIn"/> explains.</summary>
    public const string IdentifyingText = "identifying-text";

    /// <summary>Which words, in which answers, may tell who somebody else than the client is, at the levels where the client is named (IU-ALG-3).</summary>
    public static IReadOnlyList<Marked> MarkedIn(Circumstances circumstances, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(circumstances);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Way == Way.Consult) return [];
        var expected = string.Join('\n', [
            answers.Recipient?.RecipientName, answers.Recipient?.RecipientOrganisation, answers.Goal?.GoalByWhom, answers.Goal?.GoalSupportBy, answers.PlanAgreement?.AgreedBy,
            answers.ConsentStatus?.ConsentBy, answers.Ground?.ContractParty, answers.Talked?.TalkedWith, answers.Outcome?.AdviceFrom,
            answers.ChildInterest?.ChildName, answers.Consulted?.ConsultedWhom, answers.Informed?.InformReviewBy,
            .. (answers.Plan?.Partners ?? []).Select(p => p.Partner), .. (answers.Participants?.Participants ?? []).SelectMany(p => new[] { p.SeatName, p.SeatOrganisation }),
            .. (answers.MayNotKnow?.ShieldedFrom ?? []).Select(p => p.Person), .. (answers.MissingConsent?.Missing ?? []).Select(p => p.MissingPerson),
        ]);
        var terms = circumstances.Dossier is { } dossier ? DossierTerms.Of(dossier) : null;
        var words = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var text in Typed(answers).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            List<string> told = [.. Recogniser.Find(text, terms).Where(m => m.Kind == MarkKind.Bsn
                || (m is { Kind: MarkKind.Person, Grade: Grade.Certain } && !expected.Contains(m.Fragment, StringComparison.OrdinalIgnoreCase))).Select(m => m.Fragment)];
            if (told.Count > 0) words[text] = told;
        }
        return words.Count == 0 ? [] :
        [
            .. Coded.All<Question>().Select(q => new Marked(q, [.. answers.TextsOf(q).Where(words.ContainsKey).SelectMany(text => words[text]).Distinct(StringComparer.Ordinal)]))
                .Where(m => m.Words.Count > 0),
        ];
    }

    /// <summary>Every text that may be written freely at the levels where the client is named; fields that ask for a name are not among them.</summary>
    private static IEnumerable<string?> Typed(Answers answers) =>
    [
        answers.ClientPassesOn?.ClientPassesOnReason, answers.HelpRequest?.HelpRequest, answers.Goal?.Goal, answers.Goal?.GoalLink,
        answers.Plan?.PlanSteps, .. (answers.Plan?.Partners ?? []).SelectMany(p => new[] { p.PartnerWhy, p.PartnerData }), answers.Plan?.NotInPlanReason,
        answers.Capacity?.CapacityReason, answers.Ground?.Task, answers.Ground?.TaskNeed, answers.Ground?.Contract, answers.Ground?.ContractNeed, answers.Ground?.GroundsConsidered,
        answers.ConsentStatus?.ConsentReasoning, answers.Purpose?.Purpose, answers.Items?.NameNecessity, answers.Items?.ContactNecessity, answers.Items?.PurposeNecessity,
        .. (answers.Items?.Extras ?? []).SelectMany(e => new[] { e.Extra, e.ExtraNecessity, e.ExtraReason }),
        answers.Informed?.InformedReason, answers.Talked?.TalkedReason, answers.Necessary?.Necessary, answers.Necessary?.PurelyForGoalReason,
        answers.Weighing?.Effective, answers.Weighing?.Proportionate, answers.Weighing?.Alternative, answers.Weighing?.LeastIntrusive,
        answers.ConsiderationsShared?.ConsiderationsSharedReason, answers.Outcome?.Reason, answers.Outcome?.Withheld,
        answers.Ground?.Interest, answers.Ground?.InterestNeed, answers.Ground?.InterestBalance, answers.Ground?.VitalReason,
        answers.FeedbackNeeded?.FeedbackUse, answers.FeedbackClient?.FeedbackClientReason, answers.Funding?.FundingReason,
        answers.FeedbackAnswer?.FeedbackAnswer, answers.FeedbackAnswer?.FundedHelp, answers.FeedbackAnswer?.FundedAmount, answers.FeedbackAnswer?.FundedPeriod,
        .. (answers.Participants?.Participants ?? []).Select(p => p.SeatWhy), .. (answers.DatWat?.Disclosures ?? []).Select(d => d.WatReason),
        .. (answers.SharingTable?.Topics ?? []).SelectMany(t => new[] { t.Topic, t.TopicWhy }), answers.SharingTable?.EverythingReason,
    ];
}
