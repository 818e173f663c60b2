using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Hardening;

namespace FoodValley.Triage.Tests.Talks.Doors;

/// <summary>
/// Every door of the program, by its own list, against <see cref="AuthorisationMatrix"/>: every way in, as nobody and as every role of the own team, another
/// team and another organisation.
/// </summary>
[Norm("HK-0c", "HK-8.4")]
public sealed partial class AuthorisationMatrixTests(MatrixHost host) : IClassFixture<MatrixHost>
{
    private const string Nobody = "nobody";

    /// <summary>What a form needs beyond what its page already has in it, so that it is one which would be taken from the right person; <c>-</c> leaves a field out.</summary>
    private static readonly Dictionary<string, string> Right = new()
    {
        ["/partners/{id:guid} POST"] = "phone=06-00000998&answers=https://beuk.invalid/antwoorden",
        ["/partners/new POST"] = "email=zorg@beuk.invalid&phone=06-00000997&answers=",
        ["/dossiers/new POST"] = "birthDate=1-3-2012&email=noor@voorbeeld.invalid&phone=06-00000996",
        ["/dossiers/{id:guid}/client POST"] = "email=noor@voorbeeld.invalid&phone=06-00000996",
        ["/dossiers/{id:guid}/help-request POST"] = "helpRequest=Iets anders.",
        ["/dossiers/{id:guid}/goal POST"] = "goal=Iets anders.",
        ["/dossiers/{id:guid}/plan POST"] = "planSteps=Iets anders.&parts[0].partner=-&parts[0].remove=-&parts[1].partner=-&parts[1].name=-&parts[1].why=-&parts[1].data=-&parts[1].purpose=-&parts[1].remove=-",
        ["/dossiers/{id:guid}/plan/agreement POST"] = "answers[0].said=yes&answers[0].on=15-11-2026&answers[0].how=orally",
        ["/dossiers/{id:guid}/people/{person} POST"] = "email=marga@voorbeeld.invalid",
        ["/dossiers/{id:guid}/consent/new POST"] = "answers[0].said=yes&answers[0].on=15-11-2026&answers[0].how=orally&answers[0].until=1-6-2027",
        ["/asking/{draft:guid}/safety POST"] = "safetyTiming=weigh-first&sure=weigh-first",
        ["/asking/{draft:guid}/check POST drop"] = "sure=yes",
        ["/meetings/{id:guid} POST shift"] = "up=2",
        ["/review/{id:guid}/give POST"] = "to=mark",
        ["/rules/review POST"] = "percent=37",
        ["/meetings/new POST"] = "day=4-12-2026&start=9:00",
        ["/records/{id:guid}/exchange POST"] = "sentItems=name&sentItems=phone&sentItems=purpose&sentTo=0&sentOn=24-11-2026&sentTime=10:10&sentHow=oral&sentBy=Sanne&seen=0",
        ["/records/{id:guid}/incident POST"] = "knownTime=09:00",
        ["/rules/protocol POST"] = "date=1-1-2026",
        ["/records/{id:guid}/keep/hold POST"] = "lookAgain=1-3-2027",
        ["/emergency POST"] = "number=BAR-2026-0104",
        ["/people/new POST"] = "id=kim",
        ["/people/{id:guid} POST"] = "name=Iemand anders",
        ["/teams/{id} POST"] = "name=Team Anders",
        ["/organisation POST"] = "name=Gemeente Anders",
    };

    /// <summary>Forms that write no row even from who may: they only look, or write files or sessions, or there is nothing to do.</summary>
    private static readonly HashSet<string> WritesNoRow =
    [
        "/quick-check POST", "/session/mine POST", "/dossiers POST", "/asking/{draft:guid}/consult-text POST marks", "/exports POST", "/exports/{id:guid} POST stop", "/people/{id:guid} POST sessions",
        "/meetings/{id:guid} POST proposal", "/records/{id:guid}/destroy POST", "/log/dossier POST",
    ];

    private sealed record Way(MatrixLine Line, Door Door, string Method, string Handler)
    {
        public string Name => $"{Line.Route} {Method} {Handler}".Trim();
    }

    private static string RouteOf(Door door) => "/" + (door.Pattern.RawText ?? "").TrimStart('/');

    [GeneratedRegex("^On(Get|Post)((?!Async$)[A-Z][A-Za-z]*?)?(Async)?$")]
    private static partial Regex HandlerName { get; }

    /// <summary>The ways in that a door has: its methods, and for a page each handler.</summary>
    private static IEnumerable<string> WaysOf(Door door)
    {
        if (door.Page is null) return door.Methods;
        var found = door.Page.GetMethods().Select(m => HandlerName.Match(m.Name)).Where(m => m.Success)
            .Select(m => $"{m.Groups[1].Value.ToUpperInvariant()} {string.Concat(m.Groups[2].Value.ToLowerInvariant())}".Trim()).Distinct();
        // A page without a handler for looking at it is looked at all the same.
        return found.Contains("GET") ? found : [.. found, "GET"];
    }

