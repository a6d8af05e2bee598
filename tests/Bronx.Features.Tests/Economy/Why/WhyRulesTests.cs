using Bronx.Discord.Models;
using Bronx.Features.Economy.Why;
using Bronx.Platform.Ledger;
using Bronx.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Economy.Why;

public sealed class WhyRulesTests
{
    private static readonly UserId Ana = new(1001);
    private static readonly UserId Ben = new(1002);

    [Fact]
    public void Page_HoldsTheNewestOfBothHistoriesEachOnce()
    {
        var histories = Gen.Choose(1, 40).ListOf().ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(histories, histories, (wallet, bank) =>
        {
            var page = WhyRules.Page(Moves(wallet), Moves(bank));
            var all = wallet.Concat(bank).Select(sequence => (long)sequence).Distinct().OrderDescending().ToList();
            return page.Moves.Select(move => move.Sequence).SequenceEqual(all.Take(WhyRules.PageSize)) && page.HasOlder == all.Count > WhyRules.PageSize;
        }));
    }

    [Fact]
    public void Trail_ComesBackAsItWentOutAndIsNeverTooLongForAButton()
    {
        IReadOnlyList<long> trail = [];
        for (var page = 0; page < 50; page++)
        {
            trail = WhyRules.Further(trail, long.MaxValue - page);
            Assert.True(Platform.Commands.ComponentId.TryParse(TurnWhyPage.Id(new UserId(ulong.MaxValue), new UserId(ulong.MaxValue), trail), out var id) && id is not null);
            Assert.Equal(trail, WhyRules.Trail(id.State));
        }
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("ffffffffffffffffffff")]
    public void Trail_ThatSomebodyMadeUpBeginsAtTheNewestPage(string part) => Assert.Empty(WhyRules.Trail(["5", part]));

    [Fact]
    public void Link_LeadsToTheMessageButNotIntoSomebodyElsesDirectMessages()
    {
        var inServer = new TransferOrigin(Ben, new GuildId(4), new ChannelId(5), 6);
        Assert.Equal("https://discord.com/channels/4/5/6", WhyRules.Link(inServer, Ana)?.AbsoluteUri);
        Assert.Equal("https://discord.com/channels/@me/5/6", WhyRules.Link(inServer with { Guild = null }, Ben)?.AbsoluteUri);
        Assert.Null(WhyRules.Link(inServer with { Guild = null }, Ana));
        Assert.Null(WhyRules.Link(TransferOrigin.None, Ana));
    }

    private static IReadOnlyList<PostedTransfer> Moves(IEnumerable<int> sequences) =>
        [.. sequences.Distinct().OrderDescending().Take(WhyRules.PageSize + 1).Select(sequence => Move(sequence))];

    private static PostedTransfer Move(long sequence) => new(
        new Transfer(TransferId.From("test", (ulong)sequence), AccountId.Wallet(Ana), AccountId.Bank(Ana), new Coins(1), "Test", TransferOrigin.None),
        Coins.Zero, Coins.Zero, HeldClock.DefaultStart, sequence);
}
