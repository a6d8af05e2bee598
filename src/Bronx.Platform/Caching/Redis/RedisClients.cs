namespace Bronx.Platform.Caching.Redis;

/// <summary>Reads what <c>CLIENT LIST</c> says: one line for each connection, words like <c>id=7</c> and <c>name=bronx-1</c>.</summary>
internal static class RedisClients
{
    /// <returns>Ids of the connections whose names begin like the family's and are not <paramref name="own"/>.</returns>
    public static IEnumerable<string> Earlier(string list, string family, string own)
    {
        foreach (var line in list.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            if (Word(words, "id=") is { } id && Word(words, "name=") is { } name && name.StartsWith(family, StringComparison.Ordinal) && name != own)
            {
                yield return id;
            }
        }
    }

    private static string? Word(string[] words, string key) => words.FirstOrDefault(word => word.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
}
