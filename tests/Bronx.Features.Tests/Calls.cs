using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Tests;

/// <summary>Calls as the pipeline would make them, without the pipeline.</summary>
internal static class Calls
{
    public static readonly ChannelId Channel = new(500);

    public static User Person(ulong id, string name = "ana") => new() { Id = new UserId(id), Username = name };

    public static CommandCall Command(
        CommandDefinition command,
        User caller,
        ulong eventId,
        DateTimeOffset at,
        CommandForm form = CommandForm.Prefix,
        params (string Name, object Value)[] arguments) =>
        new(Scene(command, caller, eventId, at, form), arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal));

    /// <summary>A press, or with <paramref name="fields"/> a submitted form.</summary>
    public static ComponentCall Press(
        CommandDefinition command, string customId, User caller, ulong eventId, DateTimeOffset at, Message? on = null, (string Name, string Value)? field = null)
    {
        Assert.True(ComponentId.TryParse(customId, out var id), customId);
        var fields = field is { } one ? new Dictionary<string, string>(StringComparer.Ordinal) { [one.Name] = one.Value } : null;
        return new ComponentCall(Scene(command, caller, eventId, at, CommandForm.Component), id, on, [], fields);
    }

    public static GateRequest Request(CommandDefinition command, User caller, CommandForm form = CommandForm.Prefix, ChannelId? channel = null) => new()
    {
        Command = command,
        Form = form,
        Caller = caller,
        Channel = channel ?? Channel,
        EventId = 1,
        IsOwner = false,
        Prefix = ".",
    };

    /// <summary>The id of the button with this label.</summary>
    public static string Button(Reply reply, string label) =>
        reply.Components.SelectMany(row => row.Components ?? []).Single(button => button.Label == label).CustomId!;

    private static CallScene Scene(CommandDefinition command, User caller, ulong eventId, DateTimeOffset at, CommandForm form) => new()
    {
        Command = command,
        Form = form,
        Caller = caller,
        Guild = new GuildId(400),
        Channel = Channel,
        EventId = eventId,
        ReceivedAt = at,
        ReceivedStamp = 0,
        Prefix = ".",
        IsOwner = false,
        Target = new Nowhere(),
    };

    /// <summary>The slices tested here answer by their outcome alone.</summary>
    private sealed class Nowhere : ReplyTarget
    {
        public override ShownReply? Shown => null;

        public override ValueTask<ShownReply> ShowAsync(Reply reply, CancellationToken ct) => throw new InvalidOperationException("An early frame was not expected.");

        public override ValueTask ReplyAsync(Reply reply, CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");

        public override ValueTask UpdateAsync(Reply reply, CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");

        public override ValueTask OpenAsync(Modal modal, CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");

        public override ValueTask AcknowledgeAsync(CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");
    }
}
