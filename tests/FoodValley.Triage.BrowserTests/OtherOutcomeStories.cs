namespace FoodValley.Triage.BrowserTests;

/// <summary>Level 2 where the professional shares nothing: that is a decision too, and it is recorded like the other.</summary>
public class OtherOutcomeStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData("orally")]
    [InlineData("in-writing")]
    [Norm("IU-2-VOOR-1", "IU-2-VOOR-1a", "IU-2-VOOR-1b", "IU-ALG-4", "HK-0e")]
    public async Task The_client_passes_it_on(string how)
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("joris");
        await Referring.StartAsync(story, "2a", await running.FamilyAsync("joris"));
        await Referring.ClientCanAsync(story, how);
        await Referring.RequestAndGoalAsync(story);
        // In a letter stands no more than what would be shared.
        if (how == "in-writing") await Referring.PurposeAndItemsAsync(story);
        await Referring.TalkedAsync(story);
        await Referring.ConsiderationsSharedAsync(story);
        await story.AtAsync("outcome");
        Assert.Equal("client-passes-on", await story.ChosenAsync("outcome"));
        await Referring.OutcomeAsync(story, "client-passes-on", "De moeder belt morgen zelf.");
        var record = await story.SignAsync();
        await story.FindsAtMyWorkAsync(record, "De klant vertelt het zelf");
    }

    [Fact]
    [Norm("IU-ALG-1", "HK-7a", "HK-7h")]
    public async Task No_ground_is_found_so_nothing_is_shared()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "no-ground" });
        await story.SignInAsync("tom");
        await Referring.StartAsync(story, "2a", await running.FamilyAsync("tom"));
        await Referring.ClientCannotAsync(story);
        await Referring.RequestAndGoalAsync(story);
        await Referring.PlanAsync(story);
        await Referring.CapacityAsync(story, "non-government");
        await Referring.GroundAsync(story, "none");
        await story.AtAsync("outcome");
        Assert.Equal("do-not-share", await story.ChosenAsync("outcome"));
        Assert.Equal("no-ground", await story.ChosenAsync("notSharingReason"));
        await Referring.OutcomeAsync(story, "do-not-share", "Geen grondslag past. We vragen eerst raad zonder naam.");
        await Referring.TalkedAsync(story);
        await Referring.ConsiderationsSharedAsync(story);
        var record = await story.SignAsync();
        await story.SeesAsync("Er is geen grondslag");
        await story.FindsAtMyWorkAsync(record, "Niet delen");
    }

    [Fact]
    [Norm("HK-6h", "HK-7a")]
    public async Task Waiting_until_a_day_comes_back_under_what_needs_attention()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "hold" });
        await story.SignInAsync("tom");
        var dossier = await running.FamilyAsync("tom");
        await Referring.StartAsync(story, "2b", dossier);
        await Referring.ClientCannotAsync(story);
        await Referring.RequestAndGoalAsync(story);
        await StopAsync(story);
        await story.ChooseAsync("outcome", "hold");
        await story.ChooseAsync("holdReason", "talk-first");
        await story.FillAsync("holdUntil", "1-12-2026");
        await Referring.OutcomeAsync(story, "hold", "Ik praat eerst met Daan.");
        await Referring.TalkedAsync(story);
        await Referring.ConsiderationsSharedAsync(story);
        var record = await story.SignAsync();
        await story.FindsAtMyWorkAsync(record, "Wachten");
        var due = story.Page.GetByRole(AriaRole.Region, new() { Name = "Dit vraagt aandacht" });
        await Assertions.Expect(due.Locator($"a[href=\"{record}\"]")).ToHaveCountAsync(1);
        await Assertions.Expect(due).ToContainTextAsync("Een besluit wacht tot 1 december 2026");
        await Assertions.Expect(due).ToContainTextAsync(dossier.Number);
    }

    [Fact]
    [Norm("IU-KOP-1", "HK-7a")]
    public async Task Another_level_fits_better()
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("tom");
        await Referring.StartAsync(story, "2a", await running.FamilyAsync("tom"));
        await StopAsync(story);
        await story.ChooseAsync("outcome", "other-level");
        await story.ChooseAsync("otherWay", "1");
        await Referring.OutcomeAsync(story, "other-level", "Ik vraag eerst raad zonder naam.");
        await Referring.TalkedAsync(story);
        var record = await story.SignAsync();
        await story.FindsAtMyWorkAsync(record, "Naar een ander niveau");
    }

    [Fact]
    [Norm("HK-6h", "HK-7a")]
    public async Task Other_rules_hold_when_it_is_reported_to_Veilig_Thuis()
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("tom");
        await Referring.StartAsync(story, "2a", await running.FamilyAsync("tom"));
        await StopAsync(story);
        await story.ChooseAsync("outcome", "outside-framework");
        await story.ChooseAsync("outsideRoute", "safe-home");
        await story.FillAsync("adviceFrom", "de aandachtsfunctionaris");
        await story.CheckAsync();
        await Referring.OutcomeAsync(story, "outside-framework", "Ik maak mij zorgen en meld bij Veilig Thuis.");
        await Referring.TalkedAsync(story);
        var record = await story.SignAsync();
        await story.SeesAsync("Ik meld bij Veilig Thuis");
        await story.FindsAtMyWorkAsync(record, "Andere regels gelden");
    }

    private static async Task StopAsync(Story story)
    {
        await story.PressAsync("Ik wil nu al besluiten om niet te delen, te wachten of een andere weg te nemen", "I want to decide now not to share, to wait or to take another way");
        await story.AtAsync("outcome");
    }
}
