using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The dossiers this person may open, with what is due in each; by the start of a number or name when asked. Every look is one access event.</summary>
public sealed class DossiersPage(Desk desk, Records records) : PageModel
{
    /// <summary>Longest text to search by.</summary>
    public const int Longest = 200;

    public Desk Desk => desk;

    /// <summary>What was searched by; null when nothing was.</summary>
    public string? Asked { get; private set; }

    public IReadOnlyList<CaseFile> Own { get; private set; } = [];
    public ILookup<Guid, DueItem> DueItems { get; private set; } = null!;

    /// <summary>All this person's dossiers, also those that are not shown.</summary>
    public int All { get; private set; }

    public string? Saved { get; private set; }

    public Task OnGetAsync(string? done) => ShowAsync(null, done);

    /// <summary>By post: a name has no place in an address.</summary>
    public Task OnPostAsync([FromForm] string? q) => ShowAsync(q, null);

    private async Task ShowAsync(string? q, string? done)
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = desk.Text["dossiers.title"];
        Asked = q.Clean() is { } asked ? asked[..Math.Min(asked.Length, Longest)] : null;
        var all = await desk.CaseFiles.OfAsync(desk.Person, ct);
        All = all.Count;
        if (Asked is null) Own = all;
        else
        {
            var found = (await desk.Caseload.SearchAsync(desk.Person, Asked, cancellationToken: ct)).Select(d => d.Id).ToHashSet();
            Own = [.. all.Where(f => found.Contains(f.Dossier.Id))];
        }
        DueItems = await DueWork.OfAsync(desk, records, Own, ct);
        Saved = done switch { "dossier-hand-over" => desk.Text["dossier-done.dossier-hand-over"], "given-away" => desk.Text["dossier-done.given-away"], _ => null };
        await desk.Log.WriteAsync(desk.Act, AccessAction.Search, detail: "dossiers", cancellationToken: ct);
    }
}
