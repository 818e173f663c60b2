using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Tests.Talks.Dossiers;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>Levels 3 and 4 by their pages, from the start to the sealed record, and what those pages refuse.</summary>
public sealed class LevelTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Theory]
    [InlineData("sanne")]
    [InlineData("amira")]
    [Norm("IU-3-DOEL", "IU-3-GRD-OVH", "IU-3-GRD-PRIV", "IU-3-VOOR-1", "IU-3-VOOR-2", "IU-3-VOOR-3", "IU-3-INF-1", "IU-3-INF-2")]
    public async Task Level_3_answers_whoever_referred_and_nothing_else(string person)
    {
        var dossier = await LevelStory.DossierAsync(app, person);
        var walk = await Walk.StartAsync(app, person, "3", dossier: dossier.Id);
        await LevelStory.TellAsync(walk, LevelStory.Feedback(person).TakeWhile(s => s.Step != "feedback-answer"));
        Assert.Equal("Is de hulp gestart?", (await walk.OpenAsync("feedback-answer")).QuerySelector("main blockquote")!.TextContent.Trim());
        await LevelStory.TellAsync(walk, LevelStory.Feedback(person).SkipWhile(s => s.Step != "feedback-answer"));
        Assert.Equal("check", await walk.NextAsync());

        var content = await ContentAsync(walk, await walk.SignAsync());

        Assert.Equal(("3", "share"), ((string?)content["level"], (string?)content["outcome"]));
        Assert.Equal(("Is de hulp gestart?", "Yes, since Monday."), ((string?)content["answers"]!["originalQuestion"], (string?)content["answers"]!["feedbackAnswer"]));
        Assert.Equal((LevelStory.Referrer, "answer"), ((string?)content["sharedWith"]![0]!["organisation"], (string?)content["sharedWith"]![0]!["items"]![0]));
        Assert.NotNull(content["basedOn"]!["referral"]);
    }

    [Theory]
    [InlineData("sanne")]
    [InlineData("amira")]
    [Norm("IU-4-DOEL", "IU-4-GRD-W", "IU-4-GRD-OVH", "IU-4-GRD-PRIV", "IU-4-VOOR-1", "IU-4-VOOR-2", "IU-4-INF-DAT", "IU-4-INF-WAT", "IU-4-INF-GRENS")]
    public async Task Level_4_tells_each_participant_what_they_need(string person)
    {
        var dossier = await LevelStory.DossierAsync(app, person);
        var walk = await Walk.StartAsync(app, person, "4", dossier: dossier.Id);
        var warning = await walk.OpenAsync("network-warning");
        Assert.NotNull(warning.QuerySelector("main [role=note]"));
        await LevelStory.TellAsync(walk, LevelStory.Network(person));
        Assert.Equal("check", await walk.NextAsync());

        var record = await walk.SignAsync();
        var content = await ContentAsync(walk, record);

        Assert.Equal(("4", "share"), ((string?)content["level"], (string?)content["outcome"]));
        Assert.Equal(["dat"], content["sharedWith"]![0]!["items"]!.AsArray().Select(i => (string?)i));
        Assert.Equal(["dat", "extra: Practising sleep"], content["sharedWith"]![1]!["items"]!.AsArray().Select(i => (string?)i));
        // What is ready to send tells each participant their own part and nothing more.
        var texts = (await TriageApp.PageAsync(walk.Client, $"/records/{record}/text")).QuerySelectorAll("[data-text]").Select(t => t.TextContent).ToList();
        Assert.Equal(2, texts.Count);
        Assert.Contains("de klant krijgt hulp van ons", texts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Practising sleep", texts[0], StringComparison.Ordinal);
        Assert.Contains("Practising sleep", texts[1], StringComparison.Ordinal);
        // HK-5c: a consent for each participant, of what that one hears.
        var consents = (await dossier.FileAsync()).Consents;
        Assert.Equal([["dat"], ["dat", "extra: Practising sleep"]], consents.Select(c => c.What.Data));
    }

    [Theory]
    [InlineData("feedback-needed", "feedbackNeeded", "no", "do-not-share")]
    [InlineData("feedback-from-me", "feedbackFromMe", "no", "do-not-share")]
    [InlineData("feedback-client", "feedbackClient", "yes", "client-passes-on")]
    [Norm("IU-3-VOOR-1", "IU-3-VOOR-2", "IU-3-VOOR-3")]
    public async Task What_needs_no_answer_from_here_makes_the_outcome_ready(string step, string field, string value, string outcome)
    {
        var dossier = await LevelStory.DossierAsync(app, "sanne");
        var walk = await Walk.StartAsync(app, "sanne", "3", dossier: dossier.Id);
        await LevelStory.TellAsync(walk, LevelStory.Feedback("sanne").TakeWhile(s => s.Step != step));

        Assert.Equal(walk.Address("outcome"), await walk.GiveAsync(step, step == "feedback-from-me" ? [(field, value), ("feedbackBy", "the doctor of the team")] : [(field, value)]));

        var page = await walk.OpenAsync("outcome");
        Assert.Equal(outcome, page.QuerySelector<IHtmlInputElement>("input[name=outcome]:checked")!.Value);
        await walk.GiveAsync("outcome", ("reason", "Nothing needs to come from us."));
        await walk.GiveAsync(LevelStory.Feedback("sanne").Where(s => s.Step is "feedback-from-me" or "help-request" or "goal" or "talked" or "considerations-shared" && (s.Step != "feedback-from-me" || step == "feedback-client")));
        var content = await ContentAsync(walk, await walk.SignAsync());
        Assert.Equal(outcome, (string?)content["outcome"]);
        Assert.Null(content["sharedWith"]);
    }

    [Fact]
    [Norm("IU-3-INF-2")]
    public async Task For_a_payment_there_is_no_room_for_content_until_it_is_reasoned()
    {
        var dossier = await LevelStory.DossierAsync(app, "sanne", funding: true);
        var walk = await Walk.StartAsync(app, "sanne", "3", dossier: dossier.Id);
        await LevelStory.TellAsync(walk, LevelStory.Feedback("sanne").TakeWhile(s => s.Step != "funding"));
        // What the dossier says about the referral stands ready, with content off.
        var funding = await walk.OpenAsync("funding");
        Assert.Equal(("yes", "no"), (funding.QuerySelector<IHtmlInputElement>("input[name=funding]:checked")!.Value, funding.QuerySelector<IHtmlInputElement>("input[name=fundingContent]:checked")!.Value));
        await walk.GiveAsync("funding");

        Assert.Null((await walk.OpenAsync("feedback-answer")).QuerySelector("textarea"));
        var before = app.Dump();
        var smuggled = await walk.RawAsync("feedback-answer", ("feedbackAnswer", "She fights with her parents."), ("fundedHelp", "support"), ("fundedAmount", "8"), ("fundedPeriod", "May"));
        Assert.Equal(HttpStatusCode.BadRequest, smuggled.Status);
        Assert.Equal(before, app.Dump());

        await walk.GiveAsync("feedback-answer", ("fundedHelp", "support at home"), ("fundedAmount", "8 hours"), ("fundedPeriod", "March to May"));
        Assert.Equal(new FeedbackText(null, "support at home", "8 hours", "March to May"), (await walk.AnswersAsync()).FeedbackAnswer);

        // With a reason the content may come; the old answer no longer counts.
        await walk.GiveAsync("funding", ("funding", "yes"), ("fundingContent", "yes"), ("fundingReason", "The question is about the result."));
        Assert.Equal("feedback-answer", await walk.NextAsync());
        Assert.NotNull((await walk.OpenAsync("feedback-answer")).QuerySelector("textarea[name=feedbackAnswer]"));
        Assert.Contains("fundingReason", (await walk.PostAsync("funding", ("funding", "yes"), ("fundingContent", "yes"), ("fundingReason", " "))).Wrong);
    }

    [Fact]
    [Norm("IU-3-DOEL")]
    public async Task Another_recipient_at_level_3_is_refused_and_pointed_to_level_2_or_4()
    {
        var dossier = await LevelStory.DossierAsync(app, "sanne");
        var walk = await Walk.StartAsync(app, "sanne", "3", dossier: dossier.Id);
        await LevelStory.TellAsync(walk, LevelStory.Feedback("sanne").TakeWhile(s => s.Step != "funding"));
        var before = app.Dump();

        var refused = await walk.RawAsync("recipient", ("recipientPartner", ""), ("recipientName", "Mentor"), ("recipientOrganisation", "School Oost"), ("recipientKind", "school"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Matches("niveau 2 of niveau 4", refused.Page.QuerySelector("#recipientPartner-error")!.TextContent);
        Assert.Equal(before, app.Dump());
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.RawAsync("feedback-referral", ("referral", "999"))).Status);
        Assert.Equal(before, app.Dump());
        // Its own page leads to where the recipient is chosen: the referral.
        using var page = await walk.Client.GetAsync(walk.Address("recipient"));
        Assert.Equal(walk.Address("feedback-referral"), page.Headers.Location!.OriginalString);
    }

    [Fact]
    [Norm("IU-3-INF-1")]
    public async Task Without_a_referral_there_is_nothing_to_answer()
    {
        var dossier = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var walk = await Walk.StartAsync(app, "sanne", "3", dossier: dossier.Id);

        var page = await walk.OpenAsync("feedback-referral");

        Assert.Empty(page.QuerySelectorAll("input[name=referral]"));
        Assert.NotNull(page.QuerySelector($"a[href^='/dossiers/{dossier.Id}/referral']"));
        Assert.Equal(HttpStatusCode.OK, (await walk.PostAsync("feedback-referral")).Status);
        Assert.Equal("feedback-referral", await walk.NextAsync());
    }

    [Fact]
    [Norm("IU-4-GRD-W", "IU-ALG-1")]
    public async Task No_ground_found_in_a_network_is_a_normal_way_to_not_sharing()
    {
        var dossier = await LevelStory.DossierAsync(app, "amira");
        var walk = await Walk.StartAsync(app, "amira", "4", dossier: dossier.Id);
        Assert.Contains("networkWarning", (await walk.PostAsync("network-warning")).Wrong);
        await LevelStory.TellAsync(walk, LevelStory.Network("amira").TakeWhile(s => s.Step != "ground"));

        Assert.Equal(walk.Address("outcome"), await walk.GiveAsync("ground", ("ground", "none"), ("groundsConsidered", "No contract, no consent, no interest of ours.")));

        var page = await walk.OpenAsync("outcome");
        Assert.Equal(("do-not-share", "no-ground"), (page.QuerySelector<IHtmlInputElement>("input[name=outcome]:checked")!.Value, page.QuerySelector<IHtmlInputElement>("input[name=notSharingReason]:checked")!.Value));
    }

    [Fact]
    [Norm("IU-4-INF-GRENS", "IU-4-VOOR-1", "IU-4-VOOR-2", "IU-4-GRD-VIT")]
    public async Task The_table_refuses_content_where_THAT_is_enough_and_everything_to_everybody_without_a_reason()
    {
        var dossier = await LevelStory.DossierAsync(app, "sanne");
        var walk = await Walk.StartAsync(app, "sanne", "4", dossier: dossier.Id);
        await LevelStory.TellAsync(walk, LevelStory.Network("sanne").TakeWhile(s => s.Step != "ground"));
        Assert.Contains("vitalReason", (await walk.PostAsync("ground", ("ground", "vital-interest"), ("vitalReason", ""))).Wrong);
        await LevelStory.TellAsync(walk, LevelStory.Network("sanne").SkipWhile(s => s.Step != "ground").TakeWhile(s => s.Step != "dat-wat"));
        Assert.Contains("disclosures[0].watReason", (await walk.PostAsync("dat-wat", ("disclosures[0].disclosure", "that"), ("disclosures[0].dat", "known"), ("disclosures[0].watReason", "And this."), ("disclosures[1].disclosure", "none"))).Wrong.Select(Field));
        Assert.Contains("disclosures[1].watReason", (await walk.PostAsync("dat-wat", ("disclosures[0].disclosure", "none"), ("disclosures[0].watReason", ""), ("disclosures[1].disclosure", "what"), ("disclosures[1].watReason", ""))).Wrong.Select(Field));
        await LevelStory.TellAsync(walk, LevelStory.Network("sanne").Where(s => s.Step == "dat-wat"));
        var seats = (await walk.AnswersAsync()).Participants!.Participants.Select(p => p.SeatPartner.ToString()).ToList();
        var before = app.Dump();

        // The first participant hears THAT: a tick there was made by hand.
        var smuggled = await walk.RawAsync("sharing-table", ("topics[0].topic", "Home"), ("topics[0].topicWhy", "Why"), ("topics[0].topicFor", seats[0]));
        Assert.Equal(HttpStatusCode.BadRequest, smuggled.Status);
        Assert.Equal(before, app.Dump());
        // A participant of nobody's table, and one of another organisation's address book.
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.RawAsync("sharing-table", ("topics[0].topic", "Home"), ("topics[0].topicWhy", "Why"), ("topics[0].topicFor", "10000000-0000-4000-8000-000000000001"))).Status);
        var foreign = app.Rows("SELECT lower(Id) FROM partners WHERE OrganisationId = 'jeugdhulp-de-linde' LIMIT 1")[0];
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.RawAsync("participants", ("participants[0].seatPartner", foreign), ("participants[0].seatRole", "r"), ("participants[0].seatWhy", "w"))).Status);
        Assert.Equal(before, app.Dump());
        Assert.Contains("participants[0].seatWhy", (await walk.PostAsync("participants", ("participants[0].seatWhy", ""))).Wrong.Select(Field));
        await walk.GiveAsync("participants", ("participants[0].seatWhy", "Sees her every day."));

        await walk.GiveAsync("dat-wat", ("disclosures[0].disclosure", "what"), ("disclosures[0].watReason", "Teaches the same."), ("disclosures[1].disclosure", "what"), ("disclosures[1].watReason", "Does the same."));
        (string, string)[] all = [("topics[0].topic", "Sleep"), ("topics[0].topicWhy", "w"), ("topics[0].topicFor", seats[0]), ("topics[0].topicFor", seats[1]),
            ("topics[1].topic", "School"), ("topics[1].topicWhy", "w"), ("topics[1].topicFor", seats[0]), ("topics[1].topicFor", seats[1])];
        Assert.Contains("everythingReason", (await walk.RawAsync("sharing-table", all)).Wrong);
        Assert.Equal(HttpStatusCode.Redirect, (await walk.RawAsync("sharing-table", [.. all, ("everythingReason", "Both do all of it.")])).Status);
        Assert.True((await walk.AnswersAsync()).SharingTable!.EverythingToEverybody(2));
    }

    [Fact]
    [Norm("IU-2-GRD-NIET", "IU-3-GRD-OVH", "IU-4-GRD-OVH")]
    public async Task A_ground_that_the_cell_does_not_know_is_refused_at_every_level()
    {
        foreach (var (way, grounds) in new[] { ("2", "legitimate-interest vital-interest agreement consent"), ("3", "legitimate-interest vital-interest agreement consent"), ("4", "legitimate-interest agreement consent") })
        {
            var dossier = await LevelStory.DossierAsync(app, "sanne");
            var walk = way == "2" ? await Walk.AtAsync(app, "sanne", "2", "ground") : await Walk.StartAsync(app, "sanne", way, dossier: dossier.Id);
            if (way != "2") await LevelStory.TellAsync(walk, (way == "3" ? LevelStory.Feedback("sanne") : LevelStory.Network("sanne")).TakeWhile(s => s.Step != "ground"));
            var before = app.Dump();
            foreach (var ground in grounds.Split(' '))
                Assert.Equal((ground, HttpStatusCode.BadRequest), (ground, (await walk.RawAsync("ground", ("ground", ground), ("vitalReason", "v"), ("interest", "i"), ("interestNeed", "n"), ("interestBalance", "b"))).Status));
            Assert.Equal(before, app.Dump());
        }
    }

    [Fact]
    [Norm("IU-KOP-1")]
    public async Task Questions_of_another_level_take_nothing()
    {
        var dossier = await LevelStory.DossierAsync(app, "sanne");
        foreach (var (way, foreign) in new[] { ("3", "participants dat-wat sharing-table network-warning items refer-kind client-passes-on child-interest consulted missing-consent"), ("4", "feedback-referral funding feedback-answer recipient items explained may-not-know") })
        {
            var walk = await Walk.StartAsync(app, "sanne", way, dossier: dossier.Id);
            var before = app.Dump();
            foreach (var step in foreign.Split(' '))
                Assert.Equal((step, HttpStatusCode.BadRequest), (step, (await walk.RawAsync(step)).Status));
            Assert.Equal(before, app.Dump());
        }
    }

    /// <summary>The field of an error's id.</summary>
    private static string Field(string id) => System.Text.RegularExpressions.Regex.Replace(id, @"^(\w+)-(\d+)-(\w+)$", "$1[$2].$3");

    internal static async Task<JsonObject> ContentAsync(Walk walk, Guid record) =>
        JsonNode.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"))!["entry"]!["content"]!.AsObject();
}
