using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Exchanging;

/// <summary>Somebody whom a decision names as recipient.</summary>
/// <param name="Name">Person or team.</param>
/// <param name="Organisation">Organisation.</param>
/// <param name="Partner">Id in the address book; null when it was not chosen from it.</param>
public sealed record AgreedRecipient(string Name, string Organisation, Guid? Partner)
{
    /// <summary>What this recipient may be told: at level 4 each their own (IU-4-VOOR-2). Never more than the list of the decision.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];
}

/// <summary>
/// What a sealed decision lets go, read from its content: the list, the recipients, the moment. This is the one place that knows where each level keeps
/// them; a level that names several recipients adds them to <see cref="Recipients"/>.
/// </summary>
public sealed class AgreedSharing
{
    private readonly Answers _answers;

    private AgreedSharing(Answers answers, Level level, Outcome outcome, Sector sector, LegalGround ground, bool recordedAfterwards)
    {
        (_answers, Level, Outcome, Sector, Ground, RecordedAfterwards) = (answers, level, outcome, sector, ground, recordedAfterwards);
        // Another law shows the way: whatever was answered before that became clear is not what goes, nor to whom (decision matrix, ambiguity 35).
        if (outcome == Outcome.OutsideFramework) return;
        // Where nothing is listed, as when the client tells it, the recipient is known all the same.
        var shares = answers.Shares ?? (answers.Recipient is { } to ? [new Share(to.RecipientPartner, to.RecipientName, to.RecipientOrganisation, [])] : []);
        Items = [.. shares.SelectMany(s => s.Data).Distinct()];
        Recipients = [.. shares.Select(s => new AgreedRecipient(s.Name, s.Organisation, s.Partner) { Items = s.Data })];
        (From, Until) = (answers.Moment?.MomentFrom, answers.Moment?.LastDay);
        Purpose = answers.PurposeText;
    }

    /// <summary>The level.</summary>
    public Level Level { get; }
    /// <summary>How the decision ended.</summary>
    public Outcome Outcome { get; }
    /// <summary>In which capacity.</summary>
    public Sector Sector { get; }
    /// <summary>On which ground.</summary>
    public LegalGround Ground { get; }
    /// <summary>Codes of the list, or <c>extra: </c> and words; empty when the decision lists nothing, as outside the framework.</summary>
    public IReadOnlyList<string> Items { get; } = [];
    /// <summary>To whom; empty when the decision names nobody.</summary>
    public IReadOnlyList<AgreedRecipient> Recipients { get; } = [];
    /// <summary>First day; null when the decision has none.</summary>
    public DateOnly? From { get; }
    /// <summary>Last day on which it may be acted on (HK-3e); null when the decision has none.</summary>
    public DateOnly? Until { get; }
    /// <summary>What the data are for, where that was said.</summary>
    public string? Purpose { get; }

    /// <summary>
    /// True when the decision itself says that it was recorded afterwards, with the true time and the reason (decision matrix, ambiguity 19): only then
    /// may something have gone before it was sealed. Member <c>recordedAfterwards</c> of the content; only the safety exception writes it.
    /// </summary>
    public bool RecordedAfterwards { get; }

    /// <summary>True when something can be exchanged on it at all: personal data that go, or a report that another law asks for.</summary>
    public bool CanBeExchanged => Level != Level.Consult && (Outcome.Shares() || Outcome == Outcome.OutsideFramework);

    /// <summary>True when the client takes a letter along: nothing goes from us (IU-2-VOOR-1b).</summary>
    public bool ClientTakesLetter => Outcome == Outcome.ClientPassesOn && _answers.ClientPassesOn?.ClientPassesOn == PassOn.InWriting && Items.Count > 0;

    /// <summary>Level 3: the answer as it was sealed, or which help, how much and when (IU-3-INF-1, IU-3-INF-2); null at other levels.</summary>
    public string? Answer => _answers.FeedbackAnswer is { } given ? given.FeedbackAnswer ?? string.Join("; ", new[] { given.FundedHelp, given.FundedAmount, given.FundedPeriod }.OfType<string>()) : null;

    /// <summary>Level 4: which facts of THAT this recipient is told (IU-4-INF-DAT).</summary>
    public IReadOnlyList<DatPart> Dat(AgreedRecipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return recipient.Partner is { } partner && _answers.DatWat is { } told ? told.Of(partner).Dat : [];
    }

    /// <summary>Reads a decision's content; throws <see cref="System.Text.Json.JsonException"/> on anything else.</summary>
    public static AgreedSharing Of(ReadOnlySpan<byte> content)
    {
        var answers = SealedAnswers.Of(content);
        var whole = JsonNode.Parse(content)!.AsObject();
        return new(answers, Value<Level>("level"), Value<Outcome>("outcome"), Value<Sector>("sector"), Value<LegalGround>("ground"),
            whole["recordedAfterwards"] is JsonValue flag && flag.TryGetValue<bool>(out var afterwards) && afterwards);

        T Value<T>(string name) where T : struct, Enum => Coded.Parse<T>((string?)whole[name]) ?? throw new System.Text.Json.JsonException("No content of a decision.");
    }

    /// <summary>
    /// Whether the consent that this decision rests on is still given on <paramref name="today"/> for what goes (HK-5c). True for every other ground,
    /// because there consent is not what allows it (decision matrix, ambiguity 28).
    /// </summary>
    /// <param name="file">The dossier as it stands now.</param>
    /// <param name="today">The day in the Netherlands.</param>
    /// <param name="items">What goes; whatever the decision does not list is not looked up.</param>
    public bool ConsentHolds(CaseFile file, DateOnly today, IReadOnlyCollection<string> items)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(items);
        if (Ground != LegalGround.Consent) return true;
        var said = _answers.ConsentStatus;
        return Recipients.Count > 0 && Recipients.All(r => r.Partner is not null)
            ? file.ConsentOn(today, [.. Recipients.Select(r => new Share(r.Partner, r.Name, r.Organisation, r.Items.Where(items.Contains).ToList() is { Count: > 0 } listed ? listed : r.Items))])
                .With(said?.ConsentMissingReason) == ConsentStatus.Given
            : said is { Consent: ConsentStatus.Given } && (said.ConsentUntil is not { } until || until >= today);
    }
}
