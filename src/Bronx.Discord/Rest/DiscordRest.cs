using Bronx.Discord.Interactions;
using Bronx.Discord.Models;

namespace Bronx.Discord.Rest;

/// <summary>
/// Discord's HTTP API, as far as a bot of this scope needs it. Every call goes through the request queue. Errors:
/// <see cref="DiscordApiException"/> (Discord refused), <see cref="RequestRefusedException"/> (we refused),
/// <see cref="HttpRequestException"/> (the network failed past all retries), <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class DiscordRest
{
    public Task<User> GetSelfAsync(CancellationToken ct) => throw new NotImplementedException();
    public Task<User> GetUserAsync(UserId user, CancellationToken ct) => throw new NotImplementedException();
    public Task<AppId> GetApplicationIdAsync(CancellationToken ct) => throw new NotImplementedException();

    public Task<Message> SendAsync(ChannelId channel, MessageDraft draft, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
    /// <summary>Conflates: an edit that still waits is replaced by a newer one of the same message; both callers get the newer result.</summary>
    public Task<Message> EditAsync(ChannelId channel, MessageId message, MessageDraft draft, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
    public Task DeleteAsync(ChannelId channel, MessageId message, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
    public Task<Message> GetMessageAsync(ChannelId channel, MessageId message, CancellationToken ct) => throw new NotImplementedException();
    public Task ReactAsync(ChannelId channel, MessageId message, Emoji emoji, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
    public Task TypingAsync(ChannelId channel, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
    public Task<Channel> OpenDirectMessageAsync(UserId user, CancellationToken ct) => throw new NotImplementedException();

    public Task RespondAsync(InteractionId interaction, string token, InteractionReply reply, CancellationToken ct) => throw new NotImplementedException();
    public Task<Message> GetOriginalAsync(AppId application, string token, CancellationToken ct) => throw new NotImplementedException();
    public Task<Message> EditOriginalAsync(AppId application, string token, MessageDraft draft, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
    public Task DeleteOriginalAsync(AppId application, string token, CancellationToken ct) => throw new NotImplementedException();
    public Task<Message> FollowUpAsync(AppId application, string token, MessageDraft draft, CancellationToken ct) => throw new NotImplementedException();

    public Task<IReadOnlyList<ApplicationCommand>> GetCommandsAsync(AppId application, CancellationToken ct) => throw new NotImplementedException();
    public Task<IReadOnlyList<ApplicationCommand>> ReplaceCommandsAsync(AppId application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct) => throw new NotImplementedException();

    public Task<Member> GetMemberAsync(GuildId guild, UserId user, CancellationToken ct) => throw new NotImplementedException();
    /// <summary>Members whose name or nickname begins with the query; limit 1–1000.</summary>
    public Task<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string query, int limit, CancellationToken ct) => throw new NotImplementedException();
    public Task AddRoleAsync(GuildId guild, UserId user, RoleId role, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
    public Task RemoveRoleAsync(GuildId guild, UserId user, RoleId role, RequestOptions options, CancellationToken ct) => throw new NotImplementedException();
}
