using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Web.Access;
using Serilog;
using Serilog.Events;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// The technical log: one event per request and what went wrong. It names nobody and holds no search terms;
/// who looked at whose data is kept elsewhere, in the access events.
/// </summary>
public static class Logging
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        Serilog.Debugging.SelfLog.Enable(Console.Error);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Serilog.ILogger>(services => new LoggerConfiguration().ReadFrom.Configuration(services.GetRequiredService<IConfiguration>())
            .Filter.ByExcluding(happened => happened.MessageTemplate.Text == "Hosting failed to start") // the program itself says why, in one sentence
            .CreateLogger());
        builder.Services.AddSingleton<ILoggerProvider>(services => new Serilog.Extensions.Logging.SerilogLoggerProvider(services.GetRequiredService<Serilog.ILogger>(), dispose: true));
    }

    /// <summary>The user is a keyed hash: without <c>Logging:UserHashKey</c> the key is new at each start, and events of two runs cannot be joined.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<Serilog.ILogger>().ForContext("SourceContext", "FoodValley.Triage.Web.Requests");
        var key = app.Configuration["Logging:UserHashKey"] is { Length: > 0 } configured ? Encoding.UTF8.GetBytes(configured) : app.Services.GetRequiredService<Chance>().Bytes(32);
        app.Use(async (context, next) =>
        {
            var start = Stopwatch.GetTimestamp();
            try { await next(context); }
            finally
            {
                var status = context.Response.StatusCode;
                log.ForContext("UserHash", context.User.FindFirst(PersonClaims.Id)?.Value is { } id ? Hash(key, id) : null).ForContext("TraceId", context.TraceCode())
                    .Write(status >= 500 ? LogEventLevel.Error : LogEventLevel.Information, "HTTP {Method:l} {Path:l} responded {StatusCode} in {Elapsed:0.0} ms",
                        context.Request.Method, context.Request.Path.Value, status, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        });
    }

    /// <summary>What a person can quote when something went wrong, and what finds the events in the log.</summary>
    public static string TraceCode(this HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static string Hash(byte[] key, string id) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id)))[..16];
}
