using System.Text;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Remembers.Exporting;

namespace FoodValley.Triage.Tests.Remembers.Retaining;

/// <summary>After it no readable byte of the content is left in any file of the data folder.</summary>
[Norm("HK-8.3", "HK-8.7")]
public sealed class NoByteLeftTests
{
    private const string Canary = "Kanariewoordzeven";

    [Fact]
    public async Task No_canary_word_is_left_in_any_file_of_the_data_folder()
    {
        await using var store = await TestStore.FilledAsync();
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var (records, drafts, files) = (new Records(db, Chance.Secure), new Drafts(db, Chance.Secure), new CaseFiles(db));
        var dossier = (await new Caseload(db, Chance.Secure).OfAsync(act.Who))[0].Id;
        var columns = Given.Columns with { DossierId = dossier };
        // Typed again and again, as a form that saves while one types.
        var draft = await drafts.StartAsync(act, Answers.Empty, "2026-1", dossier);
        var decision = Assert.IsType<Sealed>(await records.SealAsync(act, draft.Id, 1, Given.Decision(columns, string.Concat(Enumerable.Repeat(Canary + " zag iets. ", 2000))), columns));
        await records.SupplementAsync(act with { At = act.At.AddMinutes(1) }, decision.RecordId, Given.Advice("Advies over " + Canary));
        var version = (await files.FindAsync(act.Who, dossier))!.Version;
        Assert.IsType<Wrote>(await files.WriteAsync(act, dossier, version, [new ClientInformed(decision.RecordId, true, new DateOnly(2026, 6, 2), Canary, InformedHow.Talk, "Zij zei: " + Canary, null)]));
        for (var i = 3; i < 40; i++) await Given.SealedAsync(store, act with { At = act.At.AddMinutes(i) }, columns);
        await Packages.PackageAsync(store);
        Assert.NotEmpty(Found(store.Folder!));

        await Keeping.SayAsync(store, decision.RecordId, "fatima", KeepingStep.Proposed, Canary + " is nu volwassen", DestructionGround.Term);
        var gone = Assert.IsType<ContentDestroyed>(await Keeping.DestroyAsync(store, decision.RecordId, "pieter"));

        Assert.True(gone.Erased);
        Assert.Equal([], Found(store.Folder!));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
        // The dossier can be written in as before, and says that notes went.
        var file = (await files.FindAsync(act.Who, dossier))!;
        Assert.Equal(new NotesDestroyed(gone.Sequence), file.Lines[^1].What);
        Assert.IsType<Wrote>(await files.WriteAsync(act, dossier, file.Version, [new OverviewChecked(null, new DateOnly(2026, 6, 3))]));
    }

    [Fact]
    public async Task A_reader_who_holds_the_journal_is_waited_for()
    {
        await using var store = await TestStore.FilledAsync();
        var record = await Given.SealedAsync(store, await Given.ActAsync(store, "sanne"));
        await Keeping.SayAsync(store, record.RecordId, "fatima", KeepingStep.Proposed, Canary, DestructionGround.Term);
        await using var reader = new Microsoft.Data.Sqlite.SqliteConnection(store.Settings.ConnectionString);
        await reader.OpenAsync();
        // A read that began before: its snapshot keeps the journal as it is.
        await using var reading = reader.BeginTransaction(deferred: true);
        await using (var one = reader.CreateCommand())
        {
            (one.Transaction, one.CommandText) = (reading, "SELECT COUNT(*) FROM leaves");
            await one.ExecuteScalarAsync();
        }
        var destroying = Keeping.DestroyAsync(store, record.RecordId, "pieter");
        await using (var db = store.Open())
        {
            var sanne = await Given.PersonAsync(store, "sanne");
            while (await new Records(db, Chance.Secure).DestroyedAsync(sanne, record.RecordId) is null) await Task.Yield();
        }
        Assert.NotEmpty(Found(store.Folder!));

        await reading.DisposeAsync();

        Assert.True(Assert.IsType<ContentDestroyed>(await destroying).Erased);
        Assert.Equal([], Found(store.Folder!));
    }

    [Fact]
    public async Task What_a_long_reader_kept_goes_when_it_is_tried_again()
    {
        await using var store = await TestStore.FilledAsync();
        var record = await Given.SealedAsync(store, await Given.ActAsync(store, "sanne"));
        await Keeping.SayAsync(store, record.RecordId, "fatima", KeepingStep.Proposed, Canary, DestructionGround.Term);
        await using var reader = new Microsoft.Data.Sqlite.SqliteConnection(store.Settings.ConnectionString);
        await reader.OpenAsync();
        await using var reading = reader.BeginTransaction(deferred: true);
        await using (var one = reader.CreateCommand())
        {
            (one.Transaction, one.CommandText) = (reading, "SELECT COUNT(*) FROM leaves");
            await one.ExecuteScalarAsync();
        }
        Assert.False(Assert.IsType<ContentDestroyed>(await Keeping.DestroyAsync(store, record.RecordId, "pieter")).Erased);
        Assert.NotEmpty(Found(store.Folder!));
        await reading.DisposeAsync();

        await using var db = store.Open();
        Assert.True(await new Records(db, Chance.Secure).EraseTracesAsync());
        Assert.Equal([], Found(store.Folder!));
    }

    private static List<string> Found(string folder)
    {
        byte[][] spellings = [Encoding.UTF8.GetBytes(Canary), Encoding.Unicode.GetBytes(Canary), Encoding.BigEndianUnicode.GetBytes(Canary)];
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            if (spellings.Any(s => bytes.ToArray().AsSpan().IndexOf(s) >= 0)) found.Add(Path.GetFileName(file));
        }
        return found;
    }
}
