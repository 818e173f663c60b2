using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.AddressBook;

/// <summary>The address book as people use it (HK-8b): who may change it, what it says, what it refuses.</summary>
public sealed class PartnerTests(StandingApp app) : IClassFixture<StandingApp>
{
    private const string Nowhere = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private static readonly (string, string)[] School =
    [
        ("organisation", "School De Beuk"), ("contact", "Zorgteam"), ("kind", "school"), ("sector", "non-government"), ("phone", "06-00000777"),
        ("email", "zorg@beuk.invalid"), ("agreedOn", "1-2-2026"), ("owner", "Sanne de Wit"),
    ];

    private static (string, string)[] With(params (string Name, string Value)[] others) => [.. School.Where(f => others.All(o => o.Name != f.Item1)), .. others];

    private string Book() => string.Join('\n', app.Rows("SELECT * FROM partners ORDER BY Id"));

    private string IdOf(string organisation, string owner = "gemeente-barneveld") => app.Rows($"SELECT lower(Id) FROM partners WHERE Organisation = '{organisation}' AND OrganisationId = '{owner}'")[0];

    private int Events(string action) => app.Rows($"SELECT Id FROM access_events WHERE Action = '{action}' AND Detail = 'partner'").Count;

    private static async Task<Answered> SubmitAsync(HttpClient client, IHtmlDocument page, params (string, string)[] fields) =>
        await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").First(), fields));

    private async Task<Answered> AddAsync(string person, params (string, string)[] fields)
    {
        var client = await app.Of(person);
        return await SubmitAsync(client, await TriageApp.PageAsync(client, "/partners/new"), fields);
    }

