namespace FoodValley.Triage.Tests.House;

/// <summary>What every form does stands in one place.</summary>
public sealed class OnePlaceTests
{
    [Theory]
    [InlineData("(error.CustomState as ", "src/FoodValley.Triage.Web/Pages/Shared/PostedForm.cs")] // what is wrong is said
    [InlineData("name => fields.GetValueOrDefault(name)", "src/FoodValley.Triage.Web/Pages/Shared/PostedForm.cs")] // fields are filled with what was typed
    [InlineData("FormFields.Has(", "src/FoodValley.Triage.Web/Setup/PostedFields.cs")] // a field that a page does not have is refused
    [InlineData("FormFields.Has<", null)]
    public void Only_one_file_does_it(string does, string? file) =>
        Assert.Equal(file is null ? [] : [file], Repository.Texts("src", ".cs").Where(f => f.Text.Contains(does, StringComparison.Ordinal)).Select(f => f.Path));

    /// <summary>A field that belongs to a choice is hidden until the style sheet shows it: without its rule nobody can ever fill it in.</summary>
    [Fact]
    public void What_belongs_to_a_choice_is_shown_by_the_style_sheet()
    {
        var rules = Repository.Read("src/FoodValley.Triage.Web/wwwroot/css/app.css");
        var choices = Repository.Texts("src/FoodValley.Triage.Web/Pages", ".cshtml", ".cs")
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(file.Text, "data-when=\"([^\"@{]+)\"").Select(found => (file.Path, When: found.Groups[1].Value))).ToList();
        Assert.True(choices.Count > 30);
        Expect.Nothing(choices.Where(c => !rules.Contains($"[data-when=\"{c.When}\"]", StringComparison.Ordinal)).Select(c => $"{c.Path}: {c.When}"));
    }
}
