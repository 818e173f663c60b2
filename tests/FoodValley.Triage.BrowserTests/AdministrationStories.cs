namespace FoodValley.Triage.BrowserTests;

/// <summary>The administrator keeps people, teams and the organisation; everybody sees where they are signed in; a privacy officer says why. In both languages, wide and narrow, light and dark.</summary>
public class AdministrationStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-0c", "HK-8.4")]
    public async Task Somebody_is_added_works_and_is_out_when_access_ends(bool english)
    {
        var (id, name) = english ? ("kim-en", "Kim Smith") : ("kim-nl", "Kim de Groot");
        await using var story = await SignedInAsync("beheer", english, "administration");
        await story.OpenAsync("/people");
        await story.FollowAsync("Nieuwe persoon", "New person");
        await story.SaveAfterErrorsAsync(("name", name), ("id", id), ("role", "caseworker"), ("team", "team-barneveld"));
        await story.SeesAsync("De persoon is toegevoegd.", "The person was added.");

        await using var person = await SignedInAsync(id, english, null);
        await person.OpenAsync("/dossiers");
        await person.OpenAsync("/session/mine");
        await person.SeesAsync("Deze browser", "This browser");

        await story.FollowAsync(name, name);
        await story.SeesAsync("Ingelogd op", "Signed in on");
        await story.GoAsync(story.Page.Locator("main form[action$='handler=sessions'] button").ClickAsync);
        await person.Page.GotoAsync("/dossiers");
        Assert.Equal("/demo/sign-in", person.Path);
        await person.OpenAsync("/");
        await person.SignInAsync(id);

        await story.FollowAsync("Toegang stoppen", "End access");
        await story.SaveAfterErrorsAsync(("sure", "yes"));
        await story.SeesAsync("De toegang is gestopt. Alle sessies zijn voorbij.", "Access has ended. All sessions are over.");
        await person.Page.GotoAsync("/dossiers");
        Assert.Equal("/demo/sign-in", person.Path);
        await person.DoesNotSeeAsync(name);

        await story.FollowAsync(name, name);
        await story.PressAsync("Weer toegang geven", "Give access again");
        await story.SeesAsync("Deze persoon kan weer inloggen.", "This person can sign in again.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-0c", "HK-8z")]
    public async Task Teams_the_organisation_and_who_takes_over(bool english)
    {
        await using var story = await SignedInAsync("beheer", english, "administration-more");
        await story.OpenAsync("/teams");
        await story.SaveAfterErrorsAsync(("name", english ? "Team North" : "Team Noord"));
        await story.FollowAsync(english ? "Team North" : "Team Noord", english ? "Team North" : "Team Noord");
        await story.SaveAsync(("name", english ? "Team South" : "Team Zuid"));
        await story.SeesAsync("De naam van het team is bewaard.", "The name of the team was saved.");
        await story.OpenAsync("/organisation");
        await story.SaveAsync(("name", english ? "Gemeente Barneveld (EN)" : "Gemeente Barneveld (NL)"));
        await story.SeesAsync("De organisatie is bewaard.", "The organisation was saved.");
        // A caseworker with dossiers: somebody takes them over, or it does not happen.
        await story.OpenAsync("/people");
        await story.FollowAsync("Joris van Dam", "Joris van Dam");
        await story.FollowAsync("Toegang stoppen", "End access");
        await story.TickAsync("sure");
        await story.SendAsync();
        await story.ErrorsLeadToFieldsAsync();
        // The only administrator cannot go.
        await story.OpenAsync("/people");
        await story.FollowAsync("Bo Hermans", "Bo Hermans");
        await story.FollowAsync("Toegang stoppen", "End access");
        await story.SeesAsync("Dit is de enige beheerder.", "This is the only administrator.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-8.4")]
    public async Task A_privacy_officer_says_why_before_a_decision_opens(bool english)
    {
        await using var author = await SignedInAsync("sanne", english, null);
        await Consulting.ToCheckAsync(author);
        var record = await author.SignAsync();
        await using var officer = await SignedInAsync("fatima", english, "reading");
        await officer.OpenAsync(record);
        Assert.EndsWith("/reason", officer.Path, StringComparison.Ordinal);
        await officer.SaveAfterErrorsAsync(("why", "check"), ("words", english ? "A sample of this month." : "De steekproef van deze maand."));
        Assert.Equal(record, officer.Path);
    }

    private async Task<Story> SignedInAsync(string person, bool english, string? pictures)
    {
        var story = await running.StoryAsync(new(Everywhere: pictures is not null) { Pictures = english && pictures is not null ? pictures + "-en" : pictures });
        if (english) await story.InEnglishAsync();
        await story.SignInAsync(person);
        return story;
    }
}
