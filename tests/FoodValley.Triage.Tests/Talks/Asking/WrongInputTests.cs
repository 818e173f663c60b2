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
        { "sanne", "help-request", "helpRequest=   ", "helpRequest" },
        { "sanne", "goal", "", "goal goalByWhom goalSupport goalLink" },
        { "sanne", "goal", "goalSupport=other", "goal goalByWhom goalSupportBy goalLink" },
        { "sanne", "plan", "", "planSteps partners-0-partnerWhy partners-0-partnerData" },
        { "sanne", "plan", "planSteps=Steps&partners[0].partner=&partners[1].partner=School", "partners-1-partnerWhy partners-1-partnerData notInPlanReason" },
        { "sanne", "plan-agreement", "", "planAgreement" },
        { "sanne", "plan-agreement", "planAgreement=yes", "agreedBy agreedOn agreedHow" },
        { "sanne", "plan-agreement", "planAgreement=yes&agreedBy=mother&agreedOn=25-11-2026&agreedHow=orally", "agreedOn" },
        { "sanne", "plan-agreement", "planAgreement=yes&agreedBy=mother&agreedOn=31-2-2026&agreedHow=orally", "agreedOn" },
        { "sanne", "plan-agreement", "planAgreement=yes&agreedBy=mother&agreedOn=yesterday&agreedHow=orally", "agreedOn" },
        { "sanne", "capacity", "", "sector" },
        { "sanne", "capacity", "sector=non-government", "capacityReason" },
        { "amira", "capacity", "sector=government", "capacityReason" },
        { "sanne", "ground", "", "ground" },
        { "sanne", "ground", "ground=statutory-task", "task taskNeed" },
        { "sanne", "ground", "ground=none", "groundsConsidered" },
        { "amira", "ground", "ground=agreement", "contract contractParty contractNeed" },
        { "sanne", "consent-status", "", "consent consentReasoning" },
        { "sanne", "consent-status", "consent=given", "consentBy consentOn consentHow consentUntil consentReasoning" },
        { "sanne", "consent-status", "consent=refused", "consentReasoning" },
        { "sanne", "consent-status", "consent=not-asked", "consentReasoning" },
        { "sanne", "consent-status", "consent=withdrawn", "consentReasoning" },
        { "sanne", "consent-status", "consent=expired", "consentReasoning" },
        { "sanne", "consent-status", "consent=given&consentBy=mother&consentOn=20-11-2026&consentHow=orally&consentUntil=23-11-2026&consentReasoning=x", "consentUntil" },
        { "sanne", "purpose", "", "purpose" },
        { "sanne", "items", "", "items" },
        { "sanne", "items", "items=name", "nameNecessity" },
        { "sanne", "items", "items=contact", "contactDetails contactNecessity" },
        { "sanne", "items", "items=purpose", "purposeNecessity" },
        { "sanne", "items", "extras[0].extra=School", "extras-0-extraNecessity extras-0-extraReason" },
        { "sanne", "items", "extras[1].extra=bsn 123456782&extras[1].extraNecessity=x&extras[1].extraReason=y", "extras-1-extra" },
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
        Assert.All(fields, field => Assert.Contains(field.Item2.Trim(), Typed(answer.Page, field.Item1)));
        Assert.Null((await walk.AnswersAsync()).Group(Coded.Parse<Question>(step)!.Value));
        if (step != "outcome") Assert.Equal(step, await walk.NextAsync());
        Assert.All(fields, field => Assert.Contains(field.Item2.Trim(), Typed(walk.OpenAsync(step).Result, field.Item1)));
    }

    public static TheoryData<string, string, string, int> Limits => new()
    {
        { "sanne", "consult-recipient", "consultFunction", 200 }, { "sanne", "consult-recipient", "consultOrganisation", 200 },
        { "sanne", "consult-question", "consultQuestion", 1000 }, { "sanne", "consult-text", "consultText", 5000 }, { "sanne", "consult-reason", "consultReason", 2000 },
        { "sanne", "recipient", "recipientName", 200 }, { "sanne", "recipient", "recipientOrganisation", 200 }, { "sanne", "client-passes-on", "clientPassesOnReason", 2000 },
        { "sanne", "help-request", "helpRequest", 2000 }, { "sanne", "goal", "goal", 2000 }, { "sanne", "goal", "goalByWhom", 200 }, { "sanne", "goal", "goalLink", 2000 },
        { "sanne", "plan", "planSteps", 2000 }, { "sanne", "plan", "partners[0].partnerWhy", 500 }, { "sanne", "plan", "partners[0].partnerData", 500 },
        { "sanne", "plan-agreement", "agreedBy", 200 }, { "sanne", "ground", "task", 500 }, { "sanne", "ground", "taskNeed", 2000 },
        { "sanne", "consent-status", "consentBy", 200 }, { "sanne", "consent-status", "consentReasoning", 2000 }, { "sanne", "purpose", "purpose", 600 },
        { "sanne", "items", "nameNecessity", 500 }, { "sanne", "items", "contactNecessity", 500 }, { "sanne", "items", "purposeNecessity", 500 },
        { "sanne", "talked", "talkedWith", 200 }, { "sanne", "necessary", "necessary", 2000 }, { "sanne", "necessary", "purelyForGoalReason", 2000 },
        { "sanne", "weighing", "effective", 2000 }, { "sanne", "weighing", "proportionate", 2000 }, { "sanne", "weighing", "alternative", 2000 }, { "sanne", "weighing", "leastIntrusive", 2000 },
        { "sanne", "outcome", "reason", 2000 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Too_much_is_kept_whole_and_the_limit_named(string person, string step, string field, int limit)
    {
        var walk = await Walk.AtAsync(app, person, Way(step), step);
        (string, string)[] With(string text) => [.. Story.Fields(person, Way(step), step).Where(f => f.Item1 != field), (field, text)];
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
        { "sanne", "consent-status", "consent", "implied" }, { "sanne", "consent-status", "consentHow", "telepathy" },
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
    public async Task The_start_offers_two_levels_and_refuses_the_rest()
    {
        var client = await app.Of("sanne");
        var page = await TriageApp.PageAsync(client, "/asking/start");
        Assert.Equal(["1", "2"], page.QuerySelectorAll<IHtmlInputElement>("input[name=way]").Where(w => !w.IsDisabled).Select(w => w.Value));
        Assert.Equal(3, page.QuerySelectorAll(".fv-choice--off").Length);
        var before = app.Dump();
        foreach (var (way, status) in new[] { ("", HttpStatusCode.OK), ("3", HttpStatusCode.BadRequest), ("4", HttpStatusCode.BadRequest), ("safety", HttpStatusCode.BadRequest), ("x", HttpStatusCode.BadRequest) })
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
