using System.Globalization;
using System.Text;

namespace FoodValley.Triage.Auditing;

/// <summary>
/// The surname in a full name as it is written here: "Joris van Dam" has <c>dam</c>, "Anna Smit-de Boer" has <c>smit</c> and <c>boer</c>, "Verbeek, Milan"
/// has <c>verbeek</c>. The same surname is no proof of anything: it is where a reviewer looks twice.
/// </summary>
public static class Surnames
{
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "van", "von", "de", "den", "der", "het", "'t", "’t", "ter", "ten", "te", "op", "in", "aan", "bij", "el", "al", "ben", "bin", "la", "le", "du", "da", "dos", "di",
    };

    /// <summary>The parts, in small letters without accents; empty when there is no name.</summary>
    public static IReadOnlySet<string> Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var words = Folded(comma > 0 ? name[..comma] : name).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return new HashSet<string>(StringComparer.Ordinal);
        // "Smit - de Boer" and "Smit-de Boer" are one surname of two parts: from the last word with a hyphen, or the last word.
        var from = words.Length - 1;
        for (var at = words.Length - 1; at > 0; at--)
            if (words[at].Contains('-', StringComparison.Ordinal)) from = words[at] == "-" ? at - 1 : at;
        return string.Join(' ', words[from..]).Split('-', ' ').Where(part => part.Length > 1 && !Particles.Contains(part)).ToHashSet(StringComparer.Ordinal);
    }

    private static string Folded(string name) => new string([.. name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)])
        .Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
