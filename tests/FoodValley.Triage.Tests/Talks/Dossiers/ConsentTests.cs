using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Dossiers;

[Norm("HK-5c")]
public sealed class ConsentTests(StandingApp app) : IClassFixture<StandingApp>
{
    private async Task<OwnDossier> FourteenAsync()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await own.AddAsync("Wim Eersteling");
        await own.AddAsync("Fatima Tweedeling");
        return own;
    }

    private static IEnumerable<string> Asked(IHtmlDocument page) => page.QuerySelectorAll("main .fv-answer h2").Select(h => OwnDossier.Plain(h.TextContent));

    [Theory]
    [InlineData("25-11-2014", "Ouder 1 met gezag: Wim|Ouder 2 met gezag: Zus")] // 12 tomorrow
    [InlineData("24-11-2014", "De klant zelf: Noor de Bruin|Ouder 1 met gezag: Wim|Ouder 2 met gezag: Zus")] // 12 today
    [InlineData("25-11-2010", "De klant zelf: Noor de Bruin|Ouder 1 met gezag: Wim|Ouder 2 met gezag: Zus")] // 16 tomorrow
    [InlineData("24-11-2010", "De klant zelf: Noor de Bruin")] // 16 today
    public async Task Who_is_asked_follows_from_the_age_today(string birth, string asked)
    {
        var own = await OwnDossier.NewAsync(app, birth);
        await own.AddAsync("Wim");
        await own.AddAsync("Zus");
        await own.AddAsync("Ex", "parent-without-custody");
        Assert.Equal(asked.Split('|'), Asked(await own.OpenAsync("consent/new")));
    }

    [Theory]
    [InlineData(OwnDossier.Fourteen, "guardian", "Voogd: Ada")]
    [InlineData(OwnDossier.Adult, "mentor", "Mentor: Ada")]
    public async Task Somebody_judged_unable_is_spoken_for(string birth, string role, string asked)
    {
        var own = await OwnDossier.NewAsync(app, birth);
        await own.SaveAsync("capacity", ("able", "no"), ("judgedBy", "Ms Blom, scientist"), ("on", "1-11-2026"), ("reason", "She cannot oversee it."));
        var hindered = await own.OpenAsync("consent/new");
        Assert.Empty(hindered.QuerySelectorAll("main form[method=post]"));
        Assert.Contains(birth == OwnDossier.Adult ? "Er is geen mentor of curator bekend. Voeg die toe." : "Er is niemand met gezag bekend. Voeg een ouder met gezag of een voogd toe.", OwnDossier.Plain(hindered.QuerySelector("main")!.TextContent));
        await own.AddAsync("Ada", role);
        Assert.Equal([asked], Asked(await own.OpenAsync("consent/new")));
    }

    [Fact]
    public async Task Nobody_with_custody_is_said_with_the_way_to_add_one_and_no_post_goes_through()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Seven);
        var page = await own.OpenAsync();
        Assert.Contains("Er is niemand met gezag bekend. Voeg een ouder met gezag of een voogd toe.", OwnDossier.Plain(page.QuerySelector("main")!.TextContent));
        Assert.Equal(own.Address("people/new"), (await own.OpenAsync("consent/new")).QuerySelector("main .utrecht-alert a")!.GetAttribute("href"));
        var before = app.Dump();
        var answer = await Walk.RawAsync(own.Client, own.Address("consent/new"), [("was", "0"), .. OwnDossier.Consent(OwnDossier.Said(0, "yes"))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    public async Task A_client_of_fourteen_without_known_parents_is_asked_and_it_stays_incomplete()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        Assert.Contains("Er is niemand met gezag bekend. Voeg een ouder met gezag of een voogd toe.", await own.TextAsync("consent/new"));
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        var cell = OwnDossier.Plain((await own.OpenAsync()).QuerySelector("main .fv-matrix td")!.TextContent);
        Assert.StartsWith("Onvolledig", cell);
        Assert.Contains("Ja: De klant zelf: Noor de Bruin, 15 november 2026", cell);
        Assert.Contains("Er is niemand met gezag bekend.", cell);
    }

    [Fact]
    public async Task Nothing_is_ticked_in_advance()
    {
        var own = await FourteenAsync();
        var page = await own.OpenAsync("consent/new?partner=own");
        Assert.DoesNotContain(page.QuerySelectorAll<IHtmlInputElement>("main input"), i => i.IsChecked);
        Assert.Equal("", page.QuerySelector<IHtmlTextAreaElement>("textarea[name=purpose]")!.Value.Trim());
    }

    [Fact]
    public async Task Each_person_has_an_answer_of_their_own_and_who_is_missing_is_named()
    {
        var own = await FourteenAsync();
        Assert.Equal($"/dossiers/{own.Id}?done=dossier-consent", await own.SaveAsync("consent/new", [.. OwnDossier.Consent(OwnDossier.Said(0, "yes"), OwnDossier.Said(1, "yes")), ("other", "shoe size")]));
        var file = await own.FileAsync();
        var wim = file.Representatives.Single(r => r.Name == "Wim Eersteling").Id;
        Assert.Equal(
            [(null, true, new DateOnly(2026, 11, 15), HowSaid.Orally, new DateOnly(2027, 6, 1)), (wim, true, new DateOnly(2026, 11, 15), HowSaid.Orally, new DateOnly(2027, 6, 1))],
            file.Consents.Select(c => ((Guid?)c.What.Giver, c.What.Given, c.What.On, c.What.How, c.What.Until!.Value)).ToArray());
        Assert.All(file.Consents, c => Assert.Equal(["name", "extra: shoe size"], c.What.Data));
        Assert.All(file.Consents, c => Assert.Equal(("Sportclub De Valk", "A place in the team"), (c.What.PartnerName, c.What.Purpose)));

        var cell = (await own.OpenAsync()).QuerySelector("main .fv-matrix td")!;
        Assert.Equal("Onvolledig", OwnDossier.Plain(cell.QuerySelector(".utrecht-status-badge")!.TextContent));
        Assert.Contains("Ontbreekt: Ouder 2 met gezag: Fatima Tweedeling", OwnDossier.Plain(cell.TextContent));
        Assert.Contains("Ja: De klant zelf: Noor de Bruin, 15 november 2026", OwnDossier.Plain(cell.TextContent));
    }

    [Theory]
    [InlineData("yes 1-6-2027", "yes 1-5-2027", "Geldt tot en met 1 mei 2027")]
    [InlineData("yes 1-6-2027", "yes 8-12-2026", "Verloopt binnenkort: 8 december 2026")]
    [InlineData("yes 1-6-2027", "yes 9-12-2026", "Geldt tot en met 9 december 2026")]
    [InlineData("yes 1-6-2027", "no", "Geweigerd")]
    [InlineData("no", "yes 1-6-2027", "Geweigerd")]
    public async Task The_matrix_says_in_words_where_it_stands(string client, string parent, string state)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await own.AddAsync("Wim");
        static (string, string)[] Field(int at, string said) => said == "no" ? OwnDossier.Said(at, "no") : OwnDossier.Said(at, "yes", said.Split(' ')[1]);
        await own.SaveAsync("consent/new", OwnDossier.Consent(Field(0, client), Field(1, parent)));
        Assert.Equal(state, OwnDossier.Plain((await own.OpenAsync()).QuerySelector("main .fv-matrix td .utrecht-status-badge")!.TextContent));
    }

    [Fact]
    public async Task Our_own_processing_is_a_row_of_its_own()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.SaveAsync("consent/new", [("partner", "own"), ("data", "phone"), ("purpose", "To phone her"), .. OwnDossier.Said(0, "yes")]);
        var consent = Assert.Single((await own.FileAsync()).Consents).What;
        Assert.Equal((null, ""), (consent.Partner, consent.PartnerName));
        Assert.StartsWith("Eigen verwerking", OwnDossier.Plain((await own.OpenAsync()).QuerySelector("main .fv-matrix tbody th")!.TextContent));
    }

    [Theory]
    [InlineData("", "partner data purpose answers-0-said")]
    [InlineData("partner=new", "partnerOrganisation partnerKind data purpose answers-0-said")]
    [InlineData("partner=own&data=name&purpose=x&answers[0].said=yes", "answers-0-on answers-0-how answers-0-until")]
    [InlineData("partner=own&data=name&purpose=x&answers[0].said=no", "answers-0-on answers-0-how")]
    [InlineData("partner=own&data=name&purpose=x&answers[0].said=not-asked", "answers-0-said")]
    [InlineData("partner=own&data=name&purpose=x&answers[0].said=yes&answers[0].on=25-11-2026&answers[0].how=orally&answers[0].until=1-1-2027", "answers-0-on")]
    [InlineData("partner=own&data=name&purpose=x&answers[0].said=yes&answers[0].on=31-2-2026&answers[0].how=orally&answers[0].until=1-1-2027", "answers-0-on")]
    [InlineData("partner=own&data=name&purpose=x&answers[0].said=yes&answers[0].on=1-11-2026&answers[0].how=orally&answers[0].until=23-11-2026", "answers-0-until")]
    [InlineData("partner=own&data=name&purpose=x&answers[0].said=yes&answers[0].on=1-11-2026&answers[0].how=orally&answers[0].until=1-1-2227", "answers-0-until")]
    [InlineData("partner=own&other=Alles&purpose=x&answers[0].said=no&answers[0].on=1-11-2026&answers[0].how=orally", "other")]
    [InlineData("partner=own&other=het hele dossier&purpose=x&answers[0].said=no&answers[0].on=1-11-2026&answers[0].how=orally", "other")]
    [InlineData("partner=own&other=all data&purpose=x&answers[0].said=no&answers[0].on=1-11-2026&answers[0].how=orally", "other")]
    [InlineData("partner=own&other=bsn 123456782&purpose=x&answers[0].said=no&answers[0].on=1-11-2026&answers[0].how=orally", "other")]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_is_written(string filled, string wrong)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var before = app.Dump();
        var answer = await own.PostAsync("consent/new", filled.Length == 0 ? [] : [.. filled.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(wrong.Split(' ').Order(), answer.Wrong.Order());
        Assert.Equal(before, app.Dump());
    }

    [Theory]
    [InlineData("data", "everything")]
    [InlineData("partner", "3f1f9f43-5a0f-4a53-9a3e-4b6a0ecf5d10")]
    [InlineData("answers[0].giver", "3f1f9f43-5a0f-4a53-9a3e-4b6a0ecf5d10")]
    [InlineData("answers[0].said", "maybe")]
    [InlineData("everything", "yes")]
    [InlineData("was", "99")]
    [InlineData("was", "x")]
    public async Task What_no_page_offers_is_refused(string name, string value)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var before = app.Dump();
        (string, string)[] good = [("partner", "own"), ("data", "name"), ("purpose", "x"), .. OwnDossier.Said(0, "yes")];
        var answer = await own.PostAsync("consent/new", [.. good.Where(f => f.Item1 != name), (name, value)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    public async Task A_partner_of_another_organisation_cannot_be_chosen()
    {
        var other = await OwnDossier.NewAsync(app, OwnDossier.Sixteen, "amira");
        await other.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        var foreign = (await other.FileAsync()).Consents[0].What.Partner.ToString()!;
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var answer = await own.PostAsync("consent/new", [("partner", foreign), ("data", "name"), ("purpose", "x"), .. OwnDossier.Said(0, "yes")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty((await own.FileAsync()).Lines);
    }

    [Fact]
    public async Task Consent_is_taken_back_on_one_page_without_a_reason()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        var link = (await own.OpenAsync()).QuerySelector<IHtmlAnchorElement>("main .fv-answers a[href$='/withdraw']")!.GetAttribute("href")!;
        Assert.Equal(own.Address("consent/1/withdraw"), link);
        Assert.Contains("Wat je eerder deelde, blijft rechtmatig.", await own.TextAsync("consent/1/withdraw"));
        await own.SaveAsync("consent/1/withdraw", ("how", "orally"));
        Assert.Equal(new ConsentWithdrawn(1, new DateOnly(2026, 11, 24), HowSaid.Orally), (await own.FileAsync()).Lines[^1].What);
        var page = await own.OpenAsync();
        Assert.Equal("Ingetrokken", OwnDossier.Plain(page.QuerySelector("main .fv-matrix td .utrecht-status-badge")!.TextContent));
        Assert.Empty(page.QuerySelectorAll("main a[href$='/withdraw']"));
        // Once more: nothing to do, and nothing is written.
        Assert.Contains("Dit antwoord telt al niet meer.", await own.TextAsync("consent/1/withdraw"));
    }

    [Theory]
    [InlineData("", "", "on how")]
    [InlineData("14-11-2026", "orally", "on")]
    [InlineData("25-11-2026", "orally", "on")]
    public async Task A_withdrawal_has_a_day_that_can_be(string on, string how, string wrong)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        var answer = await own.PostAsync("consent/1/withdraw", how.Length == 0 ? [("on", on)] : [("on", on), ("how", how)]);
        Assert.Equal(wrong.Split(' '), answer.Wrong);
        Assert.Single((await own.FileAsync()).Lines);
    }

    [Fact]
    public async Task A_no_cannot_be_withdrawn_and_what_is_not_consent_has_no_page()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "no")));
        await own.SaveAsync("file", ("form", "paper"), ("reference", "K1"));
        foreach (var address in new[] { "consent/1/withdraw", "consent/2/withdraw", "consent/2/void", "consent/9/void" })
            Assert.Equal(HttpStatusCode.NotFound, (await own.Client.GetAsync(own.Address(address))).StatusCode);
    }

    [Fact]
    public async Task What_should_never_have_counted_is_voided_with_a_reason_and_stays_to_be_read()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        Assert.Equal(["reason"], (await own.PostAsync("consent/1/void")).Wrong);
        await own.SaveAsync("consent/1/void", ("reason", "Her father answered for her."));
        Assert.Equal(new ConsentVoided(1, "Her father answered for her."), (await own.FileAsync()).Lines[^1].What);
        var page = await own.OpenAsync();
        Assert.Empty(page.QuerySelectorAll("main .fv-matrix"));
        Assert.Contains("Her father answered for her.", page.QuerySelector("main .fv-history")!.TextContent);
    }

    [Fact]
    public async Task Two_tabs_are_told_what_changed_and_keep_what_was_typed()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var first = await own.OpenAsync("consent/new");
        await own.SaveAsync("presence", ("on", "20-11-2026"), ("present", "Noor and her aunt"));
        var answer = await own.PostAsync(first, [.. OwnDossier.Consent(OwnDossier.Said(0, "yes")), ("other", "shoe size")]);
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Noor and her aunt", answer.Page.QuerySelector("main .utrecht-alert")!.TextContent);
        Assert.Equal("shoe size", answer.Page.QuerySelector<IHtmlTextAreaElement>("textarea[name=other]")!.Value.Trim());
        Assert.True(answer.Page.QuerySelector<IHtmlInputElement>("input[name=data][value=name]")!.IsChecked);
        Assert.True(answer.Page.QuerySelector<IHtmlInputElement>("input[name='answers[0].said'][value=yes]")!.IsChecked);
        Assert.Single((await own.FileAsync()).Lines);
        var again = await own.PostAsync(answer.Page);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal(["name", "extra: shoe size"], Assert.Single((await own.FileAsync()).Consents).What.Data);
    }

    [Fact]
    public async Task A_double_click_writes_once()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var page = await own.OpenAsync("consent/new");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.PostAsync(page, OwnDossier.Consent(OwnDossier.Said(0, "yes")))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Single((await own.FileAsync()).Lines);
    }

    [Fact]
    public async Task From_within_a_draft_it_goes_back_to_that_draft_and_only_the_owner_s()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "consent-status");
        var dossier = (await walk.AnswersAsync()).Dossier!.Value;
        var page = await TriageApp.PageAsync(walk.Client, $"/dossiers/{dossier}/people/new?draft={walk.Draft}");
        var answer = await Answered.From(await TriageApp.SubmitAsync(walk.Client, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, ("name", "Oma Jet"), ("role", "confidant")));
        Assert.Equal(walk.Address("consent-status"), answer.Location);
        var consent = await TriageApp.PageAsync(walk.Client, $"/dossiers/{dossier}/consent/new?draft={walk.Draft}");
        Assert.Equal((await walk.AnswersAsync()).Recipient!.RecipientPartner.ToString(), consent.QuerySelector<IHtmlSelectElement>("select[name=partner]")!.Value);
        Assert.Equal(walk.Address("consent-status"), consent.QuerySelector("main a")!.GetAttribute("href"));

        var other = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync(other.Address($"people/new?draft={walk.Draft}"))).StatusCode);
        var joris = await OwnDossier.NewAsync(app, OwnDossier.Sixteen, "joris");
        Assert.Equal(HttpStatusCode.NotFound, (await joris.Client.GetAsync(joris.Address($"people/new?draft={walk.Draft}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync(other.Address("people/new?draft=x"))).StatusCode);
    }

    [Fact]
    public async Task A_decision_whose_consent_was_withdrawn_since_says_so_and_stands()
    {
        var walk = await Walk.AtAsync(app, "amira", "2", "check");
        var dossier = (await walk.AnswersAsync()).Dossier!.Value;
        var record = await walk.SignAsync();
        var page = await TriageApp.PageAsync(walk.Client, $"/dossiers/{dossier}");
        Assert.DoesNotContain("Dit besluit rust op toestemming die later niet meer telde", page.QuerySelector("main")!.TextContent);
        var withdraw = page.QuerySelector("main .fv-answers a[href$='/withdraw']")!.GetAttribute("href")!;
        app.Clock!.Advance(TimeSpan.FromSeconds(1));
        var form = await TriageApp.PageAsync(walk.Client, withdraw);
        Assert.Equal(HttpStatusCode.Redirect, (await Answered.From(await TriageApp.SubmitAsync(walk.Client, form.QuerySelector<IHtmlFormElement>("main form[method=post]")!, ("how", "orally")))).Status);
        page = await TriageApp.PageAsync(walk.Client, $"/dossiers/{dossier}");
        var decision = page.QuerySelectorAll("section[aria-labelledby=decisions] li").Single(li => li.QuerySelector("a")!.GetAttribute("href") == $"/records/{record}");
        Assert.Contains("Dit besluit rust op toestemming die later niet meer telde", decision.TextContent);
        Assert.Contains("Het besluit blijft staan.", decision.TextContent);
    }

    [Fact]
    [Norm("HK-5b", "HK-5c")]
    public async Task A_partner_that_was_typed_into_the_plan_is_offered_and_goes_into_the_address_book()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Adult);
        await own.RequestAsync();
        await own.GoalAsync();
        await own.SaveAsync("plan", OwnDossier.Plan("Judoclub De Mat"));
        var part = Assert.Single((await own.FileAsync()).Plan!.What.Parts);
        var page = await own.OpenAsync("consent/new");
        Assert.Equal("Judoclub De Mat (staat in het plan)", page.QuerySelector($"option[value='plan-{part.Id}']")!.TextContent);

        (string, string)[] said = [("partner", "plan-" + part.Id), ("data", "name"), ("purpose", "A place in the team"), .. OwnDossier.Said(0, "yes")];
        Assert.Equal(["partnerKind"], (await own.PostAsync(page, said)).Wrong);
        var clicks = await Task.WhenAll(own.PostAsync(page, [.. said, ("partnerKind", "other")]), own.PostAsync(page, [.. said, ("partnerKind", "other")]));
        Assert.All(clicks, click => Assert.Equal(HttpStatusCode.Redirect, click.Status));
        var consent = Assert.Single((await own.FileAsync()).Consents).What;
        Assert.Equal((part.Id, "Judoclub De Mat"), (consent.PlanPart, consent.PartnerName));
        Assert.Equal([$"{consent.Partner}|other"], app.Rows("SELECT lower(Id), Kind FROM partners WHERE Organisation = 'Judoclub De Mat'"));

        // From then on it is one of the address book, and still the partner of the plan.
        page = await own.OpenAsync("consent/new");
        Assert.Null(page.QuerySelector($"option[value='plan-{part.Id}']"));
        Assert.Equal("Judoclub De Mat (staat in het plan)", page.QuerySelector($"option[value='{consent.Partner}']")!.TextContent);
        Assert.Equal(HttpStatusCode.BadRequest, (await own.PostAsync(page, [.. said.Skip(1), ("partner", "plan-" + Guid.Empty), ("partnerKind", "other")])).Status);
    }
}
