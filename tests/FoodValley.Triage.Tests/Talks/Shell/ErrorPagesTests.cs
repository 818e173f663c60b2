using System.Net;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Setup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class ErrorPagesTests
{
    /// <summary>The sign-in page of this program always fails.</summary>
    internal static TriageApp Broken() => new() { Parts = services => services.Replace(ServiceDescriptor.Scoped<People>(_ => throw new InvalidOperationException("Broken on purpose."))) };

    [Theory]
    [InlineData("nl", "Er ging iets mis", "Code:")]
    [InlineData("en", "Something went wrong", "Code:")]
    public async Task A_failure_says_sorry_and_gives_a_code_and_nothing_else(string language, string title, string code)
    {
        await using var app = Broken();
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", "language=" + language);
        using var answer = await client.GetAsync("/demo/sign-in");
        var text = await answer.Content.ReadAsStringAsync();
        var page = await TriageApp.PageAsync(answer);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(title, page.QuerySelector("main h1")!.TextContent);
        Assert.Contains(code, page.QuerySelector("main")!.TextContent);
        Assert.Matches("^[0-9a-f]{32}$", page.QuerySelector("main code")!.TextContent);
        Assert.DoesNotContain("Exception", text);
        Assert.DoesNotContain("   at ", text);
        Assert.DoesNotMatch("[.]cs\\b", text);
    }

    [Fact]
    public async Task The_code_finds_the_failure_in_the_log()
    {
        var app = Broken();
        var folder = app.LogFolder;
        string code, log;
        using (var answer = await app.CreateClient().GetAsync("/demo/sign-in?search=Jansen"))
            code = (await TriageApp.PageAsync(answer)).QuerySelector("main code")!.TextContent;
        log = await ReadLog(folder);
        await app.DisposeAsync();
        var events = log.Split('\n').Where(line => line.Contains(code)).ToList();
        Assert.Contains(events, line => line.Contains("Broken on purpose"));
        Assert.Contains(events, line => line.Contains("HTTP GET /demo/sign-in responded 500"));
        Assert.DoesNotContain("Jansen", log);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_says_so_to_everybody()
    {
        await using var app = new TriageApp();
        foreach (var client in new[] { app.CreateClient(), await app.SignedInAsync("sanne") })
        {
            using var answer = await client.GetAsync("/not-here");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("Deze pagina bestaat niet", (await TriageApp.PageAsync(answer)).QuerySelector("main h1")!.TextContent);
        }
    }

    [Theory]
    [InlineData("/language")]
    [InlineData("/sign-out")]
    [InlineData("/demo/sign-in")]
    public async Task A_form_without_its_token_is_refused(string address)
    {
        await using var app = new TriageApp();
        using var answer = await app.CreateClient().PostAsync(address, new FormUrlEncodedContent([new("language", "en"), new("person", "sanne")]));
        await AssertRefused(answer);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Forms_over_the_limits_are_refused()
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        foreach (var fields in new IEnumerable<KeyValuePair<string, string>>[]
        {
            [new("a", new string('x', Forms.MaxValue + 1))],
            Enumerable.Range(0, Forms.MaxKeys + 1).Select(i => KeyValuePair.Create("k" + i, "v")),
            Enumerable.Range(0, 5).Select(i => KeyValuePair.Create("k" + i, new string('x', 60_000))),
        })
        {
            using var answer = await client.PostAsync("/demo/sign-in", new FormUrlEncodedContent(fields));
            await AssertRefused(answer);
        }
    }

    [Theory]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off")]
    [InlineData("application/json", "{\"person\":\"sanne\"")]
    [InlineData("text/plain", "person=sanne")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "person=%ZZ%00&=&&&")]
    public async Task Broken_bodies_are_refused(string type, string body)
    {
        await using var app = new TriageApp();
        foreach (var address in (string[])["/demo/sign-in", "/language", "/sign-out"])
        {
            using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await app.CreateClient().PostAsync(address, content);
            await AssertRefused(answer);
        }
    }

    [Fact]
    public async Task A_real_server_answers_an_oversized_body_too()
    {
        await using var app = new TriageApp();
        app.UseKestrel(0);
        app.StartServer();
        var client = app.CreateClient();
        using (var answer = await client.PostAsync("/demo/sign-in", new ByteArrayContent(new byte[3_000_000]) { Headers = { ContentType = new("application/x-www-form-urlencoded") } }))
            await AssertRefused(answer);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/demo/sign-in")
        {
            Content = new ByteArrayContent(new byte[Forms.MaxBody + 1]) { Headers = { ContentType = new("application/x-www-form-urlencoded") } },
            Headers = { TransferEncodingChunked = true },
        };
        using (var answer = await client.SendAsync(chunked)) await AssertRefused(answer);
    }

    [Fact]
    public async Task Not_ready_is_503_and_alive_stays_alive()
    {
        await using var no = new TriageApp { Parts = services => services.Replace(ServiceDescriptor.Singleton(new Readiness(_ => Task.FromResult(false)))) };
        await using var fails = new TriageApp { Parts = services => services.Replace(ServiceDescriptor.Singleton(new Readiness(_ => throw new IOException("disk gone")))) };
        await using var yes = new TriageApp();
        Assert.Equal(HttpStatusCode.OK, (await yes.CreateClient().GetAsync("/health/ready")).StatusCode);
        foreach (var client in new[] { no.CreateClient(), fails.CreateClient() })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        }
    }

    internal static async Task AssertRefused(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Dit verzoek klopt niet", (await TriageApp.PageAsync(answer)).QuerySelector("main h1")!.TextContent);
    }

    internal static async Task<string> ReadLog(string folder)
    {
        await using var file = new FileStream(Assert.Single(Directory.GetFiles(folder)), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await new StreamReader(file).ReadToEndAsync();
    }
}
