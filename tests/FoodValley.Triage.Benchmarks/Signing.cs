using System.Globalization;
using System.Net;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Goal 2: a signature, against the page to sign plus a raw durable record.</summary>
public static class Signing
{
    private const int Each = 100;

    public static async Task<IEnumerable<Result>> MeasureAsync(Bench bench)
    {
        const int warm = 400;
        var drafts = await bench.DraftsAsync("sanne", warm + (Each * bench.Rounds), ready => ready);
        using var visitor = await bench.SignedInAsync("sanne");
        using var raw = new RawRows(bench.RawFile);
        for (var at = 0; at < warm; at++)
        {
            raw.Record();
            await OpenAsync(visitor, drafts[at]);
            await SignAsync(visitor, drafts[at]);
        }
        var rounds = new List<(double Get, double Record, double Post)>();
        var (reading, posting) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round < bench.Rounds; round++)
        {
            var mine = drafts.Skip(warm + (round * Each)).Take(Each).ToList();
            foreach (var draft in mine) await visitor.GetAsync($"/asking/{draft}/sign"); // the first look at a draft writes that somebody looked
            var (gets, records, posts) = (new List<double>(), new List<double>(), new List<double>());
            var start = bench.Product.Spent;
            foreach (var draft in mine) gets.Add(await visitor.GetAsync($"/asking/{draft}/sign"));
            var middle = bench.Product.Spent;
            for (var at = 0; at < Each; at++) records.Add(raw.Record());
            foreach (var draft in mine) posts.Add(await SignAsync(visitor, draft));
            (reading, posting) = (reading + (middle - start), posting + (bench.Product.Spent - middle));
            rounds.Add((gets.Median(), records.Median(), posts.Median()));
        }
        return
        [
            new(2, "a signature / (the page to sign + a durable record)", rounds.Select(r => r.Post / (r.Get + r.Record)).Median(), 1.6,
                string.Create(CultureInfo.InvariantCulture,
                    $"p50 {rounds.Select(r => r.Post).Median():0.00} / ({rounds.Select(r => r.Get).Median():0.00} + {rounds.Select(r => r.Record).Median():0.00}) ms; CPU {posting / reading:0.00} × reading")),
        ];
    }

    public static async Task OpenAsync(Visitor visitor, Guid draft) => await visitor.ReadAsync($"/asking/{draft}/sign");

    public static async Task<double> SignAsync(Visitor visitor, Guid draft)
    {
        var (status, location, took) = await visitor.PostAsync($"/asking/{draft}/sign", ("statement", "yes"), ("version", "1"));
        return status == HttpStatusCode.Redirect && location.StartsWith("/records/", StringComparison.Ordinal)
            ? took
            : throw new InvalidOperationException($"Signing answered {status} {location}.");
    }
}

/// <summary>Goal 3: sixteen signers at once in one ledger. Any error ends the run.</summary>
public static class SigningAtOnce
{
    private const int Signers = 16, Each = 20;

    public static async Task<IEnumerable<Result>> MeasureAsync(Bench bench)
    {
        var visitors = new List<(Visitor Visitor, Queue<Guid> Drafts)>();
        for (var signer = 0; signer < Signers; signer++)
        {
            var person = signer % 2 == 0 ? "sanne" : "joris";
            var visitor = await bench.SignedInAsync(person);
            var drafts = new Queue<Guid>(await bench.DraftsAsync(person, Each * (bench.Rounds + 1), ready => ready));
            await Signing.OpenAsync(visitor, drafts.Peek());
            visitors.Add((visitor, drafts));
        }
        var rounds = new List<(double Half, double Last)>();
        for (var round = 0; round <= bench.Rounds; round++)
        {
            var took = await Task.WhenAll(visitors.Select(async signer =>
            {
                var took = new List<double>();
                for (var at = 0; at < Each; at++) took.Add(await Signing.SignAsync(signer.Visitor, signer.Drafts.Dequeue()));
                return took;
            }));
            if (round > 0) rounds.Add((took.SelectMany(t => t).Median(), took.SelectMany(t => t).Share(0.99))); // the first warms up
        }
        foreach (var (visitor, _) in visitors) visitor.Dispose();
        return
        [
            new(3, "sixteen signers at once: p99 / p50", rounds.Select(r => r.Last / r.Half).Median(), 4,
                string.Create(CultureInfo.InvariantCulture,
                    $"{Signers * Each * bench.Rounds} signatures, no error; p50 {rounds.Select(r => r.Half).Median():0.0} ms, p99 {rounds.Select(r => r.Last).Median():0.0} ms")),
        ];
    }
}
