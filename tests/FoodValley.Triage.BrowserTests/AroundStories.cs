namespace FoodValley.Triage.BrowserTests;

/// <summary>Pages around a decision: the address book, the dossiers of a team, and what a colleague is asked. In both languages, wide and narrow, light and dark.</summary>
public class AroundStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-8b", "HK-3c")]
    public async Task The_address_book(bool english)
    {
        var name = english ? "Practice The Oak" : "Praktijk De Eik";
        await using var story = await SignedInAsync("fatima", english, "partners");
        await story.OpenAsync("/partners");
        await story.OpenAsync("/partners?show=to-arrange");
        await story.OpenAsync("/partners?show=ended");
        await story.OpenAsync("/partners?q=niemand");
        await story.OpenAsync("/partners/new");
        await story.SaveAfterErrorsAsync(("organisation", name), ("contact", "Balie"), ("kind", "health"), ("sector", "non-government"), ("agreedOn", "1-9-2026"), ("owner", "Fatima"));
        var partner = story.Path;
        await story.SeesAsync("De partner is bewaard.", "The partner was saved.");

        await story.OpenAsync("/partners/new");
        await story.FillInAsync(("organisation", name), ("contact", "Balie"), ("kind", "health"), ("sector", "non-government"));
        await story.SendAsync();
        await story.ErrorsLeadToFieldsAsync();

        // Somebody else writes meanwhile: nothing is overwritten, and the page says what differs.
        await story.OpenAsync(partner);
        var other = await story.TabAsync();
        await other.OpenAsync(partner);
        await other.SaveAsync(("owner", "Pieter"));
        story.Expects(409);
        await story.FillAsync("owner", "Bo");
        await story.SendAsync();
        await story.SeesAsync("Pieter");
        await Assertions.Expect(story.Field("owner")).ToHaveValueAsync("Bo");

        await story.OpenAsync(partner);
        await story.GoAsync(story.Page.Locator("main form[action$='handler=end'] button").ClickAsync);
        await story.GoAsync(story.Page.Locator("main form[action$='handler=again'] button").ClickAsync);

        await using var lead = await SignedInAsync("mark", english, null);
        await lead.OpenAsync("/partners");
        await lead.OpenAsync(partner);
        await Assertions.Expect(lead.Page.Locator("main form")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-8.4")]
    public async Task A_lead_gives_a_dossier_to_somebody_else(bool english)
    {
        var dossier = await running.FamilyAsync("sanne");
        await using var story = await SignedInAsync("mark", english, "team");
        await story.OpenAsync("/");
        await story.OpenAsync("/team/dossiers");
        await story.DoesNotSeeAsync("Wolters");
        await story.GoAsync(story.Page.Locator($"main a[href='/team{dossier.Path}']").ClickAsync);
        await story.SaveAfterErrorsAsync(("to", "joris"), ("reason", "Sanne is ziek."), ("sure", "yes"));
        await Assertions.Expect(story.Page.Locator("tr").Filter(new() { HasText = dossier.Number })).ToContainTextAsync("Joris");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-7b", "HK-8.4")]
    public async Task A_colleague_is_asked_and_the_answer_stands_at_the_check(bool english)
    {
        await using var story = await SignedInAsync("joris", english, "colleague");
        await Consulting.ToCheckAsync(story);
        var check = story.Path;
        await story.FollowAsync("Vraag het een collega", "Ask a colleague");
        var page = story.Path;
        await story.SaveAfterErrorsAsync(("colleague", "fatima"), ("question", "Past niveau 1 hier?"));
        await story.SeesAsync("Je vraag staat klaar voor je collega", "Your question is ready for your colleague");

        await using var officer = await SignedInAsync("fatima", english, "asked");
        await officer.FollowAsync("Vraag van Joris van Dam", "Question from Joris van Dam");
        await officer.SaveAfterErrorsAsync(("answer", "Ja, want niemand is te herkennen."));
        await officer.SeesAsync("Je antwoord is verstuurd.", "Your answer was sent.");

        await story.OpenAsync(page);
        await story.SeesAsync("Ja, want niemand is te herkennen.");
        await story.OpenAsync(check);
        await story.SeesAsync("Ja, want niemand is te herkennen.");
        await story.OpenAsync("/");
    }

    private async Task<Story> SignedInAsync(string person, bool english, string? pictures)
    {
        var story = await running.StoryAsync(new(Everywhere: true) { Pictures = pictures is null || !english ? pictures : pictures + "-en" });
        if (english) await story.InEnglishAsync();
        await story.SignInAsync(person);
        return story;
    }
}
