namespace Bronx.Discord.Tests.Faults;

/// <summary>What happens to a connection.</summary>
internal enum FaultKind
{
    Drop,
    DropInsideAFrame,
    Reconnect,
    InvalidButResumable,
    Invalid,
    Close,
    CloseForANewSession,
    Silence,
    RefuseToConnect,
    NoHello,
    DropWhileResuming,
    LateReady,
    AskForHeartbeat,
    RepeatFrames,
}
