using System.Globalization;
using System.Text.Encodings.Web;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FoodValley.Triage.Web.Pages.Shared;

/// <summary>
/// The controls of one form, with label, hint and error each tied to its field, and a summary of the errors. What was typed comes back as it was.
/// <c>required</c> and <c>maxlength</c> are never written: the server answers, in our own words, and nobody's text is cut off.
/// </summary>
public sealed class FormMarkup(ScreenText text, ModelStateDictionary state, Func<string, string?> value, Func<string, IReadOnlyCollection<string>> values)
{
    private readonly List<string> _shown = [];

    /// <summary>The id of a field: its name, with what an address or a style rule cannot hold replaced (<c>items[0].necessity</c> → <c>items-0-necessity</c>).</summary>
    public static string Id(string name) =>
        name.AsSpan().ContainsAny("[]. ") ? name.Replace("].", "-", StringComparison.Ordinal).Replace('[', '-').Replace("]", "", StringComparison.Ordinal).Replace('.', '-').Replace(' ', '-') : name;

    public Markup Heading(Words key) => Markup.Of($"""<h1 class="nl-heading nl-heading--level-1">{Say(key)}</h1>""");

    /// <summary>One line.</summary>
    public Markup Text(string name, Words label, Words? hint = null, string type = "text", string autocomplete = "off", string? inputmode = null) =>
        Field(name, label, hint, (id, invalid, described) => Markup.Of(
            $"""<input class="utrecht-textbox utrecht-textbox--html-input{If(invalid, " utrecht-textbox--invalid")}" type="{type}" id="{id}" name="{name}" value="{Value(name)}" autocomplete="{autocomplete}"{Attribute("inputmode", inputmode)}{described}>"""));

    /// <summary>A date in one field, day-month-year; a lone date needs no calendar and no script.</summary>
    public Markup Date(string name, Words label, Words? hint = null) =>
        Field(name, label, hint ?? "form.date-hint", (id, invalid, described) => Markup.Of(
            $"""<input class="utrecht-textbox utrecht-textbox--html-input fv-short{If(invalid, " utrecht-textbox--invalid")}" type="text" id="{id}" name="{name}" value="{Value(name)}" autocomplete="off"{described}>"""));

    /// <summary>Several lines, with the longest allowed length said below.</summary>
    /// <param name="also">Id of something else on the page that describes the field.</param>
    public Markup Area(string name, Words label, Words? hint = null, int rows = 4, int max = 2000, bool hideLabel = false, string? also = null)
    {
        var limit = Id(name) + "-max";
        return Field(name, label, hint, (id, invalid, described) => Markup.Of(
            $"""
            <textarea class="utrecht-textarea utrecht-textarea--html-textarea{If(invalid, " utrecht-textarea--invalid")}" id="{id}" name="{name}" rows="{rows}" autocomplete="off"{described}>
            {Value(name)}</textarea><p class="fv-small fv-subtle" id="{limit}">{text["form.max", ("max", max.ToString("N0", CultureInfo.CurrentCulture))]}</p>
            """), also is null ? limit : also + " " + limit, hideLabel);
    }

    public Markup Select(string name, Words label, IEnumerable<Choice> options, Words? hint = null, Words? none = null)
    {
        var chosen = Value(name);
        return Field(name, label, hint, (id, invalid, described) => Markup.Of(
            $"""<select class="utrecht-select utrecht-select--html-select{If(invalid, " utrecht-select--invalid")}" id="{id}" name="{name}" autocomplete="off"{described}><option value="">{Say(none ?? "form.choose")}</option>{Markup.Join(options.Select(option => Markup.Of($"""<option value="{option.Value}"{If(option.Value == chosen, " selected")}{If(option.Off, " disabled")}>{Say(option.Label)}</option>""")))}</select>"""));
    }

    /// <summary>One answer of several, as cards. With <paramref name="legendIsHeading"/> the question is the heading of the page.</summary>
    public Markup Radios(
        string name, Words legend, IEnumerable<Choice> options, Words? hint = null, bool legendIsHeading = false, bool hideLegend = false, bool compact = false) =>
        Fieldset(name, legend, hint, legendIsHeading, "radiogroup", Cards(name, [.. options], compact: compact), hideLegend);

