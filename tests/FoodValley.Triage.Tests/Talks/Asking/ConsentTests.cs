using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Consent and agreement within a decision: who must say yes, what the dossier remembers, and what happens when somebody takes it back meanwhile.</summary>
public sealed class ConsentTests(StandingApp app) : IClassFixture<StandingApp>
{
    private const string Milan = "BAR-2026-0101", Noa = "BAR-2026-0102", Zoë = "BAR-2026-0103";

    [Fact]
    [Norm("HK-5c", "HK-7g")]
    public async Task A_parent_of_a_child_under_twelve_who_says_nothing_is_named_and_needs_a_reason()
    {
        var walk = await UpToAsync("consent-status", Milan);
        var page = await walk.OpenAsync("consent-status");
        var boxes = Boxes(page, "consentBy");
        Assert.Equal(["Rianne Verbeek (ouder met gezag)", "Gijs Verbeek (ouder met gezag)"], boxes.Select(b => b.Label));
        Assert.All(boxes, b => Assert.False(b.Ticked));

        var answer = await walk.SubmitAsync(page, Yes(boxes[0].Value));
        Assert.Equal(["consentMissingReason"], answer.Wrong);
        Assert.Contains("Gijs Verbeek (ouder met gezag) ontbreekt", answer.Page.GetElementById("consentMissingReason-error")!.TextContent);
        Assert.Empty((await FileAsync(walk)).Consents);

        await walk.GiveAsync("consent-status", [.. Yes(boxes[0].Value), ("consentMissingReason", "He left no address.")]);
        var said = Assert.Single((await FileAsync(walk)).Consents).What;
        Assert.Equal((boxes[0].Value, true, new DateOnly(2027, 3, 1), new DateOnly(2026, 11, 20)), (said.Giver?.ToString(), said.Given, said.Until!.Value, said.On));
        Assert.Equal(["name", "phone", "purpose"], said.Data);
        Assert.Equal("Intake, Opvoedhulp Brug", said.PartnerName);

        await walk.GiveAsync(Rest("consent-status"));
        Assert.Contains("Een ouder met gezag heeft niets gezegd over delen", (await walk.OpenAsync("check")).QuerySelector("main")!.TextContent);
        var content = await SealedAsync(walk);
        Assert.Equal("He left no address.", (string?)content["answers"]!["consentMissingReason"]);
        Assert.Equal("Rianne Verbeek (ouder met gezag)", (string?)content["answers"]!["consentBy"]);
        Assert.Single(content["basedOn"]!["consents"]!.AsArray());
    }

    [Fact]
    [Norm("HK-5c", "HK-5d")]
    public async Task From_twelve_to_fifteen_no_reason_stands_in_for_the_young_person()
    {
        var walk = await UpToAsync("plan-agreement", Noa);
        var boxes = Boxes(await walk.OpenAsync("plan-agreement"), "agreedBy");
        // Her father has no custody: nobody asks him.
        Assert.Equal(["Noa Lindeman (de klant zelf)", "Marleen Lindeman (ouder met gezag)"], boxes.Select(b => b.Label));
        var answer = await walk.PostAsync("plan-agreement", ("planAgreement", "yes"), ("agreedBy", boxes[1].Value), ("agreedOn", "20-11-2026"), ("agreedHow", "orally"), ("agreementMissingReason", "She is shy."));
        Assert.Equal(["agreedBy"], answer.Wrong);
        Assert.Contains("Noa Lindeman (de klant zelf)", answer.Page.GetElementById("agreedBy-error")!.TextContent);
        await walk.GiveAsync("plan-agreement", ("planAgreement", "yes"), ("agreedBy", Walk.All), ("agreedOn", "20-11-2026"), ("agreedHow", "orally"));
        await walk.GiveAsync(Rest("plan-agreement").TakeWhile(s => s.Step != "consent-status"));

        answer = await walk.PostAsync("consent-status", [.. Yes(boxes[1].Value), ("consentMissingReason", "She is shy.")]);
        Assert.Equal(["consentBy"], answer.Wrong);
        Assert.Contains("Noa Lindeman (de klant zelf) ontbreekt nog", answer.Page.GetElementById("consentBy-error")!.TextContent);
        Assert.Empty((await FileAsync(walk)).Consents);
    }

