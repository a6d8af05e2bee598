using Bronx.Discord.Models;
using Bronx.Features.AutoModeration;
using Bronx.Features.AutoModeration.Acting;
using Bronx.Features.AutoModeration.Strikes;
using Bronx.Platform.Storage;
using Bronx.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.AutoModeration;

public sealed class StrikeTests
{
    private static readonly TimeSpan Forget = TimeSpan.FromHours(1);
    private static readonly GuildId Guild = new(400);
    private static readonly UserId Mira = new(7);

    private static DateTimeOffset At(double hours) => HeldClock.DefaultStart.AddHours(hours);

    [Fact]
    public void Strikes_AddUpAndFadeOneByOne()
    {
        DateTimeOffset[] three = [At(0), At(0.1), At(0.2)];
        Assert.Equal(3, StrikeRules.Active(three, Forget, At(1.1)));
        Assert.Equal(2, StrikeRules.Active(three, Forget, At(1.25)));
        Assert.Equal(1, StrikeRules.Active(three, Forget, At(2.3)));
        Assert.Equal(0, StrikeRules.Active(three, Forget, At(9)));
        Assert.Equal(2, StrikeRules.Active([At(0), At(5), At(5.1)], Forget, At(5.2)));
        Assert.Equal(0, StrikeRules.Active([], Forget, At(0)));
    }

    [Fact]
    public void Strikes_NeverGrowByWaiting() => Prop
        .ForAll(Gen.ListOf(Gen.Choose(0, 500)).ToArbitrary(), Gen.Choose(500, 900).ToArbitrary(), Gen.Choose(0, 900).ToArbitrary(), (minutes, now, more) =>
        {
            var strikes = minutes.Order().Select(minute => At(minute / 60.0)).ToList();
            var (then, later) = (StrikeRules.Active(strikes, Forget, At(now / 60.0)), StrikeRules.Active(strikes, Forget, At((now + more) / 60.0)));
            return later <= then && then <= strikes.Count && later >= 0;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Steps_GetHarsherAndKeepTheirBounds() => Prop
        .ForAll(Gen.Choose(1, 5).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), (first, harshest, strikes) =>
        {
            var ladder = new Ladder((GuardStep)harshest, 3, 6, 10);
            var (step, next) = (StrikeRules.Step(ladder, (GuardStep)first, strikes), StrikeRules.Step(ladder, (GuardStep)first, strikes + 1));
            return next >= step && step <= ladder.Harshest && (step >= (GuardStep)first || step == ladder.Harshest);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Reach_NeverGoesBeyondWhatIsWantedOrAllowed() => Prop
        .ForAll(Gen.Choose(1, 5).ToArbitrary(), Gen.Choose(0, 15).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (wanted, bits, outranks) =>
        {
            Permissions[] four = [Permissions.ManageMessages, Permissions.ModerateMembers, Permissions.KickMembers, Permissions.BanMembers];
            var own = four.Where((_, index) => (bits & (1 << index)) != 0).Aggregate(Permissions.None, (sum, one) => sum | one);
            var step = ReachRules.Possible((GuardStep)wanted, own, outranks);
            return step <= (GuardStep)wanted && step >= GuardStep.Warn && ReachRules.Has(own, ReachRules.Needs(step)) && (outranks || step <= GuardStep.Delete);
        })
        .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Store_KeepsTheNewestFiftyServerByServer(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var store = new StrikeStore(open.Database, open.Clock);
        for (var number = 0; number < 53; number++)
        {
            var (step, all) = await store.AddAsync(Guild, Mira, GuardRule.Caps, (before, _) => before.Count == 0 ? GuardStep.Warn : GuardStep.Delete, default);
            Assert.Equal(number == 0 ? GuardStep.Warn : GuardStep.Delete, step);
            Assert.Equal(Math.Min(number, 50) + 1, all.Count);
            open.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await store.AddAsync(new GuildId(401), Mira, GuardRule.Words, (_, _) => GuardStep.Ban, default);
        var kept = await store.OfAsync(Guild, Mira, default);
        Assert.Equal(50, kept.Count);
        Assert.Equal(HeldClock.DefaultStart.AddSeconds(3), kept[0].At);
        var table = Assert.Single(await store.ExportAsync(Mira, default));
        Assert.Equal(51, table.Rows.Count);
        Assert.NotNull((await store.EraseAsync(Mira, default)).Kept);

        Assert.Equal(50, await store.ClearAsync(Guild, Mira, default));
        Assert.Empty(await store.OfAsync(Guild, Mira, default));
        Assert.Single(await store.OfAsync(new GuildId(401), Mira, default));
        open.Clock.Advance(StrikeStore.KeptFor + TimeSpan.FromDays(1));
        Assert.Equal("forgot 1 strike", await new ForgetStrikesJob(store).RunAsync(default));
        Assert.Null(await new ForgetStrikesJob(store).RunAsync(default));
    }
}
