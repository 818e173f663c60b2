using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Dossiers;
using FoodValley.Triage.Tests.Talks.Exchanges;
using FoodValley.Triage.Web.Access;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Doors;

/// <summary>Somebody of the matrix, with what a reach is measured by.</summary>
internal sealed record Somebody(string Id, Role Role, string Team, string Organisation);

/// <summary>
/// One program with everything in it that an address can name, each made by the pages themselves and all of Sanne, her team or her organisation. Beside the
/// demo's people there are another team in her organisation and an administrator in another organisation.
/// </summary>
public sealed class MatrixHost : IAsyncLifetime
{
    private const string Here = "gemeente-barneveld", There = "jeugdhulp-de-linde";

    internal static readonly IReadOnlyList<Somebody> People =
    [
        new("sanne", Role.Caseworker, "team-barneveld", Here), new("joris", Role.Caseworker, "team-barneveld", Here), new("wies", Role.Caseworker, "team-kootwijk", Here), new("amira", Role.Caseworker, "team-ambulant", There),
        new("mark", Role.TeamLead, "team-barneveld", Here), new("lotte", Role.TeamLead, "team-barneveld", Here), new("wout", Role.TeamLead, "team-kootwijk", Here), new("els", Role.TeamLead, "team-ambulant", There),
        new("fatima", Role.PrivacyOfficer, "team-barneveld", Here), new("pieter", Role.PrivacyOfficer, "team-barneveld", Here), new("noor", Role.PrivacyOfficer, "team-ambulant", There),
        new("beheer", Role.Administrator, "team-barneveld", Here), new("ada", Role.Administrator, "team-ambulant", There),
    ];

    private readonly Dictionary<string, Dictionary<string, string>> _things = [];
    private string _copy = "";

    public StandingApp App { get; } = new();

    /// <summary>Whose a thing is, where it is not Sanne's.</summary>
    internal static string OwnerOf(string thing) => thing switch { "advice" => "mark", "emergency" => "joris", _ => "sanne" };

    internal static bool Within(Somebody who, Reach reach, string thing) => reach switch
    {
        Reach.All => true,
        Reach.Own => who.Id == OwnerOf(thing),
        Reach.Team => who.Team == "team-barneveld",
        Reach.Organisation => who.Organisation == Here,
        _ => throw new ArgumentOutOfRangeException(nameof(reach)),
    };

    /// <summary>What stands for this part of an address that names this thing.</summary>
    internal string Part(string thing, string part) => (part, thing) switch
    {
        ("path", _) => "not-here",
        ("audience", _) => "client",
        _ => _things[thing][part],
    };

    public async Task InitializeAsync()
    {
        App.Run($"INSERT INTO teams (Id, OrganisationId, Name) VALUES ('team-kootwijk', '{Here}', 'Team Kootwijk')");
        foreach (var (id, role, team, organisation) in new[] { ("pim", "caseworker", "team-kootwijk", Here), ("oud", "team-lead", "team-kootwijk", Here), ("wies", "caseworker", "team-kootwijk", Here), ("wout", "team-lead", "team-kootwijk", Here), ("ada", "administrator", "team-ambulant", There) })
            App.Run($"INSERT INTO people (Id, Name, Role, OrganisationId, TeamId) VALUES ('{id}', '{id}', '{role}', '{organisation}', '{team}')");
        App.Run("UPDATE people SET Ended = '2026-11-01 09:00:00' WHERE Id = 'oud'");
        Put("staff", ("id", Staff.KeyOf("pim")));
        Put("gone", ("id", Staff.KeyOf("oud")));
        Put("team", ("id", "team-kootwijk"));
        await DossiersAsync();
        await DraftsAsync();
        await MeetingAsync();
        await DecisionsAsync();
        await KeepingAsync();
        await ExportAsync();
        await EmergencyAsync();
        Put("partner", ("id", App.Rows($"SELECT lower(Id) FROM partners WHERE OrganisationId = '{Here}' AND Ended = 0")[0]));
        Put("partner-ended", ("id", App.Rows($"SELECT lower(Id) FROM partners WHERE OrganisationId = '{Here}' AND Ended = 1")[0]));
        using (var scope = App.Services.CreateScope())
            Put("form", ("id", await scope.ServiceProvider.GetRequiredService<HeldForms>().HoldAsync("sanne", "/dossiers/new", [new("name", "x")])));
        foreach (var who in People) await App.Of(who.Id);
        // What is to be reviewed is listed when a lead looks: also where nothing is.
        foreach (var lead in new[] { "mark", "els" }) (await (await App.Of(lead)).GetAsync("/review")).Dispose();
        // The officers of the organisation said why they read this one.
        foreach (var officer in new[] { "fatima", "pieter" }) await SavedAsync(await App.Of(officer), $"/records/{_things["record"]["id"]}/reason", ("why", "check"), ("words", "Een steekproef."));
        _copy = Path.Combine(App.Folder, "as-made.db");
        Copy("triage.db", _copy);
    }

