using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.MyWork;

/// <summary>"Mijn werk" counts what is due over all dossiers of a person, and of nobody else. The clock stands at 24 November 2026.</summary>
public sealed class DueOverAllDossiersTests : IDisposable
{
    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    private Guid IdOf(string number) => Guid.Parse(_app.Rows($"SELECT lower(Id) FROM dossiers WHERE Number = '{number}'")[0]);

    private async Task<T> AsAsync<T>(string person, Func<IServiceProvider, Act, Task<T>> act)
    {
        using var scope = _app.Services.CreateScope();
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(person))!;
        return await act(scope.ServiceProvider, new Act(who, _app.Clock!.Now.UtcDateTime, "test"));
    }

    private Task<Wrote> WriteAsync(string person, string number, params Written[] lines) => AsAsync(person, async (parts, act) =>
    {
        var files = parts.GetRequiredService<CaseFiles>();
        var file = (await files.FindAsync(act.Who, IdOf(number)))!;
        // Said by the first one whose yes counts for a client of that age.
        var giver = file.GiversOn(DateOnly.FromDateTime(act.At))[0].Representative;
        return Assert.IsType<Wrote>(await files.WriteAsync(act, file.Dossier.Id, file.Version, [.. lines.Select(l => l is ConsentAnswered consent ? consent with { Giver = giver } : l)]));
    });

    private static ConsentAnswered Consent(string partner, DateOnly until) =>
        new(Chance.Secure.Id(), partner, null, ["name"], "Hulp bij slapen", null, Given: true, new DateOnly(2026, 9, 1), HowSaid.Orally, until);

    private async Task<IHtmlDocument> WorkAsync(string person, string query = "") => await TriageApp.PageAsync(await _app.SignedInAsync(person), "/" + query);

    private static List<(string Kind, string Link, string What, string Dossier)> Due(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("li[data-due]").Select(li => (li.GetAttribute("data-due")!, li.QuerySelector("a")!.GetAttribute("href")!, li.QuerySelector("a")!.TextContent, li.QuerySelector("p")!.TextContent))];

    [Fact]
    [Norm("HK-5c", "HK-5d", "HK-4d")]
    public async Task What_the_dossiers_ask_for_stands_there_with_its_day_and_dossier()
    {
        await WriteAsync("sanne", "BAR-2026-0103", Consent("School De Beuk", new(2026, 12, 1)), Consent("Opvoedhulp Brug", new(2026, 11, 20)), Consent("Later genoeg", new(2027, 6, 1)));
        await WriteAsync("sanne", "BAR-2026-0101", new ChangeProposed("Ook hulp bij rekenen", "De school vraagt ernaar", new(2026, 11, 10)), new PlanVersion("Wij bellen", []));
        await WriteAsync("joris", "BAR-2026-0104", Consent("Van Joris", new(2026, 11, 30)));
        var page = await WorkAsync("sanne");
        var (one, three) = ($"/dossiers/{IdOf("BAR-2026-0101")}", $"/dossiers/{IdOf("BAR-2026-0103")}");
        Assert.Equal(
        [
            ("proposal-open", one + "/help-request/proposals/3", "De klant denkt na over een andere hulpvraag, sinds 10 november 2026", "BAR-2026-0101 · Milan Verbeek"),
            ("consent-over", three + "#consents", "Toestemming voor Opvoedhulp Brug is verlopen op 20 november 2026", "BAR-2026-0103 · Zoë Kamphuis"),
            ("plan-not-agreed", one + "/plan/agreement", "Vraag wie het eens is met het plan van 24 november 2026", "BAR-2026-0101 · Milan Verbeek"),
            ("consent-expiring", three + "#consents", "Toestemming voor School De Beuk loopt tot en met 1 december 2026", "BAR-2026-0103 · Zoë Kamphuis"),
        ], Due(page));
        Assert.Equal(["Toestemming loopt af: 1", "Toestemming voorbij: 1", "Voorstel open: 1", "Plan zonder instemming: 1"],
            page.QuerySelectorAll("section[aria-labelledby=due] .fv-cluster li").Select(li => li.TextContent.Trim()));
        Assert.Equal(["Van Joris"], Due(await WorkAsync("joris")).Select(d => d.What.Contains("Van Joris", StringComparison.Ordinal) ? "Van Joris" : d.What));
        Assert.Empty(Due(await WorkAsync("bas")));
        Assert.Empty(Due(await WorkAsync("mark")));
    }

    [Fact]
    [Norm("IU-ALG-2a", "HK-3e")]
    public async Task An_uninformed_client_and_a_passed_moment_lead_to_their_decision()
    {
        var walk = await Walk.AtAsync(_app, "sanne", "2", "check");
        await walk.GiveAsync("moment", ("momentFrom", "30-11-2026"), ("momentTo", "5-12-2026"));
        await walk.GiveAsync("informed", ("informed", "no"), ("informedReason", "Zij is op reis."));
        var record = $"/records/{await walk.SignAsync()}";
        // The plan of this dossier was agreed on: nothing but the client to inform.
        var dossier = _app.Rows("SELECT Number || ' · ' || Name FROM dossiers d JOIN decisions r ON r.DossierId = d.Id")[0];
        Assert.Equal([("inform", record, "De klant weet nog niet van het besluit van 24 november 2026", dossier)], Due(await WorkAsync("sanne")));
        _app.Clock!.Advance(TimeSpan.FromDays(11)); // 5 December, the last day
        Assert.Equal(["inform"], Due(await WorkAsync("sanne")).Select(d => d.Kind));
        _app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains(("moment-passed", record, "Het moment van delen is voorbij sinds 5 december 2026. Weeg opnieuw.", dossier), Due(await WorkAsync("sanne")));
        Assert.Empty(Due(await WorkAsync("joris")));
        _app.Clock.Advance(TimeSpan.FromDays(30)); // 5 January: 31 days later
        Assert.DoesNotContain("moment-passed", Due(await WorkAsync("sanne")).Select(d => d.Kind));
    }

    [Fact]
    public async Task With_the_dossier_all_of_it_goes_to_the_colleague()
    {
        var walk = await Walk.AtAsync(_app, "sanne", "2", "check");
        await walk.GiveAsync("informed", ("informed", "no"), ("informedReason", "Zij is op reis."));
        var record = $"/records/{await walk.SignAsync()}";
        var number = _app.Rows("SELECT Number FROM dossiers d JOIN decisions r ON r.DossierId = d.Id")[0];
        await WriteAsync("sanne", number, Consent("School De Beuk", new(2026, 12, 1)));
        var draft = await Walk.StartAsync(_app, "sanne", "2", dossier: IdOf(number));
        await draft.GiveAsync("refer-kind", ("referKind", "2a"));
        await draft.GiveAsync("colleague", ("colleague", "fatima"), ("question", "Past dit?"));
        var before = Due(await WorkAsync("sanne"));
        Assert.Equal(["inform", "consent-expiring"], before.Select(d => d.Kind));
        await AsAsync("sanne", async (parts, act) =>
        {
            var files = parts.GetRequiredService<CaseFiles>();
            var file = (await files.FindAsync(act.Who, IdOf(number)))!;
            return Assert.IsType<Wrote>(await files.HandOverAsync(act, file.Dossier.Id, file.Version, "joris", "Vakantie"));
        });
        var (sanne, joris) = (await WorkAsync("sanne"), await WorkAsync("joris"));
        Assert.Empty(Due(sanne));
        Assert.Equal(before, Due(joris));
        Assert.Null(sanne.QuerySelector($"main a[href='{draft.Address("colleague")}']"));
        Assert.Equal("Wacht op antwoord van Fatima Amrani", joris.QuerySelector($"main a[href='{draft.Address("colleague")}']")!.TextContent);
        Assert.NotNull(joris.QuerySelector($"main a[href='{record}']"));
    }

    [Fact]
    public async Task Of_many_points_the_first_stand_there_and_all_on_request()
    {
        await WriteAsync("sanne", "BAR-2026-0103", [.. Enumerable.Range(1, 15).Select(day => new ChangeProposed($"Vraag {day}", "Omdat", new DateOnly(2026, 11, day)))]);
        var first = await WorkAsync("sanne");
        Assert.Equal(12, Due(first).Count);
        Assert.Contains("1 november 2026", Due(first)[0].What);
        Assert.Equal("Voorstel open: 15", first.QuerySelector("section[aria-labelledby=due] .fv-cluster li")!.TextContent.Trim());
        Assert.NotNull(first.QuerySelector("main a[href='/?due=all']"));
        var all = await WorkAsync("sanne", "?due=all");
        Assert.Equal(15, Due(all).Count);
        Assert.Null(all.QuerySelector("main a[href='/?due=all']"));
    }
}
