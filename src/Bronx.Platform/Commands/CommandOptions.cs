using Bronx.Discord.Models;
using Bronx.Platform.Configuration;

namespace Bronx.Platform.Commands;

/// <summary>Settings of the section <c>Commands</c>.</summary>
public sealed record CommandOptions : ICheckedOptions
{
    [Setting("What stands before a command in a message; no spaces, upper and lower case alike.", Example = ".", MaxLength = 10)]
    public string Prefix { get; init; } = ".";

    [Setting("Discord ids of the people who may use owner commands. Nobody unless set.", Example = "183245678901234567,283245678901234568")]
    public IReadOnlyList<UserId> Owners { get; init; } = [];

    [Setting("Commands that may run at the same time in this process.", Example = "256", Min = 1, Max = 10_000)]
    public int MostAtOnce { get; init; } = 256;

    [Setting("Calls of one person that may wait for their turn; further ones are turned down.", Example = "3", Min = 0, Max = 20)]
    public int MostWaitingPerPerson { get; init; } = 3;

    [Setting("Where people find help with this bot, for the support command.", Example = "https://example.org/support", DefaultIs = "none: the command says so")]
    public Uri? SupportUrl { get; init; }

    /// <summary>Whether somebody is one of the owners.</summary>
    public bool IsOwner(UserId user) => Owners.Contains(user);

    public IEnumerable<OptionProblem> Problems()
    {
        if (Prefix.Any(char.IsWhiteSpace) || Prefix.Any(char.IsControl) || Prefix.StartsWith('/') || Prefix.Contains('`', StringComparison.Ordinal))
        {
            yield return new(nameof(Prefix), "has to be 1 to 10 characters without spaces or backticks, and not begin with /");
        }

        if (Owners.Any(id => id.Value < 1UL << 22))
        {
            yield return new(nameof(Owners), "holds a number that is no Discord user id");
        }
    }
}
