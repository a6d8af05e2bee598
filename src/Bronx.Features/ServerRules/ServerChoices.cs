using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.ServerRules;

/// <summary>What a server decides about the bot as a whole: who moderates and where that is noted, what is switched on, where it keeps silent.</summary>
internal static class ServerChoices
{
    public static readonly Option<ChannelId> Log = Choose.Channel(
        "moderation.log", botWrites: true, "Log channel", "Where I note what I did and why, and what I lack to do my work.", ChannelType.GuildText);

    public static readonly Option<IReadOnlyList<RoleId>> Moderators = Choose.Roles(
        "moderation.roles", most: 10, botAssigns: false, "Moderator roles", "People with one of these roles are never acted upon by auto-moderation.");

    public static readonly Option<bool> Economy = Choose.Toggle(
        "features.economy", fallback: true, "Economy", "Whether coins can be earned, saved, given and played for here.");

    public static readonly Option<bool> Gambling = Choose.Toggle(
        "features.gambling", fallback: true, "Gambling", "Whether games for coins can be played here; off, people still earn and give.");

    public static readonly Option<IReadOnlyList<ChannelId>> Ignored = Choose.Channels(
        "channels.ignored", most: 50, "Ignored channels", "Where I answer nobody but the people who manage this server.", ChannelType.GuildText, ChannelType.GuildAnnouncement,
        ChannelType.GuildForum, ChannelType.GuildVoice, ChannelType.GuildStageVoice, ChannelType.GuildMedia, ChannelType.GuildCategory);

    public static OptionSchema Moderation { get; } = new(
        "moderation", OptionScope.Server, 1, "Moderation", "Who moderates, and where I keep the log.", [Log, Moderators]);

    public static OptionSchema Features { get; } = new(
        "features", OptionScope.Server, 1, "Features", "What can be used here.", [Economy, Gambling]);

    public static OptionSchema Channels { get; } = new(
        "channels", OptionScope.Server, 1, "Channels", "Where I keep silent.", [Ignored]);
}
