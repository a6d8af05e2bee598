using Bronx.Platform;

namespace Bronx.Features.Welcome;

internal sealed class WelcomeFeature : IFeature
{
    public string Name => "Welcome";

    public void Register(FeatureRegistration slice) =>
        slice.Choices(WelcomeChoices.Arrival)
            .Choices(WelcomeChoices.Departure)
            .Choices(WelcomeChoices.AutoRole);
}
