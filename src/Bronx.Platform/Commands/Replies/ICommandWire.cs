using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;

namespace Bronx.Platform.Commands.Replies;

/// <summary>What commands ask of Discord's API: the edge of the process, where tests listen.</summary>
internal interface ICommandWire
{
    /// <summary>Sends once per nonce, however often it is asked.</summary>
    Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string nonce, CancellationToken ct);

    Task<Message> EditAsync(ChannelId channel, MessageId message, MessageDraft draft, RequestPriority priority, CancellationToken ct);

    Task RespondAsync(InteractionId interaction, string token, InteractionReply reply, CancellationToken ct);

    Task<Message> EditOriginalAsync(AppId application, string token, MessageDraft draft, RequestPriority priority, CancellationToken ct);

    Task<Message> FollowUpAsync(AppId application, string token, MessageDraft draft, CancellationToken ct);

    Task<IReadOnlyList<ApplicationCommand>> GetCommandsAsync(AppId application, CancellationToken ct);

    Task<IReadOnlyList<ApplicationCommand>> ReplaceCommandsAsync(AppId application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct);
}
