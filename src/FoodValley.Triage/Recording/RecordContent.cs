using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Assessing;
using FoodValley.Triage.Deciding;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Recording;

/// <summary>What is known around a decision at the moment of signing.</summary>
/// <param name="Act">Who signs, and when.</param>
/// <param name="Today">The day of signing in the Netherlands.</param>
/// <param name="Dossier">The dossier; null at level 1 without one.</param>
/// <param name="Protocol">The protocol setting; null when the organisation had no list.</param>
/// <param name="Rulebook">The edition.</param>
/// <param name="Words">The words in the language of the signer.</param>
/// <param name="English">True when that language is English, otherwise Dutch.</param>
public sealed record Signing(Act Act, DateOnly Today, Dossier? Dossier, ProtocolSetting? Protocol, Rulebook Rulebook, Wording Words, bool English)
{
    /// <summary>All that was written in the dossier: the record keeps which versions it was based on (HK-3b, HK-5f).</summary>
    public CaseFile? File { get; init; }

    /// <summary>What colleagues advised within the draft; becomes part of the record.</summary>
    public IReadOnlyList<ColleagueAdvice> Advice { get; init; } = [];

    /// <summary>The culture the texts are shown in.</summary>
    public CultureInfo Culture => CultureInfo.GetCultureInfo(English ? "en-GB" : "nl-NL");
}

/// <summary>
/// The bytes that are sealed: facts that name nobody, and the content with every answer, every finding and the texts as shown
/// (IU-ALG-6, HK-7a, HK-7b, HK-7d). Schema: docs/record.schema.json.
/// </summary>
public static class RecordContent
{
    /// <summary>Raised by one when the meaning of a field changes.</summary>
    public const int Format = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new CodedJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The ledger entry of a decision.</summary>
    public static Entry Of(Decision decision, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(signing);
        return new(
            EntryKind.Decision, signing.Rulebook.Id, signing.Protocol?.Version ?? "", decision.Answers.Replaces is { } replaced ? [replaced.Sequence] : [],
            CanonicalJson.Write(Facts(decision, signing)), CanonicalJson.Write(Content(decision, signing)));
    }

    /// <summary>The ledger entry of advice that came in later (level 1): refers to the decision and stands beside it, never inside it.</summary>
    /// <param name="decision">Sequence number of the decision's leaf.</param>
    /// <param name="advice">The advice, without anything that identifies.</param>
    /// <param name="next">What the professional does with it: <c>enough</c>, <c>talk</c> or <c>other-level</c>.</param>
    /// <param name="signing">Who adds it, and when.</param>
    public static Entry Advice(long decision, string advice, string next, Signing signing)
    {
        ArgumentNullException.ThrowIfNull(signing);
        var facts = new JsonObject { ["format"] = Format, ["kind"] = EntryKind.Supplement.Code(), ["level"] = Level.Consult.Code(), ["next"] = next };
        var content = Head(EntryKind.Supplement, signing);
        content["supplements"] = decision;
        content["answers"] = new JsonObject { ["consultAdvice"] = advice, ["consultNext"] = next };
        content["shown"] = new JsonArray(Shown("consult-advice", signing.Words("consult-advice.title"), ["HK-7b"],
        [
            new("consultAdvice", signing.Words("consult-advice.title"), advice),
            new("consultNext", signing.Words("consult-next.title"), signing.Words("consult-next.option." + next)),
        ]));
        return new(EntryKind.Supplement, signing.Rulebook.Id, signing.Protocol?.Version ?? "", [decision], CanonicalJson.Write(facts), CanonicalJson.Write(content));
    }

