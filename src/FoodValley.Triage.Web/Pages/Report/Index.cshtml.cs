using System.Globalization;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Reviewing;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;
using FoodValley.Triage.Web.Pages.Shared;
using FoodValley.Triage.Web.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodValley.Triage.Web.Pages;

/// <summary>A list of numbers under one heading; with the small ones hidden where the report is shared.</summary>
/// <param name="Id">Part of an address within the page.</param>
/// <param name="Title">Heading.</param>
/// <param name="Explain">What is counted.</param>
/// <param name="Rows">Name and number as shown.</param>
public sealed record ReportTable(string Id, string Title, string Explain, IReadOnlyList<(string Name, string Number)> Rows);

/// <summary>The bars of one level.</summary>
/// <param name="Name">The level.</param>
/// <param name="Care">In the colour of child safety.</param>
/// <param name="Total">As shown.</param>
/// <param name="Numbers">Month and number as shown.</param>
/// <param name="Chart">Drawn, one bar a month.</param>
public sealed record ReportChart(string Name, bool Care, string Total, IReadOnlyList<(string Month, string Number)> Numbers, IHtmlContent Chart);

/// <summary>
/// The report of a privacy officer: how often what was decided, over a period. Counts only; what may be small can be hidden before it is shared.
/// Serves HK-8c, HK-8z, IU-2-INF-3 and IU-4-GRD-VIT.
/// </summary>
public sealed class ReportPage(Desk desk, Reports reports, Reviews reviews) : PageModel
{
    /// <summary>Months that fit in a chart; the table holds all.</summary>
    private const int ChartMonths = 12;

    private static readonly string[] Choices = ["team", "level", "ground", "sector", "outcome", "safety", "deviation", "review"];

    private IReadOnlyList<ReportCell> _cells = [];

    public Filters Filters { get; private set; } = null!;
    public DateOnly From { get; private set; }
    public DateOnly Until { get; private set; }
    public IReadOnlyList<Choice> Teams { get; private set; } = [];

    /// <summary>True when numbers below five are hidden.</summary>
    public bool Shared { get; private set; }

    /// <summary>True when only decisions with this state of review count: then what went and who was told is not known here.</summary>
    public bool ReviewedOnly { get; private set; }

    public ReportFigures Figures { get; private set; } = null!;
    public ReviewSettings Settings { get; private set; } = null!;
    public bool Empty => _cells.Count == 0;
    public IReadOnlyList<ReportChart> Charts { get; private set; } = [];
    public IReadOnlyList<ReportTable> Tables { get; private set; } = [];

    /// <summary>The single figures: heading, number and what it means.</summary>
    public IReadOnlyList<(string Key, string Title, string Number, string Explain)> Points { get; private set; } = [];

    public static IReadOnlyList<Choice> Sectors => [.. Coded.All<Sector>().Select(s => new Choice(s.Code(), "sector." + s.Code()))];
    public static IReadOnlyList<Choice> Outcomes => [.. Coded.All<Outcome>().Select(o => new Choice(o.Code(), $"outcome.{o.Code()}.name"))];
    public static IReadOnlyList<Choice> States => [.. Coded.All<ReviewState>().Select(s => new Choice(s.Code(), "review.state." + s.Code()))];

    public string Period => desk.Text["report.period", ("from", desk.Transcript.Day(From)), ("until", desk.Transcript.Day(Until))];

    /// <summary>The page of exports with the same choice.</summary>
    public string Exports => "/exports" + QueryString.Create(
        Choices.Select(n => KeyValuePair.Create(n, Filters.Chosen(n))).Where(c => c.Value is not null)
            .Prepend(KeyValuePair.Create("until", DayText.Write(Until))).Prepend(KeyValuePair.Create("from", DayText.Write(From))));

    /// <summary>The same report for paper; with small numbers hidden when they are hidden here.</summary>
    public string ForPaper => "/report" + (Request.QueryString.HasValue ? Request.QueryString.Value + "&" : "?") + "paper=yes";

    /// <summary>Back to the filters.</summary>
    public string OnScreen => "/report" + QueryString.Create(Request.Query.Where(q => q.Key != "paper"));

    /// <summary>True when the page is shown as it will be printed.</summary>
    public bool Paper { get; private set; }

