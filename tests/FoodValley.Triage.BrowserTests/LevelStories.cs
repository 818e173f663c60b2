namespace FoodValley.Triage.BrowserTests;

/// <summary>Levels 3 and 4 and the exception for a child that is not safe: whole stories from signing in to the sealed record.</summary>
public class LevelStories(Running running) : IClassFixture<Running>
{
    private const string Referrer = "Huisartsenpraktijk De Linden";

    /// <summary>A family whose doctor sent them, with the help request and the goal in their own words.</summary>
    private async Task<Case> ReferredAsync(Story story, string person)
    {
        var dossier = await running.FamilyAsync(person);
        await story.OpenAsync($"{dossier.Path}/referral");
        await story.FillInAsync(("from", "dokter Ten Have"), ("organisation", Referrer), ("kind", "health"), ("on", "2-11-2026"), ("question", "Is de hulp gestart?"), ("forFunding", "no"));
        await story.SendAsync();
        return dossier;
    }

    private static async Task WayAsync(Story story, Case dossier, string way)
    {
        await story.OpenAsync(dossier.Path);
        await story.FollowAsync("Nieuwe afweging", "New weighing");
        await story.AtAsync("choose-level");
        await story.ChooseAsync("way", way);
        await story.ContinueAsync();
    }

    private static async Task GroundAsync(Story story, string person)
    {
        await Referring.CapacityAsync(story, person == "amira" ? "non-government" : "government");
        if (person != "amira")
        {
            await Referring.GroundAsync(story, "statutory-task");
            return;
        }
        await story.AtAsync("ground");
        await story.ChooseAsync("ground", "legitimate-interest");
        await story.FillAsync("interest", "Wij moeten antwoord geven aan wie verwees.");
        await story.FillAsync("interestNeed", "De dokter wacht met medicijnen.");
        await story.FillAsync("interestBalance", "Het is één zin en de ouders weten ervan.");
        await story.CheckAsync();
        await story.ContinueAsync();
    }

    private static async Task AgreeAsync(Story story)
    {
        await story.AtAsync("plan-agreement");
        await story.ChooseAsync("planAgreement", "yes");
        await story.TickAllAsync("agreedBy");
        await story.FillAsync("agreedOn", "20-11-2026");
        await story.ChooseAsync("agreedHow", "orally");
        await story.ContinueAsync();
    }

    private static async Task EndAsync(Story story)
    {
        await Referring.SpecialDataAsync(story);
        await Referring.ConsentAsync(story);
        await Referring.SecrecyAsync(story);
        await story.AtAsync("moment");
        await story.FillAsync("momentFrom", "30-11-2026");
        await story.ContinueAsync();
        await story.AtAsync("informed");
        await story.ChooseAsync("informed", "yes");
        await story.ContinueAsync();
        await Referring.TalkedAsync(story);
        await Referring.WeighingAsync(story);
        await Referring.ConsiderationsSharedAsync(story);
        await Referring.OutcomeAsync(story, "share");
        await story.AtAsync("check");
    }

    [Theory]
    [InlineData("sanne", false)]
    [InlineData("amira", true)]
    [Norm("IU-3-DOEL", "IU-3-GRD-OVH", "IU-3-GRD-PRIV", "IU-3-VOOR-1", "IU-3-VOOR-2", "IU-3-VOOR-3", "IU-3-INF-1", "IU-3-INF-2")]
    public async Task Whoever_referred_gets_an_answer_to_the_question(string person, bool narrow)
    {
        await using var story = await running.StoryAsync(new(Width: narrow ? 375 : 1280, Dark: narrow) { Pictures = "feedback-" + person });
        await story.SignInAsync(person);
        var dossier = await ReferredAsync(story, person);
        await WayAsync(story, dossier, "3");
        await story.AtAsync("feedback-referral");
        await story.ContinueAsync();
        await story.AtAsync("feedback-needed");
        await story.ChooseAsync("feedbackNeeded", "yes");
        await story.FillAsync("feedbackUse", "De dokter wacht met medicijnen tot de hulp is begonnen.");
        await story.CheckAsync();
        await story.ContinueAsync();
        await story.AtAsync("feedback-from-me");
        await story.ChooseAsync("feedbackFromMe", "yes");
        await story.ContinueAsync();
        await story.AtAsync("feedback-client");
        await story.ChooseAsync("feedbackClient", "no");
        await story.FillAsync("feedbackClientReason", "De ouders zien de dokter pas in het voorjaar.");
        await story.ContinueAsync();
        await Referring.RequestAndGoalAsync(story);
        await story.AtAsync("plan");
        await story.FillAsync("planSteps", "We praten elke week. Na zes weken kijken we hoe het gaat.");
        await story.FillAsync("partners[0].partner", Referrer);
        await story.FillAsync("partners[0].partnerWhy", "Stuurde het gezin");
        await story.FillAsync("partners[0].partnerData", "Of de hulp is gestart");
        await story.ContinueAsync();
        await AgreeAsync(story);
        await GroundAsync(story, person);
        await story.AtAsync("funding");
        await story.ChooseAsync("funding", "no");
        await story.ContinueAsync();
        await story.AtAsync("feedback-answer");
        await story.SeesAsync("Is de hulp gestart?");
        await story.FillAsync("feedbackAnswer", "Ja, sinds maandag.");
        await story.ContinueAsync();
        await EndAsync(story);
        var record = await story.SignAsync();
        await story.SeesAsync("Ja, sinds maandag.");
        await story.FindsAtMyWorkAsync(record, "Delen");
    }

