using Bronx.Platform;
using Bronx.Platform.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Time;

internal sealed class TimeFeature : IFeature
{
    public string Name => "Time";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<IOptionPreview, ZonePreview>();
        slice.Choices(ZoneChoices.Schema)
            .Command<TimeCommand>()
            .Command<WhenCommand>();
    }
}
