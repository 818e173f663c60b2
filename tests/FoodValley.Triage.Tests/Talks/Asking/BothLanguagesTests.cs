using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>The whole way in both languages: no key shows itself, and no English page speaks Dutch.</summary>
public sealed partial class BothLanguagesTests(StandingApp app) : IClassFixture<StandingApp>
{
    public static TheoryData<string, string, string> Ways => new()
    {
        { "nl", "sanne", "1" }, { "nl", "sanne", "2" }, { "nl", "amira", "2" }, { "en", "sanne", "1" }, { "en", "sanne", "2" }, { "en", "amira", "2" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    [Norm("IU-KOP-1", "IU-1-DOEL", "IU-2-INF-2")]
    public async Task Every_page_speaks_one_language(string language, string person, string way)
    {
        var client = await app.SignedInAsync(person);
        if (language == "en") await Walk.RawAsync(client, "/language", ("language", "en"), ("returnUrl", "/"));
        var problems = new List<string>();
        var seen = new List<string>();
        async Task<IHtmlDocument> Look(IHtmlDocument page, string name)
        {
            seen.Add(name);
            if (page.DocumentElement.GetAttribute("lang") != language) problems.Add($"{name}: lang");
            foreach (var hidden in page.QuerySelectorAll(".fv-user, textarea, script, [lang], .fv-typed").Where(e => e.LocalName != "html" && e.GetAttribute("lang") != language)) hidden.TextContent = "";
            var text = page.Title + " " + string.Join(' ', page.Body!.Descendants<IText>().Select(t => t.Data)).Replace("Sanne de Wit", "", StringComparison.Ordinal);
            problems.AddRange(Key().Matches(text).Select(m => $"{name}: {m.Value}"));
            problems.AddRange(Hole().Matches(text).Select(m => $"{name}: {m.Value}"));
            if (language == "en") problems.AddRange(Dutch().Matches(text).Select(m => $"{name}: {text[Math.Max(0, m.Index - 30)..Math.Min(text.Length, m.Index + 30)].ReplaceLineEndings(" ")}"));
            return await Task.FromResult(page);
        }

        await Look(await TriageApp.PageAsync(client, "/"), "work");
        await Look(await TriageApp.PageAsync(client, "/asking/start"), "start");
        await Look(await TriageApp.PageAsync(client, "/dossiers"), "dossiers");
        await Look(await TriageApp.PageAsync(client, "/dossiers/new"), "dossiers/new");
        var walk = await Walk.StartAsync(app, person, way, client);
        foreach (var step in Story.Of(person, way))
        {
            await Look(await walk.OpenAsync(step.Step), step.Step);
            await Look((await walk.PostAsync(step.Step, [.. step.Fields.Select(f => (f.Item1, "")).Distinct()])).Page, step.Step + " empty");
            await walk.GiveAsync([step]);
        }
        foreach (var step in new[] { "check", "sign", "outcome", "choose-level" }) await Look(await walk.OpenAsync(step), step);
        var record = await walk.SignAsync();
        foreach (var page in way == "1" ? (string[])["?signed=yes", "/print", "/advice"] : ["?signed=yes", "/print"]) await Look(await TriageApp.PageAsync(client, $"/records/{record}{page}"), "record" + page);
        await Look(await TriageApp.PageAsync(client, "/"), "work after");
        House.Expect.Nothing(problems);
        Assert.True(seen.Count > 20);
    }

    [GeneratedRegex(@"(?<![\w./@:-])[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9-]+)+(?![\w.-]*@)(?!\w)")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{[a-z-]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"(?<=[\s(])(de|het|een|niet|voor|klant|wat|je|deze|wordt|zijn|van)(?=[\s.,:)?])")]
    private static partial Regex Dutch();
}
