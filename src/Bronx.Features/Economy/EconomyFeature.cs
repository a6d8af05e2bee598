using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Balance;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Beg;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Interest;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Features.Economy.Owner;
using Bronx.Features.Economy.Pay;
using Bronx.Features.Economy.Privacy;
using Bronx.Features.Economy.Rob;
using Bronx.Features.Economy.Why;
using Bronx.Features.Economy.Work;
using Bronx.Platform;
using Bronx.Platform.Commands.Confirming;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Economy;

internal sealed class EconomyFeature : IFeature
{
    public string Name => "Economy";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton(Chance.Cryptographic());
        slice.Services.AddSingleton<BadgeBook>();
        slice.Services.AddSingleton<BadgeStore>();
        slice.Services.AddSingleton<BankDoor>();
        slice.Services.AddSingleton<EconomyPersonalStore>();
        slice.Services.AddSingleton<EconomyStore>();
        slice.Services.AddSingleton<LeaderboardBook>();
        slice.Services.AddSingleton<LeaderboardStore>();
        slice.Services.AddSingleton<NameBook>();
        slice.Services.AddSingleton<PrivacyBook>();
        slice.Services.AddSingleton<CoinNotices>();
        slice.Services.AddSingleton<Spending>();
        slice.Services.AddSingleton<Regulars>();
        slice.Services.AddSingleton<RobStore>();
        slice.Services.AddSingleton<UpgradeShop>();
        slice.Services.AddSingleton<UpgradeStore>();
        slice.Services.AddSingleton<WhyBook>();
        slice.Services.AddSingleton<WorkPay>();
        slice.Services.AddSingleton<WorkStore>();

        slice.Migrations(EconomyMigrations.All)
            .Choices(EconomyOptions.Schema)
            .Choices(CoinChoices.Purse)
            .Choices(CoinChoices.Notices)
            .PersonalData<EconomyPersonalData>()
            .Command<BalanceCommand>()
            .Command<BadgesCommand>()
            .Command<DailyCommand>()
            .Command<WorkCommand>()
            .Component<AnswerWorkButton>()
            .Command<JobsCommand>()
            .Command<BegCommand>()
            .Command<DepositCommand>()
            .Command<WithdrawCommand>()
            .Command<BankUpgradeCommand>()
            .Command<InterestClaimCommand>()
            .Command<InterestStatusCommand>()
            .Command<InterestUpgradeCommand>()
            .Command<PayCommand>()
            .Component<ConfirmButton<PayCommand>>()
            .Command<WhyCommand>()
            .Component<TurnWhyPage>()
            .Command<LeaderboardCommand>()
            .Component<TurnLeaderboardPage>()
            .Command<PrivacyLeaderboardCommand>()
            .Command<PrivacyRobCommand>()
            .Command<RobCommand>()
            .Command<GrantCommand>()
            .Command<TakeCommand>();
    }
}
