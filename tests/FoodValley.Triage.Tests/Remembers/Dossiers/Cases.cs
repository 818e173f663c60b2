using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>Dossiers and lines that the tests of this room begin with.</summary>
internal static class Cases
{
    public static readonly DateOnly On = new(2026, 6, 1);
    public static readonly Guid School = new("10000000-0000-4000-8000-000000000001");

    public static HelpRequestVersion Request(string words) => new(words, "klant", null, On);

    public static readonly ConsentAnswered Yes = new(School, "School", null, ["name"], "begeleiding", null, true, On, HowSaid.Orally, new DateOnly(2026, 12, 31));

    /// <summary>A new dossier of who acts, with nothing in it.</summary>
    public static async Task<Dossier> NewAsync(TestStore store, Act act, string number = "T-1")
    {
        await using var db = store.Open();
        return Assert.IsType<Added>(await new Caseload(db, Chance.Secure).AddAsync(act, number, new Client("Klant " + number, new DateOnly(2009, 1, 1), "", "", ""))).Dossier;
    }

    public static async Task<Writing> WriteAsync(TestStore store, Act act, Guid dossier, int version, params Written[] lines)
    {
        await using var db = store.Open();
        return await new CaseFiles(db).WriteAsync(act, dossier, version, lines);
    }

    public static async Task<CaseFile?> FindAsync(TestStore store, Person person, Guid dossier)
    {
        await using var db = store.Open();
        return await new CaseFiles(db).FindAsync(person, dossier);
    }

    public static async Task<Draft> DraftAsync(TestStore store, Act act, Guid? dossier = null)
    {
        await using var db = store.Open();
        return await new Drafts(db, Chance.Secure).StartAsync(act, Answers.Empty, "2026-1", dossier);
    }

    public static DecisionColumns About(Guid dossier) => Given.Columns with { DossierId = dossier };

    /// <summary>Lines and dossier as they stand in the tables: numbers without gaps, and the version is the last of them.</summary>
    public static async Task<IReadOnlyList<string>> BodiesAsync(TestStore store, Guid dossier)
    {
        await using var db = store.Open();
        var lines = await db.DossierLines.AsNoTracking().Where(l => l.DossierId == dossier).OrderBy(l => l.Number).ToListAsync();
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(l => l.Number));
        Assert.Equal(lines.Count, (await db.Dossiers.AsNoTracking().SingleAsync(d => d.Id == dossier)).Version);
        return [.. lines.Select(l => l.Body)];
    }
}
