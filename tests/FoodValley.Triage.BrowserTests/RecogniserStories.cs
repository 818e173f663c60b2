namespace FoodValley.Triage.BrowserTests;

/// <summary>Level 1, what is found in the text: shown while typing, replaced, explained, and gone on from. Everybody is invented.</summary>
[Norm("IU-1-INF-a", "IU-1-INF-b")]
public class RecogniserStories(Running running) : IClassFixture<Running>
{
    private const string Told = "Gisteren belde Fatima weer. Fatima woont in Lunteren en belt met 06-12345678.";
    private const string Fatima = "Vervang ‘Fatima’ door [persoon]";
    private const string Lunteren = "Vervang ‘Lunteren’ door [dorp]";

    private static async Task ToTextAsync(Story story)
    {
        await story.SignInAsync("joris");
        await story.OpenAsync("/asking/start");
        await story.ChooseAsync("way", "1");
        await story.ContinueAsync();
        await Consulting.RecipientAsync(story);
        await Consulting.QuestionAsync(story);
        await story.AtAsync("consult-text");
    }

    [Fact]
    public async Task Marks_come_while_typing_and_go_when_the_words_go()
    {
        await using var story = await running.StoryAsync();
        await ToTextAsync(story);
        var marks = story.Page.Locator("#marks li");
        await Assertions.Expect(marks).ToHaveCountAsync(0);
        await story.Field("consultText").PressSequentiallyAsync(Told);
        await Assertions.Expect(marks).ToHaveCountAsync(3);
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Gevonden in je tekst: 3. Kijk onder de tekst.");
        await story.SeesAsync("‘Lunteren’ kan iemand herkenbaar maken.");
        await story.SeesAsync("(een woonplaats of wijk; zeker)");
        await Assertions.Expect(story.Field("consultText")).ToBeFocusedAsync();
        await story.CheckAsync();

        await story.FillAsync("consultText", "Een tiener gokt veel.");
        await Assertions.Expect(marks).ToHaveCountAsync(0);
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("");
        await story.CheckAsync();
    }

    [Fact]
    public async Task A_mark_is_replaced_another_explained_and_the_way_goes_on()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "recogniser" });
        await ToTextAsync(story);
        await story.FillAsync("consultText", Told);
        await Assertions.Expect(story.Button(Fatima, Fatima)).ToBeVisibleAsync();
        await story.PressAsync(Fatima, Fatima);
        await story.AtAsync("consult-text");
        await Assertions.Expect(story.Field("consultText")).ToHaveValueAsync("Gisteren belde [persoon] weer. [persoon] woont in Lunteren en belt met 06-12345678.");
        await story.PressAsync(Lunteren, Lunteren);
        await story.TickAsync("consultConfirmed");
        await story.ContinueAsync();
        await story.AtAsync("consult-text");
        await story.SeesAsync("Vervang ‘06-12345678’ of leg uit waarom het kan blijven.");
        await story.FillAsync("kept[0].why", "Dit is het nummer van ons eigen team.");
        await story.ContinueAsync();
        await Consulting.RecognisableAsync(story);
        await Consulting.ReasonAsync(story);
        await story.SignAsync();
        await story.SeesAsync("Gisteren belde [persoon] weer. [persoon] woont in [dorp] en belt met 06-12345678.");
        await story.SeesAsync("Dit is het nummer van ons eigen team.");
        await story.DoesNotSeeAsync("Fatima");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_keys_alone_and_with_or_without_scripts(bool scripts)
    {
        await using var story = await running.StoryAsync(new(Scripts: scripts));
        await ToTextAsync(story);
        var keys = new Keyboard(story);
        await keys.TypeAsync("consultText", Told);
        if (scripts) await Assertions.Expect(story.Page.Locator("#marks li")).ToHaveCountAsync(3);
        else await SendAsync(story, keys, "main button[type=submit]:not([name]):not([hidden])");
        await SendAsync(story, keys, "#marks li:nth-child(1) button");
        await Assertions.Expect(story.Field("consultText")).ToHaveValueAsync("Gisteren belde [persoon] weer. [persoon] woont in Lunteren en belt met 06-12345678.");
        await SendAsync(story, keys, "#marks li:nth-child(1) button");
        await keys.TypeAsync("kept[0].why", "Ons eigen nummer.");
        await keys.TabToAsync("[name=consultConfirmed]");
        await keys.PressAsync(" ");
        await SendAsync(story, keys, "main button[type=submit]:not([name]):not([hidden])");
        await story.AtAsync("recognisable");
    }

    /// <summary>Goes to the button and presses Enter.</summary>
    private static async Task SendAsync(Story story, Keyboard keys, string button)
    {
        await keys.TabToAsync(button);
        await story.GoAsync(_ => keys.PressAsync("Enter"));
    }
}
