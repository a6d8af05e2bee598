using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>One command, declared once: prefix, slash, help and gates all follow from it.</summary>
/// <param name="Name">Lower-case; one to three words, a path: "daily", "db health" (<c>.db health</c>, <c>/db health</c>).</param>
/// <param name="Category">Under which heading help lists it.</param>
/// <param name="Summary">One line, 1–100 characters; also Discord's description.</param>
public sealed record CommandDefinition(string Name, string Category, string Summary)
{
    /// <summary>Other full names by prefix; slash commands have only <see cref="Name"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>In the order in which they are typed; required ones first.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Calls without prefix, as a person would type them: "coinflip half heads". Checked against the parameters at start.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>A paragraph for the command's own help page.</summary>
    public string? Details { get; init; }

    /// <summary>Only for the configured owners; everybody else does not see it.</summary>
    public bool OwnerOnly { get; init; }

    /// <summary>Makes no sense in a direct message.</summary>
    public bool ServerOnly { get; init; }

    /// <summary>What the caller must be allowed to do in the channel.</summary>
    public Permissions CallerNeeds { get; init; }

    /// <summary>What the bot must be allowed to do in the channel, beyond sending messages.</summary>
    public Permissions BotNeeds { get; init; }

    /// <summary>How often one person may run it; null for no limit of its own.</summary>
    public Cooldown? Cooldown { get; init; }

    /// <summary>False only for what must work before the Terms of Service are accepted.</summary>
    public bool NeedsTerms { get; init; } = true;

    /// <summary>Answers also where a server switched its category off: what protects people from themselves, or proves a bet of theirs.</summary>
    public bool AlwaysOn { get; init; }

    /// <summary>Whether the answer to the slash form is seen by the caller alone.</summary>
    public bool EphemeralOnSlash { get; init; }

    /// <summary>Works, but help does not list it.</summary>
    public bool Hidden { get; init; }
}

/// <summary>A pause per person and command, begun when the command ran (a refusal costs nothing).</summary>
/// <param name="Every">The pause; more than zero.</param>
/// <param name="KeptOverRestarts">Whether it is stored; meant for pauses of minutes and more.</param>
public sealed record Cooldown(TimeSpan Every, bool KeptOverRestarts = false);
