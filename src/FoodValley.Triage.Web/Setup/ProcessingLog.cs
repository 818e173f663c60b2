using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FoodValley.Triage.Auditing;
using FoodValley.Triage.Store;

namespace FoodValley.Triage.Web.Setup;

/// <summary>
/// Sends lines to the Logboek Dataverwerkingen by OTLP/HTTP: off unless <c>LogboekDataverwerkingen:Endpoint</c> is set. What the collector did not take waits
/// and is sent again; nothing is sampled and nothing is lost. A line may arrive twice, with the same ids. Serves HK-8.4.
/// </summary>
public sealed class ProcessingLog(IServiceScopeFactory scopes, IConfiguration settings, TimeProvider clock, ILogger<ProcessingLog> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10), Longest = TimeSpan.FromMinutes(5);

    /// <summary>Where to, and the key of the pseudonyms; null when it is off. Throws <see cref="CannotRunException"/> for an address or a key that is none.</summary>
    public static (Uri Endpoint, byte[] Key)? Target(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings["LogboekDataverwerkingen:Endpoint"] is not { Length: > 0 } address) return null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new CannotRunException("LogboekDataverwerkingen:Endpoint is an address such as https://collector.example/v1/traces.");
        var key = new byte[(settings["LogboekDataverwerkingen:Key"] ?? "").Length];
        return Convert.TryFromBase64String(settings["LogboekDataverwerkingen:Key"] ?? "", key, out var length) && length >= ProcessingLogLine.KeyLength ? (endpoint, key[..length])
            : throw new CannotRunException($"LogboekDataverwerkingen:Key is not set: at least {ProcessingLogLine.KeyLength} random bytes in base64, from which clients get their pseudonyms.");
    }

    /// <summary>Sends what waits until nothing does; false as soon as the collector does not take it.</summary>
    public async Task<bool> OnceAsync(CancellationToken stop = default)
    {
        if (Target(settings) is not { } target) return true;
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<ProcessingOutbox>();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        while (await outbox.WaitingAsync(Batch, stop) is { Count: > 0 } waiting)
        {
            if (!await TakenAsync(client, target.Endpoint, ProcessingLogLine.ToOtlp([.. waiting.Select(e => ProcessingLogLine.Of(e, ProcessingRegister.Current, target.Key))]), stop)) return false;
            await outbox.TakenAsync([.. waiting.Select(e => e.Id)], stop);
        }
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Target(settings) is null) return;
        var wait = Look;
        try
        {
            while (true)
            {
                await Task.Delay(wait, clock, stoppingToken);
                try
                {
                    wait = await OnceAsync(stoppingToken) ? Look : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Longest.Ticks));
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    log.LogError(problem, "Lines for the Logboek Dataverwerkingen could not be sent.");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops; what waits is sent after the next start.
        }
    }

    // A collector that took only some says so in a good answer: then all of them come again.
    private async Task<bool> TakenAsync(HttpClient client, Uri endpoint, byte[] body, CancellationToken stop)
    {
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await client.PostAsync(endpoint, content, stop);
            if (!answer.IsSuccessStatusCode)
            {
                log.LogWarning("The collector of the Logboek Dataverwerkingen answered {Status}; the lines wait.", (int)answer.StatusCode);
                return false;
            }
            if (Rejected(await answer.Content.ReadAsStringAsync(stop)))
            {
                log.LogError("The collector of the Logboek Dataverwerkingen did not take all lines; they wait.");
                return false;
            }
            return true;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            log.LogWarning("The collector of the Logboek Dataverwerkingen cannot be reached; the lines wait.");
            return false;
        }
    }

    private static bool Rejected(string answer)
    {
        try
        {
            return answer.Length > 0 && JsonNode.Parse(answer)?["partialSuccess"]?["rejectedSpans"]?.ToString() is { } rejected && rejected != "0";
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or InvalidOperationException)
        {
            // An answer in another form says nothing about lines that were refused.
            return false;
        }
    }
}
