using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Reporting;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodValley.Triage.Tests.Talks.Exporting;

/// <summary>The privacy officer takes decisions along, and sees whether the ledger still holds.</summary>
public sealed class ExportPageTests(ExportingApp app) : IClassFixture<ExportingApp>
{
    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, params (string, string)[] fields) =>
        await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, "/exports")).QuerySelector<IHtmlFormElement>("main form#exports")!, fields);

    private static async Task<string> AskedAsync(HttpClient client, params (string, string)[] fields)
    {
        using var answer = await PostAsync(client, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    // Asks again, as a browser does by itself, until the export came to its end.
    private static async Task<IHtmlDocument> EndOfAsync(HttpClient client, string address)
    {
        var begun = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            using var answer = await client.GetAsync(address);
            var page = await TriageApp.PageAsync(answer);
            if (StateOf(page) is not ("waiting" or "running"))
            {
                Assert.False(answer.Headers.Contains("Refresh"));
                return page;
            }
            Assert.Equal("3", answer.Headers.GetValues("Refresh").Single());
            Assert.True(begun.Elapsed < TimeSpan.FromMinutes(1), "the export did not come to an end");
        }
    }

    private static string StateOf(IHtmlDocument page) => page.QuerySelector("main h1")!.GetAttribute("data-state")!;

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("jsonl", "application/x-ndjson")]
    [InlineData("package", "application/zip")]
    [Norm("HK-8c")]
    public async Task The_officer_gets_a_file_in_each_form(string format, string type)
    {
        var officer = await app.SignedInAsync("fatima");
        var address = await AskedAsync(officer, ("exportFormat", format), ("exportReason", "Jaarverslag"));

        var page = await EndOfAsync(officer, address);

        Assert.Equal("ready", StateOf(page));
        using var answer = await officer.GetAsync(page.QuerySelector("main a.nl-button--primary")!.GetAttribute("href"));
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("gemeente-barneveld-", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), page.QuerySelector("main code")!.TextContent);
        if (format == "package") Assert.True(PackageVerification.Of(new MemoryStream(bytes)).Ledger.Ok);
        Assert.Contains((await TriageApp.PageAsync(officer, "/exports")).QuerySelectorAll("main table a"), a => a.GetAttribute("href") == address);
    }

    [Fact]
    [Norm("HK-8.4")]
    public async Task A_file_is_for_the_officers_of_its_organisation_alone()
    {
        var address = await AskedAsync(await app.SignedInAsync("fatima"), ("exportFormat", "csv"), ("exportReason", "Jaarverslag"));
        await EndOfAsync(await app.SignedInAsync("pieter"), address);
        foreach (var (person, refused) in new[] { ("noor", HttpStatusCode.NotFound), ("sanne", HttpStatusCode.Forbidden) })
        {
            var client = await app.SignedInAsync(person);
            foreach (var part in new[] { "", "?handler=File", "?handler=Stop" }) Assert.Equal(refused, (await client.GetAsync(address + part)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Redirect, (await app.CreateClient().GetAsync(address + "?handler=File")).StatusCode);
    }

    [Fact]
    public async Task What_matches_nothing_gives_an_empty_file_that_is_valid()
    {
        var officer = await app.SignedInAsync("fatima");
        var page = await EndOfAsync(officer, await AskedAsync(officer,
            ("exportTeam", "team-barneveld"), ("exportLevel", "4"), ("exportGround", "consent"), ("exportSector", "non-government"), ("exportOutcome", "hold"), ("exportSafety", "yes"), ("exportDeviation", "yes"),
            ("exportReview", "agreed"), ("exportFormat", "package"), ("exportReason", "Jaarverslag")));

        Assert.Contains("Geen enkel besluit", page.QuerySelector("main")!.TextContent);
        var verdict = PackageVerification.Of(new MemoryStream(await officer.GetByteArrayAsync(page.QuerySelector("main a.nl-button--primary")!.GetAttribute("href"))));
        Assert.Equal((true, 0L), (verdict.Ledger.Ok, verdict.Selected));
    }

    [Fact]
    [Norm("HK-8.6")]
    public async Task Content_goes_along_as_json_lines_only_and_the_page_says_that_it_names_people()
    {
        var officer = await app.SignedInAsync("fatima");
        Assert.Equal(["exportContent"], (await Answered.From(await PostAsync(officer, ("exportFormat", "csv"), ("exportContent", "yes"), ("exportReason", "x")))).Wrong);
        Assert.Equal(["exportReason"], (await Answered.From(await PostAsync(officer, ("exportFormat", "jsonl"), ("exportContent", "yes")))).Wrong);

        var page = await EndOfAsync(officer, await AskedAsync(officer, ("exportFormat", "jsonl"), ("exportContent", "yes"), ("exportReason", "Vraag van de toezichthouder")));

        Assert.Contains("er staan namen in", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task An_export_is_stopped_only_after_a_yes_and_leaves_no_file_and_no_entry()
    {
        await using var own = new ExportingApp { Parts = services => services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>() };
        var officer = await own.SignedInAsync("fatima");
        var address = await AskedAsync(officer, ("exportFormat", "csv"), ("exportReason", "Jaarverslag"));
        var asks = await TriageApp.PageAsync(officer, address + "?handler=Stop");
        Assert.Equal("waiting", StateOf(await TriageApp.PageAsync(officer, address)));

        using (var answer = await TriageApp.SubmitAsync(officer, asks.QuerySelector<IHtmlFormElement>("main form")!)) Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var background = own.Services.GetRequiredService<BackgroundExports>();
        await background.StartAsync(CancellationToken.None);

        Assert.Equal("cancelled", StateOf(await EndOfAsync(officer, address)));
        await background.StopAsync(CancellationToken.None);
        Assert.Equal([".json"], Directory.GetFiles(Path.Combine(own.Folder, "exports", "of-gemeente-barneveld")).Select(Path.GetExtension));
        await using var scope = own.Services.CreateAsyncScope();
        Assert.Equal(0, (await scope.ServiceProvider.GetRequiredService<Verification>().OfAsync("gemeente-barneveld")).Size);
    }

    [Fact]
    public async Task A_file_goes_away_after_its_days_and_what_a_stopped_program_left_is_said_and_taken_away()
    {
        await using var own = new ExportingApp { Clock = new Clock(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)) };
        var officer = await own.SignedInAsync("fatima");
        var address = await AskedAsync(officer, ("exportFormat", "csv"), ("exportReason", "Jaarverslag"));
        await EndOfAsync(officer, address);
        var (kept, folder) = (own.Services.GetRequiredService<KeptExports>(), Path.Combine(own.Folder, "exports", "of-gemeente-barneveld"));
        // Left behind by a program that was killed.
        var left = kept.Find("gemeente-barneveld", Guid.Parse(address.Split('/')[^1]), own.Clock.Now.UtcDateTime)! with { Id = Chance.Secure.Id(), State = ExportState.Running };
        kept.Note(left);
        await File.WriteAllTextAsync(Path.Combine(folder, left.Id + ".csv.0a.unfinished"), "leaf;time");

        own.Clock.Advance(KeptExports.Silence + TimeSpan.FromSeconds(1));
        Assert.Equal("stopped", StateOf(await TriageApp.PageAsync(officer, "/exports/" + left.Id)));
        kept.Sweep(own.Clock.Now.UtcDateTime);
        Assert.Equal([".csv", ".json", ".json"], Directory.GetFiles(folder).Select(Path.GetExtension).Order());

        own.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.NotFound, (await (await own.SignedInAsync("fatima")).GetAsync(address + "?handler=File")).StatusCode);
        kept.Sweep(own.Clock.Now.UtcDateTime);
        own.Clock.Advance(TimeSpan.FromDays(7));
        kept.Sweep(own.Clock.Now.UtcDateTime);
        Assert.Equal([], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task The_choice_of_the_report_comes_along()
    {
        var officer = await app.SignedInAsync("fatima");
        var link = (await TriageApp.PageAsync(officer, "/report?from=1-10-2026&until=31-10-2026&level=2a&safety=no")).QuerySelectorAll("main a").Single(a => a.GetAttribute("href")!.StartsWith("/exports", StringComparison.Ordinal));
        var form = (await TriageApp.PageAsync(officer, link.GetAttribute("href")!)).QuerySelector<IHtmlFormElement>("main form#exports")!;
        string? Filled(string name) => form.Elements.OfType<IHtmlElement>().Select(e => e switch { IHtmlInputElement i when i.Name == name => i.Value, IHtmlSelectElement l when l.Name == name => l.Value, _ => null }).FirstOrDefault(v => v is not null);
        Assert.Equal(("1-10-2026", "31-10-2026", "2a", "no", ""), (Filled("exportFrom"), Filled("exportTo"), Filled("exportLevel"), Filled("exportSafety"), Filled("exportGround")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("400")]
    [InlineData("week")]
    public void Days_that_are_no_days_are_refused_at_the_start(string days) => Assert.Throws<CannotRunException>(() => BackgroundExports.Kept(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Exports:KeepDays", (string?)days)]).Build()));

    [Fact]
    public async Task What_is_filled_in_wrong_is_said_and_nothing_is_written()
    {
        var officer = await app.SignedInAsync("noor");
        Assert.Equal(["exportFormat", "exportReason"], (await Answered.From(await PostAsync(officer))).Wrong);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(officer, ("exportTeam", "team-barneveld"), ("exportFormat", "csv"), ("exportReason", "x"))).StatusCode);
        Assert.Equal(["exportTo"], (await Answered.From(await PostAsync(officer, ("exportFrom", "2-1-2026"), ("exportTo", "1-1-2026"), ("exportFormat", "csv"), ("exportReason", "x")))).Wrong);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Equal(0, (await scope.ServiceProvider.GetRequiredService<Verification>().OfAsync("jeugdhulp-de-linde")).Size);
    }

    [Theory]
    [InlineData("sanne")]
    [InlineData("mark")]
    [InlineData("beheer")]
    [Norm("HK-8.4")]
    public async Task Nobody_else_comes_in(string person)
    {
        var client = await app.SignedInAsync(person);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/exports")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/exports?handler=Checkpoint")).StatusCode);
    }

    [Fact]
    [Norm("HK-8c")]
    public async Task The_nightly_verification_writes_a_checkpoint_and_a_cut_tail_is_found_the_next_night()
    {
        await using var own = new ExportingApp();
        var officer = await own.SignedInAsync("fatima");
        Assert.Contains("nog niet nagerekend", (await TriageApp.PageAsync(officer, "/exports")).QuerySelector("main")!.TextContent);
        foreach (var why in new[] { "een", "twee" }) await EndOfAsync(officer, await AskedAsync(officer, ("exportFormat", "csv"), ("exportReason", why)));
        var nightly = own.Services.GetRequiredService<NightlyVerification>();

        Assert.True(await nightly.OnceAsync());

        Assert.Contains("alle 2 regels kloppen", (await TriageApp.PageAsync(officer, "/exports")).QuerySelector("main")!.TextContent);
        var note = Checkpoint.Parse(await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(own.Folder, "checkpoints"), "gemeente-barneveld.*").Single()));
        Assert.Equal((2L, true), (note.Checkpoint.Size, note.Checkpoint.Development));

        // Somebody with the file and the skill takes the last leaf away and puts the earlier head back: the ledger holds, and only the checkpoint knows better.
        await using (var scope = own.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TriageDb>();
            var first = Frontier.Empty.Append(db.Leaves.Single(l => l.Sequence == 0).Hash);
            await Sql(db, string.Concat(Triggers.Names(sqlite: true).Select(n => $"DROP TRIGGER {n};")) + "DELETE FROM record_contents WHERE Sequence = 1; DELETE FROM leaves WHERE Sequence = 1;" +
                $"UPDATE ledger_heads SET Size = 1, Frontier = x'{Convert.ToHexString(first.ToBytes())}', Root = x'{Convert.ToHexString(first.Root())}' WHERE OrganisationId = 'gemeente-barneveld';");
            Assert.All(await scope.ServiceProvider.GetRequiredService<Verification>().RunAsync(), v => Assert.True(v.Ok));
        }

        Assert.False(await nightly.OnceAsync());

        var text = (await TriageApp.PageAsync(officer, "/exports")).QuerySelector("main [role=alert]")!.TextContent;
        Assert.Contains("klopt niet", text);
        Assert.Contains("regel 2", text);

        static Task Sql(TriageDb db, string sql) => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, sql);
    }

    [Fact]
    public async Task The_checkpoint_can_be_taken_along()
    {
        var officer = await app.SignedInAsync("pieter");
        var note = Checkpoint.Parse(await officer.GetByteArrayAsync("/exports?handler=Checkpoint"));
        using var key = LedgerKey.Development();
        Assert.True(note.IsSignedBy(key.PublicKey));
        Assert.Equal("gemeente-barneveld", note.Checkpoint.Organisation);
    }

    [Theory]
    [InlineData("2026-11-24T09:00:00Z", "2026-11-25T01:30:00Z")]
    [InlineData("2026-11-24T01:29:59Z", "2026-11-24T01:30:00Z")]
    [InlineData("2026-11-24T01:30:00Z", "2026-11-25T01:30:00Z")]
    // In summer the Netherlands are two hours ahead of UTC; on 29 March 2026 the clock goes from two to three.
    [InlineData("2026-07-01T09:00:00Z", "2026-07-02T00:30:00Z")]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z")]
    public void It_runs_at_half_past_two_at_night_in_the_Netherlands(string now, string next)
    {
        static DateTime Utc(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
        Assert.Equal(Utc(next), Utc(now) + NightlyVerification.Until(Utc(now)));
    }
}

/// <summary>The program with folders for exports and checkpoints.</summary>
public sealed class ExportingApp : TriageApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Exports:Folder", Path.Combine(Folder, "exports"));
        builder.UseSetting("Ledger:CheckpointFolder", Path.Combine(Folder, "checkpoints"));
    }
}
