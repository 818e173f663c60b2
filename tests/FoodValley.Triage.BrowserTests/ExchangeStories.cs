namespace FoodValley.Triage.BrowserTests;

/// <summary>After the signature: what really went, what the recipient said, what came in later, what went wrong, and the letter that the client takes along.</summary>
public class ExchangeStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(375, false)]
    [Norm("HK-7c", "HK-3e", "HK-7b", "IU-ALG-3")]
    public async Task What_went_is_recorded_answered_and_reported(int width, bool scripts)
    {
        await using var story = await running.StoryAsync(new(Width: width, Scripts: scripts) { Pictures = scripts ? "exchange" : null });
        await story.SignInAsync("sanne");
        await Referring.ToCheckAsync(story, "2b", await running.FamilyAsync("sanne"), "government", "statutory-task");
        var record = await story.SignAsync();
        await story.SeesAsync("Nog niet gedeeld");
        await story.FollowAsync("Tekst om te versturen", "Text to send");
        await story.SeesAsync("Daan Wolters");
        await story.FollowAsync("Vastleggen wat er is gegaan", "Record what went");
        await story.TickAsync("sentItems", "name");
        await story.TickAsync("sentItems", "phone");
        await story.TickAsync("sentItems", "purpose");
        await story.ChooseAsync("sentTo", "0");
        await story.FillAsync("sentOn", "24-11-2026");
        await story.FillAsync("sentTime", "10:00");
        await story.ChooseAsync("sentHow", "oral");
        await story.PressAsync("Vastleggen", "Record");
        // It was decided for the thirtieth: the difference is named, and nothing typed is lost.
        await story.SeesAsync("eerder dan besloten");
        await story.FillAsync("differenceReason", "Zij belden zelf al.");
        await story.PressAsync("Vastleggen", "Record");
        await story.SeesAsync("Gedeeld op 24 november 2026, 10:00");
        await story.SeesAsync("Zij belden zelf al.");
        await story.FollowAsync("Antwoord noteren", "Note an answer");
        await story.ChooseAsync("recipientSaid", "received");
        await story.FillAsync("saidOn", "24-11-2026");
        await story.PressAsync("Vastleggen", "Record");
        await story.SeesAsync("Antwoord van de ontvanger: Ontvangen");
        await story.FollowAsync("Later gekomen stuk toevoegen", "Add what came in later");
        await story.ChooseAsync("additionKind", "letter");
        await story.FillAsync("addition", "Zij starten in januari.");
        await story.FillAsync("additionFrom", "Opvoedhulp De Brug");
        await story.FillAsync("additionOn", "24-11-2026");
        await story.PressAsync("Vastleggen", "Record");
        await story.SeesAsync("Zij starten in januari.");
        await story.OpenAsync(record + "/incident");
        await story.ChooseAsync("incidentKind", "too-much");
        await story.ChooseAsync("exchange", "none");
        await story.FillAsync("whatHappened", "Ik noemde ook de school.");
        await story.FillAsync("knownOn", "24-11-2026");
        await story.FillAsync("knownTime", "9:30");
        await story.PressAsync("Vastleggen", "Record");
        await story.SeesAsync("Gemeld bij de privacy officer");
        await story.OpenAsync(record + "/again");
        await story.ChooseAsync("whose", "same");
        await story.PressAsync("Nieuw concept maken", "Make a new draft");
        await story.AtAsync("refer-kind");

        await using var officer = await running.StoryAsync(new(Width: width, Scripts: scripts));
        await officer.SignInAsync("fatima");
        await officer.OpenAsync("/incidents");
        await officer.SeesAsync("Nog 71 uur");
        await officer.FollowAsync("Meer gedeeld dan mocht", "More was shared than was allowed");
        await officer.ChooseAsync("regulatorNotified", "no");
        await officer.FillAsync("regulatorReason", "De school wist het al.");
        await officer.ChooseAsync("clientNotified", "yes");
        await officer.FillAsync("clientReason", "De moeder hoort het vandaag.");
        await officer.PressAsync("Vastleggen", "Record");
        await officer.SeesAsync("Afgehandeld op 24 november 2026");
    }

    [Fact]
    [Norm("IU-2-VOOR-1b", "IU-ALG-3")]
    public async Task The_client_takes_a_letter_along()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "letter" });
        await story.SignInAsync("joris");
        await Referring.StartAsync(story, "2a", await running.FamilyAsync("joris"));
        await Referring.ClientCanAsync(story, "in-writing");
        await Referring.RequestAndGoalAsync(story);
        await Referring.PurposeAndItemsAsync(story);
        await Referring.TalkedAsync(story);
        await Referring.ConsiderationsSharedAsync(story);
        await Referring.OutcomeAsync(story, "client-passes-on", "De moeder gaat morgen zelf.");
        await story.SignAsync();
        await story.FollowAsync("Maak een brief om mee te geven. Er staat alleen in wat je hebt gekozen.", "Make a letter to hand over. It contains only what you selected.");
        await story.SeesAsync("Brief om mee te nemen");
        await story.SeesAsync("Daan Wolters");
        await story.SeesAsync("mag hem ook niet geven");
    }
}
