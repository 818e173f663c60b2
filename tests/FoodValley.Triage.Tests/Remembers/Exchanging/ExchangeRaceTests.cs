using System.Collections.Concurrent;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Remembers.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Exchanging;

/// <summary>
/// Somebody takes a consent back while somebody records an exchange on it: real threads, each with a context of its own, through two doors to one file.
/// </summary>
public sealed class ExchangeRaceTests : IAsyncLifetime
{
    private const int Rounds = 240;

    private TestStore store = null!;
    private DatabaseSettings beside = null!;

    public async Task InitializeAsync()
    {
        store = await TestStore.FilledAsync();
        await store.SqlAsync("CREATE TABLE happened (N INTEGER PRIMARY KEY AUTOINCREMENT, Line INTEGER, Leaf INTEGER)");
        await store.SqlAsync("CREATE TRIGGER happened_line AFTER INSERT ON dossier_lines BEGIN INSERT INTO happened (Line) VALUES (NEW.Number); END");
        await store.SqlAsync("CREATE TRIGGER happened_exchange AFTER INSERT ON exchanges BEGIN INSERT INTO happened (Leaf) VALUES (NEW.Sequence); END");
        beside = store.Settings;
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateSymbolicLink(store.Folder + "-beside", store.Folder!);
        beside = store.Settings with { ConnectionString = $"Data Source={Path.Combine(store.Folder + "-beside", "triage.db")}" };
    }

    public async Task DisposeAsync()
    {
        if (Directory.Exists(store.Folder + "-beside")) Directory.Delete(store.Folder + "-beside");
        await store.DisposeAsync();
    }

    private TriageDb Open(int who) => Database.Open(who % 2 == 0 ? store.Settings : beside);

    private static object?[] AtOnce(int round, params Func<Task<object?>>[] doings)
    {
        var (results, failures) = (new object?[doings.Length], new ConcurrentQueue<Exception>());
        using var ready = new Barrier(doings.Length);
        var threads = doings.Select((doing, at) => new Thread(() =>
        {
            try
            {
                ready.SignalAndWait();
                results[at] = doing().GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        })).ToList();
        foreach (var thread in round % 2 == 0 ? threads : Enumerable.Reverse(threads)) thread.Start();
        threads.ForEach(t => t.Join());
        Assert.Empty(failures);
        return results;
    }

    [Fact]
    [Norm("HK-5c", "HK-7c", "HK-8c")]
    public async Task A_withdrawal_and_an_exchange_never_pass_each_other()
    {
        var act = await Given.ActAsync(store, "sanne");
        var (dossier, decision) = await Sent.DecidedAsync(store, act);
        var gone = new List<(long Leaf, int Weighed)>();
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var weighed = Assert.IsType<Wrote>(await Cases.WriteAsync(store, act, dossier, round * 2, Cases.Yes)).Version;
            var what = $"Naam {round}";
            var both = AtOnce(round,
                async () =>
                {
                    await using var db = Open(round);
                    return await new CaseFiles(db).WriteAsync(act, dossier, weighed, [new ConsentWithdrawn(weighed, Cases.On, HowSaid.Orally)]);
                },
                async () =>
                {
                    await using var db = Open(round / 2);
                    return await new Records(db, Chance.Secure).AddAsync(act, decision.RecordId, Sent.Exchange(what), gone.Count, weighed);
                });
            Assert.Equal(new Wrote(weighed + 1), both[0]);
            if (both[1] is Sealed done) gone.Add((done.Sequence, weighed));
            else
            {
                Assert.IsType<DossierChanged>(both[1]);
                refused++;
            }
        }

        // Both orders came up, or nothing was proved.
        Assert.True(gone.Count > 0 && refused > 0, $"{gone.Count} gone, {refused} refused");
        Assert.Equal(Rounds, gone.Count + refused);
        await using var all = store.Open();
        var happened = (await all.Database.SqlQueryRaw<string>("SELECT coalesce(Line, '-') || ' ' || coalesce(Leaf, '-') AS Value FROM happened ORDER BY N").ToListAsync()).Select(h => h.Split(' ')).ToList();
        foreach (var (leaf, weighed) in gone)
        {
            // The last thing written in the dossier before it went is the consent it rested on.
            var when = happened.FindIndex(h => h[1] == leaf.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(weighed.ToString(System.Globalization.CultureInfo.InvariantCulture), happened.Take(when).Last(h => h[0] != "-")[0]);
        }
        Assert.Equal(gone.Count, await all.Exchanges.CountAsync());
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    [Norm("HK-7c")]
    public async Task The_same_exchange_from_many_windows_at_once_stands_there_once()
    {
        var act = await Given.ActAsync(store, "sanne");
        var (_, decision) = await Sent.DecidedAsync(store, act);
        for (var round = 0; round < 40; round++)
        {
            var seen = round;
            var results = AtOnce(round, [.. Enumerable.Range(0, 4).Select(window => (Func<Task<object?>>)(async () =>
            {
                await using var db = Open(window);
                return await new Records(db, Chance.Secure).AddAsync(act, decision.RecordId, Sent.Exchange($"Naam {seen}"), seen, 0);
            }))]);
            Assert.Single(results.Select(r => Assert.IsType<Sealed>(r).RecordId).Distinct());
        }
        // Different things from different windows: one is written, the others are told to look.
        for (var round = 0; round < 40; round++)
        {
            var seen = 40 + round;
            var results = AtOnce(round, [.. Enumerable.Range(0, 3).Select(window => (Func<Task<object?>>)(async () =>
            {
                await using var db = Open(window);
                return await new Records(db, Chance.Secure).AddAsync(act, decision.RecordId, Sent.Exchange($"Anders {seen} {window}"), seen, 0);
            }))]);
            Assert.Single(results.OfType<Sealed>());
            Assert.Equal(2, results.OfType<Stale>().Count());
        }
        await using var all = store.Open();
        Assert.Equal(80, await all.Exchanges.CountAsync());
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    [Norm("IU-ALG-6", "HK-7c")]
    public async Task A_newer_decision_and_an_exchange_on_the_old_one_never_pass_each_other()
    {
        var act = await Given.ActAsync(store, "sanne");
        var (gone, refused) = (0, 0);
        for (var round = 0; round < 80; round++)
        {
            var (dossier, decision) = await Sent.DecidedAsync(store, act, $"R-{round}");
            var draft = await Cases.DraftAsync(store, act, dossier);
            var columns = Given.Columns with { DossierId = dossier, RefersTo = decision.RecordId };
            var both = AtOnce(round,
                async () =>
                {
                    await using var db = Open(round);
                    return await new Records(db, Chance.Secure).SealAsync(act, draft.Id, 1, Given.Decision(columns, refers: [decision.Sequence]), columns, 0);
                },
                async () =>
                {
                    await using var db = Open(round / 2);
                    return await new Records(db, Chance.Secure).AddAsync(act, decision.RecordId, Sent.Exchange(), 0, 0);
                });
            var newer = Assert.IsType<Sealed>(both[0]);
            if (both[1] is Sealed done)
            {
                Assert.True(done.Sequence < newer.Sequence);
                gone++;
            }
            else
            {
                Assert.IsType<Stale>(both[1]);
                refused++;
            }
        }
        Assert.True(gone > 0 && refused > 0, $"{gone} gone, {refused} refused");
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }
}
