namespace FoodValley.Triage.BrowserTests;

/// <summary>Level 1: advice without a name.</summary>
public class ConsultStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData("joris")]
    [InlineData("tom")]
    [Norm("IU-KOP-1", "IU-1-DOEL", "IU-1-GRD", "IU-1-INF-b", "IU-ALG-6", "HK-7a")]
    public async Task Advice_is_asked_without_a_name(string person)
    {
        await using var story = await running.StoryAsync(new() { Pictures = person == "joris" ? "consult" : null });
        await story.SignInAsync(person);
        await Consulting.ToCheckAsync(story);
        var record = await story.SignAsync();
        await story.SeesAsync("Hoe begin ik een gesprek over gokken?");
        await story.SeesAsync("Niet van toepassing");
        await story.FindsAtMyWorkAsync(record, "Anoniem raad vragen");
    }

    [Fact]
    [Norm("IU-1-INF-a", "IU-1-INF-b")]
    public async Task What_points_to_somebody_goes_before_the_question_is_asked()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "anonymous" });
        await story.SignInAsync("joris");
        // The name of the client is known only when the question begins at their dossier.
        await story.OpenAsync("/dossiers");
        await story.FollowAsync("BAR-2026-0104", "BAR-2026-0104");
        await story.FollowAsync("Nieuwe afweging", "New weighing");
        await story.ChooseAsync("way", "1");
        await story.ContinueAsync();
        await Consulting.RecipientAsync(story);
        await Consulting.QuestionAsync(story);
        await story.AtAsync("consult-text");

        await story.FillAsync("consultText", "Sem Oosterbeek gokt veel. Zijn nummer is 123456782, bel 06-12345678.");
        await story.TickAsync("consultConfirmed");
        await story.ContinueAsync();
        await story.AtAsync("consult-text");
        await story.SeesAsync("Er staat een nummer dat op een burgerservicenummer lijkt. Haal het weg.");
        await story.SeesAsync("‘Sem Oosterbeek’ staat ook in het dossier van de klant.");
        await story.SeesAsync("Vervang ‘06-12345678’ of leg uit waarom het kan blijven.");

        await story.FillAsync("consultText", "Een tiener gokt veel. Wij bellen met het algemene nummer 06-12345678.");
        await story.FillAsync("kept[0].why", "Dit is het nummer van ons eigen team.");
        await story.TickAsync("consultConfirmed");
        await story.ContinueAsync();

        await story.AtAsync("recognisable");
        await story.ChooseAsync("recognisable", "maybe");
        await story.ContinueAsync();
        await story.AtAsync("recognisable");
        await story.SeesAsync("Niveau 1 kan niet, want de ontvanger kan de klant misschien herkennen.");
        await Consulting.RecognisableAsync(story);
        await Consulting.ReasonAsync(story);
        var record = await story.SignAsync();
        await story.DoesNotSeeAsync("123456782");
        await story.DoesNotSeeAsync("Oosterbeek");
        await story.SeesAsync("Dit is het nummer van ons eigen team.");
        await story.FindsAtMyWorkAsync(record, "Anoniem raad vragen");
    }
}
