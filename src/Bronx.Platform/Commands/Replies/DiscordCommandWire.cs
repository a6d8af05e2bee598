using Bronx.Discord;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;

namespace Bronx.Platform.Commands.Replies;

/// <summary>The real thing: every call goes through the connection's request queue.</summary>
internal sealed class DiscordCommandWire(DiscordClient client) : ICommandWire
{
    public Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string nonce, CancellationToken ct) =>
        client.Rest.SendAsync(channel, draft, new RequestOptions { Nonce = nonce }, ct);

    public Task<Message> EditAsync(ChannelId channel, MessageId message, MessageDraft draft, RequestPriority priority, CancellationToken ct) =>
        client.Rest.EditAsync(channel, message, draft, new RequestOptions { Priority = priority }, ct);

    public Task RespondAsync(InteractionId interaction, string token, InteractionReply reply, CancellationToken ct) =>
        client.Rest.RespondAsync(interaction, token, reply, ct);

    public Task<Message> EditOriginalAsync(AppId application, string token, MessageDraft draft, RequestPriority priority, CancellationToken ct) =>
        client.Rest.EditOriginalAsync(application, token, draft, new RequestOptions { Priority = priority }, ct);

    public Task<Message> FollowUpAsync(AppId application, string token, MessageDraft draft, CancellationToken ct) =>
        client.Rest.FollowUpAsync(application, token, draft, ct);

    public Task<IReadOnlyList<ApplicationCommand>> GetCommandsAsync(AppId application, CancellationToken ct) =>
        client.Rest.GetCommandsAsync(application, ct);

    public Task<IReadOnlyList<ApplicationCommand>> ReplaceCommandsAsync(AppId application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct) =>
        client.Rest.ReplaceCommandsAsync(application, commands, ct);
}
