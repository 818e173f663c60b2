namespace FoodValley.Triage.BrowserTests;

/// <summary>Hands that only have keys: Tab, Space, Enter and the arrows.</summary>
internal sealed class Keyboard(Story story)
{
    private const int Most = 80;

    public Task PressAsync(string key) => story.Page.Keyboard.PressAsync(key);

    /// <summary>Goes on with Tab until the element has the focus.</summary>
    public async Task TabToAsync(string selector)
    {
        for (var at = 0; at < Most; at++)
        {
            if (await HasFocusAsync(selector)) return;
            await PressAsync("Tab");
        }
        Assert.Fail($"{story.Path}: no Tab leads to {selector}.");
    }

    /// <summary>Goes to the choice with Tab and through it with the arrows.</summary>
    public async Task PickAsync(string name, string value)
    {
        await TabToAsync($"[name='{name}']");
        await PressAsync(" ");
        for (var at = 0; at < Most && !await HasFocusAsync($"[name='{name}'][value='{value}']:checked"); at++) await PressAsync("ArrowDown");
        Assert.True(await HasFocusAsync($"[name='{name}'][value='{value}']:checked"), $"{story.Path}: no arrow leads to {value}.");
    }

    public async Task TypeAsync(string name, string text)
    {
        await TabToAsync($"[name='{name}']");
        await story.Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Enter, and what comes is looked at.</summary>
    public Task EnterAsync() => story.GoAsync(_ => PressAsync("Enter"));

    public async Task ContinueAsync()
    {
        await TabToAsync("main button[type=submit]:not([name])");
        await EnterAsync();
    }

    private Task<bool> HasFocusAsync(string selector) => story.Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector);
}
