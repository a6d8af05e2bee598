using Bronx.Features.ServerRules.Blacklist;
using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.ServerRules;

internal sealed class ServerRulesFeature : IFeature
{
    public string Name => "ServerRules";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<ServerLog>();
        slice.Services.AddSingleton<BlacklistStore>();

        slice.Migrations(ServerMigrations.All)
            .Choices(ServerChoices.Moderation)
            .Choices(ServerChoices.Features)
            .Choices(ServerChoices.Channels)
            .AtStart<BlacklistBook>()
            .PersonalData<BlacklistBook>()
            .Gate<BlacklistGate>()
            .Gate<ServerGate>()
            .Command<BlacklistAddCommand>()
            .Command<BlacklistRemoveCommand>()
            .Command<BlacklistListCommand>();
    }
}
