namespace FoodValley.Triage.Rules;

/// <summary>
/// How long a law asks that a file is kept, counted from its last change (HK-8.3; law B4). Belongs to the rules as the editions do: a shorter term needs a new
/// one. An organisation may keep longer, never shorter.
/// </summary>
/// <param name="Law">Short name of the law, in both languages.</param>
/// <param name="Years">Whole years.</param>
/// <param name="Article">Where it stands.</param>
/// <param name="Certain">False while the source is not confirmed, or the law may change.</param>
public sealed record RetentionTerm(string Law, int Years, string Article, bool Certain)
{
    /// <summary>Youth Act and Social Support Act. Other laws have terms of their own, which are not modelled.</summary>
    public static IReadOnlyList<RetentionTerm> All { get; } = [new("Jeugdwet", 20, "artikel 7.3.8", true), new("Wmo 2015", 15, "artikel 5.3.4", false)];

    /// <summary>The longest term of the laws this text names; 0 when it names none of them. Whoever works under both keeps by the longest, because a decision says not under which it fell.</summary>
    public static int YearsUnder(string laws)
    {
        ArgumentNullException.ThrowIfNull(laws);
        return All.Where(t => laws.Contains(t.Law.Split(' ')[0], StringComparison.OrdinalIgnoreCase)).Select(t => t.Years).DefaultIfEmpty().Max();
    }
}
