namespace Bronx.Platform.Commands;

/// <summary>Why a call was turned down. The names are recorded in the statistics.</summary>
public enum Refusal
{
    BadArgument,
    MissingArgument,
    NotAllowed,
    BotLacksPermission,
    OnlyInServers,
    OwnersOnly,
    OnCooldown,
    TermsNotAccepted,
    Blacklisted,

    /// <summary>The server switched it off, or keeps the bot silent here.</summary>
    SwitchedOff,
    InsufficientFunds,

    /// <summary>Somebody else's button.</summary>
    NotYours,

    /// <summary>A button whose time has passed, or that nothing answers any more.</summary>
    Expired,

    /// <summary>The command's own rules say no.</summary>
    RuleOfTheGame,

    /// <summary>Too many calls at once, by this person or over all.</summary>
    Busy,
}
