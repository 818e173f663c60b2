using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Colleagues;

/// <summary>Asking a colleague from within a draft, and answering: the colleague sees the question and never the draft.</summary>
public sealed class ColleagueTests(StandingApp app) : IClassFixture<StandingApp>
{
    private string Advice() => string.Join('\n', app.Rows("SELECT * FROM colleague_advice ORDER BY Id"));

    private IReadOnlyList<string> Ids(Walk walk) => app.Rows($"SELECT lower(Id) FROM colleague_advice WHERE lower(DraftId) = '{walk.Draft}' ORDER BY AskedAt, Id");

    private int Events(string action, string detail, Guid? draft = null) =>
        app.Rows($"SELECT Id FROM access_events WHERE Action = '{action}' AND Detail = '{detail}'{(draft is null ? "" : $" AND lower(DraftId) = '{draft}'")}").Count;

    private async Task<string> AskAsync(Walk walk, string colleague, string question)
    {
        Assert.Equal(walk.Address("colleague") + "?done=sent", await walk.GiveAsync("colleague", ("colleague", colleague), ("question", question)));
        return app.Rows($"SELECT lower(Id) FROM colleague_advice WHERE Question = '{question}'")[0];
    }

    private async Task<Answered> AnswerAsync(string person, string id, string answer)
    {
        var client = await app.Of(person);
        var page = await TriageApp.PageAsync(client, "/advice/" + id);
        return await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("answer", answer)));
    }

    private async Task<string> MainAsync(string person, string address) => (await TriageApp.PageAsync(await app.Of(person), address)).QuerySelector("main")!.TextContent;

    [Theory]
    [InlineData("fatima", "Fatima Amrani, privacy officer")]
    [InlineData("mark", "Mark Jansen, teamleider")]
    [InlineData("joris", "Joris van Dam, jeugdprofessional, als specialist")]
    [Norm("HK-7b", "HK-8.4")]
    public async Task A_question_goes_to_a_colleague_and_the_answer_comes_back_into_the_draft(string colleague, string called)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "ground");
        Assert.Contains((await walk.OpenAsync("colleague")).QuerySelectorAll("option"), o => o.TextContent == called);
        var id = await AskAsync(walk, colleague, "Past deze taak, " + colleague + "?");
        Assert.Equal(1, Events("wrote", "colleague", walk.Draft));
        Assert.Contains("Nog geen antwoord", (await walk.OpenAsync("colleague")).QuerySelector("main")!.TextContent);
        Assert.Contains("Wacht op antwoord van " + called.Split(',')[0], await MainAsync("sanne", "/"));

        var work = await TriageApp.PageAsync(await app.Of(colleague), "/");
        Assert.Equal("Vraag van Sanne de Wit", work.QuerySelector($"section[aria-labelledby=asked] a[href='/advice/{id}']")!.TextContent);
        var page = await TriageApp.PageAsync(await app.Of(colleague), "/advice/" + id);
        var main = page.QuerySelector("main")!.TextContent;
        Assert.Contains("Past deze taak, " + colleague + "?", main);
        Assert.Contains("Niveau 2: Aanmelden", main); // the level, and nothing else of the draft
        var number = app.Rows($"SELECT Number FROM dossiers d JOIN drafts t ON t.DossierId = d.Id WHERE lower(t.Id) = '{walk.Draft}'")[0];
        foreach (var secret in new[] { number, "Milan", "Verbeek", "Opvoedhulp Brug", "sleep" }) Assert.DoesNotContain(secret, page.Source.Text, StringComparison.Ordinal);
        Assert.Equal(1, Events("read", "advice", walk.Draft));

        Assert.Equal($"/advice/{id}?done=sent", (await AnswerAsync(colleague, id, "Ja, dat past.")).Location);
        Assert.Equal(1, Events("wrote", "advice", walk.Draft));
        Assert.Null((await TriageApp.PageAsync(await app.Of(colleague), "/")).QuerySelector($"main a[href='/advice/{id}']"));
        var card = (await TriageApp.PageAsync(walk.Client, "/")).QuerySelector($"main a[href='{walk.Address("colleague")}']")!;
        Assert.Equal("Antwoord van " + called.Split(',')[0], card.TextContent);
        Assert.Contains("Ja, dat past.", (await walk.OpenAsync("colleague")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    [Norm("HK-7b")]
    public async Task The_answer_is_sealed_with_the_decision()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        await AnswerAsync("fatima", await AskAsync(walk, "fatima", "Is dit genoeg?"), "Ja, dit is genoeg.");
        var record = await walk.SignAsync();
        var json = await walk.Client.GetStringAsync($"/records/{record}/json");
        Assert.Contains("Is dit genoeg?", json);
        Assert.Contains("Ja, dit is genoeg.", json);
    }

    [Fact]
    [Norm("HK-7b")]
    public async Task An_answer_that_came_while_somebody_read_is_read_before_signing_and_then_stands_in_the_record_only()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var id = await AskAsync(walk, "fatima", "Mag ik Kim noemen?");
        var sign = await walk.OpenAsync("sign");
        Assert.Contains("Mag ik Kim noemen?", sign.QuerySelector("main")!.TextContent);
        await AnswerAsync("fatima", id, "Noem Kim liever niet.");

        Assert.Equal(walk.Address("check") + "?because=advice", (await walk.SubmitAsync(sign, ("statement", "yes"))).Location);
        Assert.Null((await walk.StoredAsync()).SealedAs);
        var check = await TriageApp.PageAsync(walk.Client, walk.Address("check") + "?because=advice");
        Assert.Contains("Lees hieronder wat erbij kwam", check.QuerySelector("[role=alert]")!.TextContent);
        Assert.Contains("Noem Kim liever niet.", check.QuerySelector("main")!.TextContent);

        var record = await walk.SignAsync();
        Assert.Contains("Noem Kim liever niet.", await walk.Client.GetStringAsync($"/records/{record}/json"));
        Assert.Equal(["|"], app.Rows($"SELECT Question, Answer FROM colleague_advice WHERE lower(Id) = '{id}'"));
        var main = (await TriageApp.PageAsync(await app.Of("fatima"), "/advice/" + id)).QuerySelector("main")!;
        Assert.Contains("De vraag en het antwoord staan nu alleen nog daarin.", main.TextContent);
        Assert.DoesNotContain("Kim", main.TextContent);
    }

    [Theory]
    [InlineData("", "", "colleague question")]
    [InlineData("fatima", "  ", "question")]
    [InlineData("fatima", "Het gaat om bsn 123456782.", "question")]
    public async Task What_is_wrong_is_said_and_nothing_is_asked(string colleague, string question, string wrong)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var before = Advice();
        var answer = await walk.PostAsync("colleague", ("colleague", colleague), ("question", question));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(wrong.Split(' '), answer.Wrong);
        Assert.Equal(question, answer.Page.QuerySelector<IHtmlTextAreaElement>("[name=question]")!.Value);
        Assert.Equal(before, Advice());
    }

    [Fact]
    [Norm("IU-1-INF-a")]
    public async Task From_within_an_anonymous_question_neither_question_nor_answer_names_anybody()
    {
        var dossier = Guid.Parse(app.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0101'")[0]);
        var walk = await Walk.StartAsync(app, "sanne", "1", dossier: dossier);
        Assert.Equal(["question"], (await walk.PostAsync("colleague", ("colleague", "fatima"), ("question", "Kan Milan hieraan worden herkend?"))).Wrong);
        Assert.Empty(Ids(walk));
        var id = await AskAsync(walk, "fatima", "Is de tekst anoniem genoeg?");
        Assert.Equal(["answer"], (await AnswerAsync("fatima", id, "Bel me op 06-12345678.")).Wrong);
        // A name is not given away by an answer that hits it.
        Assert.Equal(HttpStatusCode.Redirect, (await AnswerAsync("fatima", id, "Ja, het is goed zo.")).Status);
    }

    [Fact]
    public async Task The_same_question_twice_is_asked_once()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var page = await walk.OpenAsync("colleague");
        var posts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => walk.SubmitAsync(page, ("colleague", "pieter"), ("question", "Dubbel geklikt?"))));
        Assert.All(posts, p => Assert.Equal(HttpStatusCode.Redirect, p.Status));
        Assert.Single(Ids(walk));
        // Another colleague may be asked the same, and the same colleague something else.
        await walk.GiveAsync("colleague", ("colleague", "mark"), ("question", "Dubbel geklikt?"));
        await walk.GiveAsync("colleague", ("colleague", "pieter"), ("question", "Iets anders?"));
        Assert.Equal(3, Ids(walk).Count);
    }

    [Fact]
    [Norm("IU-ALG-6")]
    public async Task A_question_is_answered_once()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var id = await AskAsync(walk, "fatima", "Eenmaal?");
        var client = await app.Of("fatima");
        var page = await TriageApp.PageAsync(client, "/advice/" + id);
        async Task<Answered> Post(string text) => await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("answer", text)));
        var posts = await Task.WhenAll(Post("Zo is het."), Post("Zo is het."), Post("Zo is het."));
        Assert.All(posts, p => Assert.Equal($"/advice/{id}?done=sent", p.Location));
        Assert.Equal(1, Events("wrote", "advice", walk.Draft));
        var second = await Post("Toch anders.");
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Je hebt deze vraag al beantwoord", second.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Contains("Toch anders.", second.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(["Zo is het."], app.Rows($"SELECT Answer FROM colleague_advice WHERE lower(Id) = '{id}'"));
        Assert.Null((await TriageApp.PageAsync(client, "/advice/" + id)).QuerySelector("main form"));
    }

    [Fact]
    public async Task Different_answers_at_the_same_moment_leave_one()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var client = await app.Of("fatima");
        for (var round = 0; round < 10; round++)
        {
            var id = await AskAsync(walk, "fatima", $"Ronde {round}?");
            var form = (await TriageApp.PageAsync(client, "/advice/" + id)).QuerySelector<IHtmlFormElement>("main form")!;
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async n => await Answered.From(await TriageApp.SubmitAsync(client, form, ("answer", $"Nummer {n}")))));
            Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
            Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.Conflict));
        }
    }

    [Fact]
    public async Task After_signing_a_question_waits_no_more_and_its_page_says_why()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var id = await AskAsync(walk, "lotte", "Nog op tijd?");
        var client = await app.Of("lotte");
        var form = (await TriageApp.PageAsync(client, "/advice/" + id)).QuerySelector<IHtmlFormElement>("main form")!;
        await walk.SignAsync();
        var late = await Answered.From(await TriageApp.SubmitAsync(client, form, ("answer", "Te laat getypt.")));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("intussen ondertekend", late.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Contains("Te laat getypt.", late.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal([""], app.Rows($"SELECT Answer FROM colleague_advice WHERE lower(Id) = '{id}'"));
        var page = await TriageApp.PageAsync(client, "/advice/" + id);
        Assert.Contains("intussen ondertekend", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Null((await TriageApp.PageAsync(client, "/")).QuerySelector($"main a[href='/advice/{id}']"));
        Assert.StartsWith("/records/", (await walk.Client.GetAsync(walk.Address("colleague"))).Headers.Location!.OriginalString);
    }

    private static readonly (string, string)[] OnHold = [("outcome", "hold"), ("holdReason", "advice"), ("holdUntil", "1-12-2026")];
    private static readonly (string, string)[] NotShared = [("outcome", "do-not-share"), ("notSharingReason", "other")];

    [Fact]
    [Norm("HK-7b", "IU-ALG-6")]
    public async Task A_decision_on_hold_waits_for_the_answer_and_the_decision_in_its_place_seals_it()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
        await AnswerAsync("pieter", await AskAsync(walk, "pieter", "Al eerder gezien?"), "Nee, nooit.");
        var id = await AskAsync(walk, "fatima", "Mag dit zonder plan?");
        var held = await walk.EndAsync("2", OnHold);
        Assert.Equal([";", "Mag dit zonder plan?;"], app.Rows($"SELECT Question || ';' || coalesce(Answer, '') FROM colleague_advice WHERE lower(DraftId) = '{walk.Draft}' ORDER BY Question"));
        async Task<IElement> DueAsync() => (await TriageApp.PageAsync(walk.Client, "/?due=all")).QuerySelector($"[data-due=on-hold]:has(a[href='/records/{held}'])")!;
        Assert.Contains("Wacht op antwoord van Fatima Amrani", (await DueAsync()).TextContent);
        Assert.DoesNotContain("Pieter", (await DueAsync()).TextContent);

        var fatima = await app.Of("fatima");
        Assert.NotNull((await TriageApp.PageAsync(fatima, "/")).QuerySelector($"main a[href='/advice/{id}']"));
        var asked = (await TriageApp.PageAsync(fatima, "/advice/" + id)).QuerySelector("main")!;
        Assert.Contains("Mag dit zonder plan?", asked.TextContent);
        Assert.Contains("Niveau 2: Aanmelden", asked.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(await app.Of("pieter"), "/advice/" + id, ("answer", "Ik!"))).Status);
        Assert.Equal($"/advice/{id}?done=sent", (await AnswerAsync("fatima", id, "Nee, maak eerst een plan.")).Location);
        Assert.Contains("Antwoord van Fatima Amrani", (await DueAsync()).TextContent);
        Assert.Contains("Nee, maak eerst een plan.", (await TriageApp.PageAsync(walk.Client, $"/records/{held}")).QuerySelector("[aria-labelledby=waits-for]")!.TextContent);
        Assert.DoesNotContain("Nee, maak eerst een plan.", await walk.Client.GetStringAsync($"/records/{held}/json"), StringComparison.Ordinal);

        var next = await Walk.ReplaceAsync(app, walk.Client, held, "2", "Het antwoord is er.");
        await next.GiveAsync("refer-kind", ("referKind", "2b"));
        Assert.Contains("Nee, maak eerst een plan.", (await next.OpenAsync("colleague")).QuerySelector("main")!.TextContent);
        var newer = await next.EndAsync("2", NotShared);
        var sealedNow = await walk.Client.GetStringAsync($"/records/{newer}/json");
        Assert.Contains("Mag dit zonder plan?", sealedNow);
        Assert.Contains("Nee, maak eerst een plan.", sealedNow);
        Assert.DoesNotContain("Al eerder gezien?", sealedNow, StringComparison.Ordinal);
        Assert.Equal(["|"], app.Rows($"SELECT Question, Answer FROM colleague_advice WHERE lower(Id) = '{id}'"));
        Assert.Null((await TriageApp.PageAsync(walk.Client, $"/records/{held}")).QuerySelector("[aria-labelledby=waits-for]"));
    }

    [Fact]
    [Norm("IU-ALG-6")]
    public async Task What_nobody_answered_stays_open_from_hold_to_hold_and_closes_with_the_decision()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
        var id = await AskAsync(walk, "mark", "Wie tekent dit?");
        var first = await walk.EndAsync("2", OnHold);
        var second = await Walk.ReplaceAsync(app, walk.Client, first, "2", "Nog een week.");
        await second.GiveAsync("refer-kind", ("referKind", "2b"));
        // Dropping the second leaves the question with the first.
        await second.RawAsync("check?handler=drop", ("sure", "yes"));
        var mark = await app.Of("mark");
        Assert.NotNull((await TriageApp.PageAsync(mark, "/advice/" + id)).QuerySelector("main form"));
        second = await Walk.ReplaceAsync(app, walk.Client, first, "2", "Nog een week.");
        await second.GiveAsync("refer-kind", ("referKind", "2b"));
        var held = await second.EndAsync("2", OnHold);
        Assert.Contains("Wie tekent dit?", (await TriageApp.PageAsync(walk.Client, $"/records/{held}")).QuerySelector("[aria-labelledby=waits-for]")!.TextContent);
        var form = (await TriageApp.PageAsync(mark, "/advice/" + id)).QuerySelector<IHtmlFormElement>("main form")!;

        var last = await Walk.ReplaceAsync(app, walk.Client, held, "2", "Zonder antwoord.");
        await last.GiveAsync("refer-kind", ("referKind", "2b"));
        await last.EndAsync("2", NotShared);
        Assert.Equal(HttpStatusCode.Conflict, (await Answered.From(await TriageApp.SubmitAsync(mark, form, ("answer", "Te laat.")))).Status);
        Assert.Equal(["|"], app.Rows($"SELECT Question, Answer FROM colleague_advice WHERE lower(Id) = '{id}'"));
    }

    [Fact]
    public async Task An_answer_on_a_hold_and_the_signature_in_its_place_never_pass_each_other()
    {
        for (var round = 0; round < 4; round++)
        {
            var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
            var id = await AskAsync(walk, "lotte", $"Tegelijk, ronde {round}?");
            var held = await walk.EndAsync("2", OnHold);
            var next = await Walk.ReplaceAsync(app, walk.Client, held, "2", "Verder.");
            await next.GiveAsync("refer-kind", ("referKind", "2b"));
            await next.GiveAsync("outcome", [("reason", "Because."), .. NotShared]);
            for (var step = await next.NextAsync(); step != "check"; step = await next.NextAsync()) await next.GiveAsync(step, Story.Fields("sanne", "2", step));
            var sign = await next.OpenAsync("sign");
            var (answered, signed) = (AnswerAsync("lotte", id, "Antwoord."), next.SubmitAsync(sign, ("statement", "yes")));
            await Task.WhenAll(answered, signed);
            // Signed: the answer came too late. Answered: who signs reads it first.
            if ((await signed).Location!.StartsWith("/records/", StringComparison.Ordinal)) Assert.NotEqual($"/advice/{id}?done=sent", (await answered).Location);
            else Assert.Equal((next.Address("check") + "?because=advice", $"/advice/{id}?done=sent"), ((await signed).Location, (await answered).Location));
        }
    }

    [Fact]
    public async Task A_dropped_draft_takes_its_questions_along()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var id = await AskAsync(walk, "mark", "Blijft dit?");
        await walk.RawAsync("check?handler=drop", ("sure", "yes"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Of("mark")).GetAsync("/advice/" + id)).StatusCode);
    }

    [Fact]
    [Norm("HK-8.4")]
    public async Task A_question_to_somebody_else_does_not_exist()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var id = await AskAsync(walk, "fatima", "Voor wie is dit?");
        var before = Advice();
        foreach (var person in new[] { "sanne", "pieter", "joris", "amira", "noor", "bas" })
        {
            var refused = Events("refused", "advice");
            var client = await app.Of(person);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/advice/" + id)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(client, "/advice/" + id, ("answer", "Ik!"))).Status);
            Assert.Equal(refused + 2, Events("refused", "advice"));
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of("beheer")).GetAsync("/advice/" + id)).StatusCode);
        Assert.Equal(before, Advice());
    }

    [Theory]
    [InlineData("sanne")]
    [InlineData("beheer")]
    [InlineData("amira")]
    [InlineData("noor")]
    public async Task Oneself_an_administrator_or_another_organisation_is_not_to_be_asked(string colleague)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        Assert.Null((await walk.OpenAsync("colleague")).QuerySelector($"option[value='{colleague}']"));
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.RawAsync("colleague", ("colleague", colleague), ("question", "Mag dat?"))).Status);
        Assert.Empty(Ids(walk));
    }

    [Fact]
    public async Task What_no_page_offers_is_a_bad_request()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var id = await AskAsync(walk, "fatima", "Wat hoort hier niet?");
        var before = Advice();
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.RawAsync("colleague", ("colleague", "fatima"), ("question", "x"), ("answer", "y"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(await app.Of("fatima"), "/advice/" + id, ("answer", "x"), ("answeredAt", "2026-01-01"))).Status);
        Assert.Equal(before, Advice());
    }

    [Fact]
    public async Task Somebody_elses_draft_asks_nothing()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal");
        var before = Advice();
        var joris = walk.As(await app.Of("joris"));
        Assert.Equal(HttpStatusCode.NotFound, (await joris.Client.GetAsync(walk.Address("colleague"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await joris.RawAsync("colleague", ("colleague", "fatima"), ("question", "x"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.Of("fatima")).GetAsync(walk.Address("colleague"))).StatusCode);
        Assert.Equal(before, Advice());
    }

    [Fact]
    public async Task The_language_changes_without_losing_what_was_typed()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "goal", await app.SignedInAsync("sanne"));
        var english = await walk.PostAsync("colleague", ("question", "Half getypt"), ("language", "en"));
        Assert.Equal(("Ask a colleague", "Half getypt"), (english.Page.QuerySelector("h1")!.TextContent, english.Page.QuerySelector<IHtmlTextAreaElement>("[name=question]")!.Value));
        var id = await AskAsync(walk, "fatima", "In welke taal?");
        var client = await app.SignedInAsync("fatima");
        var page = await TriageApp.PageAsync(client, "/advice/" + id);
        var other = await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("answer", "Half"), ("language", "en")));
        Assert.Equal(("Question from Sanne de Wit", "Half"), (other.Page.QuerySelector("h1")!.TextContent, other.Page.QuerySelector<IHtmlTextAreaElement>("[name=answer]")!.Value));
        Assert.Equal([""], app.Rows($"SELECT Answer FROM colleague_advice WHERE lower(Id) = '{id}'"));
    }

    [Fact]
    public async Task Who_has_no_colleagues_hears_so()
    {
        var walk = await Walk.StartAsync(app, "bas", "2");
        var main = (await walk.OpenAsync("colleague")).QuerySelector("main")!;
        Assert.Contains("nog niemand die je iets kunt vragen", main.TextContent);
        Assert.Null(main.QuerySelector("form"));
    }
}
