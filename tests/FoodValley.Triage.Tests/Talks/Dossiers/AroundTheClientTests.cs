using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Dossiers;

public sealed class AroundTheClientTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static (string, string)[] Fields(string filled) => filled.Length == 0 ? [] : [.. filled.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))];

    [Fact, Norm("HK-6d")]
    public async Task What_is_hidden_from_somebody_is_marked_in_words_with_why()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Seven);
        Assert.Equal(["shieldedWhy"], (await own.PostAsync("people/new", ("name", "Ruud"), ("role", "parent-with-custody"), ("shielded", "address"))).Wrong);
        await own.SaveAsync("people/new", ("name", "Ruud"), ("role", "parent-with-custody"), ("phone", "06-1"), ("shielded", "recipients"), ("shielded", "address"), ("shieldedWhy", "They live in a refuge."));
        var ruud = Assert.IsType<RepresentativeNoted>(Assert.Single((await own.FileAsync()).Lines).What);
        Assert.Equal(("Ruud", RepresentativeRole.ParentWithCustody, "06-1", "They live in a refuge."), (ruud.Name, ruud.Role, ruud.Phone, ruud.ShieldedWhy));
        Assert.Equal([ShieldedPart.Address, ShieldedPart.Recipients], ruud.Shielded);
        Assert.Equal("Mag niet weten: Adres van de klant, Wie gegevens krijgt", OwnDossier.Plain((await own.OpenAsync()).QuerySelector("section[aria-labelledby=people] .fv-shield")!.TextContent));
        Assert.Contains("They live in a refuge.", (await own.OpenAsync()).QuerySelector(".fv-history")!.TextContent);
    }

    [Fact, Norm("HK-5c")]
    public async Task Somebody_is_changed_and_ended_and_stays_in_the_history()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Seven);
        var id = await own.AddAsync("Wim");
        Assert.Contains("Je hebt niets veranderd.", (await own.PostAsync($"people/{id}")).Page.QuerySelector("main .utrecht-alert--error")!.TextContent);
        await own.SaveAsync($"people/{id}", ("role", "parent-without-custody"));
        Assert.Equal(RepresentativeRole.ParentWithoutCustody, Assert.Single((await own.FileAsync()).Representatives).Role);
        Assert.Equal(["on", "reason"], (await own.PostAsync($"people/{id}/end")).Wrong);
        await own.SaveAsync($"people/{id}/end", ("on", "1-11-2026"), ("reason", "The court said so."));
        Assert.Empty((await own.FileAsync()).Representatives);
        Assert.Contains("Wim (ouder zonder gezag) spreekt sinds 1 november 2026 niet meer namens de klant. Waarom: The court said so.", OwnDossier.Plain((await own.OpenAsync()).QuerySelector(".fv-history")!.TextContent));
        Assert.Contains("Wim spreekt al niet meer namens de klant.", await own.TextAsync($"people/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await own.Client.GetAsync(own.Address($"people/{Guid.Empty}"))).StatusCode);
    }

    [Theory]
    [InlineData("people/new", "", "name role")]
    [InlineData("people/new", "name=A&role=mentor&email=x", "email")]
    [InlineData("people/new", "name=123456782&role=mentor", "name")]
    [InlineData("capacity", "", "able judgedBy on reason")]
    [InlineData("capacity", "able=no&judgedBy=B&on=25-11-2026&reason=x", "on")]
    [InlineData("referral", "", "from organisation kind on question forFunding")]
    [InlineData("presence", "", "on present")]
    [InlineData("presence", "on=32-1-2026&present=A", "on")]
    [InlineData("file", "", "form reference")]
    [InlineData("client", "number=&name=&birthDate=", "number name birthDate")]
    [InlineData("client", "birthDate=25-11-2026", "birthDate")]
    [InlineData("client", "birthDate=31-2-2015", "birthDate")]
    [InlineData("client", "birthDate=1-1-1850", "birthDate")]
    [InlineData("client", "number=BAR-2026-0104", "number")]
    [InlineData("client", "name=123456782", "name")]
    [InlineData("help-request", "", "helpRequest saidBy on")]
    public async Task What_is_wrong_is_said_beside_the_field_in_the_summary_and_kept(string form, string filled, string wrong)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var before = app.Dump();
        var answer = await own.PostAsync(form, Fields(filled));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(wrong.Split(' ').Order(), answer.Wrong.Order());
        Assert.Equal(before, app.Dump());
        var summary = answer.Page.QuerySelector("main .utrecht-alert--error")!;
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.All(summary.QuerySelectorAll("a"), a => Assert.NotNull(answer.Page.QuerySelector(a.GetAttribute("href")!)));
        foreach (var (name, value) in Fields(filled).Where(f => f.Item2.Length > 0 && f.Item1 != "able" && f.Item1 != "role"))
            Assert.Equal(value, answer.Page.QuerySelector($"main [name={name}]") is IHtmlInputElement box ? box.Value : answer.Page.QuerySelector($"main [name={name}]")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("people/new", "role", "king")]
    [InlineData("people/new", "shielded", "shoes")]
    [InlineData("capacity", "able", "perhaps")]
    [InlineData("referral", "kind", "castle")]
    [InlineData("file", "form", "stone")]
    [InlineData("client", "version", "1")]
    [InlineData("presence", "signed", "yes")]
    public async Task What_no_page_offers_is_refused(string form, string name, string value)
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        var before = app.Dump();
        Assert.Equal(HttpStatusCode.BadRequest, (await own.PostAsync(form, (name, value))).Status);
        Assert.Equal(before, app.Dump());
    }

    [Fact, Norm("HK-7e")]
    public async Task Paper_or_electronic_where_the_file_is_is_written_down_the_same_way()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        foreach (var (form, words) in new[] { ("paper", "op papier"), ("electronic", "digitaal"), ("both", "deels op papier, deels digitaal") })
        {
            await own.SaveAsync("file", ("form", form), ("reference", "Cabinet 3"));
            Assert.Equal(new FilePlaced(Coded.Parse<FileForm>(form)!.Value, "Cabinet 3"), (await own.FileAsync()).File);
            Assert.Contains($"De rest van het dossier is {words}. Kenmerk: Cabinet 3.", OwnDossier.Plain((await own.OpenAsync()).QuerySelector("section[aria-labelledby=place]")!.TextContent));
        }
    }

    [Fact, Norm("IU-3-DOEL", "IU-3-INF-1")]
    public async Task A_referral_keeps_the_question_in_their_own_words()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen);
        await own.SaveAsync("referral", ("from", "Mr Bram"), ("organisation", "School"), ("kind", "school"), ("on", "1-10-2026"), ("question", "Can she be helped?"), ("forFunding", "yes"));
        Assert.Equal(new ReferralReceived("Mr Bram", "School", RecipientKind.School, new DateOnly(2026, 10, 1), "Can she be helped?", true), Assert.Single((await own.FileAsync()).Referrals).What);
        Assert.Contains("om geld te verantwoorden", (await own.OpenAsync()).QuerySelector("section[aria-labelledby=referrals]")!.TextContent);
    }

    [Fact]
    public async Task Who_was_present_and_what_was_judged_stands_on_the_page()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await own.SaveAsync("presence", ("on", "1-11-2026"), ("present", "Noor and an interpreter"), ("note", "Spoke freely."));
        await own.SaveAsync("capacity", ("able", "no"), ("judgedBy", "Ms Blom"), ("on", "2-11-2026"), ("reason", "Cannot oversee it."));
        Assert.Equal(new CapacityJudged(false, "Ms Blom", new DateOnly(2026, 11, 2), "Cannot oversee it."), (await own.FileAsync()).Capacity);
        var text = await own.TextAsync();
        Assert.Contains("Noor and an interpreter", text);
        Assert.Contains("Spoke freely.", text);
        Assert.Contains("De klant kan nu niet zelf beslissen, volgens Ms Blom op 2 november 2026.", text);
    }

    [Fact]
    public async Task The_clients_details_are_mended_and_only_which_ones_is_kept()
    {
        var own = await OwnDossier.NewAsync(app, OwnDossier.Sixteen, name: "Nor de Bruin");
        var page = await own.OpenAsync("client");
        var number = (await own.FileAsync()).Dossier.Number;
        (string, string)[] typed = [("name", "Noor de Bruin"), ("address", "Voorbeeldweg 1")];
        Assert.Equal(HttpStatusCode.Redirect, (await own.PostAsync(page, typed)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await own.PostAsync(page, typed)).Status); // a double click
        var file = await own.FileAsync();
        Assert.Equal(("Noor de Bruin", "Voorbeeldweg 1", number), (file.Dossier.Client.Name, file.Dossier.Client.Address, file.Dossier.Number));
        Assert.Equal(new ClientChanged(["name", "address"]), Assert.Single(file.Lines).What);
        Assert.DoesNotContain("Nor de Bruin", (await own.OpenAsync()).QuerySelector(".fv-history")!.TextContent);
        Assert.Contains("Je hebt niets veranderd.", (await own.PostAsync("client")).Page.QuerySelector("main .utrecht-alert--error")!.TextContent);
    }

    [Theory]
    [InlineData("Élise Gonçalves-van ’t Hoff d'Arc")]
    [InlineData("نور الهدى")]
    [InlineData("<b>Bobby</b> & \"Tables\"")]
    [InlineData("LONG")]
    public async Task A_name_is_shown_as_it_was_typed(string name)
    {
        name = name == "LONG" ? new string('n', 200) : name;
        var own = await OwnDossier.NewAsync(app, OwnDossier.Seven, name: name);
        await own.AddAsync(name);
        var page = await own.OpenAsync();
        Assert.Equal(name, page.QuerySelector("main h1 bdi")!.TextContent);
        Assert.Equal(name, page.QuerySelector("section[aria-labelledby=people] a bdi")!.TextContent);
        Assert.Equal($"Ouder met gezag: {name}", OwnDossier.Plain((await own.OpenAsync("consent/new")).QuerySelector(".fv-answer h2")!.TextContent));
    }

    [Fact]
    public async Task In_English_every_page_is_in_English()
    {
        using var client = app.CreateClient();
        await TriageApp.SignInAsync(client, "sanne");
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await own.AddAsync("Wim");
        await own.PlannedAsync();
        await own.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        await own.SaveAsync("presence", ("on", "1-11-2026"), ("present", "Noor"));
        client.DefaultRequestHeaders.Add("Cookie", "language=en");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var page = await TriageApp.PageAsync(client, "/");
        using (await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("form[action='/language']")!, ("language", "en"))) { }
        foreach (var below in new[] { "", "client", "people/new", "capacity", "referral", "presence", "file", "help-request", "help-request/propose", "goal", "plan", "plan/agreement", "plan/print", "consent/new", "consent/5/withdraw", "consent/5/void", "hand-over" })
        {
            page = await TriageApp.PageAsync(client, own.Address(below));
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            Assert.DoesNotMatch(@"\b(de klant|toestemming|een|het plan|wijzigen)\b", page.QuerySelector("main")!.TextContent.ToLowerInvariant().Replace("de klant zelf", ""));
        }
    }

    [Fact]
    public async Task The_language_changes_without_losing_what_was_typed()
    {
        using var client = await app.SignedInAsync("sanne");
        var own = await OwnDossier.NewAsync(app, OwnDossier.Fourteen);
        await own.PlannedAsync();
        foreach (var (address, field) in new[] { ("/dossiers/new", "name"), (own.Address("client"), "address"), (own.Address("help-request/propose"), "helpRequest"), (own.Address("presence"), "present"), (own.Address("plan/print"), "to") })
        {
            var page = await TriageApp.PageAsync(client, address);
            var other = page.DocumentElement.GetAttribute("lang") == "nl" ? "en" : "nl";
            var button = page.QuerySelector<IHtmlButtonElement>($"button[name=language][value={other}]")!;
            Assert.Same(page.QuerySelector("main form[method=post]"), button.Form);
            var before = app.Dump();
            var answer = await Answered.From(await TriageApp.SubmitAsync(client, button.Form!, (field, "Half getypt"), ("language", other)));
            Assert.Equal((HttpStatusCode.OK, other), (answer.Status, answer.Page.DocumentElement.GetAttribute("lang")));
            Assert.Equal("Half getypt", answer.Page.QuerySelector($"main [name={field}]") switch { IHtmlTextAreaElement area => area.Value, IHtmlInputElement input => input.Value, _ => null });
            Assert.Empty(answer.Wrong);
            Assert.Equal(before, app.Dump());
        }
    }
}
