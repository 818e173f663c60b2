using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;

namespace FoodValley.Triage.BrowserTests;

/// <summary>
/// Axe finds nothing, and nothing is wider than a telephone. Axe runs inside the page itself, in one go: the package's own way opens another page for each
/// result, which costs more than the whole check. A page is checked again only when it has another shape: another address or question, another language,
/// width or colours, or an element that was not there before, such as an error or a field that belongs to a choice.
/// </summary>
internal static partial class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly int[] Narrow = [320, 375];
    private static readonly ConcurrentDictionary<string, bool> Good = new();

    public static async Task CheckAsync(IPage page, Look look)
    {
        var shape = $"{look with { Pictures = null }} {Ids().Replace(new Uri(page.Url).AbsolutePath, "*")} " + await page.EvaluateAsync<string>(
            """
            () => document.documentElement.lang + ' ' + document.querySelector('main')?.dataset.step + ' ' + [...new Set([...document.querySelectorAll('body *')]
                .filter(e => e.checkVisibility()).map(e => [e.tagName, e.getAttribute('class'), e.getAttribute('data-when')].join('.')))].sort().join(' ')
            """);
        if (Good.ContainsKey(shape)) return;

        foreach (var width in Narrow.Where(w => w < look.Width))
        {
            await page.SetViewportSizeAsync(width, Look.Height);
            await FitsAsync(page);
        }
        // Axe waits for what only script brings.
        if (look.Scripts)
        {
            await page.EvaluateAsync(Axe);
            foreach (var (width, dark) in look.Everywhere ? [(375, true), (375, false), (1280, true), (1280, false)] : new[] { (look.Width, look.Dark) })
            {
                await page.SetViewportSizeAsync(width, Look.Height);
                await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                await NothingFoundAsync(page, look with { Width = width, Dark = dark });
            }
        }
        await page.SetViewportSizeAsync(look.Width, Look.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light });
        Good[shape] = true;
    }

    /// <summary>Nobody has to move the page sideways.</summary>
    public static async Task FitsAsync(IPage page)
    {
        var wide = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [`${document.documentElement.scrollWidth} wide`, ...[...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).map(e => `${e.tagName}.${e.getAttribute('class')}: ${e.textContent.trim().slice(0, 60)}`)]
            """);
        Assert.True(wide.Length == 0, $"{page.Url} is wider than the window of {page.ViewportSize!.Width}:\n{string.Join('\n', wide)}");
    }

    private static async Task NothingFoundAsync(IPage page, Look look)
    {
        var found = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, {
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
                resultTypes: ['violations'],
            })).violations.map(v => `${v.id}: ${v.help}` + v.nodes.slice(0, 4).map(n => `\n  ${n.target} ${n.html}`).join(''))
            """);
        Assert.True(found.Length == 0, $"{new Uri(page.Url).AbsolutePath} at {look}\n{string.Join('\n', found)}");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|(?<=/)[0-9]+(?=/|$)")]
    private static partial Regex Ids();
}
