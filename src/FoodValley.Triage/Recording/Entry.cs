namespace FoodValley.Triage.Recording;

/// <summary>What a leaf of the ledger is about. Later rooms add their own kinds; a released name never changes.</summary>
public enum EntryKind
{
    /// <summary>A signed decision.</summary>
    [Code("decision")] Decision,
    /// <summary>Something added to an earlier decision, such as the advice received at level 1.</summary>
    [Code("supplement")] Supplement,
    /// <summary>What really went after a decision (HK-7c).</summary>
    [Code("exchange")] Exchange,
    /// <summary>What the recipient said to an exchange.</summary>
    [Code("exchange-answer")] ExchangeAnswer,
    /// <summary>A letter or an answer that came in after the decision was signed.</summary>
    [Code("addition")] Addition,
    /// <summary>Something was wrongly shared.</summary>
    [Code("incident")] Incident,
    /// <summary>What the privacy officer did about it.</summary>
    [Code("incident-handled")] IncidentHandled,
    /// <summary>What a team lead says about it afterwards.</summary>
    [Code("review")] Review,
    /// <summary>The author's reply to a review.</summary>
    [Code("review-reply")] ReviewReply,
    /// <summary>A review that ended without agreement.</summary>
    [Code("review-closed")] ReviewClosed,
    /// <summary>Decisions were taken out as a file: who, filter, count and hash.</summary>
    [Code("export")] Export,
    /// <summary>What was said about keeping a decision or destroying its content: a hold, its end, a proposal, a refusal (HK-8.3).</summary>
    [Code("keeping")] Keeping,
    /// <summary>Facts and content of the leaves it names were destroyed lawfully (HK-8.3, HK-8.7).</summary>
    [Code("destruction")] Destruction,
    /// <summary>The hashes of a batch of access events.</summary>
    [Code("access-batch")] AccessBatch,
}

/// <summary>What is to be sealed: bytes, written once and kept as they are. Serves IU-ALG-6 and HK-7a.</summary>
/// <param name="Kind">What the leaf is about.</param>
/// <param name="EditionId">Edition of the rules.</param>
/// <param name="ProtocolId">Version of the organisation's protocol; empty when it had none.</param>
/// <param name="Refers">Sequence numbers of earlier leaves of the same ledger that this one speaks of.</param>
/// <param name="Facts">The report's columns as canonical JSON (RFC 8785); name nobody.</param>
/// <param name="Content">Everything, with the texts as shown, as canonical JSON; may name people, and can be destroyed lawfully.</param>
public sealed record Entry(EntryKind Kind, string EditionId, string ProtocolId, IReadOnlyList<long> Refers, byte[] Facts, byte[] Content);
