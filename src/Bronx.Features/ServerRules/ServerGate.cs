using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.ServerRules;

/// <summary>
/// What a server switched off, and where it wants silence. Presses that go on with something begun before are let through: no game
/// is left half-played.
/// </summary>
internal sealed class ServerGate(OptionBook options, IGuildDirectory directory) : Gate
{
    public override GateSlot Slot => GateSlot.Server;

    public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct) => ValueTask.FromResult(Check(request));

    public override bool MayBeHelped(GuildId? guild, ChannelId channel, User person, Member? member) =>
        guild is not { } server || !IsIgnored(options.Of(server), server, channel) || Manages(server, person, member);

    public override bool IsOffered(GuildId? guild, CommandDefinition command) => guild is not { } server || OffFor(command, options.Of(server)) is null;

    private CommandOutcome.Refused? Check(GateRequest request)
    {
        if (request.Guild is not { } guild || !request.IsUse || options.Of(guild) is not { IsDefault: false } values)
        {
            return null;
        }

        if (!request.IsOwner && IsIgnored(values, guild, request.Channel) && !Manages(guild, request.Caller, request.Member))
        {
            return new(Refusal.SwitchedOff, request.Form == CommandForm.Prefix ? Reply.Silence : ServerTexts.Ignored(request.Channel));
        }

        return OffFor(request.Command, values) is { } off
            ? new(Refusal.SwitchedOff, ServerTexts.SwitchedOff(off, Manages(guild, request.Caller, request.Member), request))
            : null;
    }

    private static Option<bool>? OffFor(CommandDefinition command, OptionValues values) =>
        command.OwnerOnly || command.AlwaysOn ? null : FeatureSwitches.OffFor(command.Category, values);

    private bool Manages(GuildId guild, User person, Member? member)
    {
        var may = member is null ? null : member.Permissions ?? directory.PermissionsOf(guild, person.Id, member);
        return may is { } known && (known.HasFlag(Permissions.Administrator) || known.HasFlag(Permissions.ManageGuild));
    }

    private bool IsIgnored(OptionValues values, GuildId guild, ChannelId channel) =>
        values.Get(ServerChoices.Ignored) is { Count: > 0 } ignored && ChannelFamily.Contains(ignored, directory, guild, channel);
}
