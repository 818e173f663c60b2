namespace FoodValley.Triage.BrowserTests;

/// <summary>The questions of level 1, answered one after the other.</summary>
internal static class Consulting
{
    public static async Task StartAsync(Story story)
    {
        await story.FollowAsync("Nieuwe afweging", "New weighing");
        await story.ChooseAsync("way", "1");
        await story.ContinueAsync();
    }

    public static async Task RecipientAsync(Story story)
    {
        await story.AtAsync("consult-recipient");
        await story.FillAsync("consultFunction", "orthopedagoog");
        await story.FillAsync("consultOrganisation", "Jeugdteam Oost");
        await story.ContinueAsync();
    }

    public static async Task QuestionAsync(Story story)
    {
        await story.AtAsync("consult-question");
        await story.FillAsync("consultQuestion", "Hoe begin ik een gesprek over gokken?");
        await story.ContinueAsync();
    }

    public static async Task TextAsync(Story story)
    {
        await story.AtAsync("consult-text");
        await story.FillAsync("consultText", "Een tiener speelt gokspellen en heeft schulden. De ouders weten dat niet.");
        await story.TickAsync("consultConfirmed");
        await story.ContinueAsync();
    }

    public static async Task RecognisableAsync(Story story)
    {
        await story.AtAsync("recognisable");
        await story.ChooseAsync("recognisable", "no");
        await story.ContinueAsync();
    }

    public static async Task ReasonAsync(Story story)
    {
        await story.AtAsync("consult-reason");
        await story.FillAsync("consultReason", "Ik wil eerst weten welke hulp past. Daarvoor is geen naam nodig.");
        await story.ContinueAsync();
    }

    /// <summary>From My work to the page where everything is checked.</summary>
    public static async Task ToCheckAsync(Story story)
    {
        await StartAsync(story);
        await RecipientAsync(story);
        await QuestionAsync(story);
        await TextAsync(story);
        await RecognisableAsync(story);
        await ReasonAsync(story);
    }
}

/// <summary>The questions of level 2, answered one after the other: a boy who sleeps badly, and parents who want help.</summary>
internal static class Referring
{
    /// <summary>From the page of a dossier to the question after this recipient.</summary>
    public static async Task StartAsync(Story story, string kind, Case dossier)
    {
        await story.OpenAsync(dossier.Path);
        await story.FollowAsync("Nieuwe afweging", "New weighing");
        await WayAsync(story);
        await KindAsync(story, kind);
        await RecipientAsync(story);
    }

    public static async Task WayAsync(Story story)
    {
        await story.AtAsync("choose-level");
        await story.ChooseAsync("way", "2");
        await story.ContinueAsync();
    }

    public static async Task KindAsync(Story story, string kind)
    {
        await story.AtAsync("refer-kind");
        await story.ChooseAsync("referKind", kind);
        await story.ContinueAsync();
    }

    public static async Task ClientAsync(Story story, string dossier)
    {
        await story.AtAsync("client");
        await story.SelectAsync("dossier", dossier);
        await story.ContinueAsync();
    }

    public static async Task RecipientAsync(Story story)
    {
        await story.AtAsync("recipient");
        await story.FillAsync("recipientName", "Aanmeldteam");
        await story.FillAsync("recipientOrganisation", "Opvoedhulp De Brug");
        await story.ChooseAsync("recipientKind", "provider");
        await story.ContinueAsync();
    }

    public static async Task ClientCannotAsync(Story story)
    {
        await story.AtAsync("client-passes-on");
        await story.ChooseAsync("clientPassesOn", "no");
        await story.FillAsync("clientPassesOnReason", "De moeder vraagt of ik wil bellen. Zij ziet er zelf tegen op.");
        await story.ContinueAsync();
    }

    public static async Task ClientCanAsync(Story story, string how)
    {
        await story.AtAsync("client-passes-on");
        await story.ChooseAsync("clientPassesOn", how);
        await story.ContinueAsync();
    }

    public static async Task RequestAndGoalAsync(Story story)
    {
        await HelpRequestAsync(story);
        await GoalAsync(story);
    }

