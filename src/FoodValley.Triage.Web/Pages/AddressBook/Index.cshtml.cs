using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Web.Pages.Asking;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>The address book of the organisation: with whom we work, and what was agreed with them. Serves HK-8b.</summary>
public sealed class AddressBookPage(Desk desk) : PageModel
{
    public const string ToArrange = "to-arrange";
    public const string Ended = "ended";

    private IReadOnlyList<Partner> _all = [];

    public Desk Desk => desk;
    public IReadOnlyList<Partner> Partners { get; private set; } = [];
    public string? Show { get; private set; }
    public string Search { get; private set; } = "";
    public bool Empty => _all.Count == 0;
    public bool MayChange => PartnerPages.MayChange(desk.Person);

    /// <summary>The three lists, each with how many are in it.</summary>
    public IEnumerable<(string? Show, string Key, int Count)> Lists =>
    [
        (null, "partners.show.all", _all.Count(p => !p.Ended)), (ToArrange, "partners.show.to-arrange", _all.Count(IsToArrange)), (Ended, "partners.show.ended", _all.Count(p => p.Ended)),
    ];

    public async Task OnGetAsync(string? show, string? q)
    {
        ViewData["Title"] = desk.Text["partners.title"];
        ViewData["Step"] = "partners";
        _all = await desk.Partners.OfAsync(desk.Person, ended: true, HttpContext.RequestAborted);
        Show = show is ToArrange or Ended ? show : null;
        Search = q?.Trim() is { } typed ? typed[..Math.Min(typed.Length, FormRules.Short)] : "";
        Partners = [.. _all.Where(p => Show == Ended ? p.Ended : Show == ToArrange ? IsToArrange(p) : !p.Ended)
            .Where(p => Search.Length == 0 || Named(p.Organisation) || Named(p.Contact))];

        bool Named(string name) => System.Globalization.CultureInfo.CurrentCulture.CompareInfo.IndexOf(name, Search, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) >= 0;
    }

    /// <summary>HK-8b: working together rests on an agreement with a date, and on somebody who keeps it up.</summary>
    public static bool IsToArrange(Partner partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        return !partner.Ended && (partner.AgreedOn is null || partner.Owner.Length == 0);
    }
}
