using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Remembers;

public class StoreTests
{
    private static readonly Client Someone = new("Émile  de Vries", new DateOnly(2012, 2, 29), "", "", "");

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-0c")]
    public async Task The_demo_has_its_people_teams_and_protocols(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var all = await new People(db).AllAsync();
        Assert.Equal(
            ["amira", "bas", "beheer", "daan", "els", "fatima", "joris", "lotte", "mark", "noor", "pieter", "ruben", "sanne", "tom"],
            all.Select(p => p.Id).Order(StringComparer.Ordinal));
        var sanne = await new People(db).FindAsync("sanne");
        Assert.Equal(
            new Person("sanne", "Sanne de Wit", Role.Caseworker, "gemeente-barneveld", "Gemeente Barneveld", Sector.Government, "team-barneveld", "Team Jeugd Barneveld"), sanne);
        Assert.Null(await new People(db).FindAsync("nobody"));
        Assert.Equal(new Organisation("jeugdhulp-de-linde", "Jeugdhulp De Linde", Sector.NonGovernment, true), await new Organisations(db).FindAsync("jeugdhulp-de-linde"));
        Assert.Equal([LegalGround.StatutoryTask, LegalGround.VitalInterest], (await new Organisations(db).ProtocolAsync("gemeente-ede"))!.Grounds);
        Assert.Equal(
            [LegalGround.Agreement, LegalGround.Consent, LegalGround.LegitimateInterest, LegalGround.VitalInterest],
            (await new Organisations(db).ProtocolAsync("jeugdhulp-de-linde"))!.Grounds);
        Assert.True(await DemoData.IsDemoAsync(db));

        var ages = new List<int>();
        foreach (var person in all)
            ages.AddRange((await new Caseload(db, Chance.Secure).OfAsync(person)).Select(d => d.Client.AgeOn(DateOnly.FromDateTime(Given.Noon))));
        Assert.Contains(ages, a => a < 12);
        Assert.Contains(ages, a => a is >= 12 and < 16);
        Assert.Contains(ages, a => a >= 16);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task The_demo_never_goes_into_a_database_in_use(DatabaseProvider provider)
    {
        await using var store = TestStore.New(provider);
        await Database.PrepareAsync(store.Settings);
        await using var db = store.Open();
        await new Organisations(db).AddAsync(new Organisation("echt", "Gemeente Echt", Sector.Government, false));

        Assert.False(await DemoData.FillAsync(db, Chance.Secure, Given.Noon));

        Assert.Empty(await new People(db).AllAsync());
        Assert.False(await DemoData.IsDemoAsync(db));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-2", "HK-0a")]
    public async Task A_new_protocol_setting_holds_and_the_earlier_one_stays(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var organisations = new Organisations(db);
        var act = await Given.ActAsync(store, "fatima");

        await organisations.SetProtocolAsync(act, new ProtocolSetting("2", new DateOnly(2026, 9, 1), [LegalGround.StatutoryTask]));

        var now = await organisations.ProtocolAsync("gemeente-barneveld");
        Assert.Equal(("2", new DateOnly(2026, 9, 1)), (now!.Version, now.Date));
        Assert.Equal([LegalGround.StatutoryTask], now.Grounds);
        Assert.Equal(2, await db.ProtocolSettings.CountAsync(s => s.OrganisationId == "gemeente-barneveld"));
        Assert.Equal("2026-1", (await organisations.ProtocolAsync("gemeente-ede"))!.Version);
        Assert.Null(await organisations.ProtocolAsync("elsewhere"));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_dossier_number_is_taken_once_per_organisation(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var caseload = new Caseload(db, Chance.Secure);
        var (sanne, joris, bas) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris"), await Given.ActAsync(store, "bas"));

        var added = Assert.IsType<Added>(await caseload.AddAsync(sanne, "X-1", Someone));

        Assert.IsType<NumberTaken>(await caseload.AddAsync(sanne, "X-1", Someone));
        Assert.IsType<NumberTaken>(await caseload.AddAsync(joris, "X-1", Someone));
        Assert.IsType<Added>(await caseload.AddAsync(bas, "X-1", Someone));
        Assert.Equal(added.Dossier, await caseload.FindAsync(sanne.Who, added.Dossier.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Two_who_take_the_same_number_at_once_do_not_both_get_it(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var db = store.Open();
            return await new Caseload(db, Chance.Secure).AddAsync(act, "X-2", Someone);
        })));

        Assert.Single(answers, a => a is Added);
        Assert.Equal(7, answers.Count(a => a is NumberTaken));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-8.4")]
    public async Task A_dossier_is_seen_by_its_responsible_caseworker_only(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var caseload = new Caseload(db, Chance.Secure);
        var added = (Added)await caseload.AddAsync(await Given.ActAsync(store, "sanne"), "X-1", Someone);
        foreach (var person in await new People(db).AllAsync())
        {
            var own = person.Id == "sanne";
            Assert.Equal(own, await caseload.FindAsync(person, added.Dossier.Id) is not null);
            Assert.Equal(own, (await caseload.OfAsync(person)).Any(d => d.Id == added.Dossier.Id));
            Assert.Equal(own, (await caseload.SearchAsync(person, "X-1")).Count == 1);
            Assert.Equal(own, (await caseload.SearchAsync(person, "emile DE")).Count == 1);
        }
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Searching_takes_signs_literally(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var (caseload, sanne) = (new Caseload(db, Chance.Secure), await Given.PersonAsync(store, "sanne"));
        foreach (var text in new[] { "%", "_", "[a-z]", "'", "", " ", "%verbeek" }) Assert.Empty(await caseload.SearchAsync(sanne, text));
        Assert.Single(await caseload.SearchAsync(sanne, "milan"));
        Assert.Single(await caseload.SearchAsync(sanne, "zoe k"));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Of_two_tabs_the_later_save_is_refused_and_nothing_is_lost(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var drafts = new Drafts(db, Chance.Secure);
        var act = await Given.ActAsync(store, "sanne");
        var draft = await drafts.StartAsync(act, Answers.Empty, "2026-1");
        var dossier = (await new Caseload(db, Chance.Secure).OfAsync(act.Who))[0];

        Assert.Equal(2, await drafts.SaveAsync(act with { At = act.At.AddMinutes(1) }, draft.Id, 1, Answers.Empty, dossier.Id, "2026-2"));
        Assert.Null(await drafts.SaveAsync(act with { At = act.At.AddMinutes(2) }, draft.Id, 1, Answers.Empty, null, "2026-3"));

        Assert.Equal(draft with { Version = 2, DossierId = dossier.Id, EditionId = "2026-2", Changed = act.At.AddMinutes(1) }, await drafts.FindAsync(act.Who, draft.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_draft_is_its_owners_alone(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var drafts = new Drafts(db, Chance.Secure);
        var act = await Given.ActAsync(store, "sanne");
        var draft = await drafts.StartAsync(act, Answers.Empty, "2026-1");
        foreach (var person in (await new People(db).AllAsync()).Where(p => p.Id != "sanne"))
        {
            var other = new Act(person, Given.Noon, "s");
            Assert.Null(await drafts.FindAsync(person, draft.Id));
            Assert.Empty(await drafts.OpenAsync(person));
            Assert.Null(await drafts.SaveAsync(other, draft.Id, 1, Answers.Empty, null, "2026-1"));
            Assert.False(await drafts.DropAsync(other, draft.Id));
        }
        Assert.Equal(draft, Assert.Single(await drafts.OpenAsync(act.Who)));
        Assert.True(await drafts.DropAsync(act, draft.Id));
        Assert.Empty(await drafts.OpenAsync(act.Who));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("HK-8.4")]
    public async Task Pages_of_one_draft_give_one_event_per_session(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        await using var db = store.Open();
        var (log, drafts) = (new AccessLog(db), new Drafts(db, Chance.Secure));
        var act = await Given.ActAsync(store, "sanne");
        var (one, two) = (await drafts.StartAsync(act, Answers.Empty, "2026-1"), await drafts.StartAsync(act, Answers.Empty, "2026-1"));

        Assert.True(await log.OncePerSessionAsync(act, AccessAction.Read, one.Id, detail: "asking"));
        Assert.False(await log.OncePerSessionAsync(act, AccessAction.Read, one.Id, detail: "asking"));
        Assert.True(await log.OncePerSessionAsync(act, AccessAction.Read, two.Id));
        Assert.True(await log.OncePerSessionAsync(act with { Session = "s2" }, AccessAction.Read, one.Id));
        Assert.True(await log.OncePerSessionAsync(act, AccessAction.Print, one.Id));
        await log.WriteAsync(act, AccessAction.Read, draft: one.Id);

        Assert.Equal(5, await db.AccessEvents.CountAsync());
    }

    [Fact]
    [Norm("HK-8.4")]
    public async Task No_text_about_a_person_fits_in_an_event()
    {
        await using var store = await TestStore.FilledAsync();
        await using var db = store.Open();
        var act = await Given.ActAsync(store, "sanne");
        foreach (var text in new[] { "Milan Verbeek", "a@b", "é", new string('a', 41) })
            await Assert.ThrowsAsync<ArgumentException>(() => new AccessLog(db).WriteAsync(act, AccessAction.Read, detail: text));
        Assert.Equal(0, await db.AccessEvents.CountAsync());
    }

    [Fact]
    public async Task A_connection_kept_for_a_request_is_closed_at_its_end()
    {
        await using var store = await TestStore.FilledAsync();
        await using var services = new ServiceCollection().AddStore(store.Settings).BuildServiceProvider();
        var connections = new List<System.Data.Common.DbConnection>();
        for (var request = 0; request < 3; request++)
        {
            await using var scope = services.CreateAsyncScope();
            connections.Add(scope.ServiceProvider.GetRequiredService<TriageDb>().Database.GetDbConnection());
            Assert.Equal(System.Data.ConnectionState.Closed, connections[^1].State);
            Assert.NotNull(await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"));
            Assert.Equal(System.Data.ConnectionState.Open, connections[^1].State);
        }
        Assert.All(connections, connection => Assert.Equal(System.Data.ConnectionState.Closed, connection.State));
    }
}
