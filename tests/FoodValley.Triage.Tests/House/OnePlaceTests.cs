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
}
