using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Dossiers;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Good answers at levels 3 and 4 and for a child that is not safe, question by question, on a dossier of one's own.</summary>
internal static class LevelStory
{
    public const string Referrer = "Huisartsenpraktijk De Linden";

    /// <summary>A client of 16, who decides alone, with a request, a goal and a referral.</summary>
    public static async Task<OwnDossier> DossierAsync(StandingApp app, string person, bool funding = false, string birth = OwnDossier.Sixteen)
    {
        var dossier = await OwnDossier.NewAsync(app, birth, person);
        await dossier.RequestAsync();
        await dossier.GoalAsync();
        await dossier.SaveAsync("referral", ("from", "dokter Ten Have"), ("organisation", Referrer), ("kind", "health"), ("on", "2-11-2026"), ("question", "Is de hulp gestart?"), ("forFunding", funding ? "yes" : "no"));
        return dossier;
    }

    /// <summary>A step that both levels have, as level 2 answers it.</summary>
    private static (string, (string, string)[]) Same(string person, string step) => (step, Story.Fields(person, "2", step));

    private static readonly (string, (string, string)[]) Request = ("help-request", [("helpRequestBy", "Noor")]);

    private static readonly (string, (string, string)[]) Goal = ("goal", []);

    private static (string, (string, string)[]) Ground(string person) => person == "amira"
        ? ("ground", [("ground", "legitimate-interest"), ("interest", "We must answer whoever referred."), ("interestNeed", "The doctor waits with medicine."), ("interestBalance", "One sentence, and she knows it.")])
        : Same(person, "ground");

    private static (string, (string, string)[]) Consent => ("consent-status", [("consent", "given"), ("consentBy", Walk.All), ("consentOn", "20-11-2026"), ("consentHow", "orally"), ("consentUntil", "1-3-2027"), ("consentReasoning", "I read it to her.")]);

    private static IEnumerable<(string, (string, string)[])> End(string person) =>
        new[] { "secrecy", "moment", "informed", "talked", "necessary", "weighing", "considerations-shared", "outcome" }.Select(step => Same(person, step));

    /// <summary>Level 3, to be shared.</summary>
    public static IReadOnlyList<(string Step, (string, string)[] Fields)> Feedback(string person) =>
    [
        ("feedback-referral", []),
        ("feedback-needed", [("feedbackNeeded", "yes"), ("feedbackUse", "The doctor waits with medicine until help has begun.")]),
        ("feedback-from-me", [("feedbackFromMe", "yes")]),
        ("feedback-client", [("feedbackClient", "no"), ("feedbackClientReason", "She sees the doctor only in spring.")]),
        Request, Goal,
        ("plan", [("planSteps", "We talk every week."), ("partners[0].partner", Referrer), ("partners[0].partnerWhy", "Referred her"), ("partners[0].partnerData", "Whether help began")]),
        Same(person, "plan-agreement"), Same(person, "capacity"), Ground(person),
        ("funding", [("funding", "no")]),
        ("feedback-answer", [("feedbackAnswer", "Yes, since Monday.")]),
        Same(person, "special-data"), Consent,
        .. End(person),
    ];

    /// <summary>Level 4, to be shared: the first two partners of the address book; the first hears THAT, the second WHAT.</summary>
    public static IReadOnlyList<(string Step, (string, string)[] Fields)> Network(string person) =>
    [
        ("network-warning", [("networkWarning", "yes")]),
        ("participants", [("participants[0].seatPartner", "#0"), ("participants[0].seatRole", "teacher"), ("participants[0].seatWhy", "Sees her every day."),
            ("participants[1].seatPartner", "#1"), ("participants[1].seatRole", "coach"), ("participants[1].seatWhy", "Does the exercise on Saturdays.")]),
        Request, Goal,
        ("plan", [("planSteps", "Everybody does a part."), ("partners[0].partnerWhy", "Helps"), ("partners[0].partnerData", "That we help"), ("partners[1].partnerWhy", "Helps"), ("partners[1].partnerData", "The exercise")]),
        Same(person, "plan-agreement"), Same(person, "capacity"), Ground(person), Same(person, "purpose"),
        ("dat-wat", [("disclosures[0].disclosure", "that"), ("disclosures[0].dat", "in-care"), ("disclosures[1].disclosure", "what"), ("disclosures[1].dat", "known"), ("disclosures[1].watReason", "The coach does the same exercise.")]),
        ("sharing-table", [("topics[0].topic", "Practising sleep"), ("topics[0].topicWhy", "To do the same."), ("topics[0].topicFor", Walk.All)]),
        Same(person, "special-data"), Consent,
        .. End(person),
    ];

    private static readonly (string, (string, string)[]) Child = ("child-interest",
    [
        ("childConcerned", "client"), ("childInterest", "She must stay where nobody finds her."), ("threatKind", "shelter"),
        ("threat", "On Monday her father phoned three shelters and said he will fetch her."), ("threatSeriousness", "Serious, within days."),
    ]);