    // The report's columns. Nothing here may name or number a person; see docs/ledger.md.
    private static JsonObject Facts(Decision decision, Signing signing)
    {
        var answers = decision.Answers;
        var facts = new JsonObject
        {
            ["format"] = Format,
            ["kind"] = EntryKind.Decision.Code(),
            ["level"] = decision.Level.Code(),
            ["sector"] = decision.Sector.Code(),
            ["outcome"] = decision.Outcome.Code(),
            ["ground"] = decision.Ground.Code(),
            ["safety"] = answers.Safety is not null,
            ["team"] = signing.Act.Who.TeamId,
            ["deviation"] = decision.Outcome.Shares() && answers.Items?.Extras.Count > 0,
            ["extraItems"] = answers.Items?.Extras.Count ?? 0,
            ["items"] = answers.Shares?.Sum(s => s.Data.Count) ?? 0,
            ["warnings"] = decision.Assessment.Findings.Count(f => f.Kind == FindingKind.Warns),
            ["otherCapacity"] = decision.Sector != signing.Act.Who.Sector,
            ["protocolMissing"] = signing.Protocol is null,
            ["signed"] = Day(signing.Today),
        };
        Add(facts, "planAgreement", answers.PlanAgreement?.PlanAgreement.Code());
        Add(facts, "consent", answers.ConsentStatus?.Consent.Code());
        Add(facts, "clientPassesOn", answers.ClientPassesOn?.ClientPassesOn.Code());
        if (answers.Safety is { } safety)
        {
            facts["safetyTiming"] = safety.SafetyTiming.Code();
            if (CompleteBy(decision, signing.Today) is { } by) facts["completeBy"] = Day(by);
            Add(facts, "threatKind", answers.ChildInterest?.ThreatKind.Code());
            Add(facts, "informWhen", answers.Informed?.InformWhen?.Code());
            Add(facts, "informReviewOn", Day(answers.Informed?.InformReviewOn));
            if (answers.MayNotKnow is { } kept) facts["shielded"] = kept.ShieldedFrom.Any(k => k.ShieldCase) ? "case" : kept.ShieldedFrom.Any(k => k.ShieldAddress) ? "address" : "nothing";
            if (answers.Moment is { SharedAt: not null }) facts["recordedAfterwards"] = true;
        }
        if (answers.Funding is { } funding) (facts["funding"], facts["fundingContent"]) = (funding.Funding, funding is { Funding: true, FundingContent: true });
        if (answers.Participants is { } table) facts["participants"] = table.Participants.Count;
        if (answers.DatWat is { } told)
        {
            facts["toldThat"] = told.Disclosures.Count(d => d.Disclosure == Disclosure.That);
            facts["toldWhat"] = told.Disclosures.Count(d => d.Disclosure == Disclosure.What);
        }
        if (answers is { SharingTable: { } topics, Participants: { } everybody }) facts["everythingToEverybody"] = topics.EverythingToEverybody(everybody.Participants.Count);
        Add(facts, "recipientKind", answers.Recipient?.RecipientKind.Code());
        Add(facts, "notSharingReason", answers.Outcome?.NotSharingReason?.Code());
        Add(facts, "heldUntil", Day(answers.Outcome?.HoldUntil));
        Add(facts, "momentFrom", Day(answers.Moment?.MomentFrom));
        Add(facts, "momentTo", Day(answers.Moment?.LastDay));
        if (answers.SpecialData is { } special) (facts["specialData"], facts["criminalData"]) = (special.SpecialData, special.CriminalData);
        Add(facts, "secrecyWay", answers.Secrecy?.SecrecyWay?.Code());
        if (answers.ConsentStatus?.ConsentMissingReason is not null) facts["consentIncomplete"] = true;
        if (answers.Informed is { } informed) facts["informed"] = informed.Informed;
        if (answers.Talked is { } talked) facts["talked"] = talked.Talked;
        return facts;
    }

