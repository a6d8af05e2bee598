using Bronx.Features.Gambling.Coinflip;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Gambling;

internal sealed class GamblingFeature : IFeature
{
    public string Name => "Gambling";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<CoinflipTable>();

        slice.Command<CoinflipCommand>()
            .Component<CoinSideButton>()
            .Command<OddsCommand>();
    }
}
