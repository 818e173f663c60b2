using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>The real program on a clock that stands at a Tuesday morning in November 2026.</summary>
public sealed class StandingApp : TriageApp
{
    private readonly ConcurrentDictionary<string, Task<HttpClient>> _clients = new();

    public StandingApp() => Clock = new Clock(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    /// <summary>One session per person, shared by the tests of a class.</summary>
    public Task<HttpClient> Of(string person) => _clients.GetOrAdd(person, SignedInAsync);

    internal ConcurrentDictionary<string, Task<Answers>> Complete { get; } = new();

    /// <summary>Rows of the database, one text per row, columns by a bar.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => reader.GetValue(at) is byte[] bytes ? Convert.ToHexStringLower(bytes) : reader.GetValue(at) is DBNull ? "" : Convert.ToString(reader.GetValue(at), System.Globalization.CultureInfo.InvariantCulture))));
        return rows;
    }

    public void Run(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Everything that somebody's request could have changed, access events apart.</summary>
    public string Dump() => string.Join('\n', new[] { "drafts", "decisions", "leaves", "record_contents", "exchanges", "ledger_heads", "dossiers", "dossier_lines", "partners", "meetings", "meeting_cases", "meeting_lines", "colleague_advice", "protocol_settings", "organisations", "people", "answer_versions", "answer_confirmations" }
        .SelectMany(table => Rows($"SELECT * FROM {table} ORDER BY 1").Select(row => table + ": " + row)));

    private SqliteConnection Open()
    {
        _ = Services;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "triage.db"), Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}

/// <summary>What came back from a post.</summary>
internal sealed record Answered(HttpStatusCode Status, string? Location, IHtmlDocument Page)
{
    public static async Task<Answered> From(HttpResponseMessage answer)
    {
        using (answer) return new(answer.StatusCode, answer.Headers.Location?.OriginalString, await TriageApp.PageAsync(answer));
    }

    /// <summary>Names of the fields with an error beside them.</summary>
    public IEnumerable<string> Wrong => Page.QuerySelectorAll("[id$='-error']").Select(e => e.Id![..^6]);
}

/// <summary>Somebody on the guided way through the real program: opens a page, fills in its form, posts it.</summary>
internal sealed class Walk
{
    private static int _dossiers;

    private Walk(StandingApp app, HttpClient client, Guid draft) => (App, Client, Draft) = (app, client, draft);

    public StandingApp App { get; }
    public HttpClient Client { get; }
    public Guid Draft { get; }

    public string Address(string step) => $"/asking/{Draft}/{step}";

    /// <summary>By the start page.</summary>
    public static async Task<Walk> StartAsync(StandingApp app, string person, string way, HttpClient? client = null, Guid? dossier = null)
    {
        client ??= await app.Of(person);
        var page = await TriageApp.PageAsync(client, "/asking/start" + (dossier is null ? "" : "?dossier=" + dossier));
        var answer = await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form")!, ("way", way)));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        return new(app, client, Guid.Parse(answer.Location!.Split('/')[2]));
    }

    /// <summary>A new decision in the place of a signed one, by the link on its page.</summary>
    public static async Task<Walk> ReplaceAsync(StandingApp app, HttpClient client, Guid record, string way, string why)
    {
        var link = (await TriageApp.PageAsync(client, $"/records/{record}")).QuerySelectorAll<IHtmlAnchorElement>("main a").Select(a => a.GetAttribute("href")!).First(h => h.StartsWith("/asking/start?replaces=", StringComparison.Ordinal));
        var page = await TriageApp.PageAsync(client, link);
        var answer = await Answered.From(await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("main form#answers")!, ("way", way), ("replacesWhy", why)));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        return new(app, client, Guid.Parse(answer.Location!.Split('/')[2]));
    }

