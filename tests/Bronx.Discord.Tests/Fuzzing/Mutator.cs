using System.Text;

namespace Bronx.Discord.Tests.Fuzzing;

/// <summary>Makes something broken out of something whole, the same for the same seed.</summary>
internal sealed class Mutator(Random chance)
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null", "true", "[]", "{}", "\"\"", "-1", "0", "1e999", "-0.0", "18446744073709551616", "9223372036854775808", "\"18446744073709551615\"", "\"-1\"", "\"\\ud800\"", "\"\\u0000\"",
            "NaN", "\"x", "\\", "\"id\":", "\"id\":null,", ",", ":", "{\"op\":0,", "]", "}", "\"d\":", "\"s\":1e3,", "\"t\":7,", "\"2026-13-45T99:99:99Z\"", "\u00ff", "😀",
        }.Select(Encoding.UTF8.GetBytes),
        Encoding.UTF8.GetBytes(new string('[', 70)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 70))), Encoding.UTF8.GetBytes($"\"{new string('x', 3000)}\""),
        [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x00], [0x00, 0x00, 0xFF, 0xFF], [0x81, 0x7F], [0x88, 0x02, 0x03, 0xE8],
    ];

    public byte[] Of(byte[] whole)
    {
        var bytes = new List<byte>(whole);
        for (var times = 1 + chance.Next(4); times > 0; times--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = chance.Next(bytes.Count + 1);
        var length = Math.Min(chance.Next(40), bytes.Count - at);
        switch (chance.Next(7))
        {
            case 0 when bytes.Count > 0:
                bytes[Math.Min(at, bytes.Count - 1)] ^= (byte)(1 << chance.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3 when chance.Next(8) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4 when bytes.Count > 0:
                // A value in the place of another: what a schema forbids and a grammar allows.
                ReplaceValue(bytes, at);
                break;
            case 5 when bytes.Count > 0:
                bytes[Math.Min(at, bytes.Count - 1)] = (byte)chance.Next(256);
                break;
            default:
                bytes.InsertRange(at, Pieces[chance.Next(Pieces.Length)]);
                break;
        }
    }

    private void ReplaceValue(List<byte> bytes, int from)
    {
        var begin = bytes.IndexOf((byte)':', Math.Min(from, bytes.Count - 1));
        if (begin < 0)
        {
            return;
        }

        var end = begin + 1;
        while (end < bytes.Count && bytes[end] is not ((byte)',' or (byte)'}' or (byte)']'))
        {
            end++;
        }

        bytes.RemoveRange(begin + 1, end - begin - 1);
        bytes.InsertRange(begin + 1, Pieces[chance.Next(Pieces.Length)]);
    }
}
