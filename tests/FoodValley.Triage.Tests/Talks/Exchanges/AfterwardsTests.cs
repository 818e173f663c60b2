using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Exchanges;

/// <summary>Letters, late additions, corrections and new drafts from old decisions.</summary>
public sealed class AfterwardsTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static readonly (string, string)[] Letter = [("additionKind", "letter"), ("addition", "Zij starten in januari."), ("additionFrom", "Opvoedhulp Brug"), ("additionOn", "23-11-2026")];

    [Fact]
    [Norm("IU-2-VOOR-1b", "IU-ALG-3")]
    public async Task The_letter_the_client_takes_along_holds_the_chosen_items_and_nothing_else()
    {
        var decided = await Decided.EndingAsync(app, "outcome=client-passes-on", before: [("client-passes-on", [("clientPassesOn", "in-writing")]), ("items", [("items", "purpose"), ("purposeNecessity", "To know which help.")])]);
        var client = app.Rows($"SELECT Name, Phone, Email, Address, Number, BirthDate FROM dossiers WHERE lower(Id) = '{decided.Dossier}'")[0].Split('|');

        var page = await decided.OpenAsync("letter");

        var letter = Decided.Plain(page.QuerySelector("article")!.TextContent);
        Assert.Contains("Brief om mee te nemen", letter);
        Assert.Contains("Voor: Intake, Opvoedhulp Brug", letter);
        Assert.Contains("The client asks help with sleep.", letter);
        Assert.Contains("mag hem ook niet geven", letter);
        // A token is random: it can hold a short number.
        foreach (var token in page.QuerySelectorAll("[name=__RequestVerificationToken]")) token.Remove();
        foreach (var secret in client.Where(c => c.Length > 0)) Assert.DoesNotContain(secret, page.DocumentElement.OuterHtml.Replace(decided.Dossier.ToString(), "", StringComparison.OrdinalIgnoreCase), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("print", app.Rows($"SELECT Action FROM access_events WHERE lower(RecordId) = '{decided.Id}'"));
        // Nothing goes from us: there is nothing to record as shared.
        Assert.Equal(HttpStatusCode.NotFound, (await decided.Client.GetAsync(decided.Address("exchange"))).StatusCode);
        Assert.NotNull((await decided.OpenAsync()).QuerySelector($"a[href='{decided.Address("letter")}']"));
    }

    [Fact]
    [Norm("IU-ALG-3", "HK-7c")]
    public async Task The_text_to_send_holds_the_chosen_items_and_nothing_else()
    {
        var decided = await Decided.NewAsync(app);
        var client = app.Rows($"SELECT Name, Phone, Email, Address, Number FROM dossiers WHERE lower(Id) = '{decided.Dossier}'")[0].Split('|');
        var text = (await decided.OpenAsync("text")).QuerySelector("[data-text]")!.TextContent;
        foreach (var chosen in new[] { client[0], client[1], "The client asks help with sleep.", "Voor: Intake, Opvoedhulp Brug" }) Assert.Contains(chosen, text);
        foreach (var other in new[] { client[2], client[3], client[4], "Help with sleep.", "I want him to sleep." }.Where(o => o.Length > 0)) Assert.DoesNotContain(other, text);
    }

    [Fact]
    [Norm("HK-7b", "IU-ALG-6")]
    public async Task What_came_in_later_stands_beside_the_decision_which_is_not_opened_again()
    {
        var decided = await Decided.NewAsync(app);
        var before = app.Rows($"SELECT * FROM decisions WHERE lower(Id) = '{decided.Id}'");
        Assert.Equal(["additionKind", "addition", "additionFrom", "additionOn"], (await decided.PostAsync("addition")).Wrong);
        Assert.Equal(["additionOn"], (await decided.PostAsync("addition", [.. Letter[..3], ("additionOn", "1-12-2026")])).Wrong);
        var page = await decided.OpenAsync("addition");
        foreach (var post in await Task.WhenAll(decided.PostAsync(page, Letter), decided.PostAsync(page, Letter))) Assert.Equal(HttpStatusCode.Redirect, post.Status);
        Assert.Equal(["addition"], decided.Kinds());
        Assert.Equal(before, app.Rows($"SELECT * FROM decisions WHERE lower(Id) = '{decided.Id}'"));
        foreach (var where in new[] { "", "print" }) Assert.Contains("Zij starten in januari.", await decided.TextAsync(where));
        Assert.DoesNotContain("januari", decided.Last("addition").Facts.ToJsonString());
        var consult = await Decided.NewAsync(app, way: "1");
        Assert.Equal(HttpStatusCode.NotFound, (await consult.Client.GetAsync(consult.Address("addition"))).StatusCode);
        foreach (var person in new[] { "joris", "bas", "amira" })
            Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(await app.Of(person), decided.Address("addition"), [.. Letter, ("seen", "1")])).Status);
        await decided.VerifiedAsync();
    }

    [Fact]
    [Norm("IU-ALG-6", "HK-7a", "HK-7b")]
    public async Task A_correction_is_a_new_record_that_names_the_old_one_and_why_and_both_show_it()
    {
        var decided = await Decided.NewAsync(app);
        var start = (await decided.OpenAsync()).QuerySelectorAll<IHtmlAnchorElement>("main a").Select(a => a.GetAttribute("href")!).First(h => h.StartsWith("/asking/start?replaces=", StringComparison.Ordinal));
        var page = await TriageApp.PageAsync(decided.Client, start);
        var form = page.QuerySelector<IHtmlFormElement>("main form#answers")!;
        var before = app.Dump();
        foreach (var why in new[] { "", "  ", new string('x', 2001), "bsn 123456782" })
            Assert.Contains("replacesWhy", (await Answered.From(await TriageApp.SubmitAsync(decided.Client, form, ("way", "2"), ("replacesWhy", why)))).Wrong);
        Assert.Equal(before, app.Dump());
        var begun = await Answered.From(await TriageApp.SubmitAsync(decided.Client, form, ("way", "2"), ("replacesWhy", "Het telefoonnummer was oud.")));
        var draft = begun.Location!.Split('/')[2];
        var outcome = await TriageApp.PageAsync(decided.Client, $"/asking/{draft}/refer-kind");
        await TriageApp.SubmitAsync(decided.Client, outcome.QuerySelector<IHtmlFormElement>("main form#answers")!, ("referKind", "2b"));
        foreach (var (step, fields) in new (string, (string, string)[])[] { ("talked", Story.Fields("sanne", "2", "talked")), ("outcome", [("outcome", "outside-framework"), ("outsideRoute", "legal-duty"), ("adviceFrom", "The jurist"), ("reason", "Because.")]), ("talked", Story.Fields("sanne", "2", "talked")) })
        {
            using var open = await decided.Client.GetAsync($"/asking/{draft}/{step}");
            if (open.StatusCode != HttpStatusCode.OK) continue;
            await TriageApp.SubmitAsync(decided.Client, (await TriageApp.PageAsync(open)).QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.GetAttribute("action")!.EndsWith(step, StringComparison.Ordinal)), fields);
        }
        var sign = await TriageApp.PageAsync(decided.Client, $"/asking/{draft}/sign");
        Assert.Contains("Het telefoonnummer was oud.", sign.QuerySelector("main")!.TextContent);
        var signed = await Answered.From(await TriageApp.SubmitAsync(decided.Client, sign.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.GetAttribute("action")!.EndsWith("/sign", StringComparison.Ordinal)), ("statement", "yes")));
        var newer = signed.Location!["/records/".Length..].Split('?')[0];

        var content = System.Text.Json.Nodes.JsonNode.Parse(await decided.Client.GetStringAsync($"/records/{newer}/json"))!["entry"]!["content"]!;
        Assert.Equal((decided.Sequence, "Het telefoonnummer was oud."), (content["replaces"]!.GetValue<long>(), (string?)content["replacesWhy"]));
        var now = await TriageApp.PageAsync(decided.Client, $"/records/{newer}");
        Assert.Contains("Het telefoonnummer was oud.", now.QuerySelector("main")!.TextContent);
        var old = await decided.OpenAsync();
        Assert.NotNull(old.QuerySelector($"main [role=note] a[href='/records/{newer}']"));
        // Nothing goes any more on the one that was replaced.
        app.Clock!.Advance(TimeSpan.FromMinutes(1));
        var refused = await decided.PostAsync("exchange", [.. Decided.AsDecided.Where(f => f.Item1 != "sentTime"), ("sentTime", Local())]);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("nieuwer besluit", refused.Page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    [Norm("HK-3a", "IU-ALG-6")]
    public async Task Again_for_the_same_partner_takes_the_texts_along_and_ticks_nothing()
    {
        var decided = await Decided.NewAsync(app);
        Assert.Equal(["whose"], (await decided.PostAsync("again")).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await decided.PostAsync("again", ("whose", "nobody"))).Status);
        var answer = await decided.PostAsync("again", ("whose", "same"));
        var walk = await TriageApp.PageAsync(decided.Client, answer.Location!);
        var draft = answer.Location!.Split('/')[2];
        var answers = Answers.FromJson(app.Rows($"SELECT Answers FROM drafts WHERE lower(Id) = '{draft}'")[0]);
        Assert.Equal((decided.Dossier, "Opvoedhulp Brug"), (answers.Dossier!.Value, answers.Recipient!.RecipientOrganisation));
        Assert.All(Coded.All<Question>().Where(q => q is not (Question.Client or Question.Recipient)), q => Assert.Null(answers.Group(q)));
        Assert.Null(answers.Replaces);
        Assert.Equal("The client asks help with sleep.", answers.Left(Question.Purpose)!["purpose"][0]);
        Assert.Contains("They can phone Monday.", app.Rows($"SELECT Answers FROM drafts WHERE lower(Id) = '{draft}'")[0]);
        foreach (var never in new[] { "consentReasoning", "agreedBy", "informed", "talkedWith", "I read them the list.", "explainedItems" })
            Assert.DoesNotContain(never, app.Rows($"SELECT Answers FROM drafts WHERE lower(Id) = '{draft}'")[0]);
        Assert.DoesNotContain(walk.QuerySelectorAll<IHtmlInputElement>("main input[type=radio], main input[type=checkbox]"), box => box.IsChecked);
    }

    [Fact]
    [Norm("HK-3a", "HK-5c")]
    public async Task For_another_child_of_the_family_the_other_dossier_starts_without_consent_agreement_or_informing()
    {
        var (decided, other) = (await Decided.NewAsync(app), await Decided.NewAsync(app));
        Assert.Equal(["dossier"], (await decided.PostAsync("again", ("whose", "child"))).Wrong);
        foreach (var foreign in new[] { decided.Dossier.ToString(), app.Rows("SELECT lower(Id) FROM dossiers WHERE ResponsibleId = 'joris'")[0], "x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await decided.PostAsync("again", ("whose", "child"), ("dossier", foreign))).Status);
        var answer = await decided.PostAsync("again", ("whose", "child"), ("dossier", other.Dossier.ToString()));
        var json = app.Rows($"SELECT Answers FROM drafts WHERE lower(Id) = '{answer.Location!.Split('/')[2]}'")[0];
        var answers = Answers.FromJson(json);
        Assert.Equal(other.Dossier, answers.Dossier);
        Assert.All(Coded.All<Question>().Where(q => q is not (Question.Client or Question.Recipient)), q => Assert.Null(answers.Group(q)));
        Assert.All([Question.ConsentStatus, Question.PlanAgreement, Question.Informed, Question.Explained, Question.Talked, Question.HelpRequest, Question.Goal, Question.Secrecy], q => Assert.Null(answers.Left(q)));
        Assert.NotNull(answers.Left(Question.Weighing));
        foreach (var person in new[] { "joris", "bas" }) Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(await app.Of(person), decided.Address("again"), ("whose", "same"))).Status);
    }

    private string Local() => TimeZoneInfo.ConvertTimeFromUtc(app.Clock!.Now.UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
