using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.Terms.Buttons;

/// <summary>Closes a prompt in a channel: shows <paramref name="reply"/> in its place, without buttons.</summary>
internal delegate Task ClosePrompt(ChannelId channel, MessageId prompt, UserId person, Reply reply, CancellationToken ct);

/// <summary>Prompts that stay in a channel while their person agreed elsewhere, in the form behind "try again".</summary>
internal sealed partial class OpenPrompts(DiscordClient client, ILogger<OpenPrompts> logger)
{
    public async Task CloseAsync(ChannelId channel, MessageId prompt, UserId person, Reply reply, CancellationToken ct)
    {
        try
        {
            var message = await client.Rest.GetMessageAsync(channel, prompt, ct);
            if (!IsPromptOf(message, person))
            {
                return;
            }

            var draft = new MessageDraft { Embeds = reply.Embeds, Components = [] };
            await client.Rest.EditAsync(channel, prompt, draft, RequestOptions.Default, ct);
        }
        catch (Exception fault) when (fault is DiscordApiException or RequestRefusedException or HttpRequestException)
        {
            // The acceptance stands whatever becomes of the old message; its buttons say so when they are pressed.
            Log.NotClosed(logger, prompt, fault);
        }
    }

    /// <summary>The id came through a client: only this person's own prompt may be replaced by it.</summary>
    private static bool IsPromptOf(Message message, UserId person) =>
        (message.Components ?? [])
            .SelectMany(row => row.Components ?? [])
            .Any(button => ComponentId.TryParse(button.CustomId, out var id) && id.Route == AcceptTermsButton.Definition.Route && id.Owner == person);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The Terms prompt {Prompt} could not be closed")]
        public static partial void NotClosed(ILogger logger, MessageId prompt, Exception fault);
    }
}
