using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>What asks for attention in own dossiers: what their lines say, and what their decisions wait for.</summary>
public static class DueWork
{
    /// <summary>How long a decision whose moment has passed stays in sight, in days.</summary>
    private const int Passed = 60;

    /// <summary>By dossier, the nearest day first.</summary>
    public static async Task<ILookup<Guid, DueItem>> OfAsync(Desk desk, Records records, IReadOnlyCollection<CaseFile> files, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(files);
        var decisions = new List<(RecordLine Line, DueKind Kind, DateOnly Day)>();
        foreach (var line in await records.DueAsync(desk.Person, ct)) decisions.Add((line, DueKind.OnHold, line.HeldUntil!.Value));
        foreach (var line in await records.UninformedAsync(desk.Person, ct)) decisions.Add((line, DueKind.Inform, DateOnly.FromDateTime(Desk.Local(line.Signed))));
        foreach (var line in await records.MomentPassedAsync(desk.Person, desk.Today.AddDays(-Passed), desk.Today, ct)) decisions.Add((line, DueKind.MomentPassed, line.MomentTo!.Value));
        return files.SelectMany(file => Due.Of(file, desk.Today)
                .Concat(decisions.Where(d => d.Line.DossierId == file.Dossier.Id).Select(d => new DueItem(d.Kind, d.Day, Record: d.Line.Id)))
                .Select(item => (file.Dossier.Id, Item: item)))
            .OrderBy(p => p.Item.Day).ThenBy(p => p.Item.Kind).ToLookup(p => p.Id, p => p.Item);
    }
}
