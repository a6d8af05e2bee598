using Bronx.Features.Economy.Rob;
using Bronx.Platform.Ledger;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Economy.Rob;

public sealed class RobRulesTests
{
    [Fact]
    public void Robbing_LosesALittleOnAverageWhateverTheVictimHas()
    {
        var wallets = (from high in Gen.Choose(1, 1_000_000_000)
                       from low in Gen.Choose(1, 1_000_000_000)
                       from small in Gen.Elements(true, false)
                       select small ? Math.Max(RobRules.PoorestVictim, low) : (long)high * low).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(wallets, wallet =>
        {
            var victim = new Coins(Math.Max(RobRules.PoorestVictim, wallet));
            var percents = Enumerable.Range(RobRules.LeastLoot, RobRules.MostLoot - RobRules.LeastLoot + 1).ToList();
            var loot = percents.Sum(percent => RobRules.Loot(victim, percent).Value) * RobRules.SuccessChance;
            var fines = RobRules.Stake(victim).Value * (100 - RobRules.SuccessChance) * percents.Count;
            return loot < fines && RobRules.Stake(victim).Value > 0;
        }));
    }

    [Fact]
    public void LootAndStake_NeverPassTheirLimitsNorTheWallet()
    {
        Assert.Equal(new Coins(RobRules.LootCap), RobRules.Loot(Coins.Ceiling, RobRules.MostLoot));
        Assert.Equal(new Coins(RobRules.FineCap), RobRules.Stake(Coins.Ceiling));
        Assert.Equal(new Coins(300), RobRules.Loot(new Coins(1_000), 30));
        Assert.Equal(new Coins(150), RobRules.Stake(new Coins(1_000)));
    }
}
