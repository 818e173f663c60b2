using System.Collections.Frozen;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Access;
using FoodValley.Triage.Web.Access.OpenIdConnect;
using Microsoft.AspNetCore.Authentication;
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
        builder.Services.AddSingleton<Serilog.ILogger>(services =>
        {
            var settings = services.GetRequiredService<IConfiguration>();
            var written = new LoggerConfiguration().ReadFrom.Configuration(settings)
                .Enrich.With(new WithoutAddresses()) // after what the settings add, such as the address in the scope of a request
                .Filter.ByExcluding(happened => happened.MessageTemplate.Text == "Hosting failed to start") // the program itself says why, in one sentence
                .CreateLogger();
            // In front, with the same levels: whatever the settings write and wherever to, it has gone through here.
            var levels = new ConfigurationBuilder().AddInMemoryCollection(settings.GetSection("Serilog:MinimumLevel").AsEnumerable()).Build();
            return new LoggerConfiguration().ReadFrom.Configuration(levels)
                // The framework repeats there, word by word, what a provider said about somebody; what counts of it is logged by ourselves.
                .MinimumLevel.Override(typeof(OidcHandler).FullName!, LogEventLevel.Warning)
                .WriteTo.Sink(new WithoutPersonalData(written), LevelAlias.Minimum).CreateLogger();
        });
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
                        Method(context), Door(context), status, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        });
    }

    private static readonly FrozenSet<string> Methods = new[] { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT" }.ToFrozenSet(StringComparer.Ordinal);

    // Both can be anything a sender likes to type.
    private static string Method(HttpContext context) => Methods.Contains(context.Request.Method) ? context.Request.Method : "other";

    // The door's own address, with {id} for an id: whose page it was stands in the access log. The provider's answers come in before there is a door.
    private static string Door(HttpContext context) => context.Request.Path.Value is "/signin-oidc" or "/signout-callback-oidc"
        ? context.Request.Path.Value
        : context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.TrimStart('/') : "none";

    /// <summary>What a person can quote when something went wrong, and what finds the events in the log.</summary>
    public static string TraceCode(this HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static string Hash(byte[] key, string id) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id)))[..16];
}

/// <summary>Takes the address out of an event once more: enrichers of the settings bring it back.</summary>
internal sealed class WithoutAddresses : Serilog.Core.ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, Serilog.Core.ILogEventPropertyFactory propertyFactory)
    {
        foreach (var name in WithoutPersonalData.Addresses) logEvent.RemovePropertyIfPresent(name);
    }
}

/// <summary>
/// What the technical log never holds: the address with its ids, and words of an exception that may repeat what somebody typed or what a row holds.
/// The kinds and the places of an exception stay, and the words of kinds that speak of files, connections and our own mistakes.
/// </summary>
internal sealed class WithoutPersonalData(Serilog.Core.Logger written) : Serilog.Core.ILogEventSink, IDisposable
{
    internal static readonly string[] Addresses = ["RequestPath", "QueryString", "Referer"];

    public void Emit(LogEvent logEvent)
    {
        var properties = logEvent.Properties.Where(p => !Addresses.Contains(p.Key)).Select(p => new LogEventProperty(p.Key, p.Value)).ToList();
        if (logEvent.Exception is { } problem) properties.Add(new("Problem", new ScalarValue(Told(problem))));
        written.Write(new LogEvent(logEvent.Timestamp, logEvent.Level, null, logEvent.MessageTemplate, properties, logEvent.TraceId ?? default, logEvent.SpanId ?? default));
    }

    public void Dispose() => written.Dispose();

    internal static string Told(Exception problem)
    {
        var told = new StringBuilder();
        for (var one = problem; one is not null; one = one.InnerException)
            told.Append(one.GetType().FullName).Append(Words(one)).Append('\n').Append(one.StackTrace).Append('\n');
        return told.ToString();
    }

    private static string Words(Exception problem) => problem switch
    {
        // A provider's description may name a person.
        AuthenticationFailureException => ": " + problem.Message.Split(";Description=")[0],
        Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolException or Microsoft.IdentityModel.Tokens.SecurityTokenException => ": " + problem.Message,
        ObjectDisposedException or InvalidOperationException or IOException or TimeoutException or CannotRunException or System.Net.Sockets.SocketException or HttpRequestException => ": " + problem.Message,
        Microsoft.Data.Sqlite.SqliteException sqlite => $": error {sqlite.SqliteErrorCode}/{sqlite.SqliteExtendedErrorCode}",
        Microsoft.Data.SqlClient.SqlException sql => $": error {sql.Number}",
        _ => "",
    };
}
