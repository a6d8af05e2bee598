using System.Globalization;
using Bronx.Platform.Ledger;

namespace Bronx.Platform.Text;

/// <summary>
/// An amount of coins as a person writes it: <c>1500</c>, <c>1,500</c>, <c>1.5k</c>, <c>2m</c>, <c>1b</c>, <c>2.5e5</c>, <c>50%</c>,
/// <c>half</c>, <c>all</c>, <c>max</c>. Exact: decimal digits and whole numbers only, never floating point. A share of a balance is
/// rounded down to whole coins.
/// </summary>
public readonly record struct AmountExpression
{
    /// <summary>What every error shows as the right way.</summary>
    public const string Examples = "1500, 1.5k, 50%, half or all";

    private const int LongestText = 40;
    private const int MostShareDecimals = 12;

    private static readonly UInt128 MostCoins = (UInt128)Coins.CeilingValue;

    private readonly Kind _kind;
    private readonly UInt128 _digits;
    private readonly byte _decimals;

    private AmountExpression(Kind kind, UInt128 digits, int decimals)
    {
        _kind = kind;
        _digits = digits;
        _decimals = (byte)decimals;
    }

    private enum Kind : byte
    {
        None,
        Plain,
        Share,
    }

    /// <summary>Everything there is.</summary>
    public static AmountExpression All { get; } = new(Kind.Share, 100, 0);

    /// <summary>One half, rounded down.</summary>
    public static AmountExpression Half { get; } = new(Kind.Share, 50, 0);

    /// <summary>Whether it depends on what is available (<c>50%</c>, <c>half</c>, <c>all</c>).</summary>
    public bool IsShare => _kind == Kind.Share;

    /// <summary>A fixed number of coins, at least 1.</summary>
    public static AmountExpression Of(Coins amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount.Value, 1, nameof(amount));
        return new(Kind.Plain, (UInt128)amount.Value, 0);
    }

    /// <summary>Reads an amount. Never throws; a problem is said in words for the person who typed.</summary>
    public static AmountParse Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty)
        {
            return AmountParse.Wrong("an amount is missing");
        }

        if (text.Length > LongestText)
        {
            return AmountParse.Wrong("that is too long for an amount");
        }

        if (text.Equals("all", StringComparison.OrdinalIgnoreCase) || text.Equals("max", StringComparison.OrdinalIgnoreCase))
        {
            return AmountParse.Right(All);
        }

        if (text.Equals("half", StringComparison.OrdinalIgnoreCase))
        {
            return AmountParse.Right(Half);
        }

        if (text[0] is '-' or '−')
        {
            return AmountParse.Wrong("an amount cannot be negative");
        }

        if (text[^1] == '%')
        {
            return ParseShare(text[..^1]);
        }

        return ParsePlain(text);
    }

    /// <summary>How many coins it stands for, never more than <paramref name="available"/> and never more than <paramref name="cap"/>.</summary>
    /// <param name="available">What the person has.</param>
    /// <param name="cap">The most that is allowed here: a share is cut to it, a plain number above it is refused.</param>
    public AmountResolution Of(Coins available, Coins? cap = null)
    {
        var most = available.Value < 0 ? 0 : available.Value;
        if (_kind == Kind.Plain)
        {
            var asked = new Coins((long)_digits);
            if (cap is { } limit && asked > limit)
            {
                return new AmountResolution.AboveCap(asked, limit);
            }

            return asked.Value > most ? new AmountResolution.NotEnough(asked, available) : new AmountResolution.Exactly(asked);
        }

        var share = (UInt128)most * _digits / (100 * PowerOfTen(_decimals));
        var coins = (long)share;
        if (cap is { } ceiling && coins > ceiling.Value)
        {
            coins = ceiling.Value;
        }

        return coins < 1 ? new AmountResolution.Nothing(available) : new AmountResolution.Exactly(new Coins(coins));
    }

    /// <summary>The plainest spelling that reads back as the same expression: <c>1500</c>, <c>12.5%</c>, <c>half</c>, <c>all</c>.</summary>
    public override string ToString()
    {
        if (_kind == Kind.None)
        {
            return "0";
        }

        if (_kind == Kind.Plain)
        {
            return _digits.ToString(CultureInfo.InvariantCulture);
        }

        if (this == All)
        {
            return "all";
        }

        if (this == Half)
        {
            return "half";
        }

        var digits = _digits.ToString(CultureInfo.InvariantCulture).PadLeft(_decimals + 1, '0');
        return _decimals == 0 ? digits + "%" : $"{digits[..^_decimals]}.{digits[^_decimals..]}%";
    }

    private static AmountParse ParseShare(ReadOnlySpan<char> text)
    {
        if (!DecimalDigits.TryRead(text, out var number, out var problem))
        {
            return AmountParse.Wrong(problem);
        }

        if (number.Decimals > MostShareDecimals)
        {
            return AmountParse.Wrong($"a percentage takes at most {MostShareDecimals} decimals");
        }

        if (number.Digits == 0)
        {
            return AmountParse.Wrong("that is nothing at all; at least 1 coin is needed");
        }

        return number.Digits > 100 * PowerOfTen(number.Decimals)
            ? AmountParse.Wrong("more than 100% is more than everything")
            : AmountParse.Right(new AmountExpression(Kind.Share, number.Digits, number.Decimals));
    }

    private static AmountParse ParsePlain(ReadOnlySpan<char> text)
    {
        var shift = 0;
        switch (text[^1])
        {
            case 'k' or 'K':
                shift = 3;
                break;
            case 'm' or 'M':
                shift = 6;
                break;
            case 'b' or 'B':
                shift = 9;
                break;
        }

        if (shift > 0)
        {
            text = text[..^1];
        }
        else if (text.IndexOfAny('e', 'E') is > 0 and var at && char.IsAsciiDigit(text[0] == '.' && text.Length > 1 ? text[1] : text[0]))
        {
            if (!TryReadExponent(text[(at + 1)..], out shift))
            {
                return AmountParse.Wrong("the part after the e has to be a whole number from 0 to 18");
            }

            text = text[..at];
        }

        if (!DecimalDigits.TryRead(text, out var number, out var problem))
        {
            return AmountParse.Wrong(problem);
        }

        if (number.Digits == 0)
        {
            return AmountParse.Wrong("that is nothing at all; at least 1 coin is needed");
        }

        if (number.Decimals > shift)
        {
            return AmountParse.Wrong("coins come whole, not in parts");
        }

        // Digits < 10^31 and shift ≤ 18 could pass 128 bits, so the limit is asked before multiplying.
        var factor = PowerOfTen(shift - number.Decimals);
        return number.Digits > MostCoins / factor
            ? AmountParse.Wrong("that is more coins than can exist")
            : AmountParse.Right(new AmountExpression(Kind.Plain, number.Digits * factor, 0));
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        if (text.Length > 1 && text[0] == '+')
        {
            text = text[1..];
        }

        if (text.Length is 0 or > 2)
        {
            return false;
        }

        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            exponent = (exponent * 10) + (digit - '0');
        }

        return exponent <= 18;
    }

    private static UInt128 PowerOfTen(int exponent)
    {
        UInt128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
