using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>Why requests are refused on our side, each with what to do.</summary>
internal static class Refusals
{
    public static RequestRefusedException Full(int capacity) =>
        new(RefusalReason.QueueFull, $"{capacity} requests to Discord are waiting already. Send less, or raise Discord:QueueCapacity.");

    public static RequestRefusedException InvalidBudget(int spent) =>
        new(RefusalReason.InvalidRequestBudget,
            $"Discord answered {spent} requests of the last ten minutes with 401, 403 or 429 and bans the address at 10,000. "
            + "Look for the request that fails over and over (missing permissions, mostly); requests go on as the count falls.");

    public static RequestRefusedException TokenRejected() =>
        new(RefusalReason.TokenRejected, "Discord rejected the bot's token. Set a valid Discord:Token (developer portal, Bot, Reset Token) and start again.");

    public static RequestRefusedException Stopping() =>
        new(RefusalReason.Stopping, "The connection to Discord is shutting down.");

    public static RequestRefusedException WebhookGone() =>
        new(RefusalReason.WebhookGone, "Discord does not know this webhook or its token any more; make a new one.");

    public static RequestRefusedException TooManyConversations(TimeSpan wait) =>
        new(RefusalReason.TooManyConversations, $"Discord found that direct messages were opened too fast; none is opened for another {Math.Ceiling(wait.TotalSeconds)} s.");

    public static RequestRefusedException EdgeBan(TimeSpan wait) =>
        new(RefusalReason.InvalidRequestBudget, $"Discord's network turned this address away; nothing is sent for another {Math.Ceiling(wait.TotalSeconds)} s.");
}
