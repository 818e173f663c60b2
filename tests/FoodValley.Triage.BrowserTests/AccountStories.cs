using System.Diagnostics;

namespace FoodValley.Triage.BrowserTests;

/// <summary>From a signature to a proof in the hands of a stranger: review, correction, report, export, verification.</summary>
public class AccountStories(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-7a", "HK-7b", "HK-8c", "HK-8.6")]
    public async Task A_decision_is_signed_reviewed_corrected_agreed_exported_and_proved(bool english)
    {
        await using var author = await SignedInAsync("sanne", english, null);
        await Referring.ToCheckAsync(author, "2b", await running.FamilyAsync("sanne"), "government", "statutory-task");
        var record = await author.SignAsync();
        await author.OpenAsync(record + "/print");
        await Assertions.Expect(author.Page.Locator("main svg.fv-qr")).ToBeVisibleAsync();

        await using var lead = await SignedInAsync("mark", english, "account-lead");
        await lead.OpenAsync("/review");
        await lead.OpenAsync(record.Replace("records", "review", StringComparison.Ordinal));
        await lead.SaveAfterErrorsAsync(("reviewOutcome", "please-supplement"), ("reviewReason", "Schrijf erbij waarom de school dit moet weten."));

        await author.OpenAsync(record);
        await author.SeesAsync("Schrijf erbij waarom de school dit moet weten.");
        await author.GoAsync(author.Page.Locator("#review a.nl-button--primary").ClickAsync);
        await author.SaveAsync(("replacesWhy", "Ik leg het beter uit."), ("way", "1"));
        await Consulting.RecipientAsync(author);
        await Consulting.QuestionAsync(author);
        await Consulting.TextAsync(author);
        await Consulting.RecognisableAsync(author);
        await Consulting.ReasonAsync(author);
        var corrected = await author.SignAsync();

        await lead.OpenAsync("/review?status=all");
        await lead.OpenAsync(corrected.Replace("records", "review", StringComparison.Ordinal));
        await lead.SaveAsync(("reviewOutcome", "agreed"));
        await author.OpenAsync(corrected);
        await author.SeesAsync("Mark Jansen is akkoord met je besluit", "Mark Jansen agrees with your decision");

        await using var officer = await SignedInAsync("fatima", english, "account-officer");
        await officer.OpenAsync("/report?level=1");
        await officer.FollowAsync("Afdrukken", "Print");
        await officer.OpenAsync("/rules");
        await officer.OpenAsync("/report?sector=government");
        await officer.FollowAsync("Exporteer deze besluiten", "Export these decisions");
        await officer.SendAsync();
        await officer.ErrorsLeadToFieldsAsync();
        var folder = Directory.CreateTempSubdirectory("triage-account-").FullName;
        try
        {
            foreach (var format in new[] { "csv", "xlsx", "jsonl", "package" })
            {
                await officer.OpenAsync("/exports?sector=government");
                await officer.FillInAsync(("exportFormat", format), ("exportReason", "Jaarverslag"));
                await officer.Page.Locator("main form button.nl-button--primary").ClickAsync();
                // The page comes again by itself until the file is there.
                await officer.Page.Locator("h1[data-state=ready]").WaitForAsync();
                await officer.CheckAsync();
                var download = await officer.Page.RunAndWaitForDownloadAsync(() => officer.Page.Locator("main a.nl-button--primary").ClickAsync());
                await download.SaveAsAsync(Path.Combine(folder, format));
                Assert.NotEqual(0, new FileInfo(Path.Combine(folder, format)).Length);
            }
            // Both decisions at least: the story in the other language writes in the same ledger.
            var rows = (await File.ReadAllLinesAsync(Path.Combine(folder, "jsonl"))).Length;
            Assert.True(rows >= 2, $"{rows} rows");
            Assert.Equal(rows + 1, (await File.ReadAllLinesAsync(Path.Combine(folder, "csv"))).Length);

            var package = Path.Combine(folder, "package");
            Assert.Equal((0, 0), (Verified(package), VerifiedByTheOther(package)));
            var bytes = await File.ReadAllBytesAsync(package);
            bytes[bytes.Length / 2] ^= 1;
            var flipped = Path.Combine(folder, "flipped.zip");
            await File.WriteAllBytesAsync(flipped, bytes);
            Assert.Equal((1, 1), (Verified(flipped), VerifiedByTheOther(flipped)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        await officer.OpenAsync("/exports");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Norm("HK-8b")]
    public async Task An_export_that_waits_can_be_stopped_after_a_question(bool english)
    {
        await using var officer = await SignedInAsync("pieter", english, "account-stop");
        var export = await running.WaitingExportAsync("pieter");
        await officer.OpenAsync(export + "?still=true");
        await officer.FollowAsync("Stop de export", "Stop the export");
        await officer.GoAsync(officer.Page.Locator("main form a").ClickAsync);
        await officer.OpenAsync(export + "?handler=Stop");
        await officer.GoAsync(officer.Page.Locator("main form button").ClickAsync);
        await officer.OpenAsync("/exports");
    }

    private static int Verified(string file) => Run("dotnet", typeof(Program).Assembly.Location, "verify", "--export", file);

    private static int VerifiedByTheOther(string file) => Run("node", Path.Combine(Root, "tests", "verifier", "verify.mjs"), file);

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "FoodValley.Triage.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    // Offline: neither is given a database.
    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        _ = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    // The questions on the way are looked at in other stories.
    private async Task<Story> SignedInAsync(string person, bool english, string? pictures)
    {
        var story = await running.StoryAsync(new(Everywhere: pictures is not null) { Pictures = english && pictures is not null ? pictures + "-en" : pictures });
        if (english) await story.InEnglishAsync();
        await story.SignInAsync(person);
        return story;
    }
}
