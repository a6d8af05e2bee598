using Bronx.Discord.Models;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Gates;

/// <summary>What the platform's own gates say.</summary>
internal static class GateTexts
{
    public static Reply OwnersOnly(GateRequest request) =>
        Advice($"{Spelling(request)} is for the people who run me.");

    public static Reply OnlyInServers(GateRequest request) =>
        Advice($"{Spelling(request)} only makes sense in a server. Please use it there.");

    public static Reply NotAllowed(GateRequest request, Permissions lacking) =>
        Advice($"For {Spelling(request)} you need the permission **{PermissionNames.List(lacking)}** here.");

    public static Reply BotLacks(GateRequest request, Permissions lacking) =>
        Advice($"For {Spelling(request)} I need the permission **{PermissionNames.List(lacking)}** in this channel. Somebody who manages the server can give it to me.");

    /// <summary>Said as a length and not as an instant: what Discord counts down goes on to "2 seconds ago".</summary>
    public static Reply OnCooldown(GateRequest request, TimeSpan left) =>
        Advice($"{Spelling(request)} is resting. It is ready again in {Say.Span(left)}.");

    private static string Spelling(GateRequest request) =>
        $"`{(request.Form == CommandForm.Prefix ? request.Prefix : "/")}{request.Command.Name}`";

    private static Reply Advice(string text) => Reply.Of(Look.Refusal(text));
}
