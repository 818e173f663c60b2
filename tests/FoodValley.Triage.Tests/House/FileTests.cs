using System.Text.RegularExpressions;

namespace FoodValley.Triage.Tests.House;

public class FileTests
{
    // In pieces, so that this file does not find itself.
    private static readonly Regex MachinePath = new(
        @"(?<![\w.~-])/(?:" + string.Join('|', "wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + "me") + @")/[\w.]|\b[A-Z]:\\Us" + @"ers\\");

    private static readonly Regex RegistryAddress = new(
        string.Join('|', @"registry\.npm" + @"js\.", @"registry\.yarn" + @"pkg\.", @"(?:api|www)\.nu" + @"get\.org", @"nu" + @"get\.org/v3", @"pkgs\.dev\.az" + @"ure", @"deb\.deb" + @"ian\.org", @"artifact" + @"ory"));

    [Theory]
    [InlineData("a path: /ro" + "ot/x", true)]
    [InlineData("\"/tm" + "p/x\"", true)]
    [InlineData(@"C:\Us" + @"ers\x", true)]
    [InlineData("https://voorbeeld.test/home/x", false)]
    [InlineData("src/work/x", false)]
    [InlineData("${TMPDIR:-/tmp}", false)]
    public void The_pattern_knows_a_machine_path(string text, bool expected) => Assert.Equal(expected, MachinePath.IsMatch(text));

    [Fact]
    public void No_file_names_a_path_of_one_machine() => Expect.Nothing(Lines(MachinePath));

    [Fact]
    public void No_file_names_where_packages_come_from() => Expect.Nothing(Lines(RegistryAddress));

    [Fact]
    public void The_lock_file_of_npm_names_no_addresses() => Expect.Nothing(
        Repository.Texts("", "package-lock.json").Where(file => file.Text.Contains("\"resolved\"", StringComparison.Ordinal)).Select(file => file.Path));

    private static IEnumerable<string> Lines(Regex pattern) =>
        from file in Repository.Texts("")
        let lines = file.Text.Split('\n')
        from number in Enumerable.Range(0, lines.Length)
        where pattern.IsMatch(lines[number])
        select $"{file.Path}:{number + 1}: {lines[number].Trim()}";
}
