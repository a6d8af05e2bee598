using Bronx.Platform;

namespace Bronx.Features.AutoModeration;

internal sealed class AutoModerationFeature : IFeature
{
    public string Name => "AutoModeration";

    public void Register(FeatureRegistration slice) =>
        slice.Choices(GuardChoices.General)
            .Choices(GuardChoices.Rules)
            .Choices(GuardChoices.Raids);
}
