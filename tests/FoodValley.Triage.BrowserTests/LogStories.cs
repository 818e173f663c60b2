namespace FoodValley.Triage.BrowserTests;

/// <summary>Emergency access and the review of the access log in the real browser, wide and narrow, light and dark.</summary>
public sealed class LogStories(Running running) : IClassFixture<Running>
{
    [Fact]
    [Norm("HK-8.4", "HK-8.5")]
    public async Task A_caseworker_opens_a_dossier_in_an_emergency_and_others_conclude_on_it()
    {
        await using (var joris = await running.StoryAsync(new Look(Everywhere: true) { Pictures = "emergency" }))
        {
            await joris.SignInAsync("joris");
            await joris.OpenAsync("/dossiers");
            await joris.FollowAsync("Noodtoegang tot een dossier van een collega", "Emergency access to a colleague's dossier");
            await joris.FillAsync("number", "LIN-2026-0201"); // of another organisation
            await joris.ChooseAsync("reason", "danger");
            await joris.PressAsync("Dossier openen", "Open the dossier");
            await joris.ErrorsLeadToFieldsAsync();
            await joris.FillAsync("words", "De school belt: er is nu gevaar.");
            await joris.PressAsync("Dossier openen", "Open the dossier");
            await joris.SeesAsync("We vinden geen dossier met precies dit nummer.");
            await joris.SaveAsync(("number", "BAR-2026-0101"));
            await joris.SeesAsync("Noodtoegang: je leest het dossier van Sanne de Wit, tot 25 november 2026, 17:00.");
            await joris.SeesAsync("Milan Verbeek");
            await joris.OpenAsync("/");
            await joris.FollowAsync("Dossier BAR-2026-0101, tot 25 november 2026, 17:00", "Dossier BAR-2026-0101, until 25 November 2026, 17:00");
            await joris.InEnglishAsync();
            await joris.SeesAsync("You can only read here.");
        }
        await using (var sanne = await running.StoryAsync(new Look(Width: 375, Dark: true)))
        {
            await sanne.SignInAsync("sanne");
            await sanne.SeesAsync("Joris van Dam opende dossier BAR-2026-0101");
        }
        await using (var lead = await running.StoryAsync(new Look(Everywhere: true) { Pictures = "log-lead" }))
        {
            await lead.SignInAsync("mark");
            await lead.SeesAsync("Joris van Dam opende dossier BAR-2026-0101");
            await lead.FollowAsync("Logboek bekijken", "Review the access log");
            await lead.SeesAsync("De school belt: er is nu gevaar.");
            await lead.FollowAsync("Oordeel vastleggen", "Record a conclusion");
            await lead.PressAsync("Oordeel vastleggen", "Record the conclusion");
            await lead.ErrorsLeadToFieldsAsync();
            await lead.FillAsync("conclusion", "Joris belde mij meteen. Het was terecht.");
            await lead.PressAsync("Oordeel vastleggen", "Record the conclusion");
            await lead.SeesAsync("Je oordeel is vastgelegd.");
            await lead.SeesAsync("Joris belde mij meteen. Het was terecht.");
            Assert.Equal(0, await lead.Page.Locator("[data-emergency]").CountAsync());
            await lead.InEnglishAsync();
            await lead.SeesAsync("Emergency access: 1");
        }

        // Half past seven in the evening.
        running.Clock.Advance(TimeSpan.FromHours(9.5));
        await using (var sanne = await running.StoryAsync())
        {
            await sanne.SignInAsync("sanne");
            await sanne.OpenAsync("/dossiers");
            await sanne.FollowAsync("BAR-2026-0101", "BAR-2026-0101");
        }
        await using var officer = await running.StoryAsync(new Look(Everywhere: true) { Pictures = "log-officer" });
        await officer.SignInAsync("fatima");
        await officer.OpenAsync("/log");
        await officer.SeesAsync("Sanne de Wit deed 2 keer iets vóór 07:00, vanaf 19:00");
        await officer.GoAsync(officer.Page.Locator("li[data-person=sanne] a").ClickAsync);
        await officer.SeesAsync("24 nov 2026, 19:30:00");
        await officer.DoesNotSeeAsync("Milan");
        await officer.OpenAsync("/log/dossier");
        await officer.FillAsync("number", "BAR-2026-0101");
        await officer.PressAsync("Toon", "Show");
        await officer.SeesAsync("Noodtoegang geopend");
        await officer.DoesNotSeeAsync("Milan");
        await officer.InEnglishAsync();
        await officer.OpenAsync("/log");
        await officer.SeesAsync("Outside usual hours");
        await officer.FollowAsync("Record a conclusion", "Record a conclusion");
    }
}
