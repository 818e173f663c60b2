namespace FoodValley.Triage.Reviewing;

/// <summary>How a review ends. It never stops what was decided (decision matrix, ambiguity 22; HK-7a).</summary>
public enum ReviewOutcome
{
    /// <summary>The considerations support the decision.</summary>
    [Code("agreed")] Agreed,
    /// <summary>Something is missing.</summary>
    [Code("please-supplement")] PleaseSupplement,
    /// <summary>The reviewer would decide otherwise.</summary>
    [Code("disagree")] Disagree,
}

/// <summary>Where the review of a decision stands; there is always a way on, and always an end.</summary>
public enum ReviewState
{
    /// <summary>Nobody reviewed it yet.</summary>
    [Code("open")] Open,
    /// <summary>The author was asked for something.</summary>
    [Code("author")] Author,
    /// <summary>The author replied: the reviewer goes on, or closes.</summary>
    [Code("answered")] Answered,
    /// <summary>The reviewer agrees. The end.</summary>
    [Code("agreed")] Agreed,
    /// <summary>Closed without agreement; both opinions stay. The end.</summary>
    [Code("closed")] Closed,
    /// <summary>The author made a new decision in its place; the review goes on there. The end of this one.</summary>
    [Code("carried-on")] CarriedOn,
}

/// <summary>A remark of the reviewer on one answer.</summary>
/// <param name="Answer">Name of the question as sealed in the record.</param>
/// <param name="Remark">In words.</param>
public sealed record ReviewNote(string Answer, string Remark);

/// <summary>What a reviewer says about a sealed decision (HK-7a, HK-7b, HK-7f).</summary>
/// <param name="Outcome">How it ends.</param>
/// <param name="Reason">Why; needed unless agreed.</param>
/// <param name="Notes">Remarks on answers.</param>
/// <param name="After">Number of the leaf of the last review or reply that was read before; null for the first.</param>
public sealed record ReviewStatement(ReviewOutcome Outcome, string? Reason, IReadOnlyList<ReviewNote> Notes, long? After);

/// <summary>Why the author leaves the decision as it is.</summary>
/// <param name="Review">Number of the leaf of the review that is answered.</param>
/// <param name="Reply">In words.</param>
public sealed record ReviewReply(long Review, string Reply);

/// <summary>The end without agreement: both opinions stay.</summary>
/// <param name="Review">Number of the leaf of the last review.</param>
/// <param name="Reason">In words.</param>
public sealed record ReviewClosing(long Review, string Reason);

/// <summary>Which states follow.</summary>
public static class ReviewCourse
{
    /// <summary>The state after a review that ended like this.</summary>
    public static ReviewState After(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Agreed => ReviewState.Agreed,
        ReviewOutcome.PleaseSupplement or ReviewOutcome.Disagree => ReviewState.Author,
    };

    /// <summary>True while a reviewer has to do something.</summary>
    public static bool WaitsForReviewer(this ReviewState state) => state is ReviewState.Open or ReviewState.Answered;

    /// <summary>True while the review has not ended.</summary>
    public static bool Runs(this ReviewState state) => state is ReviewState.Open or ReviewState.Author or ReviewState.Answered;
}
