using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace FoodValley.Triage.Web.Pages.Shared;

/// <summary>HTML whose every inserted value is encoded, unless it is <see cref="Markup"/> (or other HTML content) itself.</summary>
public sealed class Markup : IHtmlContent
{
    public static readonly Markup Empty = new("");
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly string _html;

    private Markup(string html) => _html = html;

    /// <summary>The literal parts stay as written; the holes are encoded.</summary>
    public static Markup Of(Template template) => new(template.Taken());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p._html)));

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(_html);

    public override string ToString() => _html;

    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly StringBuilder _html;

        public Template(int literalLength, int formattedCount) => _html = new StringBuilder(literalLength + formattedCount * 24);

        public void AppendLiteral(string literal) => _html.Append(literal);

        public void AppendFormatted(Markup? markup) => _html.Append(markup?._html);

        public void AppendFormatted(string? text)
        {
            if (!string.IsNullOrEmpty(text)) _html.Append(Encoder.Encode(text));
        }

        public void AppendFormatted(IHtmlContent? content)
        {
            if (content is null) return;
            using var writer = new StringWriter(_html, CultureInfo.InvariantCulture);
            content.WriteTo(writer, Encoder);
        }

        public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

        internal string Taken() => _html.ToString();
    }
}
