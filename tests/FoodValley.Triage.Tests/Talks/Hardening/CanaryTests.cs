using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodValley.Triage.Tests.Talks.Hardening;

/// <summary>Invented words go in by every way there is; they must come out in no line of the technical log, no address and no title.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Name = "Zilverkanarie", Number = "KANARIE4711", Text = "kanarietekst93", Phone = "0600004711";
    private static readonly string[] Canaries = [Name, Number, Text, Phone];

    private readonly StandingApp _app = new();
    private readonly List<string> _shown = [];

    public void Dispose() => _app.Dispose();

    private static string? Sings(string? text) => Canaries.FirstOrDefault(c => text?.Contains(c, StringComparison.OrdinalIgnoreCase) == true);

    [Fact]
    public async Task No_line_of_the_log_no_address_and_no_title_tells_who_it_is_about()
    {
        var client = await _app.Of("sanne");
        var made = await SendAsync(client, "/dossiers/new", ("number", Number), ("name", Name), ("birthDate", "1-3-2019"), ("phone", Phone), ("email", Text + "@voorbeeld.invalid"));
        var dossier = made.Location!;
        await SendAsync(client, dossier + "/people/new", ("name", Name), ("role", "parent-with-custody"));
        await SendAsync(client, dossier + "/help-request", ("helpRequest", Text), ("saidBy", Name), ("on", "1-11-2026"));
        await SendAsync(client, dossier + "/goal", ("goal", Text), ("goalByWhom", Name), ("goalSupport", "me"), ("goalLink", Text));
        await SendAsync(client, dossier + "/presence", ("on", "not a day " + Text), ("present", Name));
        await SendAsync(client, "/dossiers", ("q", Name));
        var walk = await Walk.StartAsync(_app, "sanne", "1");
        await walk.GiveAsync("consult-recipient", ("consultFunction", Name), ("consultOrganisation", Number));
        await walk.PostAsync("consult-question", ("consultQuestion", Text));
        await walk.PostAsync("consult-text", ("consultText", Text + " " + Name));

        // Every page that is one link away from these.
        var open = new Queue<string>(["/", "/dossiers", dossier, walk.Address("check"), walk.Address("consult-text"), "/partners", "/meetings", "/quick-check"]);
        var seen = new HashSet<string>();
        while (open.TryDequeue(out var address) && seen.Count < 120)
        {
            if (!seen.Add(address)) continue;
            using var answer = await client.GetAsync(address);
            Assert.True((int)answer.StatusCode < 500, address);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = await TriageApp.PageAsync(answer);
            Look(page, address);
            if (address is "/" or "/dossiers" || address.StartsWith(dossier, StringComparison.Ordinal) || address.StartsWith("/asking/", StringComparison.Ordinal))
                foreach (var link in page.QuerySelectorAll("main a[href^='/']")) open.Enqueue(link.GetAttribute("href")!);
        }
        Assert.Contains(_shown, text => text.Contains(Name, StringComparison.Ordinal));
        Assert.Contains(_shown, text => text.Contains(Text, StringComparison.Ordinal));

        // What somebody types where it does not belong.
        foreach (var address in new[] { $"/{Name}", $"/dossiers/{Number}", $"/asking/{Name}/{Text}", $"/records/{Text}", $"/health/live?q={Name}", $"/?{Name}={Text}", $"/session/resume/{Number}", $"/css/{Name}.css", $"/dossiers/%0A{Name}" })
            (await client.GetAsync(address)).Dispose();
        foreach (var (method, address) in new[] { (Name, "/"), ("DELETE", "/" + Number), ("POST", $"/sign-out?{Name}"), ("POST", "/language"), ("PUT", dossier) })
        {
            using var request = new HttpRequestMessage(new(method), address)
            {
                Content = new StringContent($"name={Name}&__RequestVerificationToken={Text}%ZZ", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
                Headers = { { "User-Agent", Name }, { "Referer", "https://localhost/" + Name }, { "X-Forwarded-For", Number }, { "traceparent", Text }, { "Accept-Language", Name } },
            };
            (await client.SendAsync(request)).Dispose();
        }

        var log = await ErrorPagesTests.ReadLog(_app.LogFolder);
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 60, $"{lines.Length} lines");
        Assert.True(lines.All(line => Sings(line) is null), lines.FirstOrDefault(line => Sings(line) is not null));
        var session = _app.Rows("SELECT Session FROM access_events WHERE PersonId = 'sanne' LIMIT 1")[0];
        foreach (var other in new[] { "sanne", "Sanne de Wit", session, dossier["/dossiers/".Length..], walk.Draft.ToString(), "Verbeek", "?" + "q=" })
            Assert.DoesNotContain(other, log, StringComparison.OrdinalIgnoreCase);
        Assert.Single(lines.Select(line => System.Text.RegularExpressions.Regex.Match(line, "\"UserHash\":\"([0-9a-f]{16})\"").Groups[1].Value).Where(hash => hash.Length > 0).Distinct());
    }

    public static TheoryData<string> Problems => new("format", "key", "argument", "json", "update", "deep");

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task An_exception_that_repeats_what_was_typed_does_not_tell_it_to_the_log(string kind)
    {
        Exception problem = kind switch
        {
            "format" => new FormatException($"The input string '{Name}' was not in a correct format."),
            "key" => new KeyNotFoundException($"The given key '{Name}' was not present."),
            "argument" => new ArgumentOutOfRangeException(nameof(kind), Text, Number),
            "json" => new System.Text.Json.JsonException($"'{Name}' is invalid."),
            "update" => new Microsoft.EntityFrameworkCore.DbUpdateException($"The duplicate key value is ({Name})."),
            _ => new InvalidOperationException("Broken on purpose.", new FormatException(Name)),
        };
        await using var app = new TriageApp { Parts = services => services.Replace(ServiceDescriptor.Scoped<People>(_ => throw problem)) };
        using (var answer = await app.CreateClient().GetAsync("/demo/sign-in"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Null(Sings(await answer.Content.ReadAsStringAsync()));
        }
        var log = await ErrorPagesTests.ReadLog(app.LogFolder);
        Assert.Null(Sings(log));
        Assert.Contains(problem.GetType().FullName!, log);
        if (kind == "deep") Assert.Contains("Broken on purpose.", log);
    }

    private async Task<Answered> SendAsync(HttpClient client, string address, params (string, string)[] fields)
    {
        var page = await TriageApp.PageAsync(client, address);
        Look(page, address);
        var form = page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().First(f => fields.All(field => f.QuerySelector($"[name='{field.Item1}']") is not null));
        using var answer = await TriageApp.SubmitAsync(client, form, fields);
        Assert.Null(Sings(answer.Headers.Location?.OriginalString));
        var answered = await Answered.From(answer);
        Look(answered.Page, address);
        return answered;
    }

    private void Look(IHtmlDocument page, string address)
    {
        Assert.True(Sings(page.Title) is null, $"{address}: {page.Title}");
        foreach (var element in page.QuerySelectorAll("[href], [action], [formaction], [src]"))
            foreach (var attribute in new[] { "href", "action", "formaction", "src" })
                if (Sings(element.GetAttribute(attribute)) is { } sung && !element.GetAttribute(attribute)!.StartsWith("mailto:", StringComparison.Ordinal) && !element.GetAttribute(attribute)!.StartsWith("tel:", StringComparison.Ordinal))
                    Assert.Fail($"{address}: {attribute} {element.GetAttribute(attribute)} holds {sung}");
        _shown.Add(page.QuerySelector("main")?.TextContent ?? "");
    }
}
