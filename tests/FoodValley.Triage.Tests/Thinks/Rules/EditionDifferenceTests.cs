using System.Text;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Rules;

public class EditionDifferenceTests
{
    private static IEnumerable<string> Between(string earlier, string later) =>
        EditionDifference.Between(Encoding.UTF8.GetBytes(earlier), Encoding.UTF8.GetBytes(later)).Select(d => $"{d.Where}: {d.Before ?? "–"} → {d.After ?? "–"}");

    [Fact]
    [Norm("HK-1")]
    public void What_changed_added_and_went_is_named_by_its_place()
    {
        const string earlier = """{"id":"a","levels":[{"code":"1","grounds":["none"]},{"code":"2","grounds":["consent"]}],"old":true}""";
        const string later = """{"id":"b","levels":[{"code":"2","grounds":["consent","agreement"]},{"code":"1","grounds":["none"]},{"code":"3","grounds":[]}]}""";
        Assert.Equal(
            ["id: a → b", """levels.[2].grounds: ["consent"] → ["consent","agreement"]""", """levels.[3]: – → {"code":"3","grounds":[]}""", "old: true → –"],
            Between(earlier, later));
        Assert.Empty(Between(earlier, earlier));
    }

    [Fact]
    [Norm("HK-1")]
    public void Only_released_editions_are_compared()
    {
        Assert.Empty(Editions.Differences(Editions.CurrentId, Editions.CurrentId)!);
        Assert.Null(Editions.Differences(Editions.CurrentId, "my-own"));
    }
}
