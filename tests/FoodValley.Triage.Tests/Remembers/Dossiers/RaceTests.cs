using System.Collections.Concurrent;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>
/// Two people, or two windows, at the same moment: real threads, each with a context of its own, through two doors to one file, so that they meet in the
/// database and not only in this program's own queue.
/// </summary>
public sealed class RaceTests : IAsyncLifetime
{
    private const int Rounds = 240;

    private TestStore store = null!;
    private DatabaseSettings beside = null!;
    private long minute;

    public async Task InitializeAsync()
    {
        store = await TestStore.FilledAsync();
        // What happened in which order, by the database's own count: it writes one transaction after the other.
        await store.SqlAsync("CREATE TABLE happened (N INTEGER PRIMARY KEY AUTOINCREMENT, Dossier TEXT, Line INTEGER, Leaf INTEGER)");
        await store.SqlAsync("CREATE TRIGGER happened_line AFTER INSERT ON dossier_lines BEGIN INSERT INTO happened (Dossier, Line) VALUES (NEW.DossierId, NEW.Number); END");
        await store.SqlAsync("CREATE TRIGGER happened_leaf AFTER INSERT ON leaves BEGIN INSERT INTO happened (Leaf) VALUES (NEW.Sequence); END");
        beside = OperatingSystem.IsWindows() ? store.Settings : Beside(store);
    }

    public async Task DisposeAsync()
    {
        if (Directory.Exists(store.Folder + "-beside")) Directory.Delete(store.Folder + "-beside");
        await store.DisposeAsync();
    }

    private static DatabaseSettings Beside(TestStore store)
    {
        Directory.CreateSymbolicLink(store.Folder + "-beside", store.Folder!);
        return store.Settings with { ConnectionString = $"Data Source={Path.Combine(store.Folder + "-beside", "triage.db")}" };
    }

    private TriageDb Open(int who) => Database.Open(who % 2 == 0 ? store.Settings : beside);

    private Act Now(Act act) => act with { At = Given.Noon.AddSeconds(Interlocked.Increment(ref minute)) };

    /// <summary>All at once, on threads of their own, the first of them one after the other; results in the order of the arguments.</summary>
    private static object[] AtOnce(int round, params Func<Task<object>>[] doings)
    {
        var (results, failures, ready) = (new object[doings.Length], new ConcurrentQueue<Exception>(), new Barrier(doings.Length));
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
        // Who comes to the barrier last goes on first: take turns.
        foreach (var thread in round % 2 == 0 ? threads : Enumerable.Reverse(threads)) thread.Start();
        threads.ForEach(t => t.Join());
        Assert.Empty(failures);
        ready.Dispose();
        return results;
    }

    private async Task<IReadOnlyList<(long N, int? Line, int? Leaf)>> HappenedAsync()
    {
        await using var db = store.Open();
        var rows = await db.Database.SqlQueryRaw<string>("SELECT N || ' ' || coalesce(Line, '-') || ' ' || coalesce(Leaf, '-') AS Value FROM happened ORDER BY N").ToListAsync();
        return [.. rows.Select(r => r.Split(' ')).Select(p => (Number(p[0])!.Value, (int?)Number(p[1]), (int?)Number(p[2])))];

        static long? Number(string text) => text == "-" ? null : long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    [Norm("HK-5c", "IU-ALG-6")]
    public async Task A_withdrawal_and_a_signature_never_pass_each_other()
    {
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        var signed = new List<(long Leaf, int Weighed)>();
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var weighed = Assert.IsType<Wrote>(await Cases.WriteAsync(store, Now(act), dossier.Id, round * 2, Cases.Yes)).Version;
            var draft = await Cases.DraftAsync(store, act, dossier.Id);

            var both = AtOnce(round,
                async () =>
                {
                    await using var db = Open(round);
                    return await new CaseFiles(db).WriteAsync(Now(act), dossier.Id, weighed, [new ConsentWithdrawn(weighed, Cases.On, HowSaid.Orally)]);
                },
                async () =>
                {
                    await using var db = Open(round / 2);
                    return await new Records(db, Chance.Secure).SealAsync(Now(act), draft.Id, 1, Given.Decision(Cases.About(dossier.Id)), Cases.About(dossier.Id), weighed);
                });

            Assert.Equal(new Wrote(weighed + 1), both[0]);
            if (both[1] is Sealed done) signed.Add((done.Sequence, weighed));
            else
            {
                Assert.IsType<DossierChanged>(both[1]);
                refused++;
                await using var db = store.Open();
                Assert.Null((await new Drafts(db, Chance.Secure).FindAsync(act.Who, draft.Id))!.SealedAs);
            }
        }

        // Both orders came up, or nothing was proved.
        Assert.True(signed.Count > 0 && refused > 0, $"{signed.Count} signed, {refused} refused");
        Assert.Equal(Rounds, signed.Count + refused);
        var happened = await HappenedAsync();
        foreach (var (leaf, weighed) in signed)
        {
            var when = happened.Single(h => h.Leaf == leaf).N;
            Assert.Equal(weighed, happened.Where(h => h.N < when && h.Line is not null).Max(h => h.Line));
        }
        Assert.Equal(signed.Select(s => s.Leaf), Enumerable.Range(0, signed.Count).Select(n => (long)n));
        Assert.Equal(Rounds * 2, (await Cases.BodiesAsync(store, dossier.Id)).Count);
        var verdict = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld");
        Assert.Equal((signed.Count, null as FirstWrong), ((int)verdict.Size, verdict.FirstWrong));
    }

