using System.Globalization;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>
/// The queue of a team lead: what is due first stands first, and no client is named. A review comes after the signature and never holds sharing up.
/// Serves HK-7a, HK-8c and IU-4-GRD-VIT (decision matrix, ambiguity 22).
/// </summary>
public sealed class ReviewQueuePage(Desk desk, Reviews reviews) : PageModel
{
    private const int PageSize = 25;
    private const string Free = "free", Mine = "mine";

    public static IReadOnlyList<Choice> Statuses =>
        [new("author", "review.state.author"), new("ended", "review.filter.ended"), new("all", "filter.all")];

    public static IReadOnlyList<Choice> Levels => [.. Coded.All<Level>().Select(l => new Choice(l.Code(), "level-name." + l.Code()))];

    public static IReadOnlyList<Choice> Grounds => [.. Coded.All<LegalGround>().Where(g => g != LegalGround.None).Select(g => new Choice(g.Code(), $"ground.{g.Code()}.name"))];

    public static IReadOnlyList<Choice> YesOrNo => [new("yes", "common.yes"), new("no", "common.no")];

    public static IReadOnlyList<Choice> Whose => [new(Free, "review.free"), new(Mine, "review.filter.mine")];

    public Filters Filters { get; private set; } = null!;
    public IReadOnlyList<ReviewItem> Items { get; private set; } = [];
    public IReadOnlyList<Choice> Team { get; private set; } = [];

    /// <summary>Where the next page is; null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>True when something was chosen.</summary>
    public bool Narrowed { get; private set; }

    public string? Done { get; private set; }

    public async Task OnGetAsync(string? after, string? done)
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = desk.Text["review.queue.title"];
        ViewData["Step"] = "review-queue";
        Filters = new(desk.Text, Request.Query);
        Narrowed = Request.Query.Any(q => q.Key is not ("done" or "after") && q.Value.Any(v => !string.IsNullOrEmpty(v)));
        Done = done switch { "hand-over" => desk.Text["review-hand-over.done"], "review" or "review-close" => desk.Text["record.done." + done], _ => null };
        Team = [.. (await reviews.TeamAsync(desk.Person, ct)).Where(c => c.Role == Role.Caseworker).Select(c => new Choice(c.Id, Words.Ready(c.Name)))];
        var filter = new ReviewFilter(
            Filters.Chosen("status") switch
            {
                "author" => [ReviewState.Author],
                "ended" => [ReviewState.Agreed, ReviewState.Closed, ReviewState.CarriedOn],
                "all" => Coded.All<ReviewState>(),
                _ => [ReviewState.Open, ReviewState.Answered],
            },
            Filters.Coded<Level>("level"), Filters.Coded<LegalGround>("ground"), Team.FirstOrDefault(t => t.Value == Filters.Chosen("colleague"))?.Value, Filters.Day("from"), Filters.Day("until"),
            Filters.YesNo("safety"), Filters.YesNo("deviation"), Filters.Chosen("who") switch { Free => "", Mine => desk.Person.Id, _ => null });
        var found = await reviews.QueueAsync(desk.Person, filter, PageSize + 1, Place(after), ct);
        Items = [.. found.Take(PageSize)];
        if (found.Count > PageSize)
        {
            var query = new QueryBuilder(Request.Query.Where(q => q.Key is not ("after" or "done")).SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? ""))) { { "after", $"{Items[^1].Due:yyyyMMdd}.{Items[^1].Sequence}" } };
            Next = "/review" + query;
        }
        await desk.Log.WriteAsync(desk.Act, AccessAction.Search, detail: "review", cancellationToken: ct);
    }

    private static (DateOnly, long)? Place(string? after) =>
        after?.Split('.') is [var day, var number] && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? (due, sequence) : null;
}
