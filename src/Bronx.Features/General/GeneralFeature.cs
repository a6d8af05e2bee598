using Bronx.Platform;

namespace Bronx.Features.General;

/// <summary>Whether the bot is well, how to invite it, where to find help with it.</summary>
public sealed class GeneralFeature : IFeature
{
    public string Name => "General";

    public void Register(FeatureRegistration slice) => slice
        .Command<PingCommand>()
        .Command<InviteCommand>()
        .Command<SupportCommand>()
        .Command<AboutCommand>();
}
