using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Dossiers;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Journeys;

/// <summary>
/// From the client's own question to a consent taken back: a girl of fourteen with two parents who have custody, at a youth-care provider that shares on
/// the ground of consent. Every step by the pages.
/// </summary>
public sealed class ConsentWithdrawnJourney(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("HK-3a", "HK-3b", "HK-3c", "HK-3d", "HK-3e", "HK-3f", "HK-4a", "HK-4b", "HK-4c", "HK-5a", "HK-5b", "HK-5c", "HK-5d", "HK-5f", "HK-7g", "HK-7h")]
    public async Task A_decision_on_consent_stands_when_the_consent_is_taken_back_and_no_new_one_rests_on_it()
    {
        // Whose data it is, and who speaks for her.
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen, person: "amira");
        await own.SaveAsync("client", ("phone", "06-00000999"));
        await own.AddAsync("Hanna de Bruin");
        await own.AddAsync("Bas de Bruin");

        // What she asks, what she wants, how, and everybody's agreement with it.
        await own.RequestAsync("I want to talk with somebody about my worries.");
        await own.GoalAsync("I want to sleep without worrying.");
        await own.SaveAsync("plan",
            ("planSteps", "We register at the psychologist and look again after six weeks."), ("parts[0].name", "Praktijk De Wilg"), ("parts[0].why", "Gives the talks"),
            ("parts[0].data", "Name, phone and purpose"), ("parts[0].purpose", "To plan the first talk"));
        Assert.Contains("Bas de Bruin", await own.TextAsync(), StringComparison.Ordinal);
        await own.SaveAsync("plan/agreement", [.. Enumerable.Range(0, 3).SelectMany(at => Said(at, until: null))]);

        // She and her mother consent; her father has said nothing yet, and the dossier says so by name.
        (string, string)[] about =
        [
            ("partner", "new"), ("partnerOrganisation", "Praktijk De Wilg"), ("partnerContact", "Intake"), ("partnerKind", "provider"),
            ("data", "name"), ("data", "phone"), ("data", "purpose"), ("purpose", "To plan the first talk"),
        ];
        await own.SaveAsync("consent/new", [.. about, .. Said(0), .. Said(1)]);
        Assert.Contains("Bas de Bruin", OwnDossier.Plain((await own.OpenAsync()).QuerySelector("section[aria-labelledby=consents]")!.TextContent), StringComparison.Ordinal);
        var partner = app.Rows("SELECT Id FROM partners WHERE Organisation = 'Praktijk De Wilg'")[0].ToLowerInvariant();
        var walk = await StartAsync(own, partner);
        var waiting = await walk.PostAsync("consent-status", ("consent", "given"), ("consentUntil", "1-6-2027"), ("consentReasoning", "They heard the list."));
        Assert.Equal(["consentMissingReason"], waiting.Wrong);
        Assert.Contains("Bas de Bruin (ouder met gezag)", waiting.Page.GetElementById("consentMissingReason-error")!.TextContent, StringComparison.Ordinal);

        // Her father consents too: complete, and the decision is signed.
        await own.SaveAsync("consent/new", [("partner", partner), .. about.Skip(4), .. Said(2)]);
        walk = await StartAsync(own, partner);
        await FinishAsync(walk);
        var record = await walk.SignAsync();
        var content = JsonNode.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"))!["entry"]!["content"]!;
        Assert.Equal(("consent", "given", "share"), ((string?)content["ground"], (string?)content["answers"]!["consent"], (string?)content["outcome"]));
        Assert.Equal(3, content["basedOn"]!["consents"]!.AsArray().Count);

        // She takes it back.
        var hers = (await own.FileAsync()).Consents.First(c => c.What.Giver is null).Number;
        await own.SaveAsync($"consent/{hers}/withdraw", ("on", "24-11-2026"), ("how", "orally"));

        // A new decision on it is refused.
        var again = await StartAsync(own, partner);
        var page = await again.OpenAsync("consent-status");
        Assert.Equal("withdrawn", page.QuerySelectorAll<IHtmlInputElement>("input[name=consent]").Single(i => i.IsChecked).Value);
        await again.SubmitAsync(page, ("consentReasoning", "She took it back today."));
        await again.GiveAsync(Later);
        Assert.Equal(HttpStatusCode.BadRequest, (await again.PostAsync("outcome", ("outcome", "share"), ("reason", "All the same."))).Status);
        var findings = (await again.OpenAsync("check")).QuerySelector(".fv-findings")!.TextContent;
        Assert.Contains("HK-5c", findings, StringComparison.Ordinal);
        using var sign = await again.Client.GetAsync(again.Address("sign"));
        Assert.StartsWith(again.Address("check"), sign.Headers.Location!.OriginalString, StringComparison.Ordinal);

        // The old one stands, whole, and the dossier says what happened since.
        var old = await TriageApp.PageAsync(own.Client, $"/records/{record}");
        Assert.Contains("She wants help and it is the least.", old.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("ingetrokken", await own.TextAsync(), StringComparison.Ordinal);
        using var scope = app.Services.CreateScope();
        Assert.All(await scope.ServiceProvider.GetRequiredService<Verification>().RunAsync(), ledger => Assert.True(ledger.Ok));
    }

    private async Task<Walk> StartAsync(OwnDossier own, string partner)
    {
        var walk = await Walk.StartAsync(app, "amira", "2", own.Client, own.Id);
        await walk.GiveAsync("refer-kind", ("referKind", "2b"));
        if (await walk.NextAsync() == "client") await walk.GiveAsync("client", ("dossier", own.Id.ToString()));
        await walk.GiveAsync("recipient", ("recipientPartner", partner));
        await walk.GiveAsync("client-passes-on", ("clientPassesOn", "no"), ("clientPassesOnReason", "She asks me to phone."));
        // What the dossier knows is there already: going on is enough.
        foreach (var step in new[] { "help-request", "goal", "plan", "plan-agreement" }) await walk.GiveAsync(step);
        await walk.GiveAsync(Story.Of("amira", "2").SkipWhile(s => s.Step != "capacity").TakeWhile(s => s.Step != "purpose"));
        await walk.GiveAsync("purpose", ("purpose", "To plan the first talk"));
        await walk.GiveAsync(Story.Of("amira", "2").SkipWhile(s => s.Step != "items").TakeWhile(s => s.Step != "consent-status"));
        return walk;
    }

    private static async Task FinishAsync(Walk walk)
    {
        await walk.GiveAsync("consent-status", ("consentReasoning", "They heard the list and all three said yes."));
        await walk.GiveAsync(Later);
        await walk.GiveAsync("outcome", Story.Fields("amira", "2", "outcome"));
    }

    private static IEnumerable<(string Step, (string, string)[] Fields)> Later => Story.Of("amira", "2").SkipWhile(s => s.Step != "secrecy").TakeWhile(s => s.Step != "outcome");

    private static (string, string)[] Said(int at, string? until = "1-6-2027") =>
        [($"answers[{at}].said", "yes"), ($"answers[{at}].on", "20-11-2026"), ($"answers[{at}].how", "orally"), .. until is null ? Array.Empty<(string, string)>() : [($"answers[{at}].until", until)]];
}
