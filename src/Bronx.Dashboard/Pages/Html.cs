using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Bronx.Dashboard.Pages;

/// <summary>
/// Writes HTML from interpolated strings: what stands in the source is markup, what is put in is text and gets encoded. Attribute
/// values must stand in double quotes. Only <see cref="Markup"/> goes in as it is.
/// </summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new(16 * 1024);

    /// <summary>The handler has written while the string was put together; nothing is left to do here.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The instance is what the handler writes to.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Handler content) => _ = content;

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();

    [InterpolatedStringHandler]
    internal readonly ref struct Handler(int literalLength, int formattedCount, Html page)
    {
        private readonly int _expected = literalLength + formattedCount;

        public void AppendLiteral(string markup)
        {
            page._text.EnsureCapacity(page._text.Length + _expected);
            page._text.Append(markup);
        }

        public void AppendFormatted(string? text)
        {
            if (text is not null) page._text.Append(Encoder.Encode(text));
        }

        public void AppendFormatted(Markup markup) => page._text.Append(markup.Value);

        public void AppendFormatted(long number) => page._text.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(double number) => page._text.Append(CultureInfo.InvariantCulture, $"{number:0.##}");

        public void AppendFormatted(DateTimeOffset instant) =>
            page._text.Append(CultureInfo.InvariantCulture, $"{instant.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
    }
}

/// <summary>A constant piece of markup of our own. Never made from anything that came from outside.</summary>
internal readonly record struct Markup(string Value);
