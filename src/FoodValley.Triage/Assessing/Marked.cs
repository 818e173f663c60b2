using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Assessing;

/// <summary>
/// Words in the answer to one question that may tell who somebody is (IU-ALG-3). Shown to whoever writes, never sealed: the record must not repeat them.
/// </summary>
/// <param name="Question">The question.</param>
/// <param name="Words">The words as they were typed, each once.</param>
public sealed record Marked(Question Question, IReadOnlyList<string> Words);
