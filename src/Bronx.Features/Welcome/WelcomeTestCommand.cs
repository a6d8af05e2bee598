using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Features.Welcome;

/// <summary>Greets the caller as if they had just joined, and tells what is missing.</summary>
internal sealed class WelcomeTestCommand(OptionBook options, Greeter greeter, RoleGiver giver, IGuildWire wire) : ICommand
{
    public static CommandDefinition Definition { get; } = new("welcome test", "Settings", "Greets you as if you had just joined")
    {
        Examples = ["welcome test"],
        Details = "Sends the greeting to the welcome channel for real, shows the direct message, the leave message and the roles, and says what I lack.",
        ServerOnly = true,
        CallerNeeds = Permissions.ManageGuild,
        Cooldown = new(TimeSpan.FromSeconds(10)),
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var guild = call.Guild!.Value;
        var values = options.Of(guild);
        var place = greeter.PlaceOf(guild) ?? new Place("this server", 1);
        IReadOnlyList<Traveller> caller = [Traveller.Of(call.Caller, call.Member)];
        var greeting = WelcomeRules.Arrival(values.Get(WelcomeChoices.Message), caller, 0, place, values.Get(WelcomeChoices.Mention));
        var direct = values.Get(WelcomeChoices.Direct) ? WelcomeRules.Arrival(values.Get(WelcomeChoices.DirectMessage), caller, 0, place, mention: false) : null;

        var (roles, problems) = giver.Assignable(guild);
        List<string> lacking = [.. problems];
        var sentTo = await SendAsync(guild, values.Get(WelcomeChoices.Channel), greeting, call.EventId, lacking, ct);
        var leave = values.Get(WelcomeChoices.LeaveChannel);
        if (leave.Value != 0 && greeter.ProblemOf(guild, leave) is { } problem)
        {
            lacking.Add(problem);
        }

        var departure = leave.Value == 0 ? null : WelcomeRules.Departure(values.Get(WelcomeChoices.LeaveMessage), caller, 0, place);
        return CommandOutcome.Say(WelcomeTexts.Test(greeting, sentTo, direct, departure, leave, roles, lacking));
    }

    private async Task<ChannelId?> SendAsync(GuildId guild, ChannelId channel, MessageDraft greeting, ulong cause, List<string> lacking, CancellationToken ct)
    {
        if (channel.Value == 0)
        {
            return null;
        }

        if (greeter.ProblemOf(guild, channel) is { } problem)
        {
            lacking.Add(problem);
            return null;
        }

        await wire.SendAsync(channel, greeting, $"{cause}.wt", ct);
        return channel;
    }
}
