using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>The partners of the short plan and the parts they become in the dossier.</summary>
public sealed class PlanPartnerTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static (string, string)[] Plan(params (string Partner, string Why)[] partners) =>
        [("planSteps", "We register, then evaluate."), .. partners.SelectMany((p, at) => new[] { ($"partners[{at}].partner", p.Partner), ($"partners[{at}].partnerWhy", p.Why), ($"partners[{at}].partnerData", "Name") })];

    [Fact]
    [Norm("HK-5b", "HK-5c")]
    public async Task Two_partners_with_the_same_name_stay_apart_over_the_versions_of_the_plan()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "plan");
        await walk.GiveAsync("plan", Plan(("Opvoedhulp Brug", "Gives help"), ("Wijkteam", "Visits at home"), ("Wijkteam", "Helps with debts")));
        var first = await PartsAsync(walk);
        Assert.Equal(3, first.Select(p => p.Id).Distinct().Count());

        // In another order each keeps what is its own.
        await walk.GiveAsync("plan", Plan(("Wijkteam", "Helps with debts"), ("Wijkteam", "Visits at home"), ("Opvoedhulp Brug", "Gives help")));
        Assert.Equal([first[2].Id, first[1].Id, first[0].Id], (await PartsAsync(walk)).Select(p => p.Id));

        // One says something else now: the other has the better claim to the part that says the same.
        await walk.GiveAsync("plan", Plan(("Wijkteam", "Helps with letters"), ("Wijkteam", "Helps with debts"), ("Opvoedhulp Brug", "Gives help")));
        var third = await PartsAsync(walk);
        Assert.Equal([first[1].Id, first[2].Id, first[0].Id], third.Select(p => p.Id));

        // A third one is new.
        await walk.GiveAsync("plan", Plan(("Wijkteam", "Helps with letters"), ("Wijkteam", "Helps with debts"), ("Wijkteam", "Goes along"), ("Opvoedhulp Brug", "Gives help")));
        var fourth = await PartsAsync(walk);
        Assert.Equal(4, fourth.Select(p => p.Id).Distinct().Count());
        Assert.DoesNotContain(fourth[2].Id, first.Select(p => p.Id));
    }

    private async Task<IReadOnlyList<PlanPart>> PartsAsync(Walk walk)
    {
        using var scope = app.Services.CreateScope();
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"))!;
        return (await scope.ServiceProvider.GetRequiredService<CaseFiles>().FindAsync(who, (await walk.AnswersAsync()).Dossier!.Value))!.Plan!.What.Parts;
    }
}
