using System.Text;
using FoodValley.Triage.Rules;

namespace FoodValley.Triage.Tests.Thinks.Rules;

public sealed class RulebookTests
{
    private static Rulebook Rules => Rulebook.Current;

    [Fact]
    [Norm("HK-0a", "HK-1")]
    public void The_edition_in_force_says_what_it_is()
    {
        Assert.Equal("foodvalley-2026-1", Rules.Id);
        Assert.Equal(new DateOnly(2026, 1, 1), Rules.ValidFrom);
        Assert.Null(Rules.ConfirmedBy);
        Assert.Equal(["IU", "HK"], Rules.Sources.Select(s => s.Code));
    }

    [Fact]
    [Norm("IU-KOP-1", "IU-1-DOEL", "IU-2-DOEL-a", "IU-2-DOEL-b", "IU-3-DOEL", "IU-4-DOEL")]
    public void Each_level_has_its_own_name_goal_and_norm()
    {
        Assert.Equal(["1", "2a", "2b", "3", "4"], Rules.Levels.Select(l => l.Code.Code()));
        Assert.Equal(5, Rules.Levels.Select(l => l.Name.Nl).Distinct().Count());
        Assert.All(Rules.Levels, l => Assert.Contains("IU-KOP-1", l.Norms));
        Assert.Contains("IU-2-DOEL-a", Rules.Level(Level.Refer).Norms);
        Assert.Contains("IU-2-DOEL-b", Rules.Level(Level.Register).Norms);
        Assert.Equal("Raad krijgen van een andere professional, zonder te zeggen om wie het gaat.", Rules.Level(Level.Consult).Goal.In(english: false));
        Assert.Equal("Answering whoever referred or registered the client.", Rules.Level(Level.Feedback).Goal.In(english: true));
    }

    [Theory]
    [Norm("IU-1-GRD", "IU-2-GRD-OVH", "IU-2-GRD-PRIV", "IU-3-GRD-OVH", "IU-3-GRD-PRIV", "IU-4-GRD-OVH", "IU-4-GRD-PRIV", "IU-4-GRD-VIT", "HK-6a")]
    [InlineData("1", "government", "", "")]
    [InlineData("1", "non-government", "", "")]
    [InlineData("2a", "government", "statutory-task", "statutory-task vital-interest")]
    [InlineData("2a", "non-government", "agreement consent", "agreement vital-interest")]
    [InlineData("2b", "government", "statutory-task", "statutory-task vital-interest")]
    [InlineData("2b", "non-government", "agreement consent", "agreement vital-interest")]
    [InlineData("3", "government", "statutory-task", "statutory-task vital-interest")]
    [InlineData("3", "non-government", "agreement consent legitimate-interest", "agreement legitimate-interest vital-interest")]
    [InlineData("4", "government", "statutory-task vital-interest", "statutory-task vital-interest")]
    [InlineData("4", "non-government", "agreement consent legitimate-interest vital-interest", "agreement legitimate-interest vital-interest")]
    public void Each_cell_lists_exactly_its_grounds(string level, string sector, string plain, string safety)
    {
        var cell = Rules.Cell(Coded.Parse<Level>(level)!.Value, Coded.Parse<Sector>(sector)!.Value);

        Assert.Equal(plain, string.Join(' ', cell.GroundsWhen(safety: false).Select(g => g.Ground.Code())));
        Assert.Equal(safety, string.Join(' ', cell.GroundsWhen(safety: true).Select(g => g.Ground.Code())));
    }

    [Theory]
    [Norm("IU-1-INF-a", "IU-2-INF-1", "IU-2-INF-2", "IU-2-INF-3", "IU-3-INF-1", "IU-4-INF-DAT", "IU-4-INF-WAT")]
    [InlineData(Level.Consult, "anonymous", "")]
    [InlineData(Level.Refer, "name contact purpose extra", "extra")]
    [InlineData(Level.Register, "name contact purpose extra", "extra")]
    [InlineData(Level.Feedback, "answer", "")]
    [InlineData(Level.Network, "dat wat", "")]
    public void Each_level_lists_its_information_and_what_of_it_is_a_deviation(Level level, string all, string deviations)
    {
        foreach (var sector in Coded.All<Sector>())
        {
            var items = Rules.InformationFor(level, sector);
            Assert.Equal(all, string.Join(' ', items.Select(i => i.Code)));
            Assert.Equal(deviations, string.Join(' ', items.Where(i => i.Deviation).Select(i => i.Code)));
        }
    }