    [Fact]
    [Norm("HK-5c")]
    public async Task From_sixteen_the_client_alone_says_yes()
    {
        var walk = await UpToAsync("consent-status", Zoë);
        var box = Assert.Single(Boxes(await walk.OpenAsync("consent-status"), "consentBy"));
        Assert.Equal(("client", "Zoë Kamphuis (de klant zelf)"), (box.Value, box.Label));
    }

    [Fact]
    [Norm("HK-5c")]
    public async Task A_child_without_anybody_who_may_say_yes_leads_to_adding_somebody()
    {
        var walk = await UpToAsync("plan-agreement", await NewAsync("Kind zonder ouders", new DateOnly(2018, 5, 1)));
        var page = await walk.OpenAsync("plan-agreement");
        Assert.Contains(page.QuerySelectorAll<IHtmlAnchorElement>("main a"), a => a.PathName.EndsWith("/people/new", StringComparison.Ordinal));
        var answer = await walk.SubmitAsync(page, ("planAgreement", "yes"), ("agreedOn", "20-11-2026"), ("agreedHow", "orally"));
        Assert.Equal(["agreedBy"], answer.Wrong);
        Assert.Contains("Niemand in het dossier mag", answer.Page.GetElementById("agreedBy-error")!.TextContent);
    }

    [Fact]
    [Norm("HK-5c", "HK-7h")]
    public async Task What_was_taken_back_in_another_tab_is_not_answered_over()
    {
        var walk = await Walk.AtAsync(app, "amira", "2", "check");
        var page = await walk.OpenAsync("consent-status");
        await WriteAsync(walk, file => [.. file.Consents.Select(c => new ConsentWithdrawn(c.Number, new DateOnly(2026, 11, 24), HowSaid.Orally))]);
        var before = app.Dump();
        var answer = await walk.SubmitAsync(page);
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("In het dossier is net iets veranderd", answer.Page.QuerySelector("main [role=alert]")!.TextContent);
        Assert.Equal(before, app.Dump());
        Assert.Contains(answer.Page.QuerySelectorAll("main .fv-check p"), p => p.TextContent.Contains("trok dat later in", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("amira", "HK-5c")]
    [InlineData("sanne", "HK-7h")]
    [Norm("HK-5c", "HK-7h")]
    public async Task Consent_taken_back_a_second_before_signing_stops_the_signature(string person, string norm)
    {
        var walk = await Walk.AtAsync(app, person, "2", "check");
        var sign = await walk.OpenAsync("sign");
        await WriteAsync(walk, file => [new ConsentWithdrawn(file.Consents[^1].Number, new DateOnly(2026, 11, 24), HowSaid.Orally)]);
        var answer = await walk.SubmitAsync(sign, ("statement", "yes"));
        Assert.Equal(walk.Address("check") + "?because=not-yet", answer.Location);
        Assert.Null((await walk.StoredAsync()).SealedAs);
        var findings = (await TriageApp.PageAsync(walk.Client, answer.Location!)).QuerySelectorAll(".fv-findings li").Select(li => li.TextContent).ToList();
        Assert.Contains(findings, f => f.Contains(norm, StringComparison.Ordinal) && f.Contains("anders over de toestemming", StringComparison.Ordinal));
    }

    [Fact]
    [Norm("HK-5c", "HK-5d")]
    public async Task What_was_written_before_the_signature_is_weighed_with_it()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var sign = await walk.OpenAsync("sign");
        await WriteAsync(walk, _ => [new PresenceNoted(new DateOnly(2026, 11, 23), "Rianne", null)]);
        Assert.Equal(HttpStatusCode.Redirect, (await walk.SubmitAsync(sign, ("statement", "yes"))).Status);
        var content = await ContentAsync(walk);
        Assert.Equal((await FileAsync(walk)).Version, (int)content["basedOn"]!["dossierLine"]!);
    }

    [Fact]
    [Norm("HK-5f", "HK-5d")]
    public async Task A_plan_changed_in_the_dossier_must_be_looked_at_and_agreed_with_anew()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        await WriteAsync(walk, file => [file.Plan!.What with { Steps = "Another way." }]);
        using var sign = await walk.Client.GetAsync(walk.Address("sign"));
        Assert.Equal(walk.Address("check") + "?because=not-yet", sign.Headers.Location!.OriginalString);
        Assert.Contains("Het plan in het dossier is anders", (await walk.OpenAsync("check")).QuerySelector(".fv-findings")!.TextContent);
        Assert.Equal("Another way.", (await walk.OpenAsync("plan")).QuerySelector<IHtmlTextAreaElement>("#planSteps")!.Value);
        Assert.Equal(walk.Address("plan-agreement"), await walk.GiveAsync("plan"));
        await walk.GiveAsync("plan-agreement", ("planAgreement", "yes"), ("agreedBy", Walk.All), ("agreedOn", "23-11-2026"), ("agreedHow", "in-writing"));
        Assert.Equal((await FileAsync(walk)).Plan!.Number, (int)(await SealedAsync(walk))["basedOn"]!["plan"]!);
    }

