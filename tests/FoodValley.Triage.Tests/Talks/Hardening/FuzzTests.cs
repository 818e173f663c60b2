using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Shell;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace FoodValley.Triage.Tests.Talks.Hardening;

/// <summary>
/// Made-up requests to every door, by everybody and nobody: forms, fields, ids, cookies, headers and bodies that are nearly right. Never a failure of ours, never
/// a trace of the program, never a row that the rules do not permit. <c>TRIAGE_FUZZ</c> says how many requests, <c>TRIAGE_FUZZ_SEED</c> from which seed.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private static int Asked(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var said) ? said : otherwise;

    private static readonly string[] People = ["sanne", "joris", "mark", "fatima", "beheer", "amira", "noor", "bas"];

    private static readonly string[] Odd =
    [
        "", " ", "\0", "\r\n", "'", "\"", "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "../../etc/passwd", "%00", "%0d%0aX: y", "\u202e", "\ufeff", "é", "𝒳", "\ud800", "null", "undefined", "NaN", "true", "[]", "{}",
        "-1", "0", "1", "99999999999999999999", "2147483648", "1e309", "0x10", "1-1-0001", "31-12-9999", "29-2-2026", "2026-11-24", "24-11-2026", "00000000-0000-0000-0000-000000000000", "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "yes", "no", "share", "consent", "1", "2", "2b", "safety", "vital-interest", "sanne", "gemeente-ede", "team-ede", "administrator", "#0", "*", "a\nb", "a\tb", new string('x', 5000), new string('9', 400), "123456782",
    ];

    private readonly StandingApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Whatever_is_sent_nothing_breaks_and_no_row_stands_outside_the_rules()
    {
        var (count, seed) = (Asked("TRIAGE_FUZZ", 1500), Asked("TRIAGE_FUZZ_SEED", 20261124));
        var chance = new Random(seed);
        T One<T>(IReadOnlyList<T> list) => list[chance.Next(list.Count)];

        // Something of everybody's, so that there is something to reach for.
        await (await Walk.AtAsync(_app, "sanne", "2", "check")).SignAsync();
        await Walk.AtAsync(_app, "sanne", "2", "ground");
        await Walk.AtAsync(_app, "joris", "1", "check");
        await (await Walk.AtAsync(_app, "amira", "2", "check")).SignAsync();
        var ids = new[] { "dossiers", "drafts", "decisions", "partners", "meetings" }.SelectMany(table => _app.Rows($"SELECT lower(Id) FROM {table}")).ToList();
        var doors = Door.All(_app).Where(d => !d.File).ToList();
        var (clients, tokens) = (new Dictionary<string, HttpClient>(), new Dictionary<string, string>());
        foreach (var person in People)
        {
            clients[person] = await _app.Of(person);
            tokens[person] = await TokenAsync(clients[person]);
        }
        clients["nobody"] = _app.CreateClient();
        tokens["nobody"] = await TokenAsync(clients["nobody"]);
        var names = await NamesAsync(doors, ids, clients);
        Assert.True(names.Count > 40, $"{names.Count} fields");
        var untouched = Untouched();

        var (wrong, statuses) = (new List<string>(), new SortedDictionary<int, int>());
        for (var at = 0; at < count; at++)
        {
            var (who, door) = (One([.. clients.Keys]), One(doors));
            var method = chance.Next(10) switch { < 4 => "GET", < 9 => "POST", _ => One(["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "ODD"]) };
            var address = door.Address(_ => chance.Next(4) == 0 ? One(Odd).Replace("\ud800", "x", StringComparison.Ordinal).Replace("\0", "x", StringComparison.Ordinal) : One(ids));
            if (chance.Next(3) == 0) address += "?" + string.Join('&', Enumerable.Range(0, chance.Next(1, 4)).Select(_ => $"{Escaped(chance.Next(3) == 0 ? One(["handler", "done", "kind", "q", "way", "dossier", "replaces", "level", "step", "ReturnUrl"]) : One(names))}={Escaped(chance.Next(2) == 0 ? One(ids) : One(Odd))}"));
            HttpResponseMessage answer;
            try
            {
                using var request = new HttpRequestMessage(new(method), new Uri("http://localhost" + address));
                if (method is not ("GET" or "HEAD")) request.Content = Body(chance, names, ids, chance.Next(8) == 0 ? One([.. tokens.Values, "", "CfDJ8x"]) : tokens[who], door.Page);
                if (chance.Next(4) == 0) request.Headers.TryAddWithoutValidation(One(["Cookie", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override", "Origin", "Referer", "Accept", "Accept-Language", "Authorization", "If-None-Match", "Range", "traceparent"]), Header(One(Odd)));
                answer = await clients[who].SendAsync(request);
            }
            catch (Exception problem) when (problem is UriFormatException or FormatException or HttpRequestException or ArgumentException)
            {
                continue; // what a client cannot even say
            }
            using (answer)
            {
                var status = (int)answer.StatusCode;
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                var text = await answer.Content.ReadAsStringAsync();
                if (status >= 500 || text.Contains("   at FoodValley", StringComparison.Ordinal) || text.Contains("System.", StringComparison.Ordinal) && text.Contains("Exception", StringComparison.Ordinal) || !answer.Headers.Contains("Content-Security-Policy"))
                    wrong.Add($"#{at} {who} {method} {address[..Math.Min(200, address.Length)]}: {status}");
            }
            if (who != "nobody" && at % 50 == 0) tokens[who] = await TokenAsync(clients[who] = await StillInAsync(clients[who], who));
        }
        output.WriteLine($"seed {seed}: " + string.Join(", ", statuses.Select(s => $"{s.Value} × {s.Key}")));
        Assert.Empty(wrong);
        if (count >= 500) Assert.Superset(new HashSet<int> { 200, 302, 400, 403, 404 }, statuses.Keys.ToHashSet());

        Assert.Equal(untouched, Untouched());
        await RowsAreWithinTheRulesAsync();
        Assert.DoesNotContain("\"Level\":\"Error\"", await ErrorPagesTests.ReadLog(_app.LogFolder));
    }

    /// <summary>What no form of these people can change: who there is where nobody of them administers, and what the protocols permit.</summary>
    private string Untouched() => string.Join('\n', new[]
    {
        "people WHERE OrganisationId <> 'gemeente-barneveld'", "teams WHERE OrganisationId <> 'gemeente-barneveld'", "organisations WHERE Id <> 'gemeente-barneveld'", "protocol_settings",
    }.SelectMany(t => _app.Rows($"SELECT * FROM {t} ORDER BY 1")));

    private async Task RowsAreWithinTheRulesAsync()
    {
        Assert.Equal(["ok"], _app.Rows("PRAGMA integrity_check"));
        Assert.Empty(_app.Rows("PRAGMA foreign_key_check"));
        // Nothing of one organisation hangs on another's.
        Assert.Empty(_app.Rows("SELECT e.Id FROM access_events e JOIN dossiers d ON d.Id = e.DossierId WHERE d.OrganisationId <> e.OrganisationId AND e.Action <> 'refused'"));
        Assert.Empty(_app.Rows("SELECT r.Id FROM drafts r JOIN people p ON p.Id = r.OwnerId WHERE p.OrganisationId <> r.OrganisationId OR p.Role <> 'caseworker'"));
        Assert.Empty(_app.Rows("SELECT r.Id FROM drafts r JOIN dossiers d ON d.Id = r.DossierId WHERE d.OrganisationId <> r.OrganisationId"));
        Assert.Empty(_app.Rows("SELECT d.Id FROM dossiers d JOIN people p ON p.Id = d.ResponsibleId WHERE p.OrganisationId <> d.OrganisationId OR p.Role <> 'caseworker'"));
        Assert.Empty(_app.Rows("SELECT c.Id FROM decisions c JOIN people p ON p.Id = c.AuthorId WHERE p.OrganisationId <> c.OrganisationId"));
        Assert.Empty(_app.Rows("SELECT p.Id FROM people p JOIN teams t ON t.Id = p.TeamId WHERE t.OrganisationId <> p.OrganisationId OR p.Name = '' OR p.Id = '' OR p.Role NOT IN ('caseworker', 'team-lead', 'privacy-officer', 'administrator')"));
        Assert.NotEmpty(_app.Rows("SELECT Id FROM people WHERE OrganisationId = 'gemeente-barneveld' AND Role = 'administrator' AND Ended IS NULL"));
        Assert.Empty(_app.Rows("SELECT Id FROM access_events WHERE Detail GLOB '*[^A-Za-z0-9./_-]*'"));
        using var scope = _app.Services.CreateScope();
        Assert.All(await scope.ServiceProvider.GetRequiredService<Verification>().RunAsync(), ledger => Assert.True(ledger.Ok, $"{ledger.Organisation}"));
        Assert.All(_app.Rows("SELECT Answers FROM drafts WHERE Answers <> ''"), json => Answers.FromJson(json));
        foreach (var id in _app.Rows("SELECT ResponsibleId || '|' || lower(Id) FROM dossiers"))
        {
            var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(id.Split('|')[0]))!;
            Assert.NotNull(await scope.ServiceProvider.GetRequiredService<CaseFiles>().FindAsync(who, Guid.Parse(id.Split('|')[1])));
        }
    }

    private static async Task<string> TokenAsync(HttpClient client) =>
        (await TriageApp.PageAsync(client, "/signed-out")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;

    // A made-up request may well have signed somebody out.
    private async Task<HttpClient> StillInAsync(HttpClient client, string person)
    {
        using var answer = await client.GetAsync("/");
        return answer.StatusCode == HttpStatusCode.OK ? client : await _app.SignedInAsync(person);
    }

    /// <summary>Names of fields as the pages themselves have them.</summary>
    private static async Task<List<string>> NamesAsync(IReadOnlyList<Door> doors, List<string> ids, Dictionary<string, HttpClient> clients)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var door in doors.Where(d => d.Page is not null))
            foreach (var id in door.Pattern.Parameters.Count == 0 ? [""] : ids.Take(12))
            {
                using var answer = await clients["sanne"].GetAsync(door.Address(_ => id));
                if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
                foreach (var field in (await TriageApp.PageAsync(answer)).QuerySelectorAll("[name]:not(meta)")) names.Add(field.GetAttribute("name")!);
            }
        return [.. names];
    }

    private static HttpContent Body(Random chance, List<string> names, List<string> ids, string token, Type? page)
    {
        T One<T>(IReadOnlyList<T> list) => list[chance.Next(list.Count)];
        // Half of the time only fields that this page has, so that the form is read at all.
        var own = page is null || chance.Next(2) == 0 ? names : names.Where(n => page.GetProperty("Form")?.PropertyType.GetProperties().Any(p => p.Name.Equals(n.Split('[')[0], StringComparison.OrdinalIgnoreCase)) == true).DefaultIfEmpty("version").ToList();
        var fields = Enumerable.Range(0, chance.Next(0, 8)).Select(_ =>
            KeyValuePair.Create(chance.Next(12) == 0 ? One(Odd) : One(own) + (chance.Next(15) == 0 ? One(["[0]", "[-1]", "[999999]", ".x", "[]"]) : ""), chance.Next(4) == 0 ? One(ids) : One(Odd))).ToList();
        if (chance.Next(10) > 0) fields.Add(new("__RequestVerificationToken", token));
        return chance.Next(14) switch
        {
            0 => new StringContent("{\"x\":", Encoding.UTF8, "application/json"),
            1 => new ByteArrayContent([.. Enumerable.Range(0, chance.Next(200)).Select(_ => (byte)chance.Next(256))]) { Headers = { ContentType = new("application/x-www-form-urlencoded") } },
            2 => Multipart(fields),
            _ => new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key.Replace("\ud800", "x", StringComparison.Ordinal), f.Value.Replace("\ud800", "x", StringComparison.Ordinal)))),
        };
    }

    private static MultipartFormDataContent Multipart(List<KeyValuePair<string, string>> fields)
    {
        var content = new MultipartFormDataContent("line");
        foreach (var (name, value) in fields) content.Add(new StringContent(value.Replace("\ud800", "x", StringComparison.Ordinal)), name.All(c => c is > ' ' and < '\u007f' and not '"') && name.Length > 0 ? name : "odd");
        return content;
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text.Replace("\ud800", "x", StringComparison.Ordinal));

    private static string Header(string text) => new([.. text.Where(c => c is >= ' ' and < '\u007f').Take(500)]);
}
