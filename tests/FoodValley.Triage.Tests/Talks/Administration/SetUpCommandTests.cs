using System.Globalization;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Remembers;
using FoodValley.Triage.Web.Commands;

namespace FoodValley.Triage.Tests.Talks.Administration;

/// <summary>The first set-up in production, from the shell.</summary>
public sealed class SetUpCommandTests
{
    private static readonly Clock Now = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    private static async Task<(int Code, string Output, string Error)> RunAsync(Func<TextWriter, TextWriter, Task<int>> command)
    {
        var (output, error) = (new StringWriter(CultureInfo.InvariantCulture), new StringWriter(CultureInfo.InvariantCulture));
        return (await command(output, error), output.ToString().Trim(), error.ToString().Trim());
    }

    private static Task<(int Code, string Output, string Error)> OrganisationAsync(DatabaseSettings settings, string id = "gemeente-nieuw", string sector = "government", string name = "Gemeente Nieuw") =>
        RunAsync((o, e) => SetUpCommands.OrganisationAsync(settings, id, name, sector, "Team Één", live: false, o, e, Now));

    private static Task<(int Code, string Output, string Error)> PersonAsync(DatabaseSettings settings, string id = "kim", string role = "administrator", string organisation = "gemeente-nieuw", string? team = null) =>
        RunAsync((o, e) => SetUpCommands.PersonAsync(settings, organisation, id, "Kim de Groot", role, team, o, e, Now));

    [Fact]
    [Norm("HK-0c")]
    public async Task An_organisation_and_its_first_administrator_are_made_and_twice_the_same_is_said()
    {
        await using var store = TestStore.New();
        await Database.PrepareAsync(store.Settings);
        Assert.Equal((0, """{"organisation":"gemeente-nieuw","team":"team-een"}""", ""), await OrganisationAsync(store.Settings));
        Assert.Equal((0, """{"person":"kim","organisation":"gemeente-nieuw","team":"team-een","role":"administrator"}""", ""), await PersonAsync(store.Settings));

        Assert.Equal((2, "", "There is an organisation gemeente-nieuw already; nothing was changed."), await OrganisationAsync(store.Settings, name: "Anders"));
        Assert.Equal((2, "", "There is a person kim already; nothing was changed."), await PersonAsync(store.Settings, role: "caseworker"));
        await using var db = Database.Open(store.Settings);
        var person = (await new People(db).FindAsync("kim"))!;
        Assert.Equal((Role.Administrator, "Gemeente Nieuw", "Team Één"), (person.Role, person.OrganisationName, person.TeamName));
        Assert.False((await new Organisations(db).FindAsync("gemeente-nieuw"))!.Live);
        Assert.Equal(3, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM access_events WHERE PersonId = 'operator' AND Action = 'set-people'"));
        Assert.All(await new Verification(db).RunAsync(), ledger => Assert.True(ledger.Ok));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_code_2_and_a_database_that_is_not_ready_with_3()
    {
        await using var store = TestStore.New();
        Assert.Equal(3, (await OrganisationAsync(store.Settings with { ConnectionString = "Data Source=" + Path.Combine(store.Folder!, "not-there.db") })).Code);
        await Database.PrepareAsync(store.Settings);
        Assert.Equal(2, (await OrganisationAsync(store.Settings, sector: "church")).Code);
        Assert.Equal(2, (await OrganisationAsync(store.Settings, id: "Gemeente Nieuw")).Code);
        Assert.Equal(2, (await OrganisationAsync(store.Settings, name: " ")).Code);
        Assert.Equal(2, (await PersonAsync(store.Settings)).Code); // no such organisation
        await OrganisationAsync(store.Settings);
        var (code, output, error) = await PersonAsync(store.Settings, role: "king");
        Assert.Equal((2, "", "A role is one of caseworker team-lead privacy-officer administrator."), (code, output, error));
        Assert.Equal(2, (await PersonAsync(store.Settings, id: "kim de groot")).Code);
        Assert.Equal(2, (await PersonAsync(store.Settings, team: "team-elders")).Code);
        Assert.Equal(0, await store.AskAsync<int>("SELECT COUNT(*) AS Value FROM people"));
    }
}