    /// <summary>What the report is narrowed to, in words; empty when it is about everything.</summary>
    public IReadOnlyList<(string Name, string Choice)> Chosen { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var ct = HttpContext.RequestAborted;
        ViewData["Title"] = desk.Text["report.title"];
        ViewData["Step"] = "report";
        Filters = new(desk.Text, Request.Query);
        (From, Until) = (Filters.Day("from") ?? new DateOnly(desk.Today.Year, desk.Today.Month, 1).AddMonths(-5), Filters.Day("until") ?? desk.Today);
        if (From > Until) (From, Until) = (Until, From);
        Shared = Filters.YesNo("small") == true;
        var teams = await reports.TeamsAsync(desk.Person, ct);
        Teams = [.. teams.Select(t => new Choice(t.Id, Words.Ready(t.Name)))];
        var filter = new ReportFilter(
            From, Until, teams.Select(t => t.Id).FirstOrDefault(t => t == Filters.Chosen("team")), Filters.Coded<Level>("level"), Filters.Coded<LegalGround>("ground"), Filters.Coded<Sector>("sector"),
            Filters.Coded<Outcome>("outcome"), Filters.YesNo("safety"), Filters.YesNo("deviation"), Filters.Coded<ReviewState>("review"));
        ReviewedOnly = filter.Review is not null;
        Paper = Filters.YesNo("paper") == true;
        Chosen = [.. ChosenOf(filter)];
        Figures = await reports.OfAsync(desk.Person, filter, desk.Today, ct);
        Settings = await reviews.SettingsAsync(desk.Person, ct);
        _cells = Figures.Cells;
        var months = Months();
        Charts = [.. Coded.All<Level>().Select(l => ChartOf(desk.Text["level-name." + l.Code()], false, c => c.Level == l, months)), ChartOf(desk.Text["report.safety"], true, c => c.Safety, months)];
        Tables =
        [
            TableOf("ground", Coded.All<LegalGround>().Select(g => (g == LegalGround.None ? desk.Text["report.no-ground"] : desk.Text[$"ground.{g.Code()}.name"], Count(c => c.Ground == g)))),
            TableOf("sector", Coded.All<Sector>().Select(s => (desk.Text["sector." + s.Code()], Count(c => c.Sector == s)))),
            TableOf("outcome", Coded.All<Outcome>().Select(o => (desk.Text[$"outcome.{o.Code()}.name"], Count(c => c.Outcome == o)))),
        ];
        Points = [.. PointsOf()];
        await desk.Log.WriteAsync(desk.Act, Paper ? AccessAction.Print : AccessAction.Read, detail: Paper ? "report-print" : "report", cancellationToken: ct);
    }

    private IEnumerable<(string, string)> ChosenOf(ReportFilter filter)
    {
        var text = desk.Text;
        if (Teams.FirstOrDefault(t => t.Value == filter.TeamId) is { } team) yield return (text["report.filter.team"], team.Label.In(text));
        if (filter.Level is { } level) yield return (text["filter.level"], text["level-name." + level.Code()]);
        if (filter.Ground is { } ground) yield return (text["filter.ground"], ground == LegalGround.None ? text["report.no-ground"] : text[$"ground.{ground.Code()}.name"]);
        if (filter.Sector is { } sector) yield return (text["report.filter.sector"], text["sector." + sector.Code()]);
        if (filter.Outcome is { } outcome) yield return (text["report.filter.outcome"], text[$"outcome.{outcome.Code()}.name"]);
        if (filter.Safety is { } safety) yield return (text["filter.safety"], text[safety ? "common.yes" : "common.no"]);
        if (filter.Deviation is { } deviation) yield return (text["filter.deviation"], text[deviation ? "common.yes" : "common.no"]);
        if (filter.Review is { } review) yield return (text["report.filter.review"], text["review.state." + review.Code()]);
    }

