using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Platform.Tests.Commands;

public class ComponentIdTests
{
    [Fact]
    public void Id_ReadsBackWhatItWrites() => Prop
        .ForAll(ArbMap.Default.ArbFor<ulong>(), Gen.Choose(0, 7).SelectMany(count => Gen.ArrayOf(Gen.Elements("", "1", "heads", "a.b", "50%", "x y"), count)).ToArbitrary(), (owner, state) =>
        {
            var text = ComponentId.For("game.again", new UserId(owner), [.. state]);
            return text.Length <= ComponentId.MaxLength
                && ComponentId.TryParse(text, out var id)
                && id.Route == "game.again" && id.Owner.Value == owner && id.State.SequenceEqual(state);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Id_OfTheLargestOwnerAndLongestRouteLeavesRoomForState() =>
        Assert.True(ComponentId.For(new string('r', ComponentId.MaxRouteLength), new UserId(ulong.MaxValue), new string('s', 45)).Length <= ComponentId.MaxLength);

    [Fact]
    public void Id_ThatWouldBeTooLongIsOurMistake()
    {
        Assert.Throws<ArgumentException>(() => ComponentId.For("r", new UserId(1), new string('s', 99)));
        Assert.Throws<ArgumentException>(() => ComponentId.For("r", new UserId(1), "a~b"));
        Assert.Throws<ArgumentException>(() => ComponentId.For(new string('r', 41), new UserId(1)));
    }

    [Fact]
    public void Id_OfAnyTextIsReadOrRefused_AndNeverThrows() => Prop
        .ForAll(ArbMap.Default.ArbFor<string?>(), text => ComponentId.TryParse(text, out var id) == (id is not null))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("route")]
    [InlineData("~1")]
    [InlineData("route~")]
    [InlineData("route~zzzzzzzzzzzzz")]
    [InlineData("route~-1")]
    [InlineData("route~1A")]
    public void Id_OfAnotherFormIsNone(string? text) => Assert.False(ComponentId.TryParse(text, out _));
}
