using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Store;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Web.Setup;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FoodValley.Triage.Tests.Talks.Exporting;

/// <summary>The privacy officer takes decisions along, and sees whether the ledger still holds.</summary>
public sealed class ExportPageTests(ExportingApp app) : IClassFixture<ExportingApp>
{
    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, params (string, string)[] fields) =>
        await TriageApp.SubmitAsync(client, (await TriageApp.PageAsync(client, "/exports")).QuerySelector<IHtmlFormElement>("main form#exports")!, fields);

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("jsonl", "application/x-ndjson")]
    [InlineData("package", "application/zip")]
    [Norm("HK-8c")]
    public async Task The_officer_gets_a_file_in_each_form_and_nothing_stays_behind(string format, string type)
    {
        var officer = await app.SignedInAsync("fatima");
        using var answer = await PostAsync(officer, ("exportFormat", format), ("exportReason", "Jaarverslag"));

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("gemeente-barneveld-", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (format == "package") Assert.True(PackageVerification.Of(new MemoryStream(bytes)).Ledger.Ok);
        Assert.Equal([], Directory.GetFiles(Path.Combine(app.Folder, "exports")));
    }

    [Fact]
    public async Task What_is_filled_in_wrong_is_said_and_nothing_is_written()
    {
        var officer = await app.SignedInAsync("noor");
        Assert.Equal(["exportFormat", "exportReason"], (await Answered.From(await PostAsync(officer))).Wrong);
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
        foreach (var why in new[] { "een", "twee" }) (await PostAsync(officer, ("exportFormat", "csv"), ("exportReason", why))).EnsureSuccessStatusCode();
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
