using System.Net;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Shell;

namespace FoodValley.Triage.Tests.Talks.Hardening;

/// <summary>What holds for every answer of every door, taken from the program's own list of doors: a new one is tried without anybody thinking of it.</summary>
public sealed class EveryDoorTests(StandingApp app) : IClassFixture<StandingApp>
{
    private static readonly string[] Same =
        ["X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"];

    [Fact]
    public async Task Good_answers_refusals_and_failures_carry_the_same_headers()
    {
        var doors = Door.All(app);
        Assert.True(doors.Count > 60, $"{doors.Count} doors");
        var people = new List<HttpClient> { app.CreateClient() };
        foreach (var person in new[] { "sanne", "mark", "fatima", "beheer" }) people.Add(await app.Of(person));
        var (wrong, statuses) = (new List<string>(), new HashSet<HttpStatusCode>());
        foreach (var door in doors)
            foreach (var method in door.Methods)
                foreach (var client in door.File ? people[..1] : people)
                {
                    using var request = new HttpRequestMessage(new(method), door.Address(_ => "3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
                    if (method == "POST") request.Content = new FormUrlEncodedContent([new("x", "y")]);
                    using var answer = await client.SendAsync(request);
                    statuses.Add(answer.StatusCode);
                    wrong.AddRange(Wrong(answer, door).Select(what => $"{method} {request.RequestUri}: {(int)answer.StatusCode} {what}"));
                }
        Assert.Empty(wrong);
        Assert.Superset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound }, statuses);
    }

    [Fact]
    public async Task A_failure_of_our_own_carries_what_a_page_that_does_not_exist_carries()
    {
        await using var broken = ErrorPagesTests.Broken();
        using var failed = await broken.CreateClient().GetAsync("/demo/sign-in");
        using var missing = await broken.CreateClient().GetAsync("/not-here");
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.NotFound), (failed.StatusCode, missing.StatusCode));
        Assert.Equal(Headers(missing), Headers(failed));

        static string Headers(HttpResponseMessage answer) => string.Join('\n', answer.Headers.Concat(answer.Content.Headers)
            .Where(h => h.Key != "Content-Length").OrderBy(h => h.Key).Select(h => $"{h.Key}: {string.Join(',', h.Value)}"));
    }

    private static IEnumerable<string> Wrong(HttpResponseMessage answer, Door door)
    {
        if ((int)answer.StatusCode >= 500) yield return "failed";
        foreach (var name in Same)
            if (!answer.Headers.TryGetValues(name, out var values) || values.Count() != 1) yield return "has no single " + name;
        var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var said) ? said.Single() : "";
        if (!policy.StartsWith("default-src 'none'; style-src 'self';", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal)) yield return "policy " + policy;
        if (policy.Contains("script-src", StringComparison.Ordinal) && !door.Script) yield return "may run script";
        if (policy.Contains("script-src", StringComparison.Ordinal) && !policy.Contains("script-src 'self';", StringComparison.Ordinal)) yield return "may run script of others";
        if (!(door.File && answer.IsSuccessStatusCode) && answer.Headers.CacheControl?.ToString() != "no-store") yield return "may be stored";
        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By")) yield return "says what it runs on";
    }
}