    [Fact]
    [Norm("HK-5f")]
    public async Task Of_edits_at_once_exactly_one_wins_and_no_line_is_lost_or_doubled()
    {
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        var won = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var (version, now) = (round * 2, round);
            Written[][] texts = [.. Enumerable.Range(0, 3).Select(by => new Written[] { Cases.Request($"ronde {now} door {by}"), Cases.Yes with { Purpose = $"ronde {now} door {by}" } })];

            var all = AtOnce(round, [.. texts.Select((lines, by) => (Func<Task<object>>)(async () =>
            {
                await using var db = Open(by);
                return await new CaseFiles(db).WriteAsync(Now(act), dossier.Id, version, lines);
            }))]);

            var winner = Assert.Single(Enumerable.Range(0, 3), by => all[by] is Wrote);
            Assert.Equal(new Wrote(version + 2), all[winner]);
            Assert.All(all.Where((_, by) => by != winner), r => Assert.IsType<WrittenMeanwhile>(r));
            won.AddRange(texts[winner].Select(l => l.ToJson()));
        }
        Assert.Equal(won, await Cases.BodiesAsync(store, dossier.Id));
    }

    [Fact]
    [Norm("HK-7b")]
    public async Task An_answer_given_twice_at_once_is_taken_once()
    {
        var (sanne, fatima) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "fatima"));
        var draft = await Cases.DraftAsync(store, sanne);
        for (var round = 0; round < Rounds; round++)
        {
            await using var asking = store.Open();
            var question = (await new AskedColleagues(asking, Chance.Secure).AskAsync(sanne, draft.Id, "fatima", "?"))!;

            var both = AtOnce(round, [.. Enumerable.Range(0, 2).Select(by => (Func<Task<object>>)(async () =>
            {
                await using var db = Open(by);
                return await new AskedColleagues(db, Chance.Secure).AnswerAsync(Now(fatima), question.Id, $"antwoord {by}");
            }))]);

            var winner = Assert.Single(Enumerable.Range(0, 2), by => (bool)both[by]);
            Assert.Equal($"antwoord {winner}", (await new AskedColleagues(asking, Chance.Secure).FindAsync(fatima.Who, question.Id))!.Advice.Answer);
        }
    }

    [Fact]
    [Norm("HK-7b", "IU-ALG-6")]
    public async Task An_answer_and_a_signature_at_once_leave_no_answer_behind_the_signature()
    {
        var (sanne, fatima) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "fatima"));
        var (answered, late) = (0, 0);
        await store.SqlAsync("CREATE TRIGGER happened_late AFTER UPDATE ON colleague_advice WHEN (SELECT SealedAs FROM drafts WHERE Id = NEW.DraftId) IS NOT NULL BEGIN SELECT RAISE(ABORT, 'behind the signature'); END");
        for (var round = 0; round < Rounds; round++)
        {
            var draft = await Cases.DraftAsync(store, sanne);
            await using var asking = store.Open();
            var question = (await new AskedColleagues(asking, Chance.Secure).AskAsync(sanne, draft.Id, "fatima", "?"))!;

            var both = AtOnce(round,
                async () =>
                {
                    await using var db = Open(round);
                    return await new AskedColleagues(db, Chance.Secure).AnswerAsync(Now(fatima), question.Id, "antwoord");
                },
                async () =>
                {
                    await using var db = Open(round / 2);
                    return await new Records(db, Chance.Secure).SealAsync(Now(sanne), draft.Id, 1, Given.Decision(Given.Columns), Given.Columns);
                });

            Assert.IsType<Sealed>(both[1]);
            Assert.Equal((bool)both[0] ? "antwoord" : null, (await new AskedColleagues(asking, Chance.Secure).FindAsync(fatima.Who, question.Id))!.Advice.Answer);
            if ((bool)both[0]) answered++;
            else late++;
        }
        Assert.True(answered > 0 && late > 0, $"{answered} answered, {late} late");
    }

    [Fact]
    [Norm("HK-8.4")]
    public async Task Of_a_hand_over_and_a_line_at_once_one_wins_and_the_draft_follows_the_dossier()
    {
        var people = new[] { await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris") };
        var dossier = await Cases.NewAsync(store, people[0]);
        var draft = await Cases.DraftAsync(store, people[0], dossier.Id);
        var (holder, handed, draftVersion) = (0, 0, 1);
        for (var round = 0; round < Rounds; round++)
        {
            var (version, from, to, open) = (round, people[holder], people[1 - holder], draftVersion);
            var all = AtOnce(round,
                async () =>
                {
                    await using var db = Open(0);
                    return await new CaseFiles(db).HandOverAsync(Now(from), dossier.Id, version, to.Who.Id, "ziekte");
                },
                async () =>
                {
                    await using var db = Open(1);
                    return await new CaseFiles(db).WriteAsync(Now(from), dossier.Id, version, [Cases.Request($"ronde {version}")]);
                },
                async () =>
                {
                    await using var db = Open(version);
                    return await new Drafts(db, Chance.Secure).SaveAsync(Now(from), draft.Id, open, Answers.Empty with { ConsultQuestion = new($"ronde {version}") }, dossier.Id, "2026-1") ?? 0;
                });

            Assert.Equal([new Wrote(version + 1)], all.OfType<Wrote>());
            Assert.Single(all.OfType<WrittenMeanwhile>());
            var moved = all[0] is Wrote;
            if (moved) (holder, handed) = (1 - holder, handed + 1);
            draftVersion += ((int)all[2] == 0 ? 0 : 1) + (moved ? 1 : 0);
            // A save is refused only when the draft went away before it.
            Assert.True(moved || (int)all[2] == open + 1);

            var (now, before) = (people[holder].Who, people[1 - holder].Who);
            await using var db = store.Open();
            var drafts = new Drafts(db, Chance.Secure);
            Assert.Equal((version + 1, now.Id), ((await Cases.FindAsync(store, now, dossier.Id))!.Version, (await Cases.FindAsync(store, now, dossier.Id))!.Dossier.ResponsibleId));
            Assert.Null(await Cases.FindAsync(store, before, dossier.Id));
            Assert.Equal(draftVersion, (await drafts.FindAsync(now, draft.Id))!.Version);
            Assert.Null(await drafts.FindAsync(before, draft.Id));
        }
        Assert.True(handed > 0 && handed < Rounds, $"{handed} handed over");
        Assert.Equal(Rounds, (await Cases.BodiesAsync(store, dossier.Id)).Count);
    }

    [Fact]
    [Norm("HK-8.4", "IU-ALG-6")]
    public async Task Of_a_hand_over_and_a_signature_at_once_nobody_signs_for_a_dossier_that_went_away()
    {
        var people = new[] { await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris") };
        var dossier = await Cases.NewAsync(store, people[0]);
        var signed = new List<(long Leaf, int Weighed)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (version, from, to) = (round, people[round % 2], people[1 - (round % 2)]);
            var draft = await Cases.DraftAsync(store, from, dossier.Id);
            var both = AtOnce(round,
                async () =>
                {
                    await using var db = Open(0);
                    return await new CaseFiles(db).HandOverAsync(Now(from), dossier.Id, version, to.Who.Id, "ziekte");
                },
                async () =>
                {
                    await using var db = Open(1);
                    return await new Records(db, Chance.Secure).SealAsync(Now(from), draft.Id, 1, Given.Decision(Cases.About(dossier.Id)), Cases.About(dossier.Id), version);
                });

            Assert.Equal(new Wrote(version + 1), both[0]);
            await using var db = store.Open();
            if (both[1] is Sealed done)
            {
                signed.Add((done.Sequence, version));
                // Closed before it could move: it stays with who signed.
                Assert.Equal(done.RecordId, (await new Drafts(db, Chance.Secure).FindAsync(from.Who, draft.Id))!.SealedAs);
            }
            else
            {
                Assert.IsType<DossierChanged>(both[1]);
                Assert.Null((await new Drafts(db, Chance.Secure).FindAsync(to.Who, draft.Id))!.SealedAs);
                Assert.Null(await new Drafts(db, Chance.Secure).FindAsync(from.Who, draft.Id));
                Assert.True(await new Drafts(db, Chance.Secure).DropAsync(to, draft.Id));
            }
        }
        Assert.True(signed.Count > 0 && signed.Count < Rounds, $"{signed.Count} signed");
        var happened = await HappenedAsync();
        foreach (var (leaf, weighed) in signed)
        {
            var when = happened.Single(h => h.Leaf == leaf).N;
            Assert.Equal(weighed, happened.Where(h => h.N < when && h.Line is not null).Max(h => h.Line) ?? 0);
        }
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }
}
