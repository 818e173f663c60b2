using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Convening;

/// <summary>The meetings of a team: whose they are, what may be on them, and that nothing noted disappears.</summary>
[Norm("IU-4-TIP")]
public sealed class TeamMeetingsTests
{
    private static readonly Guid Id = new("80000000-0000-4000-8000-000000000001");
    private static readonly MeetingSet Set = new(new DateOnly(2026, 6, 9), new TimeOnly(9, 0), "kamer 2");

    private static async Task<(TestStore Store, Act Act)> OpenedAsync(DatabaseProvider provider)
    {
        var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        Assert.IsType<Wrote>(await WithAsync(store, m => m.OpenAsync(act, Id, Set)));
        return (store, act);
    }

    private static async Task<T> WithAsync<T>(TestStore store, Func<TeamMeetings, Task<T>> use)
    {
        await using var db = store.Open();
        return await use(new TeamMeetings(db));
    }

    private static async Task<Guid> DossierAsync(TestStore store, string number)
    {
        await using var db = store.Open();
        return (await db.Dossiers.SingleAsync(d => d.Number == number)).Id;
    }

    private static async Task<Guid> PartnerAsync(TestStore store, string organisation)
    {
        await using var db = store.Open();
        return (await db.Partners.FirstAsync(p => p.OrganisationId == organisation)).Id;
    }

