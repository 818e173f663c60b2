using System.Net;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class HeadersTests
{
    private const string Policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    [Theory]
    [InlineData("/demo/sign-in", 200)]
    [InlineData("/css/app.css", 200)]
    [InlineData("/lib/ds.css", 200)]
    [InlineData("/favicon.svg", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/session/resume/x", 302)]
    [InlineData("/not-here", 404)]
    [InlineData("/not-here.css", 404)]
    public async Task Every_answer_carries_them(string address, int status)
    {
        await using var app = new TriageApp();
        using var answer = await app.CreateClient().GetAsync(address);
        Assert.Equal(status, (int)answer.StatusCode);
        AssertAll(answer);
    }

    [Fact]
    public async Task A_refused_form_carries_them()
    {
        await using var app = new TriageApp();
        using var answer = await app.CreateClient().PostAsync("/language", new FormUrlEncodedContent([new("language", "en")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertAll(answer);
    }

    [Fact]
    public async Task A_failure_of_our_own_carries_them()
    {
        await using var app = ErrorPagesTests.Broken();
        using var answer = await app.CreateClient().GetAsync("/demo/sign-in");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        AssertAll(answer);
    }

    [Fact]
    public async Task Pages_are_not_stored_and_files_are()
    {
        await using var app = new TriageApp();
        var client = app.CreateClient();
        foreach (var address in (string[])["/demo/sign-in", "/health/ready", "/session/resume/x", "/not-here"])
            Assert.Equal("no-store", (await client.GetAsync(address)).Headers.CacheControl?.ToString());
        var file = await client.GetAsync("/css/app.css");
        Assert.Equal("no-cache", file.Headers.CacheControl?.ToString());
        Assert.NotNull(file.Headers.ETag);
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        await using var app = new TriageApp();
        app.UseKestrel(0);
        app.StartServer();
        using var answer = await app.CreateClient().GetAsync("/demo/sign-in");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task Https_for_ever_is_asked_outside_development_only()
    {
        await using var development = new TriageApp();
        await using var production = TriageApp.InProduction();
        Assert.False((await development.CreateClient().GetAsync("/health/live")).Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single((await production.CreateClient().GetAsync("/health/live")).Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task With_a_provider_the_sign_out_form_may_end_there()
    {
        await using var app = TriageApp.InProduction();
        using var answer = await app.CreateClient().GetAsync("/health/live");
        Assert.Contains("form-action 'self' https://sign-in.example;", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    private static void AssertAll(HttpResponseMessage answer)
    {
        string One(string name) => Assert.Single(answer.Headers.GetValues(name));
        Assert.Equal(Policy, One("Content-Security-Policy"));
        Assert.Equal("nosniff", One("X-Content-Type-Options"));
        Assert.Equal("DENY", One("X-Frame-Options"));
        Assert.Equal("same-origin", One("Referrer-Policy"));
        Assert.Equal("same-origin", One("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", One("Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", One("Permissions-Policy"));
    }
}
