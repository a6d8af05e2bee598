using StackExchange.Redis;

namespace Bronx.Platform.Caching.Redis;

/// <summary>Reads <c>redis://:password@host:port/number</c>; <c>rediss</c> is the same over TLS.</summary>
internal static class RedisAddress
{
    private const string Example = "redis://:secret@localhost:6379/0";

    /// <returns>What is wrong with the text, without repeating it (it may hold a password); null when it can be used.</returns>
    public static string? Problem(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0 ? $"should look like {Example}"
        : uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, ..] && user != "default" ? "names a user; only the default user's password is understood, as in " + Example
        : DatabaseOf(uri) is null ? $"has a database that is no number from 0 to 65535; it should look like {Example}"
        : null;

    public static ConfigurationOptions Parse(string text)
    {
        var uri = new Uri(text);
        var options = new ConfigurationOptions
        {
            EndPoints = { { uri.Host.Trim('[', ']'), uri.Port > 0 ? uri.Port : 6379 } },
            Ssl = uri.Scheme == "rediss",
            DefaultDatabase = DatabaseOf(uri),
            ClientName = "bronx",

            // RedisLink connects anew by itself: the client would wait ever longer between its own tries.
            AbortOnConnectFail = true,
            ConnectTimeout = 2_000,
            ConnectRetry = 1,
            SyncTimeout = 1_000,
            KeepAlive = 10,
        };
        if (uri.UserInfo.Split(':', 2) is [_, { Length: > 0 } password])
        {
            options.Password = Uri.UnescapeDataString(password);
        }

        return options;
    }

    private static int? DatabaseOf(Uri uri) => uri.AbsolutePath.Trim('/') is { Length: > 0 } number ? ushort.TryParse(number, out var found) ? found : null : 0;
}
