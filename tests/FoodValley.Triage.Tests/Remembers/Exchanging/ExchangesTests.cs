using System.Text.Json.Nodes;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Exchanging;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Remembers.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Exchanging;

/// <summary>What is added to a sealed decision: entries of their own that stay.</summary>
public sealed class ExchangesTests
{
    private static readonly string Unlock = string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};"));

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-7c", "HK-8c", "IU-ALG-6")]
    public async Task An_exchange_refers_to_its_decision_and_is_found_by_dossier(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var (dossier, decision) = await Sent.DecidedAsync(store, act);
        await Given.SealedAsync(store, act);

        var done = Assert.IsType<Sealed>(await Sent.AddAsync(store, act with { At = act.At.AddMinutes(6) }, decision.RecordId, Sent.Exchange(), 0, 0));

        await using var db = store.Open();
        var records = new Records(db, Chance.Secure);
        var record = (await records.FindAsync(act.Who, decision.RecordId))!;
        var added = Assert.Single(record.Supplements);
        Assert.Equal((EntryKind.Exchange, done.Sequence, true, 1), (added.Kind, added.Sequence, record.Holds, record.Seen));
        Assert.Equal([decision.Sequence], Leaf.Parse(added.Bytes.Leaf).Header.Refers);
        var row = await db.Exchanges.AsNoTracking().SingleAsync();
        Assert.Equal((decision.Sequence, new DateTime(2026, 6, 1, 10, 5, 0, DateTimeKind.Utc), "oral"), (row.DecisionSequence, row.SentAt, row.How));
        Assert.Equal([row.SentAt], (await records.ExchangedAsync(act.Who, dossier))[decision.Sequence]);
        foreach (var stranger in new[] { "joris", "mark", "bas" }) Assert.Empty(await records.ExchangedAsync(await Given.PersonAsync(store, stranger), dossier));
        Assert.Equal((AccessAction.Exchanged.Code(), dossier), await db.AccessEvents.Where(e => e.RecordId == done.RecordId).Select(e => ValueTuple.Create(e.Action, e.DossierId!.Value)).SingleAsync());
        // No list of decisions takes it for one.
        Assert.DoesNotContain(await records.OfAsync(act.Who), line => line.Id == done.RecordId);
        Assert.DoesNotContain(await records.OfDossierAsync(act.Who, dossier), line => line.Id == done.RecordId);
        Assert.Null(await records.FindAsync(act.Who, done.RecordId));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    [Norm("IU-KOP-2", "HK-8c")]
    public async Task Without_a_decision_that_lets_something_go_about_an_own_dossier_there_is_no_row()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var number = 0;
        foreach (var outcome in Coded.All<Outcome>())
            foreach (var level in Coded.All<Level>())
            {
                var (_, decision) = await Sent.DecidedAsync(store, act, $"O-{number++}", outcome, level);
                var may = level != Level.Consult && (outcome.Shares() || outcome == Outcome.OutsideFramework);
                Assert.Equal(may, await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange(), 0, 0) is Sealed);
            }
        var (dossier, shared) = await Sent.DecidedAsync(store, act, "S-1");
        var rows = await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM leaves");
        foreach (var person in new[] { "joris", "mark", "fatima", "bas", "amira", "beheer" }) Assert.Null(await Sent.AddAsync(store, await Given.ActAsync(store, person), shared.RecordId, Sent.Exchange(), 0, 0));
        // A decision without a dossier, one that does not exist, an exchange, and another version of the dossier.
        var loose = await Given.SealedAsync(store, act);
        Assert.Null(await Sent.AddAsync(store, act, loose.RecordId, Sent.Exchange(), 0, 0));
        Assert.Null(await Sent.AddAsync(store, act, Chance.Secure.Id(), Sent.Exchange(), 0, 0));
        var first = Assert.IsType<Sealed>(await Sent.AddAsync(store, act, shared.RecordId, Sent.Exchange(), 0, 0));
        Assert.Null(await Sent.AddAsync(store, act, first.RecordId, Sent.Exchange("Meer"), 0, 0));
        Assert.IsType<DossierChanged>(await Sent.AddAsync(store, act, shared.RecordId, Sent.Exchange("Meer"), 1, 1));
        await Assert.ThrowsAsync<ArgumentException>(() => Sent.AddAsync(store, act, shared.RecordId, Sent.Exchange("Meer"), 1));
        await Assert.ThrowsAsync<ArgumentException>(() => Sent.AddAsync(store, act, shared.RecordId, Sent.Exchange("Meer", how: "pigeon"), 1, 0));
        await Assert.ThrowsAsync<ArgumentException>(() => Sent.AddAsync(store, act, shared.RecordId, Given.Decision(Given.Columns)));
        // Who gave the dossier away records no exchange on it any more, though the decision is still theirs; who has it now does.
        await using (var db = store.Open()) Assert.IsType<Wrote>(await new CaseFiles(db).HandOverAsync(act, dossier, 0, "joris", "verlof"));
        Assert.IsType<DossierChanged>(await Sent.AddAsync(store, act, shared.RecordId, Sent.Exchange("Meer"), 1, 1));
        Assert.IsType<Sealed>(await Sent.AddAsync(store, await Given.ActAsync(store, "joris"), shared.RecordId, Sent.Exchange("Meer"), 1, 1));
        Assert.Equal(rows + 3, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM leaves"));
        Assert.Equal(0, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM exchanges e WHERE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.OrganisationId = e.OrganisationId AND d.Sequence = e.DecisionSequence AND d.Kind = 'decision' AND d.Outcome IN ('share', 'share-partly', 'outside-framework'))"));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    [Norm("HK-7c")]
    public async Task The_same_twice_is_once_and_nobody_adds_unseen_to_what_another_window_added()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var (_, decision) = await Sent.DecidedAsync(store, act);
        var first = Assert.IsType<Sealed>(await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange(), 0, 0));
        Assert.Equal(first, await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange(), 0, 0));
        Assert.IsType<Stale>(await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange("Telefoon"), 0, 0));
        Assert.IsType<Sealed>(await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange("Telefoon"), 1, 0));
        // The same words of another kind are something else, and a newer decision counts as something added.
        Assert.IsType<Sealed>(await Sent.AddAsync(store, act, decision.RecordId, Sent.Of(EntryKind.Addition, "Telefoon"), 2));
        await Given.SealedAsync(store, act, Given.Columns with { RefersTo = decision.RecordId }, decision.Sequence);
        Assert.IsType<Stale>(await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange("Meer"), 3, 0));
        await using var db = store.Open();
        var record = (await new Records(db, Chance.Secure).FindAsync(act.Who, decision.RecordId))!;
        Assert.Equal((4, 3, 1), (record.Seen, record.Supplements.Count, record.ReplacedBy.Count));
    }

    [Fact]
    [Norm("HK-7c", "HK-8c")]
    public async Task An_answer_belongs_to_an_exchange_of_the_same_decision_and_handling_to_an_incident_and_a_privacy_officer()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var officer = await Given.ActAsync(store, "fatima");
        var ((_, one), (_, two)) = (await Sent.DecidedAsync(store, act, "T-1"), await Sent.DecidedAsync(store, act, "T-2"));
        var exchange = Assert.IsType<Sealed>(await Sent.AddAsync(store, act, one.RecordId, Sent.Exchange(), 0, 0));
        Assert.Null(await Sent.AddAsync(store, act, two.RecordId, Sent.Of(EntryKind.ExchangeAnswer, refers: [two.Sequence, exchange.Sequence])));
        Assert.Null(await Sent.AddAsync(store, act, one.RecordId, Sent.Of(EntryKind.ExchangeAnswer, refers: [one.Sequence, 99])));
        Assert.IsType<Sealed>(await Sent.AddAsync(store, act, one.RecordId, Sent.Of(EntryKind.ExchangeAnswer, refers: [one.Sequence, exchange.Sequence])));
        var known = new JsonObject { ["incidentKind"] = "lost", ["knownSince"] = "2026-06-01T08:00:00.000Z" };
        var incident = Assert.IsType<Sealed>(await Sent.AddAsync(store, act, one.RecordId, Sent.Of(EntryKind.Incident, facts: known, refers: [one.Sequence, exchange.Sequence])));
        var handling = Sent.Of(EntryKind.IncidentHandled, facts: new JsonObject { ["incident"] = incident.Sequence }, refers: [one.Sequence, incident.Sequence]);
        foreach (var person in new[] { "sanne", "mark", "noor" }) Assert.Null(await Sent.AddAsync(store, await Given.ActAsync(store, person), one.RecordId, handling));
        Assert.Null(await Sent.AddAsync(store, officer, one.RecordId, handling with { Refers = [one.Sequence, exchange.Sequence] }));
        foreach (var kind in new[] { EntryKind.Addition, EntryKind.Incident, EntryKind.ExchangeAnswer }) Assert.Null(await Sent.AddAsync(store, officer, one.RecordId, Sent.Of(kind)));

        await using var db = store.Open();
        var incidents = new ReportedIncidents(db);
        var line = Assert.Single(await incidents.OfAsync(officer.Who));
        Assert.Equal((incident.RecordId, one.RecordId, one.Sequence, IncidentKind.Lost, new DateTime(2026, 6, 4, 8, 0, 0, DateTimeKind.Utc), null as DateTime?),
            (line.Id, line.RecordId, line.DecisionSequence, line.Kind!.Value, line.Deadline, line.HandledAt));
        Assert.IsType<Sealed>(await Sent.AddAsync(store, officer, one.RecordId, handling));
        Assert.Equal(Given.Noon, (await incidents.OfAsync(officer.Who))[0].HandledAt);
        foreach (var person in new[] { "noor", "sanne", "mark", "beheer" }) Assert.Empty(await incidents.OfAsync(await Given.PersonAsync(store, person)));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    [Norm("HK-3e", "HK-7c")]
    public async Task A_passed_moment_asks_for_nothing_when_it_went_in_time()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        var decision = await Given.SealedAsync(store, act, Given.Columns with { DossierId = dossier.Id, MomentTo = new DateOnly(2026, 6, 10) });
        async Task<int> PassedAsync()
        {
            await using var db = store.Open();
            return (await new Records(db, Chance.Secure).MomentPassedAsync(act.Who, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 11))).Count;
        }
        Assert.Equal(1, await PassedAsync());
        Assert.IsType<Sealed>(await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange(), 0, 0));
        Assert.Equal(0, await PassedAsync());
    }

    private static async Task<(TestStore Store, long Decision, long Exchange)> OneAsync()
    {
        var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var (_, decision) = await Sent.DecidedAsync(store, act);
        await Given.SealedAsync(store, act);
        return (store, decision.Sequence, Assert.IsType<Sealed>(await Sent.AddAsync(store, act, decision.RecordId, Sent.Exchange(), 0, 0)).Sequence);
    }

    [Theory]
    [Norm("IU-ALG-6", "HK-8c")]
    [InlineData("UPDATE exchanges SET How = 'paper'", "append-only")]
    [InlineData("DELETE FROM exchanges", "append-only")]
    [InlineData("REPLACE INTO exchanges SELECT OrganisationId, Sequence, DecisionSequence, SentAt, 'paper' FROM exchanges", "append-only")]
    [InlineData("INSERT INTO exchanges SELECT OrganisationId, Sequence, DecisionSequence, SentAt, 'paper' FROM exchanges WHERE true ON CONFLICT DO UPDATE SET How = 'paper'", "append-only")]
    [InlineData("INSERT INTO exchanges VALUES ('gemeente-barneveld', 1, 2, '2026-06-01', 'oral')", "exchanges_filled")]
    [InlineData("INSERT INTO exchanges VALUES ('gemeente-barneveld', 1, 1, '2026-06-01', 'oral')", "exchanges_filled")]
    [InlineData("INSERT INTO exchanges VALUES ('gemeente-barneveld', 1, 0, '2026-06-01', '')", "exchanges_filled")]
    [InlineData("INSERT INTO exchanges VALUES ('gemeente-barneveld', 9, 0, '2026-06-01', 'oral')", "FOREIGN KEY")]
    [InlineData("INSERT INTO exchanges VALUES ('gemeente-ede', 1, 0, '2026-06-01', 'oral')", "FOREIGN KEY")]
    public async Task The_database_itself_refuses_to_change_an_exchange_or_to_add_one_that_belongs_nowhere(string sql, string by)
    {
        var (store, _, _) = await OneAsync();
        await using var _ = store;
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql));
        Assert.Contains(by, refused.Message, StringComparison.Ordinal);
        await using var db = store.Open();
        db.Remove(db.Exchanges.Single());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Theory]
    [Norm("IU-ALG-6", "HK-8c")]
    [InlineData("UPDATE exchanges SET How = 'paper'", 2, "exchange")]
    [InlineData("UPDATE exchanges SET SentAt = '2026-06-01 10:06:00'", 2, "exchange")]
    [InlineData("UPDATE exchanges SET DecisionSequence = 1", 2, "exchange")]
    [InlineData("DELETE FROM exchanges", 2, "exchange")]
    [InlineData("UPDATE exchanges SET Sequence = 1", 1, "exchange")]
    [InlineData("UPDATE exchanges SET OrganisationId = 'gemeente-ede'", 2, "exchange")]
    [InlineData("INSERT INTO exchanges SELECT OrganisationId, 9, DecisionSequence, SentAt, How FROM exchanges", 9, "exchange")]
    [InlineData("INSERT INTO exchanges SELECT OrganisationId, -1, DecisionSequence, SentAt, How FROM exchanges", null, "exchange")]
    [InlineData("UPDATE record_contents SET Facts = CAST(replace(CAST(Facts AS TEXT), 'oral', 'paper') AS BLOB) WHERE Sequence = 2", 2, "facts")]
    [InlineData("UPDATE record_contents SET Content = CAST(replace(CAST(Content AS TEXT), 'Naam', 'Noor') AS BLOB) WHERE Sequence = 2", 2, "content")]
    [InlineData("UPDATE decisions SET RefersTo = (SELECT Id FROM decisions WHERE Sequence = 1) WHERE Sequence = 2", 2, "decision")]
    public async Task Verification_sees_every_change_of_an_exchange(string sql, int? leaf, string kind)
    {
        var (store, _, _) = await OneAsync();
        await using var _ = store;
        await store.SqlAsync("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON;" + Unlock + sql + ";");
        var found = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld").FirstWrong;
        Assert.Equal(((long?)leaf, kind), (found?.Leaf, found?.Kind.Code()));
    }
}
