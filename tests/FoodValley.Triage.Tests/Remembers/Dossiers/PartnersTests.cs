using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Tests.Remembers.Dossiers;

/// <summary>The address book of an organisation.</summary>
[Norm("HK-8b")]
public sealed class PartnersTests
{
    private static readonly Partner Partner = new(Guid.Empty, RecipientKind.School, Sector.NonGovernment, "Proefschool", "mentor 3b", "06-00000001", "p@voorbeeld.invalid", new DateOnly(2026, 1, 1), "Sanne", "https://proefschool.invalid/antwoorden", 7, false);

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task A_partner_is_added_found_and_changed_in_versions(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var partners = new Partners(db, Chance.Secure);

        var added = (await partners.AddAsync(act, Partner))!;
        Assert.Equal(Partner with { Id = added.Id, Version = 1 }, added);
        Assert.NotEqual(Guid.Empty, added.Id);
        Assert.Equal(added, await partners.FindAsync(act.Who, added.Id));

        var changed = added with
        {
            Kind = RecipientKind.Other, Sector = Sector.Government, Organisation = "Proefschool Zuid", Contact = "intern begeleider", Phone = "", Email = "", AgreedOn = null, Owner = "",
        };
        Assert.Equal(2, Assert.IsType<Wrote>(await partners.ChangeAsync(act, changed)).Version);
        Assert.Equal(changed with { Version = 2 }, await partners.FindAsync(act.Who, added.Id));
        // An old form is refused, and leaves the new version alone.
        Assert.IsType<WrittenMeanwhile>(await partners.ChangeAsync(act, added with { Owner = "te laat" }));
        Assert.IsType<WrittenMeanwhile>(await partners.ChangeAsync(act, changed with { Id = new Guid("50000000-0000-4000-8000-000000000001"), Organisation = "Nergens" }));
        Assert.Equal(changed with { Version = 2 }, await partners.FindAsync(act.Who, added.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Organisation_and_contact_stand_once_in_the_book(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var partners = new Partners(db, Chance.Secure);
        var before = (await partners.OfAsync(act.Who)).Count;
        var one = (await partners.AddAsync(act, Partner))!;
        var two = (await partners.AddAsync(act, Partner with { Contact = "directie" }))!;

        Assert.Null(await partners.AddAsync(act, Partner with { Kind = RecipientKind.Health }));
        Assert.IsType<NumberInUse>(await partners.ChangeAsync(act, two with { Contact = Partner.Contact }));
        Assert.IsType<Wrote>(await partners.ChangeAsync(act, one with { Phone = "" }));
        Assert.Equal(one.Id, (await partners.FindOrAddAsync(act, RecipientKind.Health, Partner.Organisation, Partner.Contact)).Id);
        Assert.Equal(before + 2, (await partners.OfAsync(act.Who)).Count);
        Assert.Equal(["directie", "mentor 3b"], (await partners.OfAsync(act.Who)).Where(p => p.Organisation == "Proefschool").Select(p => p.Contact));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task Each_organisation_has_a_book_of_its_own(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var (sanne, bas) = (await Given.ActAsync(store, "sanne"), await Given.ActAsync(store, "bas"));
        await using var db = store.Open();
        var partners = new Partners(db, Chance.Secure);
        var ours = (await partners.AddAsync(sanne, Partner))!;

        Assert.Null(await partners.FindAsync(bas.Who, ours.Id));
        Assert.DoesNotContain(await partners.OfAsync(bas.Who, ended: true), p => p.Id == ours.Id);
        Assert.IsType<WrittenMeanwhile>(await partners.ChangeAsync(bas, ours with { Owner = "Bas" }));
        var theirs = (await partners.AddAsync(bas, Partner))!;
        Assert.NotEqual(ours.Id, theirs.Id);
        Assert.NotEqual(ours.Id, (await partners.FindOrAddAsync(bas, RecipientKind.School, Partner.Organisation, Partner.Contact)).Id);
        Assert.Equal(ours, await partners.FindAsync(sanne.Who, ours.Id));
        // Everybody of the organisation reads it.
        Assert.Equal(ours, await partners.FindAsync(await Given.PersonAsync(store, "fatima"), ours.Id));
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task One_that_ended_is_not_offered_stays_to_be_found_and_is_taken_up_again_on_the_spot(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var partners = new Partners(db, Chance.Secure);
        var added = (await partners.AddAsync(act, Partner))!;
        Assert.IsType<Wrote>(await partners.ChangeAsync(act, added with { Ended = true }));

        Assert.DoesNotContain(await partners.OfAsync(act.Who), p => p.Id == added.Id);
        Assert.Contains(await partners.OfAsync(act.Who, ended: true), p => p.Id == added.Id);
        Assert.True((await partners.FindAsync(act.Who, added.Id))!.Ended);

        var again = await partners.FindOrAddAsync(act, RecipientKind.School, Partner.Organisation, Partner.Contact);
        Assert.Equal(added.Id, again.Id);
        Assert.Equal(added with { Version = 3 }, await partners.FindAsync(act.Who, added.Id));
        // What it gives back is what stands there, so that a form made from it is not refused.
        Assert.Equal(await partners.FindAsync(act.Who, added.Id), again);
        Assert.Equal(3, (await partners.FindOrAddAsync(act, RecipientKind.School, Partner.Organisation, Partner.Contact)).Version);
    }

    [Theory, OnEachDatabase, OnSqlServer]
    public async Task One_added_on_the_spot_has_the_sector_of_its_kind(DatabaseProvider provider)
    {
        await using var store = await TestStore.FilledAsync(provider);
        var act = await Given.ActAsync(store, "sanne");
        await using var db = store.Open();
        var partners = new Partners(db, Chance.Secure);

        foreach (var kind in Coded.All<RecipientKind>())
        {
            var added = await partners.FindOrAddAsync(act, kind, "Organisatie", kind.Code());
            Assert.Equal((kind, 1, false, null as DateOnly?), (added.Kind, added.Version, added.Ended, added.AgreedOn));
            // Decision matrix, ambiguity 3: municipality and police are government for certain.
            if (kind is RecipientKind.Municipality or RecipientKind.Police) Assert.Equal(Sector.Government, added.Sector);
            if (kind is RecipientKind.Provider or RecipientKind.Health) Assert.Equal(Sector.NonGovernment, added.Sector);
            Assert.Equal(added, await partners.FindAsync(act.Who, added.Id));
        }
    }
}
