using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Asking;

namespace FoodValley.Triage.Tests.Talks.Asking;

/// <summary>More partners and more extra items by a button: no script, nothing lost, the focus where it belongs.</summary>
public sealed class BlocksTests(StandingApp app) : IClassFixture<StandingApp>
{
    public static TheoryData<string, string, string, int> Growing => new() { { "plan", "partners", "partner", 1 }, { "items", "extras", "extra", 0 } };

    private static int Count(IHtmlDocument page, string list, string first) => page.QuerySelectorAll($"main input[name^='{list}['][name$='].{first}']").Length;

    private static string Value(IHtmlDocument page, string name) =>
        page.QuerySelector($"main [name='{name}']") switch { IHtmlInputElement input => input.Value, IHtmlTextAreaElement area => area.Value, var other => other?.ToString() ?? "nothing" };

    private static async Task<IHtmlDocument> ChangeAsync(Walk walk, IHtmlDocument page, string step, string block, params (string, string)[] typed)
    {
        var answer = await walk.SubmitAsync(page, [.. typed, ("block", block)]);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var (address, focus) = (answer.Location!.Split('#')[0], answer.Location.Split('#')[1]);
        Assert.Equal(walk.Address(step), address);
        page = await walk.OpenAsync(step);
        var focused = page.GetElementById(focus)!;
        Assert.True(focused is IHtmlInputElement or IHtmlButtonElement or IHtmlParagraphElement, focused.LocalName);
        Assert.Empty(page.QuerySelectorAll("[id$='-error']"));
        return page;
    }

    [Theory]
    [MemberData(nameof(Growing))]
    [Norm("HK-5b", "HK-5c", "IU-2-INF-3")]
    public async Task One_more_keeps_everything_and_twelve_is_enough(string step, string list, string first, int least)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", step);
        var page = await walk.OpenAsync(step);
        Assert.Equal(least, Count(page, list, first));
        Assert.Empty(page.QuerySelectorAll("button[value^=drop]"));
        var other = step == "plan" ? "planSteps" : "nameNecessity";
        page = await ChangeAsync(walk, page, step, "more", (other, "Half a sentence"));
        for (var at = least; at < 11; at++) page = await ChangeAsync(walk, page, step, "more", ($"{list}[{at}].{first}", at == 5 ? "" : $"Number {at}"));
        Assert.Equal(12, Count(page, list, first));
        Assert.Equal("Half a sentence", Value(page, other));
        Assert.All(Enumerable.Range(least, 11 - least), at => Assert.Equal(at == 5 ? "" : $"Number {at}", Value(page, $"{list}[{at}].{first}")));
        Assert.Null(page.QuerySelector("button[value=more]"));
        Assert.Contains("12", page.GetElementById("more")!.TextContent);
        Assert.Equal(12, page.QuerySelectorAll("button[value^=drop]").Length);
        Assert.Equal(step, await walk.NextAsync());
        var before = app.Dump();
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.SubmitAsync(page, ("block", "more"))).Status);
        Assert.Equal(before, app.Dump());
    }

    [Theory]
    [MemberData(nameof(Growing))]
    [Norm("HK-5b", "IU-2-INF-3")]
    public async Task One_less_takes_that_one_only(string step, string list, string first, int least)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", step);
        var page = await walk.OpenAsync(step);
        for (var at = least; at < 3; at++) page = await ChangeAsync(walk, page, step, "more");
        (string, string)[] typed = [.. Enumerable.Range(0, 3).Select(at => ($"{list}[{at}].{first}", $"Number {at}"))];
        page = await ChangeAsync(walk, page, step, "drop-1", typed);
        Assert.Equal(["Number 0", "Number 2"], Enumerable.Range(0, 2).Select(at => Value(page, $"{list}[{at}].{first}")));
        page = await ChangeAsync(walk, page, step, "drop-1");
        Assert.Equal("Number 0", Value(page, $"{list}[0].{first}"));
        if (least == 0) page = await ChangeAsync(walk, page, step, "drop-0");
        Assert.Equal(least, Count(page, list, first));
        Assert.Empty(page.QuerySelectorAll("button[value^=drop]"));
    }

    [Theory]
    [InlineData("plan", "drop-0")]
    [InlineData("plan", "drop-1")]
    [InlineData("plan", "drop--1")]
    [InlineData("plan", "drop-x")]
    [InlineData("plan", "yes")]
    [InlineData("items", "drop-0")]
    [InlineData("goal", "more")]
    public async Task What_no_button_asks_is_refused(string step, string block)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", step);
        var page = await walk.OpenAsync(step);
        var before = app.Dump();
        Assert.Equal(HttpStatusCode.BadRequest, (await walk.SubmitAsync(page, ("block", block))).Status);
        Assert.Equal(before, app.Dump());
    }

    [Fact]
    [Norm("HK-5b")]
    public async Task Five_partners_are_saved_and_come_back()
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "plan");
        (string, string)[] five = [.. Enumerable.Range(0, 5).SelectMany(at => new[] { ($"partners[{at}].partner", at == 0 ? "Opvoedhulp Brug" : $"Partner {at}"), ($"partners[{at}].partnerWhy", "Helps"), ($"partners[{at}].partnerData", "Name") })];
        await walk.GiveAsync("plan", [("planSteps", "Steps"), .. five]);
        Assert.Equal(["Opvoedhulp Brug", "Partner 1", "Partner 2", "Partner 3", "Partner 4"], (await walk.AnswersAsync()).Plan!.Partners.Select(p => p.Partner));
        Assert.Equal(5, Count(await walk.OpenAsync("plan"), "partners", "partner"));
    }

    /// <summary>Enter in a field presses the first button of its form: that one goes on, it adds nothing and undoes nothing.</summary>
    [Theory]
    [InlineData("plan")]
    [InlineData("items")]
    [InlineData("outcome")]
    [Norm("HK-7f")]
    public async Task Enter_goes_on(string step)
    {
        var walk = await Walk.AtAsync(app, "sanne", "2", "check");
        var page = await walk.OpenAsync(step);
        var form = page.QuerySelector<IHtmlFormElement>("main form")!;
        var first = page.QuerySelectorAll<IHtmlButtonElement>("button").First(b => b.Form == form && b.Type == "submit");
        Assert.True(string.IsNullOrEmpty(first.Name));
    }
}
