using System.Numerics;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Platform.Tests.Text;

public class AmountExpressionTests
{
    private static readonly Arbitrary<long> Balances = Gen.Choose(0, 62)
        .SelectMany(bits => Gen.Choose(0, int.MaxValue), (bits, low) => Math.Min(Coins.CeilingValue, (1L << bits) - 1 + (low % (1L << Math.Min(bits, 30)))))
        .ToArbitrary();

    [Theory]
    [InlineData("1500", 1_500)]
    [InlineData("1,500", 1_500)]
    [InlineData("12,345,678", 12_345_678)]
    [InlineData("1.5k", 1_500)]
    [InlineData("1.5K", 1_500)]
    [InlineData("1,500k", 1_500_000)]
    [InlineData(".5k", 500)]
    [InlineData("2m", 2_000_000)]
    [InlineData("1b", 1_000_000_000)]
    [InlineData("0.000000001b", 1)]
    [InlineData("2.5e5", 250_000)]
    [InlineData("2E3", 2_000)]
    [InlineData("2e+3", 2_000)]
    [InlineData("1e18", 1_000_000_000_000_000_000)]
    [InlineData("007", 7)]
    [InlineData("1.0", 1)]
    [InlineData(" 42 ", 42)]
    [InlineData("9007199254740993", 9_007_199_254_740_993)]
    [InlineData("9000000000000000000", Coins.CeilingValue)]
    public void Amount_ReadsPlainNumbersExactly(string text, long coins)
    {
        var parse = AmountExpression.Parse(text);

        Assert.True(parse.Ok, parse.Problem);
        Assert.Equal(new AmountResolution.Exactly(new Coins(coins)), parse.Amount.Of(Coins.Ceiling));
    }