    [Theory]
    [InlineData("sanne", true)]
    [InlineData("amira", false)]
    [Norm("IU-4-DOEL", "IU-4-GRD-W", "IU-4-GRD-OVH", "IU-4-GRD-PRIV", "IU-4-VOOR-1", "IU-4-VOOR-2", "IU-4-INF-DAT", "IU-4-INF-WAT", "IU-4-INF-GRENS")]
    public async Task Everybody_at_the_table_hears_what_they_need(string person, bool narrow)
    {
        await using var story = await running.StoryAsync(new(Width: narrow ? 375 : 1280, Dark: narrow) { Pictures = "network-" + person });
        await story.SignInAsync(person);
        var dossier = await running.FamilyAsync(person);
        await WayAsync(story, dossier, "4");
        await story.AtAsync("network-warning");
        await story.ContinueAsync();
        await story.AtAsync("network-warning");
        await story.TickAsync("networkWarning");
        await story.ContinueAsync();
        await story.AtAsync("participants");
        await story.PressAsync("Nog een deelnemer", "Another participant");
        foreach (var at in new[] { 0, 1 })
        {
            await story.Field($"participants[{at}].seatPartner").SelectOptionAsync(new SelectOptionValue { Index = at + 1 });
            await story.FillAsync($"participants[{at}].seatRole", at == 0 ? "leraar" : "begeleider");
            await story.FillAsync($"participants[{at}].seatWhy", at == 0 ? "Ziet hem elke dag." : "Doet zaterdag dezelfde oefening.");
        }
        await story.ContinueAsync();
        await Referring.RequestAndGoalAsync(story);
        await story.AtAsync("plan");
        await story.FillAsync("planSteps", "Iedereen doet een deel.");
        foreach (var at in new[] { 0, 1 })
        {
            await story.FillAsync($"partners[{at}].partnerWhy", "Helpt mee");
            await story.FillAsync($"partners[{at}].partnerData", at == 0 ? "Dat wij helpen" : "De oefening");
        }
        await story.ContinueAsync();
        await AgreeAsync(story);
        await GroundAsync(story, person);
        await story.AtAsync("purpose");
        await story.FillAsync("purpose", "De klant vraagt hulp bij slapen.");
        await story.ContinueAsync();
        await story.AtAsync("dat-wat");
        await story.ChooseAsync("disclosures[0].disclosure", "that");
        await story.TickAsync("disclosures[0].dat", "in-care");
        await story.ChooseAsync("disclosures[1].disclosure", "what");
        await story.TickAsync("disclosures[1].dat", "known");
        await story.ContinueAsync();
        // WHAT without a reason is no answer; what was chosen is still there.
        await story.ErrorsLeadToFieldsAsync();
        await story.FillAsync("disclosures[1].watReason", "De begeleider doet dezelfde oefening.");
        await story.ContinueAsync();
        await story.AtAsync("sharing-table");
        await story.FillAsync("topics[0].topic", "Oefenen met slapen");
        await story.FillAsync("topics[0].topicWhy", "Om hetzelfde te doen.");
        await story.TickAllAsync("topics[0].topicFor");
        await story.ContinueAsync();
        await EndAsync(story);
        var record = await story.SignAsync();
        await story.SeesAsync("Oefenen met slapen");
        await story.FindsAtMyWorkAsync(record, "Delen");
    }

