using Bronx.Discord.Models;

namespace Bronx.Platform.Telemetry;

/// <summary>How a person called for something.</summary>
public enum CommandForm
{
    Prefix,
    Slash,

    /// <summary>A button, select or modal.</summary>
    Component,
}

/// <summary>How it ended. Only <see cref="Succeeded"/> and <see cref="Failed"/> are commands that ran.</summary>
public enum CommandEnd
{
    Succeeded,

    /// <summary>The person was told what to do next: wrong argument, cooldown, terms not accepted, not allowed.</summary>
    Refused,

    /// <summary>A fault of ours, with an error id.</summary>
    Failed,

    /// <summary>No such command.</summary>
    Unknown,
}

/// <summary>One use of one command, as it is recorded.</summary>
/// <param name="Command">The command's full name from the registry ("daily", "db health"); never text a person typed.</param>
/// <param name="Kind">Kind of refusal or fault, from a closed set of names; null when it succeeded.</param>
/// <param name="Duration">Event received to reply written.</param>
/// <param name="User">Null unless the person accepted the Terms of Service and allows tracking.</param>
/// <param name="At">When it ended, UTC.</param>
public readonly record struct CommandUse(
    string Command, CommandForm Form, CommandEnd End, string? Kind, TimeSpan Duration, UserId? User, GuildId? Guild, DateTimeOffset At);
