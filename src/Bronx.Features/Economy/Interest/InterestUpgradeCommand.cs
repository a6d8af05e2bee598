using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Bank;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Interest;

/// <summary>A better rate and a higher most, for coins from the wallet.</summary>
internal sealed class InterestUpgradeCommand(UpgradeShop shop, BadgeBook badges) : ICommand
{
    public static CommandDefinition Definition { get; } = new("interest upgrade", "Economy", "Buys the next level of interest, from your wallet")
    {
        Aliases = ["iu", "interest_upgrade", "upgrade_interest"],
        Examples = ["interest upgrade"],
        Details = "`interest status` shows what it costs and brings.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (paid, level, refused) = await shop.BuyAsync(call, Upgrade.Interest, InterestRules.Price, ct);
        return paid is null
            ? refused!
            : CommandOutcome.Say(await badges.CrownAsync(call, BadgeRules.ForStep(Upgrade.Interest, level), InterestTexts.Upgraded(paid, level), ct));
    }
}
