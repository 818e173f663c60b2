using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Store;

/// <summary>For what a privacy officer opens the content of a decision. A released code never changes. Serves HK-8.4.</summary>
public enum ReadingReason
{
    /// <summary>A client asks for something, or objects.</summary>
    [Code("request")] Request,
    /// <summary>Something was wrongly shared, or a complaint came in.</summary>
    [Code("incident")] Incident,
    /// <summary>A check of how decisions are made.</summary>
    [Code("check")] Check,
    /// <summary>A supervisor or a judge asks for it.</summary>
    [Code("authority")] Authority,
    /// <summary>Something else; the words say what.</summary>
    [Code("other")] Other,
}

/// <summary>
/// Why privacy officers opened the content of decisions: append-only, one for each decision and session. The code is in the access event too, the words are
/// here only. Serves HK-0c and HK-8.4.
/// </summary>
public sealed class ReadingReasons(TriageDb db)
{
    /// <summary>Longest words, in UTF-16 units.</summary>
    public const int LongestWords = 400;

    /// <summary>True when this person gave a reason for this decision in this session.</summary>
    public Task<bool> GivenAsync(Act act, Guid record, CancellationToken cancellationToken = default) =>
        db.ReadingReasons.AnyAsync(r => r.RecordId == record && r.Session == act.Session && r.PersonId == act.Who.Id && r.OrganisationId == act.Who.OrganisationId, cancellationToken);

    /// <summary>
    /// Writes it down with its access event, in one transaction. Whether there is such a decision within reach is the page's question; the words must not be
    /// empty and say nothing about a person (<see cref="ArgumentException"/> when they are empty or too long).
    /// </summary>
    public async Task GiveAsync(Act act, Guid record, ReadingReason why, string words, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Trim().Length == 0 || words.Length > LongestWords) throw new ArgumentException("A reason has words, and not too many.", nameof(words));
        using var turn = await db.WriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await GivenAsync(act, record, cancellationToken)) return; // a double click
        db.Add(new ReadingReasonRow
        {
            OrganisationId = act.Who.OrganisationId, PersonId = act.Who.Id, RecordId = record, Session = act.Session, At = StoredTime.Of(act.At), Why = why.Code(), Words = words.Trim(),
        });
        db.Add(AccessLog.RowOf(act, AccessAction.GaveReason, why.Code(), record));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancellationToken);
    }
}
