using System.Globalization;
using System.Text;

namespace Bronx.Dashboard.Live;

/// <summary>One event of the stream, written once as bytes and sent to every viewer as it is.</summary>
/// <param name="Number">Counts from 1 within this run; 0 for what is not remembered.</param>
internal sealed record Frame(long Number, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>For proxies a comment, for the page (which cannot see comments) an event.</summary>
    public static readonly Frame Beat = new(0, ": still here\nevent: beat\ndata: {}\n\n"u8.ToArray());

    public static readonly Frame Closing = new(0, "event: closing\ndata: {}\n\n"u8.ToArray());

    public static Frame Of(FrameId id, ReadOnlySpan<byte> json)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: stats\ndata: "));
        return new Frame(id.Number, (byte[])[.. head, .. json, .. "\n\n"u8]);
    }
}

/// <summary>"run-number": after a restart numbers begin again, and the run tells the old ones from the new.</summary>
internal readonly record struct FrameId(long Run, long Number)
{
    public static FrameId? Parse(string? text)
    {
        var parts = text?.Split('-');
        return parts is [var run, var number]
            && long.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var runValue)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var numberValue)
            ? new FrameId(runValue, numberValue)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run}-{Number}");
}