    private static async Task ChildAsync(Story story, string kind, string threat)
    {
        await story.AtAsync("child-interest");
        await story.ChooseAsync("childConcerned", "client");
        await story.FillAsync("childInterest", "Het kind moet blijven waar niemand het vindt.");
        await story.ChooseAsync("threatKind", kind);
        await story.FillAsync("threat", threat);
        await story.FillAsync("threatSeriousness", "Ernstig, binnen enkele dagen.");
        await story.ContinueAsync();
    }

    private static async Task BeginAsync(Story story, Case dossier, string timing)
    {
        await WayAsync(story, dossier, "safety");
        await story.AtAsync("safety-level");
        await story.ChooseAsync("safetyTiming", timing);
        await story.ChooseAsync("safetyLevel", "2b");
        await story.CheckAsync();
        await story.ContinueAsync();
    }

    private static async Task ConsultedAsync(Story story)
    {
        await story.AtAsync("consulted");
        await story.FillAsync("consultedWhom", "Mark, teamleider");
        await story.FillAsync("consultedOn", "24-11-2026");
        await story.FillAsync("consultedAt", "9:15");
        await story.ContinueAsync();
    }

    [Fact]
    [Norm("HK-6a", "HK-6d", "HK-6g", "HK-7a", "HK-7b")]
    public async Task The_shelter_story_is_the_fastest_way_and_is_completed_later()
    {
        await using var story = await running.StoryAsync(new(Width: 375) { Pictures = "safety-shelter" });
        await story.SignInAsync("sanne");
        var dossier = await running.FamilyAsync("sanne");
        await BeginAsync(story, dossier, "now");
        await ChildAsync(story, "shelter", "Maandag belde de vader drie opvanghuizen. Hij zei dat hij hem komt halen.");
        await Referring.RecipientAsync(story);
        await Referring.GroundAsync(story, "statutory-task");
        await story.AtAsync("items");
        await story.TickAsync("items", "name");
        await story.FillAsync("nameNecessity", "Zodat de opvang hem kent.");
        await story.ContinueAsync();
        await ConsultedAsync(story);
        await story.AtAsync("check");
        await story.SeesAsync("112");
        var record = await story.SignAsync();
        await story.SeesAsync("in haast genomen");
        await story.FindsAtMyWorkAsync(record, "Delen");
        await story.OpenAsync(record);
        await story.FollowAsync("Vul dit besluit aan", "Add the rest of this decision");
        await story.PressAsync("Vul dit besluit aan", "Add the rest of this decision");
        await story.AtAsync("may-not-know");
        await story.CheckAsync();
    }

