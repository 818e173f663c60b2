using System.Text.Json.Nodes;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Retaining;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Tests.Remembers.Retaining;

/// <summary>Statements about keeping and a destruction, as the pages make them.</summary>
internal static class Keeping
{
    /// <summary>A day on which every term of the demo is over: 20 years after noon.</summary>
    public static readonly DateOnly Later = new(2047, 1, 1);

    public static Entry Entry(Person who, KeepingStep step, string reason, DestructionGround? ground = null)
    {
        var answers = new JsonObject { ["keeping"] = step.Code(), ["reason"] = reason };
        if (ground is { } why) answers["destructionGround"] = why.Code();
        return new(
            EntryKind.Keeping, "2026-1", "2026-1", [], CanonicalJson.Write(new JsonObject { ["keeping"] = step.Code() }),
            CanonicalJson.Write(new JsonObject { ["author"] = new JsonObject { ["id"] = who.Id, ["name"] = who.Name, ["role"] = who.Role.Code() }, ["answers"] = answers }));
    }

    public static async Task<Sealing?> SayAsync(TestStore store, Guid record, string person, KeepingStep step, string reason = "Reden", DestructionGround? ground = null)
    {
        var act = await Given.ActAsync(store, person, 30);
        await using var db = store.Open();
        return await new Records(db, Chance.Secure).AddAsync(act, record, Entry(act.Who, step, reason, ground));
    }

    /// <summary>The client asked to destroy it, and the answer was yes.</summary>
    public static async Task RequestedAsync(TestStore store, Guid dossier, Guid record)
    {
        var act = await Given.ActAsync(store, "sanne", 20);
        await using var db = store.Open();
        var files = new CaseFiles(db);
        var on = new DateOnly(2026, 6, 1);
        var version = (await files.FindAsync(act.Who, dossier))!.Version;
        Assert.IsType<Wrote>(await files.WriteAsync(act, dossier, version, [new RequestReceived(RequestKind.Erasure, null, on, "Dit moet weg.")]));
        var asked = (await files.FindAsync(act.Who, dossier))!.Version;
        Assert.IsType<Wrote>(await files.WriteAsync(act, dossier, asked, [new RequestDecided(asked, RequestOutcome.Granted, on, "We wissen het.", null, [record], [], null)]));
    }

    public static async Task<Destroying?> DestroyAsync(TestStore store, Guid record, string person, DateOnly? today = null, int? seen = null)
    {
        var act = await Given.ActAsync(store, person, 40);
        await using var db = store.Open();
        var records = new Records(db, Chance.Secure);
        seen ??= (await records.FindAsync(act.Who, record))?.Seen ?? 0;
        return await records.DestroyAsync(act, record, seen.Value, today ?? Later, "2026-1", "2026-1");
    }

    /// <summary>Proposed by one privacy officer, destroyed by the other.</summary>
    public static async Task<ContentDestroyed> GoneAsync(TestStore store, Guid record)
    {
        Assert.IsType<Sealed>(await SayAsync(store, record, "fatima", KeepingStep.Proposed, ground: DestructionGround.Term));
        return Assert.IsType<ContentDestroyed>(await DestroyAsync(store, record, "pieter"));
    }
}
