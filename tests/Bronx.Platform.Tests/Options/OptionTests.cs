using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Platform.Tests.Options;

public sealed class OptionTests
{
    [Theory]
    [InlineData("yes", "on")]
    [InlineData(" OFF ", "off")]
    public void AToggle_IsReadAsPeopleSayIt(string typed, string stored) => Assert.Equal(stored, Stored(Shop.Open, typed));

    [Theory]
    [InlineData("1.5k", "1500")]
    [InlineData("0", "0")]
    [InlineData("1m", "1000000")]
    public void AnAmount_IsReadAsEverywhere(string typed, string stored) => Assert.Equal(stored, Stored(Shop.Price, typed));

    [Theory]
    [InlineData("half")]
    [InlineData("2m")]
    [InlineData("-1")]
    [InlineData("")]
    public void AnAmount_OutsideItsBounds_IsRefusedWithAnExample(string typed) => Assert.Contains("1.5k", Problem(Shop.Price, typed), StringComparison.Ordinal);

    [Theory]
    [InlineData("#general")]
    [InlineData("<#1> <#2>")]
    [InlineData("<#99999999999999999999999>")]
    public void AChannel_ThatIsNone_IsRefused(string typed) => Assert.Contains("#general", Problem(Shop.Where, typed), StringComparison.Ordinal);

    [Fact]
    public void AChannel_MayBeNone() => Assert.Equal("", Stored(Shop.Where, "none"));

    [Fact]
    public void Lists_AreShortenedByNobody_ButRefusedWhenTooLong()
    {
        Assert.Equal("1,2", Stored(Shop.Closed, "<#1>, <#2> <#1>"));
        Assert.Contains("at most 3", Problem(Shop.Closed, "1,2,3,4"), StringComparison.Ordinal);
        Assert.Equal("", Stored(Shop.Goods, ";-"));
        Assert.Equal("a b\nc", Stored(Shop.Goods, "a b, c, C"));
        Assert.Contains("at most 10 characters", Problem(Shop.Goods, "abcdefghijk"), StringComparison.Ordinal);
    }

    [Fact]
    public void ATemplate_KnowsOnlyItsNames()
    {
        Assert.Contains("`{user}`", Problem(Shop.Greeting, "Hello {token}"), StringComparison.Ordinal);
        Assert.Equal("{{token}} {user}", Stored(Shop.Greeting, "{{token}} {user}"));
    }

    [Fact]
    public void WhatIsFilledIn_IsNotReadAgain()
    {
        var filled = TemplateText.Fill("{user} {{user}} {other} {", new Dictionary<string, string> { ["user"] = "{server}", ["server"] = "no" });
        Assert.Equal("{server} {user} {other} {", filled);
    }

    [Fact]
    public void AnyText_IsEitherRefusedWithAReasonOrStoredInAFormThatReadsBack() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text =>
        {
            foreach (var option in Shop.Server.Options)
            {
                if (!option.TryNormalize(text ?? "", out var stored, out var problem))
                {
                    Assert.NotEmpty(problem!);
                    Assert.Null(stored);
                    continue;
                }

                Assert.True(option.TryNormalize(stored!, out var again, out problem), $"{option.Key}: '{stored}' is refused: {problem}");
                Assert.Equal(stored, again);
                Assert.InRange(option.Show(stored!).Length, 1, 2_000);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AProgramsValue_OutsideTheBounds_IsOurMistake()
    {
        Assert.Throws<ArgumentException>(() => Shop.Most.Write(101));
        Assert.Equal("100", Shop.Most.Write(100));
        Assert.Equal("5", Shop.Where.Write(new ChannelId(5)));
    }

    [Fact]
    public void Values_OfABoundThatMoved_CountAsNeverChosen()
    {
        var values = OptionValues.Defaults.With([new(Shop.Most, "1000"), new(Shop.Price, "7")]);
        Assert.Equal(10, values.Get(Shop.Most));
        Assert.Equal(new Coins(7), values.Get(Shop.Price));
    }

    [Fact]
    public void ADeclaration_ThatIsWrong_IsSeenAtTheStart()
    {
        var stray = new OptionSchema("other", OptionScope.Server, 1, "", "", [Shop.Open]);
        Assert.Throws<ArgumentException>(() => new OptionCatalogue([stray]));
        Assert.Throws<ArgumentException>(() => new OptionCatalogue([Shop.Server, Shop.Server]));
        var badDefault = new OptionSchema("x", OptionScope.Server, 1, "", "", [Choose.Whole("x.y", 5, 10, 20, "", "", "")]);
        Assert.Throws<ArgumentException>(() => new OptionCatalogue([badDefault]));
    }

    [Fact]
    public void AKey_NearlyRight_IsFound()
    {
        Assert.Equal("shop.price", Shop.Catalogue.Closest("shop.prize", OptionScope.Server));
        Assert.Null(Shop.Catalogue.Closest("shop.price", OptionScope.Person));
    }

    private static string Stored(Option option, string typed)
    {
        Assert.True(option.TryNormalize(typed, out var stored, out var problem), problem);
        return stored!;
    }

    private static string Problem(Option option, string typed)
    {
        Assert.False(option.TryNormalize(typed, out _, out var problem));
        return problem!;
    }
}