    public static async Task HelpRequestAsync(Story story)
    {
        await story.AtAsync("help-request");
        await story.FillAsync("helpRequest", "Kan iemand ons helpen? Onze zoon slaapt al weken slecht.");
        await story.FillAsync("helpRequestBy", "de moeder");
        await story.ContinueAsync();
    }

    private static async Task GoalAsync(Story story)
    {
        await story.AtAsync("goal");
        await story.FillAsync("goal", "Ik wil dat hij weer doorslaapt.");
        await story.FillAsync("goalByWhom", "de moeder");
        await story.ChooseAsync("goalSupport", "me");
        await story.FillAsync("goalLink", "Zij vraagt hulp bij slapen. Het doel is dat hij doorslaapt.");
        await story.ContinueAsync();
    }

    public static async Task PlanAsync(Story story)
    {
        await story.AtAsync("plan");
        await story.FillAsync("planSteps", "We melden aan bij De Brug. Na zes weken kijken we samen hoe het gaat.");
        await story.FillAsync("partners[0].partner", "Opvoedhulp De Brug");
        await story.FillAsync("partners[0].partnerWhy", "Begeleidt het gezin");
        await story.FillAsync("partners[0].partnerData", "Naam en telefoon, om een afspraak te maken");
        await story.ContinueAsync();
        await story.AtAsync("plan-agreement");
        await story.ChooseAsync("planAgreement", "yes");
        await story.TickAllAsync("agreedBy");
        await story.FillAsync("agreedOn", "20-11-2026");
        await story.ChooseAsync("agreedHow", "orally");
        await story.ContinueAsync();
    }

    public static async Task CapacityAsync(Story story, string sector)
    {
        await story.AtAsync("capacity");
        await story.ChooseAsync("sector", sector);
        await story.ContinueAsync();
    }

    /// <summary>The chosen ground with what it asks one to show.</summary>
    public static async Task GroundAsync(Story story, string ground)
    {
        await story.AtAsync("ground");
        await story.ChooseAsync("ground", ground);
        if (ground == "statutory-task")
        {
            await story.FillAsync("task", "Passende jeugdhulp regelen voor dit kind");
            await story.Field("article").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await story.FillAsync("taskNeed", "Zonder naam kan de aanbieder niet beginnen.");
        }
        if (ground == "agreement")
        {
            await story.FillAsync("contract", "Behandelovereenkomst van 2 november 2026");
            await story.FillAsync("contractParty", "de ouders en Jeugdhulp De Linde");
            await story.FillAsync("contractNeed", "Wij spraken af dat De Brug een deel van de hulp geeft.");
        }
        if (ground == "vital-interest") await story.FillAsync("vitalReason", "Het leven van het kind loopt gevaar en een andere grondslag past niet.");
        if (ground == "none") await story.FillAsync("groundsConsidered", "Ik keek naar de overeenkomst en naar toestemming. Beide passen niet.");
        // What belongs to the choice has appeared: the page is another one now.
        await story.CheckAsync();
        await story.ContinueAsync();
    }

    public static async Task ConsentAsync(Story story, string consent = "given")
    {
        await story.AtAsync("consent-status");
        await story.ChooseAsync("consent", consent);
        if (consent == "given")
        {
            await story.TickAllAsync("consentBy");
            await story.FillAsync("consentOn", "20-11-2026");
            await story.ChooseAsync("consentHow", "orally");
            await story.FillAsync("consentUntil", "1-3-2027");
        }
        await story.FillAsync("consentReasoning", "Ik las de lijst voor. Zij haalden er één punt af.");
        await story.CheckAsync();
        await story.ContinueAsync();
    }

    public static async Task PurposeAndItemsAsync(Story story)
    {
        await story.AtAsync("purpose");
        await story.FillAsync("purpose", "De klant vraagt hulp bij slapen.");
        await story.ContinueAsync();
        await ItemsAsync(story);
    }

    public static async Task ItemsAsync(Story story)
    {
        await story.AtAsync("items");
        await story.TickAsync("items", "name");
        await story.FillAsync("nameNecessity", "Zonder naam is er geen afspraak te maken.");
        await story.TickAsync("items", "contact");
        await story.TickAsync("contactDetails", "phone");
        await story.FillAsync("contactNecessity", "De aanbieder belt de moeder.");
        await story.TickAsync("items", "purpose");
        await story.FillAsync("purposeNecessity", "Anders weet de aanbieder niet welke hulp past.");
        await story.CheckAsync();
        await story.ContinueAsync();
    }

