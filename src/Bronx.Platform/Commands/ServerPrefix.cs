using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Platform.Commands;

/// <summary>What stands before a command: what the server chose, else what the installation uses. Asked of memory with every message.</summary>
public sealed class ServerPrefix(OptionBook book, CommandOptions options)
{
    /// <summary>The longest prefix a server may choose.</summary>
    public const int MaxLength = 3;

    /// <summary>Empty for the installation's own.</summary>
    public static readonly Option<string> Choice = Choose.Line(
        "server.prefix", "", 0, MaxLength, "Prefix", "What stands before a command in a message; mentioning me always works too.",
        check: PrefixRules.Problem, blank: "as usual", caution: PrefixRules.Caution);

    public static OptionSchema Schema { get; } = new("server", OptionScope.Server, 1, "Prefix", "How my commands begin in messages.", [Choice]);

    /// <summary>The prefix here; in direct messages the installation's.</summary>
    public string Of(GuildId? guild) => book.Of(guild).Get(Choice) is { Length: > 0 } own ? own : options.Prefix;
}
