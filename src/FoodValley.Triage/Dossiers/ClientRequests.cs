using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Dossiers;

/// <summary>What somebody asks about the own information (HK-8.7, HK-8.8; GDPR 15 to 22; law B4).</summary>
public enum RequestKind
{
    /// <summary>See what is there.</summary>
    [Code("access")] Access,
    /// <summary>Something is wrong.</summary>
    [Code("rectification")] Rectification,
    /// <summary>Something should go.</summary>
    [Code("erasure")] Erasure,
    /// <summary>Do not use it for now.</summary>
    [Code("restriction")] Restriction,
    /// <summary>Disagrees with the use of it.</summary>
    [Code("objection")] Objection,
    /// <summary>Takes a consent back.</summary>
    [Code("withdrawal")] Withdrawal,
    /// <summary>A complaint.</summary>
    [Code("complaint")] Complaint,
}

/// <summary>How a request ended.</summary>
public enum RequestOutcome
{
    /// <summary>Yes.</summary>
    [Code("granted")] Granted,
    /// <summary>A part of it.</summary>
    [Code("partial")] Partial,
    /// <summary>No.</summary>
    [Code("refused")] Refused,
}

/// <summary>Somebody asked something about the own information (HK-8.7). The day it came in is day 0 of its clock.</summary>
/// <param name="About">What was asked.</param>
/// <param name="By">Who speaks for the client and asked it; null for the client.</param>
/// <param name="On">The day it came in, in the Netherlands.</param>
/// <param name="Words">In the words of who asked.</param>
public sealed record RequestReceived(RequestKind About, Guid? By, DateOnly On, string Words) : Written;

/// <summary>The clock stands still while it is checked who asks.</summary>
/// <param name="Request">Line number of the request.</param>
/// <param name="On">Since when.</param>
public sealed record RequestPaused(int Request, DateOnly On) : Written;

/// <summary>It is known who asks: the clock runs again.</summary>
/// <param name="Request">Line number of the request.</param>
/// <param name="On">Since when.</param>
public sealed record RequestResumed(int Request, DateOnly On) : Written;

/// <summary>More time, told to who asked within the first month (GDPR 12(3)).</summary>
/// <param name="Request">Line number of the request.</param>
/// <param name="On">The day on which it was told.</param>
/// <param name="Why">Why, as told.</param>
public sealed record RequestExtended(int Request, DateOnly On, string Why) : Written;

/// <summary>The answer to a request.</summary>
/// <param name="Request">Line number of the request.</param>
/// <param name="Outcome">Yes, in part or no.</param>
/// <param name="On">The day on which it was told.</param>
/// <param name="Why">What was done, or why not, in words for who asked.</param>
/// <param name="Article">The rule it rests on, for what is not done; null when all is.</param>
/// <param name="Records">The decisions it is about.</param>
/// <param name="Told">Who had received the information and was told (GDPR 19).</param>
/// <param name="NotToldWhy">Why somebody else who had received it was not told; null when everybody was.</param>
public sealed record RequestDecided(
    int Request, RequestOutcome Outcome, DateOnly On, string Why, string? Article, IReadOnlyList<Guid> Records, IReadOnlyList<string> Told, string? NotToldWhy) : Written
{
    /// <summary>Equal when it says the same.</summary>
    public bool Equals(RequestDecided? other) => other is not null && Records.SequenceEqual(other.Records) && Told.SequenceEqual(other.Told)
        && (Request, Outcome, On, Why, Article, NotToldWhy) == (other.Request, other.Outcome, other.On, other.Why, other.Article, other.NotToldWhy);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Request, Outcome, On);
}

/// <summary>
/// A request with its clock, read from the lines of a dossier. Days only: an hour more or less in spring and autumn changes nothing. One calendar month
/// after the day it came in, on the same day of the month or, where that month has none, on its last (Regulation 1182/71); three months from that same day
/// when it was extended (GDPR 12(3)), and for erasing under the care laws (law B4), which cannot be extended. A consent taken back holds at once.
/// </summary>
public sealed class ClientRequest
{
    private readonly IReadOnlyList<(DateOnly From, DateOnly? To)> _pauses;

    private ClientRequest(CaseFile file, Line<RequestReceived> received)
    {
        Received = received;
        var pauses = new List<(DateOnly, DateOnly?)>();
        foreach (var line in file.Lines)
        {
            if (line.What is RequestPaused paused && paused.Request == received.Number && !pauses.Any(p => p.Item2 is null)) pauses.Add((paused.On, null));
            if (line.What is RequestResumed resumed && resumed.Request == received.Number && pauses is [.., (var from, null)]) pauses[^1] = (from, resumed.On);
        }
        _pauses = pauses;
        Extended = file.All<RequestExtended>().FirstOrDefault(e => e.What.Request == received.Number)?.What;
        Decided = file.All<RequestDecided>().FirstOrDefault(d => d.What.Request == received.Number)?.What;
    }

    /// <summary>All requests of a dossier, oldest first.</summary>
    public static IReadOnlyList<ClientRequest> Of(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. file.All<RequestReceived>().Select(r => new ClientRequest(file, r))];
    }

    /// <summary>What was asked, by whom and when.</summary>
    public Line<RequestReceived> Received { get; }

    /// <summary>The extension; null when there is none.</summary>
    public RequestExtended? Extended { get; }

    /// <summary>The answer; null while there is none.</summary>
    public RequestDecided? Decided { get; }

    /// <summary>Since when the clock stands still; null while it runs, and once it was answered.</summary>
    public DateOnly? PausedSince => Decided is null && _pauses is [.., (var from, null)] ? from : null;

    /// <summary>The first day on which the clock can stop, or run again: the day it came in, or that on which it last did one of these.</summary>
    public DateOnly ClockFrom => _pauses is [.., var (from, to)] ? to ?? from : Received.What.On;

    /// <summary>The last day for the answer, as it is on <paramref name="today"/>: a clock that stands still moves it day by day.</summary>
    public DateOnly DueOn(DateOnly today) => After(Months, today);

    /// <summary>The last working day on or before <see cref="DueOn"/>.</summary>
    public DateOnly WorkingDayOn(DateOnly today)
    {
        var day = DueOn(today);
        while (!WorkingDays.Is(day)) day = day.AddDays(-1);
        return day;
    }

    /// <summary>True when more time can still be taken: within the first month, once, and not for what has three months or has to be done at once.</summary>
    public bool MayBeExtendedOn(DateOnly today) => Decided is null && Extended is null && Received.What.About is not (RequestKind.Erasure or RequestKind.Withdrawal) && today <= After(1, today);

    private int Months => Received.What.About switch
    {
        RequestKind.Withdrawal => 0,
        RequestKind.Erasure => 3,
        _ => Extended is null ? 1 : 3,
    };

    private DateOnly After(int months, DateOnly today)
    {
        var day = Received.What.On.AddMonths(months);
        var end = Decided?.On ?? today;
        return day.AddDays(_pauses.Sum(p => Math.Max(0, (p.To ?? end).DayNumber - p.From.DayNumber)));
    }
}
