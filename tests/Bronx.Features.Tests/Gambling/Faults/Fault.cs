namespace Bronx.Features.Tests.Gambling.Faults;

/// <summary>What happens to games that should not.</summary>
public enum Fault
{
    /// <summary>One button is pressed twice in one moment, and once more afterwards.</summary>
    DoubleClick,

    /// <summary>The same coins are staked by two messages in one moment.</summary>
    TwoGamesAtOnce,

    /// <summary>The message that shows the game is gone when its end comes.</summary>
    DeletedMessage,

    /// <summary>Somebody else presses the buttons.</summary>
    ForeignPresser,

    /// <summary>The bot is stopped in the middle and started again.</summary>
    Restart,

    /// <summary>The bot is killed in the middle and started again at once, and cannot say goodbye.</summary>
    Kill,

    /// <summary>A second process starts beside the one that runs the game.</summary>
    SecondProcess,

    /// <summary>A button's id is made up.</summary>
    ForgedButton,

    /// <summary>The message is delivered twice in one moment, and once more afterwards.</summary>
    DeliveredTwice,

    /// <summary>The message comes again after later ones.</summary>
    OutOfOrder,

    /// <summary>Its player never comes back.</summary>
    WalkAway,
}
