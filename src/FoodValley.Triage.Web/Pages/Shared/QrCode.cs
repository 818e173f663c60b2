using System.Globalization;
using System.Text;
using QRCoder;

namespace FoodValley.Triage.Web.Pages.Shared;

/// <summary>A text as a QR code for paper: one path, black on white, without an image file or a script.</summary>
public static class QrCode
{
    /// <summary>The drawing, named <paramref name="label"/> for who cannot see it.</summary>
    public static Markup Of(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }
        // The quiet zone around it is part of the matrix.
        var size = rows.Count.ToString(CultureInfo.InvariantCulture);
        return Markup.Of($"""<svg class="fv-qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}"><rect width="{size}" height="{size}"/><path d="{path.ToString()}"/></svg>""");
    }
}
