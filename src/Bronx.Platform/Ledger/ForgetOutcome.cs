namespace Bronx.Platform.Ledger;

/// <summary>What became of the wish to be forgotten.</summary>
public enum ForgetOutcome
{
    /// <summary>Done, durably.</summary>
    Forgotten,

    /// <summary>The ledger knew nobody by that id.</summary>
    NotKnown,

    /// <summary>Nothing was done: a stake of theirs is set aside for a game that runs.</summary>
    HasOpenStake,
}