    public Task DisposeAsync()
    {
        App.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Everything in the database is again as it was made.</summary>
    internal void Again() => Copy(_copy, "triage.db");

    /// <summary>Every row of every table, what tells who came and asked apart.</summary>
    internal string Everything() => string.Join('\n', App.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('access_events', 'sessions') ORDER BY name")
        .SelectMany(table => App.Rows($"SELECT * FROM \"{table}\" ORDER BY 1").Select(row => table + ": " + row)));

    private void Copy(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(App.Folder, from), Pooling = false }.ConnectionString);
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(App.Folder, to), Pooling = false }.ConnectionString);
        source.Open();
        target.Open();
        // The program does its own work beside it, such as sealing events: its turn is waited for.
        SqlitePragmas.Run(target, "PRAGMA busy_timeout=30000;");
        source.BackupDatabase(target);
    }

    private void Put(string thing, params (string Part, object Value)[] parts) => _things[thing] = parts.ToDictionary(p => p.Part, p => $"{p.Value}");

    private async Task DossiersAsync()
    {
        var family = await OwnDossier.NewAsync(App, OwnDossier.Sixteen);
        var mother = await family.AddAsync("Marga Noord");
        await family.PlannedAsync();
        Put("family", ("id", family.Id), ("person", mother));
        await family.SaveAsync("help-request/propose", ("helpRequest", "Other."), ("reason", "x"), ("on", "1-11-2026"));
        Put("proposal", ("id", family.Id), ("number", (await family.FileAsync()).Version));
        await family.SaveAsync("consent/new", OwnDossier.Consent(OwnDossier.Said(0, "yes")));
        Put("consent", ("id", family.Id), ("number", (await family.FileAsync()).Version));

        (string, string)[] asked = [("about", "access"), ("by", "client"), ("on", "3-11-2026"), ("words", "Wat staat er over mij?")];
        var asks = await OwnDossier.NewAsync(App, OwnDossier.Fourteen);
        await asks.SaveAsync("requests/new", asked);
        Put("request", ("id", asks.Id), ("number", (await asks.FileAsync()).Version));
        var waits = await OwnDossier.NewAsync(App, OwnDossier.Fourteen);
        await waits.SaveAsync("requests/new", asked);
        var number = (await waits.FileAsync()).Version;
        await waits.SaveAsync($"requests/{number}/pause", ("on", "24-11-2026"));
        Put("paused", ("id", waits.Id), ("number", number));
    }

    private async Task DraftsAsync()
    {
        Put("draft-1", ("draft", (await Walk.AtAsync(App, "sanne", "1", "check")).Draft));
        Put("draft-2", ("draft", (await Walk.AtAsync(App, "sanne", "2", "check")).Draft));
        var referring = await Walk.AtAsync(App, "sanne", "2", "check");
        await referring.GiveAsync("refer-kind", ("referKind", "2a"));
        Put("draft-2a", ("draft", referring.Draft));
        var feedback = await Walk.StartAsync(App, "sanne", "3", dossier: (await LevelStory.DossierAsync(App, "sanne")).Id);
        await LevelStory.TellAsync(feedback, LevelStory.Feedback("sanne"));
        Put("draft-3", ("draft", feedback.Draft));
        var network = await Walk.StartAsync(App, "sanne", "4", dossier: (await LevelStory.DossierAsync(App, "sanne")).Id);
        await LevelStory.TellAsync(network, LevelStory.Network("sanne"));
        Put("draft-4", ("draft", network.Draft));
        var unsafely = await OwnDossier.NewAsync(App, OwnDossier.Fourteen);
        await unsafely.RequestAsync();
        var safety = await LevelStory.StartSafetyAsync(App, unsafely, "weigh-first");
        await LevelStory.TellAsync(safety, LevelStory.Safety("sanne", [("momentFrom", "30-11-2026"), ("momentTo", "")]));
        Put("draft-safety", ("draft", safety.Draft));
        var asking = await Walk.AtAsync(App, "sanne", "2", "ground");
        await asking.GiveAsync("colleague", ("colleague", "mark"), ("question", "Past deze taak?"));
        Put("advice", ("id", App.Rows("SELECT lower(Id) FROM colleague_advice")[0]));
    }

    private async Task MeetingAsync()
    {
        var client = await App.Of("sanne");
        var meeting = (await SavedAsync(client, "/meetings/new", ("day", "3-12-2026"), ("start", "9:00"), ("place", "kamer 2"))).Split('?')[0];
        var partner = App.Rows($"SELECT lower(Id) FROM partners WHERE OrganisationId = '{Here}' AND Ended = 0")[0];
        await SavedAsync(client, meeting + "/people/new", ("who", "partner:" + partner), ("role", "wijkagent"));
        await SavedAsync(client, meeting + "/cases/new", ("dossier", App.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0101'")[0]), ("minutes", "10"), ("people", "1"));
        await SavedAsync(client, meeting + "/cases/new", ("dossier", App.Rows("SELECT lower(Id) FROM dossiers WHERE Number = 'BAR-2026-0102'")[0]), ("minutes", "20"), ("people", "1"));
        Put("meeting", ("id", meeting["/meetings/".Length..]), ("number", 1));
    }

    private async Task DecisionsAsync()
    {
        var letter = await Decided.NewAsync(App);
        App.Run($"UPDATE dossiers SET BirthDate = '2012-03-01' WHERE lower(Id) = '{letter.Dossier}'");
        Put("letter", ("id", letter.Dossier), ("record", letter.Id), ("reader", "client"));
        await SavedAsync(letter.Client, $"/dossiers/{letter.Dossier}/overview/client", [.. new[] { "guess", "other", "organisation", "time", "confidence" }.Select(l => ("looked", l))]);
        Put("record", ("id", (await Decided.NewAsync(App)).Id));
        var taken = await Decided.EndingAsync(App, "outcome=client-passes-on", before: [("client-passes-on", [("clientPassesOn", "in-writing")]), ("items", [("items", "purpose"), ("purposeNecessity", "To know which help.")])]);
        Put("taken", ("id", taken.Id));
        Put("consult", ("id", (await Decided.NewAsync(App, way: "1")).Id));
        var atOnce = await LevelStory.StartSafetyAsync(App, await OwnDossier.NewAsync(App, OwnDossier.Fourteen), "now");
        await LevelStory.TellAsync(atOnce, LevelStory.AtOnce("sanne"));
        Put("at-once", ("id", await atOnce.SignAsync()));

        var reported = await Decided.NewAsync(App);
        await reported.SaveAsync("incident", ("incidentKind", "lost"), ("whatHappened", "De tas is weg."), ("knownOn", "24-11-2026"), ("knownTime", "09:00"));
        Put("incident", ("incident", App.Rows($"SELECT lower(Id) FROM decisions WHERE lower(RefersTo) = '{reported.Id}'")[0]));

        Put("queued", ("id", (await ReviewableAsync()).Id));
        var asked = await ReviewableAsync();
        await SavedAsync(await App.Of("mark"), "/review/" + asked.Id, ("reviewOutcome", "please-supplement"), ("reviewReason", "Schrijf erbij waarom."));
        Put("asked", ("id", asked.Id));

        var sent = await Decided.NewAsync(App);
        App.Clock!.Advance(TimeSpan.FromMinutes(20));
        await sent.SaveAsync("exchange", Decided.AsDecided);
        Put("exchange", ("id", sent.Id), ("exchange", App.Rows($"SELECT Sequence FROM decisions WHERE lower(RefersTo) = '{sent.Id}'")[0]));
    }

    // Without agreement with the plan: always in the queue of the leads.
    private Task<Decided> ReviewableAsync() =>
        Decided.EndingAsync(App, "outcome=do-not-share&notSharingReason=plan-not-agreed", "sanne", ("plan-agreement", [("planAgreement", "not-asked"), ("agreementMissingReason", "Nobody was there.")]));

    private async Task KeepingAsync()
    {
        var officer = await App.Of("fatima");
        var held = await Decided.NewAsync(App);
        await SavedAsync(officer, $"/records/{held.Id}/keep/hold", ("reason", "Er loopt een klacht."), ("lookAgain", "1-3-2027"));
        Put("held", ("id", held.Id));
        Put("erasable", ("id", (await ErasableAsync()).Id));
        var proposed = await ErasableAsync();
        await SavedAsync(officer, $"/records/{proposed.Id}/destroy/propose", ("reason", "De klant vroeg het."));
        Put("proposed", ("id", proposed.Id));
        var gone = await ErasableAsync();
        await SavedAsync(officer, $"/records/{gone.Id}/destroy/propose", ("reason", "De klant vroeg het."));
        var certificate = await SavedAsync(await App.Of("pieter"), $"/records/{gone.Id}/destroy", ("number", $"{gone.Sequence + 1}"));
        Put("destroyed", ("id", gone.Id), ("number", certificate["/destructions/".Length..].Split('?')[0]));
    }

    // The client asked to erase it, and the answer was yes.
    private async Task<Decided> ErasableAsync()
    {
        var decided = await Decided.NewAsync(App);
        var requests = $"/dossiers/{decided.Dossier}/requests";
        var form = (await TriageApp.PageAsync(decided.Client, requests + "/new")).QuerySelector<IHtmlInputElement>("main [name=by]")!.Value;
        await SavedAsync(decided.Client, requests + "/new", ("about", "erasure"), ("by", form), ("on", "24-11-2026"), ("words", "Dit moet weg."));
        var decide = (await TriageApp.PageAsync(decided.Client, requests)).QuerySelector("main a[href$='/decide']")!.GetAttribute("href")!;
        await SavedAsync(decided.Client, decide, ("outcome", "granted"), ("reason", "We wissen het."), ("on", "24-11-2026"), ("records", decided.Id.ToString()));
        return decided;
    }

    private async Task EmergencyAsync() =>
        Put("emergency", ("id", (await SavedAsync(await App.Of("joris"), "/emergency", ("number", "BAR-2026-0101"), ("reason", "danger"), ("words", "Er is nu gevaar.")))["/emergency/".Length..]));

    private async Task ExportAsync()
    {
        var officer = await App.Of("fatima");
        var address = await SavedAsync(officer, "/exports", ("exportFormat", "csv"), ("exportReason", "Jaarverslag"));
        var begun = System.Diagnostics.Stopwatch.StartNew();
        while ((await TriageApp.PageAsync(officer, address)).QuerySelector("main h1")!.GetAttribute("data-state") != "ready")
            Assert.True(begun.Elapsed < TimeSpan.FromMinutes(1), "the export did not come to an end");
        Put("export", ("id", address["/exports/".Length..]));
    }

    private static async Task<string> SavedAsync(HttpClient client, string address, params (string, string)[] fields)
    {
        var page = await TriageApp.PageAsync(client, address);
        var form = page.QuerySelector<IHtmlFormElement>("main form#answers") ?? page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").First();
        var answer = await Answered.From(await TriageApp.SubmitAsync(client, form, fields));
        if (answer.Status != HttpStatusCode.Redirect) Assert.Fail($"{address}: {answer.Status} {string.Join(", ", answer.Wrong)}");
        return answer.Location!;
    }
}
