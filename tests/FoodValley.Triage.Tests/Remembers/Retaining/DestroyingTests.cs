using System.Text;
using System.Text.Json.Nodes;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Remembers.Exporting;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Retaining;

/// <summary>Content goes for good, by two people, and the ledger still holds; anything less is refused or found.</summary>
[Norm("HK-8.3", "HK-8.7")]
public sealed class DestroyingTests
{
    private static async Task<(TestStore Store, Sealed Record, Guid Dossier)> OneAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        Guid dossier;
        await using (var db = store.Open()) dossier = (await new Caseload(db, Chance.Secure).OfAsync(act.Who))[0].Id;
        var record = await Given.SealedAsync(store, act, Given.Columns with { DossierId = dossier });
        await using (var db = store.Open()) Assert.NotNull(await new Records(db, Chance.Secure).SupplementAsync(act with { At = act.At.AddMinutes(2) }, record.RecordId, Given.Advice()));
        await Given.SealedAsync(store, act with { At = act.At.AddMinutes(3) });
        return (store, record, dossier);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task After_a_destruction_facts_content_and_copies_are_gone_and_the_ledger_holds(DatabaseProvider provider)
    {
        var (store, record, _) = await OneAsync(provider);
        await using var owned = store;

        var gone = await Keeping.GoneAsync(store, record.RecordId);

        // Decision, advice and the proposal; the decision between them stays.
        Assert.Equal([0L, 1L, 3L], gone.Leaves);
        await using var db = store.Open();
        Assert.Equal([2L, gone.Sequence], await db.RecordContents.OrderBy(c => c.Sequence).Select(c => c.Sequence).ToListAsync());
        Assert.Equal([2L], await db.Decisions.Select(d => d.Sequence).ToListAsync());
        Assert.Equal(gone.Sequence + 1, await db.Leaves.CountAsync());
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    public async Task The_leaf_that_says_so_names_what_went_and_two_people_by_function_and_no_client()
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;

        var gone = await Keeping.GoneAsync(store, record.RecordId);

        await using var db = store.Open();
        var sanne = await Given.PersonAsync(store, "sanne");
        var said = (await new Records(db, Chance.Secure).DestroyedAsync(sanne, record.RecordId))!;
        Assert.Equal((gone.Sequence, DestructionGround.Term, 1), (said.Sequence, said.What.Ground, said.What.Decisions));
        Assert.Equal(("fatima", Role.PrivacyOfficer, "pieter", Role.PrivacyOfficer), (said.What.ProposedById, said.What.ProposedByRole, said.What.ConfirmedById, said.What.ConfirmedByRole));
        Assert.Null(await new Records(db, Chance.Secure).FindAsync(sanne, record.RecordId));
        // Another organisation learns nothing.
        Assert.Null(await new Records(db, Chance.Secure).DestroyedAsync(await Given.PersonAsync(store, "noor"), record.RecordId));
    }

    [Theory]
    [InlineData("DELETE FROM record_contents WHERE Sequence = 0", 0, "content")]
    [InlineData("DELETE FROM record_contents WHERE Sequence = 0; DELETE FROM decisions WHERE Sequence = 0", 0, "content")]
    [InlineData("DELETE FROM decisions WHERE Sequence = 1", 1, "decision")]
    public async Task What_is_missing_without_a_destruction_is_still_found(string sql, int leaf, string kind)
    {
        var (store, _, _) = await OneAsync();
        await using var owned = store;
        // Something else was destroyed lawfully: that covers nothing of this.
        var other = await Given.SealedAsync(store, await Given.ActAsync(store, "sanne", 5));
        await Keeping.GoneAsync(store, other.RecordId);

        await store.SqlAsync("PRAGMA foreign_keys=OFF;" + string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};")) + sql + ";");

        var found = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld").FirstWrong!;
        Assert.Equal(((long?)leaf, kind), (found.Leaf, found.Kind.Code()));
    }

    [Fact]
    public async Task Content_that_came_back_after_a_destruction_is_found()
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;
        await Keeping.GoneAsync(store, record.RecordId);

        await store.SqlAsync("INSERT INTO record_contents SELECT OrganisationId, 1, Facts, FactsSalt, Content, ContentSalt FROM record_contents WHERE Sequence = 2");

