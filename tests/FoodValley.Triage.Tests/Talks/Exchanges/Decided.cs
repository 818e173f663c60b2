using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;
using FoodValley.Triage.Rules;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Exchanges;

/// <summary>A decision, signed by the pages of the real program, and somebody who adds to it. It is signed at ten o'clock in the Netherlands, on 24 November 2026.</summary>
internal sealed class Decided
{
    /// <summary>What went exactly as decided, at ten past ten.</summary>
    public static readonly (string, string)[] AsDecided =
    [
        ("sentItems", "name"), ("sentItems", "phone"), ("sentItems", "purpose"), ("sentTo", "0"), ("sentOn", "24-11-2026"), ("sentTime", "10:10"), ("sentHow", "oral"), ("sentBy", "Sanne"),
    ];

    private Decided(StandingApp app, HttpClient client, Guid id, Guid dossier) => (App, Client, Id, Dossier) = (app, client, id, dossier);

    public StandingApp App { get; }
    public HttpClient Client { get; }
    public Guid Id { get; }
    public Guid Dossier { get; }

    public string Address(string below = "") => $"/records/{Id}" + (below.Length == 0 ? "" : "/" + below);

    /// <summary>To share, at level 2b, with the client's phone as the contact detail; the moment is today up to and including 30 November.</summary>
    public static async Task<Decided> NewAsync(StandingApp app, string person = "sanne", string way = "2", HttpClient? client = null, params (string, string)[] moment)
    {
        var walk = await Walk.AtAsync(app, person, way, "check", client);
        if (way == "2") await walk.GiveAsync("moment", moment.Length > 0 ? moment : [("momentFrom", "24-11-2026"), ("momentTo", "30-11-2026")]);
        return await OfAsync(walk);
    }

    /// <summary>With another outcome than sharing.</summary>
    public static async Task<Decided> EndingAsync(StandingApp app, string fields, string person = "sanne", params (string Step, (string, string)[] Fields)[] before)
    {
        var walk = await Walk.AtAsync(app, person, "2", "check");
        foreach (var (step, given) in before) await walk.GiveAsync(step, given);
        await walk.GiveAsync("outcome", [("reason", "These are my reasons."), .. fields.Split('&').Select(f => (f.Split('=')[0], f.Split('=')[1]))]);
        return await OfAsync(walk);
    }

    private static async Task<Decided> OfAsync(Walk walk)
    {
        var dossier = (await walk.AnswersAsync()).Dossier ?? Guid.Empty;
        // A minute later the client's own clock moves on: what goes now goes after the signature.
        return new(walk.App, walk.Client, await walk.SignAsync(), dossier);
    }

    public Decided As(HttpClient client) => new(App, client, Id, Dossier);

    public Task<IHtmlDocument> OpenAsync(string below = "") => TriageApp.PageAsync(Client, Address(below));

    public async Task<string> TextAsync(string below = "", string within = "main") => Plain((await OpenAsync(below)).QuerySelector(within)!.TextContent);

    public async Task<Answered> PostAsync(string below, params (string, string)[] fields) => await PostAsync(await OpenAsync(below), fields);

    public async Task<Answered> PostAsync(IHtmlDocument page, params (string, string)[] fields) =>
        await Answered.From(await TriageApp.SubmitAsync(Client, page.QuerySelector<IHtmlFormElement>("main form#answers")!, fields));

    /// <summary>A good form; the record follows.</summary>
    public async Task SaveAsync(string below, params (string, string)[] fields)
    {
        var answer = await PostAsync(below, fields);
        if (answer.Status != HttpStatusCode.Redirect) Assert.Fail($"{below}: {answer.Status} {Plain(answer.Page.QuerySelector("main")!.TextContent)}");
        Assert.StartsWith(Address(), answer.Location, StringComparison.Ordinal);
    }

    /// <summary>Entries that refer to it, as kind, in order.</summary>
    public IReadOnlyList<string> Kinds() => App.Rows($"SELECT Kind FROM decisions WHERE lower(RefersTo) = '{Id}' ORDER BY Sequence");

    public long Sequence => long.Parse(App.Rows($"SELECT Sequence FROM decisions WHERE lower(Id) = '{Id}'")[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Facts and content of the last entry of a kind that refers to it.</summary>
    public (System.Text.Json.Nodes.JsonObject Facts, System.Text.Json.Nodes.JsonObject Content, System.Text.Json.Nodes.JsonObject Leaf) Last(string kind)
    {
        var row = App.Rows($"""
            SELECT CAST(c.Facts AS TEXT), CAST(c.Content AS TEXT), CAST(l.Bytes AS TEXT) FROM decisions d JOIN record_contents c ON c.OrganisationId = d.OrganisationId AND c.Sequence = d.Sequence
            JOIN leaves l ON l.OrganisationId = d.OrganisationId AND l.Sequence = d.Sequence WHERE lower(d.RefersTo) = '{Id}' AND d.Kind = '{kind}' ORDER BY d.Sequence DESC LIMIT 1
            """)[0].Split('|');
        return (Json(row[0]), Json(row[1]), Json(row[2]));

        static System.Text.Json.Nodes.JsonObject Json(string text) => System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
    }

    public async Task VerifiedAsync()
    {
        using var scope = App.Services.CreateScope();
        Assert.All(await scope.ServiceProvider.GetRequiredService<Verification>().RunAsync(), ledger => Assert.True(ledger.Ok, ledger.FirstWrong?.Reason));
    }

    public static string Plain(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
