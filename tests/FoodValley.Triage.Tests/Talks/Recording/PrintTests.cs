using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using FoodValley.Triage.Recording;
using FoodValley.Triage.Tests.Talks.Asking;
using FoodValley.Triage.Tests.Talks.Exchanges;
using QRCoder;

namespace FoodValley.Triage.Tests.Talks.Recording;

/// <summary>A decision on paper is a witness outside the database.</summary>
public sealed class PrintTests(StandingApp app) : IClassFixture<StandingApp>
{
    [Fact]
    [Norm("HK-7d", "IU-ALG-6")]
    public async Task The_print_shows_number_place_and_a_signed_checkpoint_also_as_a_qr_code()
    {
        var decided = await Decided.NewAsync(app);
        var page = await decided.OpenAsync("print");

        var note = page.QuerySelector("#note")!.TextContent.TrimStart('\n');
        var signed = Checkpoint.Parse(Encoding.UTF8.GetBytes(note));
        using var key = LedgerKey.Development();
        Assert.True(signed.IsSignedBy(key.PublicKey));
        Assert.Equal(("gemeente-barneveld", 1L), (signed.Checkpoint.Organisation, signed.Checkpoint.Size));
        var leaf = page.QuerySelector("#r-proof")!.ParentElement!.QuerySelector(".fv-code")!.TextContent;
        // The only leaf of the ledger is its root.
        Assert.Equal(leaf, Convert.ToHexStringLower(signed.Checkpoint.Root));
        Assert.Contains("regel 1 van het register", page.QuerySelector("main")!.TextContent);

        // Module for module what the note gives.
        using var expected = QRCodeGenerator.GenerateQrCode(note, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var drawn = new HashSet<(int, int)>();
        foreach (Match run in Regex.Matches(page.QuerySelector("svg.fv-qr path")!.GetAttribute("d")!, @"M(\d+) (\d+)h(\d+)v1h-\d+z"))
            for (var x = 0; x < int.Parse(run.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture); x++)
                drawn.Add((int.Parse(run.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) + x, int.Parse(run.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)));
        var dark = Enumerable.Range(0, expected.ModuleMatrix.Count).SelectMany(y => Enumerable.Range(0, expected.ModuleMatrix.Count).Where(x => expected.ModuleMatrix[y][x]).Select(x => (x, y)));
        Assert.Equal(dark.ToHashSet(), drawn);
    }
}