    [Theory]
    [InlineData("weigh-first", "honour", "De oom zei dat de eer van de familie hersteld moet worden.")]
    [InlineData("already-shared", "violence", "Het kind belde zelf en was bang om naar huis te gaan.")]
    [Norm("HK-6a", "HK-6b", "HK-6c", "HK-6d", "HK-6e", "HK-6f", "HK-6g", "HK-6h", "IU-KOP-2", "HK-7c", "IU-ALG-2a")]
    public async Task Everything_is_weighed_when_there_is_time_or_when_somebody_phoned_already(string timing, string kind, string threat)
    {
        await using var story = await running.StoryAsync(new(Dark: timing == "already-shared") { Pictures = "safety-" + kind });
        await story.SignInAsync("sanne");
        var dossier = await running.FamilyAsync("sanne");
        await BeginAsync(story, dossier, timing);
        await ChildAsync(story, kind, threat);
        await story.AtAsync("may-not-know");
        await story.ChooseAsync("mayNotKnow", "yes");
        await story.FillAsync("shieldedFrom[0].person", "de oom");
        await story.TickAsync("shieldedFrom[0].shieldCase");
        await story.CheckAsync();
        await story.ContinueAsync();
        await Referring.RecipientAsync(story);
        await Referring.ClientCannotAsync(story);
        await Referring.HelpRequestAsync(story);
        await Referring.CapacityAsync(story, "government");
        await Referring.GroundAsync(story, "vital-interest");
        await story.AtAsync("purpose");
        await story.FillAsync("purpose", "Zodat de opvang het kind veilig houdt.");
        await story.ContinueAsync();
        await Referring.ItemsAsync(story);
        await Referring.SpecialDataAsync(story);
        await story.AtAsync("missing-consent");
        await story.ChooseAsync("missing[0].missingWhy", "too-dangerous");
        await story.ChooseAsync("missing[1].missingWhy", "unreachable");
        await story.ContinueAsync();
        await story.AtAsync("secrecy");
        await story.ChooseAsync("secrecyKind", "youth-act");
        await story.ChooseAsync("secrecyWay", "conflict-of-duties");
        foreach (var six in new[] { "triedConsent", "seriousHarm", "noOtherWay", "willHelp", "asLittleAsPossible", "conscience" }) await story.ChooseAsync(six, six == "willHelp" ? "no" : "yes");
        await story.FillAsync("secrecyReason", "Zwijgen laat het kind in gevaar.");
        await story.CheckAsync();
        await story.ContinueAsync();
        await story.AtAsync("moment");
        if (timing == "already-shared")
        {
            await story.FillAsync("momentFrom", "23-11-2026");
            await story.FillAsync("sharedAt", "22:10");
            await story.FillAsync("afterwardsReason", "Het was nacht en hij stond voor de deur.");
        }
        else await story.FillAsync("momentFrom", "30-11-2026");
        await story.ContinueAsync();
        await story.AtAsync("informed");
        await story.ChooseAsync("informWhen", "postponed");
        await story.FillAsync("informedReason", "Hij leest haar post.");
        await story.FillAsync("informReviewOn", "8-12-2026");
        await story.FillAsync("informReviewBy", "de teamleider");
        await story.CheckAsync();
        await story.ContinueAsync();
        await ConsultedAsync(story);
        await Referring.TalkedAsync(story);
        await story.AtAsync("necessary");
        await story.FillAsync("necessary", "Zonder delen is het kind niet veilig.");
        await story.ChooseAsync("purelyForGoal", "yes");
        await story.FillAsync("purelyForGoalReason", "Het gaat alleen om veiligheid.");
        await story.ContinueAsync();
        await story.AtAsync("weighing");
        foreach (var (name, text) in new[] { ("safetyGoal", "Dat het kind veilig is."), ("helpWeighed", "De hulp kan doorgaan."), ("safetyWeighed", "De opvang sluit de deuren."), ("effective", "De opvang let op."), ("proportionate", "Alleen de naam."), ("alternative", "Wachten tot morgen."), ("leastIntrusive", "Morgen is te laat.") })
            await story.FillAsync(name, text);
        await story.ContinueAsync();
        await Referring.ConsiderationsSharedAsync(story);
        await Referring.OutcomeAsync(story, "share", "Het kind gaat voor.");
        await story.AtAsync("check");
        await story.SeesAsync("Bij de zes vragen zei je minstens één keer nee");
        var record = await story.SignAsync();
        await story.SeesAsync("het hele besluit blijft geheim");
        await story.FindsAtMyWorkAsync(record, "Delen");
    }

    [Fact]
    [Norm("HK-1", "IU-KOP-1")]
    public async Task The_quick_check_gives_advice_and_goes_on_as_a_decision()
    {
        await using var story = await running.StoryAsync(new(Everywhere: true) { Pictures = "quick-check" });
        await story.SignInAsync("amira");
        await story.GoAsync(story.Page.Locator("nav a[href='/quick-check']").ClickAsync);
        await story.ChooseAsync("level", "3");
        await story.PressAsync("Bekijk het advies", "See the advice");
        await story.SeesAsync("Dit kan, als je een grondslag hebt");
        await story.Field("ground").SelectOptionAsync("legitimate-interest");
        await story.ChooseAsync("needed", "yes");
        await story.ChooseAsync("fromMe", "yes");
        await story.ChooseAsync("clientTells", "no");
        await story.ChooseAsync("planAgreement", "yes");
        await story.PressAsync("Bekijk het advies", "See the advice");
        await story.SeesAsync("Volgens de regels mag dit");
        await story.PressAsync("Maak hier een besluit van", "Make this a decision");
        await story.AtAsync("client");
    }
}
