using System.Text.RegularExpressions;

namespace FoodValley.Triage.BrowserTests;

/// <summary>Other ways to use the same pages: with the keyboard, with mistakes, going back, reloading, pressing twice, printing.</summary>
public partial class UseTests(Running running) : IClassFixture<Running>
{
    [Fact]
    [Norm("IU-1-DOEL")]
    public async Task A_whole_story_with_the_keyboard_alone()
    {
        await using var story = await running.StoryAsync();
        var keys = new Keyboard(story);
        await story.OpenAsync("/");
        await keys.PickAsync("person", "joris");
        await keys.EnterAsync();
        await keys.TabToAsync("a[href='/asking/start']");
        await keys.EnterAsync();
        await keys.PickAsync("way", "1");
        await keys.EnterAsync();
        await keys.TypeAsync("consultFunction", "jeugdarts");
        await keys.TypeAsync("consultOrganisation", "GGD");
        await keys.EnterAsync();
        await keys.TypeAsync("consultQuestion", "Welke hulp past bij slecht slapen?");
        await keys.ContinueAsync();
        await keys.TypeAsync("consultText", "Een kind slaapt al weken slecht.");
        await keys.TabToAsync("[name=consultConfirmed]");
        await keys.PressAsync(" ");
        await keys.ContinueAsync();
        await keys.PickAsync("recognisable", "no");
        await keys.EnterAsync();
        await keys.TypeAsync("consultReason", "Eerst weten welke hulp past.");
        await keys.ContinueAsync();
        await keys.TabToAsync($"a[href$='/sign']");
        await keys.EnterAsync();
        await keys.TabToAsync("[name=statement]");
        await keys.PressAsync(" ");
        await keys.ContinueAsync();
        await story.AtRecordAsync();
    }

    [Fact]
    public async Task The_first_tab_leads_past_the_header()
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("joris");
        await story.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(story.Page.Locator(".nl-skip-link")).ToBeFocusedAsync();
        await Assertions.Expect(story.Page.Locator(".nl-skip-link")).ToBeInViewportAsync();
        await story.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(story.Page.Locator("main")).ToBeFocusedAsync();
    }

    /// <summary>A check that finds nothing must be able to find something.</summary>
    [Theory]
    [InlineData("<input class=\"nameless\">", "label")]
    [InlineData("<p class=\"long fv-nowrap\">Eenwoorddatnergensafgebrokenkanwordenendaaromveeltebreedisvooreentelefoon</p>", "is wider than the window of 320")]
    public async Task Each_page_is_really_checked(string wrong, string found)
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("joris");
        await story.Page.EvaluateAsync("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", wrong);
        var complaint = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(story.CheckAsync);
        Assert.Contains(found, complaint.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Norm("HK-7f")]
    public async Task An_empty_form_says_what_is_missing_and_leads_there()
    {
        await using var story = await running.StoryAsync(new() { Pictures = "errors" });
        await story.SignInAsync("amira");
        var asked = new HashSet<string>();
        story.AtQuestion = async step =>
        {
            if (!asked.Add(step)) return;
            // What the dossier fills in already has to go for once.
            if (step == "purpose") await story.FillAsync("purpose", "");
            await story.ContinueAsync();
            Assert.Equal(step, await story.StepAsync());
            await story.ErrorsLeadToFieldsAsync();
        };
        await story.FollowAsync("Nieuwe afweging", "New weighing");
        await Referring.WayAsync(story);
        await Referring.KindAsync(story, "2b");
        await Referring.ClientAsync(story, "LIN-2026-0201 – Yara el Idrissi");
        await Referring.RecipientAsync(story);
        await Referring.RestAsync(story, "non-government", "consent");
        // The choice of the level and the 23 questions of level 2.
        Assert.Equal(24, asked.Count);
        await story.FollowAsync("Naar ondertekenen", "Go to signing");
        await story.PressAsync("Ondertekenen", "Sign");
        await story.ErrorsLeadToFieldsAsync();
        await story.SeesAsync("Bevestig dat je deze afweging zelf hebt gemaakt.");
    }

    [Fact]
    [Norm("HK-7a", "IU-ALG-6")]
    public async Task Pressing_twice_signs_once_and_going_back_signs_nothing_more()
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("tom");
        var before = await SignedAsync(story);
        await Consulting.ToCheckAsync(story);
        await story.FollowAsync("Naar ondertekenen", "Go to signing");
        await story.TickAsync("statement");
        await story.Button("Ondertekenen", "Sign").DblClickAsync();
        await story.Page.WaitForURLAsync(RecordAddress());
        var record = await story.AtRecordAsync();

        await story.Page.ReloadAsync();
        Assert.Equal(record, await story.AtRecordAsync());
        await story.Page.GoBackAsync();
        await story.Page.GotoAsync(story.Page.Url);
        Assert.Equal(record, await story.AtRecordAsync());

        var after = await SignedAsync(story);
        Assert.Equal([record], after.Except(before));
        Assert.Equal(before.Count + 1, after.Count);
    }

    [Fact]
    public async Task Going_back_and_reloading_keep_what_was_saved()
    {
        await using var story = await running.StoryAsync();
        await story.SignInAsync("tom");
        await Consulting.StartAsync(story);
        await Consulting.RecipientAsync(story);
        await Consulting.QuestionAsync(story);
        await story.AtAsync("consult-text");
        await story.Page.GoBackAsync();
        await story.AtAsync("consult-question");
        await story.Page.ReloadAsync();
        await Assertions.Expect(story.Field("consultQuestion")).ToHaveValueAsync("Hoe begin ik een gesprek over gokken?");
        await story.PressAsync("Vorige", "Back");
        await Assertions.Expect(story.Field("consultOrganisation")).ToHaveValueAsync("Jeugdteam Oost");
        await story.OpenAsync("/");
        await story.SeesAsync("Stap 2 van");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/print")]
    [Norm("HK-7d", "HK-7e")]
    public async Task On_paper_stands_the_decision_and_nothing_around_it(string page)
    {
        await using var story = await running.StoryAsync(new() { Pictures = "paper" });
        await story.SignInAsync("joris");
        await Consulting.ToCheckAsync(story);
        var record = await story.SignAsync();
        await story.OpenAsync(record + page);
        await story.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in (string[])[".utrecht-page-header", ".utrecht-page-footer", ".nl-skip-link"])
            await Assertions.Expect(story.Page.Locator(hidden)).ToBeHiddenAsync();
        foreach (var button in await story.Page.Locator(".nl-button, button").AllAsync()) await Assertions.Expect(button).ToBeHiddenAsync();
        await Assertions.Expect(story.Page.GetByText("Hoe begin ik een gesprek over gokken?")).ToBeVisibleAsync();
        await Assertions.Expect(story.Page.GetByText("Controlegetal van deze regel")).ToBeVisibleAsync();
    }

    private static async Task<IReadOnlyList<string>> SignedAsync(Story story)
    {
        await story.OpenAsync("/");
        return await story.Page.GetByRole(AriaRole.Region, new() { Name = "Ondertekende besluiten" }).Locator("a[href^='/records/']")
            .EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
    }

    [GeneratedRegex("/records/")]
    private static partial Regex RecordAddress();
}
