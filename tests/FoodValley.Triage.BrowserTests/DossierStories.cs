namespace FoodValley.Triage.BrowserTests;

/// <summary>The dossier: whose data it is, what was asked, what was agreed, and who consents to what.</summary>
public class DossierStories(Running running) : IClassFixture<Running>
{
    private const string Wilg = "Intake, Praktijk De Wilg";
    private const string Talk = "Een eerste gesprek plannen";

    /// <summary>Each page of a dossier, empty, with mistakes and filled in; wide and narrow, light and dark.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-3b", "HK-4a", "HK-4b", "HK-4c", "HK-4d", "HK-5a", "HK-5b", "HK-5c", "HK-5d", "HK-5f")]
    public async Task Every_page_of_a_dossier(bool english)
    {
        await using var story = await running.StoryAsync(new(Everywhere: true) { Pictures = english ? "dossier-en" : "dossier" });
        if (english) await story.InEnglishAsync();
        await story.SignInAsync("sanne");

        await story.OpenAsync("/dossiers");
        await story.FillAsync("q", "niemand");
        await story.PressAsync("Zoeken", "Search");
        await story.OpenAsync("/dossiers/new");
        await story.SaveAfterErrorsAsync(("number", english ? "EIGEN-EN" : "EIGEN-NL"), ("name", "Noor de Bruin"), ("birthDate", "1-3-2012"), ("phone", "06-00000999"), ("email", "noor@voorbeeld.invalid"));
        var dossier = story.Path;

        await story.FollowAsync("Iemand toevoegen", "Add somebody");
        await story.SaveAfterErrorsAsync(("name", "Hanna de Bruin"), ("role", "parent-with-custody"), ("phone", "06-00000998"));
        await story.OpenAsync(dossier + "/people/new");
        await story.SaveAsync(("name", "Bas de Bruin"), ("role", "parent-with-custody"), ("shielded", "address"), ("shieldedWhy", "Noor wil niet dat hij weet waar zij woont."));
        await story.OpenAsync(dossier + "/people/new");
        await story.SaveAsync(("name", "Rick Jaspers"), ("role", "mentor"));

        await story.OpenAsync(dossier + "/goal");
        await story.OpenAsync(dossier + "/plan");
        await story.OpenAsync(dossier + "/help-request");
        await story.SaveAfterErrorsAsync(("helpRequest", "Ik wil met iemand praten over mijn zorgen."), ("saidBy", "Noor"), ("helpedBy", "haar moeder"), ("on", "1-11-2026"));
        await story.OpenAsync(dossier + "/help-request/propose");
        await story.SaveAfterErrorsAsync(("helpRequest", "Ik wil ook hulp bij slapen."), ("reason", "Noor slaapt slecht."), ("on", "3-11-2026"));
        await story.GoAsync(story.Page.Locator("main a[href*='/help-request/proposals/']").First.ClickAsync);
        await story.SaveAfterErrorsAsync(("answer", "accepts"), ("helpRequest", "Ik wil praten en beter slapen."), ("saidBy", "Noor"), ("on", "4-11-2026"));
        await story.OpenAsync(dossier + "/help-request");
        await story.OpenAsync(dossier + "/goal");
        await story.SaveAfterErrorsAsync(("goal", "Ik wil slapen zonder te piekeren."), ("goalByWhom", "Noor"), ("goalSupport", "other"), ("goalSupportBy", "haar mentor op school"), ("goalLink", "Zij vraagt om een gesprek over haar zorgen."), ("on", "4-11-2026"));

        await story.OpenAsync(dossier + "/plan");
        await story.SendAsync();
        await story.ErrorsLeadToFieldsAsync();
        await story.PressAsync("Nog een partner", "Another partner");
        await story.SaveAsync(
            ("planSteps", "We melden aan bij de psycholoog en kijken na zes weken opnieuw."), ("parts[0].name", "Praktijk De Wilg"), ("parts[0].why", "Geeft de gesprekken"),
            ("parts[0].data", "Naam, telefoon en doel"), ("parts[0].purpose", Talk), ("parts[1].name", "School De Esdoorn"), ("parts[1].why", "Kent haar"), ("parts[1].data", "Alleen haar naam"),
            ("parts[1].purpose", "Rust op school"));
        await story.OpenAsync(dossier + "/plan/agreement");
        await story.SaveAfterErrorsAsync([.. Said(0, until: false), .. Said(1, until: false)]);
        await story.SeesAsync("Nog niet iedereen is het eens", "Not everybody agrees yet");
        await story.OpenAsync(dossier + "/plan/print");
        await story.SendAsync();
        await story.ErrorsLeadToFieldsAsync();
        await story.FillInAsync(("to", "Noor en haar moeder"), ("on", "20-11-2026"));
        await story.SendAsync();

        await story.OpenAsync(dossier + "/consent/new");
        await story.SaveAfterErrorsAsync([("partner", "new"), ("partnerOrganisation", "Praktijk De Wilg"), ("partnerContact", "Intake"), ("partnerKind", "provider"), .. Data, .. Said(0), .. Said(1)]);
        await story.GoAsync(story.Page.Locator("main a[href$='/withdraw']").First.ClickAsync);
        await story.SaveAfterErrorsAsync(("on", "23-11-2026"), ("how", "orally"));
        await story.GoAsync(story.Page.Locator("main a[href$='/void']").First.ClickAsync);
        await story.SaveAfterErrorsAsync(("reason", "Het gesprek ging over iets anders."));

        await story.OpenAsync(dossier + "/capacity");
        await story.SaveAfterErrorsAsync(("able", "yes"), ("judgedBy", "de gedragswetenschapper"), ("on", "5-11-2026"), ("reason", "Zij overziet wat zij vraagt."));
        await story.OpenAsync(dossier + "/referral");
        await story.SaveAfterErrorsAsync(("from", "de huisarts"), ("organisation", "Huisartsenpraktijk Het Veen"), ("kind", "health"), ("on", "30-10-2026"), ("question", "Kunnen jullie meedenken?"), ("forFunding", "no"));
        await story.OpenAsync(dossier + "/presence");
        await story.SaveAfterErrorsAsync(("on", "20-11-2026"), ("present", "Noor en haar moeder"), ("note", "Haar vader was ziek."));
        await story.OpenAsync(dossier + "/file");
        await story.SaveAfterErrorsAsync(("form", "paper"), ("reference", "Kast 4, map 12"));
        await story.OpenAsync(dossier + "/client");
        await story.SaveAsync(("address", "Voorbeeldweg 12, Barneveld"));
        await story.GoAsync(story.Page.GetByRole(AriaRole.Link, new() { Name = "Rick Jaspers" }).ClickAsync);
        await story.GoAsync(story.Page.Locator("main a[href$='/end']").ClickAsync);
        await story.SaveAfterErrorsAsync(("on", "10-11-2026"), ("reason", "Een mentor is niet meer nodig."));

        var folded = story.Page.Locator("main details:not([open]) > summary");
        while (await folded.CountAsync() > 0) await folded.First.ClickAsync();
        await story.CheckAsync();
        await story.OpenAsync("/dossiers");
        await story.OpenAsync("/");
        await story.OpenAsync(dossier + "/hand-over");
        await story.SaveAfterErrorsAsync(("to", "joris"), ("reason", "Ik ben twee weken weg."), ("sure", "yes"));
        await story.SeesAsync("Het dossier is overgedragen.", "The dossier is handed over.");
    }

