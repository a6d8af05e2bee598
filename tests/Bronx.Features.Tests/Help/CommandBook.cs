using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Replies;
using Bronx.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Features.Tests.Help;

/// <summary>A registry and its slash commands, as Discord has them after the registration.</summary>
internal static class CommandBook
{
    public static async Task<SlashRegistration> RegisteredAsync(CommandRegistry registry)
    {
        var slash = new SlashRegistration(registry, new Registrar(), new HeldClock(), NullLogger<SlashRegistration>.Instance);
        await slash.SynchroniseAsync(new AppId(1), TestContext.Current.CancellationToken);
        return slash;
    }

    /// <summary>Takes the commands and numbers them; nothing else is asked of it here.</summary>
    private sealed class Registrar : ICommandWire
    {
        public Task<IReadOnlyList<ApplicationCommand>> GetCommandsAsync(AppId application, CancellationToken ct) => Task.FromResult<IReadOnlyList<ApplicationCommand>>([]);

        public Task<IReadOnlyList<ApplicationCommand>> ReplaceCommandsAsync(AppId application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<ApplicationCommand>>([.. commands.Select((command, index) => command with { Id = new CommandId((ulong)index + 1) })]);

        public Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string nonce, CancellationToken ct) => throw new NotSupportedException();

        public Task<Message> EditAsync(ChannelId channel, MessageId message, MessageDraft draft, RequestPriority priority, CancellationToken ct) => throw new NotSupportedException();

        public Task RespondAsync(InteractionId interaction, string token, InteractionReply reply, CancellationToken ct) => throw new NotSupportedException();

        public Task<Message> EditOriginalAsync(AppId application, string token, MessageDraft draft, RequestPriority priority, CancellationToken ct) => throw new NotSupportedException();

        public Task<Message> FollowUpAsync(AppId application, string token, MessageDraft draft, CancellationToken ct) => throw new NotSupportedException();
    }
}
