using System.Diagnostics.CodeAnalysis;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Shared;

/// <summary>Words on a screen: by the key of a text (a string is one), or ready to show (<see cref="Ready"/>, for texts with something filled in).</summary>
public sealed record Words
{
    private readonly string _value;
    private readonly bool _ready;

    private Words(string value, bool ready) => (_value, _ready) = (value, ready);

    /// <summary>These very words.</summary>
    public static Words Ready(string text) => new(text, ready: true);

    [return: NotNullIfNotNull(nameof(key))]
    public static implicit operator Words?(string? key) => key is null ? null : new(key, ready: false);

    public string In(ScreenText text) => _ready ? _value : text[_value];
}

/// <summary>One answer to choose.</summary>
/// <param name="Value">As posted.</param>
/// <param name="Label">What is chosen.</param>
/// <param name="Explain">A sentence below it.</param>
/// <param name="Badge">A short mark on the right, for instance the level.</param>
/// <param name="Care">In the colour of child safety, set apart from what comes before.</param>
/// <param name="Off">Shown, but not to be chosen (yet).</param>
public sealed record Choice(string Value, Words Label, Words? Explain = null, Words? Badge = null, bool Care = false, bool Off = false)
{
    public static implicit operator Choice((string Value, string Label) of) => new(of.Value, of.Label);

    public static implicit operator Choice((string Value, string Label, string? Explain) of) => new(of.Value, of.Label, of.Explain);

    public static implicit operator Choice((string Value, string Label, string? Explain, string? Badge) of) => new(of.Value, of.Label, of.Explain, of.Badge);
}
