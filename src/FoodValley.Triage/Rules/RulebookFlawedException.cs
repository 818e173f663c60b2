namespace FoodValley.Triage.Rules;

/// <summary>An edition of the rules is not fit for use. The message is one English sentence: the first problem, and how many there are.</summary>
public sealed class RulebookFlawedException : Exception
{
    /// <summary>For an edition with these problems; at least one.</summary>
    public RulebookFlawedException(IReadOnlyList<string> problems)
        : base(problems switch
        {
            [] => throw new ArgumentException("A flawed edition has a problem.", nameof(problems)),
            [var only] => $"The rules cannot be used: {only}.",
            [var first, ..] => $"The rules cannot be used, {problems.Count} problems, the first: {first}.",
        })
    {
        Problems = problems;
    }

    /// <summary>All problems found, in the order of the edition.</summary>
    public IReadOnlyList<string> Problems { get; }
}
