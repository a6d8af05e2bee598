using Bronx.Discord.Models;
using Bronx.Platform.Guilds;
using Bronx.Platform.Text;

namespace Bronx.Platform.Options;

/// <summary>Whether chosen channels and roles exist in the server and suit their purpose; asked before a change is made.</summary>
public sealed class OptionInServer(IGuildDirectory directory)
{
    /// <summary>Whoever holds one of these rules over others: never handed out by a machine.</summary>
    public const Permissions Dangerous =
        Permissions.Administrator | Permissions.ManageGuild | Permissions.ManageRoles | Permissions.ManageChannels | Permissions.ManageMessages
        | Permissions.ManageWebhooks | Permissions.ManageThreads | Permissions.ManageNicknames | Permissions.ManageGuildExpressions | Permissions.ManageEvents
        | Permissions.KickMembers | Permissions.BanMembers | Permissions.ModerateMembers | Permissions.MentionEveryone
        | Permissions.MuteMembers | Permissions.DeafenMembers | Permissions.MoveMembers | Permissions.ViewAuditLog;

    private static readonly ChannelType[] Written = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

    /// <summary>What keeps a stored value from working in this server, in words; null when nothing does.</summary>
    /// <param name="chooser">Whose rank a role must be below; null when only the bot's own counts.</param>
    public string? Problem(GuildId guild, Option option, string stored, Member? chooser) => option.Control switch
    {
        OptionControl.OneChannel one when stored.Length > 0 => Channels(guild, [stored], one.Types, one.BotWrites),
        OptionControl.ManyChannels many when stored.Length > 0 => Channels(guild, stored.Split(','), many.Types, botWrites: false),
        OptionControl.ManyRoles many when stored.Length > 0 => Roles(guild, stored.Split(','), many.BotAssigns, chooser),
        _ => null,
    };

    /// <summary>Why the bot may or should not hand out a role, in words; null when it may.</summary>
    public string? RoleProblem(GuildId guild, Role role, Member? chooser)
    {
        var name = $"@{Say.Safe(role.Name, 40)}";
        if (role.Id.Value == guild.Value)
        {
            return "everybody has @everyone already; choose another role";
        }

        if (role.Managed)
        {
            return $"{name} belongs to an app or to boosting, so nobody can hand it out; choose another role";
        }

        if ((role.Permissions & Dangerous) != Permissions.None)
        {
            return $"{name} can moderate or manage the server, so no newcomer should get it by itself; choose a role without such permissions";
        }

        var all = directory.Roles(guild);
        if (directory.Find(guild) is not { } server)
        {
            return "I do not know this server's roles yet; try again in a moment";
        }

        if (!server.OwnPermissions.HasFlag(Permissions.Administrator) && !server.OwnPermissions.HasFlag(Permissions.ManageRoles))
        {
            return "I lack Manage Roles here; give it to my role in the server's role settings";
        }

        if (RoleRank.Of(role) >= RoleRank.Highest(guild, all, server.OwnRoles))
        {
            return $"{name} is above my highest role; move my role above it in the server's role settings";
        }

        return chooser?.User is { } person && RoleRank.Of(role) >= RoleRank.Of(server, all, person.Id, chooser.Roles)
            ? $"{name} is not below your own highest role, so you cannot have it handed out"
            : null;
    }

    private string? Channels(GuildId guild, IReadOnlyList<string> ids, IReadOnlyList<ChannelType> types, bool botWrites)
    {
        var all = directory.Channels(guild);
        foreach (var text in ids)
        {
            if (!Snowflake.TryParse<ChannelId>(text, out var id) || all.FirstOrDefault(channel => channel.Id == id) is not { } channel)
            {
                return "there is no such channel here; choose one of this server";
            }

            if (types.Count > 0 && !types.Contains(channel.Type))
            {
                return $"{Say.Channel(id)} is not a channel of the right kind; choose a text channel";
            }

            if (!botWrites)
            {
                continue;
            }

            if (!Written.Contains(channel.Type))
            {
                return $"{Say.Channel(id)} holds no messages; choose a text channel";
            }

            var own = directory.OwnPermissions(guild, id) ?? Permissions.None;
            var missing = (Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks) & ~own;
            if (!own.HasFlag(Permissions.Administrator) && missing != Permissions.None)
            {
                return $"I lack {Commands.PermissionNames.List(missing)} in {Say.Channel(id)}; give it to my role in that channel's settings";
            }
        }

        return null;
    }

    private string? Roles(GuildId guild, IReadOnlyList<string> ids, bool botAssigns, Member? chooser)
    {
        var all = directory.Roles(guild);
        foreach (var text in ids)
        {
            if (!Snowflake.TryParse<RoleId>(text, out var id) || all.FirstOrDefault(role => role.Id == id) is not { } role)
            {
                return "there is no such role here; choose one of this server";
            }

            if (botAssigns && RoleProblem(guild, role, chooser) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}
