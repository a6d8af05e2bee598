using Bronx.Platform.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Platform.Tests.Text;

public class DurationTextTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1h 30min", 5_400)]
    [InlineData("2 days", 172_800)]
    [InlineData("1 week, 1 day", 691_200)]
    [InlineData("1D2H3M4S", 93_784)]
    [InlineData("10 Minutes", 600)]
    [InlineData(" 5m ", 300)]
    public void Duration_ReadsWhatPeopleWrite(string text, long seconds)
    {
        Assert.True(DurationText.TryParse(text, out var span, out var problem), problem);
        Assert.Equal(TimeSpan.FromSeconds(seconds), span);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("10")]
    [InlineData("0s")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("5 m 1 h")]
    [InlineData("5m5m")]
    [InlineData("3 months")]
    [InlineData("999999999999s")]
    [InlineData("99999999w")]
    [InlineData("٣m")]
    [InlineData("5m!")]
    [InlineData("m5")]
    public void Duration_RefusesTheRestWithAProblemInWords(string text)
    {
        Assert.False(DurationText.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Duration_ReadsBackWhatItWrites() => Prop
        .ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seconds =>
            DurationText.TryParse(DurationText.Write(TimeSpan.FromSeconds(seconds)), out var span, out _) && span == TimeSpan.FromSeconds(seconds))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Duration_NeverThrows() => Prop
        .ForAll(ArbMap.Default.ArbFor<string>(), text => DurationText.TryParse(text, out _, out var problem) != (problem is not null))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Duration_TextMadeOfItsOwnSignsNeverThrows() => Prop
        .ForAll(
            Gen.ArrayOf(Gen.Elements("0123456789 ,wdhms".ToCharArray())).Select(signs => new string(signs)).ToArbitrary(),
            text => DurationText.TryParse(text, out var span, out _) == (span > TimeSpan.Zero))
        .QuickCheckThrowOnFailure();
}
