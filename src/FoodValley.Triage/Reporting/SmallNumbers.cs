namespace FoodValley.Triage.Reporting;

/// <summary>Numbers in a report that leaves the organisation: below five nobody may be recognised (HK-8c).</summary>
public static class SmallNumbers
{
    /// <summary>Numbers below this are hidden.</summary>
    public const long Least = 5;

    /// <summary>
    /// Which numbers of a list are hidden: all below five and, when that leaves a single one that the total would give away, the smallest of the others too.
    /// </summary>
    public static IReadOnlyList<bool> Hidden(IReadOnlyList<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var hidden = numbers.Select(n => n < Least).ToArray();
        if (hidden.Count(h => h) != 1 || numbers[Array.IndexOf(hidden, true)] == 0) return hidden;
        var others = Enumerable.Range(0, numbers.Count).Where(at => !hidden[at]).ToList();
        if (others.Count > 0) hidden[others.MinBy(at => numbers[at])] = true;
        return hidden;
    }
}
