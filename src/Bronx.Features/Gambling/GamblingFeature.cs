using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Gambling;

internal sealed class GamblingFeature : IFeature
{
    public string Name => "Gambling";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton(SeedSource.Cryptographic());
        slice.Services.AddSingleton<LimitStore>();
        slice.Services.AddSingleton<FairStore>();
        slice.Services.AddSingleton<HouseTable>();
        slice.Services.AddSingleton<Stakes>();
        slice.Services.AddSingleton<Holds>();
        slice.Services.AddSingleton<Croupiers>();
        slice.Services.AddSingleton<OpenGames>();
        slice.Services.AddSingleton<ScreenStore>();
        slice.Services.AddSingleton<GameStage>();
        slice.Services.AddSingleton<CoinflipTable>();
        slice.Services.AddSingleton<Hands>();
        slice.Services.AddSingleton<BlackjackTable>();
        slice.Services.AddSingleton<LeftHands>();
        slice.Services.AddSingleton<FlightBook>();
        slice.Services.AddSingleton<Flights>();
        slice.Services.AddSingleton<LeftFlights>();

        slice.Services.AddSingleton<BetBounds>(static provider => guild =>
        {
            var values = provider.GetRequiredService<OptionBook>().Of(guild);
            return (values.Get(GamblingChoices.Smallest), values.Get(GamblingChoices.Largest));
        });

        slice.Choices(GamblingChoices.Schema)
            .Migrations(GamblingMigrations.All)
            .AtStart<GameKeeper>()
            .Job<CroupierJob>()
            .Job<GameKeeperJob>()
            .Job<PruneBetsJob>()
            .PersonalData<GamblingPersonalData>()
            .Command<CoinflipCommand>()
            .Component<ConfirmButton<CoinflipCommand>>()
            .Component<CoinSideButton>()
            .Command<SlotsCommand>()
            .Component<ConfirmButton<SlotsCommand>>()
            .Command<RouletteCommand>()
            .Component<ConfirmButton<RouletteCommand>>()
            .Command<PlinkoCommand>()
            .Component<ConfirmButton<PlinkoCommand>>()
            .Command<CrashCommand>()
            .Component<ConfirmButton<CrashCommand>>()
            .Component<CashOutButton>()
            .Command<BlackjackCommand>()
            .Component<ConfirmButton<BlackjackCommand>>()
            .Component<BlackjackButton>()
            .Command<OddsCommand>()
            .Command<FairShowCommand>()
            .Command<FairRotateCommand>()
            .Command<FairSeedCommand>()
            .Command<LimitsShowCommand>()
            .Command<LimitsLossCommand>()
            .Command<LimitsExcludeCommand>()
            .Component<ExcludeButton>();
    }
}
