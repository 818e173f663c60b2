using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Exchanges;

/// <summary>What really went, by the pages of the real program. Half an hour after the decisions were signed it is half past ten.</summary>
public sealed class ExchangeTests(StandingApp app) : IClassFixture<StandingApp>
{
    // Every test signs at the clock's time and acts a little later; the clock only goes forward, some minutes a test.
    private async Task<Decided> SignedAsync(string person = "sanne", params (string, string)[] moment)
    {
        var decided = await Decided.NewAsync(app, person, moment: moment);
        app.Clock!.Advance(TimeSpan.FromMinutes(1));
        return decided;
    }

    private string Today => Local.ToString("d-M-yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private string Now => Local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private DateTime Local => TimeZoneInfo.ConvertTimeFromUtc(app.Clock!.Now.UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));

    private (string, string)[] With(params (string Name, string Value)[] changed) =>
        [.. Decided.AsDecided.Where(f => f.Item1 != "sentTime" && changed.All(c => c.Name != f.Item1)), .. changed.Any(c => c.Name == "sentTime") ? Array.Empty<(string, string)>() : [("sentTime", Now)], .. changed.Where(c => c.Value.Length > 0)];

    [Fact]
    [Norm("HK-7c", "HK-8c", "IU-KOP-2", "IU-ALG-6")]
    public async Task What_went_as_decided_is_sealed_as_an_entry_of_its_own_that_refers_to_the_decision()
    {
        var decided = await SignedAsync();
        Assert.Contains("Nog niet gedeeld", await decided.TextAsync(within: "#exchanges"));
        var form = await decided.OpenAsync("exchange");
        Assert.DoesNotContain(form.QuerySelectorAll<IHtmlInputElement>("main input[type=checkbox], main input[type=radio]"), box => box.IsChecked);

        await decided.SaveAsync("exchange", With());

        Assert.Equal(["exchange"], decided.Kinds());
        var (facts, content, leaf) = decided.Last("exchange");
        Assert.Equal(decided.Sequence, leaf["refers"]![0]!.GetValue<long>());
        Assert.Equal(("exchange", decided.Sequence), ((string?)leaf["kind"], content["decision"]!.GetValue<long>()));
        Assert.Equal(["name", "phone", "purpose"], content["answers"]!["sentItems"]!.AsArray().Select(i => (string?)i));
        Assert.Equal(("Intake", "Opvoedhulp Brug", "oral", "Sanne"), ((string?)content["answers"]!["recipientName"], (string?)content["answers"]!["recipientOrganisation"], (string?)content["answers"]!["sentHow"], (string?)content["answers"]!["sentBy"]));
        // The true time in UTC: one hour before the Dutch winter time that was typed.
        var utc = app.Clock!.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm':00.000Z'", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((utc, utc, "2026-11-24"), ((string?)content["answers"]!["sentAt"], (string?)facts["sentAt"], (string?)facts["sentOn"]));
        Assert.Equal((3, 0, 0, false), (facts["items"]!.GetValue<int>(), facts["extraItems"]!.GetValue<int>(), facts["itemsNotSent"]!.GetValue<int>(), facts["differs"]!.GetValue<bool>()));
        Assert.Empty(content["differences"]!.AsArray());
        // Header and facts name nobody.
        foreach (var open in new[] { facts.ToJsonString(), leaf.ToJsonString() })
            foreach (var person in new[] { "Lindeman", "Noa", "Intake", "Brug", "Sanne" }) Assert.DoesNotContain(person, open, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Gedeeld op", await decided.TextAsync(within: "#exchanges"));
        Assert.Contains("Gedeeld op", Decided.Plain((await TriageApp.PageAsync(decided.Client, $"/dossiers/{decided.Dossier}")).QuerySelector("section[aria-labelledby=decisions]")!.TextContent));
        Assert.Equal(["exchanged"], app.Rows($"SELECT Action FROM access_events WHERE lower(RecordId) = (SELECT lower(Id) FROM decisions WHERE lower(RefersTo) = '{decided.Id}') AND lower(DossierId) = '{decided.Dossier}'"));
        await decided.VerifiedAsync();
    }

    public static TheoryData<string, string, string, string> Differences => new()
    {
        { "sentItems=name", "less", "niet alles uit het besluit is gegaan (", "less" },
        { "sentItems=name&sentItems=phone&sentItems=purpose&sentExtras[0].extra=Verslag&sentExtras[0].extraReason=Zij vroegen erom.", "more", "iets mee dat niet in het besluit staat", "more" },
        { "sentTo=other&recipientName=Balie&recipientOrganisation=Andere Club", "recipient", "een andere ontvanger", "recipient" },
        { "sentTo=other&recipientName=Balie&recipientOrganisation=Andere Club&sentItems=name", "both", "een andere ontvanger", "less,recipient" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    [Norm("HK-7c")]
    public async Task A_difference_with_the_decision_is_named_and_needs_a_reason(string fields, string _, string named, string codes)
    {
        var decided = await SignedAsync();
        var changed = With([.. fields.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
        var before = app.Dump();

        var without = await decided.PostAsync("exchange", changed);

        Assert.Equal(["differenceReason"], without.Wrong);
        Assert.Contains(named, without.Page.GetElementById("differenceReason-error")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, app.Dump());
        await decided.SaveAsync("exchange", [.. changed, ("differenceReason", "Zo liep het gesprek.")]);
        var (facts, content, _) = decided.Last("exchange");
        Assert.Equal(codes, string.Join(',', content["differences"]!.AsArray().Select(d => (string?)d)));
        Assert.Equal(("Zo liep het gesprek.", true, codes.Contains("recipient", StringComparison.Ordinal)), ((string?)content["answers"]!["differenceReason"], facts["differs"]!.GetValue<bool>(), facts["otherRecipient"]!.GetValue<bool>()));
        Assert.Contains("Zo liep het gesprek.", await decided.TextAsync());
    }

    public static TheoryData<string> Wrong => new(
        "sentItems=!&sentExtras", "sentTo=", "sentOn=", "sentTime=", "sentTime=25:00", "sentTime=ten", "sentHow=", "sentBy=", "sentOn=31-2-2026", "sentTo=other&recipientName=", "sentExtras[0].extra=Verslag&sentExtras[0].extraReason=",
        "sentExtras[0].extraReason=Want");

    [Theory]
    [MemberData(nameof(Wrong))]
    [Norm("HK-7c")]
    public async Task A_form_that_is_not_filled_in_says_what_is_wrong_and_writes_nothing(string fields)
    {
        var decided = await SignedAsync();
        var before = app.Dump();
        var changed = fields.StartsWith("sentItems=!", StringComparison.Ordinal) ? With().Where(f => f.Item1 != "sentItems").ToArray() : Merge(fields);
        var answer = await decided.PostAsync("exchange", changed);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty(answer.Page.QuerySelectorAll("[role=alert] li"));
        Assert.Equal(before, app.Dump());
        Assert.Equal("Sanne", fields == "sentBy=" ? "Sanne" : answer.Page.QuerySelector<IHtmlInputElement>("input[name=sentBy]")!.Value);

        (string, string)[] Merge(string text)
        {
            var given = text.Split('&').Select(f => (Name: f.Split('=')[0], Value: f.Split('=')[1])).ToArray();
            return [.. With().Where(f => given.All(g => g.Name != f.Item1)), .. given.Select(g => (g.Name, g.Value))];
        }
    }

    public static TheoryData<string> HandMade => new(
        "sentItems=bsn", "sentItems=email", "sentItems=name&sentItems=name", "sentTo=1", "sentTo=7", "sentTo=-1", "sentHow=pigeon", "seen=9", "seen=-1", "seen=x", "ground=consent", "sentItems=extra: iets", "block=drop-4");

    [Theory]
    [MemberData(nameof(HandMade))]
    [Norm("HK-8c", "HK-7c")]
    public async Task What_no_page_offers_is_refused_and_writes_nothing(string fields)
    {
        var decided = await SignedAsync();
        var before = app.Dump();
        var given = fields.Split('&').Select(f => (Name: f.Split('=')[0], Value: f.Split('=')[1])).ToArray();
        var answer = await Walk.RawAsync(decided.Client, decided.Address("exchange"),
            [.. With(("seen", "0")).Where(f => given.All(g => g.Name != f.Item1)), .. given.Select(g => (g.Name, g.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    [Norm("IU-KOP-2", "HK-8c")]
    public async Task Nothing_is_exchanged_without_a_decision_to_share_about_an_own_dossier()
    {
        var shared = await SignedAsync();
        var others = new List<(Decided Decided, string Person)>
        {
            (shared, "joris"), (shared, "bas"), (shared, "amira"), // a colleague, another organisation, another ledger
            (await Decided.NewAsync(app, "sanne", "1"), "sanne"),
        };
        foreach (var outcome in new[] { "outcome=do-not-share&notSharingReason=other", "outcome=hold&holdReason=advice&holdUntil=1-12-2026", "outcome=other-level&otherWay=1" })
            others.Add((await Decided.EndingAsync(app, outcome), "sanne"));
        var before = app.Dump();
        foreach (var (decided, person) in others)
        {
            var client = await app.Of(person);
            foreach (var form in new[] { "exchange", "text", "letter" }) Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(decided.Address(form))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(client, decided.Address("exchange"), [.. With(), ("seen", "0")])).Status);
        }
        foreach (var id in new[] { new Guid("11111111-2222-4333-8444-555555555555"), Guid.Empty })
            Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(shared.Client, $"/records/{id}/exchange", [.. With(), ("seen", "0")])).Status);
        foreach (var person in new[] { "mark", "fatima", "beheer" })
            Assert.Equal(HttpStatusCode.Forbidden, (await Walk.RawAsync(await app.Of(person), shared.Address("exchange"), [.. With(), ("seen", "0")])).Status);
        Assert.Equal(before, app.Dump());
        Assert.Contains("refused|record", app.Rows($"SELECT Action, Detail FROM access_events WHERE lower(RecordId) = '{shared.Id}' AND PersonId = 'joris'"));
    }

    [Fact]
    [Norm("IU-KOP-2", "HK-7c")]
    public async Task A_time_before_the_signature_or_still_to_come_is_refused()
    {
        var decided = await SignedAsync();
        var before = app.Dump();
        foreach (var (time, day, why) in new[]
        {
            (Local.AddMinutes(-2).ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture), "24-11-2026", "vóór de ondertekening"), ("09:59", "23-11-2026", "vóór de ondertekening"),
            (Local.AddMinutes(1).ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture), "24-11-2026", "nog niet geweest"), ("10:00", "25-11-2026", "nog niet geweest"),
        })
        {
            var answer = await decided.PostAsync("exchange", With(("sentOn", day), ("sentTime", time)));
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            Assert.Contains(why, answer.Page.GetElementById("sentOn-error")!.TextContent);
        }
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    [Norm("HK-7c")]
    public async Task A_double_post_writes_once_and_two_windows_see_each_other()
    {
        var decided = await SignedAsync();
        var page = await decided.OpenAsync("exchange");
        var posts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => decided.PostAsync(page, With())));
        Assert.All(posts, p => Assert.Equal(HttpStatusCode.Redirect, p.Status));
        Assert.Equal(["exchange"], decided.Kinds());
        // The other window still shows nothing added: it is told, and nothing is written until somebody looked.
        var other = await decided.PostAsync(page, With(("sentHow", "paper")));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("intussen iets", other.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(["exchange"], decided.Kinds());
        Assert.True(other.Page.QuerySelectorAll<IHtmlInputElement>("input[name=sentHow]").Single(i => i.Value == "paper").IsChecked);
        Assert.Equal(HttpStatusCode.Redirect, (await decided.PostAsync(other.Page)).Status);
        Assert.Equal(["exchange", "exchange"], decided.Kinds());
    }

    [Fact]
    [Norm("HK-7c")]
    public async Task Odd_and_huge_text_stays_as_it_is_or_is_refused()
    {
        var decided = await SignedAsync();
        var before = app.Dump();
        foreach (var text in new[] { new string('x', 201), "bel\u0007", "bsn 123456782" })
            Assert.Equal(["sentBy"], (await decided.PostAsync("exchange", With(("sentBy", text)))).Wrong);
        Assert.Equal(["differenceReason"], (await decided.PostAsync("exchange", With(("differenceReason", new string('x', 2001))))).Wrong);
        Assert.Equal(before, app.Dump());
        const string odd = "<script>alert(1)</script> Ünï \"' & עברית 🦊";
        await decided.SaveAsync("exchange", With(("sentBy", odd)));
        Assert.Equal(odd, (string?)decided.Last("exchange").Content["answers"]!["sentBy"]);
        var page = await decided.OpenAsync();
        Assert.Contains(odd, page.QuerySelector("main")!.TextContent);
        Assert.Null(page.QuerySelector("main script"));
        await decided.VerifiedAsync();
    }

    [Fact]
    [Norm("HK-7c", "HK-7a")]
    public async Task A_report_to_Veilig_Thuis_is_recorded_in_its_own_words()
    {
        var decided = await Decided.EndingAsync(app, "outcome=outside-framework&outsideRoute=safe-home&adviceFrom=The expert");
        app.Clock!.Advance(TimeSpan.FromMinutes(1));
        var form = await decided.OpenAsync("exchange");
        Assert.Empty(form.QuerySelectorAll("input[name=sentItems]"));
        Assert.NotNull(form.QuerySelector("input[name='sentExtras[0].extra']"));
        await decided.SaveAsync("exchange",
            ("sentExtras[0].extra", "Wat ik zag"), ("sentExtras[0].extraReason", "Voor de melding"), ("sentTo", "other"), ("recipientName", "Meldpunt"), ("recipientOrganisation", "Veilig Thuis"),
            ("sentOn", Today), ("sentTime", Now), ("sentHow", "oral"), ("sentBy", "Sanne"));
        var (facts, content, _) = decided.Last("exchange");
        Assert.Equal(("outside-framework", false, 1), ((string?)facts["outcome"], facts["differs"]!.GetValue<bool>(), facts["extraItems"]!.GetValue<int>()));
        Assert.Empty(content["differences"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await decided.Client.GetAsync(decided.Address("text"))).StatusCode);
    }

    [Fact]
    [Norm("HK-7c")]
    public async Task The_answer_of_the_recipient_stands_beside_the_exchange()
    {
        var decided = await SignedAsync();
        await decided.SaveAsync("exchange", With());
        var link = (await decided.OpenAsync()).QuerySelector<IHtmlAnchorElement>("#exchanges a[href$='/answer']")!.GetAttribute("href")!;
        var below = link[(decided.Address().Length + 1)..];
        Assert.Equal(["recipientSaid", "saidOn"], (await decided.PostAsync(below)).Wrong);
        var today = Today;
        await decided.SaveAsync(below, ("recipientSaid", "received"), ("saidOn", today), ("remark", "Zij bellen maandag."));
        await decided.SaveAsync(below, ("recipientSaid", "done"), ("saidOn", today));
        Assert.Equal(["exchange", "exchange-answer", "exchange-answer"], decided.Kinds());
        var text = await decided.TextAsync();
        Assert.Contains("Zij bellen maandag.", text);
        Assert.Contains("Gedaan wat was gevraagd", await decided.TextAsync(within: "#exchanges"));
        Assert.Equal([decided.Sequence, long.Parse(below.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)], decided.Last("exchange-answer").Leaf["refers"]!.AsArray().Select(r => r!.GetValue<long>()));
        Assert.Equal(HttpStatusCode.NotFound, (await decided.Client.GetAsync(decided.Address($"exchanges/{decided.Sequence}/answer"))).StatusCode);
        // The exchange of one decision is no exchange of another.
        var other = await SignedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(other.Client, other.Address(below), ("recipientSaid", "done"), ("saidOn", today), ("seen", "0"))).Status);
        await decided.VerifiedAsync();
    }
}

/// <summary>Here the clock moves by days: a host of its own.</summary>
public sealed class EarlyExchangeTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static (string, string)[] Sent(string on, string time, params string[] items) =>
        [.. items.Select(i => ("sentItems", i)), ("sentTo", "0"), ("sentOn", on), ("sentTime", time), ("sentHow", "oral"), ("sentBy", "Sanne")];

    [Fact]
    [Norm("HK-7c", "HK-3e")]
    public async Task Before_the_moment_is_a_difference_and_a_second_exchange_brings_the_rest()
    {
        var decided = await Decided.NewAsync(app, moment: [("momentFrom", "26-11-2026"), ("momentTo", "30-11-2026")]);
        app.Clock!.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(["differenceReason"], (await decided.PostAsync("exchange", Sent("24-11-2026", "10:15", "name", "phone", "purpose"))).Wrong);
        await decided.SaveAsync("exchange", [.. Sent("24-11-2026", "10:15", "name"), ("differenceReason", "Zij belden zelf al.")]);
        Assert.Equal(["less", "moment"], decided.Last("exchange").Content["differences"]!.AsArray().Select(d => (string?)d));
        app.Clock!.Advance(TimeSpan.FromDays(2));
        var later = decided.As(await app.SignedInAsync("sanne"));
        await later.SaveAsync("exchange", Sent("26-11-2026", "10:15", "phone", "purpose"));
        Assert.Empty(decided.Last("exchange").Content["differences"]!.AsArray());
        Assert.Equal(["exchange", "exchange"], decided.Kinds());
    }
}

/// <summary>Here the clock moves by days: a host of its own.</summary>
public sealed class PassedExchangeTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("HK-3e")]
    public async Task After_the_moment_nothing_goes_any_more_and_it_is_weighed_again()
    {
        var decided = await Decided.NewAsync(app);
        app.Clock!.Advance(TimeSpan.FromDays(7));
        var late = decided.As(await app.SignedInAsync("sanne"));
        var form = await late.OpenAsync("exchange");
        Assert.Contains("De periode is voorbij", form.QuerySelector("main")!.TextContent);
        Assert.NotNull(form.QuerySelector($"main a[href^='/asking/start?replaces={decided.Id}']"));
        var before = app.Dump();
        var answer = await late.PostAsync(form, [.. Decided.AsDecided.Where(f => f.Item1 != "sentOn"), ("sentOn", "1-12-2026")]);
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(HttpStatusCode.Conflict, (await late.Client.GetAsync(decided.Address("text"))).StatusCode);
        Assert.Equal(before, app.Dump());
        // What went in time may still be written down.
        await late.SaveAsync("exchange", [.. Decided.AsDecided.Where(f => f.Item1 != "sentOn"), ("sentOn", "30-11-2026")]);
        Assert.Equal(["exchange"], decided.Kinds());
    }
}

