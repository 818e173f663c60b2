using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;

namespace FoodValley.Triage.BrowserTests;

/// <summary>
/// Axe finds nothing. It runs inside the page itself, in one go: the package's own way opens another page for each result, which costs more than the
/// whole check. A page that was checked before, the same to the letter and in the same colours and width, is not checked twice.
/// </summary>
internal static partial class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly ConcurrentDictionary<string, bool> Good = new();

    public static async Task CheckAsync(IPage page, Look look)
    {
        var shown = await page.EvaluateAsync<string>(
            "document.documentElement.outerHTML + [...document.querySelectorAll(':checked, :focus, details[open]')].map(e => e.id + e.value + e.className).join()");
        var key = $"{look.Width} {look.Dark} {look.ForcedColors} " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Changing().Replace(shown, ""))));
        if (Good.ContainsKey(key)) return;

        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, {
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
                resultTypes: ['violations'],
            })).violations.map(v => `${v.id}: ${v.help}` + v.nodes.slice(0, 4).map(n => `\n  ${n.target} ${n.html}`).join(''))
            """);
        Assert.True(found.Length == 0, $"{new Uri(page.Url).AbsolutePath} at {look}\n{string.Join('\n', found)}");
        Good[key] = true;
    }

    // What differs each time without being seen: ids in addresses and the token of a form.
    [GeneratedRegex("""[0-9a-f]{8}-[0-9a-f-]{27}|<input name="__RequestVerificationToken"[^>]*>""")]
    private static partial Regex Changing();
}
