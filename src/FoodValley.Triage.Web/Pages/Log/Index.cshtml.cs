using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;

namespace FoodValley.Triage.Web.Pages;

/// <summary>"Logboek bekijken": the signals of a period, each with its explanation, what was opened in an emergency, and what was concluded before. No client has a name here.</summary>
public sealed class LogPage(Desk desk, LogReviews reviews, LogThresholds thresholds) : LogPeriodPage(desk, reviews, thresholds)
{
    public Filters Filters { get; private set; } = null!;
    public IReadOnlyList<Choice> People { get; private set; } = [];
    public LogPicture Picture { get; private set; } = null!;
    public bool Done { get; private set; }

    /// <summary>True when one person was chosen: a conclusion is about everybody.</summary>
    public string? Person { get; private set; }

    public async Task OnGetAsync(string? done)
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = Desk.Text["log.title"];
        ViewData["Step"] = "log";
        Filters = new(Desk.Text, Request.Query);
        Done = done == "conclusion";
        await PeriodAsync(Filters.Day("from"), Filters.Day("until"));
        People = [.. (await Reviews.PeopleAsync(Desk.Person, ct)).Select(p => new Choice(p.Id, Words.Ready(p.Name)))];
        Person = People.FirstOrDefault(p => p.Value == Filters.Chosen("person"))?.Value;
        Picture = await PictureAsync(Person);
        await Desk.Log.WriteAsync(Desk.Act, AccessAction.Read, detail: "log", cancellationToken: ct);
    }

    public string ScopeOf(LogReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return Desk.Text[review.TeamId.Length == 0 ? "log.past.organisation" : "log.past.team"];
    }

    public string SignalsOf(LogReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return review.Signals.Count == 0 ? Desk.Text["log.past.no-signals"] : string.Join(", ", review.Signals.Select(s => $"{Desk.Text["log.kind." + s.Kind.Code()]}: {s.Count}"));
    }
}