    /// <summary>What cannot wait, at level 2, after the start of the exception.</summary>
    public static IReadOnlyList<(string Step, (string, string)[] Fields)> AtOnce(string person) =>
    [
        Child, Same(person, "recipient"), VitalOr(person),
        ("items", [("items", "name"), ("nameNecessity", "So that they know her.")]),
        ("consulted", [("consultedWhom", "Mark, team lead"), ("consultedOn", "24-11-2026"), ("consultedAt", "9:15")]),
    ];

    private static (string, (string, string)[]) VitalOr(string person) =>
        person == "amira" ? ("ground", [("ground", "vital-interest"), ("vitalReason", "Her life is in danger and nothing else fits.")]) : Same(person, "ground");

    /// <summary>The exception at level 2 with everything weighed; <paramref name="atOnce"/>: without what was answered at once.</summary>
    public static IReadOnlyList<(string Step, (string, string)[] Fields)> Safety(string person, (string, string)[] moment, bool atOnce = false) =>
    [
        .. atOnce ? Array.Empty<(string, (string, string)[])>() : [Child],
        ("may-not-know", [("mayNotKnow", "yes"), ("shieldedFrom[0].person", "her father"), ("shieldedFrom[0].shieldAddress", "yes"), ("shieldedFrom[0].shieldCase", "yes")]),
        .. atOnce ? Array.Empty<(string, (string, string)[])>() : [Same(person, "recipient")],
        Same(person, "client-passes-on"), Request, Same(person, "capacity"),
        .. atOnce ? Array.Empty<(string, (string, string)[])>() : [VitalOr(person)],
        Same(person, "purpose"),
        .. atOnce ? Array.Empty<(string, (string, string)[])>() : [("items", [("items", "name"), ("nameNecessity", "So that they know her.")])],
        Same(person, "special-data"),
        ("missing-consent", [("missing[0].missingWhy", "too-dangerous")]),
        ("secrecy", [("secrecyKind", "youth-act"), ("secrecyWay", "conflict-of-duties"), ("secrecyReason", "Silence would leave her in danger."), ("triedConsent", "yes"), ("seriousHarm", "yes"), ("noOtherWay", "yes"), ("willHelp", "yes"), ("asLittleAsPossible", "yes"), ("conscience", "yes")]),
        ("moment", moment),
        ("informed", [("informWhen", "postponed"), ("informedReason", "He reads her post."), ("informReviewOn", "8-12-2026"), ("informReviewBy", "the team lead")]),
        .. atOnce ? Array.Empty<(string, (string, string)[])>() : [("consulted", [("consultedWhom", "Mark, team lead"), ("consultedOn", "24-11-2026"), ("consultedAt", "9:15")])],
        ("talked", [("talked", "no"), ("talkedReason", "She cannot be phoned safely.")]), Same(person, "necessary"),
        ("weighing", [.. Story.Fields(person, "2", "weighing"), ("safetyGoal", "That she stays safe."), ("helpWeighed", "Help can go on."), ("safetyWeighed", "The shelter can close its doors.")]),
        ("considerations-shared", [("considerationsShared", "no"), ("considerationsSharedReason", "Not while he reads her post.")]), Same(person, "outcome"),
    ];

    /// <summary>Starts the exception by its pages.</summary>
    public static async Task<Walk> StartSafetyAsync(StandingApp app, OwnDossier dossier, string timing, string level = "2b")
    {
        var page = await TriageApp.PageAsync(dossier.Client, $"/asking/start?dossier={dossier.Id}");
        var chosen = await Answered.From(await TriageApp.SubmitAsync(dossier.Client, page.QuerySelector<IHtmlFormElement>("main form")!, ("way", "safety")));
        Assert.Equal($"/asking/start/safety?dossier={dossier.Id}", chosen.Location);
        var start = await TriageApp.PageAsync(dossier.Client, chosen.Location!);
        Assert.Equal("safety-level", start.QuerySelector("main")!.GetAttribute("data-step"));
        var began = await Answered.From(await TriageApp.SubmitAsync(dossier.Client, start.QuerySelector<IHtmlFormElement>("main form")!, ("safetyTiming", timing), ("safetyLevel", level)));
        return Walk.On(app, dossier.Client, Guid.Parse(began.Location!.Split('/')[2]));
    }

    /// <summary>Answers the questions one by one, each the one that is asked next; <c>#n</c> is the n-th partner of the address book.</summary>
    public static async Task TellAsync(Walk walk, IEnumerable<(string Step, (string Name, string Value)[] Fields)> story)
    {
        foreach (var (step, fields) in story)
        {
            Assert.Equal(step, await walk.NextAsync());
            var page = await walk.OpenAsync(step);
            Assert.Equal(step, page.QuerySelector("main")!.GetAttribute("data-step"));
            var book = page.QuerySelectorAll<IHtmlOptionElement>("select option").Select(o => o.Value).Where(v => v.Length > 0).Distinct().ToList();
            var answer = await walk.SubmitAsync(page, [.. fields.Select(f => (f.Name, f.Value.StartsWith('#') ? book[int.Parse(f.Value[1..], System.Globalization.CultureInfo.InvariantCulture)] : f.Value))]);
            if (answer.Location is null) Assert.Fail($"{step}: {answer.Status} {string.Join(", ", answer.Page.QuerySelectorAll("[id$='-error']").Select(e => e.Id + " " + e.TextContent))}");
        }
    }
}
