using System.Globalization;
using Bronx.Discord.Models;

namespace Bronx.Features.General;

/// <summary>Discord's page for adding a bot (documentation, OAuth2: bot authorization flow).</summary>
internal static class InviteLink
{
    /// <summary>What the commands need and nothing beyond; never Administrator.</summary>
    public const Permissions Needed =
        Permissions.ViewChannel | Permissions.SendMessages | Permissions.SendMessagesInThreads
        | Permissions.EmbedLinks | Permissions.ReadMessageHistory | Permissions.AddReactions;

    public static Uri For(AppId application) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"https://discord.com/oauth2/authorize?client_id={application}&permissions={(ulong)Needed}&scope=bot%20applications.commands"));
}
