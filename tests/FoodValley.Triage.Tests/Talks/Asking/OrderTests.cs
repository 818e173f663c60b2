using System.Net;
using AngleSharp.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Talks.Asking;

public sealed class OrderTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("IU-2-VOOR-1", "IU-KOP-2", "HK-5a")]
    public async Task The_questions_come_one_by_one_and_passing_on_before_every_consideration()
    {
        var walk = await Walk.StartAsync(app, "sanne", "2");
        var seen = new List<string>();
        foreach (var step in Story.Of("sanne", "2"))
        {
            Assert.Equal(step.Step, await walk.NextAsync());
            seen.Add((await walk.OpenAsync(step.Step)).QuerySelector("main")!.GetAttribute("data-step")!);
            await walk.GiveAsync([step]);
        }
        Assert.Equal(["refer-kind", "client", "recipient", "client-passes-on", "help-request", "goal", "plan", "plan-agreement", "capacity", "ground", "purpose",
            "items", "special-data", "consent-status", "secrecy", "moment", "explained", "informed", "talked", "necessary", "weighing", "considerations-shared", "outcome"], seen);
        Assert.Equal("check", await walk.NextAsync());
    }

    [Theory]
    [InlineData("sanne", "2", "ground", "client-passes-on")]
    [InlineData("sanne", "2", "sign", "client-passes-on")]
    [InlineData("sanne", "1", "consult-reason", "consult-text")]
    [InlineData("sanne", "1", "ground", "consult-text")]
    [InlineData("sanne", "2", "consult-text", "recipient")]
    public async Task A_jump_ahead_lands_on_the_first_open_question(string person, string way, string to, string open)
    {
        var walk = await Walk.AtAsync(app, person, way, open);
        using var answer = await walk.Client.GetAsync(walk.Address(to));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(to == "sign" ? walk.Address("check") : walk.Address(open), answer.Headers.Location!.OriginalString);
        if (to == "sign") return;
        var before = app.Dump();
        var posted = await walk.RawAsync(to, ("reason", "x"), ("consultReason", "x"));
        Assert.True(posted.Status is HttpStatusCode.Redirect or HttpStatusCode.BadRequest);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    public async Task Another_earlier_answer_keeps_the_later_ones()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var before = await walk.AnswersAsync();
        Assert.Equal(walk.Address("check"), await walk.GiveAsync("help-request", ("helpRequest", "Help with school."), ("helpRequestAgreed", "yes")));
        var after = await walk.AnswersAsync();
        Assert.Equal("Help with school.", after.HelpRequest!.HelpRequest);
        Assert.Equal((before with { HelpRequest = after.HelpRequest }).ToJson(), after.ToJson());
    }

    [Fact]
    [Norm("IU-2-GRD-OVH", "IU-2-GRD-PRIV", "HK-0c")]
    public async Task Another_capacity_drops_the_ground_of_the_old_one()
    {
        var walk = await Walk.AtAsync(app, "amira", "2", "check");
        Assert.Equal(walk.Address("ground"), await walk.GiveAsync("capacity", ("sector", "government"), ("capacityReason", "By order of the municipality.")));
        Assert.Null((await walk.AnswersAsync()).Ground);
        Assert.Equal(["none"], Radios(await walk.OpenAsync("ground"))); // a statutory task is not in this organisation's protocol
        var sanne = await Walk.AtAsync(app, "sanne", "2", "ground");
        Assert.Equal(["statutory-task", "none"], Radios(await sanne.OpenAsync("ground")));
        var amira = await Walk.AtAsync(app, "amira", "2", "ground");
        Assert.Equal(["agreement", "consent", "none"], Radios(await amira.OpenAsync("ground")));

        static IEnumerable<string> Radios(IDocument page) => page.QuerySelectorAll("input[name=ground]").Select(r => r.GetAttribute("value")!);
    }

    [Fact]
    [Norm("HK-5d")]
    public async Task A_changed_plan_asks_for_agreement_anew()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        await walk.GiveAsync("plan");
        Assert.NotNull((await walk.AnswersAsync()).PlanAgreement);
        Assert.Equal(walk.Address("plan-agreement"), await walk.GiveAsync("plan", ("planSteps", "Another plan.")));
        Assert.Equal(walk.Address("plan-agreement"), await walk.GiveAsync("help-request"));
    }

    [Fact]
    [Norm("IU-2-VOOR-2")]
    public async Task A_changed_list_must_be_explained_anew_before_signing()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        Assert.Equal(walk.Address("special-data"), await walk.GiveAsync("items", ("contactDetails", "email")));
        Assert.Equal(walk.Address("consent-status"), await walk.GiveAsync("special-data", ("specialData", "no"), ("criminalData", "no")));
        Assert.Equal(walk.Address("secrecy"), await walk.GiveAsync(
            "consent-status", ("consent", "refused"), ("consentBy", Walk.All), ("consentOn", "20-11-2026"), ("consentHow", "orally"), ("consentReasoning", "He said no.")));
        Assert.Equal(walk.Address("explained"), await walk.GiveAsync("secrecy", ("secrecyKind", "none")));
        using var sign = await walk.Client.GetAsync(walk.Address("sign"));
        Assert.Equal(walk.Address("check") + "?because=not-yet", sign.Headers.Location!.OriginalString);
        var page = await walk.OpenAsync("explained");
        Assert.Contains(page.QuerySelectorAll("form li"), item => item.TextContent.Contains("mail", StringComparison.OrdinalIgnoreCase));
        var other = await walk.SubmitAsync(page, ("explained", "yes"), ("explainedItems", "name"));
        Assert.Equal(["explained"], other.Wrong);
        Assert.Equal(walk.Address("informed"), await walk.GiveAsync("explained", ("explained", "yes")));
        Assert.Equal(walk.Address("check"), await walk.GiveAsync("informed", ("informed", "yes")));
    }

    [Theory]
    [InlineData("consult-text", "consultText", "Another teenager gambles.")]
    [InlineData("consult-recipient", "consultFunction", "huisarts")]
    [InlineData("consult-recipient", "consultOrganisation", "praktijk West")]
    [Norm("IU-1-INF-b")]
    public async Task Another_text_or_reader_asks_again_who_could_recognise(string step, string field, string text)
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        await walk.GiveAsync(step);
        Assert.Equal("check", await walk.NextAsync());
        // Another text is read again: the tick that stands on the page was given for the old one.
        (string, string)[] again = step == "consult-text" ? [(field, text), ("consultConfirmed", "yes")] : [(field, text)];
        if (step == "consult-text") Assert.Equal(["consultConfirmed"], (await walk.PostAsync(step, (field, text))).Wrong);
        Assert.Equal(walk.Address("recognisable"), await walk.GiveAsync(step, again));
        Assert.NotNull((await walk.AnswersAsync()).ConsultReason);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("yes")]
    [Norm("IU-1-INF-b")]
    public async Task A_recognisable_client_leads_to_another_level_and_cannot_be_signed(string answer)
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        Assert.Equal(walk.Address("recognisable"), await walk.GiveAsync("recognisable", ("recognisable", answer)));
        var page = await walk.OpenAsync("recognisable");
        Assert.NotNull(page.QuerySelector($"main a[href='{walk.Address("choose-level")}?from=recognisable']"));
        using var sign = await walk.Client.GetAsync(walk.Address("sign"));
        Assert.Equal(walk.Address("check") + "?because=not-yet", sign.Headers.Location!.OriginalString);
    }

    [Fact]
    [Norm("IU-1-INF-a")]
    public async Task The_text_loses_what_identifies_and_explains_the_rest()
    {
        var client = await app.Of("sanne");
        var dossier = app.Rows("SELECT Id FROM dossiers WHERE Number = 'BAR-2026-0101'")[0];
        var walk = await Walk.StartAsync(app, "sanne", "1", client, Guid.Parse(dossier));
        await walk.GiveAsync(Story.Of("sanne", "1").Take(1));
        Assert.Equal(["consultQuestion"], (await walk.PostAsync("consult-question", ("consultQuestion", "What does Milan need?"))).Wrong);
        await walk.GiveAsync("consult-question", ("consultQuestion", "What does he need?"));
        foreach (var (text, wrong) in new[]
        {
            ("Milan gambles.", "consultText"), ("Bsn 123456782.", "consultText"), ("File BAR-2026-0101.", "consultText"), ("Phone 06-00000101.", "consultText"),
            ("Mail a@example.org.", "kept-0-why"), ("Since 3 maart 2026.", "kept-0-why"), ("NL91ABNA0417164300 it is.", "kept-0-why"), ("Lives at 3771 AB.", "kept-0-why"),
        })
        {
            var answer = await walk.PostAsync("consult-text", ("consultText", text), ("consultConfirmed", "yes"));
            Assert.Equal([wrong], answer.Wrong);
            Assert.Equal("consult-text", await walk.NextAsync());
        }
        var page = (await walk.PostAsync("consult-text", ("consultText", "Since 3 maart 2026."), ("consultConfirmed", "yes"))).Page;
        var good = await walk.SubmitAsync(page, ("kept[0].why", "The day of a national event."), ("consultConfirmed", "yes"));
        Assert.Equal(walk.Address("recognisable"), good.Location);
        Assert.Equal("The day of a national event.", Assert.Single((await walk.AnswersAsync()).ConsultText!.Kept).Why);
    }

    [Fact]
    [Norm("IU-KOP-1")]
    public async Task Another_level_shows_what_would_go_and_takes_it_only_when_confirmed()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        var before = app.Dump();
        var answer = await walk.PostAsync("choose-level", ("way", "2"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(5, answer.Page.QuerySelectorAll("[aria-labelledby=lost] li").Length);
        Assert.Equal(before, app.Dump());
        answer = await walk.SubmitAsync(answer.Page, ("way", "2"));
        Assert.Equal(walk.Address("refer-kind"), answer.Location);
        var answers = await walk.AnswersAsync();
        Assert.Equal(Triage.Asking.Way.Refer, answers.Way);
        Assert.Null(answers.ConsultText);
    }

    [Theory]
    [InlineData("orally")]
    [InlineData("in-writing")]
    [Norm("IU-2-VOOR-1a", "IU-2-VOOR-1b", "IU-ALG-4")]
    public async Task When_the_client_passes_it_on_the_rest_is_not_asked(string how)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "client-passes-on");
        await walk.GiveAsync("client-passes-on", ("clientPassesOn", how));
        foreach (var step in how == "orally" ? (string[])["help-request", "goal", "talked", "considerations-shared"] : ["help-request", "goal", "purpose", "items", "talked", "considerations-shared"])
        {
            Assert.Equal(step, await walk.NextAsync());
            await walk.GiveAsync(step, Story.Fields("sanne", "2", step));
        }
        Assert.Equal("outcome", await walk.NextAsync());
        await walk.GiveAsync("outcome", ("outcome", "client-passes-on"), ("reason", "She can."));
        await walk.SignAsync();
    }
}
