using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>Settings of the section <c>Commands</c>.</summary>
public sealed record CommandOptions : ICheckedOptions
{
    /// <summary>What stands before a command in a message, 1–10 characters without spaces; upper and lower case alike.</summary>
    public string Prefix { get; init; } = ".";

    /// <summary>People who may use owner commands. Nobody unless set.</summary>
    public IReadOnlyList<ulong> Owners { get; init; } = [];

    /// <summary>Commands that may run at the same time in this process, 1–10,000.</summary>
    public int MostAtOnce { get; init; } = 256;

    /// <summary>Calls of one person that may wait for their turn, 0–20; the rest are turned down.</summary>
    public int MostWaitingPerPerson { get; init; } = 3;

    /// <summary>Where people find help with the bot itself; null for none.</summary>
    public string? SupportUrl { get; init; }

    /// <summary>Whether somebody is one of the owners.</summary>
    public bool IsOwner(UserId user) => Owners.Contains(user.Value);

    public IEnumerable<OptionProblem> Problems()
    {
        if (Prefix.Length is 0 or > 10 || Prefix.Any(char.IsWhiteSpace) || Prefix.Any(char.IsControl) || Prefix.StartsWith('/') || Prefix.Contains('`', StringComparison.Ordinal))
        {
            yield return new(nameof(Prefix), "has to be 1 to 10 characters without spaces or backticks, and not begin with /", ".");
        }

        if (Owners.Any(id => id < 1UL << 22))
        {
            yield return new(nameof(Owners), "holds a number that is no Discord user id", "183245678901234567");
        }

        if (MostAtOnce is < 1 or > 10_000)
        {
            yield return new(nameof(MostAtOnce), "has to be from 1 to 10000", "256");
        }

        if (MostWaitingPerPerson is < 0 or > 20)
        {
            yield return new(nameof(MostWaitingPerPerson), "has to be from 0 to 20", "3");
        }

        if (SupportUrl is not null && !(Uri.TryCreate(SupportUrl, UriKind.Absolute, out var url) && url.Scheme is "https"))
        {
            yield return new(nameof(SupportUrl), "has to be an https address", "https://example.org/support");
        }
    }
}
