using Bronx.Discord.Gateway;
using Bronx.Features.AutoModeration.Acting;
using Bronx.Features.AutoModeration.Judging;
using Bronx.Features.AutoModeration.Raids;
using Bronx.Features.AutoModeration.Strikes;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.AutoModeration;

internal sealed class AutoModerationFeature : IFeature
{
    public string Name => "AutoModeration";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<GuardPlans>();
        slice.Services.AddSingleton(new TalkBook());
        slice.Services.AddSingleton(new JoinBook());
        slice.Services.AddSingleton<Enforcer>();
        slice.Services.AddSingleton<NoticeBoard>();
        slice.Services.AddSingleton<Doorkeeper>();
        slice.Services.AddSingleton<RaidStore>();

        slice.Migrations(GuardMigrations.All)
            .Choices(GuardChoices.General)
            .Choices(GuardChoices.Rules)
            .Choices(GuardChoices.Raids)
            .AtStart<RaidBook>()
            .PersonalData<StrikeStore>()
            .Job<ForgetStrikesJob>()
            .Listener<MessageListener, MessageCreated>()
            .Listener<MessageListener, MessageUpdated>()
            .Listener<RaidListener, MemberJoined>()
            .Command<AutomodStatusCommand>()
            .Command<AutomodTestCommand>()
            .Command<RaidOnCommand>()
            .Command<RaidOffCommand>()
            .Command<WarningsShowCommand>()
            .Command<WarningsClearCommand>();
    }
}
