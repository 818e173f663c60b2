using System.Data.Common;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>A name or number that somebody else took between our look and our writing: another instance of the program, on the same database.</summary>
public sealed class DuplicateTests
{
    [Fact]
    public async Task A_name_of_a_partner_that_was_taken_meanwhile_is_in_use()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var partners = new Partners(db, Chance.Secure);
        var (one, other) = ((await partners.AddAsync(act, Partner("Een")))!, (await partners.AddAsync(act, Partner("Ander")))!);

        await using var meanwhile = Open(store, "UPDATE partners SET Kind", $"UPDATE partners SET Organisation = 'Nieuw' WHERE lower(Id) = '{other.Id}'");
        Assert.IsType<NumberInUse>(await new Partners(meanwhile, Chance.Secure).ChangeAsync(act, one with { Organisation = "Nieuw" }));
        Assert.Equal(("Een", 1), ((await partners.FindAsync(act.Who, one.Id))!.Organisation, (await partners.FindAsync(act.Who, one.Id))!.Version));
    }

    [Fact]
    public async Task A_number_of_a_dossier_that_was_taken_meanwhile_is_in_use()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        var (one, other) = (await Cases.NewAsync(store, act, "T-1"), await Cases.NewAsync(store, act, "T-2"));

        await using var meanwhile = Open(store, "UPDATE dossiers SET Number", $"UPDATE dossiers SET Number = 'T-3' WHERE lower(Id) = '{other.Id}'");
        Assert.IsType<NumberInUse>(await new CaseFiles(meanwhile).ChangeClientAsync(act, one.Id, 0, "T-3", one.Client, new ClientChanged(["number"])));
        var file = (await Cases.FindAsync(store, act.Who, one.Id))!;
        Assert.Equal(("T-1", 0), (file.Dossier.Number, file.Version));
    }

    private static Partner Partner(string organisation) => new(Guid.Empty, RecipientKind.School, Sector.NonGovernment, organisation, "", "", "", null, "", "", 1, false);

    private static SqliteTriageDb Open(TestStore store, string before, string sql) =>
        new(new DbContextOptionsBuilder<SqliteTriageDb>().UseSqlite(store.Settings.ConnectionString).AddInterceptors(new Meanwhile(before, sql)).Options);

    /// <summary>Runs other SQL just before the first statement that begins like this.</summary>
    private sealed class Meanwhile(string before, string sql) : DbCommandInterceptor
    {
        private bool _ran;

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (_ran || !command.CommandText.TrimStart().StartsWith(before, StringComparison.Ordinal)) return result;
            _ran = true;
            await using var other = command.Connection!.CreateCommand();
            (other.Transaction, other.CommandText) = (command.Transaction, sql);
            Assert.Equal(1, await other.ExecuteNonQueryAsync(cancellationToken));
            return result;
        }
    }
}
