using Bronx.Platform;

namespace Bronx.Features.ServerRules;

internal sealed class ServerRulesFeature : IFeature
{
    public string Name => "ServerRules";

    public void Register(FeatureRegistration slice) =>
        slice.Choices(ServerChoices.Moderation)
            .Choices(ServerChoices.Features)
            .Choices(ServerChoices.Channels);
}
