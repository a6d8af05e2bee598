using Bronx.Discord.Models;

namespace Bronx.Platform.Options;

/// <summary>Who changes options, and from where.</summary>
/// <param name="Person">Who did it.</param>
/// <param name="Place">Through what: "settings command", "setup", "dashboard"; up to 40 characters.</param>
public sealed record OptionCause(UserId Person, string Place);

/// <summary>One option of a change, before and after, as stored; null is the default.</summary>
public sealed record OptionDifference(string Key, string? Before, string? After);

/// <summary>A change that was made: for the log, and to undo it.</summary>
/// <param name="Number">Grows from change to change.</param>
/// <param name="Person">Null when they asked to be forgotten.</param>
/// <param name="Undoes">The change that this one took back.</param>
public sealed record OptionChangeSet(
    long Number, OptionTarget Target, UserId? Person, string Place, DateTimeOffset At, long? Undoes, IReadOnlyList<OptionDifference> Differences);

/// <summary>How a change ended. Closed.</summary>
public abstract record OptionChangeOutcome
{
    private OptionChangeOutcome()
    {
    }

    /// <summary>All of it is stored and counts.</summary>
    public sealed record Changed(OptionChangeSet Set) : OptionChangeOutcome;

    /// <summary>Everything was so already.</summary>
    public sealed record Same : OptionChangeOutcome;

    /// <summary>Nothing was changed; what is wrong, by key (a schema's name when values fit each other badly).</summary>
    public sealed record Refused(IReadOnlyDictionary<string, string> Problems) : OptionChangeOutcome;

    /// <summary>Nothing was undone: these have been changed again since.</summary>
    public sealed record ChangedSince(IReadOnlyList<string> Keys) : OptionChangeOutcome;

    /// <summary>There is no such change to undo.</summary>
    public sealed record NoSuchChange : OptionChangeOutcome;
}
