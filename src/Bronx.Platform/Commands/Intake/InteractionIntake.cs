using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Platform.Commands.Arguments;
using Bronx.Platform.Commands.Pipeline;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Commands.Intake;

/// <summary>From a slash command, press, choice or submitted modal to a job.</summary>
internal sealed class InteractionIntake(
    CommandRegistry registry,
    CommandOptions options,
    ServerPrefix prefixes,
    CommandTable table,
    IGuildDirectory directory,
    OptionCatalogue catalogue,
    ICommandWire wire,
    IEnumerable<Gate> gates,
    CallMetrics metrics,
    RecordUse record,
    TimeProvider clock,
    ILogger<InteractionIntake> log)
{
    /// <summary>An interaction's token lives 15 minutes; the last one is for the answer.</summary>
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(14);

    private readonly RecentIds _recent = new(10_000);
    private readonly Gate[] _gates = [.. gates];

    /// <summary>What to do about an interaction; null for nothing.</summary>
    /// <param name="stopping">Ends a deferral that is under way.</param>
    public IntakeResult? Take(Interaction interaction, CancellationToken stopping)
    {
        var stamp = clock.GetTimestamp();
        if (interaction.Data is not { } payload || (interaction.Member?.User ?? interaction.User) is not { } caller)
        {
            return null;
        }

        if (!_recent.IsNew(interaction.Id.Value))
        {
            metrics.Ignored("repeated");
            return null;
        }

        return interaction.Type switch
        {
            InteractionType.Command => Command(interaction, payload, caller, stamp, stopping),
            InteractionType.Component or InteractionType.ModalSubmit => Component(interaction, payload, caller, stamp, stopping),
            InteractionType.Autocomplete => Autocomplete(interaction, payload, caller),
            _ => null,
        };
    }

    private IntakeResult Command(Interaction interaction, InteractionPayload payload, User caller, long stamp, CancellationToken stopping)
    {
        var (name, given) = SlashPath.Of(payload);
        if (!registry.TryGet(name, out var command))
        {
            record(new CommandUse(CommandPipeline.UnknownCommand, CommandForm.Slash, CommandEnd.Unknown, null, TimeSpan.Zero, null, interaction.GuildId, clock.GetUtcNow()));
            return new IntakeResult.Hint(caller.Id, Target(interaction, ephemeral: true, stopping), PipelineTexts.SlashGone);
        }

        var scene = Scene(interaction, command, CommandForm.Slash, caller, stamp, Target(interaction, command.EphemeralOnSlash, stopping));
        return new IntakeResult.Run(new(scene, Component: null, Owner: null, RunAsync, Ceiling));

        async ValueTask<CommandOutcome> RunAsync(CancellationToken ct)
        {
            var reading = await ArgumentReader.FromOptionsAsync(command, given, scene.Prefix, Arguments(interaction, caller), ct);
            if (reading.Refused is { } refused)
            {
                return refused;
            }

            var outcome = await table.Of(command)(new CommandCall(scene, reading.Arguments!), ct);
            return command.EphemeralOnSlash && outcome is CommandOutcome.Replied replied ? new CommandOutcome.Replied(replied.Reply.ForCallerOnly()) : outcome;
        }
    }

    private IntakeResult Component(Interaction interaction, InteractionPayload payload, User caller, long stamp, CancellationToken stopping)
    {
        if (!ComponentId.TryParse(payload.CustomId, out var id) || !registry.TryFindComponent(id.Route, out var component) || !registry.TryGet(component.Command, out var command))
        {
            metrics.Ignored("unknown-component");
            return new IntakeResult.Hint(caller.Id, Target(interaction, ephemeral: true, stopping), PipelineTexts.Expired);
        }

        var scene = Scene(interaction, command, CommandForm.Component, caller, stamp, Target(interaction, ephemeral: true, stopping));
        var fields = interaction.Type == InteractionType.ModalSubmit ? ModalFields.Of(payload.Components) : null;
        var call = new ComponentCall(scene, id, interaction.Message, payload.Values ?? [], fields);
        return new IntakeResult.Run(new(scene, component, component.AnyoneMayPress ? null : id.Owner, ct => table.Of(component)(call, ct), Ceiling));
    }

    private IntakeResult.Suggest? Autocomplete(Interaction interaction, InteractionPayload payload, User caller)
    {
        var (name, given) = SlashPath.Of(payload);
        if (!registry.TryGet(name, out var command)
            || given.FirstOrDefault(option => option.Focused == true) is not { } focused
            || command.Parameters.FirstOrDefault(parameter => parameter.Name == focused.Name) is not { } parameter)
        {
            return null;
        }

        var typed = focused.Value is { ValueKind: System.Text.Json.JsonValueKind.String } text ? text.GetString() ?? "" : "";
        var helped = Array.TrueForAll(_gates, gate => gate.MayBeHelped(interaction.GuildId, interaction.ChannelId ?? default, caller, interaction.Member));
        return new(interaction, new InteractionReply.Suggest(helped ? parameter.Suggest(typed, Arguments(interaction, caller)) : []));
    }

    private CallScene Scene(Interaction interaction, CommandDefinition command, CommandForm form, User caller, long stamp, ReplyTarget target) => new()
    {
        Command = command,
        Form = form,
        Caller = caller,
        Member = interaction.Member,
        Guild = interaction.GuildId,
        Channel = interaction.ChannelId ?? interaction.Channel?.Id ?? default,
        EventId = interaction.Id.Value,
        ReceivedAt = clock.GetUtcNow(),
        ReceivedStamp = stamp,
        Prefix = prefixes.Of(interaction.GuildId),
        IsOwner = options.IsOwner(caller.Id),
        AppPermissions = interaction.AppPermissions,
        Target = target,
    };

    private ArgumentScene Arguments(Interaction interaction, User caller) => new(
        interaction.GuildId,
        interaction.ChannelId ?? default,
        caller,
        interaction.Member,
        options.IsOwner(caller.Id),
        directory,
        registry,
        Mentions: [],
        interaction.Data?.Resolved)
    { Options = catalogue };

    private InteractionReplyTarget Target(Interaction interaction, bool ephemeral, CancellationToken stopping) =>
        new(wire, interaction, ephemeral, clock, log, stopping);
}
