using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodValley.Triage.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class Clock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan by) => Now += by;
}

/// <summary>The real program, with its data in a folder of its own that goes when the test is over.</summary>
public class TriageApp : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> _settings;
    private readonly string _environment;

    public TriageApp() : this("Development") { }

    protected TriageApp(string environment, params (string Key, string? Value)[] settings)
    {
        _environment = environment;
        Folder = Directory.CreateTempSubdirectory("triage-").FullName;
        _settings = new()
        {
            ["Limits:Requests"] = "1000000", // tests are quicker than people
            ["Demo:Work"] = "false", // a test makes its own
            ["Database:ConnectionString"] = "Data Source=" + Path.Combine(Folder, "triage.db"),
            ["Exports:Folder"] = Path.Combine(Folder, "exports"),
        };
        foreach (var (key, value) in settings) _settings[key] = value;
        ClientOptions.AllowAutoRedirect = false;
    }

    /// <summary>The program in Production with an invented sign-in provider.</summary>
    public static TriageApp InProduction(params (string Key, string? Value)[] settings) => new("Production",
        [("Authentication:Schemes:OpenIdConnect:Authority", "https://sign-in.example"), ("Authentication:Schemes:OpenIdConnect:ClientId", "triage"), .. settings]);

    public string Folder { get; }

    /// <summary>Null: the real clock. Otherwise set it before the first request.</summary>
    public Clock? Clock { get; init; }

    /// <summary>More services, or others.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    public string LogFolder => Path.Combine(Folder, "logs");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        // Not by UseSetting: that hands parent sections on as empty text, and the log library would look for a sink without a name.
        builder.ConfigureAppConfiguration(settings => settings.AddInMemoryCollection(new Dictionary<string, string?> { ["Serilog:WriteTo:0:Args:path"] = Path.Combine(LogFolder, "web-.json") }));
        builder.ConfigureServices(services =>
        {
            if (Clock is not null) services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            Parts?.Invoke(services);
        });
    }

    /// <summary>Signs in by the form, as a person does.</summary>
    public static async Task SignInAsync(HttpClient client, string person)
    {
        var page = await PageAsync(client, "/demo/sign-in");
        using var answer = await SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("person", person));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async Task<HttpClient> SignedInAsync(string person)
    {
        var client = CreateClient();
        await SignInAsync(client, person);
        return client;
    }

    /// <summary>The page at this address; anything but 200 fails the test.</summary>
    public static async Task<IHtmlDocument> PageAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await PageAsync(answer);
    }

    public static async Task<IHtmlDocument> PageAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    /// <summary>Posts the form as it stands in the page (hidden fields and all that is filled in), with these fields changed or added.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(HttpClient client, IHtmlFormElement form, params (string Name, string Value)[] filled)
    {
        var fields = form.Elements.OfType<IHtmlElement>().SelectMany(Posted).Where(field => filled.All(f => f.Name != field.Key)).ToList();
        fields.AddRange(filled.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var address = form.GetAttribute("action") is { Length: > 0 } action ? action : form.Owner!.DocumentUri is "about:blank" ? null : form.Owner.DocumentUri;
        return client.PostAsync(address ?? CurrentAddress(form), new FormUrlEncodedContent(fields));
    }

    /// <summary>A page names its own address in the language form, for want of one in a parsed document.</summary>
    private static string CurrentAddress(IHtmlFormElement form) =>
        form.Owner!.QuerySelector<IHtmlInputElement>("form[action='/language'] input[name=returnUrl]")!.Value;

    private static IEnumerable<KeyValuePair<string, string>> Posted(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Name: { Length: > 0 } name, IsDisabled: false, Type: "radio" or "checkbox" } box => box.IsChecked ? [new(name, box.Value)] : [],
        IHtmlInputElement { Name: { Length: > 0 } name, IsDisabled: false } input => [new(name, input.Value)],
        IHtmlTextAreaElement { Name: { Length: > 0 } name } area => [new(name, area.Value)],
        IHtmlSelectElement { Name: { Length: > 0 } name } select => [new(name, select.Value ?? "")],
        _ => [],
    };

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
