using FoodValley.Triage.Dossiers;

namespace FoodValley.Triage.Informing;

/// <summary>
/// The words that may stand in nothing a reader gets (HK-6d): what is shielded, and every part of it that tells something. Typed words that hold one of
/// them are never shown, whatever somebody ticked.
/// </summary>
public sealed class HiddenWords
{
    private readonly IReadOnlyList<string> _words;

    private HiddenWords(IReadOnlyList<string> words) => _words = words;

    /// <summary>What must stay out for this reader.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="file">The dossier.</param>
    /// <param name="recipients">Everybody whom any decision about this client names as recipient: names and organisations.</param>
    public static HiddenWords For(Reader reader, CaseFile file, IEnumerable<string> recipients)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(recipients);
        var client = file.Dossier.Client;
        var whole = new List<string>();
        if (reader.Shield.Address) whole.AddRange([client.Address, .. file.Representatives.Where(r => r.Id != reader.Representative).Select(r => r.Address)]);
        if (reader.Shield.HidesRecipients) whole.AddRange(recipients);
        var contact = reader.Shield.Contact ? new[] { client.Phone, client.Email } : [];
        return new([.. whole.SelectMany(Parts).Concat(contact).Where(w => w.Trim().Length >= 3).Select(w => w.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>True when this text holds one of them.</summary>
    public bool In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Parts(string text) =>
        [text, .. text.Split([' ', ',', '.', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 4)];
}