    public static async Task SpecialDataAsync(Story story)
    {
        await story.AtAsync("special-data");
        await story.ChooseAsync("specialData", "no");
        await story.ChooseAsync("criminalData", "no");
        await story.ContinueAsync();
    }

    public static async Task SecrecyAsync(Story story)
    {
        await story.AtAsync("secrecy");
        await story.ChooseAsync("secrecyKind", "youth-act");
        await story.ChooseAsync("secrecyWay", "consent");
        await story.FillAsync("secrecyReason", "De ouders weten wat ik vertel en vinden dat goed.");
        await story.CheckAsync();
        await story.ContinueAsync();
    }

    public static async Task MomentToInformedAsync(Story story)
    {
        await story.AtAsync("moment");
        await story.FillAsync("momentFrom", "30-11-2026");
        await story.ContinueAsync();
        await story.AtAsync("explained");
        await story.TickAsync("explained");
        await story.ContinueAsync();
        await story.AtAsync("informed");
        await story.ChooseAsync("informed", "yes");
        await story.ContinueAsync();
    }

    public static async Task TalkedAsync(Story story)
    {
        await story.AtAsync("talked");
        await story.ChooseAsync("talked", "yes");
        await story.FillAsync("talkedWith", "de moeder");
        await story.FillAsync("talkedOn", "20-11-2026");
        await story.ChooseAsync("talkedHow", "in-person");
        await story.ContinueAsync();
    }

    public static async Task WeighingAsync(Story story)
    {
        await story.AtAsync("necessary");
        await story.FillAsync("necessary", "Zonder aanmelding begint de hulp niet.");
        await story.ChooseAsync("purelyForGoal", "yes");
        await story.FillAsync("purelyForGoalReason", "Het gaat alleen om de eerste afspraak.");
        await story.ContinueAsync();
        await story.AtAsync("weighing");
        await story.FillAsync("effective", "De aanbieder kan maandag bellen.");
        await story.FillAsync("proportionate", "Alleen naam, telefoon en het doel.");
        await story.FillAsync("alternative", "De moeder laten bellen.");
        await story.FillAsync("leastIntrusive", "Zij ziet tegen bellen op en vroeg mij het te doen.");
        await story.ContinueAsync();
    }

    public static async Task ConsiderationsSharedAsync(Story story)
    {
        await story.AtAsync("considerations-shared");
        await story.ChooseAsync("considerationsShared", "yes");
        await story.ContinueAsync();
    }

    public static async Task OutcomeAsync(Story story, string outcome, string reason = "De moeder wil hulp, en dit is het minste dat daarvoor nodig is.")
    {
        await story.AtAsync("outcome");
        await story.ChooseAsync("outcome", outcome);
        if (outcome == "share-partly") await story.FillAsync("withheld", "Waarom hij slecht slaapt: dat vertelt de moeder zelf.");
        await story.FillAsync("reason", reason);
        await story.ContinueAsync();
    }

    /// <summary>From the page of the dossier to the page where everything is checked, for somebody who wants to share.</summary>
    public static async Task ToCheckAsync(Story story, string kind, Case dossier, string sector, string ground, string outcome = "share")
    {
        await StartAsync(story, kind, dossier);
        await RestAsync(story, sector, ground, outcome);
    }

    /// <summary>All questions after the recipient.</summary>
    public static async Task RestAsync(Story story, string sector, string ground, string outcome = "share")
    {
        await ClientCannotAsync(story);
        await RequestAndGoalAsync(story);
        await PlanAsync(story);
        await CapacityAsync(story, sector);
        await GroundAsync(story, ground);
        await PurposeAndItemsAsync(story);
        await SpecialDataAsync(story);
        await ConsentAsync(story);
        await SecrecyAsync(story);
        await MomentToInformedAsync(story);
        await TalkedAsync(story);
        await WeighingAsync(story);
        await ConsiderationsSharedAsync(story);
        await OutcomeAsync(story, outcome);
    }
}
