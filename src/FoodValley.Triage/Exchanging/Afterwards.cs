namespace FoodValley.Triage.Exchanging;

/// <summary>What the recipient said to an exchange (HK-7c).</summary>
public enum RecipientSaid
{
    /// <summary>It came in.</summary>
    [Code("received")] Received,
    /// <summary>The recipient does not take it up.</summary>
    [Code("refused")] Refused,
    /// <summary>The recipient did what was asked.</summary>
    [Code("done")] Done,
}

/// <summary>The recipient's answer, noted afterwards.</summary>
/// <param name="Exchange">Number of the leaf of the exchange.</param>
/// <param name="RecipientSaid">What was said.</param>
/// <param name="SaidOn">When.</param>
/// <param name="Remark">In words; null when there was nothing more.</param>
public sealed record ExchangeAnswer(long Exchange, RecipientSaid RecipientSaid, DateOnly SaidOn, string? Remark);

/// <summary>What came in late.</summary>
public enum AdditionKind
{
    /// <summary>A letter or a message.</summary>
    [Code("letter")] Letter,
    /// <summary>An answer to something we asked.</summary>
    [Code("answer")] Answer,
    /// <summary>Something else.</summary>
    [Code("other")] Other,
}

/// <summary>Something that came in after the decision was signed; the decision itself stays closed (IU-ALG-6, HK-7b).</summary>
/// <param name="AdditionKind">What kind of thing.</param>
/// <param name="Addition">What it says, in short.</param>
/// <param name="AdditionFrom">From whom.</param>
/// <param name="AdditionOn">The day it came in.</param>
public sealed record LateAddition(AdditionKind AdditionKind, string Addition, string AdditionFrom, DateOnly AdditionOn);

/// <summary>What went wrong.</summary>
public enum IncidentKind
{
    /// <summary>It went to the wrong one.</summary>
    [Code("wrong-recipient")] WrongRecipient,
    /// <summary>More went than should have gone.</summary>
    [Code("too-much")] TooMuch,
    /// <summary>Data of another person went.</summary>
    [Code("wrong-person")] WrongPerson,
    /// <summary>It was lost, or seen by somebody who should not have seen it.</summary>
    [Code("lost")] Lost,
    /// <summary>Something else.</summary>
    [Code("other")] Other,
}

/// <summary>Something was wrongly shared: the privacy officer is told (HK-7c, HK-8c).</summary>
/// <param name="Exchange">Number of the leaf of the exchange; null when it is about none that was recorded.</param>
/// <param name="IncidentKind">What went wrong.</param>
/// <param name="WhatHappened">In words.</param>
/// <param name="KnownSince">When it was found out, UTC: the clock starts here.</param>
/// <param name="KnownOn">Its day in the Netherlands.</param>
public sealed record Incident(long? Exchange, IncidentKind IncidentKind, string WhatHappened, DateTime KnownSince, DateOnly KnownOn)
{
    /// <summary>How long there is to tell the regulator (GDPR 33(1)).</summary>
    public static readonly TimeSpan Term = TimeSpan.FromHours(72);

    /// <summary>The end of that time, UTC.</summary>
    public static DateTime Deadline(DateTime knownSince) => knownSince + Term;
}

/// <summary>What the privacy officer did about an incident, each yes and each no with its reason (GDPR 33 and 34).</summary>
/// <param name="Incident">Number of the leaf of the incident.</param>
/// <param name="RegulatorNotified">Whether the regulator was told.</param>
/// <param name="RegulatorReason">Why, or why not.</param>
/// <param name="ClientNotified">Whether the client was told.</param>
/// <param name="ClientReason">Why, or why not.</param>
public sealed record IncidentHandling(long Incident, bool RegulatorNotified, string RegulatorReason, bool ClientNotified, string ClientReason);
