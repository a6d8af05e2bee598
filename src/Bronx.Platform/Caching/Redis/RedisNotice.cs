namespace Bronx.Platform.Caching.Redis;

/// <summary>What one process tells the others: one value changed, or everything that fits a pattern is to go.</summary>
/// <param name="Text">"category:key", or a pattern.</param>
internal sealed record RedisNotice(string From, bool IsPattern, string Text)
{
    public string Spell() => $"{From}|{(IsPattern ? 'p' : 'k')}|{Text}";

    /// <returns>Null when it is nobody's word that we know.</returns>
    public static RedisNotice? Read(string spelled) =>
        spelled.Split('|', 3) is [var from, "p" or "k", var text] ? new RedisNotice(from, spelled[from.Length + 1] == 'p', text) : null;
}