    /// <summary>Yes or no.</summary>
    public Markup YesNo(string name, Words legend, Words? hint = null, bool hideLegend = false) =>
        Radios(name, legend, [("yes", "common.yes"), ("no", "common.no")], hint, hideLegend: hideLegend, compact: true);

    /// <summary>A good and a poor example of an answer, folded away.</summary>
    public Markup Examples(string key, Words? summary = null) => Markup.Of(
        $"""<details class="fv-stack fv-stack--sm"><summary class="fv-disclose">{Say(summary ?? "form.examples")}</summary><dl class="fv-card fv-stack fv-stack--sm"><div><dt class="fv-small fv-subtle">{text["common.example-good"]}</dt><dd>{text[key + ".good"]}</dd></div><div><dt class="fv-small fv-subtle">{text["common.example-poor"]}</dt><dd>{text[key + ".poor"]}</dd></div></dl></details>""");

    /// <summary>The cards alone, for a page that groups them itself. The first card of the field carries the field's id, so that the summary leads to it.</summary>
    public Markup Cards(string name, IReadOnlyList<Choice> options, bool first = true, bool compact = false)
    {
        Shown(name);
        var chosen = Value(name);
        var invalid = ErrorsOf(name).Count > 0;
        var parts = new List<Markup>();
        for (var at = 0; at < options.Count; at++)
        {
            var option = options[at];
            var id = first && options.Take(at).All(o => o.Off) ? Id(name) : Id(name) + "-" + Id(option.Value);
            var explained = option.Explain is null ? null : id + "-explain";
            if (option.Care && at > 0 && !options[at - 1].Care) parts.Add(Markup.Of($"""<p class="fv-or">{text["form.or"]}</p>"""));
            if (option.Off)
            {
                // What cannot be chosen is text, so that everybody reads why; a disabled control is skipped.
                parts.Add(Markup.Of($"""<div class="fv-choice fv-choice--off{If(option.Care, " fv-choice--care")}"><p class="fv-choice__off"><span>{Say(option.Label)}</span>{(option.Badge is { } mark ? Markup.Of($""" <span class="nl-data-badge">{Say(mark)}</span>""") : null)}</p>{(option.Explain is { } reason ? Markup.Of($"""<p class="utrecht-form-field-description">{Say(reason)}</p>""") : null)}</div>"""));
                continue;
            }
            parts.Add(Markup.Of(
                $"""<div class="fv-choice{If(option.Care, " fv-choice--care")}{If(option.Off, " fv-choice--off")}"><input class="utrecht-radio-button utrecht-radio-button--html-input{If(invalid && !option.Off, " utrecht-radio-button--invalid")}" type="radio" name="{name}" id="{id}" value="{option.Value}"{If(option.Value == chosen, " checked")}{If(option.Off, " disabled")}{Attribute("aria-describedby", explained)}><label class="utrecht-form-label utrecht-form-label--radio" for="{id}"><span>{Say(option.Label)}</span>{(option.Badge is { } badge ? Markup.Of($""" <span class="nl-data-badge">{Say(badge)}</span>""") : null)}{(option.Care ? Icon.Shield : null)}</label>{(option.Explain is { } explain ? Markup.Of($"""<p class="utrecht-form-field-description" id="{explained}">{Say(explain)}</p>""") : null)}</div>"""));
        }
        return Markup.Of($"""<div class="fv-choices{If(compact, " fv-choices--compact")}">{Markup.Join(parts)}</div>""");
    }

    /// <summary>Any number of answers.</summary>
    public Markup Checks(string name, Words legend, IEnumerable<Choice> options, Words? hint = null, bool legendIsHeading = false)
    {
        var chosen = values(name);
        var all = options.ToList();
        var first = all.FindIndex(option => !option.Off);
        // What cannot be chosen is text, as with cards.
        return Fieldset(name, legend, hint, legendIsHeading, null, Markup.Join(all.Select((option, at) => option.Off
            ? Markup.Of($"""<p class="fv-subtle">{Say(option.Label)}{(option.Explain is { } why ? Markup.Of($": {Say(why)}") : null)}</p>""")
            : Check(name, at == first ? Id(name) : Id(name) + "-" + Id(option.Value), option, chosen.Contains(option.Value), null))));
    }

