using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Gambling;

internal sealed class GamblingFeature : IFeature
{
    public string Name => "Gambling";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton(SeedSource.Cryptographic());
        slice.Services.AddSingleton<FairStore>();
        slice.Services.AddSingleton<HouseTable>();
        slice.Services.AddSingleton<Stakes>();
        slice.Services.AddSingleton<CoinflipTable>();

        slice.Migrations(GamblingMigrations.All)
            .Command<CoinflipCommand>()
            .Component<CoinSideButton>()
            .Command<SlotsCommand>()
            .Command<RouletteCommand>()
            .Command<PlinkoCommand>()
            .Command<CrashCommand>()
            .Command<OddsCommand>()
            .Command<FairShowCommand>()
            .Command<FairRotateCommand>()
            .Command<FairSeedCommand>();
    }
}
