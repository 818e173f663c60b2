using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class FormMarkupTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<ScreenText>().BuildServiceProvider();
    private readonly ModelStateDictionary _state = new();
    private readonly Dictionary<string, string[]> _values = [];

    public FormMarkupTests() => System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.CurrentCulture = new("nl-NL");

    public void Dispose() => _services.Dispose();

    private FormMarkup Form() => new(_services.GetRequiredService<ScreenText>(), _state, name => _values.GetValueOrDefault(name)?.FirstOrDefault(), name => _values.GetValueOrDefault(name) ?? []);

    [Fact]
    public void What_was_typed_comes_back_as_it_was_and_never_as_markup()
    {
        _values["name"] = ["</textarea><script>\"'&é"];
        var form = Form();
        foreach (var control in new[] { form.Text("name", "common.yes"), form.Area("name", "common.yes"), form.Date("name", "common.yes") })
        {
            var page = Parse(control);
            Assert.Empty(page.QuerySelectorAll("script"));
            Assert.Equal("</textarea><script>\"'&é", page.QuerySelector("#name") is IHtmlInputElement input ? input.Value : ((IHtmlTextAreaElement)page.QuerySelector("#name")!).Value);
            Assert.Equal("Ja", page.QuerySelector("label[for=name]")!.TextContent);
        }
        Assert.Equal("Wie <b>?", Parse(form.Text("name", Words.Ready("Wie <b>?"))).QuerySelector("label")!.TextContent);
    }

    [Fact]
    public void A_text_that_begins_with_an_empty_line_keeps_it()
    {
        _values["why"] = ["\nna een lege regel"];
        Assert.Equal("\nna een lege regel", ((IHtmlTextAreaElement)Parse(Form().Area("why", "common.yes")).QuerySelector("#why")!).Value);
    }

    [Fact]
    public void The_browser_neither_requires_nor_cuts_off()
    {
        var form = Form();
        var page = Parse(form.Text("a", "common.yes"), form.Area("b", "common.yes", max: 2000), form.Radios("c", "common.yes", [("1", "common.yes")]), form.Checkbox("d", "yes", "common.no"));
        Assert.Empty(page.QuerySelectorAll("[required],[maxlength],[pattern]"));
        Assert.Equal("Maximaal 2.000 tekens", page.QuerySelector("#b-max")!.TextContent);
        Assert.Equal("b-max", page.QuerySelector("#b")!.GetAttribute("aria-describedby"));
    }

    [Fact]
    public void An_error_stands_beside_its_field_and_is_told_with_it()
    {
        _state.AddModelError("items[0].necessity", "Maak een keuze.");
        var page = Parse(Form().Text("items[0].necessity", "common.yes", "common.no"));
        var field = page.QuerySelector("#items-0-necessity")!;
        Assert.Equal("items[0].necessity", field.GetAttribute("name"));
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Equal("items-0-necessity-hint items-0-necessity-error", field.GetAttribute("aria-describedby"));
        Assert.Equal("Fout: Maak een keuze.", page.QuerySelector("#items-0-necessity-error")!.TextContent);
    }

    [Fact]
    public void The_summary_has_the_order_of_the_page_and_leads_to_each_field()
    {
        foreach (var name in (string[])["alpha", "zulu", "mike[1].why", ""]) _state.AddModelError(name, "Fout bij " + name);
        var form = Form();
        var summary = form.ErrorSummary();
        var page = Parse(form.Radios("zulu", "common.yes", [("1", "common.yes"), ("2", "common.no")]), form.Area("mike[1].why", "common.yes"), form.Checks("alpha", "common.yes", [("1", "common.yes")]), summary);
        var alert = page.QuerySelector("[role=alert]")!;
        Assert.Equal(("-1", true), (alert.GetAttribute("tabindex"), alert.HasAttribute("autofocus")));
        Assert.Equal("Er ging iets mis met 4 antwoorden", alert.QuerySelector("h2")!.TextContent);
        Assert.Equal(["Fout bij zulu", "Fout bij mike[1].why", "Fout bij alpha", "Fout bij "], alert.QuerySelectorAll("li").Select(li => li.TextContent));
        Assert.Equal(["#zulu", "#mike-1-why", "#alpha"], alert.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.All(alert.QuerySelectorAll("a"), a => Assert.True(page.QuerySelector(a.GetAttribute("href")!) is IHtmlInputElement or IHtmlTextAreaElement));
    }

    [Fact]
    public void One_error_is_one_and_none_is_nothing()
    {
        Assert.Equal("", Form().ErrorSummary().ToString());
        _state.AddModelError("a", "Kies.");
        Assert.Contains("Er ging iets mis met 1 antwoord<", Form().ErrorSummary().ToString());
    }

    [Fact]
    public void Cards_show_what_was_chosen_and_what_cannot_be()
    {
        _values["level"] = ["2a"];
        _state.AddModelError("level", "Kies wat je wilt doen.");
        var page = Parse(Form().Radios("level", "choose-level.title",
            [("1", "level-1.name", "level-1.line", "level-1.number"), ("2a", "level-2.name"), new("4", "level-4.name", Off: true), new("safety", "safety.name", Care: true)], "choose-level.intro", legendIsHeading: true));
        Assert.Equal("Wat wil je doen?", page.QuerySelector("fieldset > legend > h1")!.TextContent);
        Assert.Equal("2a", ((IHtmlInputElement)page.QuerySelector("input:checked")!).Value);
        Assert.Null(page.QuerySelector("input[value='4']"));
        Assert.Contains("Bespreken in een netwerk", page.QuerySelector(".fv-choice--off")!.TextContent);
        Assert.Equal("Niveau 1", page.QuerySelector(".nl-data-badge")!.TextContent);
        Assert.Equal("level-hint level-error", page.QuerySelector("fieldset")!.GetAttribute("aria-describedby"));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.QuerySelectorAll("[aria-describedby]").SelectMany(e => e.GetAttribute("aria-describedby")!.Split(' ')), id => Assert.Contains(id, ids));
        Assert.All(page.QuerySelectorAll("label"), label => Assert.Contains(label.GetAttribute("for"), ids));
    }

    [Fact]
    public void Boxes_and_lists_show_what_was_chosen()
    {
        _values["items"] = ["name", "contact"];
        _values["how"] = ["letter"];
        var form = Form();
        var page = Parse(form.Checks("items", "common.yes", [("name", "common.yes"), ("purpose", "common.no"), ("contact", "common.partly")]), form.Select("how", "common.yes", [("talk", "common.yes"), ("letter", "common.no")]));
        Assert.Equal(["name", "contact"], page.QuerySelectorAll<IHtmlInputElement>("input:checked").Select(box => box.Value));
        Assert.Equal("letter", ((IHtmlSelectElement)page.QuerySelector("select")!).Value);
    }

    [Fact]
    public void Enter_goes_on_and_later_is_a_button_of_its_own()
    {
        var page = Parse(Form().Actions(back: "/a?b=1&c=2"));
        var buttons = page.QuerySelectorAll<IHtmlButtonElement>("button").ToList();
        Assert.Equal([("Verder", null), ("Bewaren en later verder", "later")], buttons.Select(b => (b.TextContent, b.GetAttribute("name"))));
        Assert.Equal("/a?b=1&c=2", page.QuerySelector("a")!.GetAttribute("href"));
    }

    private static IHtmlDocument Parse(params IHtmlContent[] parts)
    {
        using var writer = new StringWriter();
        foreach (var part in parts) part.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString());
    }
}
