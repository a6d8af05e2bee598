using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.Welcome;

/// <summary>What a server decides about people who come and go.</summary>
internal static class WelcomeChoices
{
    public const int LongestMessage = 1500;

    private static readonly string[] ArrivalNames = ["user", "name", "server", "members", "created"];
    private static readonly string[] DepartureNames = ["name", "server", "members"];

    public static readonly Option<ChannelId> Channel = Choose.Channel(
        "welcome.channel", botWrites: true, "Welcome channel", "Where I greet newcomers; without a channel I greet nobody.", ChannelType.GuildText, ChannelType.GuildAnnouncement);

    public static readonly Option<string> Message = Choose.Template(
        "welcome.message", "Welcome to **{server}**, {user}! You are member number {members}.", LongestMessage, ArrivalNames,
        "Welcome message", "What I say to a newcomer.");

    public static readonly Option<bool> Mention = Choose.Toggle(
        "welcome.mention", fallback: true, "Notify the newcomer", "Whether {user} notifies the newcomer; nobody else is ever notified.");

    public static readonly Option<bool> Direct = Choose.Toggle(
        "welcome.direct", fallback: false, "Direct message", "Whether a newcomer gets a direct message too, unless they chose to get none.");

    public static readonly Option<string> DirectMessage = Choose.Template(
        "welcome.direct-message", "Welcome to **{server}**, {name}! Good to have you with us.", LongestMessage, ArrivalNames,
        "Direct welcome", "What the direct message says.");

    public static readonly Option<ChannelId> LeaveChannel = Choose.Channel(
        "leave.channel", botWrites: true, "Leave channel", "Where I note who left; without a channel I say nothing.", ChannelType.GuildText, ChannelType.GuildAnnouncement);

    public static readonly Option<string> LeaveMessage = Choose.Template(
        "leave.message", "**{name}** has left. There are {members} of us now.", LongestMessage, DepartureNames,
        "Leave message", "What I say when somebody left.");

    public static readonly Option<IReadOnlyList<RoleId>> Roles = Choose.Roles(
        "autorole.roles", most: 5, botAssigns: true, "Roles for newcomers", "Given to everybody who joins, after the server's own screening.");

    public static readonly Option<bool> Bots = Choose.Toggle(
        "autorole.bots", fallback: false, "Also for bots", "Whether bots that are added get these roles too.");

    public static OptionSchema Arrival { get; } = new(
        "welcome", OptionScope.Server, 1, "Welcome", "How newcomers are greeted.", [Channel, Message, Mention, Direct, DirectMessage]);

    public static OptionSchema Departure { get; } = new(
        "leave", OptionScope.Server, 1, "Leave", "How departures are noted.", [LeaveChannel, LeaveMessage]);

    public static OptionSchema AutoRole { get; } = new(
        "autorole", OptionScope.Server, 1, "Auto-role", "Which roles newcomers get by themselves.", [Roles, Bots]);
}
