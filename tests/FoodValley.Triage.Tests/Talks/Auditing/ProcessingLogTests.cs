using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Auditing;

/// <summary>Lines for the Logboek Dataverwerkingen, to a collector of our own that is away first, then answers 503, then takes them.</summary>
[Norm("HK-8.4")]
public sealed class ProcessingLogTests
{
    private static readonly string Key = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(n => (byte)n)]);

    private static readonly Guid Somebody = new("3f2504e0-4f89-41d3-9a0c-0305e82c3301");

    private sealed class Logged(string endpoint) : TriageApp("Development", ("LogboekDataverwerkingen:Endpoint", endpoint), ("LogboekDataverwerkingen:Key", Key))
    {
        public List<string> Rows(string sql)
        {
            _ = Services;
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "triage.db"), Pooling = false }.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read()) rows.Add(reader.GetValue(0).ToString()!);
            return rows;
        }

        public Task<bool> SendAsync() => Services.GetRequiredService<ProcessingLog>().OnceAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(JsonNode span, string key) => (string)span["attributes"]!.AsArray().Single(a => (string)a!["key"]! == key)!["value"]!["stringValue"]!;

    [Fact]
    public async Task Nothing_is_lost_while_the_collector_is_away_and_no_employee_is_in_it()
    {
        var port = FreePort();
        await using var app = new Logged($"http://127.0.0.1:{port}/v1/traces") { Clock = new Clock(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)) };
        var sanne = await app.SignedInAsync("sanne");
        var dossiers = app.Rows("SELECT lower(Id) FROM dossiers WHERE ResponsibleId = 'sanne' ORDER BY Number");
        foreach (var dossier in (string[])[dossiers[0], dossiers[1], dossiers[0]]) Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync($"/dossiers/{dossier}")).StatusCode);
        // Signing in, lists and refusals are no processing of a client's data.
        await sanne.GetAsync("/dossiers");
        await sanne.GetAsync($"/dossiers/{app.Rows("SELECT lower(Id) FROM dossiers WHERE ResponsibleId = 'joris'")[0]}");
        Assert.Equal(app.Rows("SELECT Id FROM access_events WHERE PersonId = 'sanne' AND Action = 'read'"), app.Rows("SELECT EventId FROM processing_outbox ORDER BY EventId"));

        Assert.False(await app.SendAsync()); // nobody there
        Assert.Equal(["3"], app.Rows("SELECT count(*) FROM processing_outbox"));

        var (status, body) = (503, "");
        var received = new List<(int Status, string Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        await using var collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            received.Add((status, await reader.ReadToEndAsync()));
            Assert.Equal("application/json", context.Request.ContentType);
            return Results.Content(body, "application/json", statusCode: status);
        });
        collector.Urls.Add($"http://127.0.0.1:{port}");
        await collector.StartAsync();
        Assert.False(await app.SendAsync()); // 503
        (status, body) = (200, """{"partialSuccess":{"rejectedSpans":"1"}}""");
        Assert.False(await app.SendAsync()); // not all of them
        Assert.Equal(["3"], app.Rows("SELECT count(*) FROM processing_outbox"));
        body = """{"partialSuccess":{}}""";
        Assert.True(await app.SendAsync());
        Assert.Equal(["0"], app.Rows("SELECT count(*) FROM processing_outbox"));
        Assert.True(await app.SendAsync()); // nothing left to send
        Assert.Equal([503, 200, 200], received.Select(r => r.Status));
        // Whenever it is sent, it is the same line.
        Assert.Single(received.Select(r => r.Body).Distinct());

        var resource = Assert.Single(JsonNode.Parse(received[^1].Body)!["resourceSpans"]!.AsArray())!;
        Assert.Equal("gemeente-barneveld", Text(resource["resource"]!, "foodvalley.organisation"));
        var spans = resource["scopeSpans"]![0]!["spans"]!.AsArray().Select(s => s!).ToList();
        Assert.Equal(3, spans.Count);
        Assert.All(spans, s =>
        {
            Assert.Matches("^[0-9a-f]{32}$", (string)s["traceId"]!);
            Assert.Matches("^[0-9a-f]{16}$", (string)s["spanId"]!);
            Assert.Equal(("read", 1, "urn:foodvalley-triage:processing:2026-1:casework"), ((string)s["name"]!, (int)s["status"]!["code"]!, Text(s, "dpl.core.processing_activity_id")));
            Assert.Equal((string)s["startTimeUnixNano"]!, (string)s["endTimeUnixNano"]!);
            Assert.Equal("1795510800000000000", (string)s["endTimeUnixNano"]!); // 24 November 2026, nine o'clock UTC
            Assert.Matches("^[0-9a-f]{64}$", Text(s, "dpl.core.data_subject_id"));
            Assert.Equal("foodvalley-triage-dossier-hmac-sha256", Text(s, "dpl.core.data_subject_id_type"));
        });
        Assert.Equal(3, spans.Select(s => (string)s["traceId"]!).Distinct().Count());
        var subjects = spans.Select(s => Text(s, "dpl.core.data_subject_id")).ToList();
        Assert.Equal((subjects[0], true), (subjects[2], subjects[0] != subjects[1]));
        // The pseudonym, made by hand.
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(Key), System.Text.Encoding.UTF8.GetBytes($"dossier\ngemeente-barneveld\n{dossiers[0]}"))), subjects[0]);
        Assert.DoesNotMatch(new Regex("sanne|Milan|" + string.Join('|', dossiers), RegexOptions.IgnoreCase), received[^1].Body);
    }

    [Fact]
    public async Task It_is_off_unless_it_is_set_and_off_again_when_it_is_not()
    {
        await using (var off = new TriageApp())
        {
            using var scope = off.Services.CreateScope();
            var outbox = scope.ServiceProvider.GetRequiredService<ProcessingOutbox>();
            var log = scope.ServiceProvider.GetRequiredService<AccessLog>();
            var act = new Act((await scope.ServiceProvider.GetRequiredService<People>().FindAsync("sanne"))!, new DateTime(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc), "s");
            await log.WriteAsync(act, AccessAction.Read, dossier: Somebody);
            Assert.Equal(0, await outbox.CountAsync());
            await outbox.SwitchAsync(true);
            await outbox.SwitchAsync(true);
            await log.WriteAsync(act, AccessAction.Read, dossier: Somebody);
            await log.WriteAsync(act, AccessAction.Refused, dossier: Somebody);
            Assert.Equal(1, await outbox.CountAsync());
            await outbox.SwitchAsync(false);
            await log.WriteAsync(act, AccessAction.Read, dossier: Somebody);
            Assert.Equal(1, await outbox.CountAsync());
        }

        static IConfiguration Set(params (string, string?)[] settings) => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("LogboekDataverwerkingen:" + s.Item1, s.Item2))).Build();
        Assert.Null(ProcessingLog.Target(Set()));
        Assert.Throws<CannotRunException>(() => ProcessingLog.Target(Set(("Endpoint", "collector"), ("Key", Key))));
        Assert.Throws<CannotRunException>(() => ProcessingLog.Target(Set(("Endpoint", "https://collector.example/v1/traces"))));
        Assert.Throws<CannotRunException>(() => ProcessingLog.Target(Set(("Endpoint", "https://collector.example/v1/traces"), ("Key", "c2hvcnQ="))));
        Assert.NotNull(ProcessingLog.Target(Set(("Endpoint", "https://collector.example/v1/traces"), ("Key", Key))));
    }

    [Fact]
    public void The_register_knows_every_purpose_and_each_has_its_own_address()
    {
        var purposes = Coded.All<AccessPurpose>().Where(p => p != AccessPurpose.SignIn).Select(p => p.Code()).ToList();
        Assert.Equal(purposes.Count, purposes.Select(ProcessingRegister.Current.UriOf).Distinct().Count());
        Assert.All(purposes, p => Assert.True(Uri.TryCreate(ProcessingRegister.Current.UriOf(p), UriKind.Absolute, out _)));
        Assert.All(purposes, p => Assert.Contains(":" + ProcessingRegister.Current.Version + ":", ProcessingRegister.Current.UriOf(p)));
        Assert.Throws<ArgumentException>(() => ProcessingRegister.Current.UriOf("curiosity"));
    }
}
