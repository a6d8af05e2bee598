using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Features.ServerRules;

/// <summary>Every word of this slice but the blacklist's.</summary>
internal static class ServerTexts
{
    public static Reply SwitchedOff(Option off, bool manages, GateRequest request)
    {
        var spelling = request.Form == CommandForm.Prefix ? request.Prefix : "/";
        return Reply.Of(Look.Refusal(manages
            ? $"**{off.Title}** is switched off on this server. You can switch it on: `{spelling}settings set {off.Key} on`"
            : $"**{off.Title}** is switched off on this server. If you miss it, tell the people who manage it."));
    }

    public static Reply Ignored(ChannelId channel) =>
        Reply.Of(Look.Refusal($"I keep silent in {Say.Channel(channel)}, as this server wants it. Please use me in another channel."));

    public static string LeftOut(long count) => $"…and {Say.Count(count, "more note that I leave", "more notes that I leave")} out: it was too much at once.";

    /// <summary>What keeps the bot from doing something, for the log channel.</summary>
    public static Embed Missing(string doing, string problem) => Look.Card($"I could not {doing}", $"{Capital(problem)}.\nI tell you once a day at most.", Look.Warn);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
