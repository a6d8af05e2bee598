using Bronx.Discord.Models;
using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Interest;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing;

namespace Bronx.Features.Tests.Economy.Badges;

public sealed class BadgeTests
{
    private static readonly User Ana = Calls.Person(1001);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task ABadge_IsToldOnceHoweverManyReachItAtOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var crowned = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => CrownAsync(store, store.Badges, (ulong)n, 7))));

        Assert.Single(crowned, reply => reply.Embeds.Count == 2);
        Assert.Equal("week", Assert.Single(await store.Badges.OfAsync(Ana.Id, default)).Badge.Key);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ALongStreak_BringsWhatAShorterOneMissed(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var book = store.Badges;
        var reply = await CrownAsync(store, book, 1, 31);
        Assert.Contains("New badges", reply.Embeds[1].Description, StringComparison.Ordinal);
        Assert.Single((await CrownAsync(store, book, 2, 32)).Embeds);
        Assert.Equal(["week", "month"], (await book.OfAsync(Ana.Id, default)).Select(one => one.Badge.Key));
    }

    [Fact]
    public void Rules_ReachEachBadgeAtItsNumberAndNotBefore()
    {
        Assert.Empty(BadgeRules.ForStreak(6));
        Assert.Equal(["week"], BadgeRules.ForStreak(7).Select(badge => badge.Key));
        Assert.Equal(3, BadgeRules.ForStreak(365).Count);
        Assert.Empty(BadgeRules.ForShifts(29));
        Assert.Equal(["hand", "master"], BadgeRules.ForShifts(150).Select(badge => badge.Key));
        Assert.Empty(BadgeRules.ForFortune(new Coins(99_999)));
        Assert.Equal(["saver", "millionaire"], BadgeRules.ForFortune(new Coins(1_000_000)).Select(badge => badge.Key));
        Assert.Empty(BadgeRules.ForStep(Upgrade.Bank, BankRules.TopLevel - 1));
        Assert.Equal(["vault"], BadgeRules.ForStep(Upgrade.Bank, BankRules.TopLevel).Select(badge => badge.Key));
        Assert.Equal(["banker"], BadgeRules.ForStep(Upgrade.Interest, InterestRules.TopLevel).Select(badge => badge.Key));
        Assert.Empty(BadgeRules.ForGift(new Coins(BadgeRules.GiftFrom - 1)));
        Assert.Single(BadgeRules.ForGift(new Coins(BadgeRules.GiftFrom)));
        Assert.Empty(BadgeRules.ForRobbery(worked: false));
        Assert.Single(BadgeRules.ForRobbery(worked: true));
        Assert.Equal(BadgeRules.All.Count, BadgeRules.All.Select(badge => badge.Key).Distinct().Count());
    }

    [Fact]
    public void Texts_ReadAsStored() => StoredText.Matches(
        "Economy/Badges/Texts",
        ("none yet", BadgeTexts.List(null, [])),
        ("two", BadgeTexts.List(null, [.. BadgeRules.ForStreak(30).Select(badge => new EarnedBadge(badge, HeldClock.DefaultStart))])),
        ("somebody else's", BadgeTexts.List("Ben **x**", [.. BadgeRules.ForGift(new Coins(9_000)).Select(badge => new EarnedBadge(badge, HeldClock.DefaultStart))])),
        ("one new", Reply.Of(BadgeTexts.Earned(BadgeRules.ForStreak(7)))),
        ("two new", Reply.Of(BadgeTexts.Earned(BadgeRules.ForStreak(30)))));

    private static Task<Reply> CrownAsync(OpenStore store, BadgeBook book, ulong eventId, int days) => book.CrownAsync(
        Calls.Command(BadgesCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), BadgeRules.ForStreak(days), Reply.Of("Daily coins") with { Embeds = [new Embed { Title = "Daily" }] }, default).AsTask();
}
