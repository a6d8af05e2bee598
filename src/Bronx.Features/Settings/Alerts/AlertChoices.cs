using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.Alerts;

internal static class AlertChoices
{
    public static readonly Option<ChannelId> Channel = Choose.Channel(
        "alerts.channel", botWrites: true, "Alerts channel", "Where I tell when somebody changes my settings.", ChannelType.GuildText);

    public static OptionSchema Schema { get; } = new("alerts", OptionScope.Server, 1, "Alerts", "What those who manage this server hear of.", [Channel]);
}
