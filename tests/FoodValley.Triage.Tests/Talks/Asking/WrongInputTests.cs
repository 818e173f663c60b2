using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Tests.Talks.Asking;

public sealed class WrongInputTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static string Way(string step) => Coded.Parse<Question>(step)!.Value <= Question.ConsultReason ? "1" : "2";

    /// <summary>Question, what is filled in all the same, and the fields that then ask for an answer.</summary>
    public static TheoryData<string, string, string, string> Missing => new()
    {
        { "sanne", "consult-recipient", "", "consultFunction consultOrganisation" },
        { "sanne", "consult-question", "", "consultQuestion" },
        { "sanne", "consult-text", "", "consultText consultConfirmed" },
        { "sanne", "consult-text", "consultText=A teenager.", "consultConfirmed" },
        { "sanne", "consult-text", "consultText=Since 3 maart 2026.&consultConfirmed=yes", "kept-0-why" },
        { "sanne", "recognisable", "", "recognisable" },
        { "sanne", "consult-reason", "", "consultReason" },
        { "sanne", "refer-kind", "", "referKind" },
        { "sanne", "client", "", "dossier" },
        { "sanne", "recipient", "", "recipientName recipientOrganisation recipientKind" },
        { "sanne", "recipient", "recipientName=Intake", "recipientOrganisation recipientKind" },
        { "sanne", "client-passes-on", "", "clientPassesOn" },
        { "sanne", "client-passes-on", "clientPassesOn=no", "clientPassesOnReason" },
        { "sanne", "client-passes-on", "clientPassesOn=partly", "clientPassesOnReason" },
        { "sanne", "help-request", "", "helpRequest" },
        { "sanne", "help-request", "helpRequest=   &helpRequestBy=", "helpRequest helpRequestBy" },
        { "sanne", "goal", "", "goal goalByWhom goalSupport goalLink" },
        { "sanne", "goal", "goalSupport=other", "goal goalByWhom goalSupportBy goalLink" },
        { "sanne", "plan", "", "planSteps partners-0-partnerWhy partners-0-partnerData" },
        { "sanne", "plan", "planSteps=Steps&partners[0].partner=&partners[1].partner=School", "partners-1-partnerWhy partners-1-partnerData notInPlanReason" },
        { "sanne", "plan-agreement", "", "planAgreement" },
        { "sanne", "plan-agreement", "planAgreement=yes", "agreedBy agreedOn agreedHow" },
        { "sanne", "plan-agreement", "planAgreement=yes&agreedBy=*&agreedOn=25-11-2026&agreedHow=orally", "agreedOn" },
        { "sanne", "plan-agreement", "planAgreement=yes&agreedBy=*&agreedOn=31-2-2026&agreedHow=orally", "agreedOn" },
        { "sanne", "plan-agreement", "planAgreement=yes&agreedBy=*&agreedOn=yesterday&agreedHow=orally", "agreedOn" },
        { "sanne", "capacity", "", "sector" },
        { "sanne", "capacity", "sector=non-government", "capacityReason" },
        { "amira", "capacity", "sector=government", "capacityReason" },
        { "sanne", "ground", "", "ground" },
        { "sanne", "ground", "ground=statutory-task", "task taskNeed" },
        { "sanne", "ground", "ground=none", "groundsConsidered" },
        { "amira", "ground", "ground=agreement", "contract contractParty contractNeed" },
        { "sanne", "consent-status", "", "consent consentReasoning" },
        { "sanne", "consent-status", "consent=given", "consentBy consentOn consentHow consentUntil consentReasoning" },
        { "sanne", "consent-status", "consent=refused", "consentBy consentOn consentHow consentReasoning" },
        { "sanne", "consent-status", "consent=not-asked", "consentReasoning" },
        { "sanne", "special-data", "", "specialData criminalData" },
        { "sanne", "special-data", "specialData=yes&criminalData=no", "specialItems-0-specialGround" },
        { "sanne", "special-data", "specialData=yes&specialItems[1].specialGround=care&criminalData=no", "specialItems-1-specialWhy" },
        { "sanne", "special-data", "specialData=no&criminalData=yes", "officerConsulted officerConsultedOn officerAdvice" },
        { "sanne", "secrecy", "", "secrecyKind" },
        { "sanne", "secrecy", "secrecyKind=medical", "secrecyWay" },
        { "sanne", "secrecy", "secrecyKind=youth-act&secrecyWay=consent", "secrecyReason" },
        { "sanne", "secrecy", "secrecyKind=youth-act&secrecyWay=legal-duty", "secrecyArticle secrecyReason" },
        { "sanne", "secrecy", "secrecyKind=youth-act&secrecyWay=conflict-of-duties", "secrecyReason triedConsent seriousHarm noOtherWay willHelp asLittleAsPossible conscience colleagueConsulted" },
        { "sanne", "consent-status", "consent=given&consentBy=*&consentOn=20-11-2026&consentHow=orally&consentUntil=23-11-2026&consentReasoning=x", "consentUntil" },
        { "sanne", "purpose", "purpose=", "purpose" },
        { "sanne", "items", "", "items" },
        { "sanne", "items", "items=name", "nameNecessity" },
        { "sanne", "items", "items=contact", "contactDetails contactNecessity" },
        { "sanne", "items", "items=purpose", "purposeNecessity" },
        { "sanne", "items", "extras[0].extra=School", "extras-0-extraNecessity extras-0-extraReason" },
        { "sanne", "items", "extras[0].extra=bsn 123456782&extras[0].extraNecessity=x&extras[0].extraReason=y", "extras-0-extra" },
        { "sanne", "moment", "", "momentFrom" },
        { "sanne", "moment", "momentFrom=23-11-2026", "momentFrom" },
        { "sanne", "moment", "momentFrom=30-11-2026&momentTo=29-11-2026", "momentTo" },
        { "sanne", "moment", "momentFrom=30-11-2026&momentTo=30-11-2027", "momentTo" },
        { "sanne", "explained", "", "explained" },
        { "sanne", "informed", "", "informed" },
        { "sanne", "informed", "informed=no", "informedReason" },
        { "sanne", "talked", "", "talked" },
        { "sanne", "talked", "talked=yes", "talkedWith talkedOn talkedHow" },
        { "sanne", "talked", "talked=no", "talkedReason" },
        { "sanne", "necessary", "", "necessary purelyForGoal purelyForGoalReason" },
        { "sanne", "weighing", "", "effective proportionate alternative leastIntrusive" },
        { "sanne", "considerations-shared", "", "considerationsShared" },
        { "sanne", "considerations-shared", "considerationsShared=no", "considerationsSharedReason" },
        { "sanne", "outcome", "", "outcome reason" },
        { "sanne", "outcome", "outcome=share", "reason" },
        { "sanne", "outcome", "outcome=do-not-share", "notSharingReason reason" },
        { "sanne", "outcome", "outcome=hold", "holdReason holdUntil reason" },
        { "sanne", "outcome", "outcome=hold&holdReason=advice&holdUntil=1-11-2026&reason=x", "holdUntil" },
        { "sanne", "outcome", "outcome=other-level", "otherWay reason" },
        { "sanne", "outcome", "outcome=outside-framework", "outsideRoute adviceFrom reason" },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    [Norm("IU-ALG-1", "IU-ALG-2a", "IU-ALG-2b", "IU-ALG-2c", "IU-ALG-3", "IU-ALG-4", "IU-ALG-5", "IU-1-INF-a", "IU-2-DOEL-a", "IU-2-DOEL-b", "IU-2-VOOR-1", "IU-2-VOOR-2", "IU-2-INF-2", "IU-2-INF-3")]
    [Norm("HK-0c", "HK-0d-DOE", "HK-0d-PRO", "HK-0d-SUB", "HK-0e", "HK-3a", "HK-3b", "HK-3c", "HK-3d", "HK-3e", "HK-4a", "HK-4b", "HK-4c", "HK-5a", "HK-5b", "HK-5c", "HK-5d", "HK-7a", "HK-7g", "HK-7h", "HK-8a")]
    public async Task What_is_missing_is_said_beside_its_field_and_in_the_summary(string person, string step, string filled, string wrong)
    {
        var walk = await Walk.AtAsync(app, person, Way(step), step);
        var fields = filled.Length == 0 ? [] : filled.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1])).ToArray();
        var answer = await walk.PostAsync(step, fields);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var expected = wrong.Split(' ');
        Assert.Equal(expected.Order(), answer.Wrong.Order());
        var summary = answer.Page.QuerySelector("main [role=alert]:has(#error-summary)")!;
        Assert.True(summary.HasAttribute("autofocus"));
        var links = summary.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(expected.Select(id => "#" + id).Order(), links.Order());
        Assert.All(links, link => Assert.NotNull(answer.Page.QuerySelector(link)));
        Assert.StartsWith("Fout: ", answer.Page.Title);
        var typed = fields.Where(f => f.Item2 != Walk.All).ToList();
        Assert.All(typed, field => Assert.Contains(field.Item2.Trim(), Typed(answer.Page, field.Item1)));
        Assert.Null((await walk.AnswersAsync()).Group(Coded.Parse<Question>(step)!.Value));
        if (step != "outcome") Assert.Equal(step, await walk.NextAsync());
        Assert.All(typed, field => Assert.Contains(field.Item2.Trim(), Typed(walk.OpenAsync(step).Result, field.Item1)));
    }

    public static TheoryData<string, string, string, int> Limits => new()
    {
        { "sanne", "consult-recipient", "consultFunction", 200 }, { "sanne", "consult-recipient", "consultOrganisation", 200 },
        { "sanne", "consult-question", "consultQuestion", 1000 }, { "sanne", "consult-text", "consultText", 5000 }, { "sanne", "consult-reason", "consultReason", 2000 },
        { "sanne", "recipient", "recipientName", 200 }, { "sanne", "recipient", "recipientOrganisation", 200 }, { "sanne", "client-passes-on", "clientPassesOnReason", 2000 },
        { "sanne", "help-request", "helpRequest", 2000 }, { "sanne", "goal", "goal", 2000 }, { "sanne", "goal", "goalByWhom", 200 }, { "sanne", "goal", "goalLink", 2000 },
        { "sanne", "plan", "planSteps", 2000 }, { "sanne", "plan", "partners[0].partnerWhy", 500 }, { "sanne", "plan", "partners[0].partnerData", 500 },
        { "sanne", "plan", "partners[0].partnerPurpose", 500 }, { "sanne", "plan-agreement", "agreementMissingReason", 2000 }, { "sanne", "ground", "task", 500 }, { "sanne", "ground", "taskNeed", 2000 },
        { "sanne", "consent-status", "consentMissingReason", 2000 }, { "sanne", "secrecy", "secrecyReason", 2000 }, { "sanne", "help-request", "helpRequestBy", 200 }, { "sanne", "consent-status", "consentReasoning", 2000 }, { "sanne", "purpose", "purpose", 600 },
        { "sanne", "items", "nameNecessity", 500 }, { "sanne", "items", "contactNecessity", 500 }, { "sanne", "items", "purposeNecessity", 500 },
        { "sanne", "talked", "talkedWith", 200 }, { "sanne", "necessary", "necessary", 2000 }, { "sanne", "necessary", "purelyForGoalReason", 2000 },
        { "sanne", "weighing", "effective", 2000 }, { "sanne", "weighing", "proportionate", 2000 }, { "sanne", "weighing", "alternative", 2000 }, { "sanne", "weighing", "leastIntrusive", 2000 },
        { "sanne", "outcome", "reason", 2000 },
        { "sanne", "consult-text?consultText=Since 3 maart 2026.&kept[0].fragment=3 maart 2026", "kept[0].why", 500 }, { "sanne", "goal?goalSupport=other", "goalSupportBy", 200 },
        { "sanne", "plan?notInPlanReason=x", "partners[0].partner", 200 }, { "sanne", "plan?partners[0].partner=School", "notInPlanReason", 2000 },
        { "sanne", "capacity?sector=non-government", "capacityReason", 2000 }, { "sanne", "ground?article=", "otherArticle", 200 },
        { "amira", "ground?ground=agreement&contractNeed=x&contractParty=y", "contract", 500 }, { "amira", "ground?ground=agreement&contract=x&contractNeed=y", "contractParty", 200 },
        { "amira", "ground?ground=agreement&contract=x&contractParty=y", "contractNeed", 2000 }, { "sanne", "ground?ground=none", "groundsConsidered", 2000 },
        { "sanne", "items?extras[0].extraNecessity=x&extras[0].extraReason=y", "extras[0].extra", 200 },
        { "sanne", "items?extras[0].extra=x&extras[0].extraReason=y", "extras[0].extraNecessity", 500 }, { "sanne", "items?extras[0].extra=x&extras[0].extraNecessity=y", "extras[0].extraReason", 500 },
        { "sanne", "special-data?specialData=no&criminalData=yes&officerConsultedOn=20-11-2026&officerAdvice=x", "officerConsulted", 200 },
        { "sanne", "special-data?specialData=no&criminalData=yes&officerConsultedOn=20-11-2026&officerConsulted=x", "officerAdvice", 2000 },
        { "sanne", "special-data?specialData=yes&criminalData=no&specialItems[0].specialGround=care", "specialItems[0].specialWhy", 500 },
        { "sanne", "secrecy", "secrecyArticle", 200 }, { "sanne", "secrecy", "colleagueConsulted", 200 }, { "sanne", "informed?informed=no", "informedReason", 2000 }, { "sanne", "talked?talked=no", "talkedReason", 2000 },
        { "sanne", "considerations-shared?considerationsShared=no", "considerationsSharedReason", 2000 },
        { "sanne", "outcome?outcome=share-partly", "withheld", 2000 }, { "sanne", "outcome?outcome=outside-framework&outsideRoute=legal-duty", "adviceFrom", 200 },
    };

    /// <summary>A question with what else is filled in: <c>informed?informed=no</c>.</summary>
    private static (string Step, (string, string)[] Also) Filled(string asked)
    {
        var parts = asked.Split('?');
        return (parts[0], parts.Length == 1 ? [] : [.. parts[1].Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
    }

    /// <summary>No text field of any question is left out above: the forms themselves say which there are.</summary>
    [Fact]
    public void Every_text_field_has_its_limit_tried()
    {
        string[] chosen =
        [
            "consultConfirmed", "confirmedFor", "recognisable", "referKind", "dossier", "sure", "recipientKind", "clientPassesOn", "goalSupport", "planAgreement", "agreedHow", "sector", "ground", "article", "consent", "consentHow",
            "items", "contactDetails", "explained", "explainedItems", "informed", "talked", "talkedHow", "purelyForGoal", "considerationsShared", "outcome", "undo", "notSharingReason", "holdReason", "otherWay",
            "outsideRoute", "fragment", "helpRequestAgreed", "recipientPartner", "secrecyKind", "secrecyWay", "triedConsent", "seriousHarm", "noOtherWay", "willHelp", "asLittleAsPossible",
            "conscience", "specialData", "criminalData", "specialItem", "specialGround", "colleague", "question",
            "childConcerned", "threatKind", "mayNotKnow", "referral", "feedbackNeeded", "feedbackFromMe", "feedbackClient", "funding", "fundingContent", "seatPartner", "toldPartner", "disclosure", "missingWhy", "informWhen",
        ];
        string[] days = ["agreedOn", "consentOn", "consentUntil", "momentFrom", "momentTo", "talkedOn", "holdUntil", "officerConsultedOn", "consultedOn", "consultedAt", "sharedAt", "informReviewOn"];
        var tried = Limits.Select(row => ((string)row[2]).Split('.')[^1]).Concat(LimitTests.Tried).ToHashSet();
        var fields = typeof(FoodValley.Triage.Web.Pages.Asking.GoalForm).Assembly.GetTypes()
            .Where(t => t.Namespace == "FoodValley.Triage.Web.Pages.Asking" && t.Name.EndsWith("Form", StringComparison.Ordinal))
            .SelectMany(t => t.GetProperties().Where(p => p.CanWrite && p.PropertyType == typeof(string)).Select(p => FoodValley.Triage.Web.Pages.Asking.FormFields.Name(p.Name)));
        House.Expect.Nothing(fields.Except(tried).Except(chosen).Except(days));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Too_much_is_kept_whole_and_the_limit_named(string person, string step, string field, int limit)
    {
        (step, var also) = Filled(step);
        var walk = await Walk.AtAsync(app, person, Way(step), step);
        (string, string)[] With(string text) => [.. Story.Fields(person, Way(step), step).Where(f => f.Item1 != field && also.All(a => a.Item1 != f.Item1)), .. also, (field, text)];
        var id = field.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal);

        var tooLong = string.Concat(Enumerable.Repeat("é", limit + 1));
        var answer = await walk.PostAsync(step, With(tooLong));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([id], answer.Wrong);
        Assert.Contains($"maximaal {limit} tekens. Je hebt er nu {limit + 1}.", answer.Page.GetElementById(id + "-error")!.TextContent);
        Assert.Equal([tooLong], Typed(answer.Page, field));

        answer = await walk.PostAsync(step, With("a\u0001b"));
        Assert.Equal([id], answer.Wrong);
        Assert.Contains("Er staat een teken in", answer.Page.GetElementById(id + "-error")!.TextContent);
        Assert.Null((await walk.AnswersAsync()).Group(Coded.Parse<Question>(step)!.Value));

        await walk.GiveAsync(step, With(tooLong[1..]));
    }

    public static TheoryData<string, string, string, string> NeverOffered => new()
    {
        { "sanne", "recognisable", "recognisable", "never" }, { "sanne", "refer-kind", "referKind", "3" }, { "sanne", "refer-kind", "referKind", "1" },
        { "sanne", "client", "dossier", "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }, { "sanne", "client", "dossier", "x" },
        { "sanne", "recipient", "recipientKind", "king" }, { "sanne", "client-passes-on", "clientPassesOn", "by-pigeon" }, { "sanne", "goal", "goalSupport", "god" },
        { "sanne", "plan-agreement", "planAgreement", "of-course" }, { "sanne", "plan-agreement", "agreedHow", "telepathy" },
        { "sanne", "capacity", "sector", "royal" }, { "sanne", "ground", "ground", "legitimate-interest" }, { "sanne", "ground", "ground", "vital-interest" },
        { "sanne", "ground", "ground", "consent" }, { "sanne", "ground", "ground", "agreement" }, { "sanne", "ground", "article", "Grondwet artikel 1" },
        { "amira", "ground", "ground", "statutory-task" }, { "amira", "ground", "ground", "legitimate-interest" }, { "amira", "ground", "ground", "vital-interest" },
        { "sanne", "consent-status", "consent", "implied" }, { "sanne", "consent-status", "consent", "withdrawn" }, { "sanne", "consent-status", "consent", "expired" }, { "sanne", "consent-status", "consentBy", "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }, { "sanne", "plan-agreement", "agreedBy", "client" }, { "sanne", "secrecy", "secrecyKind", "all" }, { "sanne", "secrecy", "secrecyWay", "gossip" }, { "sanne", "special-data", "specialData", "perhaps" }, { "sanne", "recipient", "recipientPartner", "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }, { "sanne", "consent-status", "consentHow", "telepathy" },
        { "sanne", "items", "items", "bsn" }, { "sanne", "items", "contactDetails", "diary" }, { "sanne", "informed", "informed", "perhaps" },
        { "sanne", "talked", "talked", "perhaps" }, { "sanne", "talked", "talkedHow", "telepathy" }, { "sanne", "necessary", "purelyForGoal", "mostly" },
        { "sanne", "considerations-shared", "considerationsShared", "perhaps" }, { "sanne", "outcome", "outcome", "share-all" },
    };

    [Theory]
    [MemberData(nameof(NeverOffered))]
    [Norm("IU-ALG-1", "IU-2-GRD-OVH", "IU-2-GRD-PRIV", "IU-2-GRD-NIET", "IU-2-INF-1")]
    public async Task A_value_no_page_offers_is_refused_and_changes_nothing(string person, string step, string field, string value)
    {
        var walk = await Walk.AtAsync(app, person, Way(step), step);
        var page = await walk.OpenAsync(step);
        var before = app.Dump();
        var answer = await walk.SubmitAsync(page, [.. Story.Fields(person, Way(step), step).Where(f => f.Item1 != field), (field, value)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    [Norm("IU-KOP-1")]
    public async Task The_start_offers_four_levels_and_the_exception_and_refuses_the_rest()
    {
        var client = await app.Of("sanne");
        var page = await TriageApp.PageAsync(client, "/asking/start");
        Assert.Equal(["1", "2", "3", "4", "safety"], page.QuerySelectorAll<IHtmlInputElement>("input[name=way]").Where(w => !w.IsDisabled).Select(w => w.Value));
        Assert.Empty(page.QuerySelectorAll(".fv-choice--off"));
        var before = app.Dump();
        foreach (var (way, status) in new[] { ("", HttpStatusCode.OK), ("2a", HttpStatusCode.BadRequest), ("5", HttpStatusCode.BadRequest), ("x", HttpStatusCode.BadRequest) })
        {
            var answer = await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("way", way)));
            Assert.Equal(status, answer.Status);
            Assert.Equal(["way"], answer.Wrong);
        }
        Assert.Equal(before, app.Dump());
    }

    /// <summary>What stands in the fields of this name: typed, ticked or chosen.</summary>
    private static IEnumerable<string> Typed(IHtmlDocument page, string name) => page.QuerySelectorAll<IHtmlElement>($"main [name='{name}']").SelectMany(e => e switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? [box.Value] : Array.Empty<string>(),
        IHtmlInputElement input => [input.Value.Trim()],
        IHtmlTextAreaElement area => [area.Value.Trim()],
        IHtmlSelectElement select => [select.Value ?? ""],
        _ => [],
    });
}
