using Microsoft.Extensions.DependencyInjection;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Tests.Talks.Setup;

public sealed class DemoWorkTests
{
    private sealed class Demonstration() : TriageApp("Development", ("Demo:Work", "true"));

    [Fact]
    public async Task A_first_look_shows_drafts_something_due_and_signed_decisions_and_the_ledger_verifies()
    {
        await using var app = new Demonstration();
        var work = await TriageApp.PageAsync(await app.SignedInAsync("sanne"), "/");
        Assert.Equal(2, work.QuerySelectorAll("section[aria-labelledby=drafts] li").Length);
        Assert.Single(work.QuerySelectorAll("section[aria-labelledby=due] li"));
        Assert.Equal(3, work.QuerySelectorAll("section[aria-labelledby=signed] tbody tr").Length);

        await using var scope = app.Services.CreateAsyncScope();
        var verdicts = await scope.ServiceProvider.GetRequiredService<Verification>().RunAsync();
        Assert.All(verdicts, v => Assert.True(v.Ok, v.FirstWrong?.Reason));
        Assert.Equal(4, verdicts.Sum(v => v.Size));
    }
}
