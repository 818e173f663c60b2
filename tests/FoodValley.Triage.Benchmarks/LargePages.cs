using System.Globalization;
using System.Text.RegularExpressions;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Goal 5: pages of lists and of the report over many decisions against the same pages over few.</summary>
public static partial class LargePages
{
    private const int Deep = 40;
    private const int Requests = 15;

    public static async Task<IEnumerable<Result>> MeasureAsync(Stores stores, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("triage-speed-").FullName;
        try
        {
            await using var large = (await ServerProcess.ProductAsync(Repository.Built, Directory.CreateDirectory(Path.Combine(folder, "large")).FullName, Bench.SignInPage, stores.Large)).Server;
            await using var small = (await ServerProcess.ProductAsync(Repository.Built, Directory.CreateDirectory(Path.Combine(folder, "small")).FullName, Bench.SignInPage, stores.Small)).Server;
            var results = new List<Result>();
            foreach (var (name, person, page, deep) in new[]
            {
                ("my work of a caseworker", "sanne", "/", false), ("review queue", "mark", "/review", false), ("review queue, safety only", "mark", "/review?safety=yes", false),
                ($"review queue, {Deep} pages on", "mark", "/review", true), ("report over six months", "fatima", "/report", false), ("report over two years", "fatima", "/report?from=1-1-2025", false),
                ("report of one level and outcome", "fatima", "/report?level=2a&outcome=share", false), ("page of exports", "fatima", "/exports", false),
            })
            {
                using var many = new Visitor(large.Address);
                using var few = new Visitor(small.Address);
                foreach (var visitor in new[] { many, few }) await visitor.SignInAsync(person);
                var (there, here) = deep ? (await OnAsync(many, page), await OnAsync(few, page)) : (page, page);
                for (var warm = 0; warm < 30; warm++)
                {
                    await many.GetAsync(there);
                    await few.GetAsync(here);
                }
                var (ratios, took, cost) = (new List<double>(), new List<double>(), new List<double>());
                for (var round = 0; round < rounds; round++)
                {
                    var (of, spentOf) = await TimeAsync(large, many, there);
                    var (against, spentAgainst) = await TimeAsync(small, few, here);
                    ratios.Add(of / against);
                    cost.Add(spentOf / spentAgainst);
                    took.Add(of);
                }
                results.Add(new(5, $"{name}: many decisions / 10,000", ratios.Median(), 1.2, string.Create(CultureInfo.InvariantCulture, $"processor time {cost.Median():0.00}; p50 {took.Median():0.0} ms")));
            }
            return results;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Took, double Spent)> TimeAsync(ServerProcess server, Visitor visitor, string page)
    {
        var (before, took) = (server.Spent, new List<double>());
        for (var at = 0; at < Requests; at++) took.Add(await visitor.GetAsync(page));
        return (took.Median(), (server.Spent - before).TotalMilliseconds);
    }

    private static async Task<string> OnAsync(Visitor visitor, string page)
    {
        for (var at = 0; at < Deep && NextPage().Match(await visitor.ReadAsync(page)) is { Success: true } next; at++) page = System.Net.WebUtility.HtmlDecode(next.Groups[1].Value);
        return page;
    }

    [GeneratedRegex("""href="(/review\?[^"]*(?:after|next)[^"]*)""")]
    private static partial Regex NextPage();
}
