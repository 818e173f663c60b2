using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Goal 1: an answer posted, against the same page read plus one raw durable row.</summary>
public static partial class Answering
{
    private const int Each = 150;

    public static async Task<IEnumerable<Result>> MeasureAsync(Bench bench)
    {
        var draft = (await bench.DraftsAsync("sanne", 1, ready => ready with { Outcome = null }))[0];
        using var visitor = await bench.SignedInAsync("sanne");
        using var raw = new RawRows(bench.RawFile);
        var page = $"/asking/{draft}/help-request";
        string[] texts = ["De ouders vragen hulp bij de onrust na schooltijd.", "De moeder vraagt hulp bij de drukte na schooltijd."];
        var stamps = new string[texts.Length];
        for (var at = 0; at < texts.Length; at++)
        {
            await PostAsync(visitor, page, texts[at], Stamp().Match(await visitor.ReadAsync(page)).Groups[1].Value);
            stamps[at] = Stamp().Match(await visitor.ReadAsync(page)).Groups[1].Value;
        }
        var turn = 0;
        async Task<double> Post()
        {
            var now = turn++ % 2; // each post changes the answer
            return await PostAsync(visitor, page, texts[now], stamps[1 - now]);
        }
        for (var warm = 0; warm < 600; warm++) { await visitor.GetAsync(page); await Post(); raw.Row(); }

        var rounds = new List<(double Get, double Row, double Post)>();
        var (reading, posting) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round < bench.Rounds; round++)
        {
            var (gets, rows, posts) = (new List<double>(), new List<double>(), new List<double>());
            var start = bench.Product.Spent;
            for (var at = 0; at < Each; at++) gets.Add(await visitor.GetAsync(page));
            var middle = bench.Product.Spent;
            for (var at = 0; at < Each; at++) rows.Add(raw.Row());
            for (var at = 0; at < Each; at++) posts.Add(await Post());
            (reading, posting) = (reading + (middle - start), posting + (bench.Product.Spent - middle));
            rounds.Add((gets.Median(), rows.Median(), posts.Median()));
        }
        return
        [
            new(1, "an answer posted / (the page read + one durable row)", rounds.Select(r => r.Post / (r.Get + r.Row)).Median(), 1.5,
                string.Create(CultureInfo.InvariantCulture,
                    $"p50 {rounds.Select(r => r.Post).Median():0.00} / ({rounds.Select(r => r.Get).Median():0.00} + {rounds.Select(r => r.Row).Median():0.00}) ms; CPU {posting / reading:0.00} × reading")),
        ];
    }

    private static async Task<double> PostAsync(Visitor visitor, string page, string text, string stamp)
    {
        var (status, location, took) = await visitor.PostAsync(page, ("helpRequest", text), ("was", stamp));
        return status == HttpStatusCode.Redirect ? took : throw new InvalidOperationException($"{page} answered {status} {location}.");
    }

    [GeneratedRegex("""name="was" value="([^"]*)""")]
    private static partial Regex Stamp();
}
