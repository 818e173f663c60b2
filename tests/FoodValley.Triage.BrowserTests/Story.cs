using System.Text.RegularExpressions;

namespace FoodValley.Triage.BrowserTests;

/// <summary>How somebody looks at the program.</summary>
/// <param name="Everywhere">Axe looks at every page wide and narrow, in light and in dark colours.</param>
public sealed record Look(int Width = 1280, bool Dark = false, bool ForcedColors = false, bool Scripts = true, bool Everywhere = false)
{
    /// <summary>Of every window.</summary>
    public const int Height = 900;

    /// <summary>The name under which pages are photographed, when the run is asked for pictures (TRIAGE_SCREENSHOTS=1).</summary>
    public string? Pictures { get; init; }
}

/// <summary>
/// What one person does, in their own words: sign in, fill in, choose, tick, go on. Fields are found by their names, never by their place.
/// Every page on the way is checked: nothing that axe finds, nothing wider than the window, not a word on the console.
/// </summary>
public sealed partial class Story : IAsyncDisposable
{
    private readonly Look _look;
    private readonly List<string> _complaints = [];
    private readonly HashSet<int> _expected = [];
    private int _photographed;

    public Story(IPage page, Look look)
    {
        Page = page;
        _look = look;
        page.Console += (_, message) =>
        {
            // The browser reports a refusal of the content security policy as an error too.
            if (message.Type is "error" or "warning" && !_expected.Any(status => message.Text.Contains($"status of {status}", StringComparison.Ordinal))) _complaints.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"script: {error}");
        page.RequestFailed += (_, request) =>
        {
            // Whoever presses twice or goes on takes back what was still on its way.
            if (request.Failure != "net::ERR_ABORTED") _complaints.Add($"not loaded: {request.Url} {request.Failure}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !_expected.Contains(response.Status)) _complaints.Add($"{response.Status}: {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>The language in which this person reads.</summary>
    public bool English { get; private set; }

    /// <summary>What to do at every question before it is answered.</summary>
    public Func<string, Task>? AtQuestion { get; set; }

    /// <summary>From now on an answer with this status is no complaint.</summary>
    public void Expects(int status) => _expected.Add(status);

    /// <summary>Another tab of the same browser.</summary>
    public async Task<Story> TabAsync() => new(await Page.Context.NewPageAsync(), _look) { English = English };

    public string Path => new Uri(Page.Url).AbsolutePath;

    public async Task<string?> StepAsync() => await Page.Locator("main").GetAttributeAsync("data-step");

    public async Task SignInAsync(string person)
    {
        if (Page.Url == "about:blank") await OpenAsync("/");
        await ChooseAsync("person", person);
        await PressAsync("Inloggen", "Sign in");
        Assert.Equal("/", Path);
    }

    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await CheckAsync();
    }

    /// <summary>Now the question of this name is on the screen.</summary>
    public async Task AtAsync(string step)
    {
        Assert.Equal(step, await StepAsync());
        if (AtQuestion is { } look) await look(step);
    }

    public Task FillAsync(string name, string value) => Field(name).FillAsync(value);

    public Task ChooseAsync(string name, string value) => Page.Locator($"main [name=\"{name}\"][value=\"{value}\"]").CheckAsync();

    /// <summary>Ticks a box; several boxes may have the same name.</summary>
    public Task TickAsync(string name, string value = "yes") => ChooseAsync(name, value);

    /// <summary>Ticks every box of this name.</summary>
    public async Task TickAllAsync(string name)
    {
        var boxes = await Page.Locator($"main [type=checkbox][name=\"{name}\"]").AllAsync();
        Assert.NotEmpty(boxes);
        foreach (var box in boxes) await box.CheckAsync();
    }

    public Task SelectAsync(string name, string label) => Field(name).SelectOptionAsync(new SelectOptionValue { Label = label });

    public Task ContinueAsync() => PressAsync("Verder", "Continue");

    /// <summary>Presses the button of this name and looks at what comes.</summary>
    public Task PressAsync(string dutch, string english) => GoAsync(Button(dutch, english).ClickAsync);

    /// <summary>Follows the link of this name in the page and looks at what comes.</summary>
    public Task FollowAsync(string dutch, string english) =>
        GoAsync(Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = English ? english : dutch, Exact = true }).First.ClickAsync);

    /// <summary>Sends the form of the page by its main button, and looks at what comes.</summary>
    public Task SendAsync() => GoAsync(Page.Locator("main form button.nl-button--primary").ClickAsync);

    /// <summary>Does what leads to another page, and looks at it when it is there; it may have the same address.</summary>
    public async Task GoAsync(Func<LocatorClickOptions?, Task> go)
    {
        await Page.EvaluateAsync("document.documentElement.dataset.before = ''");
        await go(null);
        await ComesAsync();
    }

    /// <summary>Waits for the page that comes after the marked one, and looks at it.</summary>
    public async Task ComesAsync()
    {
        await Page.Locator("html:not([data-before]) main").WaitForAsync();
        await LoadedAsync();
        await CheckAsync();
    }

    // The page itself is asked: the driver's own notice of the load event can have come before anyone listens for it.
    private async Task LoadedAsync()
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await Page.EvaluateAsync<string>("document.readyState") != "complete") tooLong.Token.ThrowIfCancellationRequested();
    }

    public ILocator Button(string dutch, string english) =>
        Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = English ? english : dutch, Exact = true });

    public ILocator Field(string name) => Page.Locator($"main [name=\"{name}\"]");

    /// <summary>The values that may be chosen, in their order.</summary>
    public async Task<string[]> OfferedAsync(string name) =>
        await Page.Locator($"main [name=\"{name}\"]:enabled").EvaluateAllAsync<string[]>("fields => fields.map(field => field.value)");

    /// <summary>The value that is chosen, or null.</summary>
    public async Task<string?> ChosenAsync(string name) =>
        await Page.Locator($"main [name=\"{name}\"]:checked").EvaluateAllAsync<string[]>("fields => fields.map(field => field.value)") is [var only] ? only : null;

    public async Task InEnglishAsync()
    {
        if (Page.Url == "about:blank") await OpenAsync("/");
        var other = Page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "English" });
        if (!await other.IsVisibleAsync()) await Page.Locator("header summary").ClickAsync();
        await GoAsync(other.ClickAsync);
        English = true;
        Assert.Equal("en", await Page.Locator("html").GetAttributeAsync("lang"));
    }

    /// <summary>The text in the language of this person.</summary>
    public Task SeesAsync(string dutch, string english) => SeesAsync(English ? english : dutch);

    public Task SeesAsync(string text) => Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text, new() { IgnoreCase = false });

    public async Task DoesNotSeeAsync(string text) => Assert.DoesNotContain(text, await Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

    /// <summary>The summary of the errors has the focus, and each of its links leads to a field that can be filled in.</summary>
    public async Task ErrorsLeadToFieldsAsync()
    {
        var summary = Page.Locator("main [role=alert]");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        Assert.StartsWith(English ? "Error: " : "Fout: ", await Page.TitleAsync(), StringComparison.Ordinal);
        var links = await summary.GetByRole(AriaRole.Link).AllAsync();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var field = (await link.GetAttributeAsync("href"))![1..];
            await link.ClickAsync();
            await Assertions.Expect(Page.Locator($"[id=\"{field}\"]:is(input, textarea, select)")).ToBeFocusedAsync();
        }
    }

    /// <summary>Fills in fields by their names: a choice is made, a box ticked, anything else typed.</summary>
    public async Task FillInAsync(params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            switch (await Field(name).First.EvaluateAsync<string>("field => field.type"))
            {
                case "radio" or "checkbox":
                    await ChooseAsync(name, value);
                    break;
                case "select-one":
                    await Field(name).SelectOptionAsync(value);
                    break;
                default:
                    await FillAsync(name, value);
                    break;
            }
        }
    }

    /// <summary>Fills in the form of this page and sends it; what comes is another page.</summary>
    public async Task SaveAsync(params (string Name, string Value)[] fields)
    {
        await FillInAsync(fields);
        // What belongs to a choice has appeared.
        await CheckAsync();
        var before = Page.Url;
        await SendAsync();
        Assert.True(Page.Url != before, $"{Path}: {string.Join(' ', await Page.Locator("main [role=alert]").AllInnerTextsAsync())}");
    }

    /// <summary>Sends the form as it stands first: it says what is missing.</summary>
    public async Task SaveAfterErrorsAsync(params (string Name, string Value)[] fields)
    {
        await SendAsync();
        await ErrorsLeadToFieldsAsync();
        await SaveAsync(fields);
    }

    /// <summary>Signs what is on the check page, and is then at the sealed record; its number is the answer.</summary>
    public async Task<string> SignAsync()
    {
        Assert.Equal("check", await StepAsync());
        await FollowAsync("Naar ondertekenen", "Go to signing");
        Assert.EndsWith("/sign", Path, StringComparison.Ordinal);
        await TickAsync("statement");
        await PressAsync("Ondertekenen", "Sign");
        return await AtRecordAsync();
    }

    public async Task<string> AtRecordAsync()
    {
        var path = Path;
        Assert.Matches(RecordPath(), path);
        await SeesAsync(English ? "Verified: this decision is exactly as it was signed." : "Nagerekend: dit besluit is precies zoals het is ondertekend.");
        return path;
    }

    /// <summary>Back at My work, where the decision stands among what was signed, once.</summary>
    public async Task FindsAtMyWorkAsync(string record, string outcome)
    {
        await OpenAsync("/");
        var row = Page.Locator("tr").Filter(new() { Has = Page.Locator($"a[href=\"{record}\"]") });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync(outcome);
    }

    /// <summary>Looks at the page as it is now.</summary>
    public async Task CheckAsync()
    {
        await Accessibility.FitsAsync(Page);
        await Accessibility.CheckAsync(Page, _look);
        if (_look.Pictures is { } name) await Pictures.TakeAsync(Page, name, ++_photographed, await StepAsync(), _look);
        Assert.True(_complaints.Count == 0, $"{Path}\n{string.Join('\n', _complaints)}");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    [GeneratedRegex("^/records/[0-9a-f-]{36}$")]
    private static partial Regex RecordPath();
}
