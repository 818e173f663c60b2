using System.Threading.RateLimiting;
using FoodValley.Triage.Web.Access;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// How often one person, or one address without a person, may ask: far more than working takes, far less than trying everything. Files and the questions of
/// the machinery around us do not count; requests while typing have a limit of their own.
/// </summary>
public static class RequestRate
{
    /// <summary>At once at most, unless <c>Limits:Requests</c> says otherwise; a tenth of it comes back each second.</summary>
    public const int AtOnce = 300;

    public static void AddRequestRate(this WebApplicationBuilder builder)
    {
        var atOnce = Math.Max(1, builder.Configuration.GetValue("Limits:Requests", AtOnce));
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) => { context.HttpContext.Response.Headers.RetryAfter = "10"; return ValueTask.CompletedTask; };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            {
                var person = context.User.FindFirst(PersonClaims.Id)?.Value;
                if (WhileTyping.Asked(context.Request)) return Bucket("typing " + (person ?? "nobody"), WhileTyping.AtOnce, 2);
                if (context.Request.Path.StartsWithSegments("/health") || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return RateLimitPartition.GetNoLimiter("");
                return Bucket(person is null ? "address " + context.Connection.RemoteIpAddress : "person " + person, atOnce, Math.Max(1, atOnce / 10));
            });
        });

        static RateLimitPartition<string> Bucket(string whose, int most, int aSecond) => RateLimitPartition.GetTokenBucketLimiter(whose, _ => new()
        {
            TokenLimit = most, TokensPerPeriod = aSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
        });
    }
}
