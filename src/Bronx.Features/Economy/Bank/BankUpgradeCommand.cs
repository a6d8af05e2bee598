using Bronx.Features.Economy.Badges;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Bank;

/// <summary>More room in the bank, for coins from the wallet.</summary>
internal sealed class BankUpgradeCommand(UpgradeShop shop, BadgeBook badges) : ICommand
{
    public const string Name = "bankupgrade";

    public static CommandDefinition Definition { get; } = new(Name, "Economy", "Buys more room in your bank, from your wallet")
    {
        Aliases = ["bu", "upgrade_bank", "bank upgrade"],
        Examples = [Name],
        Details = "Each step costs a fifth of the new limit. `deposit` tells when the bank is full.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (paid, level, refused) = await shop.BuyAsync(call, Upgrade.Bank, BankRules.Price, ct);
        return paid is null
            ? refused!
            : CommandOutcome.Say(await badges.CrownAsync(call, BadgeRules.ForStep(Upgrade.Bank, level), UpgradeTexts.BiggerBank(paid, level), ct));
    }
}
