using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Exchanging;

/// <summary>How it went (HK-7c).</summary>
public enum ExchangeWay
{
    /// <summary>Spoken, also by phone.</summary>
    [Code("oral")] Oral,
    /// <summary>On paper.</summary>
    [Code("paper")] Paper,
    /// <summary>By mail or in a system.</summary>
    [Code("digital")] Digital,
}

/// <summary>In what an exchange differs from its decision (HK-7c).</summary>
public enum ExchangeDifference
{
    /// <summary>Something went that the decision does not list.</summary>
    [Code("more")] More,
    /// <summary>Something that the decision lists did not go, now or before.</summary>
    [Code("less")] Less,
    /// <summary>It went to somebody whom the decision does not name.</summary>
    [Code("recipient")] Recipient,
    /// <summary>It went before the moment of the decision.</summary>
    [Code("moment")] Moment,
}

/// <summary>Why an exchange cannot stand on this decision.</summary>
public enum ExchangeRefusal
{
    /// <summary>It is said to have gone before the decision was sealed (IU-KOP-2).</summary>
    [Code("before-decision")] BeforeDecision,
    /// <summary>It is said to have gone at a time that is still to come.</summary>
    [Code("future")] Future,
    /// <summary>The moment of the decision had passed: weigh again (HK-3e).</summary>
    [Code("moment-passed")] MomentPassed,
    /// <summary>The decision rests on consent, and that is no longer given (HK-5c).</summary>
    [Code("consent-gone")] ConsentGone,
    /// <summary>A newer decision had taken its place: act on that one (IU-ALG-6).</summary>
    [Code("replaced")] Replaced,
}

/// <summary>Something that went beyond the list, and why.</summary>
public sealed record SentExtra(string Extra, string ExtraReason);

/// <summary>What really went, to whom, when, how and by whom (HK-7c). Member names are those of the form and of the sealed content.</summary>
/// <param name="SentItems">Items of the decision's list that went.</param>
/// <param name="SentExtras">What else went.</param>
/// <param name="RecipientName">To which person or team.</param>
/// <param name="RecipientOrganisation">Of which organisation.</param>
/// <param name="SentAt">The true time, UTC.</param>
/// <param name="SentOn">Its day in the Netherlands.</param>
/// <param name="SentHow">How.</param>
/// <param name="SentBy">Who passed it on.</param>
/// <param name="DifferenceReason">Why it differs from the decision; null when it does not.</param>
public sealed record Exchange(
    IReadOnlyList<string> SentItems, IReadOnlyList<SentExtra> SentExtras, string RecipientName, string RecipientOrganisation, DateTime SentAt, DateOnly SentOn, ExchangeWay SentHow,
    string SentBy, string? DifferenceReason)
{
    /// <summary>In what this differs from the decision; <paramref name="sentBefore"/> are the items that earlier exchanges on it brought.</summary>
    public IReadOnlyList<ExchangeDifference> Differences(AgreedSharing agreed, IReadOnlyCollection<string> sentBefore)
    {
        ArgumentNullException.ThrowIfNull(agreed);
        ArgumentNullException.ThrowIfNull(sentBefore);
        var found = new List<ExchangeDifference>();
        if (agreed.Items.Count > 0 && (SentExtras.Count > 0 || SentItems.Except(Allowed(agreed)).Any())) found.Add(ExchangeDifference.More);
        if (NotSent(agreed, sentBefore).Count > 0) found.Add(ExchangeDifference.Less);
        if (agreed.Recipients.Count > 0 && !agreed.Recipients.Any(r => r.Name == RecipientName && r.Organisation == RecipientOrganisation)) found.Add(ExchangeDifference.Recipient);
        if (SentOn < agreed.From) found.Add(ExchangeDifference.Moment);
        return found;
    }

    // What whoever received this may be told: their own part of the list, or the whole list for somebody whom the decision does not name.
    private IReadOnlyList<string> Allowed(AgreedSharing agreed) =>
        agreed.Recipients.FirstOrDefault(r => r.Name == RecipientName && r.Organisation == RecipientOrganisation)?.Items ?? agreed.Items;

    /// <summary>What the decision lists for this recipient and what did not go, now or before.</summary>
    public IReadOnlyList<string> NotSent(AgreedSharing agreed, IReadOnlyCollection<string> sentBefore)
    {
        ArgumentNullException.ThrowIfNull(agreed);
        ArgumentNullException.ThrowIfNull(sentBefore);
        return [.. Allowed(agreed).Except(SentItems).Except(sentBefore)];
    }
}

/// <summary>Whether an exchange may stand on a decision. A pure function: the moments are passed in.</summary>
/// <param name="Agreed">What the decision lets go.</param>
/// <param name="Sealed">When the decision was sealed, UTC.</param>
/// <param name="ReplacedAt">When a newer decision took its place, UTC; null when none did.</param>
/// <param name="File">The dossier as it stands now.</param>
/// <param name="Now">UTC.</param>
/// <param name="Today">The day in the Netherlands.</param>
public sealed record ExchangeCircumstances(AgreedSharing Agreed, DateTime Sealed, DateTime? ReplacedAt, CaseFile File, DateTime Now, DateOnly Today)
{
    /// <summary>Everything that stands in the way of <paramref name="exchange"/>; empty when it may be recorded. Times count in whole minutes, as people write them.</summary>
    public IReadOnlyList<ExchangeRefusal> Refusals(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var found = new List<ExchangeRefusal>();
        if (exchange.SentAt < Minute(Sealed) && !Agreed.RecordedAfterwards) found.Add(ExchangeRefusal.BeforeDecision);
        if (exchange.SentAt > Now) found.Add(ExchangeRefusal.Future);
        if (exchange.SentOn > Agreed.Until) found.Add(ExchangeRefusal.MomentPassed);
        if (ReplacedAt is { } replaced && exchange.SentAt >= Minute(replaced)) found.Add(ExchangeRefusal.Replaced);
        if (!Agreed.ConsentHolds(File, Today, exchange.SentItems)) found.Add(ExchangeRefusal.ConsentGone);
        return found;
    }

    /// <summary>What already stands in the way of anything that would go now, to be said before somebody fills in a form.</summary>
    public IReadOnlyList<ExchangeRefusal> Ahead => [.. Standing()];

    private IEnumerable<ExchangeRefusal> Standing()
    {
        if (Today > Agreed.Until) yield return ExchangeRefusal.MomentPassed;
        if (ReplacedAt is not null) yield return ExchangeRefusal.Replaced;
        if (!Agreed.ConsentHolds(File, Today, Agreed.Items)) yield return ExchangeRefusal.ConsentGone;
    }

    private static DateTime Minute(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
}
