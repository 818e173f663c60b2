using FoodValley.Triage.Dossiers;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Dossiers;

/// <summary>Who must say yes, day by day: typed from law B2 and decision matrix 23 and 29.</summary>
[Norm("HK-5c", "HK-5d")]
public sealed class GiversTests
{
    private static readonly Dictionary<string, RepresentativeNoted> People = new[]
    {
        Family.Mother, Family.Father, Family.Outside, Family.Guardian, Family.Mentor, Family.Curator, Family.Confidant,
    }.ToDictionary(p => p.Name.Split(' ')[0]);

    [Theory]
    // Under 12: everybody with custody, never the child.
    [InlineData("2014-06-15", "2026-06-14", "", "Moeder Vader", "Moeder Vader")]
    [InlineData("2014-06-16", "2026-06-15", "", "Moeder Vader", "Moeder Vader")]
    [InlineData("2014-06-15", "2026-06-14", "", "Moeder", "Moeder")]
    [InlineData("2014-06-15", "2026-06-14", "", "Voogd", "Voogd")]
    [InlineData("2014-06-15", "2026-06-14", "", "Moeder Ouder", "Moeder")]
    [InlineData("2014-06-15", "2026-06-14", "", "Ouder Vertrouwenspersoon Mentor Curator", "")]
    [InlineData("2014-06-15", "2026-06-14", "", "", "")]
    // 12 to 15: the young person and everybody with custody.
    [InlineData("2014-06-15", "2026-06-15", "", "Moeder Vader", "Klant Moeder Vader")]
    [InlineData("2014-06-15", "2026-06-16", "", "Moeder Vader", "Klant Moeder Vader")]
    [InlineData("2014-06-15", "2026-06-15", "", "Voogd", "Klant Voogd")]
    [InlineData("2014-06-15", "2026-06-15", "", "Ouder Moeder Vertrouwenspersoon", "Klant Moeder")]
    [InlineData("2010-06-16", "2026-06-15", "", "Moeder Vader", "Klant Moeder Vader")]
    [InlineData("2010-06-15", "2026-06-14", "", "Moeder Vader Mentor Curator", "Klant Moeder Vader")]
    // From 16: the young person alone.
    [InlineData("2010-06-15", "2026-06-15", "", "Moeder Vader", "Klant")]
    [InlineData("2010-06-15", "2026-06-16", "", "Voogd", "Klant")]
    [InlineData("2009-06-15", "2026-06-15", "", "Moeder Vader", "Klant")]
    [InlineData("2008-06-16", "2026-06-15", "", "Moeder", "Klant")]
    [InlineData("2008-06-15", "2026-06-15", "", "Moeder Vader", "Klant")]
    // Inability is judged by somebody, never derived: a mentor or curator alone takes nobody's voice away.
    [InlineData("2008-06-15", "2026-06-15", "", "Mentor Curator", "Klant")]
    [InlineData("1990-01-01", "2026-06-15", "", "Curator", "Klant")]
    // Judged unable: under 12 it changes nothing; from 12 who has custody speaks, from 18 a mentor or curator.
    [InlineData("2014-06-15", "2026-06-14", "unable", "Moeder Vader", "Moeder Vader")]
    [InlineData("2014-06-15", "2026-06-14", "able", "Moeder Vader", "Moeder Vader")]
    [InlineData("2014-06-15", "2026-06-15", "unable", "Moeder Vader Ouder", "Moeder Vader")]
    [InlineData("2010-06-15", "2026-06-14", "unable", "Voogd Mentor", "Voogd")]
    [InlineData("2010-06-15", "2026-06-15", "unable", "Moeder Vader Curator", "Moeder Vader")]
    [InlineData("2009-06-15", "2026-06-15", "unable", "Voogd", "Voogd")]
    [InlineData("2008-06-15", "2026-06-14", "unable", "Moeder Mentor", "Moeder")]
    [InlineData("2008-06-15", "2026-06-15", "unable", "Moeder Mentor", "Mentor")]
    [InlineData("2008-06-15", "2026-06-15", "unable", "Moeder Mentor Curator Vertrouwenspersoon", "Mentor Curator")]
    [InlineData("1990-01-01", "2026-06-15", "unable", "Moeder Vader", "")]
    [InlineData("1990-01-01", "2026-06-15", "able", "Curator", "Klant")]
    // The last judgement counts.
    [InlineData("2010-06-15", "2026-06-15", "unable able", "Moeder", "Klant")]
    [InlineData("2010-06-15", "2026-06-15", "able unable", "Moeder", "Moeder")]
    // Born on 29 February: a year older on the day itself, and on 1 March of a year without it.
    [InlineData("2012-02-29", "2024-02-28", "", "Moeder", "Moeder")]
    [InlineData("2012-02-29", "2024-02-29", "", "Moeder", "Klant Moeder")]
    [InlineData("2012-02-29", "2028-02-28", "", "Moeder", "Klant Moeder")]
    [InlineData("2012-02-29", "2028-02-29", "", "Moeder", "Klant")]
    [InlineData("2012-02-29", "2030-02-28", "unable", "Moeder Mentor", "Moeder")]
    [InlineData("2012-02-29", "2030-03-01", "unable", "Moeder Mentor", "Mentor")]
    // Born on 28 February and 1 March, around a 29 February that is there.
    [InlineData("2012-02-28", "2024-02-28", "", "Moeder", "Klant Moeder")]
    [InlineData("2012-03-01", "2024-02-29", "", "Moeder", "Moeder")]
    [InlineData("2012-03-01", "2024-03-01", "", "Moeder", "Klant Moeder")]
    public void Who_must_say_yes(string born, string day, string judged, string around, string expected)
    {
        var lines = Words(around).Select(Written (p) => People[p]).Concat(Words(judged).Select(j => Family.Judged(j == "able")));
        var file = Family.Of(Family.Day(born), [.. lines]);

        var givers = file.GiversOn(Family.Day(day));

        Assert.Equal(Words(expected), givers.Select(g => g.Name.Split(' ')[0]));
        // Nothing can stand in for the client, and only for the client.
        Assert.All(givers, g => Assert.Equal((g.Representative is null, g.Role is null), (g.Needed, g.Needed)));
    }

    [Fact]
    public void The_same_dossier_gives_another_answer_on_the_birthday()
    {
        var file = Family.Of(new DateOnly(2010, 9, 1), Family.Mother, Family.Consent(null), Family.Consent(Family.Mother.Id, given: false));

        Assert.Equal(ConsentStatus.Refused, file.ConsentOn(new DateOnly(2026, 8, 31), Family.School, ["name"]).With(null));
        Assert.Equal(ConsentStatus.Given, file.ConsentOn(new DateOnly(2026, 9, 1), Family.School, ["name"]).With(null));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
