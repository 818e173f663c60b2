namespace FoodValley.Triage.Web.Setup;

/// <summary>Whether this instance can serve people now; a load balancer asks it. Replace it where the database is known.</summary>
public sealed record Readiness(Func<CancellationToken, Task<bool>> Check);

/// <summary>Two questions of the machinery around us: does it run, and can it serve.</summary>
public static class Health
{
    private static readonly string[] Methods = ["GET", "HEAD"];


    public static void MapHealth(this WebApplication app)
    {
        app.MapMethods("/health/live", Methods, () => Results.Text("live")).AllowAnonymous();
        app.MapMethods("/health/ready", Methods, async (Readiness readiness, ILogger<Readiness> log, CancellationToken stop) =>
        {
            try
            {
                if (await readiness.Check(stop)) return Results.Text("ready");
            }
            catch (Exception problem) when (!stop.IsCancellationRequested)
            {
                log.LogWarning(problem, "Not ready to serve");
            }
            return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