    /// <summary>A draft that stands at this question ("check": at the end). The answers before it were once given on the pages themselves.</summary>
    public static async Task<Walk> AtAsync(StandingApp app, string person, string way, string step, HttpClient? client = null)
    {
        var all = await app.Complete.GetOrAdd($"{person}/{way}", async _ =>
        {
            var whole = await StartAsync(app, person, way);
            await whole.GiveAsync(Story.Of(person, way));
            return await whole.AnswersAsync();
        });
        var kept = JsonNode.Parse(all.ToJson())!.AsObject();
        if (step != "check")
            foreach (var later in Coded.All<Question>().Where(q => q >= Coded.Parse<Question>(step)!.Value)) kept.Remove(Json(later));
        var answers = Answers.FromJson(kept.ToJsonString());
        client ??= await app.Of(person);
        using var scope = app.Services.CreateScope();
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(person))!;
        if (answers.Way == Way.Refer && answers.Dossier is { } first) answers = answers with { Dossier = await DossierAsync(app, scope.ServiceProvider, who, first, answers) };
        var draft = await scope.ServiceProvider.GetRequiredService<Drafts>().StartAsync(new Act(who, app.Clock!.Now.UtcDateTime, "test"), answers, Rulebook.Current.Id, answers.Dossier);
        return new(app, client, draft.Id);
    }

    // A dossier like the first one, in which no more is written than these answers say: every test finds its page as if nobody had been there before.
    private static async Task<Guid> DossierAsync(StandingApp app, IServiceProvider services, Person who, Guid first, Answers answers)
    {
        var (files, act) = (services.GetRequiredService<CaseFiles>(), new Act(who, app.Clock!.Now.UtcDateTime, "test"));
        var model = (await files.FindAsync(who, first))!;
        var added = Assert.IsType<Added>(await services.GetRequiredService<Caseload>().AddAsync(act, $"T-{Interlocked.Increment(ref _dossiers)}", model.Dossier.Client));
        List<Written> lines = [.. model.Representatives];
        if (answers.HelpRequest is not null) lines.Add(model.HelpRequest!.What);
        if (answers.Goal is not null) lines.Add(model.Goal!.What);
        if (answers.Plan is not null) lines.Add(model.Plan!.What);
        if (answers.PlanAgreement is not null)
        {
            var plan = lines.Count;
            lines.AddRange(model.All<PlanAnswered>().Where(a => a.What.Plan == model.Plan!.Number).Select(a => a.What with { Plan = plan }));
        }
        if (answers.ConsentStatus is not null) lines.AddRange(model.Consents.GroupBy(c => c.What.Giver).Select(g => g.Last().What));
        Assert.IsType<Wrote>(await files.WriteAsync(act, added.Dossier.Id, 0, lines));
        return added.Dossier.Id;
    }

    /// <summary>On a draft that was begun some other way.</summary>
    public static Walk On(StandingApp app, HttpClient client, Guid draft) => new(app, client, draft);

    public Walk As(HttpClient client) => new(App, client, Draft);

    /// <summary>The name of a question's answer in a draft.</summary>
    public static string Json(Question question)
    {
        var code = question == Question.Client ? "dossier" : question.Code();
        return string.Concat(code.Split('-').Select((part, at) => at == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
    }

    public Task<IHtmlDocument> OpenAsync(string step) => TriageApp.PageAsync(Client, Address(step));

    public async Task<Answered> PostAsync(string step, params (string, string)[] fields) => await SubmitAsync(await OpenAsync(step), fields);

    /// <summary>The value that stands for every box of that name on the page.</summary>
    public const string All = "*";

    private static (string, string)[] Everybody(IHtmlDocument page, (string Name, string Value)[] fields) =>
        [.. fields.SelectMany(f => f.Value == All ? page.QuerySelectorAll<IHtmlInputElement>($"main input[type=checkbox][name='{f.Name}']").Select(box => (f.Name, box.Value)) : [f])];

    /// <summary>Posts the form of a page as it stands there, with these fields.</summary>
    public async Task<Answered> SubmitAsync(IHtmlDocument page, params (string, string)[] fields)
    {
        var form = page.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.GetAttribute("action")!.StartsWith("/asking/", StringComparison.Ordinal));
        return await Answered.From(await TriageApp.SubmitAsync(Client, form, Everybody(page, fields)));
    }

    /// <summary>Posts without looking at the page first, with a good token.</summary>
    public Task<Answered> RawAsync(string step, params (string, string)[] fields) => RawAsync(Client, Address(step), fields);

    public static async Task<Answered> RawAsync(HttpClient client, string address, params (string, string)[] fields)
    {
        var token = (await TriageApp.PageAsync(client, "/signed-out")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        return await Answered.From(await client.PostAsync(address, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))])));
    }

    /// <summary>A good answer: the next page follows.</summary>
    public async Task<string> GiveAsync(string step, params (string, string)[] fields)
    {
        var answer = await PostAsync(step, fields);
        if (answer.Status != HttpStatusCode.Redirect) Assert.Fail($"{step}: {answer.Status} {string.Join(", ", answer.Page.QuerySelectorAll("[id$='-error']").Select(e => e.Id + " " + e.TextContent))}");
        return answer.Location!;
    }

    public async Task GiveAsync(IEnumerable<(string Step, (string, string)[] Fields)> story)
    {
        foreach (var (step, fields) in story)
        {
            if (step == "client")
            {
                var first = (await OpenAsync(step)).QuerySelectorAll<IHtmlOptionElement>("select[name=dossier] option").First(o => o.Value.Length > 0);
                await GiveAsync(step, ("dossier", first.Value));
            }
            else if (step == "items")
            {
                // The first contact detail that this dossier holds.
                var known = (await OpenAsync(step)).QuerySelector<IHtmlInputElement>("input[name=contactDetails]")!.Value;
                await GiveAsync(step, [.. fields.Select(f => f.Item1 == "contactDetails" ? (f.Item1, known) : f)]);
            }
            else await GiveAsync(step, fields);
        }
    }

    public async Task<Draft> StoredAsync()
    {
        using var scope = App.Services.CreateScope();
        var owner = App.Rows($"SELECT OwnerId FROM drafts WHERE lower(Id) = '{Draft}'")[0];
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(owner))!;
        return (await scope.ServiceProvider.GetRequiredService<Drafts>().FindAsync(who, Draft))!;
    }

    public async Task<Answers> AnswersAsync() => (await StoredAsync()).Answers;

    /// <summary>The address that "go on" leads to.</summary>
    public async Task<string> NextAsync() => Interview.Next(await AnswersAsync())?.Code() ?? "check";

    /// <summary>Signs by the pages; the id of the record.</summary>
    /// <summary>Gives this outcome and what it still asks for, and signs.</summary>
    public async Task<Guid> EndAsync(string way, params (string, string)[] outcome)
    {
        await GiveAsync("outcome", [("reason", "These are my reasons."), .. outcome]);
        for (var next = await NextAsync(); next != "check"; next = await NextAsync()) await GiveAsync(next, Story.Fields("sanne", way, next));
        return await SignAsync();
    }

    public async Task<Guid> SignAsync()
    {
        var page = await OpenAsync("sign");
        var answer = await SubmitAsync(page, ("statement", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("/records/", answer.Location);
        return Guid.Parse(answer.Location!["/records/".Length..].Split('?')[0]);
    }
}

/// <summary>Good answers, question by question.</summary>
internal static class Story
{
    public static IReadOnlyList<(string Step, (string, string)[] Fields)> Of(string person, string way) => way == "1" ? Consult : Refer(person != "amira");

    public static (string, string)[] Fields(string person, string way, string step) => Of(person, way).First(s => s.Step == step).Fields;

    private static readonly (string, (string, string)[])[] Consult =
    [
        ("consult-recipient", [("consultFunction", "orthopedagoog"), ("consultOrganisation", "jeugdteam Oost")]),
        ("consult-question", [("consultQuestion", "How do I begin to talk about gambling?")]),
        ("consult-text", [("consultText", "A teenager gambles a lot."), ("consultConfirmed", "yes")]),
        ("recognisable", [("recognisable", "no")]),
        ("consult-reason", [("consultReason", "First I want to know which help fits.")]),
    ];

    private static (string, (string, string)[])[] Refer(bool government) =>
    [
        ("refer-kind", [("referKind", "2b")]),
        ("client", []),
        ("recipient", [("recipientName", "Intake"), ("recipientOrganisation", "Opvoedhulp Brug"), ("recipientKind", "provider")]),
        ("client-passes-on", [("clientPassesOn", "no"), ("clientPassesOnReason", "She asks me to phone.")]),
        ("help-request", [("helpRequest", "Help with sleep."), ("helpRequestBy", "mother")]),
        ("goal", [("goal", "I want him to sleep."), ("goalByWhom", "mother"), ("goalSupport", "me"), ("goalLink", "The goal follows from her question.")]),
        ("plan", [("planSteps", "We register, then evaluate."), ("partners[0].partner", "Opvoedhulp Brug"), ("partners[0].partnerWhy", "Gives help"), ("partners[0].partnerData", "Name and phone, for an appointment")]),
        ("plan-agreement", [("planAgreement", "yes"), ("agreedBy", Walk.All), ("agreedOn", "20-11-2026"), ("agreedHow", "orally")]),
        ("capacity", [("sector", government ? "government" : "non-government")]),
        ("ground", government
            ? [("ground", "statutory-task"), ("task", "Arrange fitting help"), ("article", "Jeugdwet artikel 2.3"), ("taskNeed", "Without a name it cannot start.")]
            : [("ground", "consent")]),
        ("purpose", [("purpose", "The client asks help with sleep.")]),
        ("items", [("items", "name"), ("items", "contact"), ("items", "purpose"), ("nameNecessity", "No name, no appointment."), ("contactDetails", "phone"), ("contactNecessity", "To phone."), ("purposeNecessity", "To know which help.")]),
        ("special-data", [("specialData", "no"), ("criminalData", "no")]),
        ("consent-status", [("consent", "given"), ("consentBy", Walk.All), ("consentOn", "20-11-2026"), ("consentHow", "orally"), ("consentUntil", "1-3-2027"), ("consentReasoning", "I read them the list.")]),
        ("secrecy", [("secrecyKind", "youth-act"), ("secrecyWay", "consent"), ("secrecyReason", "They know what I tell.")]),
        ("moment", [("momentFrom", "30-11-2026"), ("momentTo", "")]),
        ("explained", [("explained", "yes")]),
        ("informed", [("informed", "yes")]),
        ("talked", [("talked", "yes"), ("talkedWith", "mother"), ("talkedOn", "20-11-2026"), ("talkedHow", "in-person")]),
        ("necessary", [("necessary", "Without registration no help."), ("purelyForGoal", "yes"), ("purelyForGoalReason", "Only to plan.")]),
        ("weighing", [("effective", "They can phone Monday."), ("proportionate", "Only name and phone."), ("alternative", "Let her phone."), ("leastIntrusive", "She does not dare.")]),
        ("considerations-shared", [("considerationsShared", "yes")]),
        ("outcome", [("outcome", "share"), ("reason", "She wants help and it is the least.")]),
    ];
}
