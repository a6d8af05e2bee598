namespace Bronx.Discord.Gateway;

/// <summary>Discord closed the gateway for good: a wrong token, an intent that is not switched on, a wrong shard. The message says what to do.</summary>
public sealed class GatewayRefusedException(int closeCode, string message) : Exception(message)
{
    /// <summary>4004, 4010–4014 (Discord's documentation, Gateway close codes); 0 when the REST API said it (401).</summary>
    public int CloseCode { get; } = closeCode;
}
