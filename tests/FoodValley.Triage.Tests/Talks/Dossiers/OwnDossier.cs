using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Dossiers;

/// <summary>A dossier of somebody, made and filled by the pages of the real program. Today is 24 November 2026.</summary>
internal sealed class OwnDossier
{
    /// <summary>Birth dates by the age they give today.</summary>
    public const string Seven = "1-3-2019", Fourteen = "1-3-2012", Sixteen = "24-11-2010", Adult = "1-3-2000";

    private static int _made;

    private OwnDossier(StandingApp app, HttpClient client, string person, Guid id) => (App, Client, Person, Id) = (app, client, person, id);

    public StandingApp App { get; }
    public HttpClient Client { get; }
    public string Person { get; }
    public Guid Id { get; }

    public static async Task<OwnDossier> NewAsync(StandingApp app, string birth, string person = "sanne", string name = "Noor de Bruin")
    {
        var client = await app.Of(person);
        var page = await TriageApp.PageAsync(client, "/dossiers/new");
        var answer = await Answered.From(await TriageApp.SubmitAsync(
            client, page.QuerySelector<IHtmlFormElement>("main form")!, ("number", $"OWN-{Interlocked.Increment(ref _made)}"), ("name", name), ("birthDate", birth)));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        return new(app, client, person, Guid.Parse(answer.Location!["/dossiers/".Length..]));
    }

    public string Address(string below = "") => $"/dossiers/{Id}" + (below.Length == 0 ? "" : "/" + below);

    public Task<IHtmlDocument> OpenAsync(string below = "") => TriageApp.PageAsync(Client, Address(below));

    public async Task<string> TextAsync(string below = "", string within = "main") => Plain((await OpenAsync(below)).QuerySelector(within)!.TextContent);

    /// <summary>Opens a form, fills it in and posts it.</summary>
    public async Task<Answered> PostAsync(string below, params (string, string)[] fields) => await PostAsync(await OpenAsync(below), fields);

    public async Task<Answered> PostAsync(IHtmlDocument page, params (string, string)[] fields) =>
        await Answered.From(await TriageApp.SubmitAsync(Client, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, fields));

    /// <summary>A good answer; the dossier, or the draft, follows.</summary>
    public async Task<string> SaveAsync(string below, params (string, string)[] fields)
    {
        var answer = await PostAsync(below, fields);
        if (answer.Status != HttpStatusCode.Redirect) Assert.Fail($"{below}: {answer.Status} {string.Join(", ", answer.Page.QuerySelectorAll("[id$='-error']").Select(e => e.Id + " " + e.TextContent))}");
        return answer.Location!;
    }

    public async Task<CaseFile> FileAsync()
    {
        using var scope = App.Services.CreateScope();
        var who = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(Person))!;
        return (await scope.ServiceProvider.GetRequiredService<CaseFiles>().FindAsync(who, Id))!;
    }

    public async Task<Guid> AddAsync(string name, string role = "parent-with-custody")
    {
        await SaveAsync("people/new", ("name", name), ("role", role));
        return (await FileAsync()).Representatives.Single(r => r.Name == name).Id;
    }

    public Task<string> RequestAsync(string words = "Help with sleep.") => SaveAsync("help-request", ("helpRequest", words), ("saidBy", "Noor"), ("on", "1-11-2026"));

    public Task<string> GoalAsync(string words = "I want to sleep.") =>
        SaveAsync("goal", ("goal", words), ("goalByWhom", "Noor"), ("goalSupport", "no"), ("goalLink", "She asks about sleep."), ("on", "2-11-2026"));

    public static (string, string)[] Plan(string partner = "School De Esdoorn") =>
        [("planSteps", "We register and look again in six weeks."), ("parts[0].name", partner), ("parts[0].why", "Knows her"), ("parts[0].data", "Name"), ("parts[0].purpose", "To plan a talk")];

    /// <summary>A request, a goal and a plan with one partner.</summary>
    public async Task PlannedAsync()
    {
        await RequestAsync();
        await GoalAsync();
        await SaveAsync("plan", Plan());
    }

    /// <summary>One person's answer, as fields of the form.</summary>
    public static (string, string)[] Said(int at, string said, string until = "1-6-2027") => said == "yes"
        ? [($"answers[{at}].said", "yes"), ($"answers[{at}].on", "15-11-2026"), ($"answers[{at}].how", "orally"), ($"answers[{at}].until", until)]
        : [($"answers[{at}].said", said), ($"answers[{at}].on", "15-11-2026"), ($"answers[{at}].how", "in-writing")];

    /// <summary>Consent to give the name to a sports club, answered by these people.</summary>
    public static (string, string)[] Consent(params (string, string)[][] answers) =>
        [("partner", "new"), ("partnerOrganisation", "Sportclub De Valk"), ("partnerKind", "other"), ("data", "name"), ("purpose", "A place in the team"), .. answers.SelectMany(a => a)];

    /// <summary>The actions written down about this dossier, oldest first.</summary>
    public IReadOnlyList<string> Events() => App.Rows($"SELECT PersonId || ' ' || Action || ' ' || Detail FROM access_events WHERE lower(DossierId) = '{Id}' ORDER BY Id");

    public static string Plain(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
