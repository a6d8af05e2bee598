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

    /// <summary>Where every call here comes from.</summary>
    public static readonly GuildId Server = new(400);

    public static User Person(ulong id, string name = "ana") => new() { Id = new UserId(id), Username = name };

    public static CommandCall Command(
        CommandDefinition command,
        User caller,
        ulong eventId,
        DateTimeOffset at,
        CommandForm form = CommandForm.Prefix,
        params (string Name, object Value)[] arguments) =>
        new(Scene(command, caller, eventId, at, form), arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal));

    /// <summary>A message of a game that may show early frames.</summary>
    public static CommandCall Play(
        CommandDefinition command, User caller, ulong eventId, DateTimeOffset at, Screening? screening, params (string Name, object Value)[] arguments) =>
        new(Scene(command, caller, eventId, at, CommandForm.Prefix, screening), arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal));

    /// <summary>A call by one of the bot's owners.</summary>
    public static CommandCall OwnerCommand(CommandDefinition command, User caller, ulong eventId, DateTimeOffset at, params (string Name, object Value)[] arguments) =>
        new(Scene(command, caller, eventId, at, CommandForm.Prefix, isOwner: true), arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal));

    /// <summary>A press, or with <paramref name="fields"/> a submitted form.</summary>
    public static ComponentCall Press(
        CommandDefinition command, string customId, User caller, ulong eventId, DateTimeOffset at, Message? on = null, (string Name, string Value)? field = null, Screening? screening = null)
    {
        Assert.True(ComponentId.TryParse(customId, out var id), customId);
        var fields = field is { } one ? new Dictionary<string, string>(StringComparer.Ordinal) { [one.Name] = one.Value } : null;
        return new ComponentCall(Scene(command, caller, eventId, at, CommandForm.Component, screening), id, on, [], fields);
    }

    public static GateRequest Request(CommandDefinition command, User caller, CommandForm form = CommandForm.Prefix, ChannelId? channel = null, bool isOwner = false) => new()
    {
        Command = command,
        Form = form,
        Caller = caller,
        Channel = channel ?? Channel,
        Guild = Server,
        EventId = 1,
        IsOwner = isOwner,
        Prefix = ".",
    };

    /// <summary>The id of the button with this label.</summary>
    public static string Button(Reply reply, string label) =>
        reply.Components.SelectMany(row => row.Components ?? []).Single(button => button.Label == label).CustomId!;

    private static CallScene Scene(
        CommandDefinition command, User caller, ulong eventId, DateTimeOffset at, CommandForm form, Screening? screening = null, bool isOwner = false) => new()
        {
            Command = command,
            Form = form,
            Caller = caller,
            Guild = Server,
            Channel = Channel,
            EventId = eventId,
            ReceivedAt = at,
            ReceivedStamp = 0,
            Prefix = ".",
            IsOwner = isOwner,
            Target = screening is null ? new Nowhere() : screening,
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

/// <summary>Where a call that shows early frames shows them.</summary>
internal sealed class Screening : ReplyTarget
{
    private readonly Lock _gate = new();
    private readonly List<Reply> _frames = [];

    public IReadOnlyList<Reply> Frames
    {
        get
        {
            lock (_gate) { return [.. _frames]; }
        }
    }

    public Reply Last => Frames[^1];

    public override ShownReply? Shown => Frames.Count == 0 ? null : new ShownReply(Calls.Channel, new MessageId(77));

    public override ValueTask<ShownReply> ShowAsync(Reply reply, CancellationToken ct)
    {
        lock (_gate)
        {
            _frames.Add(reply);
        }

        return ValueTask.FromResult(Shown!);
    }

    public override ValueTask ReplyAsync(Reply reply, CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");

    public override ValueTask UpdateAsync(Reply reply, CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");

    public override ValueTask OpenAsync(Modal modal, CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");

    public override ValueTask AcknowledgeAsync(CancellationToken ct) => throw new InvalidOperationException("The pipeline replies.");
}
