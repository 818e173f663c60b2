namespace FoodValley.Triage.BrowserTests;

/// <summary>What has been kept long enough goes: two privacy officers, a certificate, and a ledger that still holds.</summary>
public class KeepingStories
{
    // Twenty years and some months: the term of the demo is over. Each story has a program of its own, because it moves the clock.
    private static readonly TimeSpan Long = TimeSpan.FromDays(7400);

    [Theory]
    [InlineData(false, 1280)]
    [InlineData(true, 375)]
    [Norm("HK-8.3", "HK-8.7")]
    public async Task What_has_reached_its_end_is_proposed_by_one_officer_and_destroyed_by_another(bool english, int width)
    {
        using var running = new Running();
        await running.InitializeAsync();
        string record;
        await using (var author = await SignedInAsync(running, "sanne", english, width, null))
        {
            await Referring.ToCheckAsync(author, "2b", await running.FamilyAsync("sanne"), "government", "statutory-task");
            record = await author.SignAsync();
            await author.SeesAsync("Bewaard tot en met", "Kept up to and including");
        }
        running.Clock.Advance(Long);

        await using var first = await SignedInAsync(running, "fatima", english, width, "keeping-first");
        await first.OpenAsync(record);
        await first.SaveAfterErrorsAsync(("why", "check"), ("words", "Kijken of dit weg mag."));
        Assert.Equal(record, first.Path);
        await first.OpenAsync("/keeping");
        await first.GoAsync(first.Page.Locator($"[data-record='{record["/records/".Length..]}'] a[href$='/keep/hold']").ClickAsync);
        await first.SaveAfterErrorsAsync(("reason", "Er loopt een rechtszaak"), ("lookAgain", "1-3-2090"));
        await first.SeesAsync("Dit besluit blijft staan.", "This decision stays.");
        await first.OpenAsync(record + "/destroy/propose");
        await first.SeesAsync("Blijft staan: Er loopt een rechtszaak.", "On hold: Er loopt een rechtszaak.");
        await first.OpenAsync("/keeping");
        await first.GoAsync(first.Page.Locator($"[data-record='{record["/records/".Length..]}'] a[href$='/keep/lift']").ClickAsync);
        await first.SaveAfterErrorsAsync(("reason", "De rechter heeft beslist"));
        await first.OpenAsync("/keeping");
        await first.GoAsync(first.Page.Locator($"[data-record='{record["/records/".Length..]}'] a[href$='/destroy/propose']").ClickAsync);
        await first.SaveAfterErrorsAsync(("reason", "De termijn is voorbij"));
        await first.FollowAsync("Bekijk het voorstel tot vernietigen", "Look at the proposal to destroy");
        await first.SeesAsync("Iemand anders moet beslissen.", "Someone else must decide.");

        await using var second = await SignedInAsync(running, "pieter", english, width, "keeping-second");
        await second.OpenAsync("/keeping");
        await second.GoAsync(second.Page.Locator($"[data-record='{record["/records/".Length..]}'] a").First.ClickAsync);
        await second.OpenAsync(record + "/destroy/refuse");
        await second.OpenAsync(record + "/destroy");
        var number = System.Text.RegularExpressions.Regex.Match(await second.Page.Locator("main label").First.InnerTextAsync(), @"\((\d+)\)").Groups[1].Value;
        await second.SaveAfterErrorsAsync(("number", number));
        await second.SeesAsync("Verklaring van vernietiging", "Certificate of destruction");
        await second.SeesAsync("Het bewijs klopt nog steeds.", "The proof still holds.");
        await second.DoesNotSeeAsync("Pieter");
        await second.OpenAsync("/keeping");

        Assert.True(await running.LedgersHoldAsync());
        await using var again = await SignedInAsync(running, "sanne", english, width, "keeping-gone");
        await again.OpenAsync(record);
        Assert.Equal(record + "/destroyed", again.Path);
        await again.SeesAsync("De inhoud van dit besluit is vernietigd op", "The content of this decision was destroyed on");
        await again.OpenAsync("/");
    }

    [Theory]
    [InlineData(false, 375)]
    [InlineData(true, 1280)]
    [Norm("HK-8.7")]
    public async Task A_client_asks_and_what_was_written_goes_by_the_same_road(bool english, int width)
    {
        using var running = new Running();
        await running.InitializeAsync();
        await using var author = await SignedInAsync(running, "amira", english, width, "keeping-request");
        var dossier = await running.FamilyAsync("amira");
        await Referring.ToCheckAsync(author, "2b", dossier, "non-government", "consent");
        var record = await author.SignAsync();
        await author.OpenAsync(dossier.Path + "/requests/new");
        await author.FillInAsync(("about", "erasure"), ("words", "Dit moet weg."));
        await author.Page.Locator("main [name=by]").First.CheckAsync();
        await author.SendAsync();
        await author.FollowAsync("Beantwoorden", "Answer");
        await author.SaveAsync(("outcome", "granted"), ("reason", "We wissen het."), ("records", record["/records/".Length..]));
        await author.GoAsync(author.Page.Locator("main a[href$='/destroy/propose']").ClickAsync);
        await author.SaveAfterErrorsAsync(("reason", "De klant vroeg het"));

        await using var officer = await SignedInAsync(running, "noor", english, width, "keeping-officer");
        await officer.OpenAsync(record + "/destroy");
        var number = System.Text.RegularExpressions.Regex.Match(await officer.Page.Locator("main label").First.InnerTextAsync(), @"\((\d+)\)").Groups[1].Value;
        await officer.SaveAsync(("number", number));
        await officer.SeesAsync("Reden: een verzoek om te wissen.", "Reason: a request for erasure.");
        await author.OpenAsync(dossier.Path + "/requests");
        await author.FollowAsync("Dit besluit is vernietigd", "This decision was destroyed");
        Assert.True(await running.LedgersHoldAsync());
    }

    private static async Task<Story> SignedInAsync(Running running, string person, bool english, int width, string? pictures)
    {
        var story = await running.StoryAsync(new(width, Everywhere: pictures is not null) { Pictures = pictures is null ? null : $"{pictures}{(english ? "-en" : "")}-{width}" });
        if (english) await story.InEnglishAsync();
        await story.SignInAsync(person);
        return story;
    }
}
