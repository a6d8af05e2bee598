namespace Bronx.Platform.Ledger;

/// <summary>What an account is. The numbers are stored and covered by the journal's hash chain: they never change.</summary>
public enum AccountKind : byte
{
    None = 0,

    /// <summary>A person's coins at hand. Never below zero.</summary>
    Wallet = 1,

    /// <summary>A person's coins put away. Never below zero.</summary>
    Bank = 2,

    /// <summary>Where coins come from; goes below zero by what it gave.</summary>
    Mint = 3,

    /// <summary>Where coins go for good. Never below zero.</summary>
    Sink = 4,

    /// <summary>A game's bank: wins and loses, may go below zero.</summary>
    House = 5,

    /// <summary>Stakes of games that still run. Never below zero.</summary>
    Held = 6,

    /// <summary>Somebody who asked to be forgotten. Only ever read, never posted to.</summary>
    Forgotten = 7,
}
