using System.Net;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands.Replies;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Commands;

/// <summary>Discord's side of the wire: writes down what it is asked, and refuses when a test says so.</summary>
internal sealed class RecordingWire : ICommandWire
{
    private readonly Lock _gate = new();
    private readonly List<Asked> _asked = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly Queue<Exception> _faults = new();
    private ulong _nextMessage = 900_000_000_000_000_000;

    public IReadOnlyList<ApplicationCommand> Registered { get; set; } = [];

    /// <summary>Completes before every request goes through; tests hold it.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    public IReadOnlyList<Asked> All
    {
        get
        {
            lock (_gate) { return [.. _asked]; }
        }
    }

    /// <summary>The only request so far.</summary>
    public Asked Only => Assert.Single(All);

    public Asked Last => All[^1];

    public void FailNext(Exception fault) => _faults.Enqueue(fault);

    public void FailNext(int code, HttpStatusCode status = HttpStatusCode.BadRequest) => FailNext(new DiscordApiException(status, code, "no", "POST /test"));

    public Task WhenAskedAsync(int count)
    {
        lock (_gate)
        {
            if (_asked.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(Patience.Long);
        }
    }

    public async Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string nonce, CancellationToken ct)
    {
        await NoteAsync(new("send", draft, Nonce: nonce), ct);
        return Sent(channel);
    }

    public async Task<Message> EditAsync(ChannelId channel, MessageId message, MessageDraft draft, RequestPriority priority, CancellationToken ct)
    {
        await NoteAsync(new("edit", draft, Priority: priority), ct);
        return Sent(channel);
    }

    public Task RespondAsync(InteractionId interaction, string token, InteractionReply reply, CancellationToken ct) => NoteAsync(
        reply switch
        {
            InteractionReply.Send send => new("respond", send.Draft),
            InteractionReply.Update update => new("update", update.Draft),
            InteractionReply.DeferSend defer => new(defer.Ephemeral ? "defer-ephemeral" : "defer", null),
            InteractionReply.DeferUpdate => new("defer-update", null),
            InteractionReply.OpenModal modal => new("modal", null, Modal: modal.Modal),
            InteractionReply.Suggest suggest => new("suggest", null, Choices: suggest.Choices),
            _ => throw new InvalidOperationException(),
        },
        ct);

    public async Task<Message> EditOriginalAsync(AppId application, string token, MessageDraft draft, RequestPriority priority, CancellationToken ct)
    {
        await NoteAsync(new("edit-original", draft, Priority: priority), ct);
        return Sent(new ChannelId(1));
    }

    public async Task<Message> FollowUpAsync(AppId application, string token, MessageDraft draft, CancellationToken ct)
    {
        await NoteAsync(new("follow-up", draft), ct);
        return Sent(new ChannelId(1));
    }

    public async Task<IReadOnlyList<ApplicationCommand>> GetCommandsAsync(AppId application, CancellationToken ct)
    {
        await NoteAsync(new("get-commands", null), ct);
        return Registered;
    }

    public async Task<IReadOnlyList<ApplicationCommand>> ReplaceCommandsAsync(AppId application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct)
    {
        await NoteAsync(new("replace-commands", null), ct);
        Registered = [.. commands.Select((command, index) => command with { Id = new CommandId((ulong)(5_000 + index)) })];
        return Registered;
    }

    private async Task NoteAsync(Asked asked, CancellationToken ct)
    {
        await Open.WaitAsync(ct);
        Exception? fault;
        lock (_gate)
        {
            _asked.Add(asked);
            _faults.TryDequeue(out fault);
            foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _asked.Count).ToList())
            {
                waiter.Reached.TrySetResult();
                _waiters.Remove(waiter);
            }
        }

        if (fault is not null)
        {
            throw fault;
        }
    }

    private Message Sent(ChannelId channel) => new()
    {
        Id = new MessageId(Interlocked.Increment(ref _nextMessage)),
        ChannelId = channel,
        Author = TestWorld.Bot,
    };
}

/// <summary>One request.</summary>
internal sealed record Asked(
    string What,
    MessageDraft? Draft,
    string? Nonce = null,
    RequestPriority? Priority = null,
    Modal? Modal = null,
    IReadOnlyList<CommandChoice>? Choices = null)
{
    /// <summary>Everything a person reads in it.</summary>
    public string Text => string.Join(
        '\n',
        ((IEnumerable<string?>)[Draft?.Content, .. (Draft?.Embeds ?? []).SelectMany(embed => (IEnumerable<string?>)[embed.Title, embed.Description, .. (embed.Fields ?? []).Select(one => $"{one.Name}: {one.Value}")])])
        .Where(text => !string.IsNullOrEmpty(text)));

    public bool Ephemeral => Draft?.Flags?.HasFlag(MessageFlags.Ephemeral) == true;
}
