using Bronx.Features.Economy.Balance;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Pay;
using Bronx.Features.Economy.Why;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Economy;

internal sealed class EconomyFeature : IFeature
{
    public string Name => "Economy";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton(Chance.Cryptographic());
        slice.Services.AddSingleton<EconomyStore>();
        slice.Services.AddSingleton<WhyBook>();

        slice.Migrations(EconomyMigrations.All)
            .Command<BalanceCommand>()
            .Command<DailyCommand>()
            .Command<DepositCommand>()
            .Command<WithdrawCommand>()
            .Command<PayCommand>()
            .Command<WhyCommand>()
            .Component<TurnWhyPage>();
    }
}
