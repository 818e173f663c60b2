using System.Text.Json.Nodes;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Tests.Remembers;

/// <summary>People, moments and entries that the store tests begin with.</summary>
internal static class Given
{
    public static readonly DateTime Noon = new(2026, 6, 1, 10, 0, 0, DateTimeKind.Utc);

    public static async Task<Person> PersonAsync(TestStore store, string id)
    {
        await using var db = store.Open();
        return (await new People(db).FindAsync(id))!;
    }

    public static async Task<Act> ActAsync(TestStore store, string person, int minutes = 0, string session = "s1") =>
        new(await PersonAsync(store, person), Noon.AddMinutes(minutes), session);

    public static readonly DecisionColumns Columns = new(Level.Refer, Outcome.Share, Sector.Government, LegalGround.StatutoryTask);

    public static Entry Decision(DecisionColumns columns, string text = "Motivering", params long[] refers) => new(
        EntryKind.Decision, "2026-1", "2026-1", refers,
        CanonicalJson.Write(new JsonObject
        {
            ["level"] = columns.Level.Code(),
            ["outcome"] = columns.Outcome.Code(),
            ["sector"] = columns.Sector.Code(),
            ["ground"] = columns.Ground.Code(),
            ["heldUntil"] = columns.HeldUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["momentTo"] = columns.MomentTo?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        }),
        CanonicalJson.Write(new JsonObject { ["motivation"] = text }));

    public static Entry Advice(string text = "Het advies") => new(
        EntryKind.Supplement, "2026-1", "2026-1", [],
        CanonicalJson.Write(new JsonObject { ["received"] = "2026-06-02" }),
        CanonicalJson.Write(new JsonObject { ["advice"] = text }));

    /// <summary>A draft, sealed at once.</summary>
    public static async Task<Sealed> SealedAsync(TestStore store, Act act, DecisionColumns? columns = null, params long[] refers)
    {
        columns ??= Columns;
        await using var db = store.Open();
        var draft = await new Drafts(db, Chance.Secure).StartAsync(act, Answers.Empty, "2026-1", columns.DossierId);
        return Assert.IsType<Sealed>(await new Records(db, Chance.Secure).SealAsync(act, draft.Id, 1, Decision(columns, refers: refers), columns));
    }

    public static async Task<IReadOnlyList<LedgerVerdict>> VerdictsAsync(TestStore store)
    {
        await using var db = store.Open();
        return await new Verification(db).RunAsync();
    }
}
