using System.Net;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodValley.Triage.Tests.Talks.Hardening;

/// <summary>Bytes that no browser sends, on a real port.</summary>
public sealed class HandMadeTests : IDisposable
{
    private readonly TriageApp _app = new();

    public HandMadeTests()
    {
        _app.UseKestrel(0);
        _app.StartServer();
    }

    public void Dispose() => _app.Dispose();

    /// <summary>What comes back for these bytes, until the server closes or is silent after its answer.</summary>
    private async Task<string> SayAsync(string bytes, TimeSpan? patience = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _app.ClientOptions.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        using var enough = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(30));
        return await reader.ReadToEndAsync(enough.Token);
    }

    private Task<string> GetAsync(string target, string headers = "") => SayAsync($"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");

    private HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _app.ClientOptions.BaseAddress };

    private static int Status(string answer) => answer.Length == 0 ? 0 : int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static void Refused(string answer, params int[] statuses)
    {
        Assert.Contains(Status(answer), statuses);
        Assert.DoesNotContain("   at ", answer);
        Assert.DoesNotContain("Exception", answer);
        Assert.DoesNotContain("ConnectionString", answer);
        Assert.DoesNotContain("root:", answer);
    }

    [Theory]
    [InlineData("/../../../etc/passwd")]
    [InlineData("/css/../../appsettings.json")]
    [InlineData("/css/..%2f..%2fappsettings.json")]
    [InlineData("/css/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/css/..%5c..%5cappsettings.json")]
    [InlineData("/css/....//....//appsettings.json")]
    [InlineData("/css/app.css%00.png")]
    [InlineData("/appsettings.json")]
    [InlineData("/App_Data/triage.db")]
    [InlineData("/App_Data/keys")]
    [InlineData("/logs/web.json")]
    [InlineData("/FoodValley.Triage.Web.dll")]
    [InlineData("/package.json")]
    [InlineData("/.git/config")]
    [InlineData("/%c0%ae%c0%ae/appsettings.json")]
    [InlineData("/%")]
    [InlineData("/%zz")]
    [InlineData("/%ff%fe")]
    [InlineData("//localhost//..//")]
    public async Task Tricks_with_the_path_lead_nowhere(string target) => Refused(await GetAsync(target), 400, 404);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")] // no host
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nb: c\0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n")]
    [InlineData("POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")]
    [InlineData("POST /language HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nzz\r\n")]
    [InlineData("POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    public async Task Requests_that_are_no_requests_are_refused(string bytes) => Refused(await SayAsync(bytes), 400, 501, 505);

    [Fact]
    public async Task Headers_too_long_or_too_many_are_refused()
    {
        Refused(await GetAsync("/", "X: " + new string('x', 40_000) + "\r\n"), 431);
        Refused(await GetAsync("/", string.Concat(Enumerable.Range(0, 100).Select(at => $"X-{at}: x\r\n"))), 431);
        Refused(await GetAsync("/" + new string('x', 20_000)), 414);
    }

    [Fact]
    public async Task A_body_that_only_drips_is_given_up()
    {
        var answer = await SayAsync("POST /demo/sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nperson=s");
        Refused(answer, 0, 400, 408);
    }

    [Fact]
    public async Task A_line_end_in_an_address_to_go_back_to_makes_no_header()
    {
        var client = Browser();
        foreach (var target in new[] { "/\r\nSet-Cookie: session=x", "/%0d%0aSet-Cookie: session=x", "//other.example", "/\\other.example", "https://other.example", "javascript:alert(1)", "/\u2028x", "/é" })
        {
            var form = (await TriageApp.PageAsync(client, "/signed-out")).QuerySelector<IHtmlFormElement>("form[action='/language']")!;
            using var answer = await TriageApp.SubmitAsync(client, form, ("language", "en"), ("returnUrl", target));
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{Uri.EscapeDataString(target)}: {answer.StatusCode}");
            Assert.Matches("^/(?![/\\\\])", answer.Headers.Location!.OriginalString);
            Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("session=", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_token_of_a_form_counts_for_its_own_person_and_browser_only()
    {
        var (sanne, joris) = (Browser(), Browser());
        var before = Token(await TriageApp.PageAsync(sanne, "/signed-out")); // of nobody yet
        await TriageApp.SignInAsync(sanne, "sanne");
        await TriageApp.SignInAsync(joris, "joris");
        var (hers, his) = (Token(await TriageApp.PageAsync(sanne, "/signed-out")), Token(await TriageApp.PageAsync(joris, "/signed-out")));
        foreach (var token in new[] { before, his, hers[..^4] + "AAAA", hers + "A", "" })
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(sanne, token));
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(sanne, hers));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(joris, hers));

        static string Token(IHtmlDocument page) => page.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;

        static async Task<HttpStatusCode> PostAsync(HttpClient client, string token)
        {
            using var answer = await client.PostAsync("/language", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("language", "nl"), new("returnUrl", "/")]));
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("en", "Those were too many requests")]
    [InlineData("nl", "Dit waren te veel verzoeken")]
    public async Task Who_asks_without_end_is_told_to_wait_and_others_are_not(string language, string title)
    {
        await using var app = new Limited();
        var (sanne, joris) = (await app.SignedInAsync("sanne"), await app.SignedInAsync("joris"));
        sanne.DefaultRequestHeaders.Add("Cookie", "language=" + language);
        HttpResponseMessage? refused = null;
        for (var at = 0; at < 60 && refused is null; at++)
        {
            var answer = await sanne.GetAsync("/quick-check");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused = answer;
        }
        Assert.NotNull(refused);
        Assert.Equal(title, (await TriageApp.PageAsync(refused)).QuerySelector("main h1")!.TextContent);
        Assert.True(refused.Headers.Contains("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync("/css/app.css")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await joris.GetAsync("/quick-check")).StatusCode);
    }

    [Fact]
    public async Task Only_a_proxy_that_was_named_says_where_a_request_comes_from()
    {
        await using var named = new Behind("127.0.0.1, 10.0.0.0/8");
        await using var unnamed = new Behind("10.9.9.9");
        foreach (var (app, believed) in new[] { (named, true), (unnamed, false) })
        {
            app.UseKestrel(0);
            app.StartServer();
            var client = app.CreateClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/signed-out") { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "triage.example" }, { "X-Forwarded-For", "192.0.2.1" } } };
            using var answer = await client.SendAsync(request);
            Assert.Equal(believed, answer.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.Ordinal));
        }
    }

    private sealed class Limited() : TriageApp("Development", ("Limits:Requests", "20"));

    private sealed class Behind(string proxies) : TriageApp("Development", ("Proxy:Addresses", proxies));
}
