namespace FoodValley.Triage.Tests.House;

internal static class Expect
{
    /// <summary>Fails with every finding in full: whoever broke a house rule must see where.</summary>
    public static void Nothing(IEnumerable<string?> findings)
    {
        var all = findings.Distinct().ToList();
        if (all.Count > 0) Assert.Fail(string.Join('\n', all.Take(50).Prepend($"{all.Count} found:")));
    }
}
