using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers;

public class RecordsTests
{
    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("IU-ALG-6", "HK-7a", "HK-7d")]
    public async Task What_was_sealed_comes_back_byte_for_byte_and_holds(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var columns = Given.Columns with { HeldUntil = new DateOnly(2026, 7, 1), MomentTo = new DateOnly(2026, 8, 1) };
        var done = await Given.SealedAsync(store, act, columns);

        await using var db = store.Open();
        var record = await new Records(db, Chance.Secure).FindAsync(act.Who, done.RecordId);

        Assert.NotNull(record);
        var entry = Given.Decision(columns);
        Assert.Equal(entry.Facts, record.Bytes.Facts);
        Assert.Equal(entry.Content, record.Bytes.Content);
        Assert.True(record.Holds);
        var leaf = Leaf.Parse(record.Bytes.Leaf);
        Assert.Equal(("gemeente-barneveld", 0L, Given.Noon, "2026-1"), (leaf.Header.OrganisationId, leaf.Header.Sequence, leaf.Header.Time, leaf.Header.ProtocolId));
        Assert.Equal((Level.Refer, Outcome.Share, "sanne", columns.HeldUntil, columns.MomentTo, Given.Noon),
            (record.Line.Level, record.Line.Outcome, record.Line.AuthorId, record.Line.HeldUntil, record.Line.MomentTo, record.Line.Signed));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("IU-ALG-6")]
    public async Task Sealing_closes_the_draft_empties_it_and_writes_one_event(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var (drafts, records) = (new Drafts(db, Chance.Secure), new Records(db, Chance.Secure));
        var draft = await drafts.StartAsync(act, Answers.Empty, "2026-1");

        var done = Assert.IsType<Sealed>(await records.SealAsync(act, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns));

        var closed = await drafts.FindAsync(act.Who, draft.Id);
        Assert.Equal(done.RecordId, closed!.SealedAs);
        Assert.Empty(await drafts.OpenAsync(act.Who));
        Assert.Equal("{}", (await db.Drafts.AsNoTracking().SingleAsync()).Answers);
        var written = await db.AccessEvents.AsNoTracking().SingleAsync();
        Assert.Equal(("sealed", "sanne", done.RecordId, draft.Id, "s1"), (written.Action, written.PersonId, written.RecordId, written.DraftId, written.Session));
        Assert.Null(await drafts.SaveAsync(act, draft.Id, closed.Version, Answers.Empty, null, "2026-1"));
        Assert.False(await drafts.DropAsync(act, draft.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_second_click_gets_the_record_of_the_first(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var (drafts, records) = (new Drafts(db, Chance.Secure), new Records(db, Chance.Secure));
        var draft = await drafts.StartAsync(act, Answers.Empty, "2026-1");
        var first = Assert.IsType<Sealed>(await records.SealAsync(act, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns));

        var second = await records.SealAsync(act, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns);

        Assert.Equal(first.RecordId, Assert.IsType<AlreadySealed>(second).RecordId);
        Assert.Single(await records.OfAsync(act.Who));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_changed_or_foreign_draft_is_not_sealed_and_leaves_no_trace(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, joris) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris"));
        await using var db = store.Open();
        var (drafts, records) = (new Drafts(db, Chance.Secure), new Records(db, Chance.Secure));
        var draft = await drafts.StartAsync(sanne, Answers.Empty, "2026-1");
        Assert.Equal(2, await drafts.SaveAsync(sanne, draft.Id, 1, Answers.Empty, null, "2026-1"));

        Assert.IsType<Stale>(await records.SealAsync(sanne, draft.Id, 1, Given.Decision(Given.Columns), Given.Columns));
        Assert.IsType<Stale>(await records.SealAsync(joris, draft.Id, 2, Given.Decision(Given.Columns), Given.Columns));

        Assert.Equal(0, await db.Leaves.CountAsync());
        Assert.Equal(0, await db.AccessEvents.CountAsync());
        Assert.Null((await drafts.FindAsync(sanne.Who, draft.Id))!.SealedAs);
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok));
    }

    [Theory]
    [InlineData("level"), InlineData("outcome"), InlineData("sector"), InlineData("ground"), InlineData("heldUntil"), InlineData("momentTo")]
    public async Task Columns_that_contradict_the_facts_are_not_sealed(string column)
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var draft = await new Drafts(db, Chance.Secure).StartAsync(act, Answers.Empty, "2026-1");
        var other = column switch
        {
            "level" => Given.Columns with { Level = Level.Register },
            "outcome" => Given.Columns with { Outcome = Outcome.DoNotShare },
            "sector" => Given.Columns with { Sector = Sector.NonGovernment },
            "ground" => Given.Columns with { Ground = LegalGround.None },
            "heldUntil" => Given.Columns with { HeldUntil = new DateOnly(2026, 7, 1) },
            _ => Given.Columns with { MomentTo = new DateOnly(2026, 7, 1) },
        };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => new Records(db, Chance.Secure).SealAsync(act, draft.Id, 1, Given.Decision(Given.Columns), other));

        Assert.Contains(column, refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-8.4")]
    public async Task Only_the_author_the_teams_lead_and_the_privacy_officer_see_a_record(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var done = await Given.SealedAsync(store, await Given.ActAsync(store, "sanne"));
        await using var db = store.Open();
        var records = new Records(db, Chance.Secure);
        var seen = new List<string>();
        foreach (var person in await new People(db).AllAsync())
            if (await records.FindAsync(person, done.RecordId) is not null) seen.Add(person.Id);

        Assert.Equal(["fatima", "lotte", "mark", "pieter", "sanne"], seen.Order(StringComparer.Ordinal));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("IU-1-DOEL")]
    public async Task Advice_received_later_stands_beside_the_decision_and_leaves_it_alone(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var done = await Given.SealedAsync(store, act, new(Level.Consult, Outcome.Share, Sector.Government, LegalGround.None));
        await using var db = store.Open();
        var records = new Records(db, Chance.Secure);
        var before = await records.FindAsync(act.Who, done.RecordId);

        var added = await records.SupplementAsync(act with { At = act.At.AddDays(1) }, done.RecordId, Given.Advice());
        Assert.Null(await records.SupplementAsync(await Given.ActAsync(store, "joris"), done.RecordId, Given.Advice()));

        var after = await records.FindAsync(act.Who, done.RecordId);
        Assert.Equal(before!.Bytes.Leaf, after!.Bytes.Leaf);
        var supplement = Assert.Single(after.Supplements);
        Assert.Equal((added!.RecordId, 1L), (supplement.Id, supplement.Sequence));
        Assert.Equal([0L], Leaf.Parse(supplement.Bytes.Leaf).Header.Refers);
        Assert.True(supplement.Bytes.Hold());
        Assert.Single(await records.OfAsync(act.Who));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    private static Entry Answered(string advice, string author = "sanne") => Given.Advice() with
    {
        Content = CanonicalJson.Write(new System.Text.Json.Nodes.JsonObject
        {
            ["signedAt"] = Convert.ToHexString(Chance.Secure.Bytes(4)), ["author"] = new System.Text.Json.Nodes.JsonObject { ["id"] = author },
            ["answers"] = new System.Text.Json.Nodes.JsonObject { ["consultAdvice"] = advice },
        }),
    };

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-7b")]
    public async Task The_same_advice_twice_at_once_is_added_once(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var done = await Given.SealedAsync(store, act, new(Level.Consult, Outcome.Share, Sector.Government, LegalGround.None));
        async Task<Sealed?> Add(string advice)
        {
            await using var db = store.Open();
            return await new Records(db, Chance.Secure).SupplementAsync(act, done.RecordId, Answered(advice));
        }

        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Add("Listen."))));

        Assert.Equal((added[0]!.RecordId, 1L), Assert.Single(added.Select(a => (a!.RecordId, a.Sequence)).Distinct()));
        Assert.Equal(2, (await Add("Listen twice."))!.Sequence);
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    [Norm("IU-ALG-6")]
    public async Task Nobody_signs_in_another_name()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var done = await Given.SealedAsync(store, act, new(Level.Consult, Outcome.Share, Sector.Government, LegalGround.None));
        await using var db = store.Open();
        await Assert.ThrowsAsync<ArgumentException>(() => new Records(db, Chance.Secure).SupplementAsync(act, done.RecordId, Answered("Listen.", "joris")));
        Assert.Equal(1, await db.Leaves.CountAsync());
    }

    [Theory]
    [InlineData("UPDATE leaves SET Hash = zeroblob(32)")]
    [InlineData("UPDATE leaves SET Bytes = replace(CAST(Bytes AS TEXT), '2026-1', '2026-9')")]
    [InlineData("UPDATE record_contents SET ContentSalt = zeroblob(32)")]
    [InlineData("UPDATE decisions SET TeamId = 'team-ede'")]
    [InlineData("UPDATE decisions SET Outcome = 'hold'")]
    [InlineData("UPDATE decisions SET Signed = '2026-06-01 10:01:00.001'")]
    [Norm("IU-ALG-6")]
    public async Task A_record_with_anything_changed_no_longer_holds(string sql)
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var done = await Given.SealedAsync(store, act);
        await using var db = store.Open();
        Assert.True((await new Records(db, Chance.Secure).FindAsync(act.Who, done.RecordId))!.Holds);

        await store.SqlAsync("PRAGMA foreign_keys=OFF;" + string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};")) + sql + ";");

        Assert.False((await new Records(db, Chance.Secure).FindAsync(act.Who, done.RecordId))!.Holds);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Lists_show_own_decisions_newest_first_page_by_page(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        for (var i = 0; i < 5; i++) await Given.SealedAsync(store, await Given.ActAsync(store, i == 2 ? "joris" : "sanne", i));
        await using var db = store.Open();
        var (records, sanne) = (new Records(db, Chance.Secure), await Given.PersonAsync(store, "sanne"));

        var first = await records.OfAsync(sanne, 3);
        var second = await records.OfAsync(sanne, 3, first[^1].Sequence);

        Assert.Equal([4L, 3L, 1L], first.Select(l => l.Sequence));
        Assert.Equal([0L], second.Select(l => l.Sequence));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_decision_on_hold_is_due_until_a_later_one_replaces_it(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var hold = Given.Columns with { Outcome = Outcome.Hold };
        var late = await Given.SealedAsync(store, act, hold with { HeldUntil = new DateOnly(2026, 9, 1) });
        var soon = await Given.SealedAsync(store, act, hold with { HeldUntil = new DateOnly(2026, 7, 1) });
        var replaced = await Given.SealedAsync(store, act, hold with { HeldUntil = new DateOnly(2026, 6, 15) });
        await Given.SealedAsync(store, act, Given.Columns with { RefersTo = replaced.RecordId }, replaced.Sequence);
        await using var db = store.Open();

        var due = await new Records(db, Chance.Secure).DueAsync(act.Who);

        Assert.Equal([soon.RecordId, late.RecordId], due.Select(l => l.Id));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Sixteen_signers_at_once_meet_no_lock_and_leave_one_unbroken_ledger(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var failures = new System.Collections.Concurrent.ConcurrentBag<Exception>();
        var signers = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            try
            {
                for (var i = 0; i < 20; i++) Given.SealedAsync(store, act).GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        })).ToList();
        signers.ForEach(s => s.Start());
        signers.ForEach(s => s.Join());

        Assert.Empty(failures);
        var verdict = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld");
        Assert.Equal((320L, null as FirstWrong), (verdict.Size, verdict.FirstWrong));
    }
}
