namespace FoodValley.Triage.BrowserTests;

/// <summary>Level 2 with data that are shared: whole stories from signing in to the sealed record and back at My work.</summary>
public class SharingStories(Running running) : IClassFixture<Running>
{
    public static TheoryData<string, string> Looks => new()
    {
        { "2b", "light" }, { "2b", "dark" }, { "2b", "forced colours" }, { "2a", "narrow" },
    };

    /// <summary>The same story in other colours and on a telephone: what it shows must hold there too.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    [Norm("IU-KOP-1", "IU-KOP-2", "IU-2-DOEL-a", "IU-2-DOEL-b", "IU-2-GRD-OVH", "IU-2-VOOR-1", "IU-2-VOOR-2", "IU-2-INF-1", "IU-2-INF-2", "IU-ALG-1", "IU-ALG-2a", "IU-ALG-4", "IU-ALG-5", "IU-ALG-6", "HK-0b", "HK-0d-DOE", "HK-0d-PRO", "HK-0d-SUB", "HK-0e", "HK-3a", "HK-3c", "HK-3d", "HK-3e", "HK-3f", "HK-4a", "HK-4c", "HK-5a", "HK-5b", "HK-5d", "HK-7a", "HK-7b", "HK-7f", "HK-7g", "HK-8a")]
    public async Task Somebody_of_the_municipality_shares_for_a_statutory_task(string kind, string look)
    {
        await using var story = await running.StoryAsync(look switch
        {
            "dark" => new(Dark: true),
            "forced colours" => new(ForcedColors: true),
            "narrow" => new(Width: 375),
            _ => new() { Pictures = "share-" + kind },
        });
        await story.SignInAsync("sanne");
        await Referring.ToCheckAsync(story, kind, await running.FamilyAsync("sanne"), "government", "statutory-task");
        await story.SeesAsync("Passende jeugdhulp regelen voor dit kind");
        var record = await story.SignAsync();
        await story.SeesAsync(kind == "2a" ? "Verwijzen" : "Aanmelden");
        await story.SeesAsync("Ik las de lijst voor. Zij haalden er één punt af.");
        await story.SeesAsync("De moeder wil hulp, en dit is het minste dat daarvoor nodig is.");
        await story.FindsAtMyWorkAsync(record, "Delen");
    }

    [Theory]
    [InlineData("2a", "consent", "Toestemming")]
    [InlineData("2b", "agreement", "Overeenkomst met de klant")]
    [Norm("IU-2-GRD-PRIV", "IU-2-GRD-NIET", "IU-ALG-1", "HK-2", "HK-5c", "HK-7g")]
    public async Task Somebody_who_gives_help_shares_by_consent_or_contract(string kind, string ground, string shown)
    {
        await using var story = await running.StoryAsync(new() { Pictures = "share-" + ground });
        await story.SignInAsync("amira");
        await Referring.ToCheckAsync(story, kind, await running.FamilyAsync("amira"), "non-government", ground);
        var record = await story.SignAsync();
        await story.SeesAsync(shown);
        await story.FindsAtMyWorkAsync(record, "Delen");
    }

    [Fact]
    [Norm("IU-2-GRD-OVH", "IU-2-GRD-PRIV", "IU-2-GRD-NIET", "HK-2")]
    public async Task The_ground_page_offers_what_the_capacity_permits_and_explains_the_rest()
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("sanne");
        await Referring.StartAsync(story, "2b", await running.FamilyAsync("sanne"));
        await Referring.ClientCannotAsync(story);
        await Referring.RequestAndGoalAsync(story);
        await Referring.PlanAsync(story);
        await Referring.CapacityAsync(story, "government");
        await story.AtAsync("ground");
        Assert.Equal(["statutory-task", "none"], await story.OfferedAsync("ground"));
        var consent = story.Page.Locator("main details").Filter(new() { Has = story.Page.Locator("summary").GetByText("toestemming") });
        await consent.Locator("summary").ClickAsync();
        await Assertions.Expect(consent).ToContainTextAsync("IU-2-GRD-OVH");
        await story.CheckAsync();
    }

    [Fact]
    [Norm("HK-0b")]
    public async Task A_whole_story_in_English()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "english" });
        await story.OpenAsync("/");
        await story.InEnglishAsync();
        await story.SignInAsync("bas");
        await Referring.ToCheckAsync(story, "2b", await running.FamilyAsync("bas"), "government", "statutory-task", "share-partly");
        var record = await story.SignAsync();
        await story.SeesAsync("Signed decision");
        await story.FindsAtMyWorkAsync(record, "Share in part");
    }
}
