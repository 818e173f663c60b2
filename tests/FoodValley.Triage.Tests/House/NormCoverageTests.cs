namespace FoodValley.Triage.Tests.House;

public class NormCoverageTests
{
    [Fact]
    public void There_are_a_hundred_norms()
    {
        Assert.Equal(100, NormCoverage.Norms.Count);
        Assert.Equal(100, NormCoverage.Norms.Select(n => n.Id).Distinct().Count());
        Assert.All(NormCoverage.Norms, n => Assert.False(string.IsNullOrWhiteSpace(n.Title) || n.Title.Contains('|', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Serves IU-ALG-2a.", "IU-ALG-2a")]
    [InlineData("HK-8.1, HK-8.2 and HK-8z.", "HK-8.1 HK-8.2 HK-8z")]
    [InlineData("\"IU-2-VOOR-1a\"", "IU-2-VOOR-1a")]
    [InlineData("HK-5a–e and HK-1.", "HK-5a HK-1")]
    [InlineData("IU-2-GRD-* and IU-2-GRD", "")]
    [InlineData("IU-2-VOOR-1* or XIU-ALG-1 or IU-ALG-1x or IU-ALG-1-x or HK-8.10", "")]
    public void An_id_counts_only_as_a_whole(string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), NormCoverage.IdsIn(text));

    [Fact]
    public void A_test_tags_norms_that_exist() => Expect.Nothing(NormCoverage.WrongTags());

    [Fact]
    public void The_page_of_norms_is_true()
    {
        var expected = NormCoverage.Generate();
        if (Environment.GetEnvironmentVariable("TRIAGE_UPDATE_DOCS") == "1") File.WriteAllText(Repository.PathOf(NormCoverage.Page), expected);

        var written = File.Exists(Repository.PathOf(NormCoverage.Page)) ? Repository.Read(NormCoverage.Page).ReplaceLineEndings("\n") : "";
        if (written == expected) return;
        var (old, now) = (written.Split('\n'), expected.Split('\n'));
        var differences = old.Except(now).Select(line => "- " + line).Concat(now.Except(old).Select(line => "+ " + line)).Order(Comparer<string>.Create((a, b) => string.CompareOrdinal(a[2..], b[2..])));
        Assert.Fail($"{NormCoverage.Page} is out of date (- as written, + as it is now). Run this test with TRIAGE_UPDATE_DOCS=1 to write it anew.\n{string.Join('\n', differences.Take(40))}");
    }
}
