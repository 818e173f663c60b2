namespace FoodValley.Triage.BrowserTests;

/// <summary>A meeting from planning to holding it, in the real browser, also narrow, in the dark and in forced colours.</summary>
public sealed class MeetingStories(Running running) : IClassFixture<Running>
{
    private const string School = "Intern begeleider, Basisschool De Klimroos", Police = "Wijkagent jeugd, Politie, basisteam De Vallei";

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task A_convener_plans_shifts_shares_and_holds_a_meeting()
    {
        await using var story = await running.StoryAsync(new Look(Everywhere: true) { Pictures = "meeting" });
        await PlanAsync(story, "sanne");
        var meeting = story.Path;

        // The proposal, and then a case by hand.
        await story.PressAsync("Voorstel overnemen", "Take the proposal");
        Assert.Contains("minder wachten", await story.Page.Locator("main [role=status]").InnerTextAsync());
        await story.GoAsync(story.Page.Locator("[data-case='2'] button[name=up]").ClickAsync);
        Assert.Contains("meer wachten", await story.Page.Locator("main [role=status]").InnerTextAsync());

        await story.FollowAsync("Agenda om te delen", "Agenda to share");
        Assert.DoesNotContain("Milan", await story.Page.Locator("main").InnerTextAsync());
        await story.OpenAsync(meeting + "/during");
        await story.OpenAsync(meeting + "/during/1");
        await story.TickAsync("present", "2");
        await story.PressAsync("Bewaren", "Save");
        Assert.Contains(Police, await story.Page.Locator("main [role=alert]").InnerTextAsync());
        await story.PressAsync("Toch doorgaan en vastleggen", "Go on anyway and record");
        Assert.Contains("Vastgelegd door Sanne de Wit", await story.Page.Locator("main").InnerTextAsync());

        await story.OpenAsync("/meetings");
        await story.InEnglishAsync();
        foreach (var below in new[] { "", "/details", "/cases/1", "/people/1", "/agenda", "/during", "/during/1" }) await story.OpenAsync(meeting + below);
    }

    [Fact]
    public async Task In_the_dark_and_in_forced_colours_it_is_the_same()
    {
        await using var story = await running.StoryAsync(new Look(Width: 375, Dark: true));
        await PlanAsync(story, "amira");
        await using var forced = await running.StoryAsync(new Look(ForcedColors: true));
        await forced.SignInAsync("tom");
        foreach (var below in new[] { "", "/cases/1", "/agenda", "/during/1" }) await forced.OpenAsync(story.Path + below);
    }

    private static async Task PlanAsync(Story story, string person)
    {
        await story.SignInAsync(person);
        await story.OpenAsync("/meetings");
        await story.FollowAsync("Nieuw overleg", "New meeting");
        await story.PressAsync("Bewaren", "Save"); // nothing filled in: the mistakes are said
        await story.FillAsync("day", "8-12-2026");
        await story.FillAsync("start", "9:30");
        await story.FillAsync("place", "kamer 2");
        await story.PressAsync("Bewaren", "Save");
        foreach (var (who, role) in new[] { (School, "mentor"), (Police, "wijkagent") })
        {
            await story.FollowAsync("Deelnemer toevoegen", "Add a participant");
            await story.SelectAsync("who", who);
            await story.FillAsync("role", role);
            await story.PressAsync("Bewaren", "Save");
        }
        var cases = person == "sanne" ? 3 : 2;
        for (var number = 1; number <= cases; number++)
        {
            await story.FollowAsync("Casus toevoegen", "Add a case");
            await story.Field("dossier").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await story.FillAsync("minutes", $"{number * 10}");
            await story.TickAsync("people", number == 2 ? "2" : "1");
            await story.PressAsync("Bewaren", "Save");
        }
    }
}
