namespace FoodValley.Triage.BrowserTests;

/// <summary>What a client gets to read: the letter, the overview, the explanation to show in a conversation, and the eight answers behind it.</summary>
public class InformingStories(Running running) : IClassFixture<Running>
{
    private static readonly string[] Looked = ["guess", "other", "organisation", "time", "confidence"];

    /// <summary>Wide and narrow, light and dark, with mistakes and filled in.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-0e", "HK-7i", "IU-ALG-2a", "HK-8.4")]
    public async Task Letter_and_overview_of_a_fourteen_year_old_and_of_a_parent(bool english)
    {
        await using var story = await running.StoryAsync(new(Everywhere: true) { Pictures = english ? "informing-en" : "informing" });
        if (english) await story.InEnglishAsync();
        await story.SignInAsync("sanne");
        var dossier = await running.DossierAsync("sanne", 14, "Ellen Wolters", "Thijs Wolters");
        await Referring.ToCheckAsync(story, "2b", dossier, "government", "statutory-task");
        var record = await story.SignAsync();
        var letters = $"{dossier.Path}/decisions/{record["/records/".Length..]}";

        await story.OpenAsync(letters + "/letters");
        await story.OpenAsync(letters + "/letters/client/check");
        await story.TickAsync("mayRead", "why");
        await story.SendAsync();
        await story.SeesAsync("Opvoedhulp De Brug");
        await story.SeesAsync("We vertellen iets over jou aan een ander.", "We will tell someone else something about you.");
        await story.OpenAsync(letters + "/letters");
        await story.GoAsync(story.Page.Locator("main section h2:has-text('Ellen') ~ p a").First.ClickAsync);
        await story.SeesAsync("Opvoedhulp De Brug");
        await story.DoesNotSeeAsync("Je ouder");

        await story.OpenAsync(letters + "/informed");
        await story.SaveAfterErrorsAsync(("told", "yes"), ("on", "24-11-2026"), ("by", "Sanne de Wit"), ("how", "letter"), ("said", "Zij is er blij mee."));

        await story.OpenAsync(dossier.Path + "/overview");
        await story.OpenAsync(dossier.Path + "/overview/client");
        await story.SendAsync();
        await story.ErrorsLeadToFieldsAsync();
        foreach (var looked in Looked) await story.TickAsync("looked", looked);
        await story.SendAsync();
        Assert.EndsWith("/overview/client/paper", story.Path, StringComparison.Ordinal);
        await story.SeesAsync("Opvoedhulp De Brug");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-8.1", "HK-8.2", "HK-8.3", "HK-8.4", "HK-8.5", "HK-8.6", "HK-8.7", "HK-8.8", "HK-8z")]
    public async Task The_explanation_for_everybody_and_the_eight_answers(bool english)
    {
        await using var story = await running.StoryAsync(new(Everywhere: true) { Pictures = english ? "explanation-en" : "explanation" });
        if (english) await story.InEnglishAsync();
        await story.OpenAsync("/explanation");
        await story.OpenAsync("/explanation/child");
        await story.OpenAsync("/explanation/professional");
        await story.OpenAsync("/");
        await story.SignInAsync("joris");
        await story.OpenAsync("/answers");

        await using var officer = await running.StoryAsync(new(Everywhere: true) { Pictures = english ? "answers-en" : "answers" });
        if (english) await officer.InEnglishAsync();
        await officer.SignInAsync("fatima");
        await officer.OpenAsync("/answers/ready");
        await officer.OpenAsync("/answers/edit");
        await officer.FillAsync("owner", "");
        await officer.SendAsync();
        await officer.ErrorsLeadToFieldsAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-8.7", "HK-8.8")]
    public async Task A_client_asks_to_see_what_is_there_and_gets_an_answer_in_time(bool english)
    {
        await using var story = await running.StoryAsync(new(Everywhere: true) { Pictures = english ? "request-en" : "request" });
        if (english) await story.InEnglishAsync();
        await story.SignInAsync("sanne");
        var dossier = await running.DossierAsync("sanne", 14, "Ellen Wolters");
        await story.OpenAsync(dossier.Path);
        await story.FollowAsync("Verzoeken van de klant", "Requests of the client");
        await story.FollowAsync("Verzoek noteren", "Note a request");
        await story.SaveAfterErrorsAsync(("about", "access"), ("by", "client"), ("on", "3-11-2026"), ("words", "Wat staat er over mij?"));
        await story.SeesAsync("Nog 9 dagen, tot 3 december 2026", "9 days left, until 3 December 2026");
        await story.FollowAsync("Eerst nakijken wie dit vraagt", "First check who asks this");
        await story.SendAsync();
        await story.FollowAsync("Het is duidelijk wie dit vraagt", "It is clear who asks this");
        await story.SendAsync();
        await story.FollowAsync("Meer tijd nemen", "Take more time");
        await story.SaveAfterErrorsAsync(("whyMore", "Het dossier is groot."));
        await story.FollowAsync("Beantwoorden", "Answer");
        await story.SaveAfterErrorsAsync(("outcome", "partial"), ("reason", "Je krijgt alles, behalve wat over je broer gaat."), ("article", "AVG artikel 15 lid 4"));
        await story.FollowAsync("Brief om te geven", "Letter to give");
        await story.SeesAsync("AVG artikel 15 lid 4");
        await story.OpenAsync("/?due=all");

        await using var officer = await running.StoryAsync(new(Everywhere: true) { Pictures = english ? "requests-en" : "requests" });
        if (english) await officer.InEnglishAsync();
        await officer.SignInAsync("fatima");
        await officer.OpenAsync("/requests");
    }
}