    private IReadOnlyList<Door> Doors() => [.. Door.All(host.App).Where(d => !d.File)];

    [Fact]
    public void Every_door_has_its_line_and_every_line_its_door()
    {
        var doors = Doors().SelectMany(d => WaysOf(d).Select(way => $"{RouteOf(d)} {way}")).Order(StringComparer.Ordinal).ToList();
        var lines = AuthorisationMatrix.Lines.SelectMany(l => l.Ways.Select(way => $"{l.Route} {way}")).Order(StringComparer.Ordinal).ToList();
        Assert.True(doors.Count > 200, $"{doors.Count} ways in");
        Assert.Equal(([], []), (doors.Except(lines).ToArray(), lines.Except(doors).ToArray()));
        Assert.Equal(lines.Distinct(), lines);
    }

    [Fact]
    public async Task Everybody_gets_at_every_door_what_the_matrix_says_and_a_refusal_is_an_event()
    {
        var wrong = new List<string>();
        var nobody = host.App.CreateClient();
        foreach (var way in Ways().Where(w => w.Method == "GET"))
        {
            var (address, refused, due) = (Address(way), Refusals(), 0);
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                var came = await StatusAsync(nobody, method, address);
                if (came != (way.Line.Anyone ? $"{way.Line.Opens}" : "sign-in")) wrong.Add($"{way.Name} by nobody ({method}): {came}");
                foreach (var who in MatrixHost.People)
                {
                    var (expected, status) = (Expected(way.Line, who), await StatusAsync(await host.App.Of(who.Id), method, address));
                    if (status != $"{expected}") wrong.Add($"{way.Name} by {who.Id} ({method}): {status}, not {expected}");
                    if (!way.Line.Anyone && expected is 403 or 404) due++;
                }
            }
            if (Refusals() - refused != due) wrong.Add($"{way.Name}: {Refusals() - refused} events of {due} refusals");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_form_from_who_may_not_send_it_changes_nothing_at_all()
    {
        var wrong = new List<string>();
        var (nobody, tokens) = (host.App.CreateClient(), new Dictionary<string, string>());
        tokens[Nobody] = await TokenAsync(nobody);
        foreach (var who in MatrixHost.People) tokens[who.Id] = await TokenAsync(await host.App.Of(who.Id));
        host.Again();
        foreach (var way in Ways().Where(w => w.Method == "POST" && !w.Line.Anyone))
        {
            var insider = MatrixHost.People.First(p => way.Line.Rights.TryGetValue(p.Role, out var reach) && MatrixHost.Within(p, reach, way.Line.Thing));
            var (address, fields) = (Address(way), await FieldsAsync(way, await host.App.Of(insider.Id)));
            var before = host.Everything(); // after looking: that lists what is to be reviewed
            var came = await StatusAsync(nobody, HttpMethod.Post, address, Form(fields, tokens[Nobody]));
            if (came != "sign-in") wrong.Add($"{way.Name} by nobody: {came}");
            var (refused, due) = (Refusals(), 0);
            foreach (var who in MatrixHost.People)
            {
                var expected = Expected(way.Line, who);
                if (expected is not (403 or 404)) continue;
                due++;
                var status = await StatusAsync(await host.App.Of(who.Id), HttpMethod.Post, address, Form(fields, tokens[who.Id]));
                if (status != $"{expected}") wrong.Add($"{way.Name} by {who.Id}: {status}, not {expected}");
            }
            if (Refusals() - refused != due) wrong.Add($"{way.Name}: {Refusals() - refused} events of {due} refusals");
            if (host.Everything() != before) wrong.Add($"{way.Name}: somebody who may not changed something");

            // The same form from somebody who may is a form like any other.
            var answer = await StatusAsync(await host.App.Of(insider.Id), HttpMethod.Post, address, Form(fields, tokens[insider.Id]));
            if (answer is not ("200" or "302" or "400" or "409")) wrong.Add($"{way.Name} by {insider.Id}: {answer}");
            if (host.Everything() == before != WritesNoRow.Contains(way.Name)) wrong.Add($"{way.Name} by {insider.Id}: {answer}; was this form right? {await ErrorsAsync(address, Form(fields, tokens[insider.Id]), await host.App.Of(insider.Id))}");
            host.Again();
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_page_that_takes_no_form_takes_none_from_anybody()
    {
        var (wrong, before, nobody) = (new List<string>(), host.Everything(), host.App.CreateClient());
        foreach (var door in Doors().Where(d => d.Page is not null && !WaysOf(d).Contains("POST")))
        {
            var line = AuthorisationMatrix.Lines.First(l => l.Route == RouteOf(door));
            var address = door.Address(part => host.Part(line.Thing, part));
            var came = await StatusAsync(nobody, HttpMethod.Post, address, Form([], await TokenAsync(nobody)));
            if (came != (line.Anyone ? "400" : "sign-in")) wrong.Add($"{line.Route} by nobody: {came}");
            foreach (var who in MatrixHost.People.DistinctBy(p => p.Role))
            {
                var client = await host.App.Of(who.Id);
                var status = await StatusAsync(client, HttpMethod.Post, address, Form([], await TokenAsync(client)));
                if (status != (line.Anyone || line.Rights.ContainsKey(who.Role) ? "400" : "403")) wrong.Add($"{line.Route} by {who.Id}: {status}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, host.Everything());
    }

    [Fact]
    public void Every_event_says_for_which_team_how_it_ended_for_what_and_from_where()
    {
        // Made by the pages: nearly every kind of event there is.
        var kinds = host.App.Rows("SELECT DISTINCT Action FROM access_events");
        foreach (var kind in new[] { "sealed", "exchanged", "reported", "reviewed", "exported", "kept", "destroyed", "gave-reason", "emergency", "signed-in", "opened-dossier" }) Assert.Contains(kind, kinds);
        Assert.Equal([], host.App.Rows("SELECT DISTINCT Action FROM access_events WHERE TeamId = '' OR Outcome = '' OR Purpose = '' OR Origin = ''"));
    }

    private IEnumerable<Way> Ways()
    {
        var doors = Doors().ToDictionary(RouteOf);
        return AuthorisationMatrix.Lines.Where(l => doors.ContainsKey(l.Route))
            .SelectMany(l => l.Ways.Select(w => new Way(l, doors[l.Route], w.Split(' ')[0], w.Split(' ') is [_, var handler] ? handler : "")));
    }

    private string Address(Way way) => way.Door.Address(part => host.Part(way.Line.Thing, part)) + (way.Handler.Length == 0 ? "" : "?handler=" + way.Handler);

    private static int Expected(MatrixLine line, Somebody who) =>
        line.Anyone ? line.Opens : !line.Rights.TryGetValue(who.Role, out var reach) ? 403 : MatrixHost.Within(who, reach, line.Thing) ? line.Opens : line.Beyond;

    private int Refusals() => int.Parse(host.App.Rows("SELECT count(*) FROM access_events WHERE Action = 'refused'")[0], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> StatusAsync(HttpClient client, HttpMethod method, string address, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/demo/sign-in", StringComparison.Ordinal) ? "sign-in" : $"{(int)answer.StatusCode}";
    }

    private static async Task<string> ErrorsAsync(string address, HttpContent body, HttpClient client)
    {
        using var answer = await client.PostAsync(address, body);
        return string.Join(", ", (await TriageApp.PageAsync(answer)).QuerySelectorAll("[id$='-error']").Select(e => $"{e.Id}: {e.TextContent.Trim()}"));
    }

    private static FormUrlEncodedContent Form(IEnumerable<KeyValuePair<string, string>> fields, string token) => new([new("__RequestVerificationToken", token), .. fields]);

    private static async Task<string> TokenAsync(HttpClient client) =>
        (await TriageApp.PageAsync(client, "/signed-out")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;

    /// <summary>The form as the page has it for somebody who may, filled in: what is empty gets a first choice, a day or a word.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> FieldsAsync(Way way, HttpClient client)
    {
        var page = await TriageApp.PageAsync(client, way.Door.Address(part => host.Part(way.Line.Thing, part)));
        var forms = page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").Where(f => HandlerOf(f) == way.Handler).ToList();
        var form = forms.FirstOrDefault(f => f.Id == "answers") ?? forms.FirstOrDefault();
        var right = Right.GetValueOrDefault(way.Name, "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => KeyValuePair.Create(f.Split('=')[0], f.Split('=')[1])).ToList();
        var fields = form is null ? [] : Filled(form).Where(f => f.Key != "__RequestVerificationToken" && right.All(r => r.Key != f.Key));
        return [.. fields, .. right.Where(r => r.Value != "-")];
    }

    private static string HandlerOf(IHtmlFormElement form) =>
        (form.GetAttribute("action") ?? "").Split("handler=") is [_, var handler] ? handler.Split('&')[0].ToLowerInvariant() : "";

    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        var radios = new HashSet<string>();
        foreach (var element in form.Elements.OfType<IHtmlElement>())
            switch (element)
            {
                case IHtmlInputElement { Type: "radio", Name: { Length: > 0 } name } first:
                    if (radios.Add(name)) yield return new(name, form.QuerySelectorAll<IHtmlInputElement>($"input[type=radio][name='{name}']").FirstOrDefault(r => r.IsChecked)?.Value ?? first.Value);
                    break;
                case IHtmlInputElement { Type: "checkbox", Name: { Length: > 0 } name } box:
                    yield return new(name, box.Value);
                    break;
                case IHtmlInputElement { Name: { Length: > 0 } name } input:
                    yield return new(name, input.Value.Length > 0 || input.Type == "hidden" ? input.Value : Word(name));
                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area:
                    yield return new(name, area.Value.Trim().Length > 0 ? area.Value : Word(name));
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    yield return new(name, select.Value is { Length: > 0 } chosen ? chosen : select.Options[^1].Value);
                    break;
                default:
                    break;
            }
    }

    private static string Word(string field) => field.EndsWith("On", StringComparison.Ordinal) || field is "on" or "day" ? "24-11-2026" : "Een woord.";
}
