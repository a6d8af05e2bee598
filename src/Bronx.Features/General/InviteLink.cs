using System.Globalization;
using Bronx.Discord.Models;

namespace Bronx.Features.General;

/// <summary>Discord's page for adding a bot (documentation, OAuth2: bot authorization flow).</summary>
internal static class InviteLink
{
    /// <summary>For answering: the history so that a reply can show what it answers, files for exports.</summary>
    public const Permissions Answering =
        Permissions.ViewChannel | Permissions.SendMessages | Permissions.SendMessagesInThreads
        | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.ReadMessageHistory;

    /// <summary>For what a server may switch on: auto-moderation, raid mode, roles for newcomers.</summary>
    public const Permissions KeepingOrder =
        Permissions.ManageMessages | Permissions.ModerateMembers | Permissions.KickMembers | Permissions.BanMembers | Permissions.ManageRoles;

    /// <summary>What some feature uses, and nothing beyond; never Administrator. Each is explained in docs/guide/getting-started.md.</summary>
    public const Permissions Needed = Answering | KeepingOrder;

    public static Uri For(AppId application) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"https://discord.com/oauth2/authorize?client_id={application}&permissions={(ulong)Needed}&scope=bot%20applications.commands"));
}
