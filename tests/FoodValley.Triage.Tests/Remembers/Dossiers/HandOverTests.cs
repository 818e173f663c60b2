using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.EntityFrameworkCore;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>A dossier goes to a colleague with all that hangs on it, and is closed to everybody else.</summary>
[Norm("HK-8.4")]
public sealed class HandOverTests
{
    private static async Task<Writing> HandAsync(TestStore store, Act act, Guid dossier, int version, string to, string why = "ziekte")
    {
        await using var db = store.Open();
        return await new CaseFiles(db).HandOverAsync(act, dossier, version, to, why);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Everything_moves_and_the_old_hands_are_empty(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, joris) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris", 5));
        var (dossier, other) = (await Cases.NewAsync(store, sanne), await Cases.NewAsync(store, sanne, "T-2"));
        Assert.IsType<Wrote>(await Cases.WriteAsync(store, sanne, dossier.Id, 0, Cases.Request("een")));
        var (open, elsewhere, loose) = (await Cases.DraftAsync(store, sanne, dossier.Id), await Cases.DraftAsync(store, sanne, other.Id), await Cases.DraftAsync(store, sanne));
        var held = await Given.SealedAsync(store, sanne, Cases.About(dossier.Id) with { Outcome = Outcome.Hold, HeldUntil = new DateOnly(2026, 7, 1) });
        var shared = await Given.SealedAsync(store, sanne, Cases.About(dossier.Id) with { MomentTo = new DateOnly(2026, 6, 1) });
        var heldElsewhere = await Given.SealedAsync(store, sanne, Given.Columns with { Outcome = Outcome.Hold, HeldUntil = new DateOnly(2026, 7, 2) });

        Assert.Equal(2, Assert.IsType<Wrote>(await HandAsync(store, sanne with { At = Given.Noon.AddMinutes(4) }, dossier.Id, 1, "joris")).Version);

        await using var db = store.Open();
        var (drafts, records) = (new Drafts(db, Chance.Secure), new Records(db, Chance.Secure));
        var file = (await Cases.FindAsync(store, joris.Who, dossier.Id))!;
        Assert.Equal(new HandedOver("sanne", "Sanne de Wit", "joris", "Joris van Dam", "ziekte"), file.Lines[^1].What);
        Assert.Equal(("joris", "team-barneveld", 2, "sanne"), (file.Dossier.ResponsibleId, file.Dossier.TeamId, file.Version, file.Lines[^1].ById));
        Assert.Null(await Cases.FindAsync(store, sanne.Who, dossier.Id));

        // The open draft of this dossier, in a new version so that an old form is refused; no other one, and no sealed one.
        Assert.Equal([open.Id], (await drafts.OpenAsync(joris.Who)).Select(d => d.Id));
        Assert.Equal(2, (await drafts.FindAsync(joris.Who, open.Id))!.Version);
        Assert.Equal(new[] { elsewhere.Id, loose.Id }.Order(), (await drafts.OpenAsync(sanne.Who)).Select(d => d.Id).Order());
        Assert.Null(await drafts.SaveAsync(sanne, open.Id, 1, Triage.Asking.Answers.Empty, dossier.Id, "2026-1"));
        Assert.IsType<Stale>(await records.SealAsync(sanne, open.Id, 1, Given.Decision(Cases.About(dossier.Id)), Cases.About(dossier.Id)));

        Assert.Equal([shared.RecordId, held.RecordId], (await records.OfDossierAsync(joris.Who, dossier.Id)).Select(r => r.Id));
        Assert.Empty(await records.OfDossierAsync(sanne.Who, dossier.Id));
        Assert.NotNull(await records.FindAsync(joris.Who, shared.RecordId));
        // Who signed keeps seeing what they signed.
        Assert.NotNull(await records.FindAsync(sanne.Who, shared.RecordId));
        Assert.Equal([held.RecordId], (await records.DueAsync(joris.Who)).Select(r => r.Id));
        Assert.Equal([heldElsewhere.RecordId], (await records.DueAsync(sanne.Who)).Select(r => r.Id));
        Assert.Equal([shared.RecordId], (await records.MomentPassedAsync(joris.Who, new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 10))).Select(r => r.Id));
        Assert.Empty(await records.MomentPassedAsync(sanne.Who, new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 10)));
        Assert.IsType<Sealed>(await records.SealAsync(joris, open.Id, 2, Given.Decision(Cases.About(dossier.Id)), Cases.About(dossier.Id), dossierVersion: 2));
        Assert.All(await Given.VerdictsAsync(store), v => Assert.True(v.Ok, v.FirstWrong?.Reason));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_lead_of_the_dossiers_team_may_do_it_and_sees_no_client(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, mark) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "mark"));
        var dossier = await Cases.NewAsync(store, sanne);
        await using var db = store.Open();
        var files = new CaseFiles(db);

        var seen = Assert.Single(await files.OfTeamAsync(mark.Who), d => d.Number == "T-1");
        Assert.Equal(new TeamDossier(dossier.Id, "T-1", 0, "sanne", "Sanne de Wit"), seen);
        Assert.Empty(await files.OfTeamAsync(sanne.Who));
        Assert.Empty(await files.OfTeamAsync((await Given.PersonAsync(store, "fatima"))));
        Assert.DoesNotContain(await files.OfTeamAsync(await Given.PersonAsync(store, "els")), d => d.Number == "T-1");
        Assert.Null(await files.FindAsync(mark.Who, dossier.Id));

        Assert.IsType<Wrote>(await HandAsync(store, mark, dossier.Id, 0, "joris"));

        var file = (await Cases.FindAsync(store, await Given.PersonAsync(store, "joris"), dossier.Id))!;
        Assert.Equal(("mark", new HandedOver("sanne", "Sanne de Wit", "joris", "Joris van Dam", "ziekte")), (file.Lines[^1].ById, file.Lines[^1].What));
        Assert.Null(await files.FindAsync(mark.Who, dossier.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Nobody_else_gives_and_nobody_but_a_caseworker_of_the_organisation_gets(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var sanne = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, sanne);
        // A second team in the same organisation, with a lead of its own and a caseworker.
        await store.SqlAsync("INSERT INTO teams (Id, OrganisationId, Name) VALUES ('team-twee', 'gemeente-barneveld', 'Team twee')");
        await store.SqlAsync("INSERT INTO people (Id, OrganisationId, TeamId, Name, Role) VALUES ('wil', 'gemeente-barneveld', 'team-twee', 'Wil Twee', 'team-lead'), ('kim', 'gemeente-barneveld', 'team-twee', 'Kim Twee', 'caseworker')");

        foreach (var person in new[] { "joris", "fatima", "pieter", "beheer", "wil", "kim", "amira", "els", "bas" })
            Assert.IsType<WrittenMeanwhile>(await HandAsync(store, await Given.ActAsync(store, person), dossier.Id, 0, "joris"));
        foreach (var to in new[] { "sanne", "mark", "fatima", "beheer", "wil", "amira", "bas", "nobody", "" })
            Assert.IsType<WrittenMeanwhile>(await HandAsync(store, sanne, dossier.Id, 0, to));
        Assert.IsType<WrittenMeanwhile>(await HandAsync(store, sanne, dossier.Id, 1, "joris"));
        Assert.IsType<WrittenMeanwhile>(await HandAsync(store, sanne, Guid.Empty, 0, "joris"));
        Assert.Empty(await Cases.BodiesAsync(store, dossier.Id));
        Assert.NotNull(await Cases.FindAsync(store, sanne.Who, dossier.Id));

        // To the other team: then its lead may hand it on, and the old team's lead no more.
        Assert.IsType<Wrote>(await HandAsync(store, sanne, dossier.Id, 0, "kim"));
        Assert.Equal("team-twee", (await Cases.FindAsync(store, await Given.PersonAsync(store, "kim"), dossier.Id))!.Dossier.TeamId);
        Assert.IsType<WrittenMeanwhile>(await HandAsync(store, await Given.ActAsync(store, "mark"), dossier.Id, 1, "sanne"));
        Assert.IsType<Wrote>(await HandAsync(store, await Given.ActAsync(store, "wil"), dossier.Id, 1, "sanne"));

        await using var db = store.Open();
        Assert.Equal(["joris", "kim", "sanne"], (await new CaseFiles(db).CaseworkersAsync(sanne.Who)).Select(c => c.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Somebody_elses_draft_about_the_dossier_does_not_move(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, joris) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "joris"));
        var dossier = await Cases.NewAsync(store, sanne);
        var done = await Given.SealedAsync(store, sanne, Cases.About(dossier.Id));
        Assert.IsType<Wrote>(await HandAsync(store, sanne, dossier.Id, 0, "joris"));
        var later = await Cases.DraftAsync(store, joris, dossier.Id);
        Assert.IsType<Wrote>(await HandAsync(store, joris, dossier.Id, 1, "sanne"));

        await using var db = store.Open();
        Assert.Equal(("sanne", "sanne"), (
            (await db.Drafts.AsNoTracking().SingleAsync(d => d.Id == later.Id)).OwnerId, (await db.Drafts.AsNoTracking().SingleAsync(d => d.SealedAs == done.RecordId)).OwnerId));
        Assert.Equal(2, (await Cases.BodiesAsync(store, dossier.Id)).Count);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    [Norm("IU-ALG-2a")]
    public async Task Who_must_still_be_informed_is_told_to_the_new_caseworker(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var sanne = await Given.ActAsync(store, "sanne");
        var dossier = await Cases.NewAsync(store, sanne);
        var ids = new List<Guid>();
        foreach (var informed in new bool?[] { false, true, null })
        {
            var draft = await Cases.DraftAsync(store, sanne, dossier.Id);
            var entry = Given.Decision(Cases.About(dossier.Id));
            var facts = System.Text.Json.Nodes.JsonNode.Parse(entry.Facts)!.AsObject();
            if (informed is { } said) facts["informed"] = said;
            await using var seal = store.Open();
            ids.Add(Assert.IsType<Sealed>(await new Records(seal, Chance.Secure).SealAsync(
                sanne, draft.Id, 1, entry with { Facts = Triage.Recording.CanonicalJson.Write(facts) }, Cases.About(dossier.Id), dossierVersion: 0)).RecordId);
        }
        await using var db = store.Open();
        var records = new Records(db, Chance.Secure);
        Assert.Equal([ids[0]], (await records.UninformedAsync(sanne.Who)).Select(r => r.Line.Id));

        Assert.IsType<Wrote>(await HandAsync(store, sanne, dossier.Id, 0, "joris"));

        var joris = await Given.ActAsync(store, "joris");
        Assert.Empty(await records.UninformedAsync(sanne.Who));
        Assert.Equal([ids[0]], (await records.UninformedAsync(joris.Who)).Select(r => r.Line.Id));
        // Replaced by a later decision, it waits no more.
        await Given.SealedAsync(store, joris, Cases.About(dossier.Id) with { RefersTo = ids[0] }, 0);
        Assert.Empty(await records.UninformedAsync(joris.Who));
    }
}