    [Fact]
    [Norm("HK-4d", "HK-3b")]
    public async Task The_help_request_of_the_dossier_changes_only_when_the_client_agrees()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var answer = await walk.PostAsync("help-request", ("helpRequest", "Something else."));
        Assert.Equal(["helpRequestAgreed"], answer.Wrong);
        Assert.Single((await FileAsync(walk)).HelpRequests);
        await walk.GiveAsync("help-request", ("helpRequest", "Something else."), ("helpRequestAgreed", "yes"));
        var file = await FileAsync(walk);
        Assert.Equal(["Help with sleep.", "Something else."], file.HelpRequests.Select(h => h.What.Words));
        var content = await SealedAsync(walk);
        Assert.True((bool)content["answers"]!["helpRequestAgreed"]!);
        Assert.Equal(file.HelpRequest!.Number, (int)content["basedOn"]!["helpRequest"]!);
    }

    [Fact]
    [Norm("HK-5c")]
    public async Task Consent_for_a_purpose_in_other_words_is_pointed_out()
    {
        var walk = await Walk.AtAsync(app, "amira", "2", "consent-status");
        await walk.GiveAsync("consent-status", Story.Fields("amira", "2", "consent-status"));
        await WriteAsync(walk, file => [.. file.Consents.Select(c => c.What with { Purpose = "Quite another purpose." })]);
        Assert.Contains("een doel in andere woorden", (await walk.OpenAsync("check")).QuerySelector(".fv-findings")!.TextContent);
    }

    [Fact]
    [Norm("HK-3c", "HK-8b")]
    public async Task A_recipient_added_on_the_spot_stands_in_the_address_book_once()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "recipient");
        await walk.GiveAsync("recipient", ("recipientName", "Balie"), ("recipientOrganisation", "Huisarts Noord"), ("recipientKind", "health"));
        var partner = (await walk.AnswersAsync()).Recipient!.RecipientPartner;
        var again = await Walk.AtAsync(app, "joris", "2", "recipient");
        var page = await again.OpenAsync("recipient");
        Assert.Contains(page.QuerySelectorAll<IHtmlOptionElement>("#recipientPartner option"), o => o.Value == partner.ToString() && o.Text == "Balie, Huisarts Noord");
        var both = await again.SubmitAsync(page, ("recipientPartner", partner.ToString()!), ("recipientOrganisation", "Elders"));
        Assert.Equal(["recipientOrganisation"], both.Wrong);
        await again.GiveAsync("recipient", ("recipientPartner", partner.ToString()!), ("recipientOrganisation", ""));
        Assert.Equal(("Balie", "Huisarts Noord", RecipientKind.Health), ((await again.AnswersAsync()).Recipient!.RecipientName, (await again.AnswersAsync()).Recipient!.RecipientOrganisation, (await again.AnswersAsync()).Recipient!.RecipientKind));
        Assert.Single(app.Rows("SELECT Id FROM partners WHERE Organisation = 'Huisarts Noord'"));
    }

    [Fact]
    [Norm("HK-1")]
    public async Task Special_categories_and_criminal_data_say_why_and_who_was_asked_and_are_counted()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "special-data");
        await walk.GiveAsync("special-data", ("specialData", "yes"), ("specialItems[2].specialGround", "care"), ("specialItems[2].specialWhy", "The goal tells about health."),
            ("criminalData", "yes"), ("officerConsulted", "Fatima"), ("officerConsultedOn", "23-11-2026"), ("officerAdvice", "Leave it out."));
        await walk.GiveAsync(Rest("special-data"));
        Assert.Contains("strafbaar feit", (await walk.OpenAsync("check")).QuerySelector(".fv-findings")!.TextContent);
        var record = await walk.SignAsync();
        var entry = JsonNode.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"))!["entry"]!;
        Assert.Equal((true, true), ((bool)entry["facts"]!["specialData"]!, (bool)entry["facts"]!["criminalData"]!));
        var item = Assert.Single(entry["content"]!["answers"]!["specialItems"]!.AsArray())!;
        Assert.Equal(("purpose", "care", "The goal tells about health."), ((string?)item["specialItem"], (string?)item["specialGround"], (string?)item["specialWhy"]));
    }

    [Fact]
    [Norm("HK-1")]
    public async Task Six_questions_with_a_no_warn_and_do_not_block()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "secrecy");
        await walk.GiveAsync("secrecy", ("secrecyKind", "youth-act"), ("secrecyWay", "conflict-of-duties"), ("secrecyReason", "Danger."), ("triedConsent", "yes"), ("seriousHarm", "yes"),
            ("noOtherWay", "no"), ("willHelp", "yes"), ("asLittleAsPossible", "yes"), ("conscience", "yes"), ("colleagueConsulted", "Joris"));
        await walk.GiveAsync(Rest("secrecy"));
        Assert.Contains("minstens één keer nee", (await walk.OpenAsync("check")).QuerySelector(".fv-findings")!.TextContent);
        Assert.False((bool)(await SealedAsync(walk))["answers"]!["noOtherWay"]!);
    }

    [Fact]
    [Norm("HK-5c")]
    public async Task Another_last_day_is_a_new_word_of_everybody_and_the_same_day_writes_nothing()
    {
        var walk = await UpToAsync("consent-status", Noa);
        await walk.GiveAsync("consent-status", Yes(Walk.All));
        Assert.Equal(2, (await FileAsync(walk)).Consents.Count);
        await walk.GiveAsync("consent-status");
        Assert.Equal(2, (await FileAsync(walk)).Consents.Count);

        await walk.GiveAsync("consent-status", ("consentUntil", "1-2-2027"));
        var consents = (await FileAsync(walk)).Consents;
        Assert.Equal([new(2027, 3, 1), new(2027, 3, 1), new DateOnly(2027, 2, 1), new(2027, 2, 1)], consents.Select(c => c.What.Until!.Value));
        Assert.Equal(new DateOnly(2027, 2, 1), (await walk.AnswersAsync()).ConsentStatus!.ConsentUntil);
    }

    [Fact]
    [Norm("HK-5c")]
    public async Task Sharing_after_a_consent_that_was_shortened_meanwhile_is_refused()
    {
        var walk = await Walk.AtAsync(app, "amira", "2", "check");
        var sign = await walk.OpenAsync("sign");
        // Sharing is planned for 30 November.
        await WriteAsync(walk, file => [.. file.Consents.Select(c => c.What with { Until = new(2026, 11, 29) })]);
        Assert.Equal(walk.Address("check") + "?because=not-yet", (await walk.SubmitAsync(sign, ("statement", "yes"))).Location);
        Assert.Contains("De toestemming geldt niet voor de hele periode waarin je deelt.", (await walk.OpenAsync("check")).QuerySelector("main")!.TextContent);
        Assert.Null((await walk.StoredAsync()).SealedAs);

        await WriteAsync(walk, file => [.. file.Consents.TakeLast(1).Concat(file.Consents).DistinctBy(c => c.What.Giver).Select(c => c.What with { Until = new(2026, 11, 30) })]);
        await walk.SignAsync();
    }

    private static (string, string)[] Yes(string who) =>
        [("consent", "given"), ("consentBy", who), ("consentOn", "20-11-2026"), ("consentHow", "orally"), ("consentUntil", "1-3-2027"), ("consentReasoning", "I read them the list.")];

    private static IEnumerable<(string Step, (string, string)[] Fields)> Rest(string after) => Story.Of("sanne", "2").SkipWhile(s => s.Step != after).Skip(1);

    private async Task<Walk> UpToAsync(string step, string number)
    {
        var client = await app.Of("sanne");
        // A dossier of its own, like the one with this number.
        var model = Guid.Parse(app.Rows($"SELECT Id FROM dossiers WHERE Number = '{number}'")[0]);
        using var scope = app.Services.CreateScope();
        var (who, files) = ((await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"))!, scope.ServiceProvider.GetRequiredService<CaseFiles>());
        var like = (await files.FindAsync(who, model))!;
        var act = new Act(who, app.Clock!.Now.UtcDateTime, "test");
        var added = Assert.IsType<Added>(await scope.ServiceProvider.GetRequiredService<Caseload>().AddAsync(act, $"C-{Interlocked.Increment(ref _made)}", like.Dossier.Client));
        if (like.Representatives.Count > 0) Assert.IsType<Wrote>(await files.WriteAsync(act, added.Dossier.Id, 0, [.. like.Representatives]));
        var walk = await Walk.StartAsync(app, "sanne", "2", client);
        foreach (var (page, fields) in Story.Of("sanne", "2").TakeWhile(s => s.Step != step))
            await walk.GiveAsync(page, page == "client" ? [("dossier", added.Dossier.Id.ToString())] : fields);
        return walk;
    }

    private async Task<string> NewAsync(string name, DateOnly born)
    {
        using var scope = app.Services.CreateScope();
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"))!;
        var number = $"N-{Interlocked.Increment(ref _made)}";
        Assert.IsType<Added>(await scope.ServiceProvider.GetRequiredService<Caseload>().AddAsync(new Act(who, app.Clock!.Now.UtcDateTime, "test"), number, new Client(name, born, "", "", "")));
        return number;
    }

    private static int _made;

    private static List<(string Value, string Label, bool Ticked)> Boxes(IHtmlDocument page, string name) =>
        [.. page.QuerySelectorAll<IHtmlInputElement>($"main input[type=checkbox][name={name}]").Select(box => (box.Value, page.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim(), box.IsChecked))];

    private async Task<CaseFile> FileAsync(Walk walk)
    {
        using var scope = app.Services.CreateScope();
        var draft = app.Rows($"SELECT OwnerId, DossierId FROM drafts WHERE lower(Id) = '{walk.Draft}'")[0].Split('|');
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(draft[0]))!;
        return (await scope.ServiceProvider.GetRequiredService<CaseFiles>().FindAsync(who, Guid.Parse(draft[1])))!;
    }

    private async Task WriteAsync(Walk walk, Func<CaseFile, IReadOnlyList<Written>> lines)
    {
        var file = await FileAsync(walk);
        using var scope = app.Services.CreateScope();
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(file.Dossier.ResponsibleId))!;
        Assert.IsType<Wrote>(await scope.ServiceProvider.GetRequiredService<CaseFiles>().WriteAsync(new Act(who, app.Clock!.Now.UtcDateTime, "test"), file.Dossier.Id, file.Version, lines(file)));
    }

    private static async Task<JsonNode> SealedAsync(Walk walk)
    {
        var record = await walk.SignAsync();
        return JsonNode.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"))!["entry"]!["content"]!;
    }

    private static async Task<JsonNode> ContentAsync(Walk walk) =>
        JsonNode.Parse(await walk.Client.GetStringAsync($"/records/{(await walk.StoredAsync()).SealedAs}/json"))!["entry"]!["content"]!;
}
