using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Pages.Asking;

namespace FoodValley.Triage.Web.Pages;

/// <summary>One point that asks for attention.</summary>
/// <param name="File">Of which dossier; null when it belongs to none.</param>
/// <param name="Item">What it is, and the day it is about.</param>
/// <param name="Anonymous">True when the client's name does not belong beside it (level 1).</param>
public sealed record DuePoint(CaseFile? File, DueItem Item, bool Anonymous);

/// <summary>What asks for attention in own dossiers: what their lines say, and what their decisions wait for. A dossier and "Mijn werk" say the same.</summary>
public static class DueWork
{
    /// <summary>How long a decision whose moment has passed stays in sight, in days.</summary>
    private const int Passed = 30;

    /// <summary>All of it, the earliest day first; one read for each kind of thing, however many dossiers there are.</summary>
    public static async Task<IReadOnlyList<DuePoint>> AllAsync(Desk desk, Records records, IReadOnlyCollection<CaseFile> files, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(files);
        var byId = files.ToDictionary(file => file.Dossier.Id);
        var points = files.SelectMany(file => Due.Of(file, desk.Today).Select(item => new DuePoint(file, item, Anonymous: false))).ToList();
        foreach (var line in await records.DueAsync(desk.Person, ct)) Add(line, DueKind.OnHold, line.HeldUntil!.Value);
        foreach (var (line, again) in await records.UninformedAsync(desk.Person, ct)) Add(line, again is null ? DueKind.Inform : DueKind.InformPostponed, again ?? DateOnly.FromDateTime(Desk.Local(line.Signed)));
        foreach (var line in await records.IncompleteAsync(desk.Person, ct)) Add(line, DueKind.Incomplete, line.CompleteBy!.Value);
        foreach (var line in await records.MomentPassedAsync(desk.Person, desk.Today.AddDays(-Passed), desk.Today, ct)) Add(line, DueKind.MomentPassed, line.MomentTo!.Value);
        return [.. points.OrderBy(p => p.Item.Day).ThenBy(p => p.Item.Kind)];

        void Add(RecordLine line, DueKind kind, DateOnly day) =>
            points.Add(new(line.DossierId is { } id ? byId.GetValueOrDefault(id) : null, new DueItem(kind, day, Record: line.Id), line.Level == Level.Consult));
    }

    /// <summary>By dossier, the earliest day first.</summary>
    public static async Task<ILookup<Guid, DueItem>> OfAsync(Desk desk, Records records, IReadOnlyCollection<CaseFile> files, CancellationToken ct) =>
        (await AllAsync(desk, records, files, ct)).Where(p => p.File is not null).ToLookup(p => p.File!.Dossier.Id, p => p.Item);

    /// <summary>The point in words, with its day.</summary>
    public static string Say(Desk desk, DueItem item)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(item);
        return desk.Text[
            "due." + item.Kind.Code() + (item.Kind == DueKind.OnHold && item.Day < desk.Today ? "-past" : ""),
            ("date", desk.Transcript.Day(item.Day)), ("partner", item.About.Length == 0 ? desk.Text["dossier-consents.own"] : item.About)];
    }

    /// <summary>Where to do something about it.</summary>
    public static string Address(CaseFile? file, DueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item is { Kind: DueKind.Incomplete, Record: { } unfinished }) return $"/records/{unfinished}/complete";
        if (item.Record is { } record) return $"/records/{record}";
        if (file is null) return "/";
        var dossier = $"/dossiers/{file.Dossier.Id}";
        return item.Kind switch
        {
            DueKind.ProposalOpen when file.OpenProposals.FirstOrDefault(p => p.What.On == item.Day) is { } proposal => $"{dossier}/help-request/proposals/{proposal.Number}",
            DueKind.PlanNotAgreed => $"{dossier}/plan/agreement",
            DueKind.Request => $"{dossier}/requests",
            DueKind.ConsentExpiring or DueKind.ConsentOver => $"{dossier}#consents",
            _ => dossier,
        };
    }
}