    /// <summary>One box to tick, with its own error.</summary>
    public Markup Checkbox(string name, string value, Words label)
    {
        Shown(name);
        var errors = ErrorsOf(name);
        var error = errors.Count > 0 ? Id(name) + "-error" : null;
        var box = Check(name, Id(name), new Choice(value, label), values(name).Contains(value), error);
        return error is null ? box : Markup.Of($"""<div class="utrecht-form-field utrecht-form-field--invalid">{ErrorText(name, errors)}{box}</div>""");
    }

    /// <summary>Fields that belong together, below one question.</summary>
    public Markup Group(Words legend, IHtmlContent content, Words? hint = null, bool legendIsHeading = false, string? name = null) =>
        Fieldset(name ?? "", legend, hint, legendIsHeading, null, content);

    /// <summary>The button for one more block of fields; where there is no room the line that says so.</summary>
    public Markup More(bool room, Words label, Words full) => room
        ? Markup.Of($"""<p><button class="nl-button nl-button--secondary" type="submit" name="block" value="{Asking.Blocks.More}" id="{Asking.Blocks.MoreId}">{Icon.Plus}<span class="nl-button__label">{Say(label)}</span></button></p>""")
        : Markup.Of($"""<p class="fv-subtle" id="{Asking.Blocks.MoreId}">{Say(full)}</p>""");

    /// <summary>The button that takes this block of fields away.</summary>
    public Markup Drop(int at, Words label) => Markup.Of($"""<p><button class="fv-link-button" type="submit" name="block" value="{Asking.Blocks.Drop}{at}">{Say(label)}</button></p>""");

    /// <summary>Going on, back to the question before, or stopping for now (posted as <c>later</c>). Enter goes on.</summary>
    public Markup Actions(bool back) => Buttons(
        back ? Markup.Of($"""<button class="nl-button nl-button--secondary" type="submit" name="later" value="back"><span class="nl-button__label">{text["common.back"]}</span></button>""") : null, later: true, null);

    /// <summary>The same for a form that keeps nothing: back is a link.</summary>
    public Markup Actions(string? back = null, bool later = true, Words? next = null) => Buttons(
        back is null ? null : Markup.Of($"""<a class="nl-button nl-button--secondary" href="{back}"><span class="nl-button__label">{text["common.back"]}</span></a>"""), later, next);

    private Markup Buttons(Markup? back, bool later, Words? next) => Markup.Of(
        $"""<div class="utrecht-action-group fv-actions"><button class="nl-button nl-button--primary" type="submit"><span class="nl-button__label">{Say(next ?? "common.continue")}</span></button>{back}{(later ? Markup.Of($"""<button class="nl-button nl-button--subtle" type="submit" name="later" value="yes"><span class="nl-button__label">{text["common.save-draft"]}</span></button>""") : null)}</div>""");

    /// <summary>
    /// All errors, each a link to its field, in the order of the fields; takes the focus when the page opens. Nothing when there are none.
    /// Put it above the form: it is written last, when the fields are known.
    /// </summary>
    public IHtmlContent ErrorSummary() => state.IsValid ? Markup.Empty : new Summary(this);

