using FoodValley.Triage.Web.Texts;

namespace FoodValley.Triage.Web.Pages.Shared;

/// <summary>What every page shares, also those made without Razor.</summary>
public static class Brand
{
    public static readonly Markup HeadLinks = Markup.Of(
        $"""
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/lib/ds.css">
        <link rel="stylesheet" href="/css/theme-foodvalley.css">
        <link rel="stylesheet" href="/css/app.css">
        """);

    private static readonly Markup Mark = Markup.Of(
        $"""<svg class="fv-brand__mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect width="40" height="40" rx="10" fill="#f3efe7"/><path d="M0 27c8-7 15-7 22-2.500S34 29 40 24v6a10 10 0 0 1-10 10H10A10 10 0 0 1 0 30z" fill="#397a54"/><path d="M0 33c7-4 14-3 20 0s13 3 20-1a10 10 0 0 1-10 8H10a10 10 0 0 1-10-7z" fill="#12372a"/><circle cx="27.500" cy="13" r="5" fill="#dfbb3c"/></svg>""");

    public static Markup HomeLink(ScreenText text) => Markup.Of(
        $"""<a class="fv-brand" href="/">{Mark}<span><span class="fv-brand__name">FoodValley Triage</span><span class="fv-brand__sub">{text["layout.tagline"]}</span></span></a>""");

    public static Markup Footer(ScreenText text) => Markup.Of(
        $"""<footer class="utrecht-page-footer"><div class="utrecht-page-footer__content fv-cluster fv-cluster--between fv-small"><p>{text["layout.footer"]}</p><p><a class="nl-link" href="/explanation">{text["explanation.title"]}</a></p></div></footer>""");
}

/// <summary>Line icons; decoration only, the words beside them say the same.</summary>
public static class Icon
{
    public static readonly Markup Person = Small("""<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.8-3.8 3.5-5.5 7-5.5s6.200 1.700 7 5.500"/>""");
    public static readonly Markup Down = Small("""<path d="m6 9.500 6 6 6-6"/>""");
    public static readonly Markup Yes = Small("""<path d="m5 12.500 4.500 4.500L19 7.500"/>""");
    public static readonly Markup No = Small("""<path d="m6.500 6.500 11 11m0-11-11 11"/>""");
    public static readonly Markup Plus = Small("""<path d="M12 5v14M5 12h14"/>""");
    public static readonly Markup Phone = Small("""<path d="M6 3.500h3l1.500 4.500-2 1.500a11 11 0 0 0 6 6l1.500-2 4.500 1.500v3c0 1-.9 2-2 2A16.500 16.500 0 0 1 4 5.500c0-1.100 1-2 2-2z"/>""");
    public static readonly Markup Warning = Large("""<path d="M12 4 2.800 19.500h18.400z"/><path d="M12 10v4.500m0 2.500v.01"/>""");
    public static readonly Markup Info = Large("""<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5.500m0-9v.01"/>""");
    public static readonly Markup Done = Large("""<circle cx="12" cy="12" r="8.500"/><path d="m8 12.200 2.800 2.800 5.200-5.500"/>""");
    public static readonly Markup Shield = Large("""<path d="M12 3 5 5.500v5.500c0 4.800 2.900 8.200 7 10 4.100-1.800 7-5.200 7-10V5.500z"/><path d="M12 8.500v4m0 3v.01"/>""");

    private static Markup Small(string paths) => Drawn("fv-icon", paths);

    private static Markup Large(string paths) => Drawn("fv-icon fv-icon--lg", paths);

    private static Markup Drawn(string classes, string paths) =>
        Markup.Of($"""<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{new Microsoft.AspNetCore.Html.HtmlString(paths)}</svg>""");
}

/// <summary>Attributes of the layout that are there or not; Razor writes an empty one for <c>data-</c>.</summary>
public static class LayoutMarks
{
    public static readonly Markup Current = Markup.Of($" aria-current=\"page\"");

    public static readonly Markup CurrentStep = Markup.Of($" aria-current=\"step\"");

    public static readonly Markup DoneStep = Markup.Of($" class=\"is-done\"");

    public static Markup? Step(object? step) => step is string name ? Markup.Of($" data-step=\"{name}\"") : null;
}
