using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.SigningIn;

/// <summary>How long somebody is in, and who ends it.</summary>
[Norm("HK-0c", "HK-8.4")]
public sealed class SessionTests : IDisposable
{
    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    private async Task EndAsync(Func<Sessions, DateTime, Task> end)
    {
        using var scope = _app.Services.CreateScope();
        await end(scope.ServiceProvider.GetRequiredService<Sessions>(), _app.Clock!.Now.UtcDateTime);
    }

    private static async Task<HttpStatusCode> AtAsync(HttpClient client, string path = "/")
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Whoever_may_end_the_sessions_of_somebody_ends_them_all_and_nobody_elses()
    {
        var (one, two, other) = (await _app.SignedInAsync("sanne"), await _app.SignedInAsync("sanne"), await _app.SignedInAsync("joris"));
        await EndAsync((sessions, now) => sessions.EndAllOfAsync("sanne", now));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.OK), (await AtAsync(one), await AtAsync(two), await AtAsync(other)));
        Assert.Equal(HttpStatusCode.OK, await AtAsync(await _app.SignedInAsync("sanne")));
    }

    [Fact]
    public async Task Signing_in_again_in_the_same_browser_ends_the_session_it_had()
    {
        var client = await _app.SignedInAsync("sanne");
        var old = _app.Rows("SELECT Id FROM sessions WHERE Ended IS NULL");
        await TriageApp.SignInAsync(client, "joris");
        var now = _app.Rows("SELECT Id FROM sessions WHERE Ended IS NULL");
        Assert.NotEqual(Assert.Single(old), Assert.Single(now));
        Assert.Equal(HttpStatusCode.OK, await AtAsync(client));
    }

    [Fact]
    public async Task After_twelve_hours_of_work_one_signs_in_again_and_loses_nothing()
    {
        var walk = await Walk.StartAsync(_app, "sanne", "1");
        var page = await walk.OpenAsync("consult-recipient");
        for (var half = 0; half < 23; half++)
        {
            _app.Clock!.Advance(TimeSpan.FromMinutes(30));
            Assert.Equal(HttpStatusCode.OK, await AtAsync(walk.Client));
        }
        _app.Clock!.Advance(TimeSpan.FromMinutes(31));
        var late = await walk.SubmitAsync(page, ("consultFunction", "orthopedagoog"), ("consultOrganisation", "jeugdteam Oost"));
        Assert.Contains("%2Fsession%2Fresume%2F", late.Location);
        var signIn = await TriageApp.PageAsync(walk.Client, new Uri(late.Location!).PathAndQuery);
        using var entered = await TriageApp.SubmitAsync(walk.Client, signIn.QuerySelector<IHtmlFormElement>("main form")!, ("person", "sanne"));
        var resume = await TriageApp.PageAsync(walk.Client, entered.Headers.Location!.OriginalString);
        Assert.Equal("orthopedagoog", resume.QuerySelector<IHtmlInputElement>("input[name=consultFunction]")!.Value);
    }

    [Fact]
    public async Task The_last_page_begins_the_hour()
    {
        var client = await _app.SignedInAsync("sanne");
        _app.Clock!.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.OK, await AtAsync(client));
        _app.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await AtAsync(client));
        _app.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, await AtAsync(client));
    }

    [Fact]
    public async Task Another_role_or_team_holds_at_once_in_sessions_that_are_open()
    {
        var client = await _app.SignedInAsync("sanne");
        Assert.Equal(HttpStatusCode.OK, await AtAsync(client, "/dossiers"));
        _app.Run("UPDATE people SET Role = 'administrator' WHERE Id = 'sanne'");
        Assert.Equal(HttpStatusCode.Forbidden, await AtAsync(client, "/dossiers"));
        _app.Run("UPDATE people SET Role = 'caseworker' WHERE Id = 'sanne'");
        Assert.Equal(HttpStatusCode.OK, await AtAsync(client, "/dossiers"));
        Assert.Single(_app.Rows("SELECT DISTINCT Session FROM access_events WHERE PersonId = 'sanne'"));
    }

    [Fact]
    public async Task Every_page_says_when_the_session_ends_and_how_to_stay()
    {
        var client = await _app.SignedInAsync("sanne");
        var warning = (await TriageApp.PageAsync(client, "/asking/start")).QuerySelector("[role=status].fv-idle")!;
        Assert.Contains("Om 11:00 uur stopt je sessie.", warning.TextContent); // nine o'clock UTC is ten here
        Assert.True(warning.ClassList.Contains("fv-idle--55"));
        var stay = warning.QuerySelector("a")!;
        Assert.Equal(("/session/stay", "_blank"), (stay.GetAttribute("href"), stay.GetAttribute("target")));
        _app.Clock!.Advance(TimeSpan.FromMinutes(57));
        Assert.Contains("11:57", (await TriageApp.PageAsync(client, "/session/stay")).QuerySelector("main")!.TextContent);
        _app.Clock.Advance(TimeSpan.FromMinutes(58));
        Assert.Equal(HttpStatusCode.OK, await AtAsync(client));
        Assert.Null((await TriageApp.PageAsync(_app.CreateClient(), "/signed-out")).QuerySelector(".fv-idle"));
    }

    [Fact]
    public async Task The_style_sheet_knows_every_moment_at_which_the_warning_can_come()
    {
        var css = await _app.CreateClient().GetStringAsync("/css/app.css");
        foreach (var minutes in new[] { 5, 10, 15, 30, 60, 90, 120 })
        {
            using var app = new Sized(minutes);
            var client = await app.SignedInAsync("sanne");
            var shown = (await TriageApp.PageAsync(client, "/")).QuerySelector(".fv-idle")!.ClassList.Single(c => c.StartsWith("fv-idle--", StringComparison.Ordinal));
            var after = int.Parse(shown["fv-idle--".Length..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(after, minutes - 12, minutes - 2);
            Assert.Contains($".{shown} {{ animation-delay: {after * 60}s; }}", css);
        }
    }

    private sealed class Sized(int minutes) : TriageApp("Development", ("Session:IdleMinutes", minutes.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
