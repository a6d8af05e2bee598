using Bronx.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Help;

/// <summary>What the bot can do, told by the bot: made from the registry, so it cannot be out of date.</summary>
public sealed class HelpFeature : IFeature
{
    public string Name => "Help";

    public void Register(FeatureRegistration slice)
    {
        slice.Services.AddSingleton<HelpBooks>();
        slice
            .Command<HelpCommand>()
            .Component<HelpPageButton>()
            .Component<HelpCategorySelect>();
    }
}
