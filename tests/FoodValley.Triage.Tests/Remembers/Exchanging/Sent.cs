using System.Text.Json.Nodes;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Remembers.Dossiers;

namespace FoodValley.Triage.Tests.Remembers.Exchanging;

/// <summary>A decision to share about a dossier, and what is added to it.</summary>
internal static class Sent
{
    /// <summary>Something that went; equal words are the same exchange.</summary>
    public static Entry Exchange(string what = "Naam", string at = "2026-06-01T10:05:00.000Z", string how = "oral", params long[] refers) => new(
        EntryKind.Exchange, "2026-1", "2026-1", refers,
        CanonicalJson.Write(new JsonObject { ["sentAt"] = at, ["how"] = how }),
        CanonicalJson.Write(new JsonObject { ["answers"] = new JsonObject { ["what"] = what } }));

    public static Entry Of(EntryKind kind, string what = "Iets", JsonObject? facts = null, params long[] refers) => new(
        kind, "2026-1", "2026-1", refers, CanonicalJson.Write(facts ?? new JsonObject { ["kind"] = kind.Code() }),
        CanonicalJson.Write(new JsonObject { ["answers"] = new JsonObject { ["what"] = what } }));

    /// <summary>A new dossier of who acts, with a decision about it.</summary>
    public static async Task<(Guid Dossier, Sealed Decision)> DecidedAsync(TestStore store, Act act, string number = "T-1", Outcome outcome = Outcome.Share, Level level = Level.Refer)
    {
        var dossier = await Cases.NewAsync(store, act, number);
        return (dossier.Id, await Given.SealedAsync(store, act, Given.Columns with { DossierId = dossier.Id, Outcome = outcome, Level = level }));
    }

    public static async Task<Sealing?> AddAsync(TestStore store, Act act, Guid record, Entry entry, int? seen = null, int? version = null)
    {
        await using var db = store.Open();
        return await new Records(db, Chance.Secure).AddAsync(act, record, entry, seen, version);
    }
}
