using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Recording;

public sealed class SigningTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("HK-0b", "IU-ALG-6", "HK-7f")]
    public async Task A_person_confirms_and_signs_once()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var page = await walk.OpenAsync("sign");
        var before = app.Dump();
        var without = await walk.SubmitAsync(page);
        Assert.Equal(["statement"], without.Wrong);
        Assert.Equal(before, app.Dump());
        var leaves = app.Rows("SELECT Sequence FROM leaves").Count;
        var posts = await Task.WhenAll(walk.SubmitAsync(page, ("statement", "yes")), walk.SubmitAsync(page, ("statement", "yes")));
        Assert.All(posts, p => Assert.Equal(HttpStatusCode.Redirect, p.Status));
        Assert.Single(posts.Select(p => p.Location!.Split('?')[0]).Distinct());
        Assert.Equal(leaves + 1, app.Rows("SELECT Sequence FROM leaves").Count);
        Assert.Equal("{}", app.Rows($"SELECT Answers FROM drafts WHERE lower(Id) = '{walk.Draft}'")[0]);
        Assert.Single(app.Rows($"SELECT Id FROM access_events WHERE Action = 'sealed' AND lower(DraftId) = '{walk.Draft}'"));
        var dump = app.Dump();
        foreach (var step in new[] { "help-request", "check", "sign", "choose-level" })
        {
            Assert.Equal(posts[0].Location!.Split('?')[0], (await walk.Client.GetAsync(walk.Address(step))).Headers.Location!.OriginalString);
            await walk.RawAsync(step, ("helpRequest", "later"), ("statement", "yes"), ("version", "1"), ("way", "1"), ("sure", "1"));
        }
        await walk.RawAsync("check?handler=drop", ("sure", "yes"));
        Assert.Equal(dump, app.Dump());
    }

    [Fact]
    [Norm("IU-ALG-6")]
    public async Task Signing_counts_for_what_was_shown()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var page = await walk.OpenAsync("sign");
        await walk.GiveAsync("help-request", ("helpRequest", "Changed in another tab."), ("helpRequestAgreed", "yes"));
        var answer = await walk.SubmitAsync(page, ("statement", "yes"));
        Assert.Equal(walk.Address("check") + "?because=changed", answer.Location);
        Assert.Empty(app.Rows($"SELECT Id FROM drafts WHERE lower(Id) = '{walk.Draft}' AND SealedAs IS NOT NULL"));
        Assert.Contains("intussen gewijzigd", (await TriageApp.PageAsync(walk.Client, answer.Location!)).QuerySelector("[role=alert]")!.TextContent);
    }

    public static TheoryData<string, string, string, string> Blocks => new()
    {
        { "sanne", "plan-agreement", "planAgreement=no", "HK-5d" }, { "sanne", "plan-agreement", "planAgreement=not-asked", "HK-5d" },
        { "amira", "consent-status", "consent=refused&consentReasoning=She says no.", "HK-5c" },
        { "amira", "consent-status", "consent=withdrawn&consentReasoning=Not any more.", "HK-5c" },
        { "sanne", "secrecy", "secrecyKind=youth-act&secrecyWay=none", "HK-1" },
        { "sanne", "necessary", "purelyForGoal=no", "HK-3f" }, { "sanne", "client-passes-on", "clientPassesOn=orally", "IU-2-VOOR-1" },
        { "sanne", "client-passes-on", "clientPassesOn=in-writing", "IU-2-VOOR-1" },
        { "sanne", "ground", "ground=none&groundsConsidered=All of them.", "IU-ALG-1" },
        { "sanne", "", "UPDATE organisations SET Live = 0 WHERE Id = 'gemeente-barneveld'", "HK-8z" },
        { "sanne", "", "UPDATE protocol_settings SET OrganisationId = 'gemeente-ede', Number = 77 WHERE OrganisationId = 'gemeente-barneveld'", "HK-2" },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    [Norm("IU-ALG-1", "HK-2", "HK-3f", "HK-5c", "HK-5d", "HK-5e", "IU-2-VOOR-1", "IU-KOP-2")]
    public async Task Sharing_waits_while_something_blocks_it_and_the_nearest_way_is_shown(string person, string step, string change, string norm)
    {
        var walk = await Walk.AtAsync(app, person, "2", "check");
        if (step.Length > 0) await walk.GiveAsync(step, [.. change.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
        else app.Run(change);
        try
        {
            var finding = (await walk.OpenAsync("check")).QuerySelectorAll(".fv-findings li").First(li => li.TextContent.Contains(norm, StringComparison.Ordinal));
            Assert.Contains("Wat kan wel?", finding.TextContent);
            var before = app.Dump();
            Assert.Equal(walk.Address("check") + "?because=not-yet", (await walk.Client.GetAsync(walk.Address("sign"))).Headers.Location!.OriginalString);
            var version = (await walk.StoredAsync()).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(walk.Address("check") + "?because=not-yet", (await walk.RawAsync("sign", ("version", version), ("statement", "yes"))).Location);
            foreach (var share in new[] { "share", "share-partly" })
            {
                var outcome = await walk.PostAsync("outcome", ("outcome", share), ("reason", "x"));
                Assert.Equal(HttpStatusCode.BadRequest, outcome.Status);
                Assert.Contains("Wat kan wel?", outcome.Page.QuerySelector("[aria-labelledby=blocked]")!.TextContent);
            }
            Assert.Equal(before, app.Dump());
            var other = norm is "HK-5d" or "HK-8z" ? new[] { ("outcome", "hold"), ("holdReason", "talk-first"), ("holdUntil", "1-12-2026"), ("reason", "First we talk.") }
                : [("outcome", "do-not-share"), ("notSharingReason", "other"), ("reason", "Not like this.")];
            await walk.GiveAsync("outcome", other);
            await walk.SignAsync();
        }
        finally
        {
            app.Run("UPDATE organisations SET Live = 1");
            app.Run("UPDATE protocol_settings SET OrganisationId = 'gemeente-barneveld', Number = 1 WHERE Number = 77");
        }
    }

    public static TheoryData<string, string, string> Outcomes => new()
    {
        { "share", "outcome=share", "" }, { "share-partly", "outcome=share-partly&withheld=The report", "" },
        { "client-passes-on", "outcome=client-passes-on", "ground" }, { "do-not-share", "outcome=do-not-share&notSharingReason=no-ground", "help-request" },
        { "hold", "outcome=hold&holdReason=advice&holdUntil=1-12-2026", "help-request" }, { "other-level", "outcome=other-level&otherWay=1", "recipient" },
        { "outside-framework", "outcome=outside-framework&outsideRoute=safe-home&adviceFrom=The expert", "recipient" },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    [Norm("HK-7a", "IU-2-DOEL-a", "IU-2-DOEL-b")]
    public async Task Every_outcome_can_be_recorded_with_its_reasons(string outcome, string fields, string from)
    {
        foreach (var level in new[] { "2a", "2b" })
        {
            var walk = await Walk.AtAsync(app, "sanne", "2", from.Length == 0 ? "check" : from);
            await walk.GiveAsync("refer-kind", ("referKind", level));
            // Who says that the client passes it on has said how.
            if (outcome == "client-passes-on") await walk.GiveAsync("client-passes-on", ("clientPassesOn", "orally"));
            await walk.GiveAsync("outcome", [("reason", "These are my reasons."), .. fields.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
            for (var next = await walk.NextAsync(); next != "check"; next = await walk.NextAsync()) await walk.GiveAsync(next, Story.Fields("sanne", "2", next));
            var record = await walk.SignAsync();
            Assert.Equal($"{level}|{outcome}", app.Rows($"SELECT Level, Outcome FROM decisions WHERE lower(Id) = '{record}'")[0]);
            Assert.Contains("These are my reasons.", (await TriageApp.PageAsync(walk.Client, $"/records/{record}")).QuerySelector("main")!.TextContent);
        }
    }

    [Fact]
    [Norm("IU-ALG-6", "HK-7b", "HK-7d", "HK-0a")]
    public async Task The_record_verifies_by_hand_prints_and_downloads_everything()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var answers = await walk.AnswersAsync();
        var record = await walk.SignAsync();
        using var answer = await walk.Client.GetAsync($"/records/{record}/json");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        using var file = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        var entry = file.RootElement.GetProperty("entry");
        byte[] Raw(string name) => System.Text.Encoding.UTF8.GetBytes(entry.GetProperty(name).GetRawText());
        var leaf = entry.GetProperty("leaf");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([0, .. Raw("leaf")])), entry.GetProperty("leafHash").GetString());
        foreach (var part in new[] { "facts", "content" })
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(entry.GetProperty(part + "Salt").GetString()!), .. Raw(part)])), leaf.GetProperty(part).GetString());
        Assert.Equal("2026-1", leaf.GetProperty("protocol").GetString());
        var sealedAnswers = entry.GetProperty("content").GetProperty("answers");
        Assert.Equal(answers.HelpRequest!.HelpRequest, sealedAnswers.GetProperty("helpRequest").GetString());
        var print = (await TriageApp.PageAsync(walk.Client, $"/records/{record}/print")).QuerySelector("main")!.TextContent;
        foreach (var text in entry.GetProperty("content").GetProperty("shown").EnumerateArray().SelectMany(q => q.GetProperty("answers").EnumerateArray()).Select(a => a.GetProperty("text").GetString()!))
            Assert.Contains(text, print);
        foreach (var typed in Story.Of("sanne", "2").SelectMany(s => s.Fields).Select(f => f.Item2).Where(t => t.Contains(' ', StringComparison.Ordinal))) Assert.Contains(typed, print);
        var page = await TriageApp.PageAsync(walk.Client, $"/records/{record}");
        Assert.Contains("Nagerekend", page.QuerySelector("main")!.TextContent);
        Assert.Contains(entry.GetProperty("leafHash").GetString()!, page.QuerySelector("main")!.TextContent);
        Assert.Equal(["download", "print", "read"], app.Rows($"SELECT Action FROM access_events WHERE lower(RecordId) = '{record}' AND Action <> 'sealed' ORDER BY Action"));

        app.Run("DROP TRIGGER record_contents_no_update");
        var sequence = leaf.GetProperty("sequence").GetInt64();
        app.Run($"UPDATE record_contents SET Content = CAST(replace(CAST(Content AS TEXT), 'Help with sleep.', 'Help with sheep.') AS BLOB) WHERE OrganisationId = 'gemeente-barneveld' AND Sequence = {sequence}");
        page = await TriageApp.PageAsync(walk.Client, $"/records/{record}");
        Assert.Contains("niet meer zoals het is ondertekend", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.DoesNotContain("Nagerekend", page.QuerySelector("main")!.TextContent);
    }

    public static TheoryData<string, string[], string[]> Shown => new()
    {
        {
            "nl",
            ["Bevestigd door: Nog niet bevestigd door een jurist", "Privacyprotocol: Versie 2026-1, van 1 januari 2026", "Toegestane grondslagen: Wettelijke taak, Vitaal belang"],
            ["Soort: Besluit", "Rol: Taak van de gemeente", "Aantal gegevens: 3", "Met de klant gesproken: Ja", "Delen vanaf: 30 november 2026", "Team: Team Jeugd Barneveld", "Ondertekend op: 24 november 2026"]
        },
        {
            "en",
            ["Confirmed by: Not confirmed by a lawyer yet", "Privacy protocol: Version 2026-1, of 1 January 2026", "Permitted grounds: Statutory task, Vital interest"],
            ["Kind: Decision", "Number of items: 3", "Talked with the client: Yes", "Sharing from: 30 November 2026", "Team: Team Jeugd Barneveld", "Signed on: 24 November 2026"]
        },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    [Norm("HK-0a", "HK-2", "HK-7d", "IU-ALG-6")]
    public async Task Page_and_print_show_the_rules_it_rests_on_and_the_facts(string language, string[] rules, string[] facts)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check", await app.SignedInAsync("sanne"));
        if (language == "en") await Walk.RawAsync(walk.Client, "/language", ("language", "en"), ("returnUrl", "/"));
        var record = await walk.SignAsync();
        using var file = JsonDocument.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"));
        var columns = file.RootElement.GetProperty("entry").GetProperty("facts").EnumerateObject().Count(fact => fact.Name != "format");
        foreach (var address in new[] { $"/records/{record}", $"/records/{record}/print" })
        {
            var page = await TriageApp.PageAsync(walk.Client, address);
            string[] Lines(string section) => [.. page.QuerySelectorAll($"section[aria-labelledby={section}] .utrecht-data-list__item").Select(i => $"{i.QuerySelector("dt")!.TextContent}: {i.QuerySelector("dd")!.TextContent}")];
            Assert.Empty(rules.Except(Lines("r-signed")));
            var shown = Lines("r-facts");
            Assert.Empty(facts.Except(shown));
            Assert.Equal(columns, shown.Length);
            Assert.DoesNotContain(shown, line => System.Text.RegularExpressions.Regex.IsMatch(line, "^[a-z]|: [a-z-]+$"));
        }
    }

    [Fact]
    [Norm("IU-1-INF-a", "IU-1-GRD", "IU-1-DOEL", "IU-1-VOOR")]
    public async Task A_record_of_level_1_knows_no_client()
    {
        var id = app.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0102'")[0];
        var walk = await Walk.StartAsync(app, "sanne", "1", dossier: Guid.Parse(id));
        await walk.GiveAsync(Story.Of("sanne", "1"));
        var record = await walk.SignAsync();
        var sequence = app.Rows($"SELECT Sequence FROM decisions WHERE lower(Id) = '{record}'")[0];
        var stored = app.Rows($"SELECT CAST(Facts AS TEXT), CAST(Content AS TEXT) FROM record_contents WHERE OrganisationId = 'gemeente-barneveld' AND Sequence = {sequence}")[0];
        var leaf = app.Rows($"SELECT CAST(Bytes AS TEXT) FROM leaves WHERE OrganisationId = 'gemeente-barneveld' AND Sequence = {sequence}")[0];
        var places = new[] { stored, leaf, await walk.Client.GetStringAsync($"/records/{record}/json"), await walk.Client.GetStringAsync($"/records/{record}/print"), await walk.Client.GetStringAsync($"/records/{record}") };
        // Form tokens are chance: three letters of a name come by in them now and then.
        foreach (var place in places.Select(p => System.Text.RegularExpressions.Regex.Replace(p, "(?<=__RequestVerificationToken[^>]*value=\")[^\"]+", "")))
            foreach (var secret in new[] { "BAR-2026-0102", "Lindeman", "Noa", id, "06-00000102" }) Assert.DoesNotContain(secret, place, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("1|none|share", app.Rows($"SELECT Level, Ground, Outcome FROM decisions WHERE lower(Id) = '{record}'")[0]);
        Assert.All(app.Rows($"SELECT DossierId FROM access_events WHERE lower(RecordId) = '{record}'"), dossier => Assert.Equal("", dossier));
        var dossierPage = await TriageApp.PageAsync(walk.Client, "/dossiers/" + id);
        Assert.NotNull(dossierPage.QuerySelector($"a[href='/records/{record}']"));
    }

    [Fact]
    [Norm("HK-7b", "IU-1-INF-a")]
    public async Task Advice_is_added_later_and_once()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        var record = await walk.SignAsync();
        var form = (await TriageApp.PageAsync(walk.Client, $"/records/{record}/advice")).QuerySelector<IHtmlFormElement>("main form")!;
        async Task<Answered> Post(params (string, string)[] fields) => await Answered.From(await TriageApp.SubmitAsync(walk.Client, form, fields));
        var dump = app.Dump();
        Assert.Equal(["consultAdvice", "consultNext"], (await Post()).Wrong);
        Assert.Equal(["consultAdvice"], (await Post(("consultAdvice", "Ask bsn 123456782."), ("consultNext", "enough"))).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(("consultAdvice", "Listen."), ("consultNext", "shout"))).Status);
        Assert.Equal(dump, app.Dump());
        foreach (var post in await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Post(("consultAdvice", "Listen first."), ("consultNext", "talk"))))) Assert.Equal($"/records/{record}", post.Location);
        Assert.Single(app.Rows($"SELECT Id FROM decisions WHERE lower(RefersTo) = '{record}'"));
        var page = (await TriageApp.PageAsync(walk.Client, $"/records/{record}")).QuerySelector("main")!.TextContent;
        Assert.Contains("Listen first.", page);
        var file = JsonDocument.Parse(await walk.Client.GetStringAsync($"/records/{record}/json"));
        var added = Assert.Single(file.RootElement.GetProperty("supplements").EnumerateArray());
        Assert.Equal(file.RootElement.GetProperty("entry").GetProperty("leaf").GetProperty("sequence").GetInt64(), added.GetProperty("leaf").GetProperty("refers")[0].GetInt64());
        var two = await Walk.AtAsync(app, "sanne", "2", "check");
        var notAsked = await two.SignAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await two.Client.GetAsync($"/records/{notAsked}/advice")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(two.Client, $"/records/{notAsked}/advice", ("consultAdvice", "x"), ("consultNext", "enough"))).Status);
        Assert.Equal(["refused|record", "refused|record"], app.Rows($"SELECT Action, Detail FROM access_events WHERE lower(RecordId) = '{notAsked}' AND Action <> 'sealed'"));
    }
}

/// <summary>Here the clock moves: a host of its own.</summary>
public sealed class PassedMomentTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("HK-3e")]
    public async Task When_the_moment_has_passed_it_is_weighed_anew()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        app.Clock!.Advance(TimeSpan.FromDays(7));
        walk = walk.As(await app.SignedInAsync("sanne"));
        var finding = (await walk.OpenAsync("check")).QuerySelectorAll(".fv-findings li").Single(li => li.TextContent.Contains("HK-3e", StringComparison.Ordinal));
        Assert.Contains("Wat kan wel?", finding.TextContent);
        Assert.Equal(walk.Address("check") + "?because=not-yet", (await walk.Client.GetAsync(walk.Address("sign"))).Headers.Location!.OriginalString);
        await walk.GiveAsync("moment", ("momentFrom", "2-12-2026"));
        await walk.SignAsync();
    }
}
