using StackExchange.Redis;

namespace Bronx.Platform.Caching.Redis;

/// <summary>What went wrong, in words for who runs the bot. The client's own tell of its insides, at length.</summary>
internal static class RedisFaults
{
    /// <summary>Whether it is Redis that failed, or the way there, and not us.</summary>
    public static bool IsAway(Exception fault) => fault is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    public static string Words(Exception fault) => fault switch
    {
        // Why connecting failed is told in the text only.
        RedisConnectionException refused when refused.Message.Contains(nameof(ConnectionFailureType.AuthenticationFailure), StringComparison.Ordinal) => Words(ConnectionFailureType.AuthenticationFailure),
        RedisConnectionException broken => Words(broken.FailureType),
        TimeoutException => "it does not answer in time",
        _ => fault.Message,
    };

    public static string Words(ConnectionFailureType failure) => failure switch
    {
        ConnectionFailureType.AuthenticationFailure => "it refuses the password",
        ConnectionFailureType.UnableToConnect => "it does not let the connection be made",
        ConnectionFailureType.ProtocolFailure => "it does not speak as Redis does",
        _ => "the connection broke",
    };
}
