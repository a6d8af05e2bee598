using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Operations.ServerStats;

/// <summary>What this server uses, for those who manage it.</summary>
internal sealed class StatsCommand(UsageHistory history) : ICommand
{
    public static CommandDefinition Definition { get; } = new("stats", "General", "What is used in this server, and how much")
    {
        Examples = ["stats"],
        Details = "Only this server's figures, and no names: who used what is nobody's business.",
        ServerOnly = true,
        CallerNeeds = Permissions.ManageGuild,
        Cooldown = new Cooldown(TimeSpan.FromSeconds(5)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var guild = call.Guild!.Value;
        var usage = await history.GuildAsync(guild, ct);
        return CommandOutcome.Say(usage is null ? StatsTexts.NothingYet(call.Spelling("help")) : StatsTexts.Server(usage, await history.GuildCommandsAsync(guild, ct)));
    }
}
