using Bronx.Platform.Ledger;
using Bronx.Platform.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Platform.Tests.Text;

public class SayTests
{
    [Theory]
    [InlineData(0, "0 coins")]
    [InlineData(1, "1 coin")]
    [InlineData(1_500, "1,500 coins")]
    [InlineData(-2_000, "-2,000 coins")]
    public void Coins_AreGroupedAndCounted(long coins, string text) => Assert.Equal(text, Say.Coins(new Coins(coins)));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.2, "1 s")]
    [InlineData(59.01, "1 min")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(12_000, "3 h 20 min")]
    [InlineData(86_400, "1 day")]
    [InlineData(176_400, "2 days 1 h")]
    public void Span_NamesItsTwoLargestUnits(double seconds, string text) => Assert.Equal(text, Say.Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("**bold** _x_ `c` ~~s~~ ||p||", @"\*\*bold\*\* \_x\_ \`c\` \~\~s\~\~ \|\|p\|\|")]
    [InlineData("# heading", @"\# heading")]
    [InlineData("[text](https://example.org)", @"\[text\]\(https://example.org)")]
    [InlineData("a\nb\r\nc", "a b  c")]
    [InlineData("\u202Eevil\u200F", "evil")]
    public void Safe_TakesMarkdownAndTricksOut(string typed, string safe) => Assert.Equal(safe, Say.Safe(typed));

    [Theory]
    [InlineData("@everyone")]
    [InlineData("<@123456789012345678>")]
    [InlineData("<@&123456789012345678>")]
    public void Safe_LeavesNoMention(string typed)
    {
        var safe = Say.Safe(typed);
        Assert.DoesNotContain("@everyone", safe, StringComparison.Ordinal);
        Assert.DoesNotContain("<@1", safe, StringComparison.Ordinal);
        Assert.DoesNotContain("<@&1", safe, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_TurnsNoDirection() => Assert.Equal("`abcdef`", Say.Typed("abc\u202Ed\u2066e\u200Ff"));

    [Fact]
    public void Typed_KeepsTheBackticksItStandsBetween() => Prop
        .ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
        {
            var shown = Say.Typed(text);
            return shown == "(nothing)" || (shown[0] == '`' && shown[^1] == '`' && shown[1..^1].IndexOf('`', StringComparison.Ordinal) < 0 && shown.IndexOf('\n', StringComparison.Ordinal) < 0);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Shorten_NeverCutsACharacterInHalf()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 10));
        for (var length = 1; length <= text.Length; length++)
        {
            var cut = Say.Shorten(text, length);
            Assert.True(cut.Length <= length);
            Assert.False(char.IsHighSurrogate(cut[^1]), $"at {length}");
        }
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("daily", "daily", 0)]
    [InlineData("dialy", "daily", 1)]
    [InlineData("daly", "daily", 1)]
    [InlineData("dailyy", "daily", 1)]
    [InlineData("help", "pelh", 2)]
    public void EditDistance_CountsSlips(string a, string b, int slips) => Assert.Equal(slips, EditDistance.Between(a, b));
}