    [Fact]
    [Norm("IU-2-VOOR-1", "HK-6g")]
    public void What_the_client_can_do_comes_first_at_level_2_and_the_child_comes_first_under_the_exception()
    {
        Assert.Equal("client-passes-on", Rules.ConsiderationsFor(Level.Refer, Sector.Government, safety: false)[0].Code);
        Assert.Equal("client-passes-on", Rules.ConsiderationsFor(Level.Register, Sector.NonGovernment, safety: false)[0].Code);
        Assert.Equal("child-interest", Rules.ConsiderationsFor(Level.Network, Sector.Government, safety: true)[0].Code);
    }

    [Fact]
    [Norm("IU-KOP-2", "IU-ALG-3", "IU-ALG-4", "IU-ALG-5", "HK-0d-DOE", "HK-0d-PRO", "HK-0d-SUB", "HK-0e", "HK-3a", "HK-3f")]
    public void The_weighings_belong_to_every_cell_of_levels_2_to_4_and_to_none_of_level_1()
    {
        string[] weighings = ["necessary", "purely-for-goal", "effective", "proportionate", "least-intrusive", "considerations-shared"];

        Assert.All(Rules.Table.Where(c => c.Level != Level.Consult), c => Assert.Subset(c.Considerations.ToHashSet(), weighings.ToHashSet()));
        Assert.All(Rules.Table.Where(c => c.Level == Level.Consult), c => Assert.Empty(c.Considerations.Intersect(weighings)));
    }

    [Fact]
    [Norm("HK-6a", "HK-6h")]
    public void The_exception_lifts_four_things_and_leaves_the_ground_the_secrecy_the_weighing_and_the_recording()
    {
        Assert.Equal(["consent", "plan-agreement", "plan", "goal-in-clients-words"], Rules.Safety.Lifts.Select(l => l.Code));
        Assert.Equal(["ground", "professional-secrecy", "weighing", "recording", "power-not-duty"], Rules.Safety.Stays.Select(l => l.Code));
    }

    [Fact]
    public void Every_ground_names_its_article_in_both_languages()
    {
        Assert.Equal("AVG artikel 6 lid 1 onder e", Rules.Ground(LegalGround.StatutoryTask).Gdpr.Nl);
        Assert.Equal("GDPR Article 6(1)(b)", Rules.Ground(LegalGround.Agreement).Gdpr.En);
        Assert.Equal("Contract with the client", Rules.Ground(LegalGround.Agreement).Name.En);
        Assert.Equal(3, Rules.Ground(LegalGround.LegitimateInterest).Show.Count);
    }

    [Fact]
    public void The_register_holds_the_hundred_norms_once_each()
    {
        Assert.Equal(100, NormIds.All.Count);
        Assert.Equal(100, NormIds.All.Distinct().Count());
        Assert.Equal(NormIds.All, Rules.Norms.Select(n => n.Id));
        Assert.Equal("IU rij 2 / Grondslag", Rules.Norm("IU-2-GRD-OVH").Source);
    }

    [Fact]
    [Norm("HK-1")]
    public void A_released_edition_that_was_changed_is_refused()
    {
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(EditionFile.Bytes()).Replace("Verwijzen", "Verwijsen", StringComparison.Ordinal));

        var refused = Assert.Throws<RulebookFlawedException>(() => Editions.Open(Editions.CurrentId, changed));

        Assert.Equal(
            "The rules cannot be used: edition foodvalley-2026-1 is not the file that was released; a correction is a new edition.", refused.Message);
    }

    [Fact]
    public void Other_line_ends_are_the_same_edition()
    {
        var windows = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(EditionFile.Bytes()).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal("foodvalley-2026-1", Editions.Open(Editions.CurrentId, windows).Id);
    }

    [Fact]
    public void Every_edition_in_the_program_is_released_and_readable()
    {
        var files = typeof(Rulebook).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal));

        Assert.Equal(Editions.Ids, files.Select(f => f[..^5]).Order(StringComparer.Ordinal));
        Assert.All(Editions.Ids, id => Assert.Equal(id, Editions.Find(id)!.Id));
        Assert.Null(Editions.Find("foodvalley-1999-1"));
    }
}
