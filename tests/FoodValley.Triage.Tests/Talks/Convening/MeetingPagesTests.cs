using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Convening;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Dossiers;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Convening;

/// <summary>Planning and holding a meeting by the pages of the real program. Today is 24 November 2026.</summary>
public sealed class MeetingPagesTests(StandingApp app) : IClassFixture<StandingApp>
{
    private const string School = "Intern begeleider, Basisschool De Klimroos", Police = "Wijkagent jeugd, Politie, basisteam De Vallei", Health = "Huisartsenpraktijk Het Veen";

    private string Noted() => string.Join('\n', app.Rows("SELECT * FROM meetings ORDER BY Id").Concat(app.Rows("SELECT * FROM meeting_cases ORDER BY MeetingId, Number")).Concat(app.Rows("SELECT * FROM meeting_lines ORDER BY MeetingId, Number")));

    private string DossierOf(string number) => app.Rows($"SELECT lower(Id) FROM dossiers WHERE Number = '{number}'")[0];

    private string PartnerOf(string name, string owner = "gemeente-barneveld") =>
        "partner:" + app.Rows($"SELECT lower(Id) FROM partners WHERE OrganisationId = '{owner}' AND (Contact || ', ' || Organisation = '{name}' OR Organisation = '{name}')")[0];

    private string? Last(string address) => app.Rows($"SELECT Body FROM meeting_lines WHERE lower(MeetingId) = '{address["/meetings/".Length..]}' ORDER BY Number") is [.., var last] ? last : null;

    private static async Task<Answered> PostAsync(HttpClient client, string address, string form, params (string, string)[] fields) =>
        await PostAsync(client, await TriageApp.PageAsync(client, address), form, fields);

