using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Shared;

/// <summary>The fields above a list or a report, filled from the address: what is chosen can be kept as a bookmark. What nobody offered counts as all.</summary>
public sealed class Filters(ScreenText text, IQueryCollection query)
{
    /// <summary>What was chosen, or null for all.</summary>
    public string? Chosen(string name) => query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>The member with the chosen code; null for all.</summary>
    public T? Coded<T>(string name) where T : struct, Enum => Triage.Coded.Parse<T>(Chosen(name));

    /// <summary>The chosen day; null when none was typed, or what was typed is no day.</summary>
    public DateOnly? Day(string name) => DayText.Read(Chosen(name));

    /// <summary>True when something was typed that is no day.</summary>
    public bool NoDay(string name) => Chosen(name) is not null && Day(name) is null;

    /// <summary>Yes, no, or null for both.</summary>
    public bool? YesNo(string name) => Chosen(name) switch { "yes" => true, "no" => false, _ => null };

    /// <summary>One of several; the first is all of them.</summary>
    public Markup Select(string name, string label, string all, IEnumerable<Choice> options) => Markup.Of(
        $"""<div class="utrecht-form-field"><label class="utrecht-form-label" for="{name}">{text[label]}</label><select class="utrecht-select utrecht-select--html-select" id="{name}" name="{name}" autocomplete="off"><option value="">{text[all]}</option>{Markup.Join(options.Select(o => Markup.Of($"""<option value="{o.Value}"{(o.Value == Chosen(name) ? new Microsoft.AspNetCore.Html.HtmlString(" selected") : null)}>{o.Label.In(text)}</option>""")))}</select></div>""");

    /// <summary>A day.</summary>
    public Markup DayField(string name, string label, DateOnly? fallback = null) => Markup.Of(
        $"""<div class="utrecht-form-field{(NoDay(name) ? new Microsoft.AspNetCore.Html.HtmlString(" utrecht-form-field--invalid") : null)}"><label class="utrecht-form-label" for="{name}">{text[label]}</label>{(NoDay(name) ? Markup.Of($"""<p class="utrecht-form-field-error-message" id="{name}-error"><strong>{text["error.date-format"]}</strong></p>""") : null)}<input class="utrecht-textbox utrecht-textbox--html-input" type="text" id="{name}" name="{name}" value="{Chosen(name) ?? DayText.Write(fallback)}" autocomplete="off"{(NoDay(name) ? Markup.Of($" aria-invalid=\"true\" aria-describedby=\"{name}-error\"") : null)}></div>""");
}
