using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace FoodValley.Triage.Benchmarks;

/// <summary>Somebody with a browser: one session, kept-alive connections.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10) };
    private readonly HttpClient _client;

    public Visitor(Uri address) => _client = new HttpClient(_handler) { BaseAddress = address };

    /// <summary>The form token of the page read last.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Signs in by the demonstration page, as a person does.</summary>
    public async Task SignInAsync(string person)
    {
        await ReadAsync("/demo/sign-in");
        var (status, _, _) = await PostAsync("/demo/sign-in", ("person", person));
        if (status != HttpStatusCode.Redirect) throw new InvalidOperationException($"Signing in answered {status}.");
    }

    /// <summary>The page as text; its form token is kept.</summary>
    public async Task<string> ReadAsync(string page)
    {
        var html = await _client.GetStringAsync(page);
        Token = FormToken().Match(html).Groups[1].Value;
        return html;
    }

    /// <summary>Milliseconds until the whole page was here; anything but 200 throws.</summary>
    public async Task<double> GetAsync(string page)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await _client.GetAsync(page);
        await answer.Content.CopyToAsync(Stream.Null);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{page} answered {answer.StatusCode}.");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Posts a form; where it led to and how many milliseconds that took.</summary>
    public async Task<(HttpStatusCode Status, string Location, double Took)> PostAsync(string page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", Token)]);
        var began = Stopwatch.GetTimestamp();
        using var answer = await _client.PostAsync(page, form);
        await answer.Content.CopyToAsync(Stream.Null);
        return (answer.StatusCode, answer.Headers.Location?.ToString() ?? "", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex FormToken();
}
