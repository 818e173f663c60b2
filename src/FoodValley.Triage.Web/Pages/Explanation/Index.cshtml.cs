using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// "Uitleg": the four levels, the grounds, the safety exception and the rights, for clients or for professionals, drawn from the edition of the rules.
/// Public, without a fact about anybody, to print and to show in the conversation. Serves HK-8a, HK-8c, HK-8.1, HK-8.7, IU-KOP-1 and HK-6a.
/// </summary>
public sealed class ExplanationPage(ScreenText text) : PageModel
{
    private static readonly IReadOnlyList<string> Audiences = ["client", "professional"];

    public string Audience { get; private set; } = "client";
    public string Other => Audience == "client" ? "professional" : "client";
    public static Rulebook Rules => Rulebook.Current;

    public static IEnumerable<LevelRule> Levels => Rules.Levels;
    public static IEnumerable<GroundRule> Grounds => Rules.Grounds.Where(g => g.Code != LegalGround.None);
    public static readonly IReadOnlyList<string> Rights = ["see", "correct", "erase", "pause", "object", "withdraw"];

    public static string Say(Bilingual words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.In(ScreenText.English);
    }

    /// <summary>What this level is, in one's own words; the two halves of level 2 share them.</summary>
    public string Level(LevelRule level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return text[$"explanation-level.{level.Code.Code()[0]}.{Audience}"];
    }

    public static string Norms(IEnumerable<string> norms) => string.Join(", ", norms);

    public IActionResult OnGet(string? audience)
    {
        if (audience is not null && !Audiences.Contains(audience)) return NotFound();
        Audience = audience ?? "client";
        ViewData["Title"] = text["explanation.title"];
        ViewData["Step"] = "explanation";
        return Page();
    }
}

/// <summary>What happens with your story: for a child under 12, to read together with somebody. Serves HK-8a and IU-ALG-2a.</summary>
public sealed class ChildExplanationPage(ScreenText text) : PageModel
{
    public static IEnumerable<string> Lines => Enumerable.Range(1, 13).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void OnGet()
    {
        ViewData["Title"] = text["explanation-child.title"];
        ViewData["Step"] = "explanation-child";
    }
}
