namespace FoodValley.Triage.Asking;

/// <summary>A colleague who was asked something from within a draft, and the answer: part of the draft, and of the record it becomes.</summary>
/// <param name="Id">Unguessable id.</param>
/// <param name="Draft">The draft it belongs to.</param>
/// <param name="AskedByName">Who asked.</param>
/// <param name="AskedId">Who was asked.</param>
/// <param name="AskedName">Name of who was asked.</param>
/// <param name="AskedRole">Privacy officer, team lead, or a caseworker as specialist.</param>
/// <param name="Question">The question, in the asker's words.</param>
/// <param name="AskedAt">UTC.</param>
/// <param name="Answer">Null while it is waited for.</param>
/// <param name="AnsweredAt">UTC.</param>
public sealed record ColleagueAdvice(
    Guid Id, Guid Draft, string AskedByName, string AskedId, string AskedName, Role AskedRole, string Question, DateTime AskedAt, string? Answer, DateTime? AnsweredAt);
