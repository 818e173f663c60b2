using System.Diagnostics;
using System.Globalization;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Goal 4: processor time of a form page against that of an empty Razor Page, and of the same form with one indexed read.</summary>
public static class FormPages
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1.2);

    public static async Task<IEnumerable<Result>> MeasureAsync(Bench bench)
    {
        var dossier = await bench.DossierAsync("sanne");
        var draft = (await bench.DraftsAsync("sanne", 1, ready => ready))[0];
        using var visitor = await bench.SignedInAsync("sanne");
        using var stranger = new Visitor(bench.Empty.Address);
        (string Name, ServerProcess Server, Visitor Visitor, string Page)[] pages =
        [
            ("empty", bench.Empty, stranger, "/empty"),
            ("form", bench.Product, visitor, "/asking/start"),
            ("form with one read", bench.Product, visitor, "/asking/start?dossier=" + dossier),
            ("question", bench.Product, visitor, $"/asking/{draft}/goal"),
        ];
        foreach (var page in pages) await WarmAsync(page.Visitor, page.Page);
        var rounds = new List<(double Cost, double Took)[]>();
        for (var round = 0; round < bench.Rounds; round++)
        {
            var costs = new (double, double)[pages.Length];
            for (var at = 0; at < pages.Length; at++) costs[at] = await SpendAsync(pages[at].Server, pages[at].Visitor, pages[at].Page, Slice);
            rounds.Add(costs);
        }
        string Says(int of) => string.Create(CultureInfo.InvariantCulture,
            $"{rounds.Select(r => r[of].Cost).Median():0} µs a request; p50 {rounds.Select(r => r[of].Took).Median():0.00} ms");
        return
        [
            new(4, "CPU of a form page / an empty Razor Page", rounds.Select(r => r[1].Cost / r[0].Cost).Median(), 3, $"{Says(1)}; empty: {Says(0)}"),
            new(4, "CPU of the form page with one indexed read / without", rounds.Select(r => r[2].Cost / r[1].Cost).Median(), 1.3, Says(2)),
            new(4, "CPU of a question page with beside it advice and steps / an empty Razor Page", rounds.Select(r => r[3].Cost / r[0].Cost).Median(), null, Says(3)),
        ];
    }

    /// <summary>Until everything is compiled for good: by count, for a busy machine is slow to get there.</summary>
    private static Task WarmAsync(Visitor visitor, string page) => Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
    {
        for (var at = 0; at < 1500; at++) await visitor.GetAsync(page);
    }));

    /// <summary>Microseconds of the server's processor time a request, and the middle of the milliseconds a request took.</summary>
    private static async Task<(double Cost, double Took)> SpendAsync(ServerProcess server, Visitor visitor, string page, TimeSpan during)
    {
        var (before, began) = (server.Spent, Stopwatch.GetTimestamp());
        var took = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var took = new List<double>();
            while (Stopwatch.GetElapsedTime(began) < during) took.Add(await visitor.GetAsync(page));
            return took;
        }));
        return ((server.Spent - before).TotalMicroseconds / took.Sum(t => t.Count), took.SelectMany(t => t).Median());
    }
}