    private IEnumerable<(string, string, string, string)> PointsOf()
    {
        var aboutSharing = Count(c => c.Level != Level.Consult);
        var refused = Count(c => c.Level != Level.Consult && c.Outcome == Outcome.DoNotShare);
        yield return Point("total", Said(Count(_ => true)));
        yield return Point("not-share", Shared && refused < SmallNumbers.Least ? Said(refused) : aboutSharing == 0 ? "–" : $"{(100m * refused / aboutSharing).ToString("0.#", CultureInfo.CurrentCulture)}%");
        yield return Point("deviation2", Said(Count(c => c.Deviation && c.Level is (Level.Refer or Level.Register))));
        yield return Point("vital", Said(Count(c => c.Ground == LegalGround.VitalInterest)), ("reviewed", Said(Figures.VitalReviewed)), ("open", Said(Figures.VitalOpen)));
        yield return Point("safety", Said(Count(c => c.Safety)));
        if (!ReviewedOnly)
        {
            yield return Point("afterwards", Said(Count(c => c.Afterwards)));
            yield return Point("postponed", Said(Count(c => c.Uninformed)), ("late", Said(Count(c => c.Uninformed && c.InformOn < desk.Today))));
            yield return Point("no-exchange", Said(_cells.Where(c => c.Level != Level.Consult && c.Outcome is (Outcome.Share or Outcome.SharePartly)).Sum(c => c.Decisions - c.Exchanged)));
        }
        yield return Point("incomplete", Said(Figures.Incomplete));
        // About the system, not about people: never hidden.
        yield return Point("no-decision", Figures.WithoutDecision.ToString("N0", CultureInfo.CurrentCulture));
        yield return Point("review-late", Said(Figures.ReviewsLate), ("term", Settings.Term));
    }

    private (string, string, string, string) Point(string key, string number, params (string, object?)[] values) => (key, desk.Text["report." + key], number, desk.Text[$"report.{key}.explain", values]);

    private long Count(Func<ReportCell, bool> which) => _cells.Where(which).Sum(c => c.Decisions);

    private string Said(long number) => Said(number, Shared && number < SmallNumbers.Least);

    private string Said(long number, bool hidden) => hidden ? desk.Text["report.hidden"] : number.ToString("N0", CultureInfo.CurrentCulture);

    private ReportTable TableOf(string key, IEnumerable<(string Name, long Number)> rows)
    {
        var all = rows.ToList();
        var hidden = SmallNumbers.Hidden([.. all.Select(r => r.Number)]);
        return new(key, desk.Text["report.by-" + key], desk.Text[$"report.by-{key}.explain"], [.. all.Select((r, at) => (r.Name, Said(r.Number, Shared && hidden[at])))]);
    }

    private List<int> Months()
    {
        var months = new List<int>();
        for (var month = new DateOnly(From.Year, From.Month, 1); month <= Until && months.Count < 120; month = month.AddMonths(1)) months.Add((month.Year * 100) + month.Month);
        return months;
    }

    // All charts have the same scale, so that levels can be compared.
    private ReportChart ChartOf(string name, bool care, Func<ReportCell, bool> which, List<int> months)
    {
        var shown = months.TakeLast(ChartMonths).ToList();
        var most = Math.Max(1, Coded.All<Level>().Max(l => shown.Max(m => _cells.Where(c => c.Level == l && c.Month == m).Sum(c => c.Decisions))));
        var numbers = months.Select(m => _cells.Where(c => c.Month == m && which(c)).Sum(c => c.Decisions)).ToList();
        var hidden = Shared ? SmallNumbers.Hidden(numbers) : [.. numbers.Select(_ => false)];
        var said = months.Select((m, at) => (MonthName(m), Said(numbers[at], hidden[at]))).ToList();
        var bars = new List<Markup>();
        var width = 200.0 / shown.Count;
        for (var at = 0; at < shown.Count; at++)
        {
            var place = months.Count - shown.Count + at;
            var (left, middle) = ((at * width) + (width * 0.12), (at + 0.5) * width);
            var height = hidden[place] ? 0 : 100.0 * numbers[place] / most;
            bars.Add(Markup.Of($"""<rect x="{Number(left)}" y="{Number(124 - height)}" width="{Number(width * 0.76)}" height="{Number(height)}" rx="2"/><text class="v" x="{Number(middle)}" y="{Number(119 - height)}">{said[place].Item2}</text>{(shown.Count <= 6 || at % 2 == 0 ? Markup.Of($"""<text x="{Number(middle)}" y="144">{MonthShort(shown[at])}</text>""") : null)}"""));
        }
        var words = name + ": " + string.Join(", ", said.TakeLast(ChartMonths).Select(s => $"{s.Item1} {s.Item2}"));
        return new(name, care, Said(numbers.Sum()), said, Markup.Of(
            $"""<svg class="fv-chart{(care ? new HtmlString(" fv-chart--care") : null)}" viewBox="0 0 200 150" role="img" aria-label="{words}"><line x1="0" y1="124.5" x2="200" y2="124.5"/>{Markup.Join(bars)}</svg>"""));
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static DateOnly FirstOf(int month) => new(month / 100, month % 100, 1);

    private static string MonthName(int month) => FirstOf(month).ToString("MMM yyyy", CultureInfo.CurrentCulture);

    private static string MonthShort(int month) => FirstOf(month).ToString("MMM", CultureInfo.CurrentCulture).TrimEnd('.');
}
