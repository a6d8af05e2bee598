using System.Globalization;
using Bronx.Platform.Text;

namespace Bronx.Features.Operations;

/// <summary>Small tables that stay readable on a narrow phone, and figures that may be unknown.</summary>
internal static class Rows
{
    public const string Unknown = "not known yet";

    /// <summary>Names left, figures right, in a monospaced block.</summary>
    public static string Table(IEnumerable<(string Name, string Value)> rows)
    {
        var all = rows.ToArray();
        if (all.Length == 0)
        {
            return "nothing yet";
        }

        var (left, right) = (all.Max(row => row.Name.Length), all.Max(row => row.Value.Length));
        return "```\n" + string.Join('\n', all.Select(row => $"{row.Name.PadRight(left)}  {row.Value.PadLeft(right)}")) + "\n```";
    }

    public static string Share(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0.#} %") : Unknown;

    public static string Latency(TimeSpan? span) => span is { } known ? Say.Latency(known) : Unknown;

    public static string Megabytes(long? bytes) => bytes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 1_000_000.0:#,0.0} MB") : Unknown;

    public static string Number(long? number) => number is { } known ? Say.Number(known) : Unknown;
}
