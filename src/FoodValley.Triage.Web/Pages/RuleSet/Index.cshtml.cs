using System.Globalization;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// The editions of the rules, what changed between two, which decisions were made under which, who confirmed them; what the organisation's protocol
/// permits; how much is reviewed. Serves HK-0a, HK-1, HK-2 and HK-8z.
/// </summary>
public sealed class RuleSetsPage(Desk desk, RuleSets rules, Reports reports, Reviews reviews) : PageModel
{
    private ILookup<string, EditionConfirmation> _confirmations = Array.Empty<EditionConfirmation>().ToLookup(c => c.EditionId);
    private IReadOnlyDictionary<string, long> _counts = new Dictionary<string, long>();

    public Filters Filters { get; private set; } = null!;
    public IReadOnlyList<Rulebook> All { get; } = [.. Editions.Ids.Select(id => Editions.Find(id)!).OrderByDescending(e => e.ValidFrom)];
    public IReadOnlyList<EditionDifference>? Differences { get; private set; }
    public IReadOnlyList<NumberedSetting> Settings { get; private set; } = [];
    public ReviewSettings Reviewing { get; private set; } = ReviewSettings.Default;
    public string? Done { get; private set; }

    public IEnumerable<EditionConfirmation> Confirmations(string edition) => _confirmations[edition];

    public string Count(string edition) => _counts.GetValueOrDefault(edition).ToString("N0", CultureInfo.CurrentCulture);

    public string Day(DateOnly day) => desk.Transcript.Day(day) ?? "";

    public async Task OnGetAsync(string? earlier, string? later, string? done)
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = desk.Text["rules.title"];
        ViewData["Step"] = "rules";
        Filters = new(desk.Text, Request.Query);
        Done = done is "confirm" or "protocol" or "review" ? desk.Text["rules.done." + done] : null;
        _confirmations = (await rules.ConfirmationsAsync(desk.Person, ct)).ToLookup(c => c.EditionId);
        _counts = await reports.ByEditionAsync(desk.Person, ct);
        Settings = await rules.SettingsAsync(desk.Person, ct);
        Reviewing = await reviews.SettingsAsync(desk.Person, ct);
        if (earlier is not null && later is not null) Differences = Editions.Differences(earlier, later);
        await desk.Log.WriteAsync(desk.Act, AccessAction.Read, detail: "rules", cancellationToken: ct);
    }
}
