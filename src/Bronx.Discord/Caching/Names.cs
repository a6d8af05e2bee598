using System.Diagnostics.CodeAnalysis;

namespace Bronx.Discord.Caching;

/// <summary>
/// Shares equal names: thousands of servers have a "general" and a "Moderator". A fixed table in which newer names push out older
/// ones, so it never grows; losing a race costs a duplicate and nothing else.
/// </summary>
internal sealed class Names
{
    private readonly string?[] _table = new string?[4096];

    [return: NotNullIfNotNull(nameof(name))]
    public string? Share(string? name)
    {
        if (name is null or { Length: 0 or > 32 })
        {
            return name;
        }

        ref var slot = ref _table[(uint)name.GetHashCode(StringComparison.Ordinal) % _table.Length];
        var known = slot;
        return string.Equals(known, name, StringComparison.Ordinal) ? known! : slot = name;
    }
}