    private static async Task<Answered> PostAsync(HttpClient client, IHtmlDocument page, string form, params (string, string)[] fields) =>
        await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>($"main form[action$='{form}']")!, fields));

    private async Task<string> NewAsync(string person = "sanne", string day = "3-12-2026", string start = "9:00", string place = "kamer 2")
    {
        var answer = await PostAsync(await app.Of(person), "/meetings/new", "/meetings/new", ("day", day), ("start", start), ("place", place));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        return answer.Location!.Split('?')[0];
    }

    private async Task SaveAsync(string address, params (string, string)[] fields)
    {
        var answer = await PostAsync(await app.Of("sanne"), address, address, fields);
        if (answer.Status != HttpStatusCode.Redirect) Assert.Fail($"{address}: {answer.Status} {string.Join(", ", answer.Page.QuerySelectorAll("[id$='-error']").Select(e => e.Id + " " + e.TextContent))}");
    }

    private Task AddPersonAsync(string meeting, string who, string role, params int[] cases) =>
        SaveAsync(meeting + "/people/new", [("who", who.Contains(':', StringComparison.Ordinal) ? who : PartnerOf(who)), ("role", role), .. cases.Select(c => ("cases", $"{c}"))]);

    private Task AddCaseAsync(string meeting, string number, int minutes, params int[] people) =>
        SaveAsync(meeting + "/cases/new", [("dossier", DossierOf(number)), ("minutes", $"{minutes}"), .. people.Select(p => ("people", $"{p}"))]);

    /// <summary>School at the first and the third case, police at the second, a colleague at none: twenty minutes of waiting that need not be.</summary>
    private async Task<string> ThreeCasesAsync(string day = "3-12-2026", string start = "9:00")
    {
        var meeting = await NewAsync(day: day, start: start);
        await AddPersonAsync(meeting, School, "begeleidt op school");
        await AddPersonAsync(meeting, Police, "wijkagent");
        await AddCaseAsync(meeting, "BAR-2026-0101", 10, 1);
        await AddCaseAsync(meeting, "BAR-2026-0104", 20, 2);
        await AddCaseAsync(meeting, "BAR-2026-0102", 30, 1);
        return meeting;
    }

    private async Task<string> TextAsync(string address, string person = "sanne", string within = "main") =>
        OwnDossier.Plain((await TriageApp.PageAsync(await app.Of(person), address)).QuerySelector(within)!.TextContent);

    private static string[] Order(IHtmlDocument page) => [.. page.QuerySelectorAll("main [data-case]").Select(c => c.GetAttribute("data-case")!)];

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task A_team_without_meetings_reads_how_it_works_and_its_new_meeting_is_the_teams()
    {
        var first = await TriageApp.PageAsync(await app.Of("amira"), "/meetings");
        Assert.Equal(3, first.QuerySelectorAll("main ol li").Length);
        Assert.NotNull(first.QuerySelector("main a[href='/meetings/new']"));
        Assert.Equal("/meetings", first.QuerySelector(".fv-nav [aria-current]")!.GetAttribute("href"));

        var meeting = await NewAsync(place: "kamer van het team", day: "4-12-2026");
        foreach (var person in new[] { "sanne", "joris" })
        {
            var row = (await TriageApp.PageAsync(await app.Of(person), "/meetings")).QuerySelector($"#coming ~ div a[href='{meeting}']")!.Closest("tr")!;
            Assert.Contains("vrijdag 4 december 2026, vanaf 09:00", OwnDossier.Plain(row.TextContent));
            Assert.Contains("kamer van het team", row.TextContent);
        }
        Assert.Contains("vrijdag 4 december 2026", await TextAsync(meeting, "joris"));
        Assert.DoesNotContain("kamer van het team", await TextAsync("/meetings", "bas"));

        // What is over stands below what is coming.
        var past = await NewAsync(day: "2-11-2026");
        Assert.NotNull((await TriageApp.PageAsync(await app.Of("sanne"), "/meetings")).QuerySelector($"#past ~ div a[href='{past}']"));
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task Another_teams_meeting_does_not_exist_and_other_roles_have_no_door()
    {
        var meeting = await ThreeCasesAsync();
        var before = Noted();
        foreach (var below in new[] { "", "/details", "/cases/new", "/cases/1", "/people/new", "/people/1", "/agenda", "/during", "/during/1" })
        {
            foreach (var (person, status) in new[] { ("amira", HttpStatusCode.NotFound), ("bas", HttpStatusCode.NotFound), ("mark", HttpStatusCode.Forbidden), ("fatima", HttpStatusCode.Forbidden) })
            {
                using var answer = await (await app.Of(person)).GetAsync(meeting + below);
                Assert.Equal(status, answer.StatusCode);
                Assert.DoesNotContain("BAR-2026", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        var refused = app.Rows($"SELECT PersonId FROM access_events WHERE Action = 'refused' AND Detail = 'meeting/{meeting["/meetings/".Length..].Replace("-", "", StringComparison.Ordinal)}' ORDER BY Id");
        Assert.Equal(18, refused.Count);
        var (sanne, amira) = (await app.Of("sanne"), await app.Of("amira"));
        var token = (await TriageApp.PageAsync(amira, "/meetings/new")).QuerySelector<IHtmlInputElement>("main [name=__RequestVerificationToken]")!.Value;
        foreach (var (address, fields) in new[] { ("/cases/1?handler=drop", Array.Empty<(string, string)>()), ("?handler=proposal", []), ("/during/1", [("present", "2")]), ("/details", [("day", "9-12-2026"), ("start", "9"), ("place", "")]) })
        {
            using var answer = await amira.PostAsync(meeting + address, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("was", "6"), .. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))]));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.Equal(before, Noted());
        using var nowhere = await sanne.GetAsync("/meetings/3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        foreach (var below in new[] { "/cases/9", "/cases/x", "/people/0", "/during/new" })
        {
            using var answer = await sanne.GetAsync(meeting + below);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task The_proposal_says_what_it_brings_and_is_taken_with_one_button()
    {
        var meeting = await ThreeCasesAsync();
        var client = await app.Of("sanne");
        var plan = await TriageApp.PageAsync(client, meeting);
        Assert.Equal(["1", "2", "3"], Order(plan));
        Assert.Contains("Nu is het wachten 20 minuten. Met dit voorstel 0 minuten.", OwnDossier.Plain(plan.QuerySelector("#proposal")!.ParentElement!.TextContent));
        Assert.Equal(["09:00–10:00 20 minuten", "09:10–09:30 0 minuten"], plan.QuerySelectorAll("[data-person]").Select(r => OwnDossier.Plain(r.QuerySelectorAll("td")[0].TextContent + " " + r.QuerySelectorAll("td")[1].TextContent)));

        var taken = await PostAsync(client, plan, "?handler=proposal");
        Assert.Equal(meeting + "?done=meeting-order", taken.Location);
        plan = await TriageApp.PageAsync(client, taken.Location!);
        Assert.Equal(["1", "3", "2"], Order(plan));
        Assert.Contains("Het wachten ging van 20 minuten naar 0 minuten: 20 minuten minder wachten.", OwnDossier.Plain(plan.QuerySelector("[role=status]")!.TextContent));
        Assert.Equal("""{"kind":"order","how":"proposal","cases":[1,3,2],"waiting":0,"before":20}""", Last(meeting));
        Assert.Null(plan.QuerySelector("#proposal"));
        Assert.Contains("Er is geen volgorde waarin de deelnemers minder wachten.", plan.QuerySelector("aside")!.TextContent);
        Assert.Equal(["09:00–09:40", "09:40–10:00"], plan.QuerySelectorAll("[data-person]").Select(r => r.QuerySelector("td")!.TextContent));
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task A_case_is_shifted_by_a_button_that_says_its_effect()
    {
        var meeting = await ThreeCasesAsync();
        var client = await app.Of("sanne");
        var plan = await TriageApp.PageAsync(client, meeting);
        string Button(int number, string way) => OwnDossier.Plain(plan.QuerySelector($"[data-case='{number}'] button[name={way}]")?.TextContent ?? "none");
        Assert.Equal("none", Button(1, "up"));
        Assert.Equal("none", Button(3, "down"));
        Assert.Equal("Omlaag: 20 minuten minder wachten, Casus 2", Button(2, "down"));
        Assert.StartsWith("Omhoog: 20 minuten minder wachten", Button(2, "up"));
        Assert.StartsWith("Omhoog: 20 minuten minder wachten", Button(3, "up"));

        var shifted = await PostAsync(client, plan, "?handler=shift", ("down", "2"));
        Assert.Equal(meeting + "?done=meeting-order", shifted.Location);
        plan = await TriageApp.PageAsync(client, shifted.Location!);
        Assert.Equal(["1", "3", "2"], Order(plan));
        Assert.StartsWith("Omhoog: 20 minuten meer wachten", Button(2, "up"));
        Assert.StartsWith("Omlaag: evenveel wachten", Button(1, "down"));
        Assert.Equal("""{"kind":"order","how":"hand","cases":[1,3,2],"waiting":0,"before":20}""", Last(meeting));
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task The_agenda_to_share_names_no_client_and_says_who_is_there_from_when_to_when()
    {
        var meeting = await ThreeCasesAsync();
        var page = await TriageApp.PageAsync(await app.Of("sanne"), meeting + "/agenda");
        var all = page.DocumentElement.OuterHtml;
        foreach (var secret in app.Rows("SELECT Name FROM dossiers UNION SELECT Number FROM dossiers UNION SELECT lower(Id) FROM dossiers")) Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["09:00–09:10 · Casus 1", "09:10–09:30 · Casus 2", "09:30–10:00 · Casus 3"], page.QuerySelectorAll("main ol li").Select(l => OwnDossier.Plain(l.TextContent)));
        Assert.Equal([$"{School} begeleidt op school 09:00–10:00", $"{Police} wijkagent 09:10–09:30"], page.QuerySelectorAll("tbody tr").Select(r => OwnDossier.Plain(string.Join(' ', r.Children.Select(c => c.TextContent)))));
        Assert.Contains(app.Rows("SELECT Detail FROM access_events WHERE Action = 'print' AND PersonId = 'sanne'"), d => d == "meeting/" + meeting["/meetings/".Length..].Replace("-", "", StringComparison.Ordinal));
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task An_unplanned_listener_gives_a_warning_and_going_on_is_recorded_for_good()
    {
        var meeting = await ThreeCasesAsync();
        var client = await app.Of("sanne");
        var before = Noted();
        var page = await TriageApp.PageAsync(client, meeting + "/during/1");
        Assert.Equal(["1"], page.QuerySelectorAll<IHtmlInputElement>("input[name=present]:checked").Select(i => i.Value));
        var warned = await PostAsync(client, page, "/during/1", ("present", "1"), ("present", "2"));
        Assert.Equal(HttpStatusCode.OK, warned.Status);
        Assert.Contains(Police, warned.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.DoesNotContain(School, warned.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(["1", "2"], warned.Page.QuerySelectorAll<IHtmlInputElement>("input[name=present]:checked").Select(i => i.Value).Order());
        Assert.Equal(before, Noted());

        // Taking the tick away goes on without a record of it.
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(client, warned.Page, "/during/1", ("present", "1"))).Status);
        Assert.Equal("""{"kind":"present","case":1,"present":[1],"unplanned":[]}""", Last(meeting));
        Assert.DoesNotContain("Meegeluisterd", await TextAsync(meeting + "/during"));

        warned = await PostAsync(client, meeting + "/during/1", "/during/1", ("present", "1"), ("present", "2"));
        Assert.Equal("Toch doorgaan en vastleggen", warned.Page.QuerySelector("main form button.nl-button--primary")!.TextContent);
        var recorded = await PostAsync(client, warned.Page, "/during/1");
        Assert.Equal(meeting + "/during?done=meeting-present", recorded.Location);
        Assert.Equal("""{"kind":"present","case":1,"present":[1,2],"unplanned":[2]}""", Last(meeting));
        var row = app.Rows($"SELECT ById, ByName, At FROM meeting_lines WHERE lower(MeetingId) = '{meeting["/meetings/".Length..]}' ORDER BY Number")[^1];
        Assert.StartsWith("sanne|Sanne de Wit|2026-11-24 09:00:00", row);
        Assert.Contains($"{Police}, bij Casus 1: BAR-2026-0101, Milan Verbeek. Vastgelegd door Sanne de Wit. 24 november 2026, 10:00", await TextAsync(meeting + "/during"));

        // It stays, whatever is ticked or planned later; and somebody who was recorded is not warned about again.
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(client, meeting + "/during/1", "/during/1")).Status);
        await SaveAsync(meeting + "/people/2", ("role", "wijkagent"), ("cases", "1"), ("cases", "2"));
        Assert.Contains("Meegeluisterd", await TextAsync(meeting + "/during", "joris"));
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => app.Run("DELETE FROM meeting_lines"));
        // Neither the case nor the participant can be taken away now.
        Assert.Contains("Daarom blijft de casus staan", await TextAsync(meeting + "/cases/1"));
        foreach (var below in new[] { "/cases/1", "/people/2" })
        {
            Assert.Null((await TriageApp.PageAsync(client, meeting + below)).QuerySelector("form[action$='handler=drop']"));
            await RefusedAsync(client, meeting + below, "?handler=drop", HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task A_warning_about_one_is_no_warning_about_another()
    {
        var meeting = await ThreeCasesAsync();
        await AddPersonAsync(meeting, "colleague:joris", "gezinscoach");
        var client = await app.Of("sanne");
        var warned = await PostAsync(client, meeting + "/during/1", "/during/1", ("present", "2"));
        var before = Noted();
        var again = await PostAsync(client, warned.Page, "/during/1", ("present", "2"), ("present", "3"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("Joris van Dam", again.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(before, Noted());
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(client, again.Page, "/during/1")).Status);
        Assert.Equal("""{"kind":"present","case":1,"present":[2,3],"unplanned":[2,3]}""", Last(meeting));
    }

    /// <summary>Posts a form made by hand and finds that nothing changed.</summary>
    private async Task<Answered> RefusedAsync(HttpClient client, string address, string handler, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        var before = Noted();
        var page = await TriageApp.PageAsync(client, address);
        var (token, was) = (page.QuerySelector<IHtmlInputElement>("main [name=__RequestVerificationToken]")!.Value, page.QuerySelector<IHtmlInputElement>("main [name=was]")!.Value);
        var answer = await Answered.From(await client.PostAsync(address + handler, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. fields.Any(f => f.Name == "was") ? [] : new[] { KeyValuePair.Create("was", was) }, .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))])));
        Assert.Equal(status, answer.Status);
        Assert.Equal(before, Noted());
        return answer;
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task A_hand_made_form_changes_nothing_and_hears_why()
    {
        var meeting = await ThreeCasesAsync();
        var client = await app.Of("sanne");
        async Task SaysAsync(string address, string field, params (string, string)[] fields)
        {
            var answer = await RefusedAsync(client, meeting + address, "", HttpStatusCode.BadRequest, fields);
            Assert.Contains(field, answer.Wrong);
            Assert.NotEmpty(answer.Page.QuerySelectorAll("[role=alert] a"));
        }
        // A dossier of another team, of another organisation, of nobody, and one that is on the agenda.
        foreach (var dossier in new[] { DossierOf("EDE-2026-0301"), DossierOf("LIN-2026-0201"), "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "x", DossierOf("BAR-2026-0101") })
            await SaysAsync("/cases/new", "dossier", ("dossier", dossier), ("minutes", "10"));
        await RefusedAsync(client, meeting + "/cases/1", "", HttpStatusCode.BadRequest, ("dossier", DossierOf("BAR-2026-0103")), ("minutes", "10"));
        // A partner from another organisation's address book, a colleague of another organisation, one that is on the list.
        foreach (var who in new[] { PartnerOf(School, "jeugdhulp-de-linde"), "partner:3f2504e0-4f89-41d3-9a0c-0305e82c3301", "colleague:amira", "colleague:beheer", "partner:", "x", PartnerOf(School) })
            await SaysAsync("/people/new", "who", ("who", who), ("role", "rol"));
        await RefusedAsync(client, meeting + "/people/1", "", HttpStatusCode.BadRequest, ("who", "colleague:joris"), ("role", "rol"));
        // Somebody or something that is not there.
        await SaysAsync("/cases/1", "people", ("minutes", "10"), ("people", "9"));
        await SaysAsync("/cases/1", "people", ("minutes", "10"), ("people", "1 or 1"));
        await SaysAsync("/people/1", "cases", ("role", "rol"), ("cases", "77"));
        await SaysAsync("/during/1", "present", ("present", "12"));
        // Fields and versions that do not exist.
        foreach (var field in new[] { ("client", "Milan"), ("was", "99"), ("was", "0"), ("was", "x"), ("number", "2"), ("id", "x") })
            await RefusedAsync(client, meeting + "/cases/1", "", HttpStatusCode.BadRequest, ("minutes", "10"), field);
        await RefusedAsync(client, meeting, "?handler=shift", HttpStatusCode.BadRequest, ("up", "1"));
        await RefusedAsync(client, meeting, "?handler=shift", HttpStatusCode.BadRequest, ("up", "2"), ("down", "2"));
        await RefusedAsync(client, meeting, "?handler=shift", HttpStatusCode.BadRequest, ("down", "8"));
        await RefusedAsync(client, meeting, "?handler=shift", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("day=&start=&place=x", "day start")]
    [InlineData("day=31-11-2026&start=9:00&place=", "day")]
    [InlineData("day=3-12-2036&start=9:00&place=", "day")]
    [InlineData("day=3-12-2026&start=25:00&place=", "start")]
    [InlineData("day=3-12-2026&start=negen&place=", "start")]
    [InlineData("day=3-12-2026&start=9:00&place=bsn 123456782", "place")]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(string typed, string wrong)
    {
        var before = Noted();
        (string, string)[] fields = [.. typed.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))];
        var answer = await PostAsync(await app.Of("sanne"), "/meetings/new", "/meetings/new", fields);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(wrong.Split(' '), answer.Wrong);
        Assert.Equal(before, Noted());
        foreach (var (name, value) in fields) Assert.Equal(value, answer.Page.QuerySelector<IHtmlInputElement>($"main [name={name}]")!.Value);
    }

    [Theory]
    [InlineData("mentor van Milan"), InlineData("kent familie Verbeek"), InlineData("voor BAR-2026-0104")]
    [Norm("IU-4-TIP")]
    public async Task What_everybody_reads_names_no_client(string words)
    {
        var meeting = await ThreeCasesAsync();
        var (client, before) = (await app.Of("sanne"), Noted());
        foreach (var (address, field) in new[] { (meeting + "/people/1", "role"), (meeting + "/details", "place") })
        {
            var answer = await PostAsync(client, address, address, (field, words));
            Assert.Equal((HttpStatusCode.OK, field), (answer.Status, Assert.Single(answer.Wrong)));
            Assert.Contains("Daar staat niets over een klant", answer.Page.QuerySelector($"#{field}-error")!.TextContent);
        }
        Assert.Equal(["place"], (await PostAsync(client, "/meetings/new", "/meetings/new", ("day", "3-12-2026"), ("start", "9:00"), ("place", words))).Wrong);
        Assert.Equal(before, Noted());
    }

    [Theory]
    [InlineData("9", "09:00"), InlineData("9.30", "09:30"), InlineData("0930", "09:30"), InlineData(" 13:05 ", "13:05")]
    public async Task A_time_is_read_as_people_type_it(string typed, string time) => Assert.Contains("vanaf " + time, await TextAsync(await NewAsync(start: typed)));

    [Fact]
    public async Task Minutes_are_whole_and_a_meeting_ends_before_midnight()
    {
        var meeting = await NewAsync(start: "23:00");
        var client = await app.Of("sanne");
        foreach (var minutes in new[] { "", "0", "-5", "241", "tien", "7,5", "60", "999999999999" })
        {
            var answer = await PostAsync(client, meeting + "/cases/new", "/cases/new", ("dossier", DossierOf("BAR-2026-0101")), ("minutes", minutes));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(["minutes"], answer.Wrong);
        }
        await AddCaseAsync(meeting, "BAR-2026-0101", 59);
        Assert.Contains("23:00–23:59", await TextAsync(meeting));
        var later = await PostAsync(client, meeting + "/details", "/details", ("start", "23:01"));
        Assert.Equal(["start"], later.Wrong);
        Assert.Contains("na middernacht", later.Page.QuerySelector("#start-error")!.TextContent);
        await SaveAsync(meeting + "/details", ("start", "22:00"));
        Assert.Contains("22:00–22:59", await TextAsync(meeting));
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task Nobody_one_and_thirty_participants()
    {
        var meeting = await NewAsync();
        foreach (var below in new[] { "", "/agenda", "/during", "/cases/new", "/people/new" }) await TriageApp.PageAsync(await app.Of("sanne"), meeting + below);
        await AddCaseAsync(meeting, "BAR-2026-0101", 10);
        Assert.Contains("nog niemand", await TextAsync(meeting, within: "[data-case='1']"));
        Assert.Contains("Er zijn nog geen deelnemers", await TextAsync(meeting));
        // Nobody present is an answer too.
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(await app.Of("sanne"), meeting + "/during/1", "/during/1")).Status);
        Assert.Contains("Erbij: niemand", await TextAsync(meeting + "/during"));

        await AddPersonAsync(meeting, School, "begeleider");
        Assert.Contains("bij geen casus nodig", await TextAsync(meeting));
        Assert.Empty((await TriageApp.PageAsync(await app.Of("sanne"), meeting + "/agenda")).QuerySelectorAll("tbody tr"));
        await SaveAsync(meeting + "/people/1", ("role", "begeleider"), ("cases", "1"));
        Assert.Single((await TriageApp.PageAsync(await app.Of("sanne"), meeting + "/agenda")).QuerySelectorAll("tbody tr"));

        await AddCaseAsync(meeting, "BAR-2026-0102", 20, 1);
        using (var scope = app.Services.CreateScope())
        {
            var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"))!;
            var act = new Act(who, app.Clock!.Now.UtcDateTime, "test");
            var (partners, meetings, id) = (scope.ServiceProvider.GetRequiredService<Partners>(), scope.ServiceProvider.GetRequiredService<TeamMeetings>(), Guid.Parse(meeting["/meetings/".Length..]));
            for (var number = 2; number <= 30; number++)
            {
                var version = (await meetings.FindAsync(who, id))!.Head.Version;
                var partner = await partners.FindOrAddAsync(act, Triage.Dossiers.RecipientKind.School, "School van velen", $"mentor {number}");
                Assert.IsType<Wrote>(await meetings.WriteAsync(act, id, version, new PersonPut(number, partner.Id, null, partner.Name, "mentor", number % 2 == 0 ? [1] : [1, 2])));
            }
        }
        var plan = await TriageApp.PageAsync(await app.Of("sanne"), meeting);
        Assert.Equal(30, plan.QuerySelectorAll("[data-person]").Length);
        Assert.Equal(30, (await TriageApp.PageAsync(await app.Of("sanne"), meeting + "/agenda")).QuerySelectorAll("tbody tr").Length);
        // A form with all thirty ticked comes through.
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(await app.Of("sanne"), meeting + "/during/1", "/during/1", [.. Enumerable.Range(1, 30).Select(p => ("present", $"{p}"))])).Status);
        await SaveAsync(meeting + "/cases/2", [("minutes", "15"), .. Enumerable.Range(1, 30).Select(p => ("people", $"{p}"))]);
        Assert.Equal("""{"kind":"case","case":2,""", Last(meeting)![..24]);
    }

    [Fact]
    [Norm("IU-4-TIP")]
    public async Task Who_is_needed_elsewhere_at_the_same_time_is_named_and_nothing_is_blocked()
    {
        var meeting = await ThreeCasesAsync(day: "15-12-2026");
        Assert.Null((await TriageApp.PageAsync(await app.Of("sanne"), meeting)).QuerySelector("#clashes"));
        var other = await NewAsync(day: "15-12-2026", start: "9:20", place: "zaal 1");
        await AddPersonAsync(other, Police, "wijkagent");
        await AddPersonAsync(other, Health, "huisarts");
        await AddCaseAsync(other, "BAR-2026-0103", 20, 1, 2);
        foreach (var (address, from) in new[] { (meeting, "09:20, zaal 1"), (other, "09:00, kamer 2") })
        {
            var named = Assert.Single((await TriageApp.PageAsync(await app.Of("sanne"), address)).QuerySelectorAll("#clashes ~ ul li"));
            Assert.Contains(Police, named.TextContent);
            Assert.Contains(from, named.TextContent);
        }
        await SaveAsync(other + "/details", ("start", "10:00"));
        Assert.Null((await TriageApp.PageAsync(await app.Of("sanne"), meeting)).QuerySelector("#clashes"));
    }

    [Fact]
    public async Task A_form_sent_twice_stands_there_once()
    {
        var client = await app.Of("sanne");
        var page = await TriageApp.PageAsync(client, "/meetings/new");
        (string, string)[] fields = [("day", "3-12-2026"), ("start", "9:00"), ("place", "tweemaal")];
        var (first, second) = (await PostAsync(client, page, "/meetings/new", fields), await PostAsync(client, page, "/meetings/new", fields));
        Assert.Equal(first.Location, second.Location);
        Assert.Single(app.Rows("SELECT MeetingId FROM meeting_lines WHERE Body LIKE '%tweemaal%'"));

        var meeting = first.Location!.Split('?')[0];
        foreach (var (below, form, filled) in new[]
        {
            ("/people/new", "/people/new", new[] { ("who", PartnerOf(School)), ("role", "begeleider") }), ("/cases/new", "/cases/new", [("dossier", DossierOf("BAR-2026-0101")), ("minutes", "10")]),
            ("/cases/new", "/cases/new", [("dossier", DossierOf("BAR-2026-0102")), ("minutes", "20"), ("people", "1")]), ("", "?handler=shift", [("up", "2")]), ("/during/1", "/during/1", []), ("/cases/2", "/cases/2?handler=drop", []),
        })
        {
            page = await TriageApp.PageAsync(client, meeting + below);
            (first, second) = (await PostAsync(client, page, form, filled), await PostAsync(client, page, form, filled));
            Assert.Equal((HttpStatusCode.Redirect, first.Location), (second.Status, second.Location));
        }
        Assert.Equal(7, app.Rows($"SELECT Number FROM meeting_lines WHERE lower(MeetingId) = '{meeting["/meetings/".Length..]}'").Count);
        // Whoever still has its page open is told that it is gone.
        foreach (var below in new[] { "/cases/2", "/during/2" })
        {
            var gone = await client.GetAsync(meeting + below);
            Assert.Equal(meeting + "?done=meeting-case-drop", gone.Headers.Location!.OriginalString);
        }
        Assert.Contains("De casus staat niet meer op de agenda.", await TextAsync(meeting + "?done=meeting-case-drop"));
    }

    [Theory]
    [InlineData("/cases/1", "/cases/1", "minutes", "15")]
    [InlineData("/people/1", "/people/1", "role", "mentor")]
    [InlineData("/details", "/details", "place", "online")]
    [InlineData("/during/1", "/during/1", "present", "1")]
    [InlineData("", "?handler=shift", "down", "2")]
    [InlineData("/cases/2", "/cases/2?handler=drop", "", "")]
    public async Task Two_windows_hear_of_each_other_and_what_was_typed_stays(string below, string form, string field, string value)
    {
        var meeting = await ThreeCasesAsync();
        var client = await app.Of("sanne");
        var old = await TriageApp.PageAsync(client, meeting + below);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(await app.Of("joris"), meeting + "/cases/3", "/cases/3", ("minutes", "25"))).Status);
        var before = Noted();
        var stale = await PostAsync(client, old, form, field.Length == 0 ? [] : [(field, value)]);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(before, Noted());
        Assert.Contains("Joris van Dam bewaarde een casus: BAR-2026-0102, Noa Lindeman, 25 minuten.", OwnDossier.Plain(stale.Page.QuerySelector("[role=alert]")!.TextContent));
        if (field is "minutes" or "role" or "place") Assert.Equal(value, stale.Page.QuerySelector<IHtmlInputElement>($"main [name={field}]")!.Value);
        // Having seen it, one saves after all.
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(client, stale.Page, form, field is "down" ? [(field, value)] : [])).Status);
    }

    [Fact]
    public async Task A_colleagues_client_has_no_name_and_a_dossier_that_left_the_team_no_number()
    {
        var meeting = await ThreeCasesAsync();
        Assert.Contains("BAR-2026-0101, Milan Verbeek", await TextAsync(meeting));
        var (own, colleague) = (await TextAsync(meeting), await TextAsync(meeting, "joris"));
        Assert.DoesNotContain("Sem Oosterbeek", own, StringComparison.Ordinal);
        Assert.Contains("Sem Oosterbeek", colleague, StringComparison.Ordinal);
        Assert.DoesNotContain("Milan Verbeek", colleague, StringComparison.Ordinal);
        Assert.Contains("BAR-2026-0101", colleague, StringComparison.Ordinal);
        var offered = (await TriageApp.PageAsync(await app.Of("joris"), meeting + "/cases/new")).QuerySelectorAll("#dossier option").Select(o => o.TextContent);
        Assert.Contains("BAR-2026-0103, Sanne de Wit", offered);

        app.Run("UPDATE dossiers SET TeamId = 'team-ambulant' WHERE Number = 'BAR-2026-0102'");
        try
        {
            Assert.DoesNotContain("BAR-2026-0102", await TextAsync(meeting, "joris"), StringComparison.Ordinal);
            Assert.Contains("Casus 3: dossier van een ander team", await TextAsync(meeting, "joris"), StringComparison.Ordinal);
            await SaveAsync(meeting + "/cases/3", ("minutes", "15"));
        }
        finally
        {
            app.Run("UPDATE dossiers SET TeamId = 'team-barneveld' WHERE Number = 'BAR-2026-0102'");
        }
    }

    [Fact]
    public async Task Every_look_and_every_word_is_an_access_event_and_a_case_names_its_dossier()
    {
        var meeting = await ThreeCasesAsync();
        var detail = "meeting/" + meeting["/meetings/".Length..].Replace("-", "", StringComparison.Ordinal);
        var client = await app.Of("joris");
        await TriageApp.PageAsync(client, meeting);
        await TriageApp.PageAsync(client, "/meetings");
        Assert.Equal(["read"], app.Rows($"SELECT Action FROM access_events WHERE PersonId = 'joris' AND Detail = '{detail}'"));
        Assert.NotEmpty(app.Rows("SELECT Id FROM access_events WHERE PersonId = 'joris' AND Action = 'search' AND Detail = 'meetings'"));
        Assert.Equal(
            ["", "", "", DossierOf("BAR-2026-0101"), DossierOf("BAR-2026-0104"), DossierOf("BAR-2026-0102")],
            app.Rows($"SELECT lower(DossierId) FROM access_events WHERE PersonId = 'sanne' AND Action = 'wrote' AND Detail = '{detail}' ORDER BY Id"));
    }

    [Fact]
    public async Task English_pages_are_english()
    {
        var meeting = await ThreeCasesAsync();
        var client = await app.SignedInAsync("sanne");
        await PostAsync(client, meeting + "/during/1", "/during/1", ("present", "1"), ("present", "2"));
        using (await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, "/meetings")).QuerySelector<IHtmlFormElement>("form[action='/language']")!, ("language", "en"))) { }
        Assert.Contains("Meetings", (await TriageApp.PageAsync(client, "/meetings")).QuerySelector("h1")!.TextContent);
        foreach (var (below, words) in new[]
        {
            ("", "Thursday 3 December 2026, 09:00–10:00"), ("/details", "On which day?"), ("/cases/new", "How many minutes?"), ("/cases/1", "Remove the case"), ("/people/new", "Who is coming?"),
            ("/agenda", "Case 1"), ("/during", "not filled in yet"), ("/during/1", "Who is present?"),
        })
            Assert.Contains(words, OwnDossier.Plain((await TriageApp.PageAsync(client, meeting + below)).QuerySelector("main")!.TextContent));
        Assert.Contains("The waiting is 20 minutes now. With this proposal 0 minutes.", OwnDossier.Plain((await TriageApp.PageAsync(client, meeting)).QuerySelector("main")!.TextContent));
    }
}
