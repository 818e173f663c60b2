using FoodValley.Triage.Reporting;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Remembers.Exporting;

namespace FoodValley.Triage.Tests.Remembers.Retaining;

/// <summary>A file that may hold what was destroyed goes, whatever it was doing.</summary>
[Norm("HK-8.3")]
public sealed class WithdrawnExportTests
{
    private static readonly DateTime Now = Given.Noon.AddDays(30);

    [Fact]
    public async Task Files_of_the_same_period_and_organisation_go_also_one_that_becomes_ready_a_moment_later_and_others_stay()
    {
        await using var store = await TestStore.FilledAsync();
        var kept = new KeptExports(Path.Combine(store.Folder!, "exports"), TimeSpan.FromDays(7));
        var (fatima, noor) = (await Given.ActAsync(store, "fatima"), await Given.ActAsync(store, "noor"));
        KeptExport Make(Act act, int number, ExportState state, ExportFilter? filter = null)
        {
            var one = kept.Ask(act, new(filter ?? new(), ExportFormat.Csv, "Jaarverslag"), Chance.Seeded(number).Id()) with { State = state, Changed = Now };
            kept.Note(one);
            if (state is ExportState.Ready or ExportState.Running) File.WriteAllText(kept.FileOf(one), "x");
            return one;
        }
        var (all, earlier, other, running) = (
            Make(fatima, 1, ExportState.Ready), Make(fatima, 2, ExportState.Ready, new(null, Given.Noon)), Make(noor, 3, ExportState.Ready), Make(fatima, 4, ExportState.Running));

        kept.Withdraw("gemeente-barneveld", [Given.Noon], Now);

        Assert.Equal(ExportState.Withdrawn, kept.Find("gemeente-barneveld", all.Id, Now)!.State);
        Assert.False(File.Exists(kept.FileOf(all)));
        Assert.Equal((ExportState.Ready, true), (kept.Find("gemeente-barneveld", earlier.Id, Now)!.State, File.Exists(kept.FileOf(earlier))));
        Assert.Equal((ExportState.Ready, true), (kept.Find(noor.Who.OrganisationId, other.Id, Now)!.State, File.Exists(kept.FileOf(other))));
        // It looked for a stop just before: its file never counts.
        Assert.True(kept.MustStop(running));
        kept.Note(running with { State = ExportState.Ready });
        Assert.Equal(ExportState.Withdrawn, kept.Find("gemeente-barneveld", running.Id, Now)!.State);
        kept.Sweep(Now);
        Assert.False(File.Exists(kept.FileOf(running)));
    }
}