    private static JsonObject Content(Decision decision, Signing signing)
    {
        var content = Head(EntryKind.Decision, signing);
        content["level"] = decision.Level.Code();
        content["sector"] = decision.Sector.Code();
        content["ground"] = decision.Ground.Code();
        content["outcome"] = decision.Outcome.Code();
        content["safety"] = decision.Answers.Safety is not null;
        if (decision.Answers.Safety is { } safety)
        {
            content["safetyTiming"] = safety.SafetyTiming.Code();
            if (CompleteBy(decision, signing.Today) is { } by) content["completeBy"] = Day(by);
            if (decision.Answers.Moment is { SharedAt: not null }) content["recordedAfterwards"] = true;
        }
        if (decision.Answers.Shares is { Count: > 0 } shares)
            content["sharedWith"] = new JsonArray([.. shares.Select(s => new JsonObject
            {
                ["partner"] = s.Partner?.ToString("D") ?? "", ["name"] = s.Name, ["organisation"] = s.Organisation, ["items"] = new JsonArray([.. s.Data.Select(d => (JsonNode)d)]),
            })]);
        content["reason"] = decision.Reason;
        if (decision.Answers.Replaces is { } replaced)
        {
            content["replaces"] = replaced.Sequence;
            Add(content, "replacesWhy", replaced.Why);
        }
        // Ambiguity 20: at level 1 the link with a dossier stands in the dossier only.
        var dossier = decision.Level == Level.Consult ? null : signing.Dossier;
        if (dossier is not null)
        {
            content["dossier"] = dossier.Number;
            content["client"] = new JsonObject
            {
                ["name"] = dossier.Client.Name, ["birthDate"] = Day(dossier.Client.BirthDate),
                ["age"] = dossier.Client.AgeOn(signing.Today),
            };
        }
        if (dossier is not null && signing.File is { } file) content["basedOn"] = BasedOn(decision.Answers, file, signing.Today);
        if (signing.Advice.Count > 0)
            content["colleagueAdvice"] = new JsonArray([.. signing.Advice.Select(a => new JsonObject
            {
                ["asked"] = a.AskedName, ["role"] = a.AskedRole.Code(), ["question"] = a.Question, ["answer"] = a.Answer ?? "",
                ["askedAt"] = Moment(a.AskedAt), ["answeredAt"] = a.AnsweredAt is { } at ? Moment(at) : "",
            })]);
        var answers = new JsonObject();
        foreach (var question in Interview.Path(decision.Answers).Where(q => q != Question.Client))
            if (decision.Answers.Group(question) is { } group)
                foreach (var (name, value) in JsonSerializer.SerializeToNode(group, group.GetType(), Json)!.AsObject())
                    answers[name] = value?.DeepClone();
        content["answers"] = answers;
        content["shown"] = new JsonArray([.. new Transcript(signing.Words, signing.Culture).Of(decision.Answers, dossier)
            .Select(q => Shown(q.Question.Code(), q.Title, q.Question.Norms(), q.Answers)), .. Advised(signing)]);
        content["findings"] = new JsonArray([.. decision.Assessment.Findings.Select(f => Said(f, signing))]);
        content["statement"] = signing.Words("sign.statement");
        return content;
    }

    /// <summary>
    /// The rest of a decision that was made at once, to be answered within a working day: what was answered then stands there, everything is asked
    /// (decision matrix, ambiguity 26).
    /// </summary>
    /// <param name="content">The content of that decision.</param>
    /// <param name="dossier">Its dossier.</param>
    /// <param name="record">Its id and leaf number.</param>
    /// <param name="day">The day on which it was signed, in the Netherlands.</param>
    public static Answers RestOf(ReadOnlySpan<byte> content, Guid? dossier, Replaced record, DateOnly day) =>
        SealedAnswers.Of(content) with { Dossier = dossier, Replaces = record, Safety = new(SafetyTiming.Completing, day), Outcome = null };

    /// <summary>
    /// Of a decision that was made at once: the working day by which the rest is there, 17:00 in the Netherlands (decision matrix, ambiguity 26).
    /// Null for every other decision.
    /// </summary>
    public static DateOnly? CompleteBy(Decision decision, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision is { Answers.AtOnce: true, Outcome: Outcome.Share or Outcome.SharePartly } ? WorkingDays.After(today, 1) : null;
    }

