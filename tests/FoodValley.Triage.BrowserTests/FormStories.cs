namespace FoodValley.Triage.BrowserTests;

/// <summary>What happens to a half-filled form: one more block, Enter in a field, another language – by keys, with and without scripts.</summary>
public class FormStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Norm("HK-5b", "IU-2-INF-3")]
    public async Task One_more_partner_and_another_language_lose_nothing(bool scripts)
    {
        await using var story = await running.StoryAsync(new(Scripts: scripts));
        await story.SignInAsync("joris");
        await Referring.StartAsync(story, "2b", await running.FamilyAsync("joris"));
        await Referring.ClientCannotAsync(story);
        await Referring.RequestAndGoalAsync(story);
        await story.AtAsync("plan");

        await story.FillAsync("planSteps", "Half a plan");
        await story.Field("block").PressAsync("Enter");
        await Assertions.Expect(story.Field("partners[1].partner")).ToBeFocusedAsync();
        await story.CheckAsync();
        await story.Page.Keyboard.TypeAsync("School");
        await Assertions.Expect(story.Field("planSteps")).ToHaveValueAsync("Half a plan");

        await story.InEnglishAsync();
        await Assertions.Expect(story.Field("planSteps")).ToHaveValueAsync("Half a plan");
        await Assertions.Expect(story.Field("partners[1].partner")).ToHaveValueAsync("School");

        // Enter in a field goes on: the form is checked, nothing is added.
        await story.Field("partners[1].partner").PressAsync("Enter");
        await story.SeesAsync("Explain");
        await Assertions.Expect(story.Field("partners[2].partner")).ToHaveCountAsync(0);

        await story.PressAsync("Partner 2 weghalen", "Remove partner 2");
        await Assertions.Expect(story.Field("partners[0].partner")).ToBeFocusedAsync();
        await Assertions.Expect(story.Field("partners[1].partner")).ToHaveCountAsync(0);
        Assert.Equal("plan", await story.StepAsync());
    }
}
