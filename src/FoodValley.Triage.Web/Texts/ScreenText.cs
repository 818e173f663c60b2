using System.Globalization;
using Microsoft.Extensions.Localization;

namespace FoodValley.Triage.Web.Texts;

/// <summary>
/// Every text a person sees, by key, in the language of the request (Dutch unless English was chosen).
/// Flow: the guided decision. Asking: what the pages add to it. App: the shell around it.
/// </summary>
public sealed class ScreenText(IStringLocalizerFactory factory)
{
    private readonly IStringLocalizer[] _files =
        [.. new[] { "Flow", "Asking", "App" }.Select(file => factory.Create("Texts." + file, typeof(ScreenText).Assembly.GetName().Name!))];

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

    /// <summary>The text of <paramref name="key"/>, or null where the key has none.</summary>
    public string? Find(string key)
    {
        foreach (var file in _files)
        {
            var text = file[key];
            if (!text.ResourceNotFound) return text.Value;
        }
        return null;
    }
}
