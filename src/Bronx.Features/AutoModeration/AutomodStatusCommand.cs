using Bronx.Discord.Models;
using Bronx.Features.AutoModeration.Acting;
using Bronx.Features.AutoModeration.Raids;
using Bronx.Features.ServerRules;
using Bronx.Platform.Commands;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Features.AutoModeration;

/// <summary>What auto-moderation does in this server, worked out from level and exceptions.</summary>
internal sealed class AutomodStatusCommand(GuardPlans plans, RaidBook raids, OptionBook options, ServerLog notes, IGuildDirectory directory) : ICommand
{
    public static CommandDefinition Definition { get; } = new("automod status", "Moderation", "What auto-moderation does here")
    {
        Aliases = ["automod"],
        Examples = ["automod"],
        ServerOnly = true,
        CallerNeeds = Permissions.ModerateMembers,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var guild = call.Guild!.Value;
        var plan = plans.Of(guild);
        var lacking = directory.Find(guild) is { } server ? ReachRules.Lacking(plan, server.OwnPermissions) : Permissions.None;
        return ValueTask.FromResult(CommandOutcome.Say(GuardTexts.Status(
            plan, options.Of(guild).Get(ServerChoices.Log), notes.IsKept(guild), raids.UntilIn(guild), lacking, call.Spelling)));
    }
}
