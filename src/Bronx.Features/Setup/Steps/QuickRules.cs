using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup.Steps;

/// <summary>What quick setup chooses: sensible for nearly everybody, and never in place of what somebody chose.</summary>
internal static class QuickRules
{
    private static readonly string[] Greeting = ["welcome", "arrivals", "lobby", "general"];
    private static readonly string[] Noting = ["mod-log", "modlog", "mod-", "staff", "log"];

    /// <param name="channels">Where the bot may write, in the server's order; empty for a person.</param>
    /// <param name="here">Where the wizard runs.</param>
    public static IReadOnlyDictionary<string, string> Suggest(
        SetupPath path, OptionValues now, IReadOnlyList<(ChannelId Id, string Name)> channels, ChannelId here)
    {
        var greeting = Named(channels, Greeting) ?? channels.Select(channel => channel.Id).Where(id => id == here).Cast<ChannelId?>().FirstOrDefault();
        var noting = Named(channels, Noting);
        (string Key, string? Value)[] wanted = path.Scope == OptionScope.Server
            ? [("welcome.channel", greeting?.ToString()), ("automod.level", "low"), ("moderation.log", noting?.ToString()), ("alerts.channel", noting?.ToString())]
            : [("coins.confirm", "10000"), ("notices.gifts", "on"), ("notices.robbed", "on")];
        return wanted
            .Where(one => one.Value is not null && path.Find(one.Key) is { } found && !now.IsChosen(found.Option))
            .ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal);
    }

    private static ChannelId? Named(IReadOnlyList<(ChannelId Id, string Name)> channels, string[] names) =>
        names.SelectMany(name => channels.Where(channel => channel.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .Select(channel => (ChannelId?)channel.Id).FirstOrDefault();
}
