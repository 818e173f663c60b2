using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>Writing in a dossier and reading it back.</summary>
[Norm("HK-5f", "HK-8.4")]
public sealed class CaseFilesTests
{
    [Theory, OnEachDatabase, OnSqlServer]
    public async Task What_was_written_comes_back_in_order_with_who_and_when(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        Assert.Equal(0, dossier.Version);

        Assert.Equal(2, Assert.IsType<Wrote>(await Cases.WriteAsync(store, act, dossier.Id, 0, Cases.Request("een"), Cases.Yes)).Version);
        var later = act with { At = act.At.AddMinutes(3).AddTicks(7) };
        Assert.Equal(3, Assert.IsType<Wrote>(await Cases.WriteAsync(store, later, dossier.Id, 2, Cases.Request("twee 'dan' {0} \"en\" \u2013 \U0001F33B"))).Version);

        var file = (await Cases.FindAsync(store, act.Who, dossier.Id))!;
        Assert.Equal(
            [(1, act.At, Cases.Request("een")), (2, act.At, Cases.Yes), (3, act.At.AddMinutes(3), (Written)Cases.Request("twee 'dan' {0} \"en\" \u2013 \U0001F33B"))],
            file.Lines.Select(l => (l.Number, l.At, l.What)));
        Assert.All(file.Lines, l => Assert.Equal(("sanne", "Sanne de Wit", DateTimeKind.Utc), (l.ById, l.ByName, l.At.Kind)));
        Assert.Equal((3, 3), (file.Version, file.Dossier.Version));
        Assert.Equal(3, (await Cases.BodiesAsync(store, dossier.Id)).Count);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Whoever_wrote_against_an_older_or_a_coming_version_is_told_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        Assert.IsType<Wrote>(await Cases.WriteAsync(store, act, dossier.Id, 0, Cases.Request("een"), Cases.Request("twee")));

        foreach (var version in new[] { 0, 1, 3, -1, int.MaxValue })
            Assert.IsType<WrittenMeanwhile>(await Cases.WriteAsync(store, act, dossier.Id, version, Cases.Request("drie")));

        Assert.Equal(2, (await Cases.BodiesAsync(store, dossier.Id)).Count);
        await Assert.ThrowsAsync<ArgumentException>(() => Cases.WriteAsync(store, act, dossier.Id, 2));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Nobody_but_the_responsible_caseworker_reads_or_writes(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var dossier = await Cases.NewAsync(store, await Given.ActAsync(store, "sanne"));
        await using var db = store.Open();
        var readers = new List<string>();
        foreach (var person in await new People(db).AllAsync())
        {
            if (await Cases.FindAsync(store, person, dossier.Id) is not null) readers.Add(person.Id);
            if ((await new CaseFiles(db).OfAsync(person)).Any(f => f.Dossier.Id == dossier.Id)) readers.Add(person.Id);
            if (person.Id == "sanne") continue;
            var act = new Act(person, Given.Noon, "s");
            Assert.IsType<WrittenMeanwhile>(await Cases.WriteAsync(store, act, dossier.Id, 0, Cases.Request("van een ander")));
            Assert.IsType<WrittenMeanwhile>(await new CaseFiles(db).ChangeClientAsync(act, dossier.Id, 0, "X", dossier.Client with { Name = "Ander" }, new(["name"])));
        }
        // The same person in another organisation is somebody else.
        var abroad = (await Given.PersonAsync(store, "sanne")) with { OrganisationId = "gemeente-ede" };
        Assert.Null(await Cases.FindAsync(store, abroad, dossier.Id));
        Assert.IsType<WrittenMeanwhile>(await Cases.WriteAsync(store, new Act(abroad, Given.Noon, "s"), dossier.Id, 0, Cases.Request("van ver")));
        Assert.Null(await Cases.FindAsync(store, await Given.PersonAsync(store, "sanne"), Guid.Empty));

        Assert.Equal(["sanne", "sanne"], readers);
        Assert.Empty(await Cases.BodiesAsync(store, dossier.Id));
        Assert.Equal("Klant T-1", (await Cases.FindAsync(store, await Given.PersonAsync(store, "sanne"), dossier.Id))!.Dossier.Client.Name);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task All_own_dossiers_come_with_their_own_lines_by_name(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "joris");
        var (two, one) = (await Cases.NewAsync(store, act, "T-2"), await Cases.NewAsync(store, act, "T-1"));
        await Cases.WriteAsync(store, act, one.Id, 0, Cases.Request("van een"));
        await Cases.WriteAsync(store, act, two.Id, 0, Cases.Request("van twee"), Cases.Request("nog van twee"));

        await using var db = store.Open();
        var files = await new CaseFiles(db).OfAsync(act.Who);

        Assert.Equal(["T-1", "T-2", "BAR-2026-0104"], files.Select(f => f.Dossier.Number));
        Assert.Equal(["van een", "nog van twee"], files.Take(2).Select(f => f.HelpRequest!.What.Words));
        Assert.Equal([1, 2], files.Take(2).Select(f => f.Version));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Mended_details_are_saved_with_which_ones_and_without_the_old_values(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        await using var db = store.Open();
        var client = new Client("Nieuwe Náám", new DateOnly(2010, 2, 28), "06-00000009", "n@voorbeeld.invalid", "Nieuwe straat 2");

        Assert.Equal(1, Assert.IsType<Wrote>(await new CaseFiles(db).ChangeClientAsync(act, dossier.Id, 0, "T-9", client, new(["number", "name"]))).Version);
        Assert.IsType<WrittenMeanwhile>(await new CaseFiles(db).ChangeClientAsync(act, dossier.Id, 0, "T-10", client with { Name = "Te laat" }, new(["name"])));
        Assert.IsType<NumberInUse>(await new CaseFiles(db).ChangeClientAsync(act, dossier.Id, 1, "BAR-2026-0101", client with { Name = "Bezet" }, new(["number"])));
        // Another organisation's number is free here, and one may keep one's own.
        Assert.IsType<Wrote>(await new CaseFiles(db).ChangeClientAsync(act, dossier.Id, 1, "EDE-2026-0301", client, new(["number"])));
        Assert.IsType<Wrote>(await new CaseFiles(db).ChangeClientAsync(act, dossier.Id, 2, "EDE-2026-0301", client, new(["phone"])));

        var file = (await Cases.FindAsync(store, act.Who, dossier.Id))!;
        Assert.Equal(("EDE-2026-0301", client), (file.Dossier.Number, file.Dossier.Client));
        Assert.Equal(["number name", "number", "phone"], file.All<ClientChanged>().Select(l => string.Join(' ', l.What.Fields)));
        Assert.DoesNotContain(await Cases.BodiesAsync(store, dossier.Id), body => body.Contains("Klant T-1", StringComparison.Ordinal));
        Assert.Equal(dossier.Id, Assert.Single(await new Caseload(db, Chance.Secure).SearchAsync(act.Who, "nieuwe naam")).Id);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Of_several_lines_all_are_written_or_none(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, act);
        await store.SqlAsync($"INSERT INTO dossier_lines (DossierId, Number, At, ById, ByName, Body) SELECT Id, 2, Opened, 'sanne', 'Sanne', '{Cases.Request("dwars").ToJson()}' FROM dossiers WHERE Number = 'T-1'");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Cases.WriteAsync(store, act, dossier.Id, 0, Cases.Request("een"), Cases.Request("twee"), Cases.Request("drie")));

        await using var db = store.Open();
        Assert.Equal([2], await db.DossierLines.Where(l => l.DossierId == dossier.Id).Select(l => l.Number).ToListAsync());
        Assert.Equal(0, (await db.Dossiers.SingleAsync(d => d.Id == dossier.Id)).Version);
    }
}