    private Markup SummaryNow()
    {
        var wrong = state.Where(field => field.Value is { Errors.Count: > 0 })
            .OrderBy(field => _shown.FindIndex(name => string.Equals(name, field.Key, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 ? at : int.MaxValue)
            .SelectMany(field => field.Value!.Errors.Select(error => (Name: field.Key, error.ErrorMessage))).ToList();
        var title = wrong.Count == 1 ? text["error-summary.title-one"] : text["error-summary.title", ("count", wrong.Count)];
        return Markup.Of(
            $"""<div class="utrecht-alert utrecht-alert--error" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary"><div class="utrecht-alert__icon">{Icon.Warning}</div><div class="utrecht-alert__content"><div class="utrecht-alert__message"><h2 class="nl-heading nl-heading--level-4" id="error-summary">{title}</h2><ul class="utrecht-link-list utrecht-link-list--html-ul">{Markup.Join(wrong.Select(error => error.Name.Length == 0
                ? Markup.Of($"<li>{error.ErrorMessage}</li>")
                : Markup.Of($"""<li><a class="nl-link" href="#{Id(error.Name)}">{error.ErrorMessage}</a></li>""")))}</ul></div></div></div>""");
    }

    private Markup Field(string name, Words label, Words? hint, Func<string, bool, Markup, Markup> control, string? alsoDescribedBy = null, bool hideLabel = false)
    {
        Shown(name);
        var id = Id(name);
        var errors = ErrorsOf(name);
        var invalid = errors.Count > 0;
        return Markup.Of(
            $"""<div class="utrecht-form-field{If(invalid, " utrecht-form-field--invalid")}"><label class="utrecht-form-label{If(hideLabel, " fv-visually-hidden")}" for="{id}">{Say(label)}</label>{Hint(id, hint)}{ErrorText(name, errors)}{control(id, invalid, Described(id, hint, invalid, alsoDescribedBy))}</div>""");
    }

    private Markup Fieldset(string name, Words legend, Words? hint, bool legendIsHeading, string? role, IHtmlContent content, bool hideLegend = false)
    {
        if (name.Length > 0) Shown(name);
        var id = Id(name);
        var errors = name.Length > 0 ? ErrorsOf(name) : [];
        var invalid = errors.Count > 0;
        var words = legendIsHeading ? Heading(legend) : Markup.Of($"{Say(legend)}");
        var hints = hint is null ? null : legendIsHeading ? Markup.Of($"""<p class="fv-lead"{HintId(id)}>{Say(hint)}</p>""") : Hint(id, hint);
        return Markup.Of(
            $"""<fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset fv-stack{If(invalid, " utrecht-form-fieldset--invalid")}"{Attribute("role", role)}{Described(id, hint, invalid && role is not null, null, errors.Count > 0)}><legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend{If(hideLegend, " fv-visually-hidden")}">{words}</legend><div class="fv-stack">{hints}{ErrorText(name, errors)}{content}</div></fieldset>""");
    }

    private Markup Check(string name, string id, Choice option, bool ticked, string? error)
    {
        var explained = option.Explain is null ? null : id + "-explain";
        var described = error is null ? explained : explained is null ? error : error + " " + explained;
        return Markup.Of(
            $"""<div class="fv-check"><input class="utrecht-checkbox utrecht-checkbox--custom utrecht-checkbox--html-input{If(error is not null, " utrecht-checkbox--invalid")}" type="checkbox" name="{name}" id="{id}" value="{option.Value}"{If(ticked, " checked")}{If(option.Off, " disabled")}{Attribute("aria-describedby", described)}{If(error is not null, " aria-invalid=\"true\"")}><div><label class="utrecht-form-label utrecht-form-label--checkbox" for="{id}">{Say(option.Label)}</label>{(option.Explain is { } explain ? Markup.Of($"""<p class="utrecht-form-field-description" id="{explained}">{Say(explain)}</p>""") : null)}</div></div>""");
    }

    private Markup? Hint(string id, Words? hint) => hint is null ? null : Markup.Of($"""<p class="utrecht-form-field-description"{HintId(id)}>{Say(hint)}</p>""");

    private static Markup? HintId(string id) => id.Length == 0 ? null : Markup.Of($" id=\"{id}-hint\"");

    private Markup? ErrorText(string name, IReadOnlyList<string> errors) => errors.Count == 0 ? null : Markup.Of(
        $"""<p class="utrecht-form-field-error-message" id="{Id(name)}-error"><strong><span class="fv-visually-hidden">{text["form.error-prefix"]} </span>{string.Join(" ", errors)}</strong></p>""");

    private static Markup Described(string id, Words? hint, bool invalid, string? also, bool? hasError = null)
    {
        string?[] ids = [hint is null || id.Length == 0 ? null : id + "-hint", hasError ?? invalid ? id + "-error" : null, also];
        return Markup.Of($"{Attribute("aria-describedby", ids.Any(i => i is not null) ? string.Join(' ', ids.Where(i => i is not null)) : null)}{If(invalid, " aria-invalid=\"true\"")}");
    }

    private IReadOnlyList<string> ErrorsOf(string name) =>
        !state.IsValid && state.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? [.. entry.Errors.Select(error => error.ErrorMessage)] : [];

    private void Shown(string name)
    {
        if (!_shown.Contains(name)) _shown.Add(name);
    }

    private string? Value(string name) => value(name);

    private string Say(Words words) => words.In(text);

    private static HtmlString? If(bool condition, string literal) => condition ? new HtmlString(literal) : null;

    private static Markup? Attribute(string name, string? content) => content is null ? null : Markup.Of($" {name}=\"{content}\"");

    private sealed class Summary(FormMarkup form) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder) => form.SummaryNow().WriteTo(writer, encoder);

        public override string ToString() => form.SummaryNow().ToString();
    }
}