    [Theory]
    [InlineData("50%", 999, 499)]
    [InlineData("half", 999, 499)]
    [InlineData("HALF", 2, 1)]
    [InlineData("all", 999, 999)]
    [InlineData("Max", 999, 999)]
    [InlineData("100%", 999, 999)]
    [InlineData("2.5%", 1_000, 25)]
    [InlineData("33.333333333333%", Coins.CeilingValue, 2_999_999_999_999_970_000)]
    [InlineData("0.000000000001%", Coins.CeilingValue, 90_000)]
    public void Amount_TakesSharesRoundedDown(string text, long available, long coins) =>
        Assert.Equal(new AmountResolution.Exactly(new Coins(coins)), AmountExpression.Parse(text).Amount.Of(new Coins(available)));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("inf")]
    [InlineData("infinity")]
    [InlineData("nan")]
    [InlineData("-1")]
    [InlineData("−5")]
    [InlineData("+5")]
    [InlineData("-inf")]
    [InlineData("0")]
    [InlineData("0%")]
    [InlineData("0k")]
    [InlineData("0.0")]
    [InlineData("101%")]
    [InlineData("100.0000000001%")]
    [InlineData("1e999999")]
    [InlineData("1e19")]
    [InlineData("1e-3")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("1e3k")]
    [InlineData("k")]
    [InlineData("%")]
    [InlineData(".")]
    [InlineData(".k")]
    [InlineData("5.")]
    [InlineData("1..5")]
    [InlineData("1.5.5")]
    [InlineData("1,50")]
    [InlineData("1,5000")]
    [InlineData(",500")]
    [InlineData("1500,")]
    [InlineData("1,,500")]
    [InlineData("15,00,000")]
    [InlineData("1000,000")]
    [InlineData("1.500,00")]
    [InlineData("1.5")]
    [InlineData("1.0005k")]
    [InlineData("10kk")]
    [InlineData("1 500")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("$500")]
    [InlineData("١٢")]
    [InlineData("５００")]
    [InlineData("½")]
    [InlineData("9000000000000000001")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775808b")]
    [InlineData("1.0000000000001%")]
    [InlineData("allof")]
    [InlineData("all%")]
    [InlineData("\0")]
    [InlineData("1\u200B0")]
    public void Amount_RefusesHostileSpellingsWithAProblemInWords(string text)
    {
        var parse = AmountExpression.Parse(text);

        Assert.False(parse.Ok);
        Assert.NotEmpty(parse.Problem!);
        Assert.DoesNotContain("exception", parse.Problem!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Amount_RefusesThousandsOfDigitsAtOnce() => Assert.False(AmountExpression.Parse(new string('9', 5_000)).Ok);

    [Fact]
    public void Amount_AnyTextIsEitherRightOrRefused_AndNeverThrows() => Prop
        .ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var parse = AmountExpression.Parse(text);
            return parse.Ok != (parse.Problem is not null);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Amount_TextMadeOfItsOwnSignsNeverThrows() => Prop
        .ForAll(
            Gen.ArrayOf(Gen.Elements("0123456789.,kKmMbBeE%+-half ".ToCharArray())).Select(signs => new string(signs)).ToArbitrary(),
            text => AmountExpression.Parse(text) is var parse && (!parse.Ok || parse.Amount.Of(Coins.Ceiling) is AmountResolution.Exactly or AmountResolution.Nothing))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Amount_NeverComesToMoreThanIsAvailableOrAllowed() => Prop
        .ForAll(Expressions(), Balances, Balances, (text, available, cap) =>
            AmountExpression.Parse(text).Amount.Of(new Coins(available), new Coins(cap)) is not AmountResolution.Exactly(var coins)
            || (coins.Value >= 1 && coins.Value <= available && coins.Value <= cap))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Amount_AShareGrowsWithTheBalanceAndIsExactToTheCoin() => Prop
        .ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), Balances, Balances, (millionths, one, other) =>
        {
            var share = AmountExpression.Parse($"{millionths / 10_000}.{millionths % 10_000:0000}%").Amount;
            var less = CoinsOf(share.Of(new Coins(Math.Min(one, other))));
            var more = CoinsOf(share.Of(new Coins(Math.Max(one, other))));
            return less <= more && more == (long)((BigInteger)Math.Max(one, other) * millionths / 1_000_000);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Amount_ALargerShareIsNeverLess() => Prop
        .ForAll(Gen.Choose(1, 10_000).ToArbitrary(), Gen.Choose(1, 10_000).ToArbitrary(), Balances, (a, b, available) =>
        {
            static AmountExpression Share(int hundredths) => AmountExpression.Parse($"{hundredths / 100}.{hundredths % 100:00}%").Amount;
            return CoinsOf(Share(Math.Min(a, b)).Of(new Coins(available))) <= CoinsOf(Share(Math.Max(a, b)).Of(new Coins(available)));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Amount_ReadsBackWhatItWrites() => Prop
        .ForAll(Expressions(), text =>
        {
            var amount = AmountExpression.Parse(text).Amount;
            return AmountExpression.Parse(amount.ToString()) is { Ok: true } again && again.Amount == amount;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Amount_SaysNotEnoughWithWhatWasAsked() => Assert.Equal(
        new AmountResolution.NotEnough(new Coins(1_500), new Coins(1_499)),
        AmountExpression.Parse("1.5k").Amount.Of(new Coins(1_499)));

    [Fact]
    public void Amount_CutsSharesToTheCapButRefusesPlainNumbersAboveIt()
    {
        Assert.Equal(new AmountResolution.Exactly(new Coins(100)), AmountExpression.All.Of(new Coins(1_000), new Coins(100)));
        Assert.Equal(new AmountResolution.AboveCap(new Coins(101), new Coins(100)), AmountExpression.Parse("101").Amount.Of(new Coins(1_000), new Coins(100)));
    }

    [Fact]
    public void Amount_AShareOfNothingIsNothing()
    {
        Assert.Equal(new AmountResolution.Nothing(Coins.Zero), AmountExpression.All.Of(Coins.Zero));
        Assert.Equal(new AmountResolution.Nothing(new Coins(1)), AmountExpression.Half.Of(new Coins(1)));
        Assert.Equal(new AmountResolution.Nothing(new Coins(-50)), AmountExpression.All.Of(new Coins(-50)));
    }

    private static long CoinsOf(AmountResolution resolution) => resolution is AmountResolution.Exactly(var coins) ? coins.Value : 0;

    private static Arbitrary<string> Expressions()
    {
        var plain = Gen.Choose(1, int.MaxValue).Select(number => number.ToString());
        var grouped = Gen.Choose(1_000, int.MaxValue).Select(number => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        var suffixed = Gen.Choose(1, 999_999).SelectMany(number => Gen.Elements('k', 'm', 'b', 'K'), (number, unit) => $"{number / 1000}.{number % 1000:000}{unit}");
        var exponent = Gen.Choose(1, 9_999).SelectMany(number => Gen.Choose(3, 14), (number, power) => $"{number / 1000}.{number % 1000:000}e{power}");
        var shares = Gen.Choose(1, 1_000_000).Select(number => $"{number / 10_000}.{number % 10_000:0000}%");
        var words = Gen.Elements("half", "all", "max", "ALL");
        return Gen.OneOf(plain, grouped, suffixed, exponent, shares, words).ToArbitrary();
    }
}
