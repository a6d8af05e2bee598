using System.Diagnostics.CodeAnalysis;

namespace Bronx.Platform.Text;

/// <summary>A decimal number as its digits and how many of them stand behind the point, without trailing zeros there.</summary>
internal readonly record struct DecimalDigits(UInt128 Digits, int Decimals)
{
    /// <summary>30 digits always fit 128 bits.</summary>
    private const int MostDigits = 30;

    /// <summary>
    /// Reads <c>12</c>, <c>1,234</c>, <c>1,234.5</c>, <c>.5</c>: ASCII digits, one point, thousands separators only where they belong.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DecimalDigits number, [NotNullWhen(false)] out string? problem)
    {
        number = default;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var part = point < 0 ? default : text[(point + 1)..];
        if ((whole.IsEmpty && part.IsEmpty) || (point >= 0 && part.IsEmpty))
        {
            problem = "that is not a number";
            return false;
        }

        foreach (var sign in text)
        {
            if (!char.IsAsciiDigit(sign) && sign is not ('.' or ','))
            {
                problem = char.IsDigit(sign) ? "only the digits 0 to 9 are understood" : "that is not a number";
                return false;
            }
        }

        if (part.IndexOfAny('.', ',') >= 0)
        {
            problem = "a number has one point, and separators only before it";
            return false;
        }

        if (!ThousandsAreRight(whole))
        {
            problem = "separators stand before every third digit, as in 1,500";
            return false;
        }

        part = part.TrimEnd('0');
        UInt128 digits = 0;
        var count = 0;
        foreach (var sign in whole)
        {
            if (sign == ',')
            {
                continue;
            }

            digits = (digits * 10) + (uint)(sign - '0');
            count += digits == 0 ? 0 : 1;
        }

        foreach (var sign in part)
        {
            digits = (digits * 10) + (uint)(sign - '0');
            count++;
        }

        if (count > MostDigits)
        {
            problem = "that number has too many digits";
            return false;
        }

        number = new(digits, part.Length);
        problem = null;
        return true;
    }

    private static bool ThousandsAreRight(ReadOnlySpan<char> whole)
    {
        if (whole.IndexOf(',') < 0)
        {
            return true;
        }

        var first = whole.IndexOf(',');
        if (first is < 1 or > 3)
        {
            return false;
        }

        for (var i = first; i < whole.Length; i++)
        {
            var separator = (i - first) % 4 == 0;
            if ((whole[i] == ',') != separator)
            {
                return false;
            }
        }

        return (whole.Length - first) % 4 == 0;
    }
}
