namespace Bronx.Discord.Rest;

/// <summary>Why a request was not even sent.</summary>
public enum RefusalReason
{
    /// <summary>Too many requests are waiting.</summary>
    QueueFull,

    /// <summary>So many recent requests were invalid that Discord would soon ban the address.</summary>
    InvalidRequestBudget,

    /// <summary>Discord already rejected the token.</summary>
    TokenRejected,

    /// <summary>The bot lacks a permission that the request needs.</summary>
    MissingPermission,

    /// <summary>The client is shutting down.</summary>
    Stopping,

    /// <summary>The webhook was deleted, or its token or that of the interaction is no longer valid.</summary>
    WebhookGone,

    /// <summary>Discord found that direct conversations were opened too fast.</summary>
    TooManyConversations,
}

/// <summary>A request refused on our side, before Discord had to.</summary>
public sealed class RequestRefusedException(RefusalReason reason, string message) : Exception(message)
{
    public RefusalReason Reason { get; } = reason;
}
