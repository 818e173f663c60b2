namespace FoodValley.Triage.BrowserTests;

/// <summary>With JavaScript switched off everything can be done that can be done with it.</summary>
public class NoScriptStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData("sanne", "government", "statutory-task")]
    [InlineData("tom", "non-government", "agreement")]
    [Norm("IU-KOP-1", "HK-0b", "HK-7f")]
    public async Task A_whole_decision(string person, string sector, string ground)
    {
        await using var story = await running.StoryAsync(new(Scripts: false));
        await story.SignInAsync(person);
        await Referring.ToCheckAsync(story, "2b", await running.FamilyAsync(person), sector, ground);
        var record = await story.SignAsync();
        await story.FindsAtMyWorkAsync(record, "Delen");
    }
}
