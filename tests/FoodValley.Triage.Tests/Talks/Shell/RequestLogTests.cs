using System.Globalization;

namespace FoodValley.Triage.Tests.Talks.Shell;

public sealed class RequestLogTests
{
    [Fact]
    public async Task One_event_per_request_that_names_nobody()
    {
        await using var app = new TriageApp();
        var client = await app.SignedInAsync("sanne");
        (await client.GetAsync("/signed-out?search=Jansen")).Dispose();
        (await client.GetAsync("/css/app.css")).Dispose();
        var log = await ErrorPagesTests.ReadLog(app.LogFolder);
        var page = Assert.Single(log.Split('\n'), line => line.Contains("HTTP GET /signed-out responded 200 in", StringComparison.Ordinal));
        Assert.Matches("\"UserHash\":\"[0-9a-f]{16}\"", page);
        Assert.Single(log.Split('\n'), line => line.Contains("HTTP GET /css/app.css responded 200 in", StringComparison.Ordinal));
        Assert.DoesNotContain("sanne", log.ToLower(CultureInfo.InvariantCulture));
        Assert.DoesNotContain("Jansen", log);
    }
}