        var found = (await Given.VerdictsAsync(store)).Single(v => v.Organisation == "gemeente-barneveld").FirstWrong!;
        Assert.Equal((1L, Flaw.Content), (found.Leaf, found.Kind));
    }

    [Theory]
    [InlineData("DELETE FROM record_contents WHERE Sequence = 2")]
    [InlineData("DELETE FROM decisions WHERE Sequence = 2")]
    [InlineData("DELETE FROM leaves WHERE Sequence = 0")]
    [InlineData("UPDATE record_contents SET Content = Facts WHERE Sequence = 2")]
    [InlineData("DELETE FROM dossier_lines")]
    public async Task The_locks_let_go_of_nothing_else_before_or_after(string sql)
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql));

        await Keeping.GoneAsync(store, record.RecordId);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql));
    }

    // A leaf that stands there already opens no lock a second time: only the one that is being appended does.
    [Fact]
    public async Task A_destruction_of_yesterday_lets_nothing_go_today()
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;
        await Keeping.GoneAsync(store, record.RecordId);
        await store.SqlAsync("INSERT INTO record_contents SELECT OrganisationId, 1, Facts, FactsSalt, Content, ContentSalt FROM record_contents WHERE Sequence = 2");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync("DELETE FROM record_contents WHERE Sequence = 1"));
    }

    [Theory]
    [InlineData("fatima", "fatima", KeepingRefusal.SamePerson)]
    [InlineData("sanne", "sanne", KeepingRefusal.SamePerson)]
    public async Task One_person_alone_destroys_nothing(string first, string second, KeepingRefusal why)
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;
        Assert.IsType<Sealed>(await Keeping.SayAsync(store, record.RecordId, first, KeepingStep.Proposed, ground: DestructionGround.Request));

        Assert.Equal(new NotDestroyed(why), await Keeping.DestroyAsync(store, record.RecordId, second));
        await using var db = store.Open();
        Assert.Equal(4, await db.RecordContents.CountAsync());
    }

    [Fact]
    public async Task Without_a_proposal_before_the_term_under_a_hold_or_by_a_stranger_nothing_goes()
    {
        var (store, record, dossier) = await OneAsync();
        await using var owned = store;
        Assert.Equal(new NotDestroyed(KeepingRefusal.NoProposal), await Keeping.DestroyAsync(store, record.RecordId, "pieter"));
        await Keeping.SayAsync(store, record.RecordId, "fatima", KeepingStep.Proposed, ground: DestructionGround.Term);
        Assert.Equal(new NotDestroyed(KeepingRefusal.NotDue), await Keeping.DestroyAsync(store, record.RecordId, "pieter", new DateOnly(2027, 1, 1)));
        Assert.Null(await Keeping.DestroyAsync(store, record.RecordId, "noor"));
        Assert.Null(await Keeping.DestroyAsync(store, record.RecordId, "joris", seen: 2));
        Assert.IsType<KeptMeanwhile>(await Keeping.DestroyAsync(store, record.RecordId, "pieter", seen: 1));
        await Keeping.SayAsync(store, record.RecordId, "pieter", KeepingStep.Held);
        Assert.Equal(new NotDestroyed(KeepingRefusal.Held), await Keeping.DestroyAsync(store, record.RecordId, "pieter"));
        await Keeping.SayAsync(store, record.RecordId, "fatima", KeepingStep.Lifted);
        // A hold ends the proposal: after the case somebody proposes it anew.
        Assert.Equal(new NotDestroyed(KeepingRefusal.NoProposal), await Keeping.DestroyAsync(store, record.RecordId, "pieter"));
        await Keeping.SayAsync(store, record.RecordId, "sanne", KeepingStep.Proposed, ground: DestructionGround.Request);
        Assert.Equal(new NotDestroyed(KeepingRefusal.NotRequested), await Keeping.DestroyAsync(store, record.RecordId, "pieter", new DateOnly(2027, 1, 1)));
        await Keeping.RequestedAsync(store, dossier, record.RecordId);
        Assert.IsType<ContentDestroyed>(await Keeping.DestroyAsync(store, record.RecordId, "pieter", new DateOnly(2027, 1, 1)));
        Assert.Null(await Keeping.DestroyAsync(store, record.RecordId, "pieter"));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Theory]
    [InlineData("joris")]
    [InlineData("noor")]
    [InlineData("mark")]
    public async Task Nobody_else_says_anything_about_keeping_it(string person)
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;
        Assert.Null(await Keeping.SayAsync(store, record.RecordId, person, KeepingStep.Held));
    }

    [Fact]
    public async Task A_decision_that_was_corrected_takes_the_older_one_along_and_one_that_stays_still_verifies()
    {
        var (store, record, dossier) = await OneAsync();
        await using var owned = store;
        var newer = await Given.SealedAsync(store, await Given.ActAsync(store, "sanne", 6), Given.Columns with { DossierId = dossier, RefersTo = record.RecordId }, record.Sequence);
        var newest = await Given.SealedAsync(store, await Given.ActAsync(store, "sanne", 7), Given.Columns with { DossierId = dossier, RefersTo = newer.RecordId }, newer.Sequence);

        var gone = await Keeping.GoneAsync(store, newer.RecordId);

        Assert.Equal([0L, 1L, newer.Sequence], gone.Leaves.SkipLast(1));
        await using var db = store.Open();
        Assert.NotNull(await new Records(db, Chance.Secure).FindAsync(await Given.PersonAsync(store, "sanne"), newest.RecordId));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Fact]
    [Norm("HK-8c")]
    public async Task Both_verifiers_accept_a_package_with_a_destroyed_decision_and_find_one_that_is_merely_left_out()
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;
        await Keeping.GoneAsync(store, record.RecordId);

        var whole = await Packages.PackageAsync(store);
        var day = await Packages.PackageAsync(store, new(Given.Noon, Given.Noon.AddMinutes(3)));

        foreach (var package in new[] { whole, day })
        {
            var verdict = Packages.Verdict(package);
            Assert.True(verdict.Ledger.Ok, verdict.Ledger.FirstWrong?.Reason);
        }
        Assert.Equal((2L, 1L), (Packages.Verdict(whole).Decisions, Packages.Verdict(whole).Selected));
        Assert.All(await Packages.SecondAsync([whole, day]), v => Assert.True(v.Ok, v.Kind));

        var forged = new[]
        {
            // Nothing says it was destroyed.
            Packages.Forged(whole, files => Line(files, 0, row => row.Remove("destroyed"))),
            // Another decision is said to have gone with the same leaf.
            Packages.Forged(whole, files =>
            {
                var said = JsonNode.Parse(Packages.Lines(files, PackageFile.Rows)[0])!["destroyed"]!;
                Line(files, 2, row =>
                {
                    row.Remove("facts");
                    row.Remove("salt");
                    row["destroyed"] = said.DeepClone();
                });
                Packages.SetLines(files, PackageFile.Csv, Packages.Lines(files, PackageFile.Csv)[..^1]);
            }),
            // The leaf that says so never stood in the ledger.
            Packages.Forged(whole, files => Line(files, 0, row => row["destroyed"]!["time"] = "2030-01-01T00:00:00.000Z")),
        };
        (bool, long?, string?)[] wanted = [(false, 0, "rows"), (false, 2, "rows"), (false, 0, "rows")];
        Assert.Equal(wanted, forged.Select(f => Packages.Short(Packages.Verdict(f))));
        Assert.Equal(wanted, await Packages.SecondAsync(forged));

        static void Line(Dictionary<string, byte[]> files, int at, Action<JsonObject> change)
        {
            var lines = Packages.Lines(files, PackageFile.Rows);
            var row = JsonNode.Parse(lines[at])!.AsObject();
            change(row);
            lines[at] = Encoding.UTF8.GetString(CanonicalJson.Write(row));
            Packages.SetLines(files, PackageFile.Rows, lines);
        }
    }

    [Fact]
    public async Task What_is_due_is_listed_for_a_privacy_officer_only_and_not_a_day_too_soon()
    {
        var (store, record, _) = await OneAsync();
        await using var owned = store;
        await using var db = store.Open();
        var records = new Records(db, Chance.Secure);
        var (fatima, sanne) = (await Given.PersonAsync(store, "fatima"), await Given.PersonAsync(store, "sanne"));
        var years = (await new GivenAnswers(db).CurrentAsync("gemeente-barneveld"))!.Answers.KeepYears;
        var last = new DateOnly(2026, 6, 1).AddYears(years);

        Assert.Empty(await records.ToDestroyAsync(fatima, last));
        var due = await records.ToDestroyAsync(fatima, last.AddDays(1));
        Assert.Equal([0L, 2L], due.Select(d => d.Line.Sequence));
        Assert.All(due, d => Assert.Equal(last, d.Term.Until));
        Assert.Empty(await records.ToDestroyAsync(sanne, last.AddDays(1)));

        await Keeping.SayAsync(store, record.RecordId, "fatima", KeepingStep.Held, "Er loopt een klacht");
        Assert.Equal(["Er loopt een klacht"], (await records.ToDestroyAsync(fatima, last)).Select(d => d.State.Hold!.What.Reason));
    }
}
