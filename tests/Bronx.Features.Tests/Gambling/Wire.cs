using System.Net;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands.Replies;

namespace Bronx.Features.Tests.Gambling;

/// <summary>Discord's side for answers that move: keeps every change of a message, in order.</summary>
internal sealed class Wire : ICommandWire
{
    private readonly Lock _gate = new();
    private readonly List<MessageDraft> _shown = [];

    /// <summary>Whether messages that are changed are gone.</summary>
    public bool MessagesAreGone { get; set; }

    /// <summary>What every change waits for first.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<MessageDraft> Shown
    {
        get
        {
            lock (_gate) { return [.. _shown]; }
        }
    }

    public async Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string nonce, CancellationToken ct) => await ShowAsync(channel, draft, ct);

    public async Task<Message> EditAsync(ChannelId channel, MessageId message, MessageDraft draft, RequestPriority priority, CancellationToken ct) => MessagesAreGone
        ? throw new DiscordApiException(HttpStatusCode.NotFound, 10008, "Unknown Message", "PATCH")
        : await ShowAsync(channel, draft, ct);

    public async Task<Message> EditOriginalAsync(AppId application, string token, MessageDraft draft, RequestPriority priority, CancellationToken ct) =>
        await EditAsync(Calls.Channel, new MessageId(1), draft, priority, ct);

    public Task RespondAsync(InteractionId interaction, string token, InteractionReply reply, CancellationToken ct) => throw new InvalidOperationException();

    public Task<Message> FollowUpAsync(AppId application, string token, MessageDraft draft, CancellationToken ct) => throw new InvalidOperationException();

    public Task<IReadOnlyList<ApplicationCommand>> GetCommandsAsync(AppId application, CancellationToken ct) => throw new InvalidOperationException();

    public Task<IReadOnlyList<ApplicationCommand>> ReplaceCommandsAsync(AppId application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct) =>
        throw new InvalidOperationException();

    private async Task<Message> ShowAsync(ChannelId channel, MessageDraft draft, CancellationToken ct)
    {
        await Before().WaitAsync(ct);
        lock (_gate)
        {
            _shown.Add(draft);
        }

        return new Message { Id = new MessageId(1), ChannelId = channel, Author = new User { Id = new UserId(1), Username = "bot" } };
    }
}
