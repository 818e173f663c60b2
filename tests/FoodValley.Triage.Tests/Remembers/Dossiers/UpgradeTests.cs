using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>A database of the first version, with work in it, becomes one of this version and loses nothing.</summary>
public sealed class UpgradeTests
{
    private static readonly Guid Dossier = new("60000000-0000-4000-8000-00000000000a");
    private static readonly Guid Draft = new("60000000-0000-4000-8000-00000000000b");
    private static readonly Act Sanne = new(new Person("sanne", "Sanne Oud", Role.Caseworker, "oud", "Gemeente Oud", Sector.Government, "team-oud", "Team Oud"), Given.Noon, "s1");

    /// <summary>As the first version kept it.</summary>
    private const string OldAnswers =
        """
        {"way":"2","dossier":"60000000-0000-4000-8000-00000000000a","referKind":{"referKind":"2b"},"recipient":{"recipientKind":"provider","recipientName":"Aanmeldteam","recipientOrganisation":"De Proef"},
        "clientPassesOn":{"clientPassesOn":"no","clientPassesOnReason":"te spannend"},"helpRequest":{"helpRequest":"rust thuis"},
        "goal":{"goal":"weer slapen","goalByWhom":"klant","goalSupport":"me","goalLink":"volgt eruit"},
        "plan":{"planSteps":"gesprekken","partners":[{"partner":"De Proef","partnerWhy":"kent dit","partnerData":"naam"}]},
        "planAgreement":{"planAgreement":"yes","agreedBy":"klant en moeder","agreedOn":"2026-05-20","agreedHow":"orally"},
        "consentStatus":{"consent":"given","consentBy":"klant","consentOn":"2026-05-21","consentHow":"in-writing","consentUntil":"2026-09-01","consentReasoning":"wil graag"}}
        """;

    /// <summary>Tables with locks that came later.</summary>
    private static readonly string[] NewTables =
        ["access_batches", "answer_confirmations", "answer_versions", "dossier_lines", "edition_confirmations", "emergencies", "exchanges", "log_review_signals", "log_reviews", "meeting_lines", "processing_outbox", "reading_reasons"];

