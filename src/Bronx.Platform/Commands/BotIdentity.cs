using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>Who the bot is, once Discord has said so.</summary>
public sealed class BotIdentity
{
    private volatile Known? _known;

    /// <summary>The bot's own user; null before the first session.</summary>
    public User? Self => _known?.Self;

    /// <summary>The application behind it; null before the first session.</summary>
    public AppId? Application => _known?.Application;

    internal void Learn(User self, AppId application) => _known = new(self, application);

    private sealed record Known(User Self, AppId Application);
}
