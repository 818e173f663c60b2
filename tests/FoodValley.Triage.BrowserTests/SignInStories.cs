namespace FoodValley.Triage.BrowserTests;

/// <summary>Coming in by a real sign-in provider, and going out again.</summary>
[Norm("HK-0c")]
public class SignInStories(RealProvider real) : IClassFixture<RealProvider>
{
    private static ILocator Button(Story story, string name) => story.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task ChooseAsync(Story story, string person, bool second = true)
    {
        await story.Page.GetByRole(AriaRole.Heading, new() { Name = "Provider for tests" }).WaitForAsync();
        if (second) await story.Page.GetByLabel("with a second factor").CheckAsync();
        await Button(story, person).ClickAsync();
    }

    [ProviderFact]
    public async Task In_with_two_factors_out_by_the_provider_and_nothing_lost()
    {
        await using var story = await real.StoryAsync();
        story.Expects(403);

        // Without the second factor, and by stopping halfway, nobody comes in.
        await story.Page.GotoAsync("/dossiers");
        await ChooseAsync(story, "sanne", second: false);
        await story.SeesAsync("Een tweede stap is nodig");
        await story.CheckAsync();
        await story.Page.GotoAsync("/dossiers");
        await ChooseAsync(story, "Cancel");
        await story.SeesAsync("Je bent niet ingelogd");

        // With it, at the page that was asked for.
        await story.Page.GotoAsync("/dossiers");
        await ChooseAsync(story, "sanne");
        await story.Page.WaitForURLAsync("**/dossiers");
        await story.CheckAsync();

        // While something is being typed, the person signs out at the provider: it tells us, and the session is over here too.
        await story.OpenAsync("/asking/start");
        await story.ChooseAsync("way", "1");
        await story.ContinueAsync();
        await story.FillInAsync(("consultFunction", "orthopedagoog"), ("consultOrganisation", "jeugdteam Oost"));
        var other = await story.Page.Context.NewPageAsync();
        await other.GotoAsync(real.Provider + "/session/end");
        await other.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await other.GetByRole(AriaRole.Heading, new() { Name = "Signed out", Exact = true }).WaitForAsync();
        await story.Button("Verder", "Continue").ClickAsync();
        await ChooseAsync(story, "sanne");
        await story.PressAsync("Verder met wat ik invulde", "Continue with what I filled in");
        await story.AtAsync("consult-question");
        await story.PressAsync("Vorige", "Back");
        await Assertions.Expect(story.Field("consultFunction")).ToHaveValueAsync("orthopedagoog");

        // Out here is out there.
        await story.Page.Locator("header summary").ClickAsync();
        await story.Page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).ClickAsync();
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        await story.Page.WaitForURLAsync("**/signed-out");
        await story.CheckAsync();
        Assert.DoesNotContain("server_error", real.Errors);
    }

    [ProviderFact]
    public async Task Whom_the_provider_knows_and_we_do_not_reads_whom_to_call()
    {
        await using var story = await real.StoryAsync();
        story.Expects(403);
        await story.Page.GotoAsync("/");
        await ChooseAsync(story, "stranger");
        await story.SeesAsync("Je hebt hier nog geen toegang");
        await story.SeesAsync("Bel de beheerder van je organisatie");
        await story.CheckAsync();
    }

    [ProviderFact]
    public async Task An_answer_of_the_provider_is_worth_nothing_in_another_browser()
    {
        await using var victim = await real.StoryAsync();
        await using var attacker = await real.StoryAsync();
        attacker.Expects(403);
        // Up to the way back, which is not gone: the request shares the cookies of the browser.
        await victim.Page.GotoAsync("/");
        await victim.Page.GetByRole(AriaRole.Heading, new() { Name = "Provider for tests" }).WaitForAsync();
        var context = victim.Page.Context.APIRequest;
        var form = context.CreateFormData();
        form.Append("person", "fatima");
        form.Append("second", "on");
        var address = victim.Page.Url;
        var answer = await context.PostAsync(address, new() { Form = form, MaxRedirects = 0 });
        while (!answer.Headers["location"].StartsWith(real.Address + "/signin-oidc", StringComparison.Ordinal))
            answer = await context.GetAsync(new Uri(new Uri(address), answer.Headers["location"]).ToString(), new() { MaxRedirects = 0 });
        await attacker.Page.GotoAsync(answer.Headers["location"]);
        await attacker.SeesAsync("Inloggen lukte niet");
        await attacker.Page.GotoAsync("/");
        await attacker.Page.GetByRole(AriaRole.Heading, new() { Name = "Provider for tests" }).WaitForAsync();
    }
}