    private static Task<string> LinesAsync(TestStore store) => store.AskAsync<string>("SELECT CAST(COUNT(*) AS varchar(9)) AS Value FROM meeting_lines");

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task What_was_noted_is_read_back_by_the_team_and_by_nobody_else(DatabaseProvider provider)
    {
        var (store, act) = await OpenedAsync(provider);
        await using var _ = store;
        var (own, colleagues) = (await DossierAsync(store, "BAR-2026-0101"), await DossierAsync(store, "BAR-2026-0104"));
        Noted[] lines =
        [
            new PersonPut(1, await PartnerAsync(store, "gemeente-barneveld"), null, "mentor", "mentor", []), new PersonPut(2, null, "joris", "Joris", "coach", []),
            new CasePut(1, own, 10, [1]), new CasePut(2, colleagues, 15, [2]), new OrderPut(OrderedBy.Hand, [2, 1], 0, 0), new PresentTicked(1, [1, 2], [2]),
        ];
        for (var at = 0; at < lines.Length; at++) Assert.Equal(new Wrote(at + 2), await WithAsync(store, m => m.WriteAsync(act, Id, at + 1, lines[at])));

        foreach (var person in new[] { "sanne", "joris" })
        {
            var who = await Given.PersonAsync(store, person);
            var meeting = (await WithAsync(store, m => m.FindAsync(who, Id)))!;
            Assert.Equal(new MeetingHead(Id, "gemeente-barneveld", "team-barneveld", "sanne", "Sanne de Wit", 7), meeting.Head);
            Assert.Equal([Set.ToJson(), .. lines.Select(l => l.ToJson())], meeting.Lines.Select(l => l.What.ToJson()));
            Assert.All(meeting.Lines, l => Assert.Equal((act.At, "sanne", "Sanne de Wit"), (l.At, l.ById, l.ByName)));
            Assert.Equal([Id], (await WithAsync(store, m => m.OfAsync(who, Set.Day))).Select(m => m.Head.Id));
            Assert.Equal([Id], (await WithAsync(store, m => m.OfAsync(who, Set.Day.AddDays(9)))).Select(m => m.Head.Id));
            Assert.Equal([Id], (await WithAsync(store, m => m.OnAsync(who, Set.Day))).Select(m => m.Head.Id));
            Assert.Empty(await WithAsync(store, m => m.OnAsync(who, Set.Day.AddDays(1))));
        }
        foreach (var person in new[] { "mark", "fatima", "beheer", "amira", "bas" })
        {
            var who = await Given.PersonAsync(store, person);
            Assert.Null(await WithAsync(store, m => m.FindAsync(who, Id)));
            Assert.Empty(await WithAsync(store, m => m.OfAsync(who, Set.Day)));
            Assert.Empty(await WithAsync(store, m => m.OnAsync(who, Set.Day)));
        }
        var other = await Given.ActAsync(store, "bas");
        Assert.IsType<WrittenMeanwhile>(await WithAsync(store, m => m.WriteAsync(other, Id, 7, new CaseDropped(1))));
        Assert.Equal("7", await LinesAsync(store));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task The_team_sees_numbers_and_only_its_own_client_by_name(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var sanne = await Given.PersonAsync(store, "sanne");
        var seen = await WithAsync(store, m => m.DossiersAsync(sanne));
        Assert.Equal(["BAR-2026-0101", "BAR-2026-0102", "BAR-2026-0103", "BAR-2026-0104"], seen.Select(d => d.Number));
        Assert.Equal(["Milan Verbeek", "Noa Lindeman", "Zoë Kamphuis", null], seen.Select(d => d.ClientName));
        Assert.Equal("Joris van Dam", seen[3].ResponsibleName);
        Assert.Equal(["fatima", "joris", "lotte", "mark", "pieter", "sanne"], (await WithAsync(store, m => m.ColleaguesAsync(sanne))).Select(c => c.Id).Order());
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_dossier_of_another_team_and_a_participant_of_another_organisation_are_refused(DatabaseProvider provider)
    {
        var (store, act) = await OpenedAsync(provider);
        await using var _ = store;
        var own = await DossierAsync(store, "BAR-2026-0101");
        Assert.IsType<Wrote>(await WithAsync(store, m => m.WriteAsync(act, Id, 1, new CasePut(1, own, 10, []))));
        foreach (var line in new Noted[]
        {
            new CasePut(2, await DossierAsync(store, "LIN-2026-0201"), 10, []), new CasePut(2, await DossierAsync(store, "EDE-2026-0301"), 10, []), new CasePut(2, Id, 10, []),
            new CasePut(2, own, 10, []), new CasePut(1, await DossierAsync(store, "BAR-2026-0102"), 10, []),
            new PersonPut(1, await PartnerAsync(store, "gemeente-ede"), null, "x", "y", []), new PersonPut(1, Id, null, "x", "y", []),
            new PersonPut(1, null, "amira", "x", "y", []), new PersonPut(1, null, "niemand", "x", "y", []), new PersonPut(1, null, null, "x", "y", []),
        })
            Assert.IsType<NotOurs>(await WithAsync(store, m => m.WriteAsync(act, Id, 2, line)));
        Assert.Equal("2", await LinesAsync(store));
        Assert.Equal(2, (await WithAsync(store, m => m.FindAsync(act.Who, Id)))!.Head.Version);

        // Off the agenda it can be put on it again; and a case stays when its dossier goes to another team.
        Assert.IsType<Wrote>(await WithAsync(store, m => m.WriteAsync(act, Id, 2, new CaseDropped(1))));
        Assert.IsType<Wrote>(await WithAsync(store, m => m.WriteAsync(act, Id, 3, new CasePut(2, own, 10, []))));
        await store.SqlAsync("UPDATE dossiers SET TeamId = 'team-ede', ResponsibleId = 'bas' WHERE Number = 'BAR-2026-0101'");
        Assert.IsType<Wrote>(await WithAsync(store, m => m.WriteAsync(act, Id, 4, new CasePut(2, own, 20, []))));
        Assert.DoesNotContain(await WithAsync(store, m => m.DossiersAsync(act.Who)), d => d.Id == own);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Who_wrote_against_an_old_version_is_told_and_nothing_is_lost(DatabaseProvider provider)
    {
        var (store, act) = await OpenedAsync(provider);
        await using var _ = store;
        var joris = await Given.ActAsync(store, "joris");
        Assert.IsType<Wrote>(await WithAsync(store, m => m.WriteAsync(joris, Id, 1, Set with { Place = "online" })));
        Assert.IsType<WrittenMeanwhile>(await WithAsync(store, m => m.WriteAsync(act, Id, 1, Set with { Place = "zaal" })));
        Assert.Equal("online", (await WithAsync(store, m => m.FindAsync(act.Who, Id)))!.Set.Place);
        Assert.IsType<WrittenMeanwhile>(await WithAsync(store, m => m.OpenAsync(act, Id, Set)));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => WithAsync(store, m => m.WriteAsync(act, Id, 2, Set with { Place = $"kamer {i}" }))));
        Assert.Single(results.OfType<Wrote>());
        Assert.Equal("3", await LinesAsync(store));
    }

    public static TheoryData<string> Statements => new("UPDATE meeting_lines SET Body = '{}'", "UPDATE meeting_lines SET ByName = 'Iemand anders'", "DELETE FROM meeting_lines");

    [Theory, MemberData(nameof(Statements))]
    public Task What_was_noted_stays(string sql) => StaysAsync(DatabaseProvider.Sqlite, sql);

    [Theory, OnSqlServer]
    public async Task The_same_on_sql_server(DatabaseProvider provider)
    {
        foreach (string sql in Statements) await StaysAsync(provider, sql);
    }

    [Fact]
    public Task Replacing_is_refused_too() => StaysAsync(DatabaseProvider.Sqlite, "REPLACE INTO meeting_lines SELECT MeetingId, Number, At, ById, ByName, '{}' FROM meeting_lines");

    private static async Task StaysAsync(DatabaseProvider provider, string sql)
    {
        var (store, act) = await OpenedAsync(provider);
        await using var _ = store;
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync(sql));
        Assert.Contains("meeting_lines is append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Set, Assert.Single((await WithAsync(store, m => m.FindAsync(act.Who, Id)))!.Lines).What);
        await using var db = store.Open();
        db.Remove(db.MeetingLines.Single());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_dossier_that_is_on_an_agenda_cannot_disappear_under_it()
    {
        var (store, act) = await OpenedAsync(DatabaseProvider.Sqlite);
        await using var _ = store;
        var own = await DossierAsync(store, "BAR-2026-0101");
        Assert.IsType<Wrote>(await WithAsync(store, m => m.WriteAsync(act, Id, 1, new CasePut(1, own, 10, []))));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync($"UPDATE meeting_cases SET DossierId = '{Id}'"));
        Assert.Equal("1", await store.AskAsync<string>("SELECT CAST(COUNT(*) AS varchar(9)) AS Value FROM meeting_cases"));
    }
}