    private static async Task<TestStore> OldAsync()
    {
        var store = TestStore.New();
        Directory.CreateDirectory(store.Folder!);
        await using var db = store.Open();
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        // The locks of that version: those of tables it did not have are left out.
        foreach (var trigger in Triggers.Sql(sqlite: true).Split('\n').Where(l => !l.StartsWith("--", StringComparison.Ordinal) && !NewTables.Any(table => l.Contains(table, StringComparison.Ordinal))))
            if (trigger.Length > 0) await db.Database.ExecuteSqlRawAsync(trigger);

        await new Organisations(db).AddAsync(new Organisation("oud", "Gemeente Oud", Sector.Government, true));
        await db.Database.ExecuteSqlAsync($"INSERT INTO teams (Id, OrganisationId, Name) VALUES ('team-oud', 'oud', 'Team Oud')");
        await db.Database.ExecuteSqlAsync($"INSERT INTO people (Id, OrganisationId, TeamId, Name, Role) VALUES ('sanne', 'oud', 'team-oud', 'Sanne Oud', 'caseworker')");
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO dossiers (Id, OrganisationId, TeamId, ResponsibleId, Number, Name, SearchName, BirthDate, Phone, Email, Address, Opened)
            VALUES ({Dossier}, 'oud', 'team-oud', 'sanne', 'OUD-1', 'Noor Vroeger', 'noor vroeger', {new DateOnly(2012, 2, 29)}, '06', '', 'Straat 1', {Given.Noon})
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO drafts (Id, OrganisationId, TeamId, OwnerId, DossierId, Answers, EditionId, Version, Started, Changed, SealedAs)
            VALUES ({Draft}, 'oud', 'team-oud', 'sanne', {Dossier}, {OldAnswers}, 'foodvalley-2026-1', 4, {Given.Noon}, {Given.Noon}, NULL)
            """);
        return store;
    }

    [Fact]
    [Norm("IU-ALG-6", "HK-7d")]
    public async Task Everything_that_was_there_is_there_and_the_new_works_on_it()
    {
        await using var store = await OldAsync();
        // Records of that version: later columns are put on while they are sealed, and taken off again.
        foreach (var column in new[] { "Safety INTEGER NOT NULL DEFAULT 0", "CompleteBy TEXT NULL" }) await store.SqlAsync("ALTER TABLE decisions ADD COLUMN " + column);
        string[] ofEvents = ["TeamId", "Outcome", "Purpose", "Origin"];
        foreach (var column in ofEvents) await store.SqlAsync($"ALTER TABLE access_events ADD COLUMN {column} TEXT NOT NULL DEFAULT ''");
        var held = await Given.SealedAsync(store, Sanne, Cases.About(Dossier) with { Outcome = Outcome.Hold, HeldUntil = new DateOnly(2026, 7, 1) });
        var replaced = await Given.SealedAsync(store, Sanne, Cases.About(Dossier));
        await Given.SealedAsync(store, Sanne, Cases.About(Dossier) with { RefersTo = replaced.RecordId }, replaced.Sequence);
        foreach (var column in new[] { "Safety", "CompleteBy" }) await store.SqlAsync("ALTER TABLE decisions DROP COLUMN " + column);
        foreach (var column in ofEvents) await store.SqlAsync("ALTER TABLE access_events DROP COLUMN " + column);
        Assert.Contains("older than this program", (await Assert.ThrowsAsync<CannotRunException>(() => Database.RequireCurrentAsync(store.Settings))).Message, StringComparison.Ordinal);

        await using (var newest = store.Open())
            Assert.Equal(newest.Database.GetMigrations().SkipWhile(m => m.EndsWith("_Initial", StringComparison.Ordinal)), await Database.PrepareAsync(store.Settings));
        Assert.Empty(await Database.PrepareAsync(store.Settings));

        var file = (await Cases.FindAsync(store, Sanne.Who, Dossier))!;
        Assert.Equal(("OUD-1", new Client("Noor Vroeger", new DateOnly(2012, 2, 29), "06", "", "Straat 1"), Given.Noon, 0), (file.Dossier.Number, file.Dossier.Client, file.Dossier.Opened, file.Version));
        await using var db = store.Open();
        var (drafts, records) = (new Drafts(db, Chance.Secure), new Records(db, Chance.Secure));
        var draft = (await drafts.FindAsync(Sanne.Who, Draft))!;
        Assert.Equal((4, Dossier, null as Guid?), (draft.Version, draft.DossierId!.Value, draft.SealedAs));
        Assert.Equal(
            new Recipient(RecipientKind.Provider, "Aanmeldteam", "De Proef"), draft.Answers.Recipient);
        Assert.Equal((new Requested("rust thuis"), new PlanPartner("De Proef", "kent dit", "naam"), ConsentStatus.Given), (draft.Answers.HelpRequest, draft.Answers.Plan!.Partners.Single(), draft.Answers.ConsentStatus!.Consent));
        Assert.Equal([held.RecordId], (await records.DueAsync(Sanne.Who)).Select(r => r.Id));
        Assert.Equal(3, (await records.OfDossierAsync(Sanne.Who, Dossier)).Count);
        Assert.Equal(Given.Decision(Cases.About(Dossier)).Content, (await records.FindAsync(Sanne.Who, replaced.RecordId))!.Bytes.Content);
        Assert.Equal(3, await db.AccessEvents.CountAsync());
        Assert.All(await Given.VerdictsAsync(store), v => Assert.Equal((3L, true), (v.Size, v.Ok)));

        Assert.IsType<Wrote>(await Cases.WriteAsync(store, Sanne, Dossier, 0, Cases.Request("rust"), Cases.Yes));
        Assert.NotNull(await new Partners(db, Chance.Secure).FindOrAddAsync(Sanne, RecipientKind.School, "Proefschool", "mentor"));
        Assert.IsType<DossierChanged>(await records.SealAsync(Sanne, Draft, 4, Given.Decision(Cases.About(Dossier)), Cases.About(Dossier), dossierVersion: 0));
        Assert.IsType<Sealed>(await records.SealAsync(Sanne, Draft, 4, Given.Decision(Cases.About(Dossier)), Cases.About(Dossier), dossierVersion: 2));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync("DELETE FROM dossier_lines"));
        Assert.IsType<Sealed>(await records.AddAsync(Sanne, replaced.RecordId, Exchanging.Sent.Exchange(), 1, 2));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.SqlAsync("DELETE FROM exchanges"));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.Equal((5L, true), (v.Size, v.Ok)));

        // Events of that version are sealed as they are: what was not kept then stays empty.
        Assert.Equal(5, await new AccessBatches(db, Chance.Secure).SealAllAsync(Given.Noon.AddDays(1)));
        Assert.Equal(["", "", "", "team-oud", "team-oud"], await db.AccessEvents.OrderBy(e => e.Id).Select(e => e.TeamId).ToListAsync());
        Assert.All(await Given.VerdictsAsync(store), v => Assert.Equal((6L, true), (v.Size, v.Ok)));
    }

    [Fact]
    public async Task Several_starts_at_once_upgrade_it_once()
    {
        await using var store = await OldAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.PrepareAsync(store.Settings))));

        Assert.Single(applied, a => a.Count > 0);
        Assert.Equal(3, applied.Count(a => a.Count == 0));
        Assert.NotNull(await Cases.FindAsync(store, Sanne.Who, Dossier));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.SqlServer)]
    public void An_upgrade_asks_for_nothing_to_be_copied_or_dropped(DatabaseProvider provider)
    {
        using var db = Database.Open(new DatabaseSettings { Provider = provider, ConnectionString = provider == DatabaseProvider.Sqlite ? "Data Source=none.db" : "Server=none" });
        var migrator = db.GetService<IMigrator>();
        var script = migrator.GenerateScript("Initial", db.Database.GetMigrations().Last());

        Assert.DoesNotContain("DROP TABLE", script, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("DROP COLUMN", script, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("dossier_lines", script, StringComparison.Ordinal);
    }
}