    // Line numbers of the dossier: what the client asked, wanted, agreed with and consented to when this was signed.
    private static JsonObject BasedOn(Answers answers, CaseFile file, DateOnly today)
    {
        var based = new JsonObject { ["dossierLine"] = file.Version };
        if (answers.HelpRequest is not null && file.HelpRequest is { } request) based["helpRequest"] = request.Number;
        if (answers.Goal is not null && file.Goal is { } goal) based["goal"] = goal.Number;
        if (answers.Plan is not null && file.Plan is { } plan) based["plan"] = plan.Number;
        if (answers.PlanAgreement is not null) based["agreements"] = Lines(file.AgreementOn(today));
        if (answers is { ConsentStatus: not null, Shares: { } shares } && shares.All(s => s.Partner is not null)) based["consents"] = Lines(file.ConsentOn(today, shares));
        if (answers.FeedbackReferral is { } referral) based["referral"] = referral.Referral;
        return based;

        static JsonArray Lines(Position? position) => [.. (position?.Givers ?? []).Where(g => g.Line is not null).Select(g => (JsonNode)g.Line!.Value).DistinctBy(n => n.ToString())];
    }

    // What colleagues said, in the words of the page.
    private static IEnumerable<JsonObject> Advised(Signing signing)
    {
        if (signing.Advice.Count == 0) yield break;
        yield return Shown("colleague-advice", signing.Words("colleague-advice.title"), ["HK-7b"], signing.Advice.SelectMany((a, at) => new ShownAnswer[]
        {
            new($"colleagueAdvice[{at}].question", $"{signing.Words("colleague-advice.asked")} {a.AskedName}", a.Question),
            new($"colleagueAdvice[{at}].answer", $"{signing.Words("colleague-advice.answer")} {a.AskedName}", a.Answer ?? signing.Words("colleague-advice.none")),
        }));
    }

    internal static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal static JsonObject Head(EntryKind kind, Signing signing)
    {
        var who = signing.Act.Who;
        return new()
        {
            ["format"] = Format,
            ["kind"] = kind.Code(),
            ["language"] = signing.English ? "en" : "nl",
            ["signedAt"] = Moment(signing.Act.At),
            ["author"] = new JsonObject { ["id"] = who.Id, ["name"] = who.Name, ["role"] = who.Role.Code() },
            ["organisation"] = new JsonObject { ["id"] = who.OrganisationId, ["name"] = who.OrganisationName, ["sector"] = who.Sector.Code() },
            ["team"] = new JsonObject { ["id"] = who.TeamId, ["name"] = who.TeamName },
            ["edition"] = new JsonObject { ["id"] = signing.Rulebook.Id, ["validFrom"] = Day(signing.Rulebook.ValidFrom), ["confirmedBy"] = signing.Rulebook.ConfirmedBy },
            ["protocol"] = signing.Protocol is not { } protocol ? null : new JsonObject
            {
                ["version"] = protocol.Version, ["date"] = Day(protocol.Date), ["grounds"] = new JsonArray([.. protocol.Grounds.Select(g => (JsonNode)g.Code())]),
            },
        };
    }

    internal static JsonObject Shown(string question, string title, IEnumerable<string> norms, IEnumerable<ShownAnswer> answers) => new()
    {
        ["question"] = question,
        ["title"] = title,
        ["norms"] = new JsonArray([.. norms.Select(n => (JsonNode)n)]),
        ["answers"] = new JsonArray([.. answers.Select(a => new JsonObject { ["name"] = a.Name, ["label"] = a.Label, ["text"] = a.Text })]),
    };

    private static JsonObject Said(Finding finding, Signing signing)
    {
        var said = new JsonObject
        {
            ["kind"] = finding.Kind.Code(), ["code"] = finding.Code, ["norms"] = new JsonArray([.. finding.Norms.Select(n => (JsonNode)n)]),
            ["source"] = finding.Source, ["basis"] = finding.Basis.Code(), ["text"] = finding.Says(signing.Words, signing.English),
        };
        Add(said, "nearest", finding.Nearest(signing.Words, signing.English));
        return said;
    }

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static void Add(JsonObject to, string name, string? value)
    {
        if (value is not null) to[name] = value;
    }
}