/// <summary>Consent as the ground, taken back.</summary>
public sealed class RevokedConsentTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("HK-5c", "HK-7c")]
    public async Task Without_the_consent_it_rests_on_nothing_goes_any_more()
    {
        var decided = await Decided.NewAsync(app, "amira");
        app.Clock!.Advance(TimeSpan.FromMinutes(20));
        var client = await app.SignedInAsync("amira");
        var mine = decided.As(client);
        var form = await mine.OpenAsync("exchange");
        Assert.Contains("Tekst om te versturen", await mine.TextAsync("text"));
        var consent = app.Rows($"SELECT Number FROM dossier_lines WHERE lower(DossierId) = '{decided.Dossier}' AND Body LIKE '%consent-answered%' ORDER BY Number")[0];
        var page = await TriageApp.PageAsync(client, $"/dossiers/{decided.Dossier}/consent/{consent}/withdraw");
        Assert.Equal(HttpStatusCode.Redirect, (await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, ("on", "24-11-2026"), ("how", "orally")))).Status);
        var before = app.Dump();

        var answer = await mine.PostAsync(form, Decided.AsDecided);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("toestemming", answer.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync(decided.Address("text"))).StatusCode);
        Assert.Equal(before, app.Dump());
        Assert.Contains("er niet meer", await mine.TextAsync("exchange"));
    }

    [Fact]
    [Norm("HK-5c")]
    public async Task On_another_ground_a_consent_taken_back_changes_nothing_here()
    {
        var decided = await Decided.NewAsync(app, "sanne");
        app.Clock!.Advance(TimeSpan.FromMinutes(20));
        var client = await app.SignedInAsync("sanne");
        var consent = app.Rows($"SELECT Number FROM dossier_lines WHERE lower(DossierId) = '{decided.Dossier}' AND Body LIKE '%consent-answered%' ORDER BY Number")[0];
        var page = await TriageApp.PageAsync(client, $"/dossiers/{decided.Dossier}/consent/{consent}/withdraw");
        await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, ("on", "24-11-2026"), ("how", "orally"));
        await decided.As(client).SaveAsync("exchange", [.. Decided.AsDecided.Where(f => f.Item1 != "sentTime"), ("sentTime", TimeZoneInfo.ConvertTimeFromUtc(app.Clock!.Now.UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
