using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Dossiers;

public sealed class RequestGoalPlanTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static (string, string)[] Fields(string filled) => filled.Length == 0 ? [] : [.. filled.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))];

    [Fact, Norm("HK-3b", "HK-4d")]
    public async Task The_first_help_request_stands_there_in_the_clients_words_with_who_and_when()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.SaveAsync("help-request", ("helpRequest", "  I want\r\nto sleep. "), ("saidBy", "Noor"), ("helpedBy", "an interpreter"), ("on", "1-11-2026"));
        Assert.Equal(new HelpRequestVersion("I want\nto sleep.", "Noor", "an interpreter", new DateOnly(2026, 11, 1)), Assert.Single((await own.FileAsync()).Lines).What);
        var figure = (await own.OpenAsync()).QuerySelector("section[aria-labelledby=request] figure")!;
        Assert.Equal("I want\nto sleep.", figure.QuerySelector("blockquote")!.TextContent);
        Assert.Contains("Gezegd door Noor op 1 november 2026. Versie 1.", OwnDossier.Plain(figure.TextContent));
    }

    [Fact, Norm("HK-4d")]
    public async Task It_never_changes_silently()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        var silent = await own.PostAsync("help-request", ("helpRequest", "Something else."));
        Assert.Equal(["saidBy", "on", "agreed"], silent.Wrong);
        Assert.Single((await own.FileAsync()).Lines);
        await own.SaveAsync("help-request", ("helpRequest", "Something else."), ("saidBy", "Noor and her aunt"), ("on", "20-11-2026"), ("agreed", "yes"));
        Assert.Equal(["Help with sleep.", "Something else."], (await own.FileAsync()).HelpRequests.Select(r => r.What.Words));
        var section = (await own.OpenAsync()).QuerySelector("section[aria-labelledby=request]")!;
        Assert.Contains("Gezegd door Noor and her aunt op 20 november 2026. Versie 2.", OwnDossier.Plain(section.TextContent));
        Assert.Equal("Help with sleep.", section.QuerySelector("details blockquote")!.TextContent);
    }

    [Theory, Norm("HK-4d")]
    [InlineData("accepts", 2)]
    [InlineData("refuses", 1)]
    [InlineData("later", 1)]
    public async Task What_the_professional_thinks_needed_waits_for_the_clients_answer(string said, int versions)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        await own.SaveAsync("help-request/propose", ("helpRequest", "Help with sleep and school."), ("reason", "She misses school."), ("on", "10-11-2026"));
        Assert.Single((await own.FileAsync()).HelpRequests);
        var page = await own.OpenAsync();
        var answering = page.QuerySelector("a[href*='/proposals/']")!.GetAttribute("href")!;
        Assert.Contains("De klant denkt na over een andere hulpvraag, sinds 10 november 2026", page.QuerySelector(".fv-due")!.TextContent);

        await own.SaveAsync(answering[(own.Address().Length + 1)..], ("answer", said), ("saidBy", "Noor"), ("on", "12-11-2026"), ("remark", "I need to think."));
        var file = await own.FileAsync();
        Assert.Equal(new ChangeAnswered(2, Coded.Parse<ChangeAnswer>(said)!.Value, "Noor", new DateOnly(2026, 11, 12), "I need to think."), file.Lines[2].What);
        Assert.Equal(versions, file.HelpRequests.Count);
        Assert.Equal(said == "later" ? 1 : 0, file.OpenProposals.Count);
        if (said == "accepts") Assert.Equal(new HelpRequestVersion("Help with sleep and school.", "Noor", null, new DateOnly(2026, 11, 12), 2), file.HelpRequest!.What);
        Assert.Equal(said == "later" ? 1 : 0, (await own.OpenAsync()).QuerySelectorAll("section[aria-labelledby=request] a[href*='/proposals/']").Length);
    }

    [Theory, Norm("HK-4d")]
    [InlineData("propose", "", "helpRequest reason on")]
    [InlineData("propose", "helpRequest=Help with sleep.&reason=x&on=1-11-2026", "helpRequest")]
    [InlineData("propose", "helpRequest=y&reason=x&on=1-12-2026", "on")]
    [InlineData("proposals/2", "", "answer saidBy on")]
    [InlineData("proposals/2", "answer=accepts&helpRequest=&saidBy=Noor&on=12-11-2026", "helpRequest")]
    [InlineData("proposals/2", "answer=refuses&saidBy=Noor&on=9-11-2026", "on")]
    public async Task A_proposal_and_its_answer_are_whole(string page, string filled, string wrong)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        await own.SaveAsync("help-request/propose", ("helpRequest", "Help with school."), ("reason", "She misses school."), ("on", "10-11-2026"));
        var answer = await own.PostAsync("help-request/" + page, Fields(filled));
        Assert.Equal(wrong.Split(' ').Order(), answer.Wrong.Order());
        Assert.Equal(2, (await own.FileAsync()).Version);
    }

    [Fact, Norm("HK-4d")]
    public async Task An_answered_proposal_is_not_answered_again()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        await own.SaveAsync("help-request/propose", ("helpRequest", "Help with school."), ("reason", "She misses school."), ("on", "10-11-2026"));
        await own.SaveAsync("help-request/proposals/2", ("answer", "refuses"), ("saidBy", "Noor"), ("on", "12-11-2026"));
        Assert.Contains("De klant heeft dit voorstel al beantwoord.", await own.TextAsync("help-request/proposals/2"));
        Assert.Equal(HttpStatusCode.NotFound, (await own.Client.GetAsync(own.Address("help-request/proposals/1"))).StatusCode);
    }

    [Fact, Norm("HK-4a", "HK-4b", "HK-4c")]
    public async Task The_goal_is_the_clients_with_who_helped_and_how_it_follows_from_the_request()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        Assert.Contains("Een doel volgt uit de hulpvraag.", await own.TextAsync("goal"));
        await own.RequestAsync();
        await own.SaveAsync("goal", ("goal", "I want to sleep."), ("goalByWhom", "Noor and her aunt"), ("goalSupport", "other"), ("goalSupportBy", "a teacher"), ("goalLink", "She asks about sleep."), ("on", "2-11-2026"));
        Assert.Equal(new GoalVersion("I want to sleep.", "Noor and her aunt", GoalSupport.SomebodyElse, "a teacher", "She asks about sleep.", new DateOnly(2026, 11, 2)), (await own.FileAsync()).Goal!.What);
        var text = OwnDossier.Plain((await own.OpenAsync()).QuerySelector("section[aria-labelledby=goal]")!.TextContent);
        Assert.Contains("Gezegd door Noor and her aunt op 2 november 2026. Versie 1. a teacher hielp bij het verwoorden.", text);
        Assert.Contains("Zo hoort het bij de hulpvraag: She asks about sleep.", text);
    }

    [Theory]
    [InlineData("", "goal goalByWhom goalSupport goalLink on", "HK-4a")]
    [InlineData("goal=x&goalByWhom=N&goalSupport=other&goalLink=y&on=1-11-2026", "goalSupportBy", "HK-4b")]
    [InlineData("goal=x&goalByWhom=N&goalSupport=no&goalLink= &on=1-11-2026", "goalLink", "HK-4c")]
    [InlineData("goal=x&goalByWhom= &goalSupport=no&goalLink=y&on=1-11-2026", "goalByWhom", "HK-4a")]
    [Norm("HK-4a", "HK-4b", "HK-4c")]
    public async Task A_goal_is_whole(string filled, string wrong, string norm)
    {
        Assert.NotEmpty(norm);
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        var answer = await own.PostAsync("goal", Fields(filled));
        Assert.Equal(wrong.Split(' ').Order(), answer.Wrong.Order());
        Assert.Equal(1, (await own.FileAsync()).Version);
    }

    [Fact, Norm("HK-4c")]
    public async Task A_request_newer_than_the_goal_asks_to_look_again()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        await own.GoalAsync();
        Assert.DoesNotContain("De hulpvraag is nieuwer dan dit doel.", await own.TextAsync());
        await own.SaveAsync("help-request", ("helpRequest", "Something else."), ("saidBy", "Noor"), ("on", "20-11-2026"), ("agreed", "yes"));
        Assert.Contains("De hulpvraag is nieuwer dan dit doel.", await own.TextAsync());
    }

    [Fact, Norm("HK-5a", "HK-5b", "HK-5f")]
    public async Task A_plan_names_partners_why_and_which_data_and_a_version_stays()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        Assert.Contains("Een plan hoort bij een doel.", await own.TextAsync("plan"));
        await own.PlannedAsync();
        var first = (await own.FileAsync()).Plan!;
        Assert.Equal(("School De Esdoorn", null, "Knows her", "Name", "To plan a talk"), (first.What.Parts[0].Name, first.What.Parts[0].Partner, first.What.Parts[0].Why, first.What.Parts[0].Data, first.What.Parts[0].Purpose));

        // One more partner, without a script: the page comes back with room and with all that was typed.
        var page = await own.OpenAsync("plan");
        Assert.Contains("Het akkoord op de oude versie gaat niet mee.", page.QuerySelector("main")!.TextContent);
        var more = await own.PostAsync(page, ("planSteps", "Other steps."), ("add", "partner"));
        Assert.Equal(HttpStatusCode.OK, more.Status);
        Assert.Equal("Other steps.", more.Page.QuerySelector<IHtmlTextAreaElement>("textarea[name=planSteps]")!.Value.Trim());
        Assert.Empty(more.Wrong);
        var saved = await own.PostAsync(more.Page, ("parts[1].name", "GP Het Plein"), ("parts[1].why", "Cares"), ("parts[1].data", "Name"), ("parts[1].purpose", "A check"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var file = await own.FileAsync();
        Assert.Equal(2, file.Plans.Count);
        Assert.Equal(first.What.Parts[0], file.Plan!.What.Parts[0]); // the part keeps its id
        Assert.Equal("GP Het Plein", file.Plan.What.Parts[1].Name);
        Assert.Equal("We register and look again in six weeks.", file.Plans[0].What.Steps);

        var away = await own.PostAsync("plan", ("parts[0].remove", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, away.Status);
        Assert.Equal(["GP Het Plein"], (await own.FileAsync()).Plan!.What.Parts.Select(p => p.Name));
        Assert.Contains("School De Esdoorn", (await own.OpenAsync()).QuerySelector("section[aria-labelledby=plan] details")!.TextContent);
    }

    [Theory, Norm("HK-5a", "HK-5b", "HK-5c")]
    [InlineData("", "planSteps parts-0-name")]
    [InlineData("planSteps=x&parts[0].name=School", "parts-0-why parts-0-data parts-0-purpose")]
    [InlineData("planSteps=x&parts[0].why=y&parts[0].data=z&parts[0].purpose=p", "parts-0-name")]
    public async Task A_plan_is_whole(string filled, string wrong)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        await own.GoalAsync();
        var answer = await own.PostAsync("plan", Fields(filled));
        Assert.Equal(wrong.Split(' ').Order(), answer.Wrong.Order());
        Assert.Equal(2, (await own.FileAsync()).Version);
    }

    [Theory, Norm("HK-5b")]
    [InlineData("parts[0].id", "3f1f9f43-5a0f-4a53-9a3e-4b6a0ecf5d10")]
    [InlineData("parts[0].partner", "3f1f9f43-5a0f-4a53-9a3e-4b6a0ecf5d10")]
    [InlineData("agreement", "yes")]
    public async Task A_part_or_partner_that_is_not_there_is_refused(string name, string value)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        await own.GoalAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await own.PostAsync("plan", [.. OwnDossier.Plan(), (name, value)])).Status);
        Assert.Equal(2, (await own.FileAsync()).Version);
    }

    [Fact, Norm("HK-5c", "HK-5b")]
    public async Task Consent_points_at_its_part_of_the_plan_and_lapses_with_it()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.RequestAsync();
        await own.GoalAsync();
        await own.SaveAsync("plan", OwnDossier.Plan("Sportclub De Valk"));
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        var file = await own.FileAsync();
        Assert.Equal(file.Plan!.What.Parts[0].Id, file.Consents[0].What.PlanPart);
        Assert.Contains("De toestemming voor deze partner vervalt dan.", await own.TextAsync("plan"));
        await own.SaveAsync("plan", ("parts[0].remove", "yes"), ("parts[1].id", ""), ("parts[1].name", "GP"), ("parts[1].why", "Cares"), ("parts[1].data", "Name"), ("parts[1].purpose", "A check"));
        Assert.Equal("Vervallen: niet meer in het plan", OwnDossier.Plain((await own.OpenAsync()).QuerySelector("main .fv-matrix tbody tr:last-child td .utrecht-status-badge, main .fv-matrix td .utrecht-status-badge--neutral")!.TextContent));
    }

    [Fact, Norm("HK-5d")]
    public async Task Agreement_is_asked_of_each_person_and_not_of_an_older_version()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        var wim = await own.AddAsync("Wim");
        await own.AddAsync("Fatima Tweedeling");
        await own.PlannedAsync();
        var plan = (await own.FileAsync()).Plan!.Number;
        await own.SaveAsync("plan/agreement", [.. OwnDossier.Said(0, "no"), .. OwnDossier.Said(1, "no").Select(f => f.Item2 == "no" ? (f.Item1, "yes") : f)]);
        Assert.Equal([new PlanAnswered(plan, null, false, new(2026, 11, 15), HowSaid.InWriting), new PlanAnswered(plan, wim, true, new(2026, 11, 15), HowSaid.InWriting)], (await own.FileAsync()).All<PlanAnswered>().Select(a => a.What));
        var text = OwnDossier.Plain((await own.OpenAsync()).QuerySelector("section[aria-labelledby=plan]")!.TextContent);
        Assert.Contains("Niet iedereen is het eens", text);
        Assert.Contains("De klant zelf: Noor de Bruin zei nee op 15 november 2026.", text);
        Assert.Contains("Ouder 2 met gezag: Fatima Tweedeling ontbreekt. Vraag het nog.", text);
        Assert.Contains("Ouder 1 met gezag: Wim: is het eens met het plan, sinds 15 november 2026", text);

        await own.SaveAsync("plan", ("planSteps", "Other steps."));
        text = OwnDossier.Plain((await own.OpenAsync()).QuerySelector("section[aria-labelledby=plan]")!.TextContent);
        Assert.Contains("Ouder 1 met gezag: Wim ontbreekt.", text);
        Assert.Contains("Vraag wie het eens is met het plan", (await own.OpenAsync()).QuerySelector(".fv-due")!.TextContent);
    }

    [Theory, Norm("HK-5d")]
    [InlineData("", "answers-0-said")]
    [InlineData("answers[0].said=yes", "answers-0-on answers-0-how")]
    [InlineData("answers[0].said=no&answers[0].on=25-11-2026&answers[0].how=orally", "answers-0-on")]
    public async Task Agreement_says_when_and_how(string filled, string wrong)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        Assert.Contains("Er is nog geen plan.", await own.TextAsync("plan/agreement"));
        await own.PlannedAsync();
        var answer = await own.PostAsync("plan/agreement", Fields(filled));
        Assert.Equal(wrong.Split(' '), answer.Wrong);
        Assert.Equal(3, (await own.FileAsync()).Version);
    }

    [Fact, Norm("HK-5f", "HK-6d")]
    public async Task The_clients_copy_is_in_the_clients_words_and_it_is_written_down_who_got_it()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        Assert.Equal(HttpStatusCode.NotFound, (await own.Client.GetAsync(own.Address("plan/print"))).StatusCode);
        await own.SaveAsync("people/new", ("name", "Ruud"), ("role", "parent-without-custody"), ("shielded", "recipients"), ("shieldedWhy", "She fears him."));
        await own.PlannedAsync();
        var page = await own.OpenAsync("plan/print");
        var copy = page.QuerySelector("article")!.TextContent;
        foreach (var words in new[] { "Help with sleep.", "I want to sleep.", "We register and look again in six weeks.", "School De Esdoorn", "To plan a talk" }) Assert.Contains(words, copy);
        Assert.DoesNotContain("Ruud", copy);
        Assert.Contains("Geef dit niet aan Ruud. Deze persoon mag niet weten: Wie gegevens krijgt.", OwnDossier.Plain(page.QuerySelector("main")!.TextContent));
        Assert.Equal(["to", "on"], (await own.PostAsync(page)).Wrong);
        await own.SaveAsync("plan/print", ("to", "Noor"), ("on", "20-11-2026"));
        Assert.Equal(new PlanCopied(4, "Noor", new DateOnly(2026, 11, 20)), (await own.FileAsync()).Lines[^1].What);
        Assert.Contains("Noor kreeg een afschrift op 20 november 2026.", await own.TextAsync());
        Assert.Contains(own.Events(), e => e == "sanne print dossier-print");
    }

    [Fact, Norm("HK-5f")]
    public async Task Two_tabs_of_one_plan_do_not_overwrite_each_other()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.PlannedAsync();
        var page = await own.OpenAsync("plan");
        await own.SaveAsync("plan", ("planSteps", "First tab."));
        var answer = await own.PostAsync(page, ("planSteps", "Second tab."));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Plan, versie 2", answer.Page.QuerySelector("main .utrecht-alert")!.TextContent);
        Assert.Equal("Second tab.", answer.Page.QuerySelector<IHtmlTextAreaElement>("textarea[name=planSteps]")!.Value.Trim());
        // The same words twice: once.
        var twice = await own.OpenAsync("plan");
        (string, string)[] typed = [("planSteps", "Third."), ("parts[1].id", ""), ("parts[1].name", "GP"), ("parts[1].why", "Cares"), ("parts[1].data", "Name"), ("parts[1].purpose", "A check")];
        Assert.Equal(HttpStatusCode.Redirect, (await own.PostAsync(twice, typed)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await own.PostAsync(twice, typed)).Status);
        Assert.Equal(3, (await own.FileAsync()).Plans.Count);
        Assert.Contains("Je hebt niets veranderd.", (await own.PostAsync("plan")).Page.QuerySelector("main .utrecht-alert--error")!.TextContent);
    }
}
