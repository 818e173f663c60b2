using System.Threading.RateLimiting;
using FoodValley.Triage.Web.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodValley.Triage.Web.Setup;

/// <summary>Requests that only ask for marks while a text is being typed. Nothing of them is kept, and one person can ask only so often.</summary>
public static class WhileTyping
{
    /// <summary>The page handler they ask for.</summary>
    public const string Handler = "Marks";

    /// <summary>At once at most; two more each second.</summary>
    public const int AtOnce = 30;

    public static bool Asked(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsPost(request.Method) && string.Equals(request.Query["handler"], Handler, StringComparison.OrdinalIgnoreCase);
    }

    public static void AddTypingLimit(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => !Asked(context.Request)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(context.User.FindFirst(PersonClaims.Id)?.Value ?? "nobody", _ => new()
            {
                TokenLimit = AtOnce, TokensPerPeriod = 2, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
            }));
    });
}

/// <summary>The answer may load one script of our own and ask this server from it; every other answer may not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithScriptAttribute : Attribute;
