namespace FoodValley.Triage.BrowserTests;

/// <summary>Work that is interrupted: by another tab, or by a session that ends. What was typed is never lost.</summary>
public class InterruptedStories(Running running) : IClassFixture<Running>
{
    private const string First = "Ik wil dat hij weer doorslaapt.";
    private const string Second = "Ik wil zelf ook weer slapen.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_later_of_two_tabs_is_told_and_chooses(bool own)
    {
        await using var story = await running.StoryAsync(new() { Pictures = own ? "tabs" : null });
        await story.SignInAsync("joris");
        await Referring.StartAsync(story, "2b", await running.FamilyAsync("joris"));
        await Referring.ClientCannotAsync(story);
        await Referring.HelpRequestAsync(story);
        await story.AtAsync("goal");
        var goal = story.Path;
        var later = await story.TabAsync();
        await later.OpenAsync(goal);

        await GoalAsync(story, First);
        await story.AtAsync("plan");
        later.Expects(409);
        await GoalAsync(later, Second);
        await later.AtAsync("goal");
        await later.SeesAsync("Je concept is intussen ergens anders gewijzigd");
        await later.SeesAsync(First);
        await Assertions.Expect(later.Field("goal")).ToHaveValueAsync(Second);

        if (own) await later.ContinueAsync();
        else await later.FollowAsync("Neem over wat er nu staat", "Take what is saved now");
        await story.OpenAsync(goal);
        await Assertions.Expect(story.Field("goal")).ToHaveValueAsync(own ? Second : First);
    }

    [Fact]
    public async Task The_later_of_two_tabs_on_a_dossier_sees_what_came_between_and_keeps_its_own_words()
    {
        var dossier = await running.FamilyAsync("joris");
        await using var story = await running.StoryAsync(new() { Pictures = "dossier-tabs" });
        await story.SignInAsync("joris");
        await story.OpenAsync(dossier.Path + "/help-request");
        var later = await story.TabAsync();
        await later.OpenAsync(dossier.Path + "/presence");
        await story.SaveAsync(("helpRequest", "Hulp bij slapen."), ("saidBy", "de moeder"), ("on", "1-11-2026"));

        later.Expects(409);
        await later.FillInAsync(("on", "20-11-2026"), ("present", "de moeder en de vader"));
        await later.SendAsync();
        await later.SeesAsync("Er kwam intussen iets bij in dit dossier");
        await later.SeesAsync("Hulp bij slapen.");
        await Assertions.Expect(later.Field("present")).ToHaveValueAsync("de moeder en de vader");
        await later.SaveAsync();
        await later.SeesAsync("de moeder en de vader");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_ends_in_the_middle_of_a_question_loses_nothing(bool scripts)
    {
        await using var story = await running.StoryAsync(new(Scripts: scripts) { Pictures = scripts ? "session" : null });
        await story.SignInAsync("joris");
        await Consulting.StartAsync(story);
        await Consulting.RecipientAsync(story);
        await story.AtAsync("consult-question");
        await story.FillAsync("consultQuestion", "Hoe begin ik een gesprek over gokken?");

        running.Clock.Advance(TimeSpan.FromMinutes(61));
        await story.ContinueAsync();
        await story.ChooseAsync("person", "joris");
        await story.PressAsync("Inloggen", "Sign in");
        await story.PressAsync("Verder met wat ik invulde", "Continue with what I filled in");
        await story.AtAsync("consult-text");
        await story.PressAsync("Vorige", "Back");
        await Assertions.Expect(story.Field("consultQuestion")).ToHaveValueAsync("Hoe begin ik een gesprek over gokken?");
    }

    private static async Task GoalAsync(Story story, string words)
    {
        await story.FillInAsync(("goal", words), ("goalByWhom", "de moeder"), ("goalSupport", "no"), ("goalLink", "Zij vraagt hulp bij slapen."));
        await story.ContinueAsync();
    }
}