    /// <summary>
    /// A girl of fourteen with two parents who have custody, at a youth-care provider that shares on the ground of consent: from her own question to a
    /// consent taken back.
    /// </summary>
    [Fact]
    [Norm("HK-3b", "HK-4a", "HK-5a", "HK-5b", "HK-5c", "HK-5d", "HK-7g", "HK-7h", "IU-2-GRD-PRIV")]
    public async Task A_decision_on_consent_stands_when_the_consent_is_taken_back_and_no_new_one_rests_on_it()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "consent" });
        await story.SignInAsync("amira");
        await story.OpenAsync("/dossiers/new");
        await story.SaveAsync(("number", "WILG-1"), ("name", "Noor de Bruin"), ("birthDate", "1-3-2012"), ("phone", "06-00000999"));
        var dossier = story.Path;
        foreach (var parent in (string[])["Hanna de Bruin", "Bas de Bruin"])
        {
            await story.OpenAsync(dossier + "/people/new");
            await story.SaveAsync(("name", parent), ("role", "parent-with-custody"));
        }
        await story.OpenAsync(dossier + "/help-request");
        await story.SaveAsync(("helpRequest", "Ik wil met iemand praten over mijn zorgen."), ("saidBy", "Noor"), ("on", "1-11-2026"));
        await story.OpenAsync(dossier + "/goal");
        await story.SaveAsync(("goal", "Ik wil slapen zonder te piekeren."), ("goalByWhom", "Noor"), ("goalSupport", "no"), ("goalLink", "Zij vraagt om een gesprek over haar zorgen."), ("on", "2-11-2026"));
        await story.OpenAsync(dossier + "/plan");
        await story.SaveAsync(
            ("planSteps", "We melden aan bij de psycholoog en kijken na zes weken opnieuw."), ("parts[0].name", "Praktijk De Wilg"), ("parts[0].why", "Geeft de gesprekken"),
            ("parts[0].data", "Naam, telefoon en doel"), ("parts[0].purpose", Talk));
        await story.OpenAsync(dossier + "/plan/agreement");
        await story.SaveAsync([.. Said(0, until: false), .. Said(1, until: false), .. Said(2, until: false)]);
        await story.SeesAsync("Iedereen is het eens met dit plan");

        // She and her mother consent; her father is missing, by name.
        await story.OpenAsync(dossier + "/consent/new");
        await story.SaveAsync([("partner", "new"), ("partnerOrganisation", "Praktijk De Wilg"), ("partnerContact", "Intake"), ("partnerKind", "provider"), .. Data, .. Said(0), .. Said(1)]);
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Region, new() { Name = "Toestemming", Exact = true }).First).ToContainTextAsync("Bas de Bruin");
        await ToConsentAsync(story, dossier);
        var question = story.Path;
        await story.FillInAsync(("consent", "given"), ("consentUntil", "1-6-2027"), ("consentReasoning", "Zij hoorden de lijst."));
        await story.ContinueAsync();
        await story.AtAsync("consent-status");
        await story.ErrorsLeadToFieldsAsync();
        await Assertions.Expect(story.Page.Locator("#consentMissingReason-error")).ToContainTextAsync("Bas de Bruin (ouder met gezag)");

        // Her father consents too.
        await story.OpenAsync(dossier);
        await story.GoAsync(story.Page.Locator("main a[href*='/consent/new?partner=']").First.ClickAsync);
        await story.SaveAsync([.. Data, .. Said(2)]);
        await story.OpenAsync(question + "?take=saved");
        Assert.Equal("given", await story.ChosenAsync("consent"));
        await story.FillAsync("consentReasoning", "Zij hoorden de lijst en zeiden alle drie ja.");
        await story.ContinueAsync();
        await AfterConsentAsync(story);
        await Referring.OutcomeAsync(story, "share");
        var record = await story.SignAsync();
        await story.SeesAsync("Zij hoorden de lijst en zeiden alle drie ja.");

        // She takes it back.
        running.Clock.Advance(TimeSpan.FromMinutes(5));
        await story.OpenAsync(dossier);
        await story.GoAsync(story.Page.Locator("main li:has-text('Noor de Bruin') a[href$='/withdraw']").First.ClickAsync);
        await story.SaveAsync(("on", "24-11-2026"), ("how", "orally"));

        // Sharing is not offered any more.
        await ToConsentAsync(story, dossier);
        Assert.Equal("withdrawn", await story.ChosenAsync("consent"));
        await story.FillAsync("consentReasoning", "Zij trok het vandaag in.");
        await story.ContinueAsync();
        await AfterConsentAsync(story);
        await story.AtAsync("outcome");
        Assert.Empty((await story.OfferedAsync("outcome")).Intersect(["share", "share-partly"]));
        await story.OpenAsync(story.Path.Replace("/outcome", "/check", StringComparison.Ordinal));
        await story.SeesAsync("HK-5c");

        // The old one stands, and the dossier says what happened since.
        await story.OpenAsync(record);
        await story.AtRecordAsync();
        await story.OpenAsync(dossier);
        await story.SeesAsync("Dit besluit rust op toestemming die later niet meer telde");
    }

    /// <summary>From the dossier to the question about consent; what the dossier knows is there already, going on is enough.</summary>
    private static async Task ToConsentAsync(Story story, string dossier)
    {
        await story.OpenAsync(dossier);
        await story.FollowAsync("Nieuwe afweging", "New weighing");
        await Referring.WayAsync(story);
        await Referring.KindAsync(story, "2b");
        await story.AtAsync("recipient");
        await story.SelectAsync("recipientPartner", Wilg);
        await story.ContinueAsync();
        await Referring.ClientCannotAsync(story);
        foreach (var known in (string[])["help-request", "goal", "plan", "plan-agreement"])
        {
            await story.AtAsync(known);
            await story.ContinueAsync();
        }
        await Referring.CapacityAsync(story, "non-government");
        await Referring.GroundAsync(story, "consent");
        await story.AtAsync("purpose");
        await Assertions.Expect(story.Field("purpose")).Not.ToHaveValueAsync("");
        await story.FillAsync("purpose", Talk);
        await story.ContinueAsync();
        await Referring.ItemsAsync(story);
        await Referring.SpecialDataAsync(story);
        await story.AtAsync("consent-status");
    }

    private static async Task AfterConsentAsync(Story story)
    {
        await Referring.SecrecyAsync(story);
        await Referring.MomentToInformedAsync(story);
        await Referring.TalkedAsync(story);
        await Referring.WeighingAsync(story);
        await Referring.ConsiderationsSharedAsync(story);
    }

    private static readonly (string, string)[] Data = [("data", "name"), ("data", "phone"), ("data", "purpose"), ("purpose", Talk)];

    private static (string, string)[] Said(int at, bool until = true) =>
        [($"answers[{at}].said", "yes"), ($"answers[{at}].on", "20-11-2026"), ($"answers[{at}].how", "orally"), .. until ? [($"answers[{at}].until", "1-6-2027")] : Array.Empty<(string, string)>()];
}
