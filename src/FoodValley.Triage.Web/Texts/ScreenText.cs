using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Web.Texts;

/// <summary>
/// Every text a person sees, by key, in the language of the request (Dutch unless English was chosen).
/// Flow: the guided decision. Asking: what the pages add to it. App: the shell around it. Dossier: the pages of a dossier.
/// Partners: address book, colleagues, and what asks for attention. Meetings: planning and holding them.
/// Exchange: what went after a decision, letters, late additions, incidents. Review: reviews, the report, the editions of the rules.
/// Informing: what a client gets to read – letters, the overview, explanation – and the eight answers behind it.
/// Exports: files to account with, and the proof of the ledger. Keeping: how long, and destroying.
/// Administration: people, teams, sessions, and why a privacy officer opens a decision.
/// Log: the review of the access log, and emergency access.
/// What the edition of the rules says comes from the edition.
/// </summary>
public sealed class ScreenText
{
    // Read once: a page shows a hundred texts, and looking each up in three files cost more than the page itself.
    private readonly FrozenDictionary<string, string> _dutch = Read(CultureInfo.InvariantCulture);
    private readonly FrozenDictionary<string, string> _english = Read(CultureInfo.GetCultureInfo("en"));

    /// <summary>True while the request is in English.</summary>
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The text of <paramref name="key"/>; a key without text is our own mistake and throws, so that a test finds it.</summary>
    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"No text for '{key}' in {CultureInfo.CurrentUICulture.Name}.");

    /// <summary>The text with every <c>{name}</c> replaced.</summary>
    public string this[string key, params ReadOnlySpan<(string Name, object? Value)> values]
    {
        get
        {
            var text = this[key];
            foreach (var (name, value) in values) text = text.Replace("{" + name + "}", Convert.ToString(value, CultureInfo.CurrentCulture), StringComparison.Ordinal);
            return text;
        }
    }

    /// <summary>The text of <paramref name="key"/>, or null where the key has none. English pages never show a Dutch text for want of an English one.</summary>
    public string? Find(string key) => (English ? _english : _dutch).GetValueOrDefault(key);

    // The first file that has a key gives its text.
    private static FrozenDictionary<string, string> Read(CultureInfo language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in new[] { "Flow", "Asking", "App", "Dossier", "Partners", "Meetings", "Exchange", "Review", "Informing", "Exports", "Keeping", "Administration", "Log" })
        {
            var resources = new ResourceManager($"{typeof(ScreenText).Namespace}.{file}", typeof(ScreenText).Assembly);
            using var set = resources.GetResourceSet(language, createIfNotExists: true, tryParents: false)
                ?? throw new InvalidOperationException($"No texts of {file} in {language.Name}.");
            foreach (DictionaryEntry text in set) texts.TryAdd((string)text.Key, (string)text.Value!);
        }
        foreach (var (key, text) in EditionWords.Of(Rulebook.Current)) texts.TryAdd(key, text.In(language.TwoLetterISOLanguageName == "en"));
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
