using System.Net;
using System.Text;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Doors;

/// <summary>Requests that no page sends: refused, without a trace in the data or of the program.</summary>
public sealed class HandMadeRequestTests(StandingApp app) : IClassFixture<StandingApp>
{
    private async Task RefusedAsync(Func<Task<Answered>> request, HttpStatusCode status, string? door = null)
    {
        var (before, refusals) = (app.Dump(), app.Rows("SELECT Id FROM access_events WHERE Action = 'refused'").Count);
        var answer = await request();
        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain("   at ", answer.Page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Page.Source.Text, StringComparison.Ordinal);
        Assert.Equal(before, app.Dump());
        var events = app.Rows("SELECT Detail FROM access_events WHERE Action = 'refused' ORDER BY Id");
        if (door is null) return;
        Assert.Equal(refusals + 1, events.Count);
        Assert.Equal(door, events[^1]);
    }

    private static async Task<Answered> GetAsync(HttpClient client, string address) => await Answered.From(await client.GetAsync(address));

    [Theory]
    [InlineData("consult-recipient")]
    [InlineData("consult-text")]
    [InlineData("consult-reason")]
    [InlineData("ground")]
    [InlineData("sign")]
    [Norm("IU-1-GRD")]
    public async Task A_ground_at_level_1(string step)
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        var fields = step is "ground" or "sign" ? [] : Story.Fields("sanne", "1", step);
        var version = (await walk.StoredAsync()).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await RefusedAsync(() => walk.RawAsync(step, [.. fields, ("ground", "consent"), ("version", version), ("statement", "yes")]), HttpStatusCode.BadRequest);
    }

    [Fact]
    [Norm("HK-2", "HK-1")]
    public async Task A_ground_that_the_protocol_does_not_permit()
    {
        var walk = await Walk.AtAsync(app, "amira", "2", "ground");
        using (var scope = app.Services.CreateScope())
        {
            var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync("amira"))!;
            await scope.ServiceProvider.GetRequiredService<Organisations>().SetProtocolAsync(
                new Act(who, app.Clock!.Now.UtcDateTime, "test"), new ProtocolSetting("2026-2", new DateOnly(2026, 11, 1), [LegalGround.Agreement, LegalGround.StatutoryTask]));
        }
        Assert.Equal(["agreement", "none"], (await walk.OpenAsync("ground")).QuerySelectorAll("input[name=ground]").Select(r => r.GetAttribute("value")));
        await RefusedAsync(() => walk.RawAsync("ground", ("ground", "consent")), HttpStatusCode.BadRequest);
        await RefusedAsync(() => walk.RawAsync("ground", ("ground", "statutory-task"), ("task", "x"), ("taskNeed", "y")), HttpStatusCode.BadRequest);
        app.Run("DELETE FROM protocol_settings WHERE OrganisationId = 'jeugdhulp-de-linde' AND Number = 2");
    }

    public static TheoryData<string> Steps => new("recipient", "goal", "items", "outcome", "check", "sign", "choose-level", "check?handler=drop");

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Somebody_elses_draft(string step)
    {
        var own = await Walk.AtAsync(app, "sanne", "2", "check");
        foreach (var person in new[] { "joris", "lotte", "fatima", "amira", "bas" })
        {
            var other = own.As(await app.Of(person));
            var refused = app.Rows("SELECT Id FROM access_events WHERE Action = 'refused'").Count;
            var before = app.Dump();
            var (got, posted) = (await GetAsync(other.Client, other.Address(step)), await other.RawAsync(step, ("sure", "yes"), ("way", "1"), ("statement", "yes"), ("version", "1"), ("reason", "x"), ("outcome", "share")));
            Assert.All([got, posted], answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden }));
            Assert.DoesNotContain("Milan", got.Page.Source.Text, StringComparison.Ordinal);
            Assert.Equal(before, app.Dump());
            if (person is "joris" or "amira" or "bas") Assert.Equal(refused + 2, app.Rows("SELECT Id FROM access_events WHERE Action = 'refused'").Count);
        }
    }

    [Fact]
    public async Task A_draft_that_never_was()
    {
        var client = await app.Of("sanne");
        var id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
        await RefusedAsync(() => GetAsync(client, $"/asking/{id}/goal"), HttpStatusCode.NotFound, "draft");
        await RefusedAsync(() => Walk.RawAsync(client, $"/asking/{id}/goal", ("goal", "x")), HttpStatusCode.NotFound, "draft");
        await RefusedAsync(() => GetAsync(client, "/asking/1/goal"), HttpStatusCode.NotFound);
        await RefusedAsync(() => GetAsync(client, $"/records/{id}"), HttpStatusCode.NotFound, "record");
        await RefusedAsync(() => GetAsync(client, $"/dossiers/{id}"), HttpStatusCode.NotFound, "dossier");
    }

    [Theory]
    [InlineData("BAR-2026-0104")]
    [InlineData("LIN-2026-0201")]
    public async Task Somebody_elses_dossier(string number)
    {
        var client = await app.Of("sanne");
        var id = app.Rows($"SELECT lower(Id) FROM dossiers WHERE Number = '{number}'")[0];
        var walk = await Walk.AtAsync(app, "sanne", "2", "client");
        await RefusedAsync(() => walk.RawAsync("client", ("dossier", id)), HttpStatusCode.BadRequest, "dossier");
        await RefusedAsync(() => GetAsync(client, "/asking/start?dossier=" + id), HttpStatusCode.NotFound, "dossier");
        await RefusedAsync(() => Walk.RawAsync(client, "/asking/start", ("way", "2"), ("dossier", id)), HttpStatusCode.NotFound, "dossier");
        await RefusedAsync(() => GetAsync(client, "/dossiers/" + id), HttpStatusCode.NotFound, "dossier");
        Assert.Equal(4, app.Rows($"SELECT Id FROM access_events WHERE Action = 'refused' AND lower(DossierId) = '{id}'").Count);
    }

    [Fact]
    public async Task Somebody_elses_record()
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        var record = await walk.SignAsync();
        foreach (var person in new[] { "joris", "amira", "bas" })
        {
            var client = await app.Of(person);
            foreach (var page in new[] { "", "/print", "/json", "/advice" }) await RefusedAsync(() => GetAsync(client, $"/records/{record}{page}"), HttpStatusCode.NotFound, "record");
            await RefusedAsync(() => Walk.RawAsync(client, $"/records/{record}/advice", ("consultAdvice", "x"), ("consultNext", "enough")), HttpStatusCode.NotFound, "record");
        }
    }

    [Fact]
    public async Task Without_a_good_token()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
        foreach (var token in new[] { null, "", "x", "CfDJ8AAAA" })
            foreach (var address in new[] { walk.Address("help-request"), walk.Address("check?handler=drop"), walk.Address("sign"), "/asking/start", "/dossiers/new", "/language", "/sign-out" })
                await RefusedAsync(async () => await Answered.From(await walk.Client.PostAsync(address, new FormUrlEncodedContent(
                    [new("helpRequest", "x"), new("way", "2"), new("sure", "yes"), new("version", "1"), .. token is null ? [] : new[] { KeyValuePair.Create("__RequestVerificationToken", token) }]))), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/language")]
    [InlineData("/sign-out")]
    public async Task Looking_at_what_takes_forms_only(string address)
    {
        var client = await app.Of("sanne");
        await RefusedAsync(() => GetAsync(client, address + "?language=en"), HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Bodies_too_large_broken_or_of_another_kind()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "help-request");
        async Task Sent(HttpContent body) => await RefusedAsync(async () => await Answered.From(await walk.Client.PostAsync(walk.Address("help-request"), body)), HttpStatusCode.BadRequest);
        await RefusedAsync(() => walk.RawAsync("help-request", ("helpRequest", new string('x', 300_000))), HttpStatusCode.BadRequest);
        await RefusedAsync(() => walk.RawAsync("help-request", ("helpRequest", new string('x', 70_000))), HttpStatusCode.BadRequest);
        await RefusedAsync(() => walk.RawAsync("help-request", [.. Enumerable.Range(0, 3000).Select(i => ("f" + i, "x"))]), HttpStatusCode.BadRequest);
        await RefusedAsync(() => walk.RawAsync("help-request", (new string('k', 5000), "x")), HttpStatusCode.BadRequest);
        await Sent(new StringContent("{\"helpRequest\":\"x\"}", Encoding.UTF8, "application/json"));
        await Sent(new StringContent("%%%=&&==%zz", Encoding.UTF8, "application/x-www-form-urlencoded"));
        var broken = new ByteArrayContent([0xff, 0xfe, 0, 1, 2]);
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        await Sent(broken);
        await Sent(new ByteArrayContent([]));
    }

    [Theory]
    [InlineData("plan", "partners[3].partner=x&partners[0].partner=Opvoedhulp Brug&partners[1].partner=a&partners[2].partner=b", HttpStatusCode.BadRequest)]
    [InlineData("items", "extras[0].extra=a&extras[1].extra=b&extras[2].extra=c&extras[3].extra=d", HttpStatusCode.BadRequest)]
    [InlineData("items", "items=name&items=bsn&nameNecessity=x", HttpStatusCode.BadRequest)]
    public async Task More_rows_than_the_page_has(string step, string fields, HttpStatusCode status)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", step);
        await RefusedAsync(() => walk.RawAsync(step, [.. fields.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]), status);
    }

    [Theory]
    [InlineData("plan", "partners[999].partner=x&partners[-1].partner=y&partners[0][0].partner=z&planSteps.a=b")]
    [InlineData("items", "extras[999].extra=x&extras[2147483647].extra=x&items[5]=name")]
    [InlineData("goal", "goal=first&goal=second&goal.length=5&goal[0]=x")]
    public async Task Names_that_reach_nothing_answer_nothing(string step, string fields)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", step);
        var answer = await walk.RawAsync(step, [.. fields.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
        Assert.Contains(answer.Status, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        Assert.Equal(step, await walk.NextAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task A_signature_under_no_version(string version)
    {
        var walk = await Walk.AtAsync(app, "sanne", "1", "check");
        await RefusedAsync(() => walk.RawAsync("sign", ("version", version), ("statement", "yes")), HttpStatusCode.BadRequest);
    }
}
