using System.Globalization;

namespace FoodValley.Triage.Benchmarks;

/// <summary>One ratio against its limit: at most, or <paramref name="AtLeast"/>. Without a limit it only informs.</summary>
public sealed record Result(int Goal, string What, double Ratio, double? Limit, string Witness, bool AtLeast = false)
{
    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"| {Goal} | {What} | {Ratio:0.00} | {(Limit is { } limit ? (AtLeast ? "≥ " : "≤ ") + limit.ToString("0.00", CultureInfo.InvariantCulture) : "–")} | {(Limit is not { } bound ? "–" : (AtLeast ? Ratio >= bound : Ratio <= bound) ? "yes" : "no")} | {Witness} |");
}

/// <summary>Figures out of many.</summary>
public static class Figures
{
    public static double Median(this IEnumerable<double> values) => values.Share(0.5);

    /// <summary>The value that this share of all values does not exceed.</summary>
    public static double Share(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
    }
}
