using System.Globalization;
using System.Text;
using FoodValley.Triage.Informing;
using FoodValley.Triage.Web.Pages.Shared;

namespace FoodValley.Triage.Web.Pages;

/// <summary>What a client takes along as one accessible page that needs nothing else: no style, no script, no address.</summary>
public static class ClientDocument
{
    /// <param name="parts">What it says.</param>
    /// <param name="heading">Above it.</param>
    /// <param name="title">Of the page: never a name, a place or a recipient (HK-6d).</param>
    public static byte[] Of(IReadOnlyList<LetterPart> parts, string heading, string title)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return Encoding.UTF8.GetBytes(Markup.Of(
            $"""
            <!doctype html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
            <body><main><h1>{heading}</h1>
            {Markup.Join(parts.Select(Part))}
            </main></body></html>
            """).ToString());
    }

    private static Markup Part(LetterPart part) => Markup.Of(
        $"""
        <section>{(part.Heading is null ? null : Markup.Of($"<h2>{part.Heading}</h2>"))}{(part.Text.Length == 0 ? null : Markup.Of($"<p>{part.Text}</p>"))}{(part.List.Count == 0 ? null : Markup.Of($"<ul>{Markup.Join(part.List.Select(line => Markup.Of($"<li>{line}</li>")))}</ul>"))}</section>

        """);
}