    [Theory]
    [InlineData("sanne")]
    [InlineData("fatima")]
    [Norm("HK-8b", "HK-3c")]
    public async Task A_new_partner_has_its_agreement_and_owner_in_the_book(string person)
    {
        var wrote = Events("wrote");
        var added = await AddAsync(person, With(("contact", "Zorgteam van " + person)));
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        Assert.Equal(wrote + 1, Events("wrote"));
        var row = (await TriageApp.PageAsync(await app.Of("mark"), "/partners")).QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Zorgteam van " + person, StringComparison.Ordinal));
        Assert.Equal("School De Beuk", row.QuerySelector("a")!.TextContent);
        Assert.Contains("School", row.TextContent);
        Assert.Contains("1 februari 2026", row.TextContent);
        Assert.Contains("Sanne de Wit", row.TextContent);
        Assert.DoesNotContain("Zorgteam van " + person, (await TriageApp.PageAsync(await app.Of("amira"), "/partners")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    [Norm("HK-8b", "HK-8z")]
    public async Task The_card_leads_to_the_partners_own_eight_answers_and_to_no_other_kind_of_address()
    {
        var client = await app.Of("sanne");
        async Task<IElement?> Link(string name) => (await TriageApp.PageAsync(await app.Of("mark"), "/partners/" + IdOf(name))).QuerySelector("main a[rel~=external]");
        await AddAsync("sanne", With(("organisation", "School Met Antwoorden"), ("answers", "https://school.invalid/acht?taal=nl&groep=1")));
        var link = (await Link("School Met Antwoorden"))!;
        Assert.Equal("https://school.invalid/acht?taal=nl&groep=1", link.GetAttribute("href"));
        Assert.Equal("Bekijk de antwoorden van School Met Antwoorden", link.TextContent);
        var address = "/partners/" + IdOf("School Met Antwoorden");
        foreach (var wrong in new[] { "http://school.invalid", "javascript:alert(1)", "school.invalid", "https://naam:wachtwoord@school.invalid/", "//school.invalid", "https://" + new string('a', 200) })
        {
            var answered = await SubmitAsync(client, await TriageApp.PageAsync(client, address), ("answers", wrong));
            Assert.Equal(HttpStatusCode.OK, answered.Status);
            Assert.Equal(wrong, answered.Page.QuerySelector("[name=answers]")!.GetAttribute("value"));
        }
        Assert.Equal(HttpStatusCode.Redirect, (await SubmitAsync(client, await TriageApp.PageAsync(client, address), ("answers", ""))).Status);
        Assert.Null(await Link("School Met Antwoorden"));
    }

    [Fact]
    [Norm("HK-8b")]
    public async Task Without_an_agreement_the_book_says_so_and_lists_it_apart()
    {
        await AddAsync("sanne", With(("organisation", "School Zonder"), ("agreedOn", ""), ("owner", "")));
        await AddAsync("sanne", With(("organisation", "School Eigenaarloos"), ("owner", "")));
        await AddAsync("sanne", With(("organisation", "School Geregeld")));
        var client = await app.Of("sanne");
        string Row(IHtmlDocument page, string name) => page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        var all = await TriageApp.PageAsync(client, "/partners");
        Assert.Contains("geen afspraak vastgelegd", Row(all, "School Zonder"));
        Assert.Contains("geen eigenaar vastgelegd", Row(all, "School Eigenaarloos"));
        Assert.DoesNotContain("vastgelegd", Row(all, "School Geregeld"));
        var apart = (await TriageApp.PageAsync(client, "/partners?show=to-arrange")).QuerySelector("tbody")!.TextContent;
        Assert.Contains("School Zonder", apart);
        Assert.Contains("School Eigenaarloos", apart);
        Assert.DoesNotContain("School Geregeld", apart);
    }

    [Theory]
    [InlineData("", "organisation kind sector")]
    [InlineData("agreedOn=25-11-2026", "agreedOn")]
    [InlineData("agreedOn=30-2-2026", "agreedOn")]
    [InlineData("agreedOn=ooit", "agreedOn")]
    [InlineData("agreedOn=1-2-1026", "agreedOn")]
    [InlineData("email=niemand", "email")]
    [InlineData("owner=bsn 123456782", "owner")]
    [InlineData("contact=123456782", "contact")]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(string changed, string wrong)
    {
        var before = Book();
        var fields = changed.Length == 0 ? [] : With((changed.Split('=')[0], changed.Split('=')[1]));
        var answer = await AddAsync("sanne", fields);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(wrong.Split(' '), answer.Wrong);
        Assert.Equal(before, Book());
        foreach (var (name, value) in fields.Where(f => f.Item1 is not ("kind" or "sector")))
            Assert.Equal(value, answer.Page.QuerySelector<IHtmlInputElement>($"main form [name={name}]")!.Value);
    }

    [Fact]
    public async Task Long_and_right_to_left_names_are_kept_exactly()
    {
        foreach (var name in new[] { "מרכז נוער <b>x</b>", new string('ß', 199) + "é" })
        {
            var added = await AddAsync("sanne", With(("organisation", name)));
            Assert.Equal(HttpStatusCode.Redirect, added.Status);
            var page = await TriageApp.PageAsync(await app.Of("sanne"), added.Location!);
            Assert.Equal(name, page.QuerySelector<IHtmlInputElement>("[name=organisation]")!.Value);
            Assert.Equal(name, page.QuerySelector("h1")!.TextContent);
            Assert.Empty(page.QuerySelectorAll("main b"));
        }
        Assert.Equal(["organisation"], (await AddAsync("sanne", With(("organisation", new string('n', 201))))).Wrong);
    }

    [Fact]
    public async Task The_same_organisation_and_contact_twice_is_refused_and_leads_to_the_one_that_is_there()
    {
        await AddAsync("sanne", With(("organisation", "School Tweemaal")));
        var before = Book();
        var again = await AddAsync("fatima", With(("organisation", " School Tweemaal "), ("phone", "06-1")));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(["contact"], again.Wrong);
        Assert.NotNull(again.Page.QuerySelector($"main a[href='/partners/{IdOf("School Tweemaal")}']"));
        Assert.Equal("06-1", again.Page.QuerySelector<IHtmlInputElement>("[name=phone]")!.Value);
        Assert.Equal(before, Book());

        await AddAsync("sanne", With(("organisation", "School Anders")));
        var client = await app.Of("sanne");
        var renamed = await SubmitAsync(client, await TriageApp.PageAsync(client, "/partners/" + IdOf("School Anders")), ("organisation", "School Tweemaal"));
        Assert.Equal(["contact"], renamed.Wrong);
        Assert.Single(app.Rows("SELECT Id FROM partners WHERE Organisation = 'School Anders'"));
        // Somewhere else the same school may stand in the book.
        Assert.Equal(HttpStatusCode.Redirect, (await AddAsync("amira", With(("organisation", "School Tweemaal")))).Status);
    }

    [Fact]
    [Norm("HK-8b")]
    public async Task A_change_shows_at_once_and_is_an_access_event()
    {
        await AddAsync("sanne", With(("organisation", "School Wissel"), ("agreedOn", ""), ("owner", "")));
        var client = await app.Of("fatima");
        var wrote = Events("wrote");
        var page = await TriageApp.PageAsync(client, "/partners/" + IdOf("School Wissel"));
        var changed = await SubmitAsync(client, page, ("agreedOn", "3-3-2026"), ("owner", "Fatima Amrani"), ("sector", "government"));
        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        Assert.Equal(["2026-03-03|Fatima Amrani|government|2"], app.Rows("SELECT AgreedOn, Owner, Sector, Version FROM partners WHERE Organisation = 'School Wissel'"));
        Assert.Equal(wrote + 1, Events("wrote"));
        // A second click on the same form has nothing left to write.
        Assert.Equal(changed.Location, (await SubmitAsync(client, page, ("agreedOn", "3-3-2026"), ("owner", "Fatima Amrani"), ("sector", "government"))).Location);
        Assert.Equal(wrote + 1, Events("wrote"));
    }

    [Fact]
    public async Task Two_people_who_change_one_partner_hear_of_each_other()
    {
        await AddAsync("sanne", With(("organisation", "School Samen")));
        var address = "/partners/" + IdOf("School Samen");
        var (sanne, fatima) = (await app.Of("sanne"), await app.Of("fatima"));
        var (first, second) = (await TriageApp.PageAsync(sanne, address), await TriageApp.PageAsync(fatima, address));
        Assert.Equal(HttpStatusCode.Redirect, (await SubmitAsync(sanne, first, ("phone", "06-00000001"))).Status);
        // A mistake in between does not make the old form a new one.
        var mistaken = await SubmitAsync(fatima, second, ("phone", "06-00000002"), ("agreedOn", "ooit"));
        Assert.Equal(HttpStatusCode.OK, mistaken.Status);
        var stale = await SubmitAsync(fatima, mistaken.Page, ("agreedOn", "1-2-2026"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("06-00000002", stale.Page.QuerySelector<IHtmlInputElement>("[name=phone]")!.Value);
        Assert.Equal(["06-00000001"], stale.Page.QuerySelectorAll("[role=alert] dd").Select(d => d.TextContent));
        Assert.Equal(["06-00000001"], app.Rows("SELECT Phone FROM partners WHERE Organisation = 'School Samen'"));
        Assert.Equal(HttpStatusCode.Redirect, (await SubmitAsync(fatima, stale.Page)).Status);
        Assert.Equal(["06-00000002"], app.Rows("SELECT Phone FROM partners WHERE Organisation = 'School Samen'"));
    }

    [Fact]
    public async Task Changes_at_the_same_moment_never_lose_one()
    {
        await AddAsync("sanne", With(("organisation", "School Race")));
        var address = "/partners/" + IdOf("School Race");
        var client = await app.Of("sanne");
        for (var round = 0; round < 10; round++)
        {
            var page = await TriageApp.PageAsync(client, address);
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => SubmitAsync(client, page, ("phone", $"06-{round}-{n}"))));
            Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
            Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.Conflict));
        }
        Assert.Equal(["11"], app.Rows("SELECT Version FROM partners WHERE Organisation = 'School Race'"));
    }

    [Fact]
    [Norm("HK-3c")]
    public async Task An_ended_partner_is_not_offered_until_it_is_taken_up_again()
    {
        await AddAsync("sanne", With(("organisation", "School Klaar")));
        var (id, client) = (IdOf("School Klaar"), await app.Of("sanne"));
        async Task<Answered> EndAsync(IHtmlDocument page) => await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").Last()));
        async Task<bool> OfferedAsync() => (await (await Walk.AtAsync(app, "sanne", "2", "recipient")).OpenAsync("recipient")).QuerySelector($"option[value='{id}']") is not null;
        Assert.True(await OfferedAsync());

        var page = await TriageApp.PageAsync(client, "/partners/" + id);
        Assert.Equal($"/partners/{id}?done=ended", (await EndAsync(page)).Location);
        Assert.Equal($"/partners/{id}?done=ended", (await EndAsync(page)).Location); // twice is once
        Assert.Equal(["2"], app.Rows("SELECT Version FROM partners WHERE Organisation = 'School Klaar'"));
        Assert.False(await OfferedAsync());
        Assert.DoesNotContain("School Klaar", (await TriageApp.PageAsync(client, "/partners")).QuerySelector("main")!.TextContent);
        Assert.Contains("School Klaar", (await TriageApp.PageAsync(client, "/partners?show=ended")).QuerySelector("main")!.TextContent);

        Assert.Equal($"/partners/{id}?done=again", (await EndAsync(await TriageApp.PageAsync(client, "/partners/" + id))).Location);
        Assert.True(await OfferedAsync());
        // The page from before all this knows nothing of it.
        Assert.Equal(HttpStatusCode.Conflict, (await EndAsync(page)).Status);
    }

    [Fact]
    public async Task Who_may_only_read_reads()
    {
        await AddAsync("sanne", With(("organisation", "School Lezen")));
        var (id, before) = (IdOf("School Lezen"), Book());
        foreach (var person in new[] { "mark", "beheer" })
        {
            var client = await app.Of(person);
            Assert.Null((await TriageApp.PageAsync(client, "/partners")).QuerySelector("main a[href='/partners/new']"));
            var page = await TriageApp.PageAsync(client, "/partners/" + id);
            Assert.Empty(page.QuerySelectorAll("main form"));
            Assert.Contains("School Lezen", page.QuerySelector("main dl")!.TextContent);
            var refused = app.Rows("SELECT Id FROM access_events WHERE Action = 'refused'").Count;
            foreach (var address in new[] { "/partners/new", $"/partners/{id}", $"/partners/{id}?handler=end" })
                Assert.Equal(HttpStatusCode.Forbidden, (await Walk.RawAsync(client, address, [.. School, ("was", "1")])).Status);
            Assert.Equal(refused + 3, app.Rows("SELECT Id FROM access_events WHERE Action = 'refused'").Count);
        }
        Assert.Equal(before, Book());
    }

    [Fact]
    public async Task Another_organisations_partner_does_not_exist()
    {
        await AddAsync("sanne", With(("organisation", "School Van Ons")));
        var (id, before, refused) = (IdOf("School Van Ons"), Book(), Events("refused"));
        var amira = await app.Of("amira");
        foreach (var target in new[] { id, Nowhere })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await amira.GetAsync("/partners/" + target)).StatusCode);
            foreach (var address in new[] { $"/partners/{target}", $"/partners/{target}?handler=end", $"/partners/{target}?handler=again" })
                Assert.Equal(HttpStatusCode.NotFound, (await Walk.RawAsync(amira, address, [.. School, ("was", "1")])).Status);
        }
        Assert.Equal(refused + 8, Events("refused"));
        Assert.Equal(before, Book());
    }

    [Theory]
    [InlineData("kind", "church")]
    [InlineData("sector", "both")]
    [InlineData("ended", "true")]
    [InlineData("organisationId", "jeugdhulp-de-linde")]
    public async Task What_no_page_offers_is_a_bad_request(string name, string value)
    {
        var before = Book();
        var client = await app.Of("sanne");
        Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(client, "/partners/new", With((name, value)))).Status);
        var address = "/partners/" + IdOf("Jeugdhulp De Linde");
        Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(client, address, [.. With((name, value)), ("was", "1")])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(client, address, School)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Walk.RawAsync(client, address, [.. School, ("was", "-1")])).Status);
        Assert.Equal(before, Book());
    }

    [Fact]
    public async Task A_search_finds_by_any_part_of_a_name_whatever_its_accents()
    {
        await AddAsync("sanne", With(("organisation", "Bureau Zoë"), ("contact", "Team Öst")));
        var client = await app.Of("sanne");
        foreach (var typed in new[] { "zoe", "BUREAU", "ost" })
            Assert.Equal(["Bureau Zoë"], (await TriageApp.PageAsync(client, "/partners?q=" + typed)).QuerySelectorAll("tbody a").Select(a => a.TextContent));
        var none = await TriageApp.PageAsync(client, "/partners?q=%3Cscript%3E");
        Assert.Empty(none.QuerySelectorAll("tbody tr"));
        Assert.Contains("Er is geen partner", none.QuerySelector("main [role=status]")!.TextContent);
        Assert.Equal("<script>", none.QuerySelector<IHtmlInputElement>("#q")!.Value);
    }

    [Fact]
    public async Task In_English_it_is_all_English()
    {
        var client = await app.SignedInAsync("sanne");
        var page = await TriageApp.PageAsync(client, "/partners");
        (await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("form[action='/language']")!, ("language", "en"))).Dispose();
        Assert.Contains("no agreement recorded", (await TriageApp.PageAsync(client, "/partners")).QuerySelector("main")!.TextContent);
        var back = await SubmitAsync(client, await TriageApp.PageAsync(client, "/partners/new"), ("organisation", "Half getypt"), ("language", "nl"));
        Assert.Equal("Nieuwe partner", back.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Half getypt", back.Page.QuerySelector<IHtmlInputElement>("[name=organisation]")!.Value);
        Assert.Empty(back.Wrong);
    }
}

public sealed class EmptyAddressBookTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    public async Task An_empty_book_says_what_to_do()
    {
        _ = await app.Of("sanne");
        app.Run("DELETE FROM partners");
        foreach (var person in new[] { "sanne", "mark" })
        {
            var main = (await TriageApp.PageAsync(await app.Of(person), "/partners")).QuerySelector("main")!;
            Assert.Contains("Er staat nog niemand in het adresboek.", main.TextContent);
            Assert.Null(main.QuerySelector("table"));
        }
    }
}
